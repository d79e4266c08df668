"""Sets as they are typed: `air_squat:12,12,10`, `goblet_squat:8x16@2,8x17.5@1`, `plank:45s,45s`."""

import re
from typing import Final

from runstrong import reference
from runstrong.errors import InvalidEntry
from runstrong.model.diary import ExerciseDone, SetDone
from runstrong.model.exercise import Measure

MOST_REPS: Final = 500
MOST_SECONDS: Final = 3600
MOST_KG: Final = 500
MOST_RIR: Final = 10

_SET = re.compile(
    r"(?P<count>\d{1,6})(?P<held>s?)(x(?P<kg>\d{1,6}(\.\d{1,3})?)(kg)?)?(@(?P<rir>\d{1,3}))?", re.ASCII
)
_EXAMPLE: Final[dict[Measure, str]] = {"reps": "12,12,10 or 8x16@2", "seconds": "45s,45s"}


def parse_set(text: str) -> ExerciseDone:
    """One exercise with its sets: repetitions or seconds, x kg, @ repetitions in reserve. Raises InvalidEntry."""
    name, _, sets = text.replace(" ", "").lower().partition(":")
    exercise = reference.exercise_library().exercises.get(name)
    if exercise is None:
        raise InvalidEntry(f"There is no exercise “{name[:40]}”: `runstrong plan --json` shows each one's id.")
    return ExerciseDone(name, tuple(_one(name, one, exercise.measure) for one in sets.split(",")))


def _one(name: str, text: str, measure: Measure) -> SetDone:
    found = _SET.fullmatch(text)
    if found is None or (found["held"] == "s") != (measure == "seconds"):
        raise InvalidEntry(f"{name} cannot be “{text[:40]}”: write its sets as {name}:{_EXAMPLE[measure]}.")
    count, rir = int(found["count"]), found["rir"]
    done = SetDone(
        reps=count if measure == "reps" else None,
        seconds=count if measure == "seconds" else None,
        load_kg=None if found["kg"] is None else float(found["kg"]),
        rir=None if rir is None else int(rir),
    )
    check_set(name, done)
    return done


def check_set(name: str, done: SetDone) -> None:
    """Raises InvalidEntry for a set that no body does."""
    limits = {
        "repetitions": (done.reps, MOST_REPS),
        "seconds": (done.seconds, MOST_SECONDS),
        "kg": (done.load_kg, MOST_KG),
        "repetitions in reserve": (done.rir, MOST_RIR),
    }
    for what, (number, most) in limits.items():
        if number is not None and not 0 <= number <= most:
            raise InvalidEntry(f"{name}: {number:g} {what} cannot be; give 0 to {most}.")
