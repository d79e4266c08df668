"""How much of each exercise: sets, repetitions and rest, and how many sets the minutes hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from runstrong.model.athlete import Preferences
from runstrong.model.exercise import Dose, Exercise, Library
from runstrong.model.plan import PlannedExercise
from runstrong.strength.safety import EASED_CUE, Choice

SETTING_UP_S: Final = 20
TOLERANCE: Final = 0.06
"""How far a session may miss the minutes asked for; under the promised 10 % because minutes are rounded."""

ESSENTIALS: Final = 4
"""The four of most value (legs, calves, upper body, core) lose sets rather than go."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An exercise in a session with its sets, which may grow to `most` to fill the time."""

    choice: Choice
    sets: int
    most: int
    amount: int

    @property
    def exercise(self) -> Exercise:
        """The exercise as it will be done."""
        return self.choice.exercise

    @property
    def set_s(self) -> float:
        """One set with its rest, in s."""
        sides = 2 if self.exercise.per_side else 1
        return self.amount * self.exercise.rep_s * sides + foundation(self.exercise).rest_s

    @property
    def total_s(self) -> float:
        """All sets, rests and getting into place, in s."""
        return self.sets * self.set_s + SETTING_UP_S


def starting_piece(choice: Choice, preferences: Preferences, *, is_new: bool) -> Piece:
    """Two sets at the low end of the range to begin with; from the third week on, its middle and a third set.

    Three sessions a week keep two sets for the legs, so that the week stays within 12 leg sets a region (C.2).
    """
    dose = foundation(choice.exercise)
    low, high = dose.work
    legs = choice.exercise.region == "lower"
    most = dose.sets[0] if legs and (is_new or preferences.sessions_per_week > 2) else dose.sets[1]
    return Piece(choice, dose.sets[0], most, low if is_new else (low + high) // 2)


def fill(pieces: Sequence[Piece], budget_s: float, slack_s: float) -> list[Piece]:
    """The pieces that fit `budget_s`, give or take `slack_s`: shortened from the end, grown from the front."""
    kept = list(pieces)
    while len(kept) > 1 and total_s(kept) > budget_s + slack_s:
        kept = _shortened(kept)
    grown = True
    while grown:
        grown = False
        for place, piece in enumerate(kept):
            left = budget_s - total_s(kept)
            if left > 0 and piece.sets < piece.most and piece.set_s <= left + slack_s:
                kept[place], grown = replace(piece, sets=piece.sets + 1), True
    return kept


def _shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """One step shorter: exercises beyond the essential ones go first, then sets from the end, then the rest."""
    longer = [place for place, piece in enumerate(pieces) if piece.sets > 1]
    if len(pieces) > ESSENTIALS or not longer:
        return list(pieces[:-1])
    last = longer[-1]
    return [replace(p, sets=p.sets - 1) if place == last else p for place, p in enumerate(pieces)]


def total_s(pieces: Iterable[Piece]) -> float:
    """All pieces one after the other, in s."""
    return sum(piece.total_s for piece in pieces)


def foundation(exercise: Exercise) -> Dose:
    """The dose of the only phase planned so far."""
    return exercise.dose["foundation"]


def planned(piece: Piece, library: Library) -> PlannedExercise:
    """The piece as the plan shows it, its cues ending with when to step back and when to go on."""
    exercise, dose = piece.exercise, foundation(piece.exercise)
    held = exercise.measure == "seconds"
    return PlannedExercise(
        id=exercise.id,
        name=exercise.name,
        sets=piece.sets,
        reps=None if held else piece.amount,
        seconds=piece.amount if held else None,
        per_side=exercise.per_side,
        load_kg=None,
        rir=dose.rir,
        rest_s=dose.rest_s,
        equipment=exercise.kits[0],
        cues=(*exercise.cues, *([EASED_CUE] if piece.choice.is_eased else _ladder(exercise, library))),
    )


def _ladder(exercise: Exercise, library: Library) -> list[str]:
    """When to go back a step and when to go on."""
    top = f"{foundation(exercise).work[1]} {'s' if exercise.measure == 'seconds' else 'repetitions'}"
    back, on = exercise.regression, exercise.progression
    steps = [f"If the shape goes, step back to: {library.exercises[back].name}."] if back else []
    if on:
        steps.append(f"Once every set holds {top} with ease, two sessions running: {library.exercises[on].name}.")
    return steps
