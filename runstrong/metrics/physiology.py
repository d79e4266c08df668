"""The athlete's heart rates and threshold pace as they hold on one day, each with where it came from."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache

from runstrong.metrics.estimates import EFFORT_DAYS, HR_DAYS, RACE_DAYS, THRESHOLD_HOLDS_DAYS, Estimates
from runstrong.metrics.versions import RASTER_DAYS, Version
from runstrong.model.athlete import Physiology, Preferences, Setting, Sourced
from runstrong.model.facts import RunSummary
from runstrong.settings import number_on

HR_REST_DEFAULT = 60.0
HR_MAX_DEFAULT = 190.0
THRESHOLD_SHARE = 0.89
"""Heart rate at threshold as a share of the maximum, where nobody said (A.5)."""


def physiology_by_day(
    settings: Sequence[Setting], preferences: Preferences, history: Sequence[RunSummary]
) -> Callable[[date], Physiology]:
    """The athlete as a function of the day. `history` may be in any order and hold any sport."""
    return body_by_day(settings, preferences, Estimates(history))


def body_by_day(
    settings: Sequence[Setting], preferences: Preferences, estimates: Estimates
) -> Callable[[date], Physiology]:
    """The same with what the files say made already.

    Estimates come from runs before a raster day only (see `estimates`), so a new run never changes past days.
    """

    @cache
    def hr_max_on(day: date) -> Sourced:
        return _typed(settings, "hr_max", day) or _hr_max(day, preferences, estimates)

    threshold_on = estimates.threshold(lambda day: hr_max_on(day).value)

    def body(day: date) -> Physiology:
        hr_rest = _typed(settings, "hr_rest", day)
        return Physiology(
            hr_max=hr_max_on(day),
            hr_rest=hr_rest
            or Sourced(HR_REST_DEFAULT, "default", "assumed: 60 beats/min until you measure yours"),
            hr_threshold=_typed(settings, "hr_threshold", day) or _hr_threshold(hr_max_on(day)),
            threshold_mps=_typed(settings, "threshold_pace", day) or _threshold(threshold_on(day)),
            sex=preferences.sex,
        )

    return _by_state(body, settings)


def _by_state(body: Callable[[date], Physiology], settings: Sequence[Setting]) -> Callable[[date], Physiology]:
    """The same, worked out once between two raster days, answers and New Years: nothing changes on other days."""
    answers = sorted(setting.from_day for setting in settings if setting.from_day is not None)
    known: dict[tuple[int, int, int], Physiology] = {}

    def on(day: date) -> Physiology:
        state = day.toordinal() // RASTER_DAYS, bisect_right(answers, day), day.year
        if state not in known:
            known[state] = _one(body(day))
        return known[state]

    return on


@lru_cache(maxsize=1024)
def _one(body: Physiology) -> Physiology:
    """Equal athletes as one object: whether two are the same is asked for every run."""
    return body


def needs_no_older(settings: Sequence[Setting], history: Sequence[RunSummary], since: date, first: date) -> bool:
    """Whether runs before `since` would change nothing about the athlete from `first` on.

    `history` holds all activities from `since` on. A threshold rests on a year and on the maximum heart rate at
    its beginning; that one must be typed, or be estimated from runs that are all there.
    """
    oldest = first - timedelta(days=THRESHOLD_HOLDS_DAYS + 2 * RASTER_DAYS)
    behind = timedelta(days=max(HR_DAYS, RACE_DAYS, EFFORT_DAYS))
    if since > oldest - behind:
        return False
    typed = [setting.value for setting in settings if setting.key == "hr_max"]
    if typed and all(typed):
        return True
    found = Estimates(history).hr_max(oldest)
    return found is not None and since + behind <= found.day <= oldest


def _typed(settings: Sequence[Setting], key: str, day: date) -> Sourced | None:
    value = number_on(settings, key, day)
    return None if value is None else Sourced(value, "you", "your answer")


def _hr_max(day: date, preferences: Preferences, estimates: Estimates) -> Sourced:
    """From hard runs, else by age, else a plain assumption; the last two never below what was really seen."""
    found = estimates.hr_max(day)
    if found is not None:
        return Sourced(found.value, "your files", f"{_origin(found)}; confirm it")
    seen = estimates.highest_seen(day)
    if preferences.birth_year is not None:
        by_age = 208 - 0.7 * (day.year - preferences.birth_year)
        return _at_least(Sourced(by_age, "estimate", "208 - 0.7 x age: estimated, ±10 bpm"), seen)
    return _at_least(Sourced(HR_MAX_DEFAULT, "default", "assumed: give your own, or your year of birth"), seen)


def _at_least(assumed: Sourced, seen: Version | None) -> Sourced:
    if seen is None or assumed.value is None or seen.value <= assumed.value:
        return assumed
    return Sourced(seen.value, assumed.source, f"{assumed.note}; raised to the highest clean value in your files")


def _hr_threshold(hr_max: Sourced) -> Sourced:
    if hr_max.value is None:
        return Sourced(None, "default", "needs a maximum heart rate")
    basis = {"you": "your", "your files": "the estimated"}.get(hr_max.source, "an assumed")
    note = f"89 % of {basis} maximum heart rate"
    return Sourced(THRESHOLD_SHARE * hr_max.value, "estimate", note)


def _threshold(found: Version | None) -> Sourced:
    if found is None:
        return Sourced(None, "default", "unknown: mark a race, run half an hour hard outdoors, or type it in")
    return Sourced(found.value, "your files", _origin(found))


def _origin(version: Version) -> str:
    """Where a version came from; the day of a provisional one lies ahead and is not named."""
    if version.provisional:
        return f"estimated from {version.basis} so far: it will settle"
    return f"estimated on {version.day} from {version.basis} before"
