"""What the runner typed in about a day beats what habit expects of it; what was run beats both."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from runstrong.model.diary import Expectation
from runstrong.model.plan import DayKind, PlannedRun
from runstrong.strength.runs.habit import Habit

MOVED_DAYS: Final = 3
"""A key run typed in this near an expected one of its kind is most likely that one, moved [choice of ours]."""

STANDS_FOR: Final[Mapping[DayKind, DayKind]] = {"quality": "quality", "long": "long", "race": "long"}
"""The expected kind that a typed run most likely takes the place of."""


def with_typed(
    recorded: Sequence[PlannedRun],
    expected: Sequence[PlannedRun],
    typed: Sequence[Expectation],
    habit: Habit,
) -> list[PlannedRun]:
    """The days of `typed` as the runner said, all others as they were; one word per day, the last counts.

    A run recorded on a typed day takes its place; on a day typed as a race the longest run is the race. A typed
    day gone by without a record is a day without a run, unless it was a race: a race without a watch still tires.

    A typed key run leaves the other days standing: nobody said that they fall away. Where habit expects a run of
    its kind within 3 days, that one is most likely the same run moved: it is expected as easy (or whatever else it
    could be) and `may_be` what it was, so that the plan holds either way.
    """
    said = {one.day: one for one in typed}
    races = {day for day, one in said.items() if one.kind == "race"}
    run_days = {run.day for run in recorded}
    others = [run for run in expected if run.day not in said]
    planned = [
        _planned(one, habit) for day, one in sorted(said.items()) if day not in run_days and _counts(one, habit)
    ]
    for one in planned:
        if not any(run.day == one.day and run.kind == one.kind for run in expected):
            others = _moved(one, others)
    return [*_raced(recorded, races), *others, *planned]


def _counts(one: Expectation, habit: Habit) -> bool:
    """Whether what was typed is a run that is still to come, or a race."""
    return one.kind == "race" or (one.kind not in ("none", "other") and one.day >= habit.today)


def _planned(one: Expectation, habit: Habit) -> PlannedRun:
    kind: DayKind = "easy" if one.kind == "none" else one.kind
    # A race is as long as it is: what earlier races took says nothing about it.
    usual = None if kind == "race" else habit.usual_minutes(kind, one.day)
    minutes = usual if one.minutes is None else one.minutes
    return PlannedRun(one.day, kind, "planned", 1.0, minutes, habit.usual_start(kind, one.day))


def _raced(recorded: Sequence[PlannedRun], races: set[date]) -> list[PlannedRun]:
    """The recorded runs, the longest of a day typed as a race being the race."""
    longest = {
        day: max((run for run in recorded if run.day == day), key=lambda run: run.minutes or 0.0)
        for day in races & {run.day for run in recorded}
    }
    return [replace(run, kind="race") if run is longest.get(run.day) else run for run in recorded]


def _moved(typed: PlannedRun, expected: Sequence[PlannedRun]) -> list[PlannedRun]:
    """The expected runs, the nearest of the typed one's kind no longer taken to be it."""
    kind = STANDS_FOR.get(typed.kind)
    alike = [run for run in expected if run.kind == kind and abs((run.day - typed.day).days) <= MOVED_DAYS]
    nearest = min(alike, key=lambda run: abs((run.day - typed.day).days), default=None)
    return [
        replace(run, kind=run.may_be or "easy", may_be=run.kind) if run is nearest else run for run in expected
    ]
