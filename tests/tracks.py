"""Small recordings and tracks, built from what a test wants to say."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np

from runstrong.ingest.normalise import normalise
from runstrong.metrics.series import lagged
from runstrong.model.arrays import FloatArray
from runstrong.model.recording import Recording, Totals
from runstrong.model.track import STREAMS, Track

START_S = 1_750_000_000.0
"""2025-06-15 15:06:40 UTC."""

NOW = datetime.fromisoformat("2025-07-01")
SILENT = Totals()


def recording(
    streams: Mapping[str, FloatArray | float],
    *,
    seconds: int | None = None,
    every_s: float = 1.0,
    sport: str = "running",
    sub_sport: str | None = None,
    utc_s: FloatArray | None = None,
    pauses: tuple[tuple[float, float], ...] = (),
    totals: Totals = SILENT,
    laps: tuple[Totals, ...] = (),
) -> Recording:
    """A recording of an hour, of `seconds`, or of as many as its streams have; numbers are constant streams.

    Streams are given once a second and picked every `every_s`, unless `utc_s` says when each record was
    written. `pauses` count from the start.
    """
    longest = max((np.size(values) for values in streams.values()), default=1)
    seconds = seconds or (longest if longest > 1 else 3600)
    times = np.arange(0, seconds, every_s) if utc_s is None else np.asarray(utc_s) - START_S
    rows = times.astype(int) if utc_s is None else np.arange(len(times))
    columns = {
        name: np.asarray(values, dtype=float)[rows] if np.ndim(values) else np.full(len(rows), float(values))
        for name, values in streams.items()
    }
    return Recording(
        format="fit",
        sport=sport,
        sub_sport=sub_sport,
        utc_s=START_S + times,
        streams=columns,
        totals=totals,
        laps=laps,
        pauses=tuple((START_S + stop, START_S + restart) for stop, restart in pauses),
    )


def easy_run(seconds: int = 3600, seed: int = 1, speed_mps: FloatArray | float = 3.0) -> dict[str, FloatArray]:
    """Streams of a plain run on level ground: speed that wanders, a heart that follows it, 84 strides a minute."""
    rng = np.random.default_rng(seed)
    wander = lagged(rng.normal(0, 1.5, seconds), np.zeros(seconds, dtype=np.int64), 60.0) + rng.normal(
        0, 0.05, seconds
    )
    speed = np.broadcast_to(speed_mps, (seconds,)) + 0.3 * wander
    effort = np.concatenate([np.zeros(120), speed])
    heart = 78 + 24 * lagged(effort, np.zeros(len(effort), dtype=np.int64), 55.0)[120:]
    return {
        "speed_mps": speed,
        "distance_m": np.cumsum(np.maximum(speed, 0)),
        "hr_bpm": np.round(heart + rng.normal(0, 0.8, seconds)),
        "cadence_spm": np.round(84 + 3 * (speed - 3) + rng.normal(0, 0.5, seconds)),
    }


def track_of(told: Recording) -> Track:
    """The recording as it comes out of normalising."""
    return normalise(told, athlete_zone=None, now_utc=NOW)


def track(streams: Mapping[str, FloatArray | float], **how: Any) -> Track:
    """A normalised recording of these streams."""
    return track_of(recording(streams, **how))


def garbage(rng: np.random.Generator) -> Recording:
    """Anything a broken file might say: wild times, wild values, wild pauses."""
    count = int(rng.choice([0, 1, 2, 3, 40, 400, 4000]))
    names = [name for name in STREAMS if rng.random() < 0.7]
    wild = np.array([np.nan, np.inf, -np.inf, 0, -1, 255, 65535, 1e300, -1e300, 4_294_967_295])
    streams = {}
    for name in names:
        scale = rng.choice([0.1, 3, 100, 5000])
        values = rng.normal(scale, scale, count)
        odd = rng.random(count) < rng.choice([0, 0.05, 0.9])
        streams[name] = np.where(odd, rng.choice(wild, count), values)
    steps = rng.choice([0, 1, 1, 1, 5, 40, -3, 5000], count)
    utc_s = START_S + np.cumsum(steps) + rng.choice([0.0, 0.25], count)
    odd = rng.random(count) < rng.choice([0, 0.02, 0.9])
    utc_s = np.where(odd, rng.choice([*wild, -6.0e10, 2.4e11, 0.0, 631_065_600.0, 3e9], count), utc_s)
    ends = START_S + rng.normal(2000, 3000, (int(rng.integers(0, 5)), 2))
    number = [None, 0.0, 1.0, -5.0, np.nan, np.inf, 150.0, 5000.0, START_S, 1e18]
    totals = Totals(*(number[i] for i in rng.integers(0, len(number), 7)))
    return Recording(
        format="fit",
        sport=str(rng.choice(["running", "walking", "cycling", "training", ""])),
        sub_sport=rng.choice(np.array([None, "treadmill", "trail"])),
        utc_s=utc_s,
        streams=streams,
        totals=totals,
        laps=(totals,) * int(rng.integers(0, 3)),
        pauses=tuple((float(stop), float(restart)) for stop, restart in ends),
        utc_offset_s=rng.choice(np.array([None, 7200, -12601, 10**9])),
    )
