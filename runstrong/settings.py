"""The athlete's settings as text: which there are, and what stored answers mean on a given day."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import dropwhile, pairwise
from typing import Final

from runstrong import accepted
from runstrong.accepted import Check
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

_heart_rate = accepted.whole(25, 250, " beats/min")

KEYS: Final[dict[str, Check]] = {
    "hr_max": _heart_rate,
    "hr_rest": _heart_rate,
    "hr_threshold": _heart_rate,
    "threshold_pace": accepted.pace,
    "sex": accepted.one_of("female", "male", "unset"),
    "birth_year": accepted.whole(1900, 2100, ""),
    "units": accepted.one_of("metric", "imperial"),
    "week_start": accepted.one_of("monday", "sunday"),
    "time_zone": accepted.zone,
    "days": accepted.several(WEEKDAYS),
    "sessions_per_week": accepted.whole(1, 3, ""),
    "minutes": accepted.whole(10, 120, " minutes"),
    "equipment": accepted.several(EQUIPMENT),
    "level": accepted.one_of("novice", "intermediate", "advanced"),
    "hard_days": accepted.one_of("stack", "spread"),
    "block_start": accepted.day,
    "block_weeks": accepted.whole(8, 14, " weeks"),
    "race_date": accepted.day,
    "race_distance_m": accepted.whole(100, 500_000, " metres"),
    "niggles": accepted.pains(REGIONS),
    "screening": accepted.several_or_none(HEALTH_QUESTIONS),
    "cleared": accepted.day,
    "inbox": accepted.folder,
    "inbox_mode": accepted.one_of("offer", "import"),
}

OF_THE_PROGRAM: Final = frozenset({"inbox", "inbox_mode"})
"""Keys that are about this computer, not about a runner: a demo runner has none of his own."""

MAY_BE_EMPTY: Final = frozenset({"days", "equipment", "niggles"})
"""Keys for which an empty answer is an answer; for any other key it takes the setting back."""


def parse(key: str, text: str) -> str:
    """`text` as it is stored for `key`; empty takes an answer back. Raises InvalidSetting with one sentence."""
    if key not in KEYS:
        raise InvalidSetting(f"There is no setting “{accepted.shown(key)}”: choose one of {', '.join(KEYS)}.")
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
