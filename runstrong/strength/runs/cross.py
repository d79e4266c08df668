"""Other sport that tires the legs: heavy leg work waits a day after it (science C.6)."""

from collections.abc import Iterable
from typing import Final

from runstrong.model.facts import Run
from runstrong.strength.recorded import is_strength
from runstrong.strength.runs.usual import minutes_of

LEG_SPORTS: Final = frozenset(
    (
        "cross_country_skiing", "alpine_skiing", "snowboarding", "snowshoeing", "mountaineering",
        "surfing", "windsurfing", "kitesurfing", "wakeboarding", "wakesurfing", "water_skiing",
        "inline_skating", "ice_skating", "soccer", "basketball", "american_football", "rugby",
    )
)  # fmt: skip
"""Sports in FIT's words whose every session loads the legs."""

LEG_SPORTS_IF_MUCH: Final = frozenset(("cycling", "e_biking", "hiking", "rowing"))
SHORT_MIN: Final = 20.0
LONG_MIN: Final = 120.0
MUCH_LOAD: Final = 100.0
"""Cycling and its like tire the legs when long, or as much load as an hour at threshold [choice of ours]."""


def tires_legs(activity: Run) -> bool:
    """Whether an activity that is neither a run nor strength work leaves the legs tired the next day."""
    sport, load = activity.summary.sport, activity.score.load.value or 0.0
    length = minutes_of(activity) or 0.0
    if sport in LEG_SPORTS:
        return length >= SHORT_MIN
    return sport in LEG_SPORTS_IF_MUCH and (length >= LONG_MIN or load >= MUCH_LOAD)


def cross_training(activities: Iterable[Run]) -> list[Run]:
    """Everything that is neither running nor strength work, each once: a load of its own beside the run load."""
    return [
        one
        for one in activities
        if one.summary.sport != "running" and not is_strength(one.summary) and one.summary.duplicate_of is None
    ]
