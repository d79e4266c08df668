"""The search: nothing cheaper that breaks no rule is ever missed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product

import pytest

from runstrong.model.plan import PlannedRun
from runstrong.strength.dosing.need import Size
from runstrong.strength.placing.liking import WEIGHTS
from runstrong.strength.placing.place import GIVING_WAY, Chain, Search, Wishes
from runstrong.strength.placing.placement import Ask, Placement, Surroundings, Work, placement
from runstrong.strength.placing.second import runner_up
from runstrong.strength.placing.walls import broken
from tests.test_rules import a_run

MONDAY = date(2026, 3, 2)
WEEK = tuple(MONDAY + timedelta(days=offset) for offset in range(7))
ALL: Mapping[Size, Work] = {
    "full": "hard_legs", "half_legs": "easy_legs", "upper_core": "upper_core", "mobility": "mobility",
}  # fmt: skip
NEW: Mapping[Size, Work] = {"full": "hard_legs", "upper_core": "upper_core", "mobility": "mobility"}
FOUR_RUNS = (a_run(-1, "long", 8, 105), a_run(1), a_run(2, "quality"), a_run(4), a_run(6, "long", 8, 105))


def around(*runs: PlannedRun, sessions: tuple[Placement, ...] = (), unaccustomed: bool = True) -> Surroundings:
    return Surroundings(MONDAY, runs, sessions, unaccustomed)


def wishes(
    sessions: int = 2, days: tuple[date, ...] = WEEK, works: Mapping[Size, Work] = NEW, hard_days: str = "stack"
) -> Wishes:
    asks = {size: (Ask(work, 30),) * sessions for size, work in works.items()}
    return Wishes(sessions, days, asks, hard_days)  # type: ignore[arg-type]


def place(asked: Wishes, here: Surroundings) -> Chain:
    return Search(asked, here).best()


def found(asked: Wishes, here: Surroundings) -> list[tuple[int, str, str]]:
    return [(placed.at.day.weekday(), placed.at.slot, placed.size) for placed in place(asked, here)]


def test_hard_days_stay_hard() -> None:
    assert found(wishes(), around(*FOUR_RUNS)) == [(2, "pm", "full"), (4, "pm", "full")]


def test_the_other_camp_keeps_quality_days_single() -> None:
    days = {day for day, _, _ in found(wishes(hard_days="spread"), around(*FOUR_RUNS))}
    assert not days & {2, 6}


def test_on_an_empty_week_sessions_are_spread_evenly() -> None:
    first, second = (day for day, _, _ in found(wishes(), around()))
    assert second - first in (3, 4)


def test_only_the_runners_days_are_used() -> None:
    assert [day for day, _, _ in found(wishes(days=(WEEK[1], WEEK[4])), around(*FOUR_RUNS))] == [1, 4]


def test_a_day_holds_one_session() -> None:
    assert len(place(wishes(3, days=WEEK[:2]), around())) == 2


def test_legs_give_way_before_strength_and_strength_before_the_session() -> None:
    saturday = (WEEK[5],)
    long_run = around(a_run(6, "long", 8))
    assert found(wishes(1, saturday), long_run)[0][2] == "upper_core"
    assert found(wishes(1, saturday, ALL), around(a_run(6, "long", 7), unaccustomed=False))[0][2] == "half_legs"
    assert found(wishes(1, saturday), around(a_run(6, "race", 9)))[0][2] == "mobility"
    assert found(wishes(1, saturday), around(a_run(5, "race", 9))) == []


def test_a_week_without_free_days_is_an_empty_plan() -> None:
    assert place(wishes(2, days=()), around(*FOUR_RUNS)) == ()


@pytest.mark.parametrize("hard_days", ["stack", "spread"])
def test_no_pair_of_places_is_cheaper_than_the_one_found(hard_days: str) -> None:
    """Brute force over every pair of half days, with the costs written out again."""
    here = around(*FOUR_RUNS)
    asked = wishes(hard_days=hard_days)
    best = place(asked, here)
    cells = [placement(day, slot, Ask("hard_legs", 30), here) for day, slot in product(WEEK, ("am", "pm"))]
    pairs = [(a, b) for a, b in product(cells, cells) if a.day < b.day and _allowed(a, b)]
    prices = {(a, b): sum(_price(at, hard_days) for at in (a, b)) + 3 * _uneven(a, b) for a, b in pairs}
    assert prices[best[0].at, best[1].at] == min(prices.values())


def _allowed(a: Placement, b: Placement) -> bool:
    return not broken(a, around(*FOUR_RUNS, sessions=(b,))) and not broken(b, around(*FOUR_RUNS, sessions=(a,)))


def _price(at: Placement, hard_days: str) -> int:
    """D.3 for the four-run week: rest Mon, Thu, Sat; quality Wed; long Sun; always run in the morning."""
    weekday = at.day.weekday()
    price = 2 if at.slot == "pm" else 0
    price += 6 if weekday in (0, 3, 5) else 0
    price += 8 if weekday == 0 else 0
    price += 8 if weekday == 6 else 0
    price += (-4 if hard_days == "stack" else 8) if weekday == 2 else 0
    price += 8 if weekday == 6 and hard_days == "spread" else 0
    return price - (3 if weekday == 4 else 0)


def _uneven(a: Placement, b: Placement) -> int:
    gap = (b.day - a.day).days
    return sum(max(3 - g, g - 4, 0) for g in (gap, 7 - gap))


def test_what_is_liked_is_told_by_name() -> None:
    first, second = place(wishes(), around(*FOUR_RUNS))
    assert first.liked == {"unusual_time": WEIGHTS["unusual_time"], "stack": WEIGHTS["stack"]}
    assert set(second.liked) == {"unusual_time", "easy_then_rest"}


def test_a_session_that_stands_is_seen() -> None:
    standing = placement(WEEK[2], "pm", Ask("hard_legs", 30), around(*FOUR_RUNS))
    days = [day for day, _, _ in found(wishes(1, days=WEEK[3:]), around(*FOUR_RUNS, sessions=(standing,)))]
    assert days == [4]


def test_jumps_give_way_before_legs_do() -> None:
    asks: dict[Size, tuple[Ask, ...]] = {
        "full": (Ask("hard_legs", 30, jumps=True),),
        "no_jumps": (Ask("hard_legs", 30),),
        "upper_core": (Ask("upper_core", 30),),
    }
    jumped = Placement(WEEK[0], "pm", datetime.combine(WEEK[0], time(18)), 20, "easy_legs", jumps=True)
    here = around(sessions=(jumped,))
    assert place(Wishes(1, (WEEK[1],), asks, "stack"), here)[0].size == "no_jumps"
    assert place(Wishes(1, (WEEK[1], WEEK[4]), asks, "stack"), here)[0].size == "full"


def test_two_halves_give_way_as_much_as_one_session_without_legs() -> None:
    """Otherwise closing days could turn two halves into a whole, and raise the dose."""
    assert 2 * GIVING_WAY["half_legs"] == GIVING_WAY["full"] + GIVING_WAY["upper_core"]


def test_from_fifty_on_three_days_between_leg_sessions_are_liked() -> None:
    days = (WEEK[1], WEEK[3], WEEK[4])
    young = found(wishes(days=days), around(a_run(1), a_run(3), a_run(5)))
    old = found(wishes(days=days), replace(around(a_run(1), a_run(3), a_run(5)), is_master=True))
    assert [day for day, _, _ in old] == [1, 4]
    assert [day for day, _, _ in young] == [1, 3]


def test_the_day_that_came_second_is_named_with_what_it_lacked() -> None:
    search = Search(wishes(), around(*FOUR_RUNS))
    chain = search.best()
    assert runner_up(search, chain, 0).startswith("Second choice: Monday morning. It lost clearly: the day before")
    only = Search(wishes(1, days=(WEEK[4], WEEK[5])), around(*FOUR_RUNS))
    assert "no other day you named can hold it. Saturday evening is 14 h before" in runner_up(only, only.best(), 0)
    alone = Search(wishes(1, days=(WEEK[4],)), around(*FOUR_RUNS))
    assert "no other day you named is open" in runner_up(alone, alone.best(), 0)


def test_the_second_choice_is_the_cheapest_week_without_that_day() -> None:
    search = Search(wishes(1), around(*FOUR_RUNS))
    (best,) = search.best()
    other = search.elsewhere((best,), 0)
    without = Search(wishes(1, days=tuple(day for day in WEEK if day != best.at.day)), around(*FOUR_RUNS))
    assert other == without.best()[0]
