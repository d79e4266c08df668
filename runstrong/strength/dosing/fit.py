"""Making a session fit its minutes: what goes first when time is short, what grows when some is left."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from runstrong.strength.dosing.pieces import Piece, total_s
from runstrong.strength.dosing.tracks import QUOTAS, Quota

TOLERANCE: Final = 0.06
"""How far a session may miss the minutes asked for; under the promised 10 % because minutes are rounded."""

ESSENTIALS: Final = 4
"""The four of most value lose sets rather than go."""


def fill(pieces: Sequence[Piece], budget_s: float, slack_s: float, most: Mapping[Quota, int]) -> list[Piece]:
    """The pieces (most valuable first) that fit `budget_s` within `slack_s`, sets added while quotas allow."""
    return grow(shrink(within(pieces, most), budget_s + slack_s), budget_s, slack_s, most)


def within(pieces: Sequence[Piece], most: Mapping[Quota, int]) -> list[Piece]:
    """The pieces as far as the session's share of the week's quotas goes."""
    used: Counter[Quota] = Counter()
    kept: list[Piece] = []
    for piece in pieces:
        quota = QUOTAS[piece.exercise.pattern]
        sets = min(piece.sets, most.get(quota, piece.sets) - used[quota])
        if sets > 0 and (sets == piece.sets or not used[quota]):
            used[quota] += sets
            kept.append(piece.with_sets(sets))
    return kept


def shrink(pieces: Sequence[Piece], seconds: float) -> list[Piece]:
    """The pieces cut to `seconds`: the least valuable go, then the essential ones lose sets, then they go too."""
    kept = list(pieces)
    while len(kept) > 1 and total_s(kept) > seconds:
        longer = [place for place, piece in enumerate(kept) if piece.sets > 1]
        if len(kept) > ESSENTIALS or not longer:
            kept.pop()
        else:
            most = max(kept[place].sets for place in longer)
            last = max(place for place in longer if kept[place].sets == most)
            kept[last] = kept[last].with_sets(most - 1)
    return kept


def grow(pieces: Sequence[Piece], budget_s: float, slack_s: float, most: Mapping[Quota, int]) -> list[Piece]:
    """One set more at a time, the most valuable first, while the time and the quotas last."""
    kept, grown = list(pieces), True
    while grown:
        grown = False
        for place, piece in enumerate(kept):
            left = budget_s - total_s(kept)
            quota = QUOTAS[piece.exercise.pattern]
            used = sum(other.sets for other in kept if QUOTAS[other.exercise.pattern] == quota)
            room = piece.sets < piece.most and used < most.get(quota, used + 1)
            if left > 0 and room and piece.set_s <= left + slack_s:
                kept[place], grown = piece.with_sets(piece.sets + 1), True
    return kept


def lightened(pieces: Sequence[Piece], factor: float) -> list[Piece]:
    """The pieces with at most `factor` of their sets in all: the largest lose first, then the last ones go."""
    kept = list(pieces)
    goal = sum(piece.sets for piece in kept) * factor
    while len(kept) > 1 and sum(piece.sets for piece in kept) > goal:
        most = max(piece.sets for piece in kept)
        if most == 1:
            kept.pop()
            continue
        last = max(place for place, piece in enumerate(kept) if piece.sets == most)
        kept[last] = kept[last].with_sets(most - 1)
    return kept
