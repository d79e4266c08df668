"""The GPX and TCX files that are read: one simulated run in the ways apps write it, and real exports."""

import re
from datetime import date, timedelta
from pathlib import Path

from runstrong.simulate import Habit, Runner, SimulatedActivity, as_gpx, season
from runstrong.simulate.activity import EPOCH

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "watch-files"
REAL = ("4801048867_strava.gpx", "activity_4801048867.tcx", "3173437224.tcx")
MINUTES = (30, 60, 120, 240, 480)
BIG_BYTES = 25_000_000

_TCX_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>
<Activity Sport="Running"><Id>{start}</Id><Lap StartTime="{start}"><TotalTimeSeconds>3600</TotalTimeSeconds><Track>
"""
_TCX_TAIL = "</Track></Lap></Activity></Activities></TrainingCenterDatabase>\n"
_TCX_POINT = (
    "<Trackpoint><Time>{time}</Time><Position><LatitudeDegrees>{lat:.9f}</LatitudeDegrees>"
    "<LongitudeDegrees>{lon:.9f}</LongitudeDegrees></Position><AltitudeMeters>{ele:.1f}</AltitudeMeters>"
    "<DistanceMeters>{dist:.2f}</DistanceMeters><HeartRateBpm><Value>{hr:.0f}</Value></HeartRateBpm><Extensions>"
    '<TPX xmlns="http://www.garmin.com/xmlschemas/ActivityExtension/v2"><Speed>{speed:.3f}</Speed>'
    "<RunCadence>{cad:.0f}</RunCadence></TPX></Extensions></Trackpoint>\n"
)


def files() -> dict[str, bytes]:
    """Every file to be read, by the name it has in the table."""
    sensors = simulated(60)
    compact = re.sub(rb"<extensions>.*?</extensions>", b"", sensors)
    made = {
        "compact GPX": compact,
        "GPX with sensors": sensors,
        "GPX with sensors, one element a line": pretty(sensors),
        "GPX, times with an offset": compact.replace(b"Z</time>", b"+00:00</time>"),
        "GPX, a segment every 20 points": segmented(compact, 20),
        "GPX, a CDATA text in every point": sensors.replace(b"<ele>", b"<cmt><![CDATA[x]]></cmt><ele>"),
        "TCX, compact": tcx(run_of(60)),
        "TCX, one element a line": pretty(tcx(run_of(60))),
    }
    return made | {name: (SHARED / name).read_bytes() for name in REAL if (SHARED / name).exists()}


def run_of(minutes: int) -> SimulatedActivity:
    """One run of about so many minutes."""
    runner = Runner(seed=3, weeks=1, habits={2: Habit("easy", minutes, 7.0)})
    return next(iter(season(runner, date(2026, 6, 28))))


def simulated(minutes: int) -> bytes:
    """The same as GPX, with heart rate, cadence and temperature."""
    return as_gpx(run_of(minutes))


def big() -> bytes:
    """A GPX file of 25 MB."""
    data = simulated(240)
    start, end = data.index(b"<trkpt"), data.rindex(b"</trkseg>")
    return data[:start] + data[start:end] * (BIG_BYTES // (end - start)) + data[end:]


def pretty(data: bytes) -> bytes:
    """Every element on a line of its own, as Strava and Garmin write."""
    return re.sub(rb">\s*<", b">\n     <", data)


def segmented(data: bytes, points: int) -> bytes:
    """A new segment after so many points."""
    parts = data.split(b"</trkpt>")
    held = [b"</trkpt>".join(parts[i : i + points]) for i in range(0, len(parts), points)]
    return b"</trkpt></trkseg><trkseg>".join(held)


def tcx(run: SimulatedActivity) -> bytes:
    """The run as TCX, with heart rate, cadence, speed and distance."""
    columns = run.columns
    names = {"lat": "lat_deg", "lon": "lon_deg", "ele": "elevation_m", "dist": "distance_m", "hr": "hr_bpm",
             "speed": "speed_mps", "cad": "cadence_spm"}  # fmt: skip
    times = [f"{EPOCH + timedelta(seconds=float(at)):%Y-%m-%dT%H:%M:%S}.000Z" for at in run.utc_s]
    points = (
        _TCX_POINT.format(time=time, **{short: columns[name][i] for short, name in names.items()})
        for i, time in enumerate(times)
    )
    return (_TCX_HEAD.format(start=times[0]) + "".join(points) + _TCX_TAIL).encode()
