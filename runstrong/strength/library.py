"""The exercises that ship with the program, read from their table and checked against the closed lists."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from runstrong.errors import RunstrongError
from runstrong.model.plan import Phase
from runstrong.settings import EQUIPMENT, REGIONS

BodyRegion = Literal["lower", "upper", "core", "full"]
Measure = Literal["reps", "seconds"]
Limit = Literal["avoid", "modify"]


@dataclass(frozen=True, slots=True)
class Dose:
    """How much in one phase: `sets` and `work` (reps or s) from-to, `rir` = reps left in reserve, rest in s."""

    sets: tuple[int, int]
    work: tuple[int, int]
    rir: int | None
    rest_s: int


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement: what it trains, what it needs, how it is done, and its easier and harder neighbours.

    `rep_s` is the time one unit of `measure` takes (1 for seconds held); `level` runs from 1 novice to 3 advanced.
    `contraindications` maps a sore body region to `avoid` (leave out) or `modify` (do the easier neighbour).
    """

    id: str
    name: str
    pattern: str
    region: BodyRegion
    level: int
    per_side: bool
    measure: Measure
    rep_s: float
    equipment: tuple[str, ...]
    dose: Mapping[Phase, Dose]
    regression: str | None
    progression: str | None
    contraindications: Mapping[str, Limit]
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Every exercise by its id, in the order in which a session does them, and the names of sore regions."""

    exercises: Mapping[str, Exercise]
    regions: Mapping[str, str]


def parse(text: str) -> Library:
    """The library written in `text` (JSON); raises RunstrongError where it is damaged or contradicts itself."""
    try:
        table = json.loads(text)
        found = [_exercise(row) for row in table["exercises"]]
        regions = dict(table["regions"])
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise RunstrongError("The table of exercises is damaged: install the program again.") from trouble
    library = Library({exercise.id: exercise for exercise in found}, regions)
    faults = _faults(library, len(found))
    if faults:
        raise RunstrongError(f"The table of exercises contradicts itself: {faults[0]}.")
    return library


def _exercise(row: Mapping[str, Any]) -> Exercise:
    lists = {"equipment": tuple(row["equipment"]), "cues": tuple(row["cues"])}
    dose = {phase: _dose(given) for phase, given in row["dose"].items()}
    return Exercise(**{**row, **lists, "dose": dose})


def _dose(row: Mapping[str, Any]) -> Dose:
    (fewest, most), (low, high) = row["sets"], row["work"]
    return Dose((int(fewest), int(most)), (int(low), int(high)), row["rir"], int(row["rest_s"]))


def _faults(library: Library, rows: int) -> list[str]:
    """What contradicts the closed lists, in words."""
    faults = [] if len(library.exercises) == rows else ["an exercise is there twice"]
    if set(library.regions) != set(REGIONS):
        faults.append("its body regions are not the ones a niggle can name")
    return faults + [
        fault for exercise in library.exercises.values() for fault in _exercise_faults(exercise, library)
    ]


def _exercise_faults(exercise: Exercise, library: Library) -> list[str]:
    neighbours = {exercise.regression, exercise.progression} - {None}
    checks = {
        "names an unknown neighbour": neighbours <= set(library.exercises),
        "needs unknown equipment": set(exercise.equipment) <= set(EQUIPMENT),
        "names an unknown body region": set(exercise.contraindications) <= set(REGIONS),
        "knows only avoid and modify": set(exercise.contraindications.values()) <= set(get_args(Limit)),
        "is measured in reps or seconds": exercise.measure in get_args(Measure),
        "trains lower, upper, core or full": exercise.region in get_args(BodyRegion),
        "is dosed for an unknown phase": set(exercise.dose) <= set(get_args(Phase)),
    }
    return [f"{exercise.id} {fault}" for fault, holds in checks.items() if not holds]
