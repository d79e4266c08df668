"""What strength work was done in a span, as watches recorded it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from runstrong.model.diary import ExerciseDone, SetDone
from runstrong.model.exercise import Library, Measure
from runstrong.model.facts import RunSummary
from runstrong.model.recording import StrengthSet

LOWER, UPPER, CORE, UNKNOWN = "lower", "upper", "core", "unknown"
REGIONS: Final = (LOWER, UPPER, CORE, UNKNOWN)

_CATEGORIES: Final[Mapping[str, tuple[int, ...]]] = {
    # calf raise, deadlift, hip raise, hip stability, leg curl, lunge, plyometric, squat
    LOWER: (1, 8, 10, 11, 15, 17, 20, 28),
    # bench press, curl, flye, lateral raise, pull-up, push-up, row, shoulder press, shrug, triceps extension
    UPPER: (0, 7, 9, 14, 21, 22, 23, 24, 26, 30),
    # core, crunch, leg raise, plank, sit-up
    CORE: (5, 6, 16, 19, 27),
}
REGION: Final[Mapping[int, str]] = {code: region for region, codes in _CATEGORIES.items() for code in codes}
"""FIT's exercise category -> region (science section F)."""


@dataclass(frozen=True, slots=True)
class StrengthDone:
    """Strength sessions of a span, and their working sets by region; `unknown` only where there are any."""

    sessions: int = 0
    hard_sets: Mapping[str, float] = field(default_factory=dict)


def is_strength(activity: RunSummary) -> bool:
    """Whether a watch recorded this as strength training."""
    return activity.sport == "training" and activity.sub_sport == "strength_training"


def strength_done(sessions: Iterable[Sequence[StrengthSet]]) -> StrengthDone:
    """The sets of each session, counted.

    A watch does not say how hard one was: every working set counts as hard.
    """
    recorded = [list(sets) for sets in sessions]
    found = Counter(_region(one) for sets in recorded for one in sets if one.active)
    return StrengthDone(
        len(recorded), {region: float(found[region]) for region in REGIONS if found[region] or region != UNKNOWN}
    )


def _region(one: StrengthSet) -> str:
    return UNKNOWN if one.category is None else REGION.get(one.category, UNKNOWN)


def exercises_done(sets: Iterable[StrengthSet], library: Library) -> tuple[ExerciseDone, ...]:
    """The working sets whose exercise the watch named exactly as the library knows it; the others are left out.

    Repetitions in reserve stay unknown: no watch asks for them.
    """
    ids = _by_fit_name(library)
    done: dict[str, list[SetDone]] = {}
    for one in sets:
        name = ids.get((one.category, one.exercise))
        if one.active and name is not None:
            done.setdefault(name, []).append(_set_done(one, library.exercises[name].measure))
    return tuple(ExerciseDone(name, tuple(found)) for name, found in done.items())


def _by_fit_name(library: Library) -> dict[tuple[int | None, int | None], str]:
    """FIT's category and name -> exercise; of two that share a name, the first."""
    backwards = reversed(list(library.exercises.values()))
    return {(e.fit.category, e.fit.name): e.id for e in backwards if e.fit and e.fit.name is not None}


def _set_done(one: StrengthSet, measure: Measure) -> SetDone:
    if measure == "seconds":
        return SetDone(seconds=None if one.duration_s is None else round(one.duration_s), load_kg=one.weight_kg)
    return SetDone(reps=one.reps, load_kg=one.weight_kg)


def side_by_side(a: StrengthDone, b: StrengthDone) -> str:
    """What strength work went together with two spans; it never credits or blames any."""
    if not a.sessions and not b.sessions:
        return "No strength sessions were recorded in either span."
    return f"Span a went together with {_told(a)}, span b with {_told(b)}."


def _told(done: StrengthDone) -> str:
    sessions = f"{done.sessions or 'no'} strength session{'' if done.sessions == 1 else 's'}"
    sets = ", ".join(f"{count:.0f} {region}" for region, count in done.hard_sets.items() if count)
    return f"{sessions} ({sets} sets)" if sets else sessions
