"""How often the forecast of run days was right, in weeks it had not seen (science D.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runstrong.model.facts import Run
from runstrong.model.plan import Hits
from runstrong.strength.runs.habit import KNOWN_DAYS, LIKELY, Habit

DAY: Final = timedelta(days=1)
WEEKS: Final = 10


@dataclass(frozen=True, slots=True)
class _Guessed:
    """One held-back week: days right by habit, and by "as on the same weekday the week before"."""

    by_habit: int
    by_weekday: int


def hits(runs: Sequence[Run], today: date) -> Hits:
    """The last ten weeks up to yesterday, each forecast from the days before it alone.

    A day counts as right when a run was expected (probability 0.5 or more) and took place, or neither. Weeks
    before which too little was known are not guessed. `runs` may hold every sport.
    """
    running = [run for run in runs if run.summary.clock_ok and run.summary.sport == "running"]
    starts = (today - 7 * DAY * back for back in range(1, WEEKS + 1))
    found = [guessed for start in starts if (guessed := _guess(running, start)) is not None]
    right = sum(week.by_habit for week in found)
    return Hits(
        days_right=right,
        days=7 * len(found),
        same_weekday_right=sum(week.by_weekday for week in found),
        weeks=len(found),
        text=_in_words(right, len(found)),
    )


def _guess(runs: Sequence[Run], start: date) -> _Guessed | None:
    """The seven days from `start` as forecast on that morning; None where there was too little to go by."""
    oldest = start - DAY * KNOWN_DAYS
    before = [run for run in runs if oldest <= run.summary.local_day < start]
    habit = Habit.of(before, start, start)
    if habit.shortfall():
        return None
    week = [start + DAY * offset for offset in range(7)]
    ran = {run.summary.local_day for run in runs if start - 7 * DAY <= run.summary.local_day <= week[-1]}
    return _Guessed(
        by_habit=sum((habit.chance(day) >= LIKELY) == (day in ran) for day in week),
        by_weekday=sum((day - 7 * DAY in ran) == (day in ran) for day in week),
    )


def _in_words(right: int, weeks: int) -> str:
    if not weeks:
        return ""
    lately = f"on average over the last {weeks} weeks" if weeks > 1 else "in the one week there is to check"
    return f"Your week was guessed right on {right / weeks:.0f} of 7 days, {lately}."
