"""What one session holds: the exercises worth most in the minutes there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from runstrong.model.athlete import Preferences
from runstrong.model.exercise import Library
from runstrong.model.plan import Focus, Intensity, PlannedExercise
from runstrong.strength import safety
from runstrong.strength.dosing.dose import TOLERANCE, Piece, fill, foundation, planned, starting_piece, total_s
from runstrong.strength.placing.placement import Work

Size = Literal["full", "half_legs", "upper_core", "mobility"]
"""How much of a session fits its place, from whole to least (science D.3's order of giving way)."""

SIZES: Final[tuple[Size, ...]] = get_args(Size)

ORDERS_OF_VALUE: Final[tuple[tuple[str, ...], ...]] = (
    ("air_squat", "calf_raise", "pushup", "plank", "sl_deadlift", "lunge",
     "hollow_hold", "chair_dip", "crunch", "leg_lift"),
    ("lunge", "calf_raise", "chair_dip", "hollow_hold", "sl_deadlift", "air_squat",
     "leg_lift", "pushup", "crunch", "plank"),
)  # fmt: skip
"""The founding exercises, most valuable first: a shorter session drops from the end. The two orders take turns,
so that a week of short sessions still meets every movement; calves are in each (science C.2)."""

WARM_UP: Final = ("leg_swing", "ankle_rock", "hip_hinge", "lunge_rotation")
MOBILITY: Final = (*WARM_UP, "kneeling_hip_stretch", "wall_calf_stretch", "cat_camel")
MOBILITY_MINUTES: Final = 15

HEAVY_LEG_SETS: Final = 3
"""Three leg sets or more count as hard: few runners new to strength judge repetitions in reserve well (C.3)."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A session's inside, before it has a day. `stand_ins` are the exercises that spare a sore region."""

    work: Work
    focus: Focus
    intensity: Intensity
    minutes: int
    exercises: tuple[PlannedExercise, ...]
    stand_ins: tuple[safety.Choice, ...]


def contents(size: Size, turn: int, preferences: Preferences, library: Library, *, is_new: bool) -> Contents:
    """The session of one size; `turn` (0, 1, ...) counts the week's sessions and picks the order of value.

    `is_new`: the first weeks, in which every exercise is new: two sets for the legs, the low end of every range.
    """
    if size == "mobility":
        return _mobility(preferences, library)
    wanted = ORDERS_OF_VALUE[turn % len(ORDERS_OF_VALUE)]
    warm_up = _warm_up(preferences, library)
    main = [
        starting_piece(choice, preferences, is_new=is_new) for choice in _choices(wanted, preferences, library)
    ]
    seconds = preferences.minutes * 60
    budget = seconds - sum(piece.total_s for piece in warm_up)
    chosen = fill(_legs_at(size, main), budget, seconds * TOLERANCE)
    order = list(library.exercises)
    ordered = sorted(chosen, key=lambda piece: order.index(piece.exercise.id))
    return _packed([*warm_up, *ordered], library, is_new=is_new)


def _choices(ids: Iterable[str], preferences: Preferences, library: Library) -> list[safety.Choice]:
    """The exercises as this runner may do them, each once."""
    found: dict[str, safety.Choice] = {}
    for name in ids:
        choice = safety.fitting(library.exercises[name], library, preferences)
        if choice:
            found.setdefault(choice.exercise.id, choice)
    return list(found.values())


def _legs_at(size: Size, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the legs a size allows: all, one set each of the two worth most, or none."""
    legs = [piece for piece in pieces if piece.exercise.region == "lower"]
    kept: Mapping[Size, list[Piece]] = {"full": legs, "half_legs": legs[: HEAVY_LEG_SETS - 1]}
    allowed = {piece.exercise.id for piece in kept.get(size, [])}
    trimmed = [piece for piece in pieces if piece.exercise.region != "lower" or piece.exercise.id in allowed]
    if size == "full":
        return trimmed
    return [replace(p, sets=1, most=1) if p.exercise.region == "lower" else p for p in trimmed]


def _warm_up(preferences: Preferences, library: Library) -> list[Piece]:
    """Two movements for a quarter of an hour, three for twenty minutes, else four; two rounds beyond 30."""
    moves = 2 if preferences.minutes <= 15 else (3 if preferences.minutes <= 20 else 4)
    rounds = 2 if preferences.minutes > 30 else 1
    return [
        Piece(choice, rounds, rounds, foundation(choice.exercise).work[0])
        for choice in _choices(WARM_UP, preferences, library)[:moves]
    ]


def _mobility(preferences: Preferences, library: Library) -> Contents:
    pieces = [
        Piece(choice, 1, 3, foundation(choice.exercise).work[0])
        for choice in _choices(MOBILITY, preferences, library)
    ]
    seconds = min(preferences.minutes, MOBILITY_MINUTES) * 60
    return _packed(fill(pieces, seconds, seconds * TOLERANCE), library, is_new=False)


def _packed(pieces: Sequence[Piece], library: Library, *, is_new: bool) -> Contents:
    """The pieces as a session, with what it asks of the body: in new weeks any leg work is hard (cli.md)."""
    sets = {region: _sets(pieces, region) for region in ("lower", "upper", "core")}
    legs: Work = "hard_legs" if is_new or sets["lower"] >= HEAVY_LEG_SETS else "easy_legs"
    work = legs if sets["lower"] else ("upper_core" if sum(sets.values()) else "mobility")
    focus: Mapping[Work, Focus] = {"upper_core": "upper", "mobility": "mobility"}
    return Contents(
        work=work,
        focus=focus.get(work, "full"),
        intensity="light" if is_new or work == "mobility" else "moderate",
        minutes=round(total_s(pieces) / 60),
        exercises=tuple(planned(piece, library) for piece in pieces),
        stand_ins=tuple(piece.choice for piece in pieces if piece.choice.instead_of),
    )


def _sets(pieces: Iterable[Piece], region: str) -> int:
    return sum(piece.sets for piece in pieces if piece.exercise.region == region)
