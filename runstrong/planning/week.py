"""The plan of a week, as it follows from runs, settings and diary; and what of it was shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runstrong import reference, settings
from runstrong.errors import UnknownSession
from runstrong.metrics.recent import cap_notice, recent_load
from runstrong.metrics.weeks import first_day_of_week
from runstrong.model.athlete import Preferences
from runstrong.model.diary import Diary, RecentLoad
from runstrong.model.facts import Run
from runstrong.model.plan import Outlook, PlannedRun, PlannedSession, WeekPlan
from runstrong.planning.diary import diary
from runstrong.planning.history import lately
from runstrong.planning.standing import standing
from runstrong.store import reads, shown
from runstrong.store.database import Store
from runstrong.strength.planner import week_plan
from runstrong.strength.runs.outlook import outlook
from runstrong.strength.week import Week

WEEK: Final = timedelta(weeks=1)
FURTHEST_WEEKS: Final = 8
"""A plan further ahead than this would be a guess about guesses."""

NEAR: Final = timedelta(days=14)
"""Sessions this far from a week may still matter to its rules."""


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a plan made on `today` follows from; `stands` are the sessions it may not touch."""

    today: date
    wishes: Preferences
    runs: Sequence[Run]
    diary: Diary
    recent: RecentLoad
    stands: Sequence[PlannedSession]

    @classmethod
    def of(cls, store: Store, today: date, week: date) -> "Known":
        """What is known on `today`, as far as the week that holds `week` needs it."""
        wishes = settings.preferences(reads.settings(store))
        runs = lately(store, first_day_of_week(min(week, today), wishes.week_start))
        said = diary(store, today)
        stands = tuple(standing(shown.shown(store), said.sessions, today))
        return cls(today, wishes, runs, said, recent_load(runs, today), stands)

    def first(self, day: date) -> date:
        """The first day of the week that holds `day`."""
        return first_day_of_week(day, self.wishes.week_start)

    def outlook(self, first: date) -> Outlook:
        """The runs around a week."""
        return outlook(self.runs, first, self.today, self.diary.expectations)

    def near(self, first: date) -> list[PlannedSession]:
        """The sessions that stand in a week and around it."""
        return [session for session in self.stands if first - NEAR <= session.day < first + WEEK + NEAR]

    def week(self, first: date, others: Sequence[PlannedSession]) -> Week:
        """A week with what stands in it and around it, and `others` that are to stand as well."""
        kept = {session.id: session for session in (*self.near(first), *others)}
        return Week.of(
            self.outlook(first),
            self.wishes,
            reference.exercise_library(),
            self.today,
            kept=tuple(kept.values()),
            diary=self.diary,
            recent=self.recent,
        )


def plan(store: Store, today: date, week: date | None = None) -> WeekPlan:
    """The week that holds `week` (default: today): its runs, what stands of its sessions, and those to come.

    It follows from runs, settings, diary and the sessions of days gone by as they were shown; nothing is written.
    A later week is planned around the weeks before it, so that hours between sessions are kept across weekends.
    """
    known = Known.of(store, today, week or today)
    first = known.first(today)
    wanted = min(known.first(week or today), first + FURTHEST_WEEKS * WEEK)
    planned = week_plan(known.week(min(first, wanted), ()))
    while planned.week_start < wanted:
        planned = week_plan(known.week(planned.week_start + WEEK, planned.sessions))
    return planned


def show(store: Store, today: date, week: date | None = None) -> WeekPlan:
    """The week's plan, remembered as shown: it stands for its days once they have gone by."""
    planned = plan(store, today, week)
    held = {session.id: session for session in shown.shown(store)}
    new = [s for s in planned.sessions if _is_open(s, today) and held.get(s.id) != s]
    here = {session.id for session in planned.sessions}
    old = [s.id for s in held.values() if _is_open(s, today) and _in_week(s, planned) and s.id not in here]
    if new or old:
        # It is read again only on later days: no answer given today changes.
        shown.remember(store, new, old, is_news=False)
    return planned


def long_run_cap(store: Store, planned: Sequence[PlannedRun], today: date) -> str:
    """How far a long run among those of a week stays within what is usual; empty where there is nothing to say."""
    runs, units = lately(store, today), settings.preferences(reads.settings(store)).units
    said = (cap_notice(run, runs, today, units) for run in planned if run.day >= today)
    return next(filter(None, said), "")


def _is_open(session: PlannedSession, today: date) -> bool:
    """Whether the planner alone decides about a session, today and tomorrow."""
    return session.status == "planned" and not session.pinned and session.day >= today


def _in_week(session: PlannedSession, planned: WeekPlan) -> bool:
    return planned.week_start <= session.day < planned.week_start + WEEK


def session(store: Store, session_id: str, today: date) -> PlannedSession:
    """A session as it is planned, or was; raises UnknownSession."""
    found = find(store, session_id, today)
    if found is None:
        raise UnknownSession(f"There is no session {session_id[:40]}: `runstrong plan` shows the week's.")
    return found


def find(store: Store, session_id: str, today: date) -> PlannedSession | None:
    """A session of this week, of one that was shown, or of one gone by; None where none bears the id."""
    here = _among(plan(store, today).sessions, session_id)
    remembered = None if here else _among(shown.shown(store), session_id)
    if remembered is None:
        return here
    return _among(plan(store, today, remembered.day).sessions, session_id) or remembered


def _among(sessions: Iterable[PlannedSession], session_id: str) -> PlannedSession | None:
    return next((session for session in sessions if session.id == session_id), None)
