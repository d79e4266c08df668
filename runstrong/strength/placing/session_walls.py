"""The walls between strength sessions, and those the body puts up when it is ill."""

from collections.abc import Iterator
from datetime import timedelta

from runstrong.model.plan import PlacedBy
from runstrong.strength.placing.placement import Placement, Surroundings, hours, is_quality
from runstrong.strength.placing.rules import Rule, finding
from runstrong.strength.placing.wording import counted, placement_name


def ill(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    """Nothing while ill, and no legs until two days of being well."""
    until = around.no_legs_until
    if around.is_ill:
        yield finding(rule, "You are ill: rest until you say that you are well again.", needed_hours=0)
    elif until is not None and session.uses_legs and session.start < until:
        where, needed = placement_name(session, around.week_start), rule.numbers["h"]
        left = hours(session.start, until)
        text = f"{where} is less than {needed:.0f} h after you were well again; until then the legs rest."
        yield finding(rule, text, hours=needed - left, needed_hours=needed)


def legs_apart(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    """Two sessions of heavy or new leg work keep two days between them."""
    needed = rule.numbers["h"]
    for other in around.sessions:
        gap = abs(hours(other.start, session.start))
        if session.work == other.work == "hard_legs" and gap < needed:
            here, there = (placement_name(at, around.week_start) for at in (session, other))
            text = f"{here} is {int(gap)} h from the leg work of {there}; {needed:.0f} h are needed."
            yield finding(rule, text, hours=gap, needed_hours=needed)


def jumps_apart(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    """Two sessions with jumps keep two days between them, and a week holds two at most."""
    if not session.jumps:
        return
    needed, most = rule.numbers["h"], rule.numbers["a_week"]
    here = placement_name(session, around.week_start)
    jumping = [other for other in around.sessions if other.jumps]
    for other in jumping:
        gap = abs(hours(other.start, session.start))
        if gap < needed:
            there = placement_name(other, around.week_start)
            text = f"{here} is {int(gap)} h from the jumps of {there}; {needed:.0f} h are needed."
            yield finding(rule, text, hours=gap, needed_hours=needed)
    last = around.week_start + timedelta(days=6)
    held = sum(around.week_start <= other.day <= last for other in jumping)
    if held >= most and around.week_start <= session.day <= last:
        text = f"The week holds {counted(held, 'session')} with jumps already."
        yield finding(rule, text, sessions=held, most=most)


def free_day(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    """One day of the week stays free of quality running and leg work."""
    week = {around.week_start + timedelta(days=offset) for offset in range(7)}
    quality = {run.day for run in around.runs if is_quality(run)}
    legs = {other.day for other in (*around.sessions, session) if other.uses_legs}
    if session.uses_legs and session.day in week and len(week - quality - legs) < rule.numbers["days"]:
        where = placement_name(session, around.week_start)
        yield finding(rule, f"With legs on {where} no day is left without a quality run or leg work.", free_days=0)
