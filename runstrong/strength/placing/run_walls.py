"""The walls that runs and cross-training put up, to the minute."""

from collections.abc import Iterator
from datetime import datetime, time

from runstrong.model.plan import PlacedBy, PlannedRun
from runstrong.strength.placing.placement import Placement, Surroundings, hours, is_key, run_end, run_start
from runstrong.strength.placing.rules import Rule, finding
from runstrong.strength.placing.wording import day_name, placement_name, run_name


def before_key_run(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    """Heavy or new leg work keeps its hours before every run that is, or may turn out, a key run."""
    if session.work != "hard_legs":
        return
    needed, why = hours_before_key_run(rule, session, around)
    for run in filter(is_key, around.runs):
        gap = hours(session.start, run_start(run))
        if 0 <= gap < needed:
            name = run_name(run, around.week_start)
            where = placement_name(session, around.week_start)
            text = f"{where} is {int(gap)} h before {name}; {why} needs {needed:.0f} h."
            yield finding(rule, text, hours=gap, needed_hours=needed)


def hours_before_key_run(rule: Rule, session: Placement, around: Surroundings) -> tuple[float, str]:
    """How many hours heavy leg work keeps before a key run, and what it is that asks for them."""
    if around.sore_until is not None and session.start < around.sore_until:
        return rule.numbers["sore_h"], "leg work on sore legs"
    if around.unaccustomed:
        return rule.numbers["new_h"], "new leg work"
    return rule.numbers["h"], "heavy leg work"


def run_first(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    """On a running day strength follows the run with a gap, and not into the night."""
    if session.work == "mobility":
        return
    latest, needed = int(rule.numbers["latest_hour"]), rule.numbers["h"]
    if session.start >= datetime.combine(session.day, time(latest)):
        where = placement_name(session, around.week_start)
        yield finding(rule, f"{where} would start after {latest}:00.", latest_hour=latest)
    for run in around.on(session.day):
        gap = hours(run_end(run), session.start)
        if gap < needed and not _straight_after(rule, session, run, gap):
            name = run_name(run, around.week_start)
            text = f"{name} comes first, and strength {needed:.0f} h after it at the earliest."
            yield finding(rule, text, hours=gap, needed_hours=needed)


def _straight_after(rule: Rule, session: Placement, run: PlannedRun, gap: float) -> bool:
    """Whether the evening, the only time left after a late run, may hold the session without the 3 h.

    D.2.4: a short session after an easy run; upper body and core after any.
    """
    short = session.minutes <= rule.numbers["short_min"] and not is_key(run)
    return session.slot == "pm" and gap >= 0 and (short or not session.uses_legs)


def after_cross_training(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    """What tires the legs beside running takes their heavy work out for a day (science C.6)."""
    needed = rule.numbers["h"]
    for other in around.others:
        gap = hours(run_end(other), session.start)
        since = hours(run_start(other), session.start)
        if session.work == "hard_legs" and since >= 0 and gap < needed:
            what = f"{day_name(other.day, around.week_start)}'s {other.sport.replace('_', ' ')}"
            where = placement_name(session, around.week_start)
            text = f"{where} is {max(0, int(gap))} h after {what}; heavy leg work waits {needed:.0f} h."
            yield finding(rule, text, hours=gap, needed_hours=needed)
