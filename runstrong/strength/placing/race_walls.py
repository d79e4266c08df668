"""The walls around a race: the last days before it and the first after it (science D.2 and D.5)."""

from collections.abc import Iterator

from runstrong.model.plan import PlacedBy, PlannedRun
from runstrong.strength.placing.placement import Placement, Surroundings, hours, run_start
from runstrong.strength.placing.rules import BY_ID, Rule, finding
from runstrong.strength.placing.wording import counted, placement_name


def before_race(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    """No heavy or new leg work in the two days before a race, to the minute."""
    needed = rule.numbers["h"]
    for race in around.races:
        gap = hours(session.start, run_start(race))
        if session.work == "hard_legs" and 0 <= gap < needed:
            where = placement_name(session, around.week_start)
            text = f"{where} is {int(gap)} h before the race; leg work needs {needed:.0f} h."
            yield finding(rule, text, hours=gap, needed_hours=needed)


def race_week(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    """One short, light session in the last days before a race, then mobility, then nothing."""
    light_days, quiet_days = rule.numbers["light_days"], rule.numbers["quiet_days"]
    for race in around.races:
        days = (race.day - session.day).days
        name = f"{placement_name(session, around.week_start)} is {counted(days, 'day')} before the race"
        if days == 0:
            yield finding(rule, "Race day stays free of strength work.", days=0)
        elif not 0 < days <= light_days or session.work == "mobility":
            continue
        elif days <= quiet_days:
            yield finding(rule, f"{name}: only mobility in the last {quiet_days:.0f} days.", days=days)
        elif session.work == "hard_legs" or session.jumps:
            text = f"{name}: in the last {light_days:.0f} days the legs get a short, light session at most."
            yield finding(rule, text, days=days)
        elif any(0 < (race.day - s.day).days <= light_days for s in around.sessions if s.work != "mobility"):
            yield finding(rule, f"{name}: one strength session is enough in race week.", days=days)


def after_race(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    """Legs rest after a race as long as it was; the day after holds mobility only."""
    for race in around.races:
        days, free = (session.day - race.day).days, after_race_days(race)
        quiet = 0 < days <= rule.numbers["quiet_days"] and session.work != "mobility"
        if quiet or (0 < days <= free and session.uses_legs):
            name = f"{placement_name(session, around.week_start)} is {counted(days, 'day')} after the race"
            text = f"{name}: only mobility the day after, no leg work for {free} days."
            yield finding(rule, text, days=days, free_days=free)


def after_race_days(race: PlannedRun) -> int:
    """Days without leg work after a race; where its distance is unknown, those of a half marathon."""
    metres = race.distance_m or 21_100.0
    key = "to_12_km" if metres <= 12_000 else ("to_25_km" if metres <= 25_000 else "beyond")
    return int(BY_ID["after_race"].numbers[key])
