"""What the log asks for next: more repetitions, more weight, the same again or a step back (science C.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from runstrong.model.exercise import Dose, Exercise
from runstrong.strength.dosing.dose import EASY_RIR
from runstrong.strength.dosing.history import LONG_GAP_DAYS, Performance, gap_days, performances
from runstrong.strength.dosing.kit import kit
from runstrong.strength.dosing.loads import in_kg, load_step, times
from runstrong.strength.dosing.need import Need

UNKNOWN_LOAD: Final = "Choose a weight with which you could do four more."
LONG_BREAK: Final = 0.7
GAPS: Final = ((7, 1.0), (14, 0.9), (LONG_GAP_DAYS, 0.8))
"""Days since the last session, up to which its loads are taken times the factor (C.3; beyond them ours)."""

MISSED: Final = 0.9
HEAVIER_PHASE: Final = 1.1
"""A phase with fewer repetitions begins a tenth heavier (ours: Epley would allow more)."""

FEW_REPS: Final = 8
TWO_FOR_TWO: Final = 2
LATELY: Final = 3
"""Sessions whose most sets a heavier load keeps to: a deload's single set does not count against it."""


@dataclass(frozen=True, slots=True)
class Target:
    """What to aim for in every set. Where the load goes up the sets must not: `most_sets` of late."""

    reps: int | None
    seconds: int | None
    load_kg: float | None
    because: str = ""
    most_sets: int | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """One exercise with its range and how it went, oldest first."""

    exercise: Exercise
    dose: Dose
    need: Need
    done: Sequence[Performance]

    @property
    def last(self) -> Performance:
        return self.done[-1]

    @property
    def fewest(self) -> int:
        """The smallest set of the last time."""
        return min(amounts(self.exercise, self.last))

    @property
    def step(self) -> float:
        used = kit(self.exercise, self.need.preferences.equipment) or ()
        return load_step(self.exercise, self.last.load_kg or 0.0, used)

    def within(self, amount: int) -> int:
        low, high = self.dose.work
        return max(low, min(high, amount))

    def aim(self, amount: int, load: float | None, because: str) -> Target:
        """A target, its reason beginning with how it went last time."""
        return _aim(self.exercise, amount, load, f"{_told(self.exercise, self.last)}{because}")

    def raised(self, load: float | None, because: str) -> Target:
        """The bottom of the range with more weight, and no more sets than of late."""
        sets = max(len(one.sets) for one in self.done[-LATELY:])
        return replace(self.aim(self.dose.work[0], load, because), most_sets=sets)


def target(exercise: Exercise, dose: Dose, need: Need) -> Target:
    """What the next sets of `exercise` aim for within `dose`, from how they went before."""
    done = performances(need.diary, exercise.id, need.today)
    if not done or exercise.pattern in ("jump", "warm_up", "mobility"):
        return _aim(exercise, dose.work[0], None)
    case = _Case(exercise, dose, need, done)
    return _eased(case) or _stepped_back(case) or _heavier(case) or _more(case)


def reached_top(exercise: Exercise, dose: Dose, performance: Performance) -> bool:
    """Whether every set reached the top of the range with the reserve asked for, or more."""
    reserve = [one.rir for one in performance.sets if one.rir is not None]
    enough = all(rir >= (dose.rir or 0) for rir in reserve)
    return enough and min(amounts(exercise, performance)) >= dose.work[1]


def missed(exercise: Exercise, dose: Dose, performance: Performance) -> bool:
    """Whether a set fell short of the bottom of the range."""
    return min(amounts(exercise, performance)) < dose.work[0]


def amounts(exercise: Exercise, performance: Performance) -> list[int]:
    """The repetitions, or seconds, of every set."""
    held = exercise.measure == "seconds"
    return [(one.seconds if held else one.reps) or 0 for one in performance.sets]


def _eased(case: _Case) -> Target | None:
    """After a break, in a deload or a softened week nothing goes up; None where training simply goes on."""
    need, last = case.need, case.last
    gap, own = gap_days(need.diary, need.today) or 0, (need.today - last.day).days
    factor = _load_factor(case, gap, own)
    soft = need.deload or need.set_factor < 1
    if factor < 1:
        load = times(last.load_kg, factor, case.step) if last.load_kg else None
        less = f"now {in_kg(load)} to begin with" if load else f"begin again with {case.dose.work[0]}"
        return case.aim(
            case.dose.work[0], load, f", {own} days ago: {less}." if own > GAPS[0][0] else f": {less}."
        )
    if last.load_kg and _spares_more(case):
        load = times(last.load_kg, MISSED, case.step)
        return case.aim(case.dose.work[0], load, f": more in reserve this time, so {in_kg(load)}.")
    if soft or gap > GAPS[0][0]:
        why = "in an easier week" if soft else f"after {gap} days"
        return case.aim(case.within(case.fewest), last.load_kg, f": the same again {why}.")
    return None


