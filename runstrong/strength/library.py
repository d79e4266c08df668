"""The exercises that ship with the program, read from their table and checked against the closed lists."""

import json
from collections.abc import Mapping
from typing import Any, get_args

from runstrong.errors import RunstrongError
from runstrong.model.exercise import (
    BodyRegion,
    Dose,
    Exercise,
    FitExercise,
    Library,
    Limit,
    Measure,
    Pattern,
    Plyometric,
    SoreRegion,
)
from runstrong.model.plan import Phase
from runstrong.settings import EQUIPMENT, REGIONS


def parse(text: str) -> Library:
    """The library written in `text` (JSON); raises RunstrongError where it is damaged or contradicts itself."""
    try:
        table = json.loads(text)
        found = [_exercise(row) for row in table["exercises"]]
        regions = {name: _region(name, row) for name, row in table["regions"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise RunstrongError("The table of exercises is damaged: install the program again.") from trouble
    library = Library({exercise.id: exercise for exercise in found}, regions)
    faults = _faults(library, len(found))
    if faults:
        raise RunstrongError(f"The table of exercises contradicts itself: {faults[0]}.")
    return library


def _region(name: str, row: Mapping[str, Any]) -> SoreRegion:
    return SoreRegion(id=name, **{**row, "substitutes": tuple(row["substitutes"])})


def _exercise(row: Mapping[str, Any]) -> Exercise:
    lists = {name: tuple(row[name]) for name in ("primary", "secondary", "cues", "faults")}
    kits = tuple(tuple(kit) for kit in row["kits"])
    dose = {phase: _dose(given) for phase, given in row["dose"].items()}
    fit = row["fit"] and FitExercise(**row["fit"])
    return Exercise(**{**row, **lists, "kits": kits, "dose": dose, "fit": fit})


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
        "needs unknown equipment": {item for kit in exercise.kits for item in kit} <= set(EQUIPMENT),
        "can be done with nothing known": bool(exercise.kits),
        "has an unknown pattern": exercise.pattern in get_args(Pattern),
        "has an unknown plyometric level": exercise.plyometric in get_args(Plyometric),
        "names an unknown body region": set(exercise.contraindications) <= set(REGIONS),
        "knows only avoid and modify": set(exercise.contraindications.values()) <= set(get_args(Limit)),
        "is measured in reps or seconds": exercise.measure in get_args(Measure),
        "trains lower, upper, core or full": exercise.region in get_args(BodyRegion),
        "is dosed for an unknown phase": set(exercise.dose) <= set(get_args(Phase)),
    }
    return [f"{exercise.id} {fault}" for fault, holds in checks.items() if not holds]
