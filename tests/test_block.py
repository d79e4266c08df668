"""Where a week stands in its block: by what was done, by races, and by the days since the last session."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Diary, Expectation, RecentLoad, SessionDone
from runstrong.model.plan import Phase
from runstrong.strength.block.stage import Stage, stage
from runstrong.strength.runs.outlook import outlook
from runstrong.strength.week import Week
from tests.runners import FOUR_RUNS, MONDAY, run, shipped, weeks_of

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def done(days: Iterable[date]) -> Diary:
    return Diary(tuple(SessionDone(f"s{day}", day, 18, 30, 6, None, (), "log") for day in sorted(days)))


def weekly(weeks: int, until: date = MONDAY) -> list[date]:
    """A session on the Wednesday of each of the `weeks` weeks before `until`."""
    return [until - WEEK * back + 2 * DAY for back in range(1, weeks + 1)]


def at(
    days: Iterable[date] = (), *, today: date = MONDAY, week_start: date = MONDAY, **preferences: object
) -> Stage:
    wishes = Preferences(**{"level": "intermediate", **preferences})  # type: ignore[arg-type]
    ahead = outlook(weeks_of(FOUR_RUNS), week_start, today)
    return stage(Week.of(ahead, wishes, shipped(), today, diary=done(days)))


def told(found: Stage) -> str:
    return " ".join(reason.text for reason in found.reasons)


@pytest.mark.parametrize(
    ("weeks", "phase", "deload"),
    [
        (0, "foundation", False),
        (2, "foundation", False),
        (3, "strength", True),
        (4, "strength", False),
        (6, "strength", False),
        (7, "power", True),
        (9, "power", False),
        (10, "maintenance", False),
        (30, "maintenance", False),
    ],
)
def test_a_block_of_ten_weeks_goes_through_its_phases(weeks: int, phase: Phase, *, deload: bool) -> None:
    found = at(weekly(weeks), block_start=MONDAY - weeks * WEEK)
    assert (found.phase, found.deload, found.effective) == (phase, deload, weeks + 1)


@pytest.mark.parametrize("length", range(8, 15))
@pytest.mark.parametrize("level", ["novice", "intermediate"])
def test_every_length_of_block_holds_every_phase_in_order(length: int, level: str) -> None:
    days = [
        at(weekly(n), block_start=MONDAY - n * WEEK, block_weeks=length, level=level) for n in range(length + 1)
    ]
    phases = [found.phase for found in days]
    assert phases.count("foundation") == (4 if level == "novice" else 3)
    assert phases.count("strength") >= 2
    assert phases.count("power") >= 2
    assert phases[-1] == "maintenance"
    assert list(dict.fromkeys(phases)) == ["foundation", "strength", "power", "maintenance"]
    assert [n + 1 for n, found in enumerate(days) if found.deload] == [n for n in (4, 8, 12) if n <= length]


def test_the_phase_follows_the_sessions_and_not_the_calendar() -> None:
    idle = at(block_start=MONDAY - 5 * WEEK)
    assert (idle.number, idle.effective, idle.phase, idle.is_new) == (6, 1, "foundation", True)
    half = at([MONDAY - 5 * WEEK, MONDAY - 3 * WEEK, MONDAY - DAY], block_start=MONDAY - 6 * WEEK)
    assert (half.number, half.effective, half.phase) == (7, 4, "strength")
    assert told(half).startswith("Weeks with sessions so far: 3 of 6.")


def test_the_reason_carries_the_numbers() -> None:
    found = at(weekly(4), block_start=MONDAY - 4 * WEEK)
    assert told(found) == "Week 5 of 10: strength. You have done 4 weeks."
    assert found.reasons[0].numbers == {"week": 5, "of": 10, "weeks_done": 4}


def test_without_a_block_start_the_first_session_after_the_last_long_gap_starts_it() -> None:
    assert at().number == 1
    assert at(weekly(3)).number == 4
    assert at([*weekly(3), MONDAY - 9 * WEEK]).number == 4


@pytest.mark.parametrize(
    ("gap", "phase", "dosed_as", "load_factor"),
    [
        (7, "strength", "strength", 1.0),
        (8, "strength", "strength", 0.9),
        (14, "strength", "strength", 0.9),
        (15, "return", "foundation", 0.8),
        (28, "return", "foundation", 0.8),
        (29, "foundation", "foundation", 1.0),
    ],
)
def test_a_gap_costs_weight_then_a_step_then_the_block(
    gap: int, phase: Phase, dosed_as: Phase, load_factor: float
) -> None:
    last = MONDAY - gap * DAY
    days = [last - WEEK * back for back in range(5)]
    found = at(days, block_start=MONDAY - 12 * WEEK)
    assert (found.phase, found.dosed_as, found.load_factor) == (phase, dosed_as, pytest.approx(load_factor))
    assert gap < 8 or f"{gap} days without strength work" in told(found)


def test_a_return_lasts_a_week_and_its_weights_are_cut_once() -> None:
    days = [MONDAY - 20 * DAY - WEEK * back for back in range(5)]
    within = at([*days, MONDAY + DAY], today=MONDAY + 2 * DAY, block_start=MONDAY - 12 * WEEK)
    assert (within.phase, within.load_factor) == ("return", 1.0)
    after = at(
        [*days, MONDAY + DAY], today=MONDAY + WEEK, week_start=MONDAY + WEEK, block_start=MONDAY - 12 * WEEK
    )
    assert after.phase == "strength"


def test_a_week_without_a_session_takes_the_place_of_a_deload() -> None:
    days = [day for day in weekly(4) if day < MONDAY - WEEK]
    found = at(days, block_start=MONDAY - 4 * WEEK)
    assert (found.effective, found.deload) == (4, False)
    assert "that was it" in told(found)


def test_a_week_to_come_supposes_that_this_one_is_done() -> None:
    ahead = at(weekly(2), week_start=MONDAY + WEEK, block_start=MONDAY - 2 * WEEK)
    assert (ahead.phase, ahead.effective, ahead.deload) == ("strength", 4, True)


@pytest.mark.parametrize(("days", "phase"), [(0, "taper"), (21, "taper"), (22, "strength"), (-1, "strength")])
def test_a_race_within_three_weeks_makes_a_taper(days: int, phase: Phase) -> None:
    race = {"race_date": MONDAY + days * DAY, "race_distance_m": 1_000.0}
    found = at(weekly(5), today=MONDAY, block_start=MONDAY - 5 * WEEK, **race)
    assert found.phase == (phase if days >= 0 else "foundation")
    assert found.deload is False


def test_the_taper_takes_a_third_of_the_leg_sets_from_day_21_on() -> None:
    found = at(weekly(5), block_start=MONDAY - 5 * WEEK, race_date=MONDAY + 20 * DAY)
    assert found.dosed_as == "strength"
    assert [found.set_factor(MONDAY + offset * DAY) for offset in (-2, -1, 19, 20)] == [1.0, 0.67, 0.67, 1.0]


def test_a_typed_race_makes_a_taper_too() -> None:
    said = Diary(expectations=(Expectation(MONDAY + 12 * DAY, "race"),))
    ahead = outlook(weeks_of(FOUR_RUNS), MONDAY, MONDAY, said.expectations)
    assert stage(Week.of(ahead, Preferences(), shipped(), MONDAY, diary=said)).phase == "taper"


@pytest.mark.parametrize(("metres", "weeks"), [(10_000, 1), (21_100, 2), (42_200, 3)])
def test_after_a_race_come_weeks_of_foundation_by_its_distance(metres: float, weeks: int) -> None:
    sunday = MONDAY - DAY
    found = [
        at(
            [*weekly(5), *(MONDAY + WEEK * back + 2 * DAY for back in range(n))], today=MONDAY + n * WEEK,
            week_start=MONDAY + n * WEEK, block_start=MONDAY - 5 * WEEK, race_date=sunday, race_distance_m=metres,
        ).phase
        for n in range(4)
    ]  # fmt: skip
    assert found.count("foundation") == weeks
    assert set(found[:weeks]) == {"foundation"}


def test_after_four_weeks_off_both_it_is_body_weight_first() -> None:
    ahead = outlook(weeks_of(FOUR_RUNS), MONDAY, MONDAY)
    away = RecentLoad(gap_days=30)
    wishes = Preferences(equipment=("dumbbell",))
    rested = Week.of(ahead, wishes, shipped(), MONDAY, diary=done([MONDAY - 40 * DAY]), recent=away)
    assert stage(rested).body_only
    lifting = Week.of(ahead, wishes, shipped(), MONDAY, diary=done([MONDAY - 6 * DAY]), recent=away)
    assert not stage(lifting).body_only


def test_too_little_history_is_a_gentle_start_without_jumps() -> None:
    ahead = outlook([run(MONDAY - DAY)], MONDAY, MONDAY)
    found = stage(Week.of(ahead, Preferences(), shipped(), MONDAY, diary=done(weekly(6))))
    assert (found.phase, found.is_new, found.jumps_allowed) == ("foundation", True, False)
    assert "gentle start" in told(found)
