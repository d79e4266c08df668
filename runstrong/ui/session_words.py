"""A session's sets in words."""

from typing import Final

from runstrong.model.plan import Part, PlannedExercise

PART_TEXT: Final[dict[Part, str]] = {
    "warm_up": "Warm-up",
    "jumps": "Jumps",
    "strength": "Strength",
    "core": "Core",
    "feet": "Hips and feet",
    "mobility": "Mobility",
}
_EFFORT: Final = (
    "nothing at all", "very easy", "easy", "moderate", "somewhat hard", "hard",
    "hard", "very hard", "very hard", "extremely hard", "the most you can",
)  # fmt: skip


def work_line(exercise: PlannedExercise) -> str:
    """Sets and repetitions or seconds, as three times eight each side."""
    side = " each side" if exercise.per_side else ""
    return f"{exercise.sets} × {_amount(exercise)}{side}"


def set_line(exercise: PlannedExercise, number: int) -> str:
    """The set that comes, as `Set 2 of 3: 8 each side with 16 kg, 2 left in reserve`."""
    side = " each side" if exercise.per_side else ""
    spare = "" if exercise.rir is None else f", {exercise.rir} left in reserve"
    return f"Set {number} of {exercise.sets}: {_amount(exercise)}{side}{load_text(exercise)}{spare}"


def _amount(exercise: PlannedExercise) -> str:
    return f"{exercise.seconds} s" if exercise.reps is None else f"{exercise.reps}"


def load_text(exercise: PlannedExercise) -> str:
    """` with 16 kg`, or nothing where no weight is named."""
    return "" if exercise.load_kg is None else f" with {exercise.load_kg:g} kg"


def effort_words(effort: int) -> str:
    """An effort from 0 to 10 in words (Borg's CR10, as session ratings use it)."""
    return f"{effort}: {_EFFORT[effort]}."
