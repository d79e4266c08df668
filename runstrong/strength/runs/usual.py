"""What is usual among runs of which some count for more than others: hour, half of the day, length."""

import math
from collections.abc import Iterable, Sequence
from typing import Literal

from runstrong.model.facts import Run

Half = Literal["am", "pm"]
Weighted = tuple[float, Run]


def minutes_of(run: Run) -> float | None:
    """The minutes a run took, without pauses where they are known."""
    facts = run.summary.facts
    seconds = facts.timer_s or facts.moving_s or facts.elapsed_s
    return None if seconds is None else round(seconds / 60, 1)


def hour_of(run: Run) -> float:
    """The local hour a run started at, 0-24."""
    start = run.summary.local_start
    return start.hour + start.minute / 60 + start.second / 3600


def half_of(run: Run) -> Half:
    """The half of the day a run belongs to, so that the two runs of a double day are two habits."""
    return "am" if run.summary.local_start.hour < 12 else "pm"


def usual_half(held: Sequence[Weighted]) -> list[Weighted]:
    """The runs of the half of the day that is more usual: between morning and evening lies no usual hour."""
    morning = [one for one in held if half_of(one[1]) == "am"]
    evening = [one for one in held if half_of(one[1]) == "pm"]
    return max(morning, evening, key=lambda some: sum(weight for weight, _ in some))


def usual_minutes(held: Iterable[Weighted]) -> float | None:
    """The length in the middle, of those that have one."""
    lengths = [(weight, length) for weight, run in held if (length := minutes_of(run)) is not None]
    return _median(lengths) if lengths else None


def _median(values: Sequence[tuple[float, float]]) -> float:
    """The value in the middle of (weight, value) pairs, of which there is at least one."""
    half = sum(weight for weight, _ in values) / 2
    reached = 0.0
    for weight, value in sorted(values, key=lambda pair: pair[1]):
        reached += weight
        if reached >= half:
            return value
    raise ValueError("no values")


def usual_hour(held: Sequence[Weighted]) -> float:
    """Circular weighted mean of the start hours, 0-24."""
    turns = [(weight, hour_of(run) * math.tau / 24) for weight, run in held]
    east = sum(weight * math.cos(turn) for weight, turn in turns)
    north = sum(weight * math.sin(turn) for weight, turn in turns)
    return round(math.atan2(north, east) % math.tau * 24 / math.tau, 2) % 24
