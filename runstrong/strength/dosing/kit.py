"""Which of a runner's things an exercise uses."""

from collections.abc import Sequence

from runstrong.model.exercise import Exercise


def kit(exercise: Exercise, equipment: Sequence[str]) -> tuple[str, ...] | None:
    """The first of the exercise's kits that the runner has; () is body weight, None where nothing fits."""
    owned = set(equipment)
    return next((wanted for wanted in exercise.kits if owned >= set(wanted)), None)
