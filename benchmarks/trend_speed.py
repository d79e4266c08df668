"""How long answers about pace at heart rate take over ten years: python benchmarks/trend_speed.py [RUNS].

Each answer comes from stored windows, as a page or the command line asks for it, beside the reading alone of what
it rests on: summaries and windows of every run. Best of several, taken in turn.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

import numpy as np  # noqa: E402

from runstrong import coach  # noqa: E402
from runstrong.model.facts import Run, Windows  # noqa: E402
from runstrong.store import reads  # noqa: E402
from runstrong.store.database import Store  # noqa: E402
from tests.steady_runs import Truth, block  # noqa: E402
from tests.store_activities import a_track, an_activity, keep  # noqa: E402

PER_WEEK = 6
ROUNDS = 5


def fill(store: Store, runs: list[Run], windows: dict[str, Windows]) -> None:
    """Store the runs with their windows; ten minutes of samples stand for each run's own."""
    track = replace(a_track(600), sub_sport=None, utc_offset_s=0)
    for number, run in enumerate(runs):
        name, facts = f"run-{number}.fit", replace(run.summary.facts, windows=windows[run.summary.id])
        keep(store, name, an_activity(name, track=replace(track, start_utc=run.summary.start_utc), facts=facts))


def best_ms(*asked: Callable[[], object]) -> list[float]:
    """Milliseconds of the least disturbed of several rounds, taken in turn."""
    times: list[list[float]] = [[] for _ in asked]
    for _ in range(ROUNDS):
        for ask, taken in zip(asked, times, strict=True):
            begin = time.perf_counter()
            ask()
            taken.append(1000 * (time.perf_counter() - begin))
    return [min(taken) for taken in times]


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    weeks = -(-wanted // PER_WEEK)
    runs, windows = block(np.random.default_rng(1), Truth(wander_bpm=1.0), weeks=weeks, per_week=PER_WEEK)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        fill(store, runs, windows)
        last = max(run.summary.local_day for run in runs)
        now, before = (last - timedelta(days=69), last), (last - timedelta(days=139), last - timedelta(days=70))
        year = tuple(day - timedelta(days=364) for day in now)
        answers: dict[str, Callable[[], object]] = {
            "reading runs and windows": lambda: (reads.summaries(store), reads.windows(store)),
            "trend": lambda: coach.trend(store, *now),
            "compare with the block before": lambda: coach.compare(store, before, now),
            "compare with last year": lambda: coach.compare(store, year, now),  # type: ignore[arg-type]
            "before a block": lambda: coach.precision(store, last),
            "long view": lambda: coach.long_view(store),
        }
        took = best_ms(*answers.values())
    print(f"{len(runs)} runs over {weeks / 52:.0f} years; best of {ROUNDS}\n")
    print(f"{'':<32}{'ms':>8}{'ratio':>8}")
    for name, ms in zip(answers, took, strict=True):
        print(f"{name:<32}{ms:>8.0f}{ms / took[0]:>8.1f}")


if __name__ == "__main__":
    main()
