"""What the diary says of the last weeks: how an exercise went, how long the last session is ago, weeks trained."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runstrong.model.diary import Diary, SessionDone, SetDone

LONG_GAP_DAYS: Final = 28
"""A longer break begins a block anew (cli.md)."""

MEMORY_DAYS: Final = 56
"""How far back an exercise's sets still say what to do next."""

MOST_WEEKS: Final = 8
"""No rule asks for more weeks of training than this: whoever has years is not counted through."""


@dataclass(frozen=True, slots=True)
class Performance:
    """The sets of one exercise on one day, at least one."""

    day: date
    sets: tuple[SetDone, ...]

    @property
    def load_kg(self) -> float | None:
        """The heaviest load of the day, None where none was written down."""
        return max((one.load_kg for one in self.sets if one.load_kg), default=None)


def performances(diary: Diary, exercise_id: str, today: date) -> list[Performance]:
    """How the exercise went within memory, oldest first."""
    return [
        Performance(session.day, exercise.sets)
        for session in _until(diary, today, MEMORY_DAYS)
        for exercise in session.exercises
        if exercise.id == exercise_id and exercise.sets
    ]


def done_ids(diary: Diary, today: date, days: int) -> dict[str, date]:
    """The exercises done in the last `days`, each with its last day."""
    return {e.id: session.day for session in _until(diary, today, days) for e in session.exercises if e.sets}


def gap_days(diary: Diary, today: date) -> int | None:
    """Days since the last session done, None without any."""
    last = max((session.day for session in diary.sessions if session.day <= today), default=None)
    return None if last is None else (today - last).days


def weeks_trained(diary: Diary, today: date) -> int:
    """Weeks before today's with a session done since the last break of more than 28 days; counted up to 8."""
    monday = today - timedelta(days=today.weekday())
    weeks: set[date] = set()
    later = today
    for session in reversed(diary.sessions):
        if (later - session.day).days > LONG_GAP_DAYS or len(weeks) > MOST_WEEKS:
            break
        later = min(later, session.day)
        weeks.add(session.day - timedelta(days=session.day.weekday()))
    return min(MOST_WEEKS, sum(week < monday for week in weeks))


def by_week(diary: Diary, today: date, weeks: int) -> list[list[SessionDone]]:
    """The sessions of the `weeks` calendar weeks before today's, oldest week first."""
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=back) for back in range(weeks, 0, -1)]
    return [[s for s in diary.sessions if start <= s.day < start + timedelta(weeks=1)] for start in starts]


def _until(diary: Diary, today: date, days: int) -> Iterator[SessionDone]:
    begin = bisect_left(diary.sessions, today - timedelta(days=days), key=lambda session: session.day)
    return (session for session in diary.sessions[begin:] if session.day <= today)
