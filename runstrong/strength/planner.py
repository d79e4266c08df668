"""The week's plan: where strength fits around the runs, what is done there, and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from runstrong.model.athlete import Preferences
from runstrong.model.exercise import Library
from runstrong.model.plan import Outlook, PlannedSession, WeekPlan
from runstrong.strength import remarks
from runstrong.strength.dosing.session import ORDERS_OF_VALUE, SIZES, Contents, Size, contents
from runstrong.strength.placing import reasons
from runstrong.strength.placing.place import Placed, Wishes, place
from runstrong.strength.placing.placement import HARDER, Placement, Surroundings, Work
from runstrong.strength.week import Week, lay, week_of_block, with_race


def week_plan(
    outlook: Outlook,
    preferences: Preferences,
    library: Library,
    today: date,
    *,
    kept: Sequence[PlannedSession] = (),
) -> WeekPlan:
    """The strength sessions of `outlook`'s week, from `today` on: a pure function, the same inputs the same plan.

    `kept` are sessions that stand already, in this week or within days of it: they stay, they count towards
    `sessions_per_week` unless missed or skipped, and the rules see them. So do strength sessions that a watch
    recorded (`outlook.lifts`).
    """
    number = week_of_block(outlook.week_start, preferences.block_start)
    week = Week(with_race(outlook, preferences), preferences, library, today, tuple(kept), number)
    placed = _placed(week)
    sessions = tuple(_written(week, placed))
    return WeekPlan(
        week_start=week.start,
        today=today,
        phase="foundation",
        week_of_block=number,
        deload=False,
        runs=tuple(run for run in week.outlook.runs if week.holds(run.day)),
        sessions=sessions,
        left_out=remarks.left_out(week, placed, _open_sessions(week) - len(placed)),
        notices=remarks.notices(week, sessions),
    )


def _open_sessions(week: Week) -> int:
    """How many sessions are still to be placed."""
    return max(0, week.asked - len({at.day for at in week.standing() if week.holds(at.day)}))


def _placed(week: Week) -> list[tuple[Placed, Surroundings]]:
    """The sessions found, each with what lies around it: the runs and every other session."""
    if week.under_age:
        return []
    around = week.surroundings()
    wishes = Wishes(
        _open_sessions(week), week.free_days(), _works(week), week.preferences.minutes, week.preferences.hard_days
    )
    found = place(wishes, around)
    return [(here, _beside(here, found, around)) for here in found]


def _beside(here: Placed, found: Sequence[Placed], around: Surroundings) -> Surroundings:
    others = (other.at for other in found if other is not here)
    return replace(around, sessions=(*around.sessions, *others))


def _works(week: Week) -> dict[Size, Work]:
    """What each size asks of this runner at most; sizes that sore regions leave empty or alike are not offered."""
    works: dict[Size, Work] = {}
    for size in SIZES:
        turns = [_contents(week, size, turn) for turn in range(len(ORDERS_OF_VALUE))]
        work = max((inside.work for inside in turns), key=HARDER.index)
        empty = not all(inside.exercises for inside in turns) or (work == "mobility") != (size == "mobility")
        if work not in works.values() and not empty:
            works[size] = work
    return works


def _contents(week: Week, size: Size, turn: int) -> Contents:
    return contents(size, turn, week.preferences, week.library, is_new=week.is_new)


def _written(week: Week, placed: Sequence[tuple[Placed, Surroundings]]) -> list[PlannedSession]:
    """The week's sessions whole: those kept, those a watch recorded, and those found, with a name each."""
    ids = week.new_ids()
    done = [_done(lay(lift), next(ids)) for lift in week.lifted() if week.holds(lift.day)]
    turns = enumerate(placed, start=len(week.taken_days()))
    found = [_session(week, here, around, turn, next(ids)) for turn, (here, around) in turns]
    return sorted([*week.kept_here(), *done, *found], key=lambda session: (session.day, session.slot))


def _session(week: Week, here: Placed, around: Surroundings, turn: int, name: str) -> PlannedSession:
    inside = _contents(week, here.size, turn)
    return PlannedSession(
        id=name,
        day=here.at.day,
        slot=here.at.slot,
        focus=inside.focus,
        intensity=inside.intensity,
        minutes=inside.minutes,
        foot_contacts=0,
        exercises=inside.exercises,
        reasons=reasons.reasons(here, around, inside.stand_ins),
        changes_if=reasons.changes_if(here, around),
    )


def _done(at: Placement, name: str) -> PlannedSession:
    """A recorded strength session, of which only day and length are known."""
    return PlannedSession(
        id=name,
        day=at.day,
        slot=at.slot,
        focus="full",
        intensity="heavy",
        minutes=at.minutes,
        foot_contacts=0,
        exercises=(),
        reasons=(reasons.recorded(),),
        changes_if=(),
        status="done",
    )
