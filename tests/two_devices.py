"""One run as two devices write it, and runs that only look like it: streams for the tests of twins and merging."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import numpy as np

from runstrong.ingest.aligned import Streams
from runstrong.metrics.series import lagged
from runstrong.model.arrays import FloatArray

START = datetime(2026, 3, 1, 7, 0)  # noqa: DTZ001 - naive UTC, as everywhere inside
EVERYTHING = ("hr_bpm", "cadence_spm", "speed_mps", "distance_m", "lat_deg", "lon_deg", "elevation_m")


def smooth(rng: np.random.Generator, seconds: int, sd: float, lag_s: float) -> FloatArray:
    """Noise of a standard deviation that lasts some `lag_s` seconds."""
    noise = lagged(rng.normal(0, 1, seconds + 600), np.zeros(seconds + 600, dtype=np.int64), lag_s)[600:]
    return noise * sd / noise.std()


def a_run(seed: int = 1, seconds: int = 3000, bpm: float = 145.0, spm: float = 168.0) -> dict[str, FloatArray]:
    """The truth of a run through a town, once a second: a pace that wanders and a heart that follows."""
    rng = np.random.default_rng(seed)
    speed = 3.0 + smooth(rng, seconds, 0.25, 60)
    heading = np.cumsum(smooth(rng, seconds, 0.01, 30))
    north, east = np.cumsum(speed * np.cos(heading)), np.cumsum(speed * np.sin(heading))
    return {
        "t_s": np.arange(float(seconds)),
        "speed_mps": speed,
        "distance_m": np.cumsum(speed),
        "hr_bpm": bpm + 20 * smooth(rng, seconds, 0.5, 90),
        "cadence_spm": spm + 6 * (speed - 3.0),
        "elevation_m": 100 + np.cumsum(smooth(rng, seconds, 0.02, 60)),
        "lat_deg": 48.0 + north / 111_195,
        "lon_deg": 11.0 + east / (111_195 * np.cos(np.radians(48))),
    }


def device(
    truth: dict[str, FloatArray], seed: int, *, has: Iterable[str] = EVERYTHING, fast_s: float = 0.0,
    shift_s: float = 0.0, astray: float = 0.0, every_s: int = 1,
) -> Streams:  # fmt: skip
    """What one device makes of a run: GPS 4 m off, steps counted to one or two, a heart rate with a lag.

    Its clock is `fast_s` ahead, its file `shift_s` further; for the share `astray` its heart rate is the steps.
    """
    rng = np.random.default_rng(1000 + seed)
    n = len(truth["t_s"])
    off = {
        "hr_bpm": smooth(rng, n, 1.2, 8),
        "cadence_spm": rng.normal(0, 1, n),
        "speed_mps": smooth(rng, n, 0.1, 8),
    }
    for name in ("lat_deg", "lon_deg"):
        off[name] = smooth(rng, n, 4 / 111_195, 30)
    columns = {name: truth[name] + off.get(name, 0.0) for name in has}
    if "hr_bpm" in columns:
        columns["hr_bpm"] = np.round(columns["hr_bpm"])
        columns["hr_bpm"][: round(astray * n)] = truth["cadence_spm"][: round(astray * n)]
    rows = slice(None, None, every_s)
    columns = {name: values[rows] for name, values in columns.items()} | {"t_s": truth["t_s"][rows]}
    return Streams(
        START + timedelta(seconds=fast_s + shift_s), columns, np.zeros(len(columns["t_s"]), dtype=np.int64)
    )


def as_tcx(streams: Streams, name: str = "") -> bytes:
    """The file of a device: what it has of distance, heart rate, cadence and position; `name` makes it another."""
    points = "".join(_trackpoint(streams, row) for row in range(len(streams.stretch)))
    start = f"{streams.start_utc.isoformat()}Z"
    lasts = streams.columns["t_s"][-1]
    lap = (
        f'<Lap StartTime="{start}"><TotalTimeSeconds>{lasts:.0f}</TotalTimeSeconds><Track>{points}</Track>'
        f"<Notes>{name}</Notes></Lap>"
    )
    space = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
    return (
        f'<?xml version="1.0"?><TrainingCenterDatabase xmlns="{space}"><Activities><Activity Sport="Running">'
        f"<Id>{start}</Id>{lap}</Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def as_gpx(streams: Streams, name: str = "Morning run") -> bytes:
    """The file of a phone: positions, and altitude and heart rate where it has them."""
    points = []
    for row in range(len(streams.stretch)):
        told = {n: values[row] for n, values in streams.columns.items() if np.isfinite(values[row])}
        height = f"<ele>{told['elevation_m']:.1f}</ele>" if "elevation_m" in told else ""
        beat = f"<extensions><hr>{told['hr_bpm']:.0f}</hr></extensions>" if "hr_bpm" in told else ""
        points.append(
            f'<trkpt lat="{told["lat_deg"]:.7f}" lon="{told["lon_deg"]:.7f}">{height}'
            f"<time>{_moment(streams, row)}</time>{beat}</trkpt>"
        )
    head = '<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">'
    return (
        f"{head}<trk><name>{name}</name><type>running</type><trkseg>{''.join(points)}</trkseg></trk></gpx>"
    ).encode()


def _trackpoint(streams: Streams, row: int) -> str:
    told = {n: values[row] for n, values in streams.columns.items() if np.isfinite(values[row])}
    parts = [f"<Time>{_moment(streams, row)}</Time>"]
    if "lat_deg" in told:
        parts.append(
            f"<Position><LatitudeDegrees>{told['lat_deg']:.7f}</LatitudeDegrees>"
            f"<LongitudeDegrees>{told['lon_deg']:.7f}</LongitudeDegrees></Position>"
        )
    if "distance_m" in told:
        parts.append(f"<DistanceMeters>{told['distance_m']:.2f}</DistanceMeters>")
    if "hr_bpm" in told:
        parts.append(f"<HeartRateBpm><Value>{told['hr_bpm']:.0f}</Value></HeartRateBpm>")
    if "cadence_spm" in told:
        parts.append(f"<Cadence>{told['cadence_spm'] / 2:.0f}</Cadence>")
    return f"<Trackpoint>{''.join(parts)}</Trackpoint>"


def _moment(streams: Streams, row: int) -> str:
    return f"{(streams.start_utc + timedelta(seconds=float(streams.columns['t_s'][row]))).isoformat()}Z"
