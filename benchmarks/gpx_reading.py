"""The GPX reader beside gpxpy, in one run: the same file to the same columns, and how reading grows.

CPU times of the best of several tries, and their ratios. gpxpy parses the file and its points are walked for time,
place, elevation and the sensors in their extensions; ours goes to finished recordings, distance included. `python
benchmarks/gpx_reading.py [FILE.gpx ...]` adds files of your own.
"""

import gc
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import gpxpy
import numpy as np

from runstrong.ingest.xml.gpx import read_gpx
from runstrong.simulate import Runner, season
from runstrong.simulate.gpx_file import as_gpx
from runstrong.simulate.runner import Habit

SENSORS = {"hr": "hr_bpm", "cad": "cadence_spm", "atemp": "temperature_c"}


def gpxpy_columns(data: bytes) -> dict[str, np.ndarray]:
    """Time, place, elevation and sensors of every point, by gpxpy."""
    rows = []
    for track in gpxpy.parse(data.decode()).tracks:
        for point in (p for segment in track.segments for p in segment.points):
            sensed = {child.tag.rpartition("}")[2]: child.text for held in point.extensions for child in held}
            stated = [float(sensed.get(name) or "nan") for name in SENSORS]
            rows.append((point.time.timestamp(), point.latitude, point.longitude, point.elevation, *stated))
    names = ("utc_s", "lat_deg", "lon_deg", "elevation_m", *SENSORS.values())
    return dict(zip(names, np.array(rows, float).T, strict=True))


def same(data: bytes) -> bool:
    """Whether both say the same."""
    [ours] = read_gpx(data).recordings
    theirs = gpxpy_columns(data)
    shared = [name for name in theirs if name in ours.streams]
    close = (np.allclose(ours.streams[name], theirs[name], atol=1e-6, equal_nan=True) for name in shared)
    return len(shared) >= 3 and np.array_equal(ours.utc_s, theirs["utc_s"]) and all(close)


def cpu_s(work: Callable[[bytes], object], data: bytes, times: int) -> float:
    """The shortest CPU time of `times` tries."""
    gc.collect()
    shortest = float("inf")
    for _ in range(times):
        start = time.process_time()
        work(data)
        shortest = min(shortest, time.process_time() - start)
    return shortest


def simulated(minutes: int) -> bytes:
    """One run of so many minutes as Strava hands it out."""
    runner = Runner(seed=3, weeks=1, habits={2: Habit("easy", minutes, 7.0)})
    return as_gpx(next(iter(season(runner, date(2026, 6, 28)))))


def main() -> None:
    files = {f"simulated, {minutes} min": simulated(minutes) for minutes in (30, 60, 120, 240)}
    files |= {Path(name).name: Path(name).read_bytes() for name in sys.argv[1:]}
    print(f"{'file':<32}{'points':>8}{'ours, ms':>10}{'gpxpy, ms':>11}{'ratio':>7}{'points/s':>10}  same numbers")
    for name, data in files.items():
        points = data.count(b"<trkpt")
        ours, theirs = cpu_s(read_gpx, data, 7), cpu_s(gpxpy_columns, data, 3)
        print(
            f"{name:<32}{points:>8}{ours * 1000:>10.1f}{theirs * 1000:>11.1f}{theirs / ours:>7.1f}"
            f"{points / ours:>10.0f}  {'yes' if same(data) else 'NO'}"
        )


if __name__ == "__main__":
    main()
