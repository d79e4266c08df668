"""How often the forecast of run days is right, beside "as on the same weekday last week", on runners made up.

    python benchmarks/habits.py [--runners N]

Days only, no samples: forty weeks of each kind of runner, ten of them held back and each guessed from the days
before it. The last rows are lives of the demo's simulator, read back as its files' days.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from runstrong.model.facts import Run  # noqa: E402
from runstrong.simulate.demo import DEMO_RUNNER  # noqa: E402
from runstrong.simulate.runner import Runner  # noqa: E402
from runstrong.simulate.season import season  # noqa: E402
from runstrong.strength.runs.hits import hits  # noqa: E402
from tests.made_up import run  # noqa: E402

TODAY = date(2026, 3, 2)
WEEKS = 40
DAYS = 7 * WEEKS
Days = Iterator[int]
Dice = np.random.Generator


def week_of(*weekdays: int, missed: float = 0.05, extra: float = 0.03) -> Callable[[Dice], Days]:
    """The same weekdays week by week, some runs missed, some besides."""
    return turn_of(7, *weekdays, missed=missed, extra=extra)


def turn_of(length: int, *places: int, missed: float = 0.08, extra: float = 0.03) -> Callable[[Dice], Days]:
    """The same places of a turn of `length` days, as shift plans have them."""

    def days(dice: Dice) -> Days:
        start = int(dice.integers(length)) if length % 7 else 0
        for day in range(DAYS):
            planned = (day + start) % length in places
            if dice.random() < (1 - missed if planned else extra):
                yield day

    return days


def every(usual: int, slips: float) -> Callable[[Dice], Days]:
    """A run every `usual` days; after a slip the count goes on from there."""

    def days(dice: Dice) -> Days:
        day = 0
        while day < DAYS:
            yield day
            day += usual + (int(dice.choice([-1, 1])) if dice.random() < slips and usual > 1 else 0)

    return days


def shifting(dice: Dice) -> Days:
    """Four runs a week, each put off by a day in one week of three."""
    return iter(sorted({7 * w + d + (dice.random() < 0.35) for w in range(WEEKS) for d in (1, 3, 5, 6)} - {DAYS}))


def irregular(dice: Dice) -> Days:
    """Two to four runs on any days of the week."""
    for w in range(WEEKS):
        yield from sorted(7 * w + int(d) for d in dice.choice(7, int(dice.integers(2, 5)), replace=False))


def double_days(dice: Dice) -> Days:
    """Five run days, two of them with a second run."""
    for day in week_of(0, 1, 3, 4, 6)(dice):
        yield day
        if day % 7 in (1, 3) and dice.random() < 0.9:
            yield day


def new_timetable(dice: Dice) -> Days:
    """Other days from a week within the last ten on."""
    change = 7 * (WEEKS - int(dice.integers(2, 9)))
    yield from (day for day in week_of(1, 3, 5, 6)(dice) if day < change)
    yield from (day for day in week_of(0, 2, 4, 6)(dice) if day >= change)


def with_a_break(dice: Dice) -> Days:
    """Two weeks without a run (ill, away) within the last ten."""
    begin = DAYS - 7 * int(dice.integers(3, 10)) - int(dice.integers(0, 7))
    return (day for day in week_of(1, 2, 4, 6)(dice) if not begin <= day < begin + 14)


RUNNERS: dict[str, Callable[[Dice], Days]] = {
    "regular, four days": week_of(1, 2, 4, 6),
    "regular, often missed": week_of(1, 2, 4, 6, missed=0.2, extra=0.08),
    "nearly every day": week_of(0, 1, 2, 3, 4, 5, 6, missed=0.1),
    "double days": double_days,
    "shifting by a day": shifting,
    "irregular": irregular,
    "new timetable": new_timetable,
    "two weeks off": with_a_break,
    "every other day": every(2, 0.08),
    "every third day": every(3, 0.2),
    "shift work, 8 days": turn_of(8, 2, 4, 5, 7),
    "shift work, 3 weeks": turn_of(21, 0, 2, 4, 6, 8, 10, 12, 13, 17, 18, 20),
    "weeks by turns": turn_of(14, 1, 3, 5, 6, 8, 9, 11),
}


def made_up_lives(habit: Callable[[Dice], Days], number: int) -> Iterator[list[Run]]:
    """The runs of so many runners of one kind, all up to yesterday."""
    first = TODAY - timedelta(days=DAYS)
    for seed in range(number):
        yield [run(first + timedelta(days=day)) for day in habit(np.random.default_rng(seed)) if day < DAYS]


def simulated(runner: Runner) -> list[Run]:
    """A life of the simulator as days of runs."""
    days = [(one.local_start, one.sport) for one in season(runner, TODAY - timedelta(days=1))]
    return [on(start) for start, sport in days if sport == "running"]


def on(start: datetime) -> Run:
    return run(start.date(), local_start=start)


def line(name: str, lives: Iterator[list[Run]]) -> None:
    begun = time.perf_counter()
    found = [hits(life, TODAY) for life in lives]
    days = max(1, sum(one.days for one in found))
    ours = 100 * sum(one.days_right for one in found) / days
    theirs = 100 * sum(one.same_weekday_right for one in found) / days
    took = (time.perf_counter() - begun) * 1000 / len(found)
    print(f"{name:24}{ours:8.1f} %{theirs:12.1f} %{ours / max(theirs, 1e-9):10.2f} x{took:10.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runners", type=int, default=20, help="runners of each kind")
    number = parser.parse_args().runners
    print(f"{'days guessed right':24}{'habit':>10}{'same weekday':>14}{'ratio':>12}{'a runner':>13}")
    for name, habit in RUNNERS.items():
        line(name, made_up_lives(habit, number))
    line("demo runner", iter([simulated(DEMO_RUNNER)]))
    careless = (replace(DEMO_RUNNER, seed=seed, missed_share=0.15, history_weeks=10) for seed in range(3))
    line("demo runner, runs missed", (simulated(runner) for runner in careless))


if __name__ == "__main__":
    main()
