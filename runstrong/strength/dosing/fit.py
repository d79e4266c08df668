"""Making a session fit its minutes: what goes first when time is short, what grows when some is left."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from runstrong.strength.dosing.pieces import Piece, total_s
from runstrong.strength.dosing.skeleton import LEGS
from runstrong.strength.dosing.tracks import QUOTAS, Quota

TOLERANCE: Final = 0.06
"""How far a session may miss the minutes asked for; under the promised 10 % because minutes are rounded."""

ESSENTIALS: Final = 6
SHORT_ESSENTIALS: Final = 4
"""Those of most value lose sets rather than go: legs, calves, one of the upper body, one of the trunk, jumps."""

SHORT_S: Final = 20 * 60
FEW_SETS: Final = 2
MAIN: Final = frozenset({*LEGS, "jump"})
"""What keeps a third set longest."""


def fill(pieces: Sequence[Piece], budget_s: float, slack_s: float, most: Mapping[Quota, int]) -> list[Piece]:
    """The pieces (most valuable first) that fit `budget_s` within `slack_s`, sets added while quotas allow."""
    return grow(shrink(within(pieces, most), budget_s + slack_s), budget_s, slack_s, most)


def within(pieces: Sequence[Piece], most: Mapping[Quota, int]) -> list[Piece]:
    """The pieces as far as the session's share of the week's quotas goes."""
    used: Counter[Quota] = Counter()
    kept: list[Piece] = []
    for piece in pieces:
        quota = quota_of(piece)
        sets = min(piece.sets, most[quota] - used[quota]) if quota in most else piece.sets
        if sets > 0 and (sets == piece.sets or not used[quota]):
            used[quota] += sets
            kept.append(piece.with_sets(sets))
    return kept


def shrink(pieces: Sequence[Piece], seconds: float) -> list[Piece]:
    """The pieces cut to `seconds`, one cut at a time."""
    kept = list(pieces)
    essentials = SHORT_ESSENTIALS if seconds < SHORT_S else ESSENTIALS
    while len(kept) > 1 and total_s(kept) > seconds:
        kept = _cut(kept, essentials)
    return kept


def _cut(kept: list[Piece], essentials: int) -> list[Piece]:
    """One cut: small work's third sets, then what is not essential, then sets from the end, then pieces."""
    rich = [at for at, piece in enumerate(kept) if quota_of(piece) not in MAIN and piece.sets > FEW_SETS]
    longer = [at for at, piece in enumerate(kept) if piece.sets > 1]
    if rich:
        return _one_less(kept, rich[-1])
    if len(kept) > essentials or not longer:
        return kept[:-1]
    most = max(kept[at].sets for at in longer)
    return _one_less(kept, max(at for at in longer if kept[at].sets == most))


def quota_of(piece: Piece) -> Quota:
    """What its sets are counted by."""
    return QUOTAS[piece.exercise.pattern]


def _one_less(pieces: list[Piece], at: int) -> list[Piece]:
    return [piece.with_sets(piece.sets - 1) if place == at else piece for place, piece in enumerate(pieces)]


def grow(pieces: Sequence[Piece], budget_s: float, slack_s: float, most: Mapping[Quota, int]) -> list[Piece]:
    """One set more at a time while time and quotas last: what was cut comes back first, then by value."""
    kept = list(pieces)
    while True:
        left = budget_s - total_s(kept)
        used = Counter(quota_of(piece) for piece in kept for _ in range(piece.sets))
        able = [
            (piece.sets >= piece.fewest, piece.sets, at)
            for at, piece in enumerate(kept)
            if piece.sets < piece.most
            and used[quota_of(piece)] < most.get(quota_of(piece), used[quota_of(piece)] + 1)
            and piece.set_s <= left + slack_s
        ]
        if left <= 0 or not able:
            return kept
        at = min(able)[-1]
        kept[at] = kept[at].with_sets(kept[at].sets + 1)


def lightened(pieces: Sequence[Piece], factor: float) -> list[Piece]:
    """The pieces with at most `factor` of their sets in all: the largest lose first, then the last ones go."""
    kept = list(pieces)
    goal = sum(piece.sets for piece in kept) * factor
    while kept and sum(piece.sets for piece in kept) > goal:
        most = max(piece.sets for piece in kept)
        if most > 1:
            kept = _one_less(kept, max(place for place, piece in enumerate(kept) if piece.sets == most))
        elif len(kept) > 1:
            kept.pop()
        else:
            break
    return kept
