"""Units at the edge, and the words for every closed list: SI inside, min/km or min/mi only here."""

import math
from datetime import date
from typing import Final

from runstrong.model.athlete import Units
from runstrong.model.facts import LeftOut, LoadMethod, Missing, RunKind

METRES_PER_MILE: Final = 1609.344
METRES_PER_FOOT: Final = 0.3048

MISSING_TEXT: Final[dict[Missing, str]] = {
    Missing.NO_HEART_RATE: "no heart rate recorded",
    Missing.NO_CLEAN_HEART_RATE: "heart rate too patchy to use",
    Missing.NO_SPEED: "no speed recorded",
    Missing.NO_DISTANCE: "no distance recorded",
    Missing.NO_ELEVATION: "no elevation recorded",
    Missing.NO_TEMPERATURE: "no temperature recorded",
    Missing.NO_MOVEMENT: "no movement recorded",
    Missing.TOO_SHORT: "too short",
    Missing.NO_THRESHOLD: "needs your threshold pace or heart rate",
    Missing.NOT_STATED: "the file does not say",
    Missing.NOT_ON_FOOT: "only meaningful on foot",
}

LEFT_OUT_TEXT: Final[dict[LeftOut, str]] = {
    LeftOut.NOT_A_RUN: "not a run",
    LeftOut.DUPLICATE: "the same run as another file",
    LeftOut.CLOCK_WRONG: "the watch's clock was wrong, so its day is unknown",
    LeftOut.NO_HEART_RATE: "no heart rate",
    LeftOut.HEART_RATE_MARKED_WRONG: "you marked its heart rate as wrong",
    LeftOut.HEART_RATE_POOR: "heart rate missing, frozen or locked on cadence for too much of it",
    LeftOut.NO_SPEED: "no usable speed",
    LeftOut.TREADMILL: "treadmill or indoor: belt speed and GPS speed do not compare",
    LeftOut.RACE: "a race: all-out runs are not steady runs",
    LeftOut.ILL: "you were ill",
    LeftOut.TOO_SHORT: "too short: the first 7 minutes are warm-up and 3 steady minutes must follow",
    LeftOut.NOT_STEADY: "fewer than 3 steady minutes after the warm-up (stops, hills or changing pace)",
    LeftOut.OTHER_PACE: "too far from your usual pace to compare",
    LeftOut.OTHER_SENSOR: "another watch or heart-rate sensor than the rest of the span",
    LeftOut.TAKEN_OUT: "you took it out",
}

LOAD_METHOD_TEXT: Final[dict[LoadMethod, str]] = {
    "pace": "pace load: grade-adjusted pace against your threshold pace",
    "hr": "heart-rate load: time at each heart rate against an hour at threshold (Banister's TRIMP)",
    "effort": "effort load: how hard you said it was, times minutes",
    "duration": "duration load: an easy effort assumed for the whole time",
}

KIND_TEXT: Final[dict[RunKind, str]] = {"easy": "easy", "quality": "quality", "long": "long", "race": "race"}


def clock(seconds: float) -> str:
    """`seconds` as m:ss, or h:mm:ss from an hour on."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes}:{secs:02d}"


def pace_s(speed_mps: float, units: Units = "metric") -> float:
    """Seconds per km (or mile) at `speed_mps`; infinite when standing."""
    metres = METRES_PER_MILE if units == "imperial" else 1000.0
    return metres / speed_mps if speed_mps > 0 else math.inf


def pace_unit(units: Units = "metric") -> str:
    """The unit of a pace: `/km` or `/mi`."""
    return "/mi" if units == "imperial" else "/km"


def pace_text(seconds_per_km: float | None, units: Units = "metric") -> str:
    """A pace given in s/km as `5:41 /km` or `9:09 /mi`; a dash where there is none."""
    if seconds_per_km is None or not math.isfinite(seconds_per_km):
        return "–"
    factor = METRES_PER_MILE / 1000 if units == "imperial" else 1.0
    return f"{clock(seconds_per_km * factor)} {pace_unit(units)}"


def distance_unit(units: Units = "metric") -> str:
    """The unit of a distance: `km` or `mi`."""
    return "mi" if units == "imperial" else "km"


def distance_in(metres: float, units: Units = "metric") -> float:
    """`metres` in km or miles."""
    return metres / (METRES_PER_MILE if units == "imperial" else 1000.0)


def distance_text(metres: float | None, units: Units = "metric") -> str:
    """A distance as `10.02 km` or `6.23 mi`; a dash where there is none."""
    return "–" if metres is None else f"{distance_in(metres, units):.2f} {distance_unit(units)}"


def climb_text(metres: float | None, units: Units = "metric") -> str:
    """An ascent as `57 m` or `187 ft`; a dash where there is none."""
    if metres is None:
        return "–"
    return f"{metres / METRES_PER_FOOT:.0f} ft" if units == "imperial" else f"{metres:.0f} m"


def duration_text(seconds: float | None) -> str:
    """A duration as `47:12` or `1:02:03`; a dash where there is none."""
    return "–" if seconds is None else clock(seconds)


def percent_text(value: float | None) -> str:
    """A percentage rounded to half a point, signed: no precision beyond the data (science section H.11)."""
    return "–" if value is None else f"{round(value * 2) / 2 + 0.0:+g} %"


def bpm_text(value: float | None) -> str:
    """A heart rate as `145 bpm`; a dash where there is none."""
    return "–" if value is None else f"{value:.0f} bpm"


def day_text(day: date) -> str:
    """A day of a year that needs no naming, as `3 Nov`."""
    return f"{day.day} {day:%b}"


def weekday_text(day: date) -> str:
    """A day near today, as `Mon 3 Nov`."""
    return f"{day:%a} {day_text(day)}"


def size_text(number_of_bytes: int) -> str:
    """A size on disk as `640 kB`, `31 MB` or `1.4 GB`, as file managers count."""
    for unit, size, digits in (("GB", 1e9, 1), ("MB", 1e6, 0)):
        if number_of_bytes >= 0.9995 * size:
            return f"{number_of_bytes / size:.{digits}f} {unit}"
    return f"{max(1, round(number_of_bytes / 1e3)) if number_of_bytes else 0} kB"
