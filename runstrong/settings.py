"""The athlete's settings as text: what each key accepts, and what stored answers mean on a given day."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import dropwhile, pairwise
from pathlib import PurePath
from typing import Final
from zoneinfo import available_timezones

from runstrong.errors import InvalidSetting
from runstrong.model.athlete import DATED_KEYS, Preferences, Setting

EQUIPMENT: Final[tuple[str, ...]] = (
    "dumbbell", "kettlebell", "barbell", "rack", "trap_bar", "bench", "box", "step", "band", "mini_band",
    "pull_up_bar", "dip_bars", "weight_belt", "cable", "machine", "suspension", "sliders", "strap", "rope",
    "partner",
)  # fmt: skip
"""The closed vocabulary of kit. A floor, a wall, a chair, a towel, grass and a hill are no equipment."""

REGIONS: Final[tuple[str, ...]] = (
    "achilles", "calf", "plantar", "shin", "bone_stress", "knee_pf", "knee_patellar", "itb", "hamstring_prox",
    "hamstring", "adductor", "hip_flexor", "hip_glute", "hip_fai", "low_back", "ankle", "shoulder", "elbow",
    "wrist", "neck",
)  # fmt: skip
"""Body regions a niggle can name (science.md E.4)."""

HEALTH_QUESTIONS: Final[tuple[str, ...]] = (
    "heart", "chest_pain", "fainting", "other_condition", "joint", "supervised", "pregnancy",
    "low_energy", "bone_stress", "eating",
)  # fmt: skip
"""What the screening asks (science E.1); the last three advise and do not stop a plan."""

WEEKDAYS: Final[tuple[str, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_PACE = re.compile(r"(\d{1,2}):([0-5]\d)")


def _refuse(key: str, text: str, wanted: str) -> InvalidSetting:
    return InvalidSetting(f"{key} cannot be “{_shown(text)}”: give {wanted}.")


def _shown(typed: str) -> str:
    """The bytes typed in a terminal need not be text, and what is not cannot be printed."""
    return typed[:40].encode("utf-8", "replace").decode("utf-8")


def _whole(low: int, high: int, unit: str) -> Callable[[str, str], str]:
    def check(key: str, text: str) -> str:
        if not re.fullmatch(r"\d{1,6}", text) or not low <= int(text) <= high:
            raise _refuse(key, text, f"a whole number from {low} to {high}{unit}")
        return str(int(text))

    return check


def _one_of(*words: str) -> Callable[[str, str], str]:
    def check(key: str, text: str) -> str:
        if text.lower() not in words:
            raise _refuse(key, text, " or ".join(words))
        return text.lower()

    return check


def _several(vocabulary: Sequence[str]) -> Callable[[str, str], str]:
    def check(key: str, text: str) -> str:
        asked = {word.strip().lower() for word in text.split(",") if word.strip()}
        strangers = sorted(asked - set(vocabulary))
        if strangers:
            raise _refuse(key, strangers[0], "words from: " + ", ".join(vocabulary))
        return ",".join(word for word in vocabulary if word in asked)

    return check


def _day(key: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise _refuse(key, text, "a date as YYYY-MM-DD") from None


def _pace(key: str, text: str) -> str:
    match = _PACE.fullmatch(text)
    if not match or not 120 <= int(match[1]) * 60 + int(match[2]) <= 900:
        raise _refuse(key, text, "minutes and seconds per km from 2:00 to 15:00, such as 4:45")
    return f"{int(match[1])}:{match[2]}"


def _zone(key: str, text: str) -> str:
    if text not in available_timezones():
        raise _refuse(key, text, "a time zone such as Europe/Berlin")
    return text


def _niggles(key: str, text: str) -> str:
    pains: dict[str, int] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        region, _, pain = part.partition(":")
        if region not in REGIONS or not re.fullmatch(r"\d|10", pain):
            raise _refuse(key, part, "region:pain with pain from 0 to 10, regions: " + ", ".join(REGIONS))
        pains[region] = int(pain)
    return ",".join(f"{region}:{pains[region]}" for region in REGIONS if region in pains)


def _screening(key: str, text: str) -> str:
    return "none" if text.lower() == "none" else _several(HEALTH_QUESTIONS)(key, text)


def _folder(key: str, text: str) -> str:
    """Written in full: the program may be started from any folder. A path copied on Windows comes in quotes."""
    path = text.strip('"')
    if not (path.startswith("~") or PurePath(path).is_absolute()) or not path.isprintable() or len(path) > 1000:
        raise _refuse(key, text, "a folder with its full path, such as ~/Dropbox/Runs")
    return str(PurePath(path))


_heart_rate = _whole(25, 250, " beats/min")

KEYS: Final[dict[str, Callable[[str, str], str]]] = {
    "hr_max": _heart_rate,
    "hr_rest": _heart_rate,
    "hr_threshold": _heart_rate,
    "threshold_pace": _pace,
    "sex": _one_of("female", "male", "unset"),
    "birth_year": _whole(1900, 2100, ""),
    "units": _one_of("metric", "imperial"),
    "week_start": _one_of("monday", "sunday"),
    "time_zone": _zone,
    "days": _several(WEEKDAYS),
    "sessions_per_week": _whole(1, 3, ""),
    "minutes": _whole(10, 120, " minutes"),
    "equipment": _several(EQUIPMENT),
    "level": _one_of("novice", "intermediate", "advanced"),
    "hard_days": _one_of("stack", "spread"),
    "block_start": _day,
    "block_weeks": _whole(8, 14, " weeks"),
    "race_date": _day,
    "race_distance_m": _whole(100, 500_000, " metres"),
    "niggles": _niggles,
    "screening": _screening,
    "cleared": _day,
    "inbox": _folder,
    "inbox_mode": _one_of("offer", "import"),
}

OF_THE_PROGRAM: Final = frozenset({"inbox", "inbox_mode"})
"""Keys that are about this computer, not about a runner: a demo runner has none of his own."""

MAY_BE_EMPTY: Final = frozenset({"days", "equipment", "niggles"})
"""Keys for which an empty answer is an answer; for any other key it takes the setting back."""


def parse(key: str, text: str) -> str:
    """`text` as it is stored for `key`; empty takes an answer back. Raises InvalidSetting with one sentence."""
    if key not in KEYS:
        raise InvalidSetting(f"There is no setting “{_shown(key)}”: choose one of {', '.join(KEYS)}.")
    tidy = text.strip()
    return KEYS[key](key, tidy) if tidy or key in MAY_BE_EMPTY else ""


def _seconds(pace: str) -> int:
    minutes, _, seconds = pace.partition(":")
    return int(minutes) * 60 + int(seconds)


def text_on(settings: Iterable[Setting], key: str, day: date) -> str | None:
    """A dated key's stored text as it holds on `day`: the first value holds for all earlier days too.

    An empty answer takes the value back from its day on; the days before keep theirs.
    """
    dated = sorted((s.from_day or date.min, s.value) for s in settings if s.key == key)
    dated = list(dropwhile(lambda answer: not answer[1], dated))
    held = [value for start, value in dated if start <= day] or [value for _, value in dated[:1]]
    return held[-1] or None if held else None


def number_on(settings: Iterable[Setting], key: str, day: date) -> float | None:
    """A dated key as a number on `day`: heart rates in beats/min, threshold_pace as a speed in m/s."""
    if key not in DATED_KEYS:
        raise KeyError(key)
    text = text_on(settings, key, day)
    if text is None:
        return None
    return 1000 / _seconds(text) if key == "threshold_pace" else float(text)


def check_heart_rates(settings: Iterable[Setting], day: date) -> None:
    """Raises InvalidSetting unless resting < threshold < maximum heart rate, as far as given for `day`."""
    held = list(settings)
    names = ("hr_rest", "hr_threshold", "hr_max")
    given = [(name, value) for name in names if (value := number_on(held, name, day)) is not None]
    for (lower, low), (upper, high) in pairwise(given):
        if low >= high:
            raise InvalidSetting(
                f"{lower} ({low:.0f}) must be below {upper} ({high:.0f}): correct one of them, or both at once."
            )


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


_READERS: Final[dict[str, Callable[[str], object]]] = {
    "birth_year": int,
    "days": lambda text: tuple(WEEKDAYS.index(day) for day in _split(text)),
    "sessions_per_week": int,
    "minutes": int,
    "equipment": _split,
    "block_start": date.fromisoformat,
    "block_weeks": int,
    "race_date": date.fromisoformat,
    "race_distance_m": float,
    "screening": lambda text: () if text == "none" else _split(text),
    "cleared": date.fromisoformat,
    "niggles": lambda text: tuple((part.partition(":")[0], int(part.partition(":")[2])) for part in _split(text)),
}


def preferences(settings: Iterable[Setting]) -> Preferences:
    """The undated settings as one value, defaults where nothing was answered."""
    answered = {
        s.key: _READERS.get(s.key, str)(s.value)
        for s in settings
        if s.key not in DATED_KEYS and (s.value or s.key in MAY_BE_EMPTY)
    }
    return Preferences(**answered)  # type: ignore[arg-type]


def as_text(key: str, wishes: Preferences) -> str:
    """An undated preference as `parse` would store it; empty where there is none."""
    value = getattr(wishes, key)
    if value is None:
        return ""
    if key == "days":
        return ",".join(WEEKDAYS[day] for day in value)
    if key == "niggles":
        return ",".join(f"{region}:{pain}" for region, pain in value)
    if isinstance(value, tuple):
        return ",".join(value) or ("none" if key == "screening" else "")
    return f"{value:.0f}" if isinstance(value, float) else str(value)
