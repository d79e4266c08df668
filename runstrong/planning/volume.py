"""How much strength work was done: week by week beside what was planned and what was run, and in any span."""

from collections import Counter
from datetime import date, timedelta
from typing import Final

from runstrong import reference, settings
from runstrong.metrics.weeks import first_day_of_week, week_totals
from runstrong.model.plan import Hits
from runstrong.model.week import WeekDone, WeekTotals
from runstrong.planning.diary import diary
from runstrong.planning.history import lately
from runstrong.store import diary as stored
from runstrong.store import reads, shown
from runstrong.store.database import Store
from runstrong.strength.recorded import StrengthDone, strength_done
from runstrong.strength.runs import hits as forecast
from runstrong.strength.volume import sets_by_region, weeks_done

HELD_BACK: Final = timedelta(weeks=10)
"""How far back the forecast of run days is checked."""


def adherence(store: Store, today: date) -> list[WeekDone]:
    """Every week from the first session shown or done up to this one: what was planned, what was done."""
    planned, done = shown.shown(store), diary(store, today).sessions
    week_start = settings.preferences(reads.settings(store)).week_start
    this = first_day_of_week(today, week_start)
    days = [day for day in (*(one.day for one in planned), *(one.day for one in done)) if day <= today]
    first = first_day_of_week(min(days, default=today), week_start)
    return weeks_done(planned, done, reference.exercise_library(), first, this) if days else []


def strength_weeks(store: Store, today: date) -> list[tuple[WeekTotals, WeekDone]]:
    """The last weeks' running and strength work side by side, never added up; ascending."""
    wishes = settings.preferences(reads.settings(store))
    done = diary(store, today).sessions
    runs = [run for run in lately(store, today) if run.summary.sport == "running"]
    library = reference.exercise_library()
    return [
        (week, weeks_done(shown.shown(store), done, library, week.first_day, week.first_day)[0])
        for week in week_totals(runs, wishes.week_start, today)
    ]


def strength_between(store: Store, first: date, last: date) -> StrengthDone:
    """The strength sessions of a span, both days included, and their hard sets by region.

    A session logged and recorded counts once, as it was logged; of one only recorded every working set counts.
    """
    among = [session for session in diary(store).sessions if first <= session.day <= last]
    logged = [session for session in among if session.source == "log"]
    raw = {session.id: sets for session, sets in stored.recorded(store)}
    seen = strength_done(raw[session.id] for session in among if session.source == "watch")
    sets = Counter(seen.hard_sets)
    sets.update(sets_by_region(logged, reference.exercise_library()))
    return StrengthDone(len(among), dict(sets))


def hits(store: Store, today: date) -> Hits:
    """How often the forecast of run days was right of late."""
    return forecast.hits(lately(store, today - HELD_BACK), today)


def hit_line(store: Store, today: date) -> str:
    """The same in one sentence; empty where there is nothing to go by."""
    return hits(store, today).text
