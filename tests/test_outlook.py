"""What the coming days of running look like, from what was run."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from runstrong.model.diary import Expectation
from runstrong.model.facts import Run
from runstrong.model.plan import PlannedRun
from runstrong.strength.runs.outlook import outlook
from tests.runners import FOUR_RUNS, FRI, MON, MONDAY, SAT, SUN, THU, TUE, WED, Habit, lift, run, weeks_of

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


def on(runs: tuple[PlannedRun, ...], weekday: int) -> list[PlannedRun]:
    return [planned for planned in runs if planned.day == MONDAY + weekday * DAY]


def test_a_steady_habit_is_forecast_with_its_kind_length_and_hour() -> None:
    ahead = outlook(weeks_of(FOUR_RUNS), MONDAY, MONDAY)
    (sunday,) = on(ahead.runs, SUN)
    assert (sunday.kind, sunday.minutes, sunday.start_hour, sunday.source) == ("long", 105.0, 8.0, "expected")
    assert on(ahead.runs, MON) == []


def test_the_probability_follows_the_stated_formula() -> None:
    habit: Habit = {TUE: ("easy", 45, 7), FRI: ("easy", 45, 7)}
    runs = [r for r in weeks_of(habit) if r.summary.local_day not in (MONDAY + TUE * DAY - 2 * WEEK,)]
    weights = [0.5 ** (age / 3) for age in range(10)]
    expected = (sum(weights) - weights[1] + 0.5) / (sum(weights) + 1)
    (tuesday,) = on(outlook(runs, MONDAY, MONDAY).runs, TUE)
    assert tuesday.probability == pytest.approx(expected, abs=0.001)


def test_what_was_run_takes_the_place_of_what_was_expected() -> None:
    runs = [*weeks_of(FOUR_RUNS), run(MONDAY + TUE * DAY, "quality", 62, 18)]
    seen = outlook(runs, MONDAY, MONDAY + WED * DAY).runs
    assert [(r.kind, r.source, r.start_hour) for r in on(seen, TUE)] == [("quality", "recorded", 18.0)]
    assert [(r.kind, r.source) for r in on(seen, WED)] == [("quality", "expected")]


def test_a_missed_run_leaves_its_day_empty_once_the_day_is_over() -> None:
    seen = outlook(weeks_of(FOUR_RUNS), MONDAY, MONDAY + WED * DAY).runs
    assert on(seen, TUE) == []


def test_a_run_recorded_today_settles_today() -> None:
    runs = [*weeks_of(FOUR_RUNS), run(MONDAY + WED * DAY, "easy", 30, 12)]
    assert [r.kind for r in on(outlook(runs, MONDAY, MONDAY + WED * DAY).runs, WED)] == ["easy"]


def test_it_looks_beyond_both_ends_of_the_week() -> None:
    days = {planned.day for planned in outlook(weeks_of(FOUR_RUNS), MONDAY, MONDAY).runs}
    assert MONDAY - DAY in days
    assert MONDAY + WEEK + WED * DAY in days


@pytest.mark.parametrize(("runs", "enough"), [(5, False), (6, True)])
def test_fewer_than_six_runs_are_no_habit(runs: int, *, enough: bool) -> None:
    history = [run(MONDAY - 28 * DAY + 4 * n * DAY) for n in range(runs)]
    assert outlook(history, MONDAY, MONDAY).enough_history is enough


@pytest.mark.parametrize(("days", "enough"), [(20, False), (21, True)])
def test_less_than_three_weeks_are_no_habit(days: int, *, enough: bool) -> None:
    history = [run(MONDAY - (days - n) * DAY) for n in range(8)]
    seen = outlook(history, MONDAY, MONDAY)
    assert seen.enough_history is enough
    assert bool(seen.note) is not enough
    assert enough or {r.source for r in seen.runs} <= {"recorded"}


def test_a_habit_of_years_ago_is_no_habit() -> None:
    assert not outlook(weeks_of(FOUR_RUNS, until=MONDAY - 100 * DAY), MONDAY, MONDAY).enough_history


def test_days_before_the_first_run_are_unknown_and_not_rest() -> None:
    runs = weeks_of({TUE: ("easy", 45, 7), FRI: ("easy", 45, 7)}, weeks=4)
    weights = [0.5 ** (age / 3) for age in range(4)]
    (tuesday,) = on(outlook(runs, MONDAY, MONDAY).runs, TUE)
    assert tuesday.probability == pytest.approx((sum(weights) + 0.5) / (sum(weights) + 1), abs=0.001)


def test_a_week_of_illness_hardly_changes_the_habit() -> None:
    whole = weeks_of(FOUR_RUNS)
    ill = [r for r in whole if r.summary.local_day < MONDAY - WEEK]
    rested = [r for r in ill if r.summary.local_day.weekday() != TUE or r.summary.local_day < MONDAY - 4 * WEEK]
    (after_illness,) = on(outlook(ill, MONDAY, MONDAY).runs, TUE)
    assert after_illness.probability > 0.8
    assert all(r.probability < 0.5 for r in on(outlook(rested, MONDAY, MONDAY).runs, TUE))


def test_two_runs_a_day_are_two_habits() -> None:
    runs = weeks_of({TUE: ("easy", 30, 7)}) + weeks_of({TUE: ("quality", 60, 18)})
    assert [(r.kind, r.start_hour) for r in on(outlook(runs, MONDAY, MONDAY).runs, TUE)] == [
        ("easy", 7.0),
        ("quality", 18.0),
    ]


def test_a_run_that_may_turn_out_hard_says_so() -> None:
    kinds = ["easy", "quality", "easy", "easy", "quality", "quality", "easy", "easy", "quality", "easy"]
    runs = [run(MONDAY + TUE * DAY - (10 - n) * WEEK, kind) for n, kind in enumerate(kinds)]
    (tuesday,) = on(outlook(runs, MONDAY, MONDAY).runs, TUE)
    assert (tuesday.kind, tuesday.may_be) == ("easy", "quality")


def test_a_habitual_race_is_forecast_as_quality_and_never_as_a_race() -> None:
    parkruns = weeks_of({5: ("race", 24, 9)})
    assert {r.kind for r in outlook(parkruns, MONDAY, MONDAY).runs if r.source == "expected"} == {"quality"}


def test_the_usual_hour_is_found_on_the_round_of_the_clock() -> None:
    hours = [23.5, 0.5] * 5
    runs = [run(MONDAY + TUE * DAY - (10 - n) * WEEK, hour=h) for n, h in enumerate(hours)]
    found = [r.start_hour for r in outlook(runs, MONDAY, MONDAY).runs if r.source == "expected"]
    assert found
    assert all(hour > 23 or hour < 1 for hour in found)


def test_a_wrong_clock_and_other_sports_are_no_runs() -> None:
    strangers = [run(MONDAY - n * DAY, clock_ok=False) for n in range(1, 30)]
    strangers += [run(MONDAY - n * DAY, sport="cycling") for n in range(1, 30)]
    assert outlook(strangers, MONDAY, MONDAY).runs == ()


def test_recorded_strength_sessions_are_told_apart() -> None:
    seen = outlook([*weeks_of(FOUR_RUNS), lift(MONDAY, hour=19)], MONDAY, MONDAY + DAY)
    assert [(r.day, r.start_hour) for r in seen.lifts] == [(MONDAY, 19.0)]
    assert on(seen.runs, MON) == []


def test_a_week_far_ahead_is_forecast_from_the_last_weeks_known() -> None:
    far = MONDAY + 8 * WEEK
    days = {r.day.weekday() for r in outlook(weeks_of(FOUR_RUNS), far, MONDAY).runs}
    assert days == set(FOUR_RUNS)


def test_what_comes_after_today_is_not_known_today() -> None:
    later = run(MONDAY + FRI * DAY, "race", 60, 9)
    seen = outlook([*weeks_of(FOUR_RUNS), later], MONDAY, MONDAY)
    assert {r.source for r in on(seen.runs, FRI)} == {"expected"}


@pytest.mark.parametrize(("runs", "said"), [(0, "are no runs"), (1, "is 1 run in"), (2, "are 2 runs in")])
def test_too_little_history_is_said_in_whole_sentences(runs: int, said: str) -> None:
    history = [run(MONDAY - (day + 1) * DAY, "easy", 40, 7) for day in reversed(range(runs))]
    assert f"There {said}" in outlook(history, MONDAY, MONDAY).note


def typed(weekday: int, kind: str, minutes: float | None = None) -> Expectation:
    return Expectation(MONDAY + weekday * DAY, kind, minutes)  # type: ignore[arg-type]


def seen(*said: Expectation, today: int = MON, runs: list[Run] | None = None) -> tuple[PlannedRun, ...]:
    history = weeks_of(FOUR_RUNS) if runs is None else runs
    return outlook(history, MONDAY, MONDAY + today * DAY, said).runs


def test_a_typed_day_beats_habit() -> None:
    (wednesday,) = on(seen(typed(WED, "easy", 30)), WED)
    assert (wednesday.kind, wednesday.source, wednesday.probability, wednesday.minutes) == (
        "easy", "planned", 1.0, 30,
    )  # fmt: skip


def test_a_day_typed_as_none_holds_no_run_and_leaves_the_others() -> None:
    runs = seen(typed(SUN, "none"))
    assert on(runs, SUN) == []
    assert {planned.day.weekday() for planned in runs if planned.source == "expected"} == {TUE, WED, FRI}


def test_what_was_typed_without_minutes_is_as_long_and_as_early_as_usual_for_its_kind() -> None:
    (saturday,) = on(seen(typed(SAT, "long")), SAT)
    assert (saturday.minutes, saturday.start_hour) == (105.0, 8.0)


def test_a_run_recorded_on_a_typed_day_takes_its_place() -> None:
    recorded = [*weeks_of(FOUR_RUNS), run(MONDAY + TUE * DAY, "easy", 40, 7)]
    runs = seen(typed(TUE, "quality"), today=WED, runs=recorded)
    assert [(r.kind, r.source) for r in on(runs, TUE)] == [("easy", "recorded")]


def test_a_typed_run_that_did_not_happen_is_gone_with_its_day() -> None:
    assert on(seen(typed(MON, "quality"), today=TUE), MON) == []


def test_a_typed_race_is_a_race_whose_length_nobody_knows() -> None:
    (race,) = on(seen(typed(SAT, "race")), SAT)
    assert (race.kind, race.minutes, race.distance_m, race.start_hour) == ("race", None, None, 7.0)


def test_a_race_without_a_watch_still_was_a_race() -> None:
    assert [r.kind for r in on(seen(typed(MON, "race", 50), today=WED), MON)] == ["race"]


def test_the_longest_run_of_a_day_typed_as_a_race_is_the_race() -> None:
    recorded = [run(MONDAY, "easy", 15, 8), run(MONDAY, "quality", 45, 9), run(MONDAY, "easy", 10, 10)]
    runs = seen(typed(MON, "race"), today=TUE, runs=[*weeks_of(FOUR_RUNS), *recorded])
    assert [(r.kind, r.minutes) for r in on(runs, MON)] == [("easy", 15.0), ("race", 45.0), ("easy", 10.0)]


def test_a_key_run_typed_near_the_expected_one_is_most_likely_that_one_moved() -> None:
    runs = seen(typed(THU, "quality"))
    assert [(r.kind, r.source) for r in on(runs, THU)] == [("quality", "planned")]
    assert [(r.kind, r.may_be, r.source) for r in on(runs, WED)] == [("easy", "quality", "expected")]
    assert [(r.kind, r.may_be) for r in on(seen(typed(SAT, "race")), SUN)] == [("easy", "long")]


def test_a_key_run_typed_where_it_was_expected_moves_no_other() -> None:
    twice = weeks_of({**FOUR_RUNS, FRI: ("quality", 50, 7)})
    runs = seen(typed(WED, "quality", 70), runs=twice)
    assert [r.kind for r in on(runs, FRI)] == ["quality"]
    assert [r.kind for r in on(seen(typed(MON, "easy")), WED)] == ["quality"]


def test_what_was_typed_holds_without_any_history() -> None:
    known = outlook([], MONDAY, MONDAY, [typed(SUN, "long"), typed(TUE, "none"), typed(SAT, "other")])
    assert [(r.kind, r.minutes, r.start_hour) for r in known.runs] == [("long", None, 7.0)]
    assert not known.enough_history


def test_the_last_word_on_a_day_counts_and_other_weeks_do_not() -> None:
    far = Expectation(MONDAY + 30 * DAY, "race")
    runs = seen(typed(MON, "long"), typed(MON, "easy"), far)
    assert [r.kind for r in on(runs, MON)] == ["easy"]
    assert {r.kind for r in runs} == {"easy", "quality", "long"}


@pytest.mark.parametrize(
    ("sport", "minutes", "tires"),
    [
        ("cross_country_skiing", 60, True),
        ("surfing", 45, True),
        ("alpine_skiing", 10, False),
        ("cycling", 60, False),
        ("cycling", 150, True),
        ("hiking", 180, True),
        ("swimming", 180, False),
        ("training", 90, False),
    ],
)
def test_other_sport_counts_for_the_legs_where_it_tires_them(sport: str, minutes: float, *, tires: bool) -> None:
    other = run(MONDAY, minutes=minutes, hour=9, sport=sport)
    known = outlook([*weeks_of(FOUR_RUNS), other], MONDAY, MONDAY + DAY)
    assert [(o.sport, o.kind, o.start_hour) for o in known.others] == ([(sport, "other", 9.0)] if tires else [])
    assert on(known.runs, MON) == []


def test_an_hour_hard_on_the_bike_tires_the_legs() -> None:
    ride = run(MONDAY, minutes=60, sport="cycling")
    hard = replace(ride, score=replace(ride.score, load=replace(ride.score.load, value=100.0)))
    assert outlook([hard], MONDAY, MONDAY + DAY).others
    assert not outlook([ride], MONDAY, MONDAY + DAY).others


def test_days_that_do_not_follow_the_week_are_said_to() -> None:
    every_other = [run(MONDAY - n * DAY) for n in range(140, 0, -2)]
    assert "days since the last one" in outlook(every_other, MONDAY, MONDAY).rhythm
    assert outlook(weeks_of(FOUR_RUNS), MONDAY, MONDAY).rhythm == ""


def test_any_history_and_any_words_give_one_entry_per_typed_day() -> None:
    dice = np.random.default_rng(5)
    for _ in range(60):
        days = np.flatnonzero(dice.random(80) < dice.random())
        runs = [run(MONDAY - int(day) * DAY, minutes=float(dice.uniform(20, 120))) for day in sorted(days)[::-1]]
        kinds = dice.choice(["easy", "quality", "long", "race", "none"], 5)
        said = [typed(int(day), str(kind)) for day, kind in zip(dice.integers(0, 9, 5), kinds, strict=True)]
        known = outlook(runs, MONDAY, MONDAY, said)
        last = {one.day: one.kind for one in said}
        recorded = {r.day for r in known.runs if r.source == "recorded"}
        for day, kind in last.items():
            if day not in recorded:
                there = [r.kind for r in known.runs if r.day == day]
                assert there == ([] if kind == "none" else [kind])
