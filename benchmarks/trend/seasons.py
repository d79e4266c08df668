"""A simulated life as the product sees it: every run a real FIT file, read, normalised and measured.

Only the database is left out, for speed: runs and windows go from measuring to the trend as objects. The importing
tests hold the store to returning what it was given.
"""

import hashlib
import pickle
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Final

import numpy as np

import runstrong
from runstrong.ingest.normalise import normalise
from runstrong.ingest.reader import read
from runstrong.metrics.measure import measure
from runstrong.metrics.windows import no_windows
from runstrong.model.arrays import FloatArray
from runstrong.model.facts import RunSummary, Windows
from runstrong.model.track import Track
from runstrong.simulate import Runner, Sensors, SimulatedActivity, as_fit
from runstrong.simulate import season as lived
from runstrong.simulate.activity import Truth

UNTIL: Final = date(2026, 6, 14)
NOW: Final = datetime(2026, 7, 1)  # noqa: DTZ001 - naive UTC, as everywhere inside
PROBES: Final = (
    Runner(weeks=1),
    Runner(weeks=1, seed=2, sensors=Sensors(strap=False, lock_share=0.5, frozen_share=0.9, heart_every=5)),
    Runner(weeks=1, seed=3, sensors=Sensors(altitude="gps", longest_gap_s=10, thermometer=False)),
)
"""Whoever measures these lives as before measures any as before."""


@dataclass(frozen=True)
class Measured:
    """One run as measured. `minutes` (k, 2): mean speed and heart rate of each minute on the timer; `truth`, of a
    simulated run, without its seconds.
    """

    summary: RunSummary
    windows: Windows
    minutes: FloatArray
    truth: Truth | None = None


def measured_life(runner: Runner, keep: Path | None = None) -> list[Measured]:
    """The runner's history and block, ascending; taken from the folder `keep` where the same was lived before."""
    past = _measured_once(_before(runner), keep) if runner.history_weeks else []
    return [*past, *_measured_once(replace(runner, history_weeks=0), keep)]


def first_day(runner: Runner) -> date:
    """The block's first day."""
    return UNTIL - timedelta(days=7 * runner.weeks - 1)


def _before(runner: Runner) -> Runner:
    """The runner with everything neutral that only the block can show: many blocks share one history."""
    return replace(
        runner,
        body=replace(runner.body, gain_pct=0.0),
        pacing=replace(runner.pacing, easy_gain_mps=0.0, quality_gain_mps=0.0, gain_taken=0.0),
        place=replace(runner.place, season_c=(runner.place.season_c[0],) * 2),
        odd_days={},
        new_habits=None,
        new_sensors=None,
    )


def _measured_once(runner: Runner, keep: Path | None) -> list[Measured]:
    if keep is None:
        return _measured(runner)
    name = hashlib.sha256(f"{_fingerprint()} {runner!r} {UNTIL}".encode()).hexdigest()[:24]
    path = keep / f"{name}.season"
    if not path.exists():
        fresh = path.with_suffix(f".{runner.seed}.new")
        fresh.write_bytes(zlib.compress(pickle.dumps(_measured(runner)), 3))
        fresh.replace(path)
    kept: list[Measured] = pickle.loads(zlib.decompress(path.read_bytes()))
    return kept


@cache
def _fingerprint() -> str:
    """What the code of today simulates and measures: part of a kept season's name."""
    code = [*sorted((Path(runstrong.__file__).parent / "simulate").glob("*.py")), Path(__file__)]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in code))
    for one in (run for probe in PROBES for run in _measured(probe)):
        digest.update(f"{one.summary!r}".encode())
        for values in (one.windows.minute, one.windows.speed_mps, one.windows.hr_bpm, one.minutes):
            digest.update(values.tobytes())
    return digest.hexdigest()


def _measured(runner: Runner) -> list[Measured]:
    """The history alone if there is one, else the block."""
    whole: Iterable[SimulatedActivity] = lived(runner, UNTIL)
    if runner.history_weeks:
        whole = takewhile(lambda one: one.local_start.date() < first_day(runner), whole)
    return [measured_run(one, number) for number, one in enumerate(whole) if one.truth is not None]


def measured_run(activity: SimulatedActivity, number: int) -> Measured:
    """One simulated run by way of its FIT file."""
    (recording,) = read(as_fit(activity)).recordings
    track = normalise(recording, athlete_zone=None, now_utc=NOW)
    facts = measure(track)
    truth = activity.truth
    bare = None if truth is None else truth.at(np.zeros(len(truth.speed_mps), dtype=bool))
    stored = summary_of(track, replace(facts, windows=no_windows()), f"{activity.name}-{number}")
    return Measured(stored, facts.windows, minute_means(track.columns, track.stretch), bare)


def summary_of(track: Track, facts: object, activity_id: str) -> RunSummary:
    """What the store would say of a track."""
    named = {device.role: device.name for device in reversed(track.devices)}
    return RunSummary(
        id=activity_id, format=track.format, sport=track.sport, sub_sport=track.sub_sport, name=track.name,
        start_utc=track.start_utc, local_start=track.local_start, local_day=track.local_day,
        time_zone=track.time_zone, clock_ok=track.clock_ok, files=(activity_id,), device=named.get("watch"),
        hr_source=named.get("heart_rate"), samples=len(track), laps=len(track.laps), duplicate_of=None,
        possible_duplicate_of=None, warnings=(), marks={}, facts=facts,  # type: ignore[arg-type]
    )  # fmt: skip


def minute_means(columns: dict[str, FloatArray], stretch: Sequence[int] | FloatArray) -> FloatArray:
    """Mean speed and heart rate of each whole minute on the timer, (k, 2); NaN where neither was recorded."""
    on = np.asarray(stretch) >= 0
    t_s, piece = columns["t_s"][on], np.asarray(stretch)[on]
    if len(t_s) < 2:
        return np.empty((0, 2))
    step = np.where(np.diff(piece) == 0, np.diff(t_s), 1.0)
    minute = (np.concatenate([[0.0], np.cumsum(step)]) // 60).astype(np.int64)
    means = []
    for name in ("speed_mps", "hr_bpm"):
        values = columns.get(name, np.full(len(on), np.nan))[on]
        known = np.isfinite(values)
        count = np.bincount(minute[known], minlength=minute[-1] + 1)
        total = np.bincount(minute[known], values[known], minlength=minute[-1] + 1)
        means.append(np.where(count > 0, total / np.maximum(count, 1), np.nan))
    return np.column_stack(means)[:-1]
