"""What a plan says beside its sessions: what it leaves out and why, and what the runner should know."""

from collections.abc import Iterator, Sequence
from datetime import date

from runstrong.model.plan import NotPlanned, PlannedSession
from runstrong.strength import safety
from runstrong.strength.dosing.session import Size
from runstrong.strength.placing.place import Placed
from runstrong.strength.placing.placement import Placement, Surroundings, slot_start
from runstrong.strength.placing.reasons import gave_way
from runstrong.strength.placing.rules import broken
from runstrong.strength.placing.wording import WEEKDAYS, counted, listed
from runstrong.strength.week import Week

LOST: dict[Size, str] = {
    "half_legs": "Half the leg work",
    "upper_core": "Leg work",
    "mobility": "Strength work",
}


def left_out(week: Week, placed: Sequence[tuple[Placed, Surroundings]], missing: int) -> tuple[NotPlanned, ...]:
    """Sessions that had to shrink or found no room, each with its reason in one sentence."""
    if week.is_over or week.under_age or not week.preferences.days:
        return ()
    return (*_shrunk(placed), *_missing(week, [here.at for here, _ in placed], missing), *_held_back(week))


def _shrunk(placed: Sequence[tuple[Placed, Surroundings]]) -> Iterator[NotPlanned]:
    for here, around in placed:
        wall = gave_way(here, around)
        if wall:
            yield NotPlanned(f"{LOST[here.size]} on {WEEKDAYS[here.at.day.weekday()]}", wall.text)


def _missing(week: Week, placed: Sequence[Placement], missing: int) -> Iterator[NotPlanned]:
    if missing < 1:
        return
    used = {at.day for at in placed}
    unused = [day for day in week.free_days() if day not in used]
    yield NotPlanned(counted(missing, "session"), _why_missing(week, unused))


def _why_missing(week: Week, unused: Sequence[date]) -> str:
    around = week.surroundings()
    walls = [wall for day in unused for wall in broken(_mobility(day), around)]
    if walls:
        return walls[0].text
    days = listed([WEEKDAYS[day.weekday()] for day in week.free_days()])
    if not days:
        return "None of the days you named is left this week."
    return f"Open among the days you named: {days}. A day holds one session."


def _mobility(day: date) -> Placement:
    return Placement(day, "am", slot_start(day, "am", ()), 0, "mobility")


def _held_back(week: Week) -> Iterator[NotPlanned]:
    held_back = week.preferences.sessions_per_week - week.asked
    if held_back > 0:
        yield NotPlanned(counted(held_back, "session"), "Two a week are enough to begin with.")


def notices(week: Week, sessions: Sequence[PlannedSession]) -> tuple[str, ...]:
    """What the runner should know, most pressing first; general information and no medical advice, always."""
    if week.under_age:
        return (safety.UNDER_AGE_NOTICE, safety.GENERAL_NOTICE)
    found = [*safety.notices(week.library, week.preferences)]
    if not week.preferences.days:
        found.append("No session is planned: you named no day on which strength is possible.")
    if week.outlook.note:
        found.append(week.outlook.note)
    return (*found, *_too_short(week, sessions), safety.FORM_NOTICE, safety.GENERAL_NOTICE)


def _too_short(week: Week, sessions: Sequence[PlannedSession]) -> Iterator[str]:
    longest = max((session.minutes for session in sessions if session.focus == "full"), default=None)
    if longest is not None and longest < 0.9 * week.preferences.minutes:
        yield f"The sessions end at about {longest} minutes: all that is open to you now, in sensible amounts."
