"""What the week's running looks like: as recorded, as typed in, as habit lets expect (science D.4)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from runstrong.model.diary import Expectation
from runstrong.model.facts import Run
from runstrong.model.plan import DayKind, Outlook, PlannedRun
from runstrong.strength.recorded import is_strength
from runstrong.strength.runs.cross import cross_training, tires_legs
from runstrong.strength.runs.habit import Habit
from runstrong.strength.runs.rhythm import in_words
from runstrong.strength.runs.typed import with_typed
from runstrong.strength.runs.usual import hour_of, minutes_of

DAY: Final = timedelta(days=1)
LOOK_BACK_DAYS: Final = 14
LOOK_AHEAD_DAYS: Final = 10


def outlook(
    runs: Sequence[Run], week_start: date, today: date, expectations: Sequence[Expectation] = ()
) -> Outlook:
    """The runs around the week that starts on `week_start`, as far as they are known on `today`.

    `runs` may hold every sport; only runs count, recorded strength sessions become `lifts`, other sport that tires
    the legs `others`. Runs reach from 14 days before the week to 3 days after it, because rules look beyond both
    ends. Days gone by, and today once something is recorded, hold what was run; later days what the runner typed
    (`expectations`, probability 1.0) or else what habit forecasts, from a probability of 0.35 on.
    """
    known = [run for run in runs if run.summary.clock_ok and run.summary.local_day <= today]
    first, last = week_start - DAY * LOOK_BACK_DAYS, week_start + DAY * (LOOK_AHEAD_DAYS - 1)
    near = [run for run in known if first <= run.summary.local_day <= last]
    habit = Habit.of([run for run in known if run.summary.sport == "running"], week_start, today)
    note = habit.shortfall()
    expected = [] if note else [run for day in _days(max(today, first), last) for run in habit.forecast(day)]
    recorded = [_recorded(run, run.score.kind) for run in near if run.summary.sport == "running"]
    typed = [one for one in expectations if first <= one.day <= last]
    return Outlook(
        week_start=week_start,
        runs=_in_order(with_typed(recorded, expected, typed, habit)),
        enough_history=not note,
        note=note,
        lifts=_in_order(_recorded(run, "other") for run in near if is_strength(run.summary)),
        others=_in_order(_recorded(run, "other") for run in cross_training(near) if tires_legs(run)),
        rhythm="" if note else in_words(habit.rhythm),
    )


def _in_order(runs: Iterable[PlannedRun]) -> tuple[PlannedRun, ...]:
    return tuple(sorted(runs, key=lambda run: (run.day, run.start_hour, run.kind)))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + DAY * offset for offset in range((last - first).days + 1))


def _recorded(run: Run, kind: DayKind) -> PlannedRun:
    summary = run.summary
    return PlannedRun(
        summary.local_day,
        kind,
        "recorded",
        1.0,
        minutes_of(run),
        round(hour_of(run), 2),
        summary.facts.distance_m,
        sport=summary.sport,
    )
