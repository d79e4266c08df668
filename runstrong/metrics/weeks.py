"""Runs added up by week: plain sums and one plain percentage, no risk zone (science sections A.7 and H.3)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from runstrong.model.facts import Run
from runstrong.model.week import WeekTotals

WEEK = timedelta(days=7)
USUAL_DAYS = 21
USUAL_RUNS = 6


def first_day_of_week(day: date, week_start: Literal["monday", "sunday"]) -> date:
    """The first day of the week that `day` lies in."""
    return day - timedelta(days=day.weekday() if week_start == "monday" else (day.weekday() + 1) % 7)


def week_totals(runs: Sequence[Run], week_start: Literal["monday", "sunday"], today: date) -> list[WeekTotals]:
    """Every week from the first run's to today's, ascending; a week without a run in between is a week of rest.

    Weeks before the first run are unknown and not listed. `runs` ascend by start and hold each run once.
    """
    past = [run for run in runs if run.summary.clock_ok and run.summary.local_day <= today]
    if not past:
        return []
    by_week: dict[date, list[Run]] = {}
    for run in past:
        by_week.setdefault(first_day_of_week(run.summary.local_day, week_start), []).append(run)
    first, last = min(by_week), first_day_of_week(today, week_start)
    weeks = [first + WEEK * i for i in range((last - first) // WEEK + 1)]
    return [_totals(week, min(week + timedelta(days=6), today), by_week.get(week, [])) for week in weeks]


def _totals(first_day: date, last_day: date, runs: Sequence[Run]) -> WeekTotals:
    known = [run.score.load for run in runs if run.score.load.value is not None]
    return WeekTotals(
        first_day=first_day,
        last_day=last_day,
        runs=len(runs),
        load=sum(load.value or 0.0 for load in known),
        minutes=sum(run.summary.facts.timer_s or 0.0 for run in runs) / 60,
        distance_m=sum(run.summary.facts.distance_m or 0.0 for run in runs),
        without_load=len(runs) - len(known),
        methods=tuple(sorted({load.method for load in known if load.method is not None})),
    )


def last_seven_days(runs: Sequence[Run], today: date) -> WeekTotals:
    """The runs of today and the six days before."""
    return _between(runs, today - timedelta(days=6), today)


def usual_load(runs: Sequence[Run], today: date) -> float | None:
    """The usual load of seven days, from the 21 days before the last seven (uncoupled, A.7).

    None with fewer than 6 runs in those days, without load, or when they begin before the first run: days
    before it are unknown, not rest.
    """
    first, last = today - timedelta(days=6 + USUAL_DAYS), today - timedelta(days=7)
    before = _between(runs, first, last)
    known = [run.summary.local_day for run in runs if run.summary.clock_ok]
    if not known or known[0] > first or before.runs < USUAL_RUNS or before.load <= 0:
        return None
    return before.load * 7 / USUAL_DAYS


def _between(runs: Sequence[Run], first_day: date, last_day: date) -> WeekTotals:
    inside = [run for run in runs if run.summary.clock_ok and first_day <= run.summary.local_day <= last_day]
    return _totals(first_day, last_day, inside)
