"""What a plan says beside its sessions: what it leaves out and why, and what the runner should know."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from runstrong.model.plan import NotPlanned, PlannedSession
from runstrong.strength import screening
from runstrong.strength.block.rules import TAPER
from runstrong.strength.block.stage import Stage
from runstrong.strength.dosing.need import Size
from runstrong.strength.notices import FORM_NOTICE, GENERAL_NOTICE, PREPARING_NOTICE, sore_notices
from runstrong.strength.placing.placement import Ask, placement
from runstrong.strength.placing.reasons import Found, gave_way
from runstrong.strength.placing.walls import broken
from runstrong.strength.placing.wording import WEEKDAYS, counted, listed
from runstrong.strength.softening import RULES as SOFTENERS
from runstrong.strength.week import Week

LOST: Final[dict[Size, str]] = {
    "no_jumps": "The jumps",
    "half_legs": "Half the leg work",
    "upper_core": "Leg work",
    "mobility": "Strength work",
}

LIGHTER: Final = frozenset({TAPER.id, *(rule.id for rule in SOFTENERS)})
"""The reasons that make a session shorter than the runner's minutes."""


def left_out(week: Week, found: Sequence[Found], wanted: int, asked: int) -> tuple[NotPlanned, ...]:
    """Sessions that had to shrink or found no room, each with its reason in one sentence."""
    if week.is_over or not week.preferences.days:
        return ()
    return (*_shrunk(found), *_missing(week, found, wanted - len(found)), *_held_back(week, asked))


def _shrunk(found: Sequence[Found]) -> Iterator[NotPlanned]:
    for one in found:
        wall = gave_way(one)
        if wall:
            day = WEEKDAYS[one.placed.at.day.weekday()]
            yield NotPlanned(f"{LOST[one.placed.size]} on {day}", wall.text)


def _missing(week: Week, found: Sequence[Found], missing: int) -> Iterator[NotPlanned]:
    if missing < 1:
        return
    used = {one.placed.at.day for one in found}
    unused = [day for day in week.free_days() if day not in used]
    yield NotPlanned(counted(missing, "session"), _why_missing(week, unused))


def _why_missing(week: Week, unused: Sequence[date]) -> str:
    around = week.surroundings(is_new=True)
    easiest = (placement(day, "am", Ask("mobility", 0), around) for day in unused)
    walls = [wall for at in easiest for wall in broken(at, around)]
    if walls:
        return walls[0].text
    days = listed([WEEKDAYS[day.weekday()] for day in week.free_days()])
    if not days:
        return "None of the days you named is left this week."
    if unused:
        return "Nothing is left that your sore regions and your kit allow."
    return f"Open among the days you named: {days}. A day holds one session."


def _held_back(week: Week, asked: int) -> Iterator[NotPlanned]:
    held_back = week.preferences.sessions_per_week - asked
    if held_back > 0:
        enough = f"{counted(asked, 'session').capitalize()} a week"
        why = "to keep what you built." if week.outlook.enough_history else "to begin with."
        is_enough = "is enough" if asked == 1 else "are enough"
        yield NotPlanned(counted(held_back, "session"), f"{enough} {is_enough} {why}")


def notices(week: Week, sessions: Sequence[PlannedSession], at: Stage, stop: str | None) -> tuple[str, ...]:
    """What the runner should know, most pressing first; general information and no medical advice, always."""
    if stop:
        return (stop, GENERAL_NOTICE)
    found = [*sore_notices(week.library, week.preferences), *_screening(week)]
    if not week.preferences.days:
        found.append("No session is planned: you named no day on which strength is possible.")
    if week.outlook.note:
        found.append(week.outlook.note)
    form = [FORM_NOTICE] if any(s.exercises for s in sessions) else []
    if form and (at.dosed_as == "foundation" or not week.preferences.equipment):
        form.append(PREPARING_NOTICE)
    return (*found, *_too_short(week, sessions, at), *form, GENERAL_NOTICE)


def _screening(week: Week) -> Iterator[str]:
    """What the health questions call for beside a plan."""
    yield from screening.advice(week.preferences)
    again = screening.renewal(week.preferences, week.today)
    asked = screening.unanswered(week.preferences)
    yield from filter(None, (again, asked))


def _too_short(week: Week, sessions: Sequence[PlannedSession], at: Stage) -> Iterator[str]:
    """A word on sessions that end early for want of exercises; whatever was made lighter is meant to."""
    whole = [session for session in sessions if session.focus == "full" and session.status == "planned"]
    lighter = at.deload or any(reason.rule in LIGHTER for session in whole for reason in session.reasons)
    longest = max((session.minutes for session in whole), default=None)
    if longest is not None and longest < 0.9 * week.preferences.minutes and not lighter:
        yield f"The sessions end at about {longest} minutes: all that is open to you now, in sensible amounts."
