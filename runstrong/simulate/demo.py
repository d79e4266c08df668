"""The demo runner: ten weeks with known truth, written as watch files and taken in like anybody's own."""

import gzip
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from runstrong import athlete, importing
from runstrong.model.outcome import FileOutcome
from runstrong.simulate.fit_file import as_fit
from runstrong.simulate.gpx_file import as_gpx
from runstrong.simulate.runner import (
    FRIDAY,
    MONDAY,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    Body,
    GymKind,
    Place,
    Runner,
    Sensors,
)
from runstrong.simulate.season import season
from runstrong.store.database import Store

DEMO_TRUTH_PCT: Final = 4.0
"""What is true of the demo runner: this much more speed at the same heart rate, first day to last, in a line."""

_LIFTED: Final[dict[tuple[int, int], GymKind]] = {(week, MONDAY): "strength" for week in (3, 5, 6, 7, 9, 10)}
_STRETCHED: Final[dict[tuple[int, int], GymKind]] = {(week, FRIDAY): "yoga" for week in (2, 4, 8)}

DEMO_RUNNER: Final = Runner(
    seed=20,
    weeks=10,
    body=Body(gain_pct=DEMO_TRUTH_PCT, day_sd_bpm=3.5),
    sensors=Sensors(lock_share=0, lock_minutes=(12, 18), frozen_share=0),
    place=Place(season_c=(9.0, 14.0)),
    odd_days={
        (2, TUESDAY): "cadence_lock",
        (3, SATURDAY): "treadmill",
        (4, TUESDAY): "missed",
        (5, THURSDAY): "warm_up_file",
        (6, SATURDAY): "no_heart_rate",
        (6, TUESDAY): "frozen_heart_rate",
        (7, SUNDAY): "race",
        (8, TUESDAY): "missed",
        (9, SATURDAY): "cadence_lock",
    },
    gym=_LIFTED | _STRETCHED,
)
"""Chest strap of ordinary steadiness (science: real straps 3.7 bpm), four runs a week, some strength and yoga."""

DEMO_ATHLETE: Final = {
    "hr_max": "190",
    "hr_rest": "50",
    "threshold_pace": "4:30",
    "time_zone": DEMO_RUNNER.place.time_zone,
    "days": "mon,tue,wed,thu,fri",
    "sessions_per_week": "2",
    "minutes": "30",
    "equipment": "dumbbell,band,step",
    "level": "intermediate",
    "hard_days": "stack",
}
"""What the demo runner has told the program, as `athlete set` takes it."""

AS_GPX: Final = frozenset({(2, SATURDAY), (8, SATURDAY)})
TWICE: Final = (5, SUNDAY)
ZIPPED: Final = (1, SUNDAY)
"""(week, weekday) of runs that come as GPX, in both formats, and as .fit.gz."""


def make_demo(store: Store, today: date) -> Iterator[FileOutcome]:
    """Import the demo runner's files into `store`, kept for it alone; one outcome per file, as it is done.

    The last day is the day before `today`, so that no run lies in the future. Needs no network.
    """
    athlete.save(store, DEMO_ATHLETE, _first_day(today))
    for name, data in demo_files(today):
        yield from importing.import_bytes(store, name, data)


def demo_files(today: date) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the demo runner's files: FIT for the most part, some GPX, one twice, one compressed."""
    first_day = _first_day(today)
    for activity in season(DEMO_RUNNER, today - timedelta(days=1)):
        day = activity.local_start.date()
        key = ((day - first_day).days // 7 + 1, day.weekday())
        if key == ZIPPED:
            yield f"{activity.name}.fit.gz", gzip.compress(as_fit(activity), mtime=0)
        elif key not in AS_GPX:
            yield f"{activity.name}.fit", as_fit(activity)
        if key in AS_GPX or key == TWICE:
            yield f"{activity.name}.gpx", as_gpx(activity)


def _first_day(today: date) -> date:
    return today - timedelta(weeks=DEMO_RUNNER.weeks)
