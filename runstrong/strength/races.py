"""The races a runner set or typed in, put among the runs of a week."""

from dataclasses import replace
from datetime import date
from typing import Final

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Diary
from runstrong.model.plan import Outlook, PlannedRun

RACE_HOUR: Final = 9.0


def with_own_races(outlook: Outlook, preferences: Preferences, diary: Diary) -> Outlook:
    """The outlook with the race of the settings and those typed in."""
    distances: dict[date, float | None] = {said.day: None for said in diary.expectations if said.kind == "race"}
    if preferences.race_date:
        distances[preferences.race_date] = preferences.race_distance_m
    for day, metres in sorted(distances.items()):
        outlook = with_race(outlook, day, metres)
    return outlook


def with_race(outlook: Outlook, day: date, metres: float | None) -> Outlook:
    """The outlook with a race among its runs: it takes the place of what was expected that day.

    The longest run recorded on that day is the race; without one the race counts as run, for the days after it.
    """
    recorded_runs = [run for run in outlook.runs if run.day == day and run.source == "recorded"]
    longest = max(recorded_runs, key=lambda run: run.minutes or 0.0, default=None)
    others = [run for run in outlook.runs if run.day != day or (run.source == "recorded" and run is not longest)]
    if longest is not None:
        race = replace(longest, kind="race", distance_m=longest.distance_m or metres)
    else:
        minutes = next((run.minutes for run in outlook.runs if run.day == day and run.source == "planned"), None)
        race = PlannedRun(day, "race", "planned", 1.0, minutes, RACE_HOUR, metres)
    runs = tuple(sorted([*others, race], key=lambda run: (run.day, run.start_hour, run.kind)))
    return replace(outlook, runs=runs)
