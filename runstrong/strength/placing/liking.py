"""What speaks for and against a place that no rule forbids: science D.3's preferences as data."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, Literal

from runstrong.model.plan import Slot
from runstrong.strength.placing.placement import (
    Placement,
    Surroundings,
    hours,
    is_key,
    is_quality,
    run_end,
)

HardDays = Literal["stack", "spread"]

WEIGHTS: Final[Mapping[str, int]] = {
    "before_long_easy": 10,
    "before_key": 10,
    "after_long": 8,
    "straight_after": 8,
    "long_day": 12,
    "spread": 8,
    "rest_day": 6,
    "masters_gap": 6,
    "short_gap": 4,
    "uneven_day": 3,
    "unusual_time": 2,
    "stack": -4,
    "easy_then_rest": -3,
}
"""D.3's preferences; `before_key`, `straight_after`, `long_day`, `masters_gap` and `spread` are ours."""

AGAINST: Final[Mapping[str, str]] = {
    "before_long_easy": "an easy run of more than 75 min follows the day after",
    "before_key": "a hard or long run follows the day after",
    "after_long": "the day before holds a long run",
    "straight_after": "it would follow straight after a run",
    "long_day": "it is the day of a long run",
    "spread": "it would double up a hard day",
    "rest_day": "it would take a day without a run",
    "masters_gap": "it leaves less than 72 h between two sessions for the legs",
    "short_gap": "less than 6 h lie between run and strength",
    "uneven_day": "it spreads the sessions less evenly",
    "unusual_time": "it lies outside the hours you usually train",
}
FOR: Final[Mapping[str, str]] = {
    "stack": "it would make an easy day hard",
    "easy_then_rest": "it is no easy day before a rest day",
}
"""Why a place lost: the preference it goes against, or the liked one it lacks."""

LONG_EASY_MIN: Final = 75
SPACIOUS_GAP_H: Final = 6
STRAIGHT_AFTER_H: Final = 3

_LEGS_ONLY: Final = frozenset(
    {"before_long_easy", "before_key", "after_long", "long_day", "stack", "spread", "easy_then_rest"}
)
_MOBILITY: Final = frozenset({"unusual_time", "rest_day"})


def usual_slot(around: Surroundings) -> Slot:
    """The half of the day in which this runner mostly trains; the evening where nothing is known."""
    mornings = sum(run.start_hour < 12 for run in around.runs)
    return "am" if mornings * 2 > len(around.runs) else "pm"


def liked(at: Placement, around: Surroundings, hard_days: HardDays, usual: Slot) -> dict[str, int]:
    """The preferences of D.3 that apply to one session, by name, with their weights."""
    today, after = around.on(at.day), around.on(at.day + timedelta(days=1))
    before = around.on(at.day - timedelta(days=1))
    gaps = [hours(run_end(run), at.start) for run in today]
    spacious = all(gap >= SPACIOUS_GAP_H for gap in gaps)
    applies = {
        "unusual_time": at.slot != usual,
        "rest_day": not today,
        "short_gap": not spacious,
        "straight_after": any(gap < STRAIGHT_AFTER_H for gap in gaps),
        "before_long_easy": any(not is_key(run) and (run.minutes or 0) > LONG_EASY_MIN for run in after),
        "before_key": any(is_key(run) for run in after),
        "after_long": any({run.kind, run.may_be} & {"long", "race"} for run in before),
        "long_day": any("long" in (run.kind, run.may_be) for run in today),
        "stack": hard_days == "stack" and spacious and any(is_quality(run) for run in today),
        "spread": hard_days == "spread" and any(is_key(run) for run in today),
        "easy_then_rest": bool(today) and not any(is_key(run) for run in today) and not after,
    }
    heard = _MOBILITY if at.work == "mobility" else set(applies) - (set() if at.uses_legs else _LEGS_ONLY)
    return {name: WEIGHTS[name] for name, holds in applies.items() if holds and name in heard}
