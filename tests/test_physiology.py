"""The athlete on a day: what was typed holds, what is estimated says so and never changes the past."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from runstrong.metrics.physiology import physiology_by_day
from runstrong.metrics.threshold import RIEGEL
from runstrong.model.athlete import Physiology, Preferences, Setting
from runstrong.model.facts import BEST_EFFORT_S, RunSummary
from tests.scored_runs import facts, on, summary

NOBODY = Preferences()


def easy(number: int, hour: float = 7.0) -> RunSummary:
    return summary(number, hour, made=facts({140: 50, 150: 10}, {2.7: 60}))


def hard(number: int, top: int = 182) -> RunSummary:
    return summary(number, 18.0, made=facts({140: 40, 172: 15, top: 5}, {2.7: 30, 3.6: 20, 3.9: 10}))


def weeks_of_training(weeks: int, top: int = 182) -> list[RunSummary]:
    return [run for w in range(weeks) for run in (easy(7 * w), hard(7 * w + 2, top), easy(7 * w + 5))]


def on_day(number: int, history: list[RunSummary], *settings: Setting, wishes: Preferences = NOBODY) -> Physiology:
    return physiology_by_day(settings, wishes, history)(on(number))


def test_what_was_typed_wins_and_is_yours() -> None:
    typed = (Setting("hr_max", "188", on(0)), Setting("threshold_pace", "4:10", on(0)))
    body = on_day(200, weeks_of_training(20), *typed)
    assert (body.hr_max.value, body.hr_max.source) == (188, "you")
    assert body.threshold_mps.value == pytest.approx(4.0)
    assert body.hr_threshold.value == pytest.approx(0.89 * 188)
    assert body.hr_threshold.source == "estimate"


def test_a_typed_value_holds_from_its_day_and_the_first_one_before_it() -> None:
    typed = (Setting("hr_max", "188", on(50)), Setting("hr_max", "184", on(100)))
    body = physiology_by_day(typed, NOBODY, [])
    assert [body(on(n)).hr_max.value for n in (0, 99, 100)] == [188, 188, 184]


def test_maximum_heart_rate_comes_from_three_hard_runs_plus_two() -> None:
    body = on_day(200, weeks_of_training(20))
    assert (body.hr_max.value, body.hr_max.source) == (184, "your files")
    assert "hard runs" in body.hr_max.note


def test_two_hard_runs_are_not_enough() -> None:
    history = [easy(n) for n in range(0, 60, 2)] + [hard(9), hard(23)]
    assert on_day(80, history).hr_max.source == "default"


def test_easy_runs_alone_say_nothing_of_the_maximum_or_the_threshold() -> None:
    body = on_day(200, [easy(n) for n in range(0, 200, 2)])
    assert (body.hr_max.value, body.hr_max.source) == (190, "default")
    assert body.threshold_mps.value is None
    assert "unknown" in body.threshold_mps.note


def test_an_age_gives_a_flagged_estimate_and_never_220_less_age() -> None:
    body = on_day(10, [], wishes=Preferences(birth_year=1974))
    assert body.hr_max.value == pytest.approx(208 - 0.7 * 50)
    assert body.hr_max.source == "estimate"
    assert "±10 bpm" in body.hr_max.note


def test_an_assumed_maximum_is_never_below_what_was_seen() -> None:
    history = [*(easy(n) for n in range(0, 60, 3)), summary(31, made=facts({150: 50, 197: 1}))]
    body = on_day(59, history)
    assert (body.hr_max.value, body.hr_max.source) == (197, "default")
    assert "highest clean value" in body.hr_max.note
    assert on_day(59, history, wishes=Preferences(birth_year=1964)).hr_max.value == 197


def test_a_spike_of_a_second_is_not_seen() -> None:
    spike = facts()
    spike.hr_seconds[220] = 1
    assert on_day(59, [summary(n, made=spike) for n in range(0, 60, 3)]).hr_max.value == 190


def test_untrustworthy_heart_rate_is_not_used() -> None:
    marked = [replace(run, marks={"heart_rate_wrong": "yes"}) for run in weeks_of_training(20, top=199)]
    patchy = [replace(run, facts=replace(run.facts, hr_quality=0.6)) for run in weeks_of_training(20, top=199)]
    assert on_day(150, marked).hr_max.value == 190
    assert on_day(150, patchy).hr_max.value == 190


def test_resting_heart_rate_is_assumed_until_typed() -> None:
    body = on_day(10, weeks_of_training(20))
    assert (body.hr_rest.value, body.hr_rest.source) == (60, "default")
    assert "assumed" in body.hr_rest.note


def test_a_race_gives_the_speed_of_an_hour_by_riegel() -> None:
    race = summary(30, made=facts({175: 40}, {4.0: 40}), marks={"race": "yes"})
    body = on_day(70, [easy(n) for n in range(0, 60, 2)] + [race])
    assert body.threshold_mps.value == pytest.approx(4.0 * (40 / 60) ** (1 - 1 / RIEGEL))
    assert "race" in body.threshold_mps.note


def test_critical_speed_comes_from_best_efforts() -> None:
    body = on_day(70, [*(easy(n) for n in range(0, 60, 2)), *all_out({150: 30, 172: 30})])
    assert body.threshold_mps.value == pytest.approx(0.97 * 3.8)
    assert "critical speed" in body.threshold_mps.note


def all_out(hr: dict[float, float]) -> list[RunSummary]:
    """Tests of 3 to 30 min in one piece, on a critical speed of 3.8 m/s with 180 m in reserve."""
    efforts = [
        np.where(np.array(BEST_EFFORT_S) <= seconds, 3.8 + 180.0 / seconds, np.nan) for seconds in BEST_EFFORT_S
    ]
    return [summary(31 + 2 * i, made=facts(hr, {3.0: 60}, best_gap_mps=best)) for i, best in enumerate(efforts)]


def test_fast_minutes_that_were_not_hard_show_no_threshold() -> None:
    assert (
        on_day(70, [*(easy(n) for n in range(0, 60, 2)), *all_out({150: 59, 172: 1})]).threshold_mps.value is None
    )


def test_repetitions_with_rests_between_show_no_threshold() -> None:
    best = np.array([4.0, 3.8, 3.4, 3.3, 3.25])
    repetitions = [
        summary(n, 18.0, made=facts({150: 30, 172: 30}, {2.7: 40, 4.0: 20}, best_gap_mps=best))
        for n in range(1, 60, 7)
    ]
    assert on_day(70, [*(easy(n) for n in range(0, 60, 2)), *repetitions]).threshold_mps.value is None


def test_where_no_watch_records_heart_rate_best_efforts_are_taken_at_their_word() -> None:
    silent = [replace(easy(n), facts=facts({}, {2.7: 60})) for n in range(0, 60, 2)]
    assert on_day(70, [*silent, *all_out({})]).threshold_mps.value == pytest.approx(0.97 * 3.8)
    assert on_day(70, [*(easy(n) for n in range(0, 60, 2)), *all_out({})]).threshold_mps.value is None


def test_two_durations_give_no_critical_speed() -> None:
    best = np.array([4.5, 4.3, np.nan, np.nan, np.nan])
    runs = [summary(n, made=facts({150: 60}, {2.8: 60}, best_gap_mps=best)) for n in range(0, 60, 3)]
    assert on_day(70, runs).threshold_mps.value is None


def test_a_ride_recorded_as_a_run_does_not_set_the_threshold() -> None:
    ride = summary(33, made=facts({130: 60}, {7.0: 60}))
    with_ride = on_day(70, [*weeks_of_training(9), ride]).threshold_mps.value
    assert with_ride == on_day(70, weeks_of_training(9)).threshold_mps.value


def test_treadmill_speed_does_not_set_the_threshold() -> None:
    belt = [replace(run, sub_sport="treadmill") for run in weeks_of_training(9)]
    assert on_day(70, belt).threshold_mps.value is None


def test_a_new_run_never_changes_past_days() -> None:
    history = weeks_of_training(30)
    days = [on(n) for n in range(7 * 20)]
    known = [run for run in history if run.local_day <= days[-1]]
    later = [replace(hard(7 * 25 + n, top=205), facts=facts({205: 60}, {5.0: 60})) for n in range(20)]
    before, after = (physiology_by_day((), NOBODY, runs) for runs in (known, [*history, *later]))
    assert [before(day) for day in days] == [after(day) for day in days]


def test_estimates_do_move_on_later() -> None:
    history = weeks_of_training(20) + [hard(140 + n, top=190) for n in range(0, 40, 2)]
    body = physiology_by_day((), NOBODY, history)
    assert body(on(100)).hr_max.value == 184
    assert body(on(300)).hr_max.value == 192


def test_the_order_of_imports_changes_nothing() -> None:
    history = weeks_of_training(12)
    shuffled = [history[i] for i in np.random.default_rng(3).permutation(len(history))]
    assert on_day(60, history) == on_day(60, shuffled)


def test_days_before_the_first_estimate_have_the_first_one() -> None:
    body = physiology_by_day((), NOBODY, weeks_of_training(20))
    assert body(on(0)).hr_max == body(on(1)).hr_max
    assert body(on(0)).hr_max.value == 184
    assert body(date(2000, 1, 1)).hr_max.value == 184


def test_a_newcomers_first_estimate_is_provisional_and_says_so() -> None:
    body = on_day(11, [*weeks_of_training(3)[:6], hard(10), hard(11)])
    assert body.hr_max.source == "your files"
    assert "so far" in body.hr_max.note


def test_a_break_keeps_the_last_estimate() -> None:
    history = weeks_of_training(20) + [easy(140 + 300 + n) for n in range(0, 60, 3)]
    assert on_day(490, history).hr_max.value == 184


def test_a_threshold_is_forgotten_after_a_year_without_a_hard_run() -> None:
    history = [*weeks_of_training(20), *(easy(n) for n in range(140, 900, 3))]
    late = on_day(890, history)
    assert on_day(300, history).threshold_mps.value is not None
    assert late.threshold_mps.value is None
    assert late.hr_max.value == 184


def test_duplicates_other_sports_and_wrong_clocks_count_for_nothing() -> None:
    strange = [
        replace(hard(n, top=205), **change)
        for n in range(0, 100, 2)
        for change in ({"duplicate_of": "x"}, {"sport": "cycling"}, {"clock_ok": False})
    ]
    assert on_day(120, weeks_of_training(15) + strange) == on_day(120, weeks_of_training(15))


def test_without_any_run_everything_is_assumed_and_flagged() -> None:
    body = on_day(0, [])
    assert [held.source for held in (body.hr_max, body.hr_rest)] == ["default", "default"]
    assert body.threshold_mps.value is None
