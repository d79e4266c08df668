"""How much of an exercise a phase asks for, before the log and the minutes have their say."""

from dataclasses import replace
from typing import Final

from runstrong.model.exercise import Dose, Exercise
from runstrong.model.plan import Phase
from runstrong.strength.dosing.history import weeks_trained
from runstrong.strength.dosing.need import Need

EASY_RIR: Final = 4
"""Four repetitions in reserve is an effort of 6 of 10: not heavy (RPE = 10 - RIR, science C.3)."""

NOVICE_RIR: Final = 3
"""Few novices judge repetitions in reserve well (Hackett 2017): one more than the plan of others."""

NEW_SETS: Final = 2
SETTLED_WEEKS: Final = 3
"""Weeks trained before a taper or maintenance may ask for loads; until then the foundation's dose."""


def dose_phase(need: Need) -> Phase:
    """The phase whose doses count: a taper keeps strength's loads, a return steps back to the foundation's."""
    if need.phase == "return":
        return "foundation"
    if need.phase in ("taper", "maintenance") and weeks_trained(need.diary, need.today) < SETTLED_WEEKS:
        return "foundation"
    return "strength" if need.phase == "taper" else need.phase


def phase_dose(exercise: Exercise, need: Need) -> Dose | None:
    """The exercise's dose as its table has it, the foundation's where the phase has none of its own."""
    phase = dose_phase(need)
    if exercise.pattern == "jump":
        return exercise.dose.get(phase)
    return exercise.dose.get(phase) or exercise.dose.get("foundation") or next(iter(exercise.dose.values()), None)


def dose(exercise: Exercise, need: Need, *, gentle: bool = False) -> Dose | None:
    """The dose for this runner: more in reserve for novices and where it must be `gentle`, two sets while new."""
    found = phase_dose(exercise, need)
    if found is None:
        return None
    fewest, most = found.sets
    if need.is_new and exercise.region == "lower" and exercise.pattern != "jump" and exercise.measure == "reps":
        fewest = most = min(fewest, NEW_SETS)
    return replace(found, sets=(fewest, most), rir=_reserve(found.rir, need, gentle=gentle))


def _reserve(rir: int | None, need: Need, *, gentle: bool) -> int | None:
    if rir is None:
        return None
    novice = need.preferences.level == "novice"
    first_weeks = dose_phase(need) == "foundation"
    floor = EASY_RIR if gentle or (novice and first_weeks) else (NOVICE_RIR if novice or first_weeks else 0)
    return max(rir, floor)
