"""A chosen exercise with its dose written out as the runner reads it: amounts, load, kit and cues."""

from dataclasses import replace
from typing import Final

from runstrong.model.exercise import Dose, Exercise, Library
from runstrong.model.plan import PlannedExercise
from runstrong.strength.dosing.kit import kit
from runstrong.strength.dosing.need import Need
from runstrong.strength.dosing.pieces import HEAVY_REST_S, Piece
from runstrong.strength.dosing.progress import UNKNOWN_LOAD, Target, target
from runstrong.strength.dosing.skeleton import POSTS
from runstrong.strength.safety import EASED_CUE, Choice

RAMP_CUE: Final = "Work up to it: 5 with half the weight, then 3 with three quarters."
EASED_LOAD: Final = 0.7


def piece(choice: Choice, dose: Dose, need: Need, post: str, library: Library) -> Piece:
    """An exercise at its post in a session: the fewest sets of its dose, free to grow to the most."""
    exercise = choice.exercise
    aim = target(exercise, dose, need)
    fewest, most = (min(sets, aim.most_sets or sets) for sets in dose.sets)
    written = replace(_planned(choice, dose, aim, need, library), part=POSTS[post].part, sets=fewest)
    return Piece(choice, written, fewest, most, list(POSTS).index(post))


def _planned(choice: Choice, dose: Dose, aim: Target, need: Need, library: Library) -> PlannedExercise:
    """What the plan shows of an exercise."""
    exercise = choice.exercise
    load = aim.load_kg
    if load and choice.is_eased:
        load = round(load * EASED_LOAD * 2) / 2
    return PlannedExercise(
        id=exercise.id,
        name=exercise.name,
        sets=dose.sets[0],
        reps=aim.reps,
        seconds=aim.seconds,
        per_side=exercise.per_side,
        load_kg=load,
        rir=dose.rir if exercise.measure == "reps" else None,
        rest_s=dose.rest_s,
        equipment=kit(exercise, need.preferences.equipment) or (),
        cues=_cues(choice, dose, load, library),
        because=aim.because,
    )


def _cues(choice: Choice, dose: Dose, load: float | None, library: Library) -> tuple[str, ...]:
    exercise = choice.exercise
    weight = [UNKNOWN_LOAD] if exercise.is_loaded and load is None else []
    ramp = [RAMP_CUE] if exercise.is_loaded and dose.rest_s >= HEAVY_REST_S else []
    return (*weight, *ramp, *exercise.cues, *([EASED_CUE] if choice.is_eased else _back(exercise, library)))


def _back(exercise: Exercise, library: Library) -> list[str]:
    """When to go back a step; when to go on is for the log to say."""
    easier = exercise.regression
    return [f"If the shape goes, step back to: {library.exercises[easier].name}."] if easier else []
