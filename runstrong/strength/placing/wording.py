"""Days, halves of days and runs in words, as the reasons of a plan name them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from runstrong.model.plan import DayKind, PlannedRun, Slot
from runstrong.strength.placing.placement import Placement

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SLOTS: Final[dict[Slot, str]] = {"am": "morning", "pm": "evening"}
RUNS: Final[dict[DayKind, str]] = {
    "easy": "easy run",
    "quality": "quality run",
    "long": "long run",
    "race": "race",
    "other": "training",
}


def day_name(day: date, week_start: date) -> str:
    """A weekday as seen from a week: `Friday`, `last Sunday`, `next Monday`."""
    offset = (day - week_start).days
    side = "" if 0 <= offset < 7 else ("last " if offset < 0 else "next ")
    return side + WEEKDAYS[day.weekday()]


def run_name(run: PlannedRun, week_start: date) -> str:
    """A run as `Sunday's long run` or `Tuesday's easy run (it may turn out a quality run)`."""
    name = f"{day_name(run.day, week_start)}'s {RUNS[run.kind]}"
    return f"{name} (it may turn out a {RUNS[run.may_be]})" if run.may_be else name


def capital(sentence: str) -> str:
    """The sentence with its first letter capital."""
    return sentence[:1].upper() + sentence[1:]


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def counted(number: int, thing: str) -> str:
    """`1 day`, `2 days`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def placement_name(session: Placement, week_start: date) -> str:
    """When a session lies: `Friday evening`."""
    return f"{day_name(session.day, week_start)} {SLOTS[session.slot]}"
