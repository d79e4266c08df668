"""What a session asks of the body: its intensity for the runner, its work for the rules (cli.md)."""

from collections.abc import Sequence
from typing import Final

from runstrong.model.plan import Focus, Intensity
from runstrong.strength.dosing.dose import EASY_RIR
from runstrong.strength.dosing.history import LONG_GAP_DAYS, done_ids
from runstrong.strength.dosing.need import Need
from runstrong.strength.dosing.pieces import Piece
from runstrong.strength.dosing.skeleton import LEGS
from runstrong.strength.dosing.tracks import QUOTAS
from runstrong.strength.placing.placement import Work

HARD_PLYOMETRIC: Final = 2
MANY_LEG_SETS: Final = 5
"""So many leg sets tire the legs whatever is left in reserve: hard for the rules, though not heavy (ours)."""


def leg_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    """The working sets of the legs: neither warm-up nor the feet's and hips' small work."""
    return [piece for piece in pieces if QUOTAS[piece.exercise.pattern] in LEGS]


def intensity(pieces: Sequence[Piece], need: Need) -> Intensity:
    """Heavy for the legs from an effort of 7 of 10 or real jumps; light where all is easy and new."""
    if is_heavy(pieces):
        return "heavy"
    working = [piece for piece in pieces if piece.planned.part in ("jumps", "strength", "core")]
    return "light" if not working or need.is_new else "moderate"


def work(pieces: Sequence[Piece], need: Need) -> Work:
    """Heavy, novel or much leg work is hard; any other leg work easy."""
    legs = leg_pieces(pieces)
    jumps = any(piece.planned.part == "jumps" for piece in pieces)
    if is_heavy(pieces) or _is_novel(pieces, need) or sum(piece.sets for piece in legs) >= MANY_LEG_SETS:
        return "hard_legs"
    if legs or jumps or any(piece.exercise.region == "lower" and piece.planned.part == "feet" for piece in pieces):
        return "easy_legs"
    return "upper_core" if any(piece.planned.part in ("strength", "core") for piece in pieces) else "mobility"


def focus(pieces: Sequence[Piece]) -> Focus:
    """What most of the session is for."""
    legs = bool(leg_pieces(pieces)) or any(piece.planned.part == "jumps" for piece in pieces)
    upper = any(piece.exercise.region == "upper" for piece in pieces)
    core = any(piece.planned.part == "core" for piece in pieces)
    if legs:
        return "full" if upper or core else "lower"
    return "upper" if upper else ("core" if core else "mobility")


def is_heavy(pieces: Sequence[Piece]) -> bool:
    """Leg work with three repetitions or fewer in reserve, an effort of 7 of 10, or jumps of level 2 and more."""
    near = [piece for piece in leg_pieces(pieces) if _reserve(piece) < EASY_RIR]
    jumps = any(piece.exercise.plyometric >= HARD_PLYOMETRIC for piece in pieces)
    return jumps or bool(near)


def _reserve(piece: Piece) -> int:
    return EASY_RIR if piece.planned.rir is None else piece.planned.rir


def _is_novel(pieces: Sequence[Piece], need: Need) -> bool:
    known = done_ids(need.diary, need.today, LONG_GAP_DAYS)
    return need.is_new and any(
        piece.exercise.id not in known and piece.exercise.region == "lower" and piece.planned.part != "warm_up"
        for piece in pieces
    )
