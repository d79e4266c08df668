"""How long a week's plan takes from ten years of runs: python benchmarks/planning.py [RUNS]."""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from itertools import count, islice
from pathlib import Path

import numpy as np

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from runstrong import athlete, coach, planning  # noqa: E402
from runstrong.model.facts import BEST_EFFORT_S, HR_BINS, SPEED_BINS, RunFacts, Windows  # noqa: E402
from runstrong.model.outcome import FileOutcome, Outcome  # noqa: E402
from runstrong.model.recording import Totals  # noqa: E402
from runstrong.model.track import Track  # noqa: E402
from runstrong.planning.history import lately  # noqa: E402
from runstrong.store import reads  # noqa: E402
from runstrong.store.database import Store  # noqa: E402
from runstrong.store.packed import packed  # noqa: E402
from runstrong.store.writes import NewActivity, NewFile, save_files  # noqa: E402

RUNS = 3_000
TODAY = date(2026, 3, 4)
ROUNDS = 15
SAMPLES = 20
BATCH = 100
WEEK = {0: 45, 1: 60, 3: 45, 5: 50, 6: 105}
"""Weekday to minutes; Tuesday is the quality day."""


def facts(minutes: float, hard: bool, rng: np.random.Generator) -> RunFacts:
    """Figures of a run as its file would give them: heart rates around one level, speeds around another."""
    seconds = minutes * 60
    level, speed = (165, 3.9) if hard else (142, 3.0)
    hearts = rng.normal(level + rng.normal(0, 3), 7, int(seconds)).clip(60, 195).astype(int)
    speeds = (rng.normal(speed, 0.25, int(seconds)).clip(0, 12) * 10).astype(int)
    return RunFacts(
        elapsed_s=seconds, timer_s=seconds, moving_s=seconds, distance_m=seconds * speed, ascent_m=40.0,
        avg_hr_bpm=float(hearts.mean()), max_hr_bpm=float(hearts.max()), avg_speed_mps=speed, gap_mps=speed,
        norm_gap_mps=speed, walking_share=0.0, steep_share=0.0, hr_quality=0.98, locked_share=0.0,
        temperature_c=14.0, mean_elevation_m=100.0, grade_source="barometric",
        hr_seconds=np.bincount(hearts, minlength=HR_BINS), gap_seconds=np.bincount(speeds, minlength=SPEED_BINS),
        best_gap_mps=speed * np.linspace(1.12, 1.04, len(BEST_EFFORT_S)),
        windows=Windows(np.arange(9.0), np.full(9, speed), np.full(9, float(level)), {}, 9),
        methods={"timer_s": "watch"}, missing={},
    )  # fmt: skip


def track(start: datetime) -> Track:
    """The run's samples, of which a plan needs none."""
    return Track(
        format="fit", sport="running", sub_sport="generic", start_utc=start, utc_offset_s=0,
        time_zone="Europe/Berlin", zone_source="position", clock_ok=True,
        columns={"t_s": np.arange(float(SAMPLES)), "hr_bpm": np.full(SAMPLES, 140.0)},
        stretch=np.zeros(SAMPLES, dtype=np.int64), totals=Totals(),
    )  # fmt: skip


def fill(store: Store, runs: int) -> None:
    """Store `runs` runs, five a week, the last one the day before TODAY."""
    rng = np.random.default_rng(4)
    days = (TODAY - timedelta(days=back) for back in count(1))
    running = islice((day for day in days if day.weekday() in WEEK), runs)
    while batch := [_run(day, rng) for day in islice(running, BATCH)]:
        save_files(store, batch)
    wishes = {"days": "mon,tue,wed,thu,fri", "equipment": "dumbbell,band", "screening": "none"}
    athlete.save(store, wishes, TODAY)
    _lift(store)


def _run(day: date, rng: np.random.Generator) -> NewFile:
    sha256 = f"{day:%Y%m%d}".ljust(64, "0")
    made = facts(WEEK[day.weekday()] + rng.normal(0, 4), day.weekday() == 1, rng)
    samples = track(datetime.combine(day, time_of_day(6, 30)))
    activity = NewActivity(f"{sha256[:12]}-0", 0, packed(samples, made))
    return NewFile(FileOutcome(f"{day}.fit", Outcome.IMPORTED), sha256, [activity])


def _lift(store: Store) -> None:
    """Log two years of free sessions, two a week."""
    sets = [planning.parse_set(text) for text in ("goblet_squat:8x16@3,8x16@2", "calf_raise:15,15", "plank:45s")]
    for back in range(730, 3, -7):
        for day in (TODAY - timedelta(days=back), TODAY - timedelta(days=back - 3)):
            planning.log_free(store, day, 30, planning.LogEntry(tuple(sets), rpe=6), TODAY)


def best_ms(question: Callable[[], object]) -> tuple[float, float]:
    """The least disturbed and the median of several answers, in ms."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        question()
        times.append(1000 * (time.perf_counter() - begin))
    return min(times), float(np.median(times))


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        fill(store, runs)
        questions: dict[str, Callable[[], object]] = {
            "read all summaries": lambda: reads.summaries(store),
            "score all activities": lambda: coach.activities(store),
            "the runs a plan looks at": lambda: lately(store, TODAY),
            "plan this week": lambda: planning.plan(store, TODAY),
            "show this week": lambda: planning.show(store, TODAY),
            "plan next week": lambda: planning.plan(store, TODAY, TODAY + timedelta(weeks=1)),
        }
        base = 0.0
        print(
            f"{runs} runs; best and median of {ROUNDS}\n\n{'question':<28}{'best ms':>9}{'median':>9}{'ratio':>8}"
        )
        for name, question in questions.items():
            took, middle = best_ms(question)
            base = base or took
            print(f"{name:<28}{took:>9.1f}{middle:>9.1f}{took / base:>8.2f}")


if __name__ == "__main__":
    main()