def _spares_more(case: _Case) -> bool:
    """Whether the plan wants two repetitions or more in reserve beyond what the last time left."""
    told = [one.rir for one in case.last.sets if one.rir is not None]
    return bool(told) and (case.dose.rir or 0) >= min(told) + TWO_FOR_TWO


def _load_factor(case: _Case, gap: int, own: int) -> float:
    """How much of the last load to take: by the days since the last session, and since this exercise."""
    factor = next((factor for days, factor in GAPS if gap <= days), LONG_BREAK)
    unused = GAPS[-1][1] if own > LONG_GAP_DAYS else 1.0
    softened = case.need.load_factor if case.exercise.region == "lower" else 1.0
    return min(factor, unused, softened)


def _stepped_back(case: _Case) -> Target | None:
    """A tenth less after two sessions below the range; without a load the ladder steps back instead."""
    low = case.dose.work[0]
    if len(case.done) < 2 or not all(missed(case.exercise, case.dose, one) for one in case.done[-2:]):
        return None
    if case.last.load_kg is None:
        return case.aim(low, None, f", short of {low} twice: aim for {low}.")
    load = times(case.last.load_kg, MISSED, case.step)
    return case.aim(low, load, f", short of {low} twice: now {in_kg(load)}.")


def _heavier(case: _Case) -> Target | None:
    """The load one step up and the repetitions back to the bottom, where that is earned."""
    high, load = case.dose.work[1], case.last.load_kg
    if load and high <= FEW_REPS and case.fewest >= high + 2:
        more = max(times(load, HEAVIER_PHASE, case.step), load + case.step)
        return case.raised(more, f": fewer repetitions now, so {in_kg(more)}.")
    if not (case.exercise.is_loaded or load) or not _earned(case):
        return None
    if load is None:
        return case.raised(None, ": take a little more weight.")
    return case.raised(load + case.step, f": now {in_kg(load + case.step)}.")


def _earned(case: _Case) -> bool:
    """Top of the range in every set, two to spare in the last set twice running, or clearly too easy."""
    exercise, dose = case.exercise, case.dose
    told = [one.rir for one in case.last.sets if one.rir is not None]
    easy = bool(told) and min(told) >= (dose.rir or 0) + TWO_FOR_TWO and case.fewest >= dose.work[0]
    lasts = [amounts(exercise, one)[-1] for one in case.done[-2:]]
    spare = len(lasts) > 1 and min(lasts) >= dose.work[1] + TWO_FOR_TWO
    return reached_top(exercise, dose, case.last) or spare or easy


def _more(case: _Case) -> Target:
    """The same load; a little more of it unless the last time left too little in reserve."""
    asked = case.dose.rir or 0
    hard = any(one.rir is not None and one.rir < asked for one in case.last.sets)
    step = 5 if case.exercise.measure == "seconds" else (2 if asked >= EASY_RIR else 1)
    goal = case.within(case.fewest + (0 if hard else step))
    same = "the same, with more in reserve" if hard else "the same again"
    then = same if goal == case.fewest else f"now {goal}"
    return case.aim(goal, case.last.load_kg, f": {then}.")


def _aim(exercise: Exercise, amount: int, load: float | None, because: str = "") -> Target:
    held = exercise.measure == "seconds"
    return Target(None if held else amount, amount if held else None, load, because)


def _told(exercise: Exercise, last: Performance) -> str:
    """Last time in words: 3 x 12 with 20 kg, 2 in reserve."""
    done = amounts(exercise, last)
    unit = " s" if exercise.measure == "seconds" else ""
    same = f"{len(done)} x {done[0]}" if len(set(done)) == 1 else ", ".join(map(str, done))
    reserve = min((one.rir for one in last.sets if one.rir is not None), default=None)
    load = f" with {in_kg(last.load_kg)}" if last.load_kg else ""
    return f"Last time {same}{unit}{load}" + ("" if reserve is None else f", {reserve} in reserve")
