"""The walls: when strength work may not be, as data, and what a placement breaks (science D.2 and D.5)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from runstrong.model.plan import PlacedBy, PlannedRun
from runstrong.strength.placing.placement import (
    Placement,
    Surroundings,
    hours,
    is_key,
    is_quality,
    run_end,
    run_start,
)
from runstrong.strength.placing.wording import SLOTS, capital, counted, day_name, run_name


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as data: its numbers (hours `h`, days, minutes), its sentence, and how far its evidence carries."""

    id: str
    numbers: Mapping[str, float]
    text: str
    evidence: str


LIFT_THEN_RUN: Final = (
    "weak: small trials, mostly of men new to lifting (Doma 2013, 2017); the hours are our choice"
)
CUSTOM: Final = "coaching custom: no trial behind the number"
_TAPER = "mixed: tapering is well studied for running (Bosquet 2007, Wang 2023), for lifting it is custom"
_SAME_DAY = (
    "mixed: six hours of lifting before running cost pace in 14 men (Doma 2013), "
    "gaps under 3 h cost explosive strength (Schumann 2022)"
)

RULES: Final[tuple[Rule, ...]] = (
    # Races first: the first wall a session meets is the one it is explained by.
    Rule("before_race", {"h": 48}, "No heavy or new leg work in the 48 h before a race.", LIFT_THEN_RUN),
    Rule(
        "race_week",
        {"leg_days": 6, "quiet_days": 3},
        "No leg work in the 6 days before a race, one session of upper body, only mobility in the last 3.",
        _TAPER,
    ),
    Rule(
        "after_race",
        {"quiet_days": 1, "to_12_km": 3, "to_25_km": 5, "beyond": 14},
        "Only mobility the day after a race, then no leg work: 3 days up to 12 km, 5 to a half marathon, else 14.",
        CUSTOM,
    ),
    Rule(
        "before_key_run",
        {"h": 24, "new_h": 36},
        "No heavy leg work in the 24 h before a quality or long run; 36 h while it is new.",
        LIFT_THEN_RUN,
    ),
    Rule("legs_apart", {"h": 48}, "48 h between two sessions of heavy or new leg work.", CUSTOM),
    Rule(
        "run_first",
        {"h": 3, "preferred_h": 6, "short_min": 30, "latest_hour": 21},
        "On a running day the run comes first and strength follows 3 h later or more, better 6.",
        _SAME_DAY,
    ),
    Rule("free_day", {"days": 1}, "One day a week with neither a quality run nor leg work.", CUSTOM),
)
TOGETHER: Final = tuple(rule for rule in RULES if rule.id in {"race_week", "legs_apart", "free_day"})
"""The rules that look at several sessions at once."""

BY_ID: Final[Mapping[str, Rule]] = {rule.id: rule for rule in RULES}


def broken(session: Placement, around: Surroundings, rules: Sequence[Rule] = RULES) -> list[PlacedBy]:
    """What `session` breaks, each with the numbers it saw; empty where it may stay."""
    return [found for rule in rules for found in _CHECKS[rule.id](rule, session, around)]


def finding(rule: Rule, text: str, **numbers: float) -> PlacedBy:
    """A rule applied: its sentence for this case and the numbers it saw."""
    return PlacedBy(rule.id, capital(text), rule.evidence, {name: round(n, 2) for name, n in numbers.items()})


def after_race_days(race: PlannedRun) -> int:
    """Days without leg work after a race; where its distance is unknown, those of a half marathon."""
    metres = race.distance_m or 21_100.0
    key = "to_12_km" if metres <= 12_000 else ("to_25_km" if metres <= 25_000 else "beyond")
    return int(BY_ID["after_race"].numbers[key])


def _name(session: Placement, around: Surroundings) -> str:
    return f"{day_name(session.day, around.week_start)} {SLOTS[session.slot]}"


def _before_key_run(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    needed = rule.numbers["new_h" if around.unaccustomed else "h"]
    what = "new" if around.unaccustomed else "heavy"
    for run in filter(is_key, around.runs):
        gap = hours(session.start, run_start(run))
        if session.work == "hard_legs" and 0 <= gap < needed:
            name = run_name(run, around.week_start)
            text = f"{_name(session, around)} is {int(gap)} h before {name}; {what} leg work needs {needed:.0f} h."
            yield finding(rule, text, hours=gap, needed_hours=needed)


def _before_race(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    needed = rule.numbers["h"]
    for race in around.races:
        gap = hours(session.start, run_start(race))
        if session.work == "hard_legs" and 0 <= gap < needed:
            text = f"{_name(session, around)} is {int(gap)} h before the race; leg work needs {needed:.0f} h."
            yield finding(rule, text, hours=gap, needed_hours=needed)


def _race_week(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    leg_days, quiet_days = rule.numbers["leg_days"], rule.numbers["quiet_days"]
    for race in around.races:
        days = (race.day - session.day).days
        name = f"{_name(session, around)} is {counted(days, 'day')} before the race"
        if days == 0:
            yield finding(rule, "Race day stays free of strength work.", days=0)
        elif not 0 < days <= leg_days or session.work == "mobility":
            continue
        elif days <= quiet_days:
            yield finding(rule, f"{name}: only mobility in the last {quiet_days:.0f} days.", days=days)
        elif session.uses_legs:
            yield finding(rule, f"{name}: no leg work in the last {leg_days:.0f} days.", days=days)
        elif any(0 < (race.day - s.day).days <= leg_days for s in around.sessions if s.work != "mobility"):
            yield finding(rule, f"{name}: one strength session is enough in race week.", days=days)


def _after_race(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    for race in around.races:
        days, free = (session.day - race.day).days, after_race_days(race)
        quiet = 0 < days <= rule.numbers["quiet_days"] and session.work != "mobility"
        if quiet or (0 < days <= free and session.uses_legs):
            name = f"{_name(session, around)} is {counted(days, 'day')} after the race"
            text = f"{name}: only mobility the day after, no leg work for {free} days."
            yield finding(rule, text, days=days, free_days=free)


def _legs_apart(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    needed = rule.numbers["h"]
    for other in around.sessions:
        gap = abs(hours(other.start, session.start))
        if session.work == other.work == "hard_legs" and gap < needed:
            apart = f"{_name(session, around)} is {int(gap)} h from the leg work of {_name(other, around)}"
            yield finding(rule, f"{apart}; {needed:.0f} h are needed.", hours=gap, needed_hours=needed)


def _run_first(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    if session.work == "mobility":
        return
    latest, needed = int(rule.numbers["latest_hour"]), rule.numbers["h"]
    if session.start >= datetime.combine(session.day, time(latest)):
        yield finding(rule, f"{_name(session, around)} would start after {latest}:00.", latest_hour=latest)
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


def _free_day(rule: Rule, session: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    week = {around.week_start + timedelta(days=offset) for offset in range(7)}
    quality = {run.day for run in around.runs if is_quality(run)}
    legs = {other.day for other in (*around.sessions, session) if other.uses_legs}
    if session.uses_legs and session.day in week and len(week - quality - legs) < rule.numbers["days"]:
        text = f"With legs on {_name(session, around)} no day is left without a quality run or leg work."
        yield finding(rule, text, free_days=0)


_CHECKS: Final[Mapping[str, Callable[[Rule, Placement, Surroundings], Iterator[PlacedBy]]]] = {
    "before_key_run": _before_key_run,
    "before_race": _before_race,
    "race_week": _race_week,
    "after_race": _after_race,
    "legs_apart": _legs_apart,
    "run_first": _run_first,
    "free_day": _free_day,
}
