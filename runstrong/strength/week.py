"""The week to plan: its races, what stands already, what the body says, and the days still free."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, pairwise
from typing import Final

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Checkin, Diary, RecentLoad, SessionDone
from runstrong.model.exercise import Library
from runstrong.model.plan import Outlook, PlannedRun, PlannedSession
from runstrong.strength.placing.placement import Placement, Surroundings
from runstrong.strength.placing.rules import BY_ID
from runstrong.strength.races import with_own_races
from runstrong.strength.softening import sore_until, soreness
from runstrong.strength.standing import done, recorded, stands

DAY: Final = timedelta(days=1)
WEEK: Final = 7 * DAY
LOOK_BACK: Final = 14 * DAY
"""What was done earlier than this before the week, no rule looks at."""

WELL_HOUR: Final = 8
MASTERS_YEARS: Final = 50


@dataclass(frozen=True, slots=True)
class Week:
    """Everything a plan is made from. `outlook` has the runner's races among its runs."""

    outlook: Outlook
    preferences: Preferences
    library: Library
    today: date
    kept: tuple[PlannedSession, ...]
    diary: Diary
    recent: RecentLoad

    @classmethod
    def of(
        cls,
        outlook: Outlook,
        preferences: Preferences,
        library: Library,
        today: date,
        *,
        kept: Sequence[PlannedSession] = (),
        diary: Diary | None = None,
        recent: RecentLoad | None = None,
    ) -> "Week":
        """The week of `outlook`, with the races the runner set or typed among its runs.

        `kept` are sessions that stand already, in this week or within days of it: they stay, they count towards
        `sessions_per_week` unless missed or skipped, and the rules see them. So do sessions of the `diary` and
        those a watch recorded (`outlook.lifts`). `recent` is how the running of late compares with the usual.
        """
        said = diary or Diary()
        with_races = with_own_races(outlook, preferences, said)
        return cls(with_races, preferences, library, today, tuple(kept), said, recent or RecentLoad())

    @property
    def start(self) -> date:
        """Its first day."""
        return self.outlook.week_start

    @property
    def middle(self) -> date:
        """Its fourth day."""
        return self.start + 3 * DAY

    @property
    def now(self) -> date:
        """Today, or the day of the week that lies nearest to it."""
        return min(max(self.today, self.start), self.start + 6 * DAY)

    @property
    def is_over(self) -> bool:
        """Whether its last day is gone."""
        return self.start + WEEK <= self.today

    @property
    def is_master(self) -> bool:
        """Whether the runner is 50 or over."""
        born = self.preferences.birth_year
        return born is not None and self.today.year - born >= MASTERS_YEARS

    def first_of(self, day: date) -> date:
        """The first day of the week that holds `day`, weeks counted as this one."""
        return day - DAY * ((day - self.start).days % 7)

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the week."""
        return self.start <= day < self.start + WEEK

    def race_ahead(self, days: float) -> date | None:
        """The next race within `days`, today's still to be run among them."""
        ahead = [race.day for race in self._races() if race.source != "recorded" and race.day >= self.now]
        near = [day for day in ahead if (day - self.now).days <= days]
        return min(near, default=None)

    def races_behind(self) -> list[PlannedRun]:
        """The races that are run."""
        return [race for race in self._races() if race.day < self.now or race.source == "recorded"]

    def _races(self) -> list[PlannedRun]:
        return [run for run in self.outlook.runs if run.kind == "race"]

    def kept_here(self) -> list[PlannedSession]:
        """The week's sessions that stand already, whatever became of them."""
        return [session for session in self.kept if self.holds(session.day)]

    def only_done(self) -> list[SessionDone]:
        """Sessions done of late without being among the kept ones: logged freely, or recorded by a watch."""
        ids, days = {session.id for session in self.kept}, {session.day for session in self.kept}
        first_day = self.start - LOOK_BACK
        known = [s for s in self.diary.sessions if first_day <= s.day <= self.today and s.id not in ids]
        # What a watch recorded on the day of a kept session is that session; what was logged there is another.
        logged = [s for s in known if s.source == "log" or s.day not in days]
        days |= {session.day for session in logged}
        first = {lift.day: lift for lift in reversed(self.outlook.lifts) if lift.day not in days}
        return sorted([*logged, *(recorded(lift) for lift in first.values())], key=lambda s: (s.day, s.id))

    def strength_here(self) -> list[set[str]]:
        """The exercises of each strength session that stands in the week; empty where nobody knows them."""
        kept = [s for s in self.kept_here() if s.status in ("planned", "done") and s.focus != "mobility"]
        own = [s for s in self.only_done() if self.holds(s.day) and done(s, self.library).work != "mobility"]
        return [{e.id for e in session.exercises} for session in kept] + [
            {e.id for e in session.exercises} for session in own
        ]

    def done_days(self) -> set[date]:
        """The days up to the week's end on which a session was done."""
        days = {session.day for session in self.diary.sessions} | {lift.day for lift in self.outlook.lifts}
        days |= {session.day for session in self.kept if session.status == "done"}
        return {day for day in days if day < self.start + WEEK and day <= self.today}

    def taken_days(self) -> set[date]:
        """The week's days on which a session stands or stood."""
        held = {session.day for session in self.kept} | {session.day for session in self.only_done()}
        return {day for day in held if self.holds(day)}

    def new_ids(self) -> Iterator[str]:
        """Names for the week's sessions that no kept one bears, always in the same order."""
        year, iso_week, _ = self.middle.isocalendar()
        held = {session.id for session in self.kept} | {session.id for session in self.diary.sessions}
        names = (f"{year}-W{iso_week:02d}-{number}" for number in count(1))
        return (name for name in names if name not in held)

    def standing(self, *, is_new: bool) -> list[Placement]:
        """Sessions done or still to come that the rules must see."""
        kept = [session for session in self.kept if session.status in ("planned", "done")]
        places = [stands(session, self.library, self.outlook.runs, is_new=is_new) for session in kept]
        return places + [done(session, self.library) for session in self.only_done()]

    def surroundings(self, *, is_new: bool) -> Surroundings:
        """What the rules look at."""
        said = soreness(self.diary, self.today)
        sore = said is not None and said[1] >= BY_ID["before_key_run"].numbers["sore_from"]
        return Surroundings(
            self.start,
            self.outlook.runs,
            tuple(self.standing(is_new=is_new)),
            unaccustomed=is_new or self.preferences.level == "novice",
            others=self.outlook.others,
            sore_until=sore_until(said[0]) if said and sore else None,
            is_ill=self.is_ill,
            no_legs_until=self.no_legs_until(),
            is_master=self.is_master,
        )

    @property
    def is_ill(self) -> bool:
        """Whether the runner is ill today."""
        told = [checkin.ill for checkin in self._health()]
        return bool(told and told[-1])

    def well_again(self) -> date | None:
        """The day the runner was well again after the last illness; None without one, or while it lasts."""
        told = self._health()
        turns = (later.day for earlier, later in pairwise(told) if earlier.ill and not later.ill)
        return None if self.is_ill else max(turns, default=None)

    def no_legs_until(self) -> datetime | None:
        """When the legs may train again after an illness."""
        well, needed = self.well_again(), timedelta(hours=BY_ID["ill"].numbers["h"])
        return None if well is None else datetime.combine(well, time(WELL_HOUR)) + needed

    def _health(self) -> list[Checkin]:
        """Every word on being ill or well up to today."""
        return [said for said in self.diary.checkins if said.ill is not None and said.day <= self.today]

    def free_days(self) -> tuple[date, ...]:
        """The days from today on that the runner named and on which nothing stands."""
        taken = self.taken_days()
        days = (self.start + DAY * offset for offset in range(7))
        open_days = (day for day in days if day >= self.today and day.weekday() in self.preferences.days)
        return tuple(day for day in open_days if day not in taken)
