"""The beginning and the end of a session: movements that warm up, and stretches that fill what time is left."""

from dataclasses import replace
from typing import Final

from runstrong.model.exercise import Library
from runstrong.strength.dosing.choose import Chooser
from runstrong.strength.dosing.dose import dose
from runstrong.strength.dosing.fit import grow, shrink
from runstrong.strength.dosing.need import Need
from runstrong.strength.dosing.pieces import Piece, total_s
from runstrong.strength.dosing.skeleton import COOL_DOWN, MOBILITY, POSTS, WARM_UP
from runstrong.strength.dosing.writing import piece

MOBILITY_MINUTES: Final = 15
COOL_DOWN_SHARE: Final = 0.25
OLDER_FROM: Final = 50
ROUNDS_MOST: Final = 3


def warm_up(need: Need, library: Library) -> list[Piece]:
    """The movements that open a session; from 50 years on a round more (science D.6)."""
    moves, rounds = moves_and_rounds(need.preferences.minutes)
    born = need.preferences.birth_year
    older = born is not None and need.today.year - born >= OLDER_FROM
    return [one.with_sets(rounds + older) for one in _pieces(WARM_UP, need, library)[:moves]]


def moves_and_rounds(minutes: int) -> tuple[int, int]:
    """Two movements up to a quarter of an hour, three up to twenty minutes, else four; beyond 30 minutes twice."""
    return 2 if minutes <= 15 else (3 if minutes <= 20 else 4), 2 if minutes > 30 else 1


def cool_down(need: Need, library: Library, left_s: float, slack_s: float) -> list[Piece]:
    """Stretches for the time that strength work leaves, a quarter of the session at most."""
    seconds = min(left_s, need.preferences.minutes * 60 * COOL_DOWN_SHARE)
    chosen: list[Piece] = []
    for one in _pieces(COOL_DOWN, need, library):
        if total_s(chosen) < seconds and total_s([*chosen, one]) <= seconds + slack_s:
            chosen.append(one)
    return grow(chosen, seconds, slack_s, {})


def mobility(need: Need, library: Library) -> list[Piece]:
    """A quarter of an hour at most of moving through the joints."""
    seconds = min(need.preferences.minutes, MOBILITY_MINUTES) * 60
    slack = seconds * 0.06
    pieces = shrink(_pieces(MOBILITY, need, library), seconds + slack)
    return grow(pieces, seconds, slack, {})


def _pieces(names: tuple[str, ...], need: Need, library: Library) -> list[Piece]:
    """One round of each movement this runner can do, to grow to two or three."""
    chooser = Chooser(need, library)
    pieces: list[Piece] = []
    for name in names:
        choice = chooser.choose(POSTS[name].tracks, {held.exercise.id for held in pieces})
        amount = choice and dose(choice.exercise, need)
        if choice and amount:
            pieces.append(replace(piece(choice, amount, need, name, library).with_sets(1), most=ROUNDS_MOST))
    return pieces
