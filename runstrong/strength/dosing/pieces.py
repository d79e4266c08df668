"""One exercise of a session while it is being built: its sets, what it takes of the time, how far it may grow."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from runstrong.model.exercise import Exercise
from runstrong.model.plan import PlannedExercise
from runstrong.strength.safety import Choice

SETTING_UP_S: Final = 20
RAMPING_UP_S: Final = 90
"""A heavy lift's two lighter sets before the first working set."""

HEAVY_REST_S: Final = 120


@dataclass(frozen=True, slots=True)
class Piece:
    """An exercise as planned so far, between the fewest and the most sets of its dose; `order` is of doing."""

    choice: Choice
    planned: PlannedExercise
    fewest: int
    most: int
    order: int

    @property
    def exercise(self) -> Exercise:
        """The exercise as it will be done."""
        return self.choice.exercise

    @property
    def sets(self) -> int:
        """Its sets."""
        return self.planned.sets

    @property
    def set_s(self) -> float:
        """One set with its rest, in s."""
        return set_s(self.planned, self.exercise)

    @property
    def total_s(self) -> float:
        """All sets, rests and getting ready, in s."""
        return self.sets * self.set_s + (RAMPING_UP_S if self.ramps_up else SETTING_UP_S)

    @property
    def ramps_up(self) -> bool:
        """Whether lighter sets lead up to its working sets."""
        return self.exercise.is_loaded and self.planned.rest_s >= HEAVY_REST_S

    def with_sets(self, sets: int) -> "Piece":
        """The same with another number of sets."""
        return replace(self, planned=replace(self.planned, sets=sets))


def set_s(planned: PlannedExercise, exercise: Exercise) -> float:
    """One set of an exercise with its rest, in s; both sides where it has two."""
    amount = planned.reps if planned.seconds is None else planned.seconds
    return (amount or 0) * exercise.rep_s * (2 if planned.per_side else 1) + planned.rest_s


def total_s(pieces: Iterable[Piece]) -> float:
    """All pieces one after the other, in s."""
    return sum(piece.total_s for piece in pieces)
