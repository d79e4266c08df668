"""Runners by chance: their habits, histories, settings and diaries, for promises that every plan must keep."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from runstrong.model.athlete import Preferences
from runstrong.model.diary import (
    Checkin,
    Diary,
    ExerciseDone,
    Expectation,
    RecentLoad,
    SessionDone,
    SetDone,
    Spike,
)
from runstrong.model.facts import Run
from runstrong.settings import EQUIPMENT, REGIONS
from runstrong.strength.planner import week_plan
from runstrong.strength.runs.outlook import outlook
from runstrong.strength.week import Week
from tests.plan_checker import Case
from tests.runners import MONDAY, run, shipped

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Somebody:
    """Everything a plan is asked with."""

    runs: list[Run]
    wishes: Preferences
    diary: Diary
    recent: RecentLoad
    today: date
    week_start: date

    def case(self) -> Case:
        """The plan they get, beside what it was made from."""
        ahead = outlook(self.runs, self.week_start, self.today, self.diary.expectations)
        plan = week_plan(Week.of(ahead, self.wishes, shipped(), self.today, diary=self.diary, recent=self.recent))
        return Case(plan, ahead, self.wishes, self.diary, shipped())


def somebody(rng: np.random.Generator) -> Somebody:
    """A runner by chance."""
    today = MONDAY + DAY * int(rng.integers(0, 7))
    week_start = MONDAY + 7 * DAY * int(rng.random() < 0.2)
    return Somebody(_runs(rng, today), _wishes(rng), _diary(rng, today), _recent(rng, today), today, week_start)


def worse_off(one: Somebody, rng: np.random.Generator) -> Somebody:
    """The same runner after more running, or with sorer legs."""
    spike = Spike(one.today - DAY * int(rng.integers(0, 3)), float(rng.integers(6, 20)), 1.1 + float(rng.random()))
    recent = replace(
        one.recent,
        spikes=(*one.recent.spikes, spike),
        usual_ratio=max(one.recent.usual_ratio or 0, 1.2 + float(rng.random())),
        peak_ratio=max(one.recent.peak_ratio or 0, 1.0 + float(rng.random())),
    )
    return replace(one, recent=recent)


def _runs(rng: np.random.Generator, today: date) -> list[Run]:
    habit = {
        int(day): (str(rng.choice(["easy", "quality", "long"], p=[0.6, 0.25, 0.15])),
                   float(rng.integers(25, 150)), float(rng.integers(5, 21)) + float(rng.choice([0, 0.25, 0.5])))
        for day in rng.permutation(7)[: rng.integers(0, 8)]
    }  # fmt: skip
    days = [today - DAY * back for back in range(int(rng.integers(1, 75)), -1, -1)]
    made = [run(day, *habit[day.weekday()]) for day in days if day.weekday() in habit and rng.random() < 0.85]
    if made and rng.random() < 0.15:
        day = made[-1].summary.local_day
        made[-1] = run(day, "race", 60, 9, distance_m=float(rng.choice([5e3, 21_100, 42_195])))
    extra: Mapping[str, object] = {"sport": "training", "sub_sport": "strength_training"}
    if rng.random() < 0.15:
        made.append(run(today - DAY * int(rng.integers(0, 3)), hour=18, **extra))
    if rng.random() < 0.1:
        made.append(run(today - DAY, minutes=120, hour=15, sport="cross_country_skiing"))
    return sorted(made, key=lambda r: r.summary.local_start)


def _wishes(rng: np.random.Generator) -> Preferences:
    return Preferences(
        days=tuple(sorted(int(d) for d in rng.permutation(7)[: rng.integers(0, 8)])),
        sessions_per_week=int(rng.integers(1, 4)),
        minutes=int(rng.choice([10, 15, 20, 25, 30, 40, 45, 60, 75])),
        level=str(rng.choice(["novice", "intermediate", "advanced"])),  # type: ignore[arg-type]
        equipment=tuple(item for item in EQUIPMENT if rng.random() < rng.choice([0, 0.2, 0.7])),
        hard_days=str(rng.choice(["stack", "spread"])),  # type: ignore[arg-type]
        block_start=MONDAY - 7 * DAY * int(rng.integers(-1, 16)) if rng.random() < 0.8 else None,
        block_weeks=int(rng.integers(8, 15)),
        race_date=MONDAY + DAY * int(rng.integers(-20, 30)) if rng.random() < 0.3 else None,
        race_distance_m=float(rng.choice([5e3, 10e3, 21_100, 42_195])) if rng.random() < 0.7 else None,
        birth_year=MONDAY.year - int(rng.integers(18, 75)) if rng.random() < 0.5 else None,
        niggles=tuple((str(region), int(rng.integers(0, 11))) for region in rng.permutation(REGIONS)[:2])
        if rng.random() < 0.25
        else (),
        screening=(),
    )


def _diary(rng: np.random.Generator, today: date) -> Diary:
    backs = sorted({int(back) for back in rng.integers(1, 80, int(rng.integers(0, 18)))}, reverse=True)
    sessions = tuple(_session(rng, today - DAY * back) for back in backs)
    checkins = []
    for back in (4, 2, 0):
        if rng.random() < 0.15:
            checkins.append(Checkin(today - DAY * back, int(rng.integers(0, 11))))
        if rng.random() < 0.08:
            checkins.append(Checkin(today - DAY * back, ill=bool(rng.random() < 0.6)))
    kinds = ["easy", "quality", "long", "race", "none"]
    ahead = [MONDAY + DAY * offset for offset in range(14) if rng.random() < 0.06]
    expected = tuple(Expectation(day, str(rng.choice(kinds)), 60.0) for day in ahead)  # type: ignore[arg-type]
    return Diary(sessions, tuple(checkins), expected)


def _session(rng: np.random.Generator, day: date) -> SessionDone:
    names = rng.choice(list(shipped().exercises), int(rng.integers(0, 8)), replace=False)
    done = tuple(
        ExerciseDone(str(name), (SetDone(8, None, 20.0, 3),) * int(rng.integers(1, 4))) for name in sorted(names)
    )
    sore = int(rng.integers(0, 8)) if rng.random() < 0.3 else None
    return SessionDone(f"s-{day}", day, float(rng.integers(6, 20)), 30, 6, sore, done, "log")


def _recent(rng: np.random.Generator, today: date) -> RecentLoad:
    if rng.random() < 0.6:
        return RecentLoad(gap_days=int(rng.integers(0, 40)))
    spikes = (Spike(today - DAY, 8.0, 1.3),) if rng.random() < 0.3 else ()
    return RecentLoad(spikes, 0.5 + 1.5 * float(rng.random()), 0.5 + float(rng.random()), int(rng.integers(0, 40)))
