"""The week to plan: its place in the block, its race, what stands already, and the days still free."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Final

from runstrong.model.athlete import Preferences
from runstrong.model.exercise import Library
from runstrong.model.plan import Outlook, PlannedRun, PlannedSession, Slot
from runstrong.strength.placing.placement import (
    UNKNOWN_LENGTH_MIN,
    Placement,
    Surroundings,
    Work,
    run_start,
    slot_start,
)

DAY: Final = timedelta(days=1)
NEW_WEEKS: Final = 2
"""Leg work counts as new in the first two weeks of a block, and as long as too few runs are known."""

STARTER_SESSIONS: Final = 2
RACE_HOUR: Final = 9.0
ADULT_YEARS: Final = 18


@dataclass(frozen=True, slots=True)
class Week:
    """Everything a plan is made from. `outlook` has the athlete's race among its runs; `number` counts from 1."""

    outlook: Outlook
    preferences: Preferences
    library: Library
    today: date
    kept: tuple[PlannedSession, ...]
    number: int

    @property
    def start(self) -> date:
        """Its first day."""
        return self.outlook.week_start

    @property
    def is_new(self) -> bool:
        """Whether every exercise counts as new, and so as hard for the legs."""
        return self.number <= NEW_WEEKS or not self.outlook.enough_history

    @property
    def is_over(self) -> bool:
        """Whether its last day is gone."""
        return self.start + 7 * DAY <= self.today

    @property
    def under_age(self) -> bool:
        """Whether the runner is too young for an unsupervised plan."""
        born = self.preferences.birth_year
        return born is not None and self.today.year - born < ADULT_YEARS

    @property
    def asked(self) -> int:
        """How many sessions to aim for: two at most while the runs are not known."""
        most = self.preferences.sessions_per_week
        return most if self.outlook.enough_history else min(most, STARTER_SESSIONS)

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the week."""
        return self.start <= day < self.start + 7 * DAY

    def kept_here(self) -> list[PlannedSession]:
        """The week's sessions that stand already, whatever became of them."""
        return [session for session in self.kept if self.holds(session.day)]

    def lifted(self) -> list[PlannedRun]:
        """Recorded strength sessions that are none of the kept ones, one a day."""
        days = {session.day for session in self.kept}
        first = {lift.day: lift for lift in reversed(self.outlook.lifts) if lift.day not in days}
        return [first[day] for day in sorted(first)]

    def taken_days(self) -> set[date]:
        """The week's days on which a session stands or stood."""
        lifted = {lift.day for lift in self.lifted() if self.holds(lift.day)}
        return lifted | {session.day for session in self.kept_here()}

    def new_ids(self) -> Iterator[str]:
        """Names for the week's sessions that no kept one bears, always in the same order."""
        year, iso_week, _ = (self.start + 3 * DAY).isocalendar()
        held = {session.id for session in self.kept}
        names = (f"{year}-W{iso_week:02d}-{number}" for number in count(1))
        return (name for name in names if name not in held)

    def standing(self) -> list[Placement]:
        """Sessions done or still to come that the rules must see; a recorded one counts as hard leg work."""
        kept = [_stands(session, self) for session in self.kept if session.status in ("planned", "done")]
        return kept + [lay(lift) for lift in self.lifted()]

    def surroundings(self) -> Surroundings:
        """What the rules look at."""
        careful = self.is_new or self.preferences.level == "novice"
        return Surroundings(self.start, self.outlook.runs, tuple(self.standing()), careful)

    def free_days(self) -> tuple[date, ...]:
        """The days from today on that the runner named and on which nothing stands."""
        days = (self.start + DAY * offset for offset in range(7))
        open_days = (day for day in days if day >= self.today and day.weekday() in self.preferences.days)
        return tuple(day for day in open_days if day not in self.taken_days())


def week_of_block(week_start: date, block_start: date | None) -> int:
    """The number of the week in the block, from 1; 1 where no block is set or it has not begun."""
    if block_start is None:
        return 1
    first = block_start - DAY * ((block_start - week_start).days % 7)
    return max(1, (week_start - first).days // 7 + 1)


def with_race(outlook: Outlook, preferences: Preferences) -> Outlook:
    """The outlook with the athlete's race among its runs: it takes the place of what was expected that day.

    The longest run recorded on that day is the race; without one the race counts as run, for the days after it.
    """
    day, metres = preferences.race_date, preferences.race_distance_m
    if day is None:
        return outlook
    recorded = [run for run in outlook.runs if run.day == day and run.source == "recorded"]
    longest = max(recorded, key=lambda run: run.minutes or 0.0, default=None)
    others = [run for run in outlook.runs if run.day != day or (run.source == "recorded" and run is not longest)]
    if longest is not None:
        race = replace(longest, kind="race", distance_m=longest.distance_m or metres)
    else:
        race = PlannedRun(day, "race", "planned", 1.0, None, RACE_HOUR, metres)
    runs = tuple(sorted([*others, race], key=lambda run: (run.day, run.start_hour, run.kind)))
    return replace(outlook, runs=runs)


def _stands(session: PlannedSession, week: Week) -> Placement:
    """A session as the rules see it once it stands: any leg work in it counts as hard."""
    moves = {week.library.exercises[e.id].region for e in session.exercises if e.id in week.library.exercises}
    no_legs: Work = "mobility" if session.focus == "mobility" else "upper_core"
    work: Work = "hard_legs" if "lower" in moves or session.focus in ("lower", "full") else no_legs
    start = slot_start(session.day, session.slot, week.outlook.runs)
    return Placement(session.day, session.slot, start, session.minutes, work)


def lay(lift: PlannedRun) -> Placement:
    """A recorded session where it lay, as hard on the legs as strength work gets (cli.md)."""
    slot: Slot = "am" if lift.start_hour < 13 else "pm"
    return Placement(lift.day, slot, run_start(lift), round(lift.minutes or UNKNOWN_LENGTH_MIN), "hard_legs")
