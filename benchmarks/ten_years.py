"""A runner's data folder, filled for other benchmarks: runs of an hour, a plan, and strength work done."""

import sys
from datetime import date, timedelta
from itertools import count
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from benchmarks.archives import archive  # noqa: E402
from runstrong import athlete, importing, planning  # noqa: E402
from runstrong.errors import RunstrongError  # noqa: E402
from runstrong.simulate.runner import Habit  # noqa: E402
from runstrong.store import reads  # noqa: E402
from runstrong.store.database import Store  # noqa: E402

SIX_A_WEEK = {
    0: Habit("easy", 60, 7.0),
    1: Habit("quality", 60, 18.0),
    2: Habit("easy", 60, 7.0),
    3: Habit("easy", 60, 7.0),
    4: Habit("easy", 60, 7.0),
    6: Habit("long", 60, 9.0),
}
WISHES = {"days": "mon,tue,wed,thu,fri,sat", "equipment": "dumbbell,band", "screening": "none"}
LIFTED = ("goblet_squat:8x16@3,8x16@2", "calf_raise:15,15", "plank:45s")
LIFTING = timedelta(days=730)


def fill(folder: Path, runs: int, today: date) -> None:
    """A store of so many runs, the last one yesterday, with a plan and up to two years of strength work."""
    files = archive(folder.with_suffix(".zip"), runs, week=SIX_A_WEEK, until=today - timedelta(days=1))
    with Store.open(folder) as store:
        for outcome in importing.import_paths(store, [files]):
            assert outcome.reason is None, outcome
        athlete.save(store, WISHES, today)
        _lift(store, today)
    files.unlink()


def _lift(store: Store, today: date) -> None:
    """Log a session on every third day."""
    sets = tuple(planning.parse_set(text) for text in LIFTED)
    first = max(reads.counts(store).first_day or today, today - LIFTING)
    for day in (today - timedelta(days=back) for back in count(3, 3)):
        if day < first:
            return
        planning.log_free(store, day, 30, planning.LogEntry(sets, rpe=6), today)


def is_filled(folder: Path, runs: int) -> bool:
    """Whether a folder holds so many runs from before."""
    try:
        with Store.open(folder) as store:
            return reads.counts(store).runs == runs
    except RunstrongError:
        return False
