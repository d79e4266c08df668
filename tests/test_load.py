"""Run load: the published curves, 100 for an hour at threshold, and the method that fits the run."""

import numpy as np
import pytest

from runstrong.metrics.load import run_load, trimp_per_minute
from runstrong.model.athlete import Physiology, Sourced
from runstrong.model.facts import Missing, RunFacts
from tests.scored_runs import body, facts, summary


@pytest.mark.parametrize(
    ("sex", "reserve", "expected"),
    [("male", 0.7, 1.718), ("female", 0.7, 1.938), ("male", 1.0, 4.365), ("female", 1.0, 4.568)],
)
def test_banisters_curves_give_their_published_values_per_minute(
    sex: str, reserve: float, expected: float
) -> None:
    assert float(trimp_per_minute(reserve, sex)) == pytest.approx(expected, abs=5e-4)


def test_without_a_sex_the_two_curves_are_averaged() -> None:
    assert float(trimp_per_minute(0.7, "unset")) == pytest.approx((1.718 + 1.938) / 2, abs=1e-3)


def test_the_curve_is_clipped_to_rest_and_maximum() -> None:
    assert trimp_per_minute(np.array([-0.2, 1.3]), "male") == pytest.approx([0.0, 4.365], abs=5e-4)


@pytest.mark.parametrize("sex", ["male", "female", "unset"])
def test_an_hour_at_threshold_is_100_by_every_method(sex: str) -> None:
    hour = summary(made=facts({170: 60}, {3.6: 60}), marks={"rpe": "7"})
    load = run_load(hour, body(sex=sex))
    assert load.method == "pace"
    assert load.value == pytest.approx(100)
    assert load.others["hr"] == pytest.approx(100)
    assert load.others["effort"] == pytest.approx(100)


def test_heart_rate_load_adds_seconds_because_the_mean_would_lose_the_hard_ones() -> None:
    uneven = run_load(summary(made=facts({120: 30, 180: 30})), body()).others["hr"]
    even = run_load(summary(made=facts({150: 60})), body()).others["hr"]
    reserve = (np.array([120, 180]) - 50) / 140
    by_hand = 30 * float(np.sum(reserve * 0.64 * np.exp(1.92 * reserve)))
    threshold = 60 * (120 / 140) * 0.64 * np.exp(1.92 * 120 / 140)
    assert uneven == pytest.approx(100 * by_hand / threshold)
    assert uneven > 1.05 * even


def test_pace_load_grows_with_the_square_of_speed() -> None:
    load = run_load(summary(made=facts({}, {3.6 * 0.75: 60})), body())
    assert load.method == "pace"
    assert load.value == pytest.approx(56.25)


def test_duration_is_the_last_resort_and_assumes_an_easy_effort() -> None:
    load = run_load(summary(made=facts({}, {2.8: 30})), body(threshold_mps=None))
    assert load.method == "duration"
    assert load.value == pytest.approx(28)
    assert "no threshold pace is known yet" in load.why


def test_a_treadmills_speed_is_not_trusted() -> None:
    belt = summary(made=facts({150: 60}), sub_sport="treadmill")
    assert run_load(belt, body()).method == "hr"
    assert "pace" in run_load(belt, body()).others
    silent = summary(made=facts({}, {2.8: 60}), sub_sport="treadmill")
    assert run_load(silent, body()).method == "duration"


@pytest.mark.parametrize("made", [facts(walking_share=0.25), facts(steep_share=0.06)])
def test_walked_and_steep_runs_count_by_heart_rate(made: RunFacts) -> None:
    assert run_load(summary(made=made), body()).method == "hr"


def test_a_trail_run_counts_by_heart_rate_and_by_pace_only_without_one() -> None:
    assert run_load(summary(sub_sport="trail"), body()).method == "hr"
    assert run_load(summary(made=facts({}), sub_sport="trail"), body()).method == "pace"


def test_a_strap_that_dropped_half_way_gives_no_heart_rate_load() -> None:
    half = facts({150: 30}, {2.8: 60}, hr_quality=0.5)
    assert "hr" not in run_load(summary(made=half), body()).others


def test_heart_rate_marked_wrong_is_not_used() -> None:
    load = run_load(summary(sub_sport="trail", marks={"heart_rate_wrong": "yes"}), body())
    assert load.method == "pace"
    assert "hr" not in load.others


@pytest.mark.parametrize(
    "athlete", [body(hr_max=50, hr_rest=50), body(hr_rest=180), body(hr_threshold=45), body(hr_max=None)]
)
def test_heart_rates_that_contradict_each_other_are_refused(athlete: Physiology) -> None:
    assert "hr" not in run_load(summary(), athlete).others


@pytest.mark.parametrize("rpe", ["", "eleven", "11", "-1", "nan"])
def test_an_effort_off_the_scale_is_no_effort(rpe: str) -> None:
    assert "effort" not in run_load(summary(marks={"rpe": rpe}), body()).others


def test_lifting_has_no_load_until_its_effort_is_known() -> None:
    made = facts({120: 40}, {})
    lift = summary(made=made, sport="training", sub_sport="strength_training")
    load = run_load(lift, body())
    assert (load.value, load.method, load.missing) == (None, None, Missing.NOT_STATED)
    assert dict(load.others) == {}
    rated = run_load(
        summary(made=made, sport="training", sub_sport="strength_training", marks={"rpe": "6"}), body()
    )
    assert rated.method == "effort"
    assert rated.value == pytest.approx(100 / 420 * 6 * 40)


def test_a_ride_never_counts_by_running_pace() -> None:
    ride = run_load(summary(made=facts({130: 90}, {8.0: 90}), sport="cycling"), body())
    assert ride.method == "hr"
    assert "pace" not in ride.others


def test_a_file_without_time_in_motion_has_no_load() -> None:
    load = run_load(summary(made=facts({}, {}, timer_s=None, moving_s=None)), body())
    assert (load.value, load.missing) == (None, Missing.NO_MOVEMENT)


def test_two_methods_that_disagree_are_both_shown_in_neutral_words() -> None:
    hot = run_load(summary(made=facts({172: 60}, {2.8: 60})), body())
    assert "higher than pace" in hot.why
    assert "heat, hills, fatigue or a sensor fault" in hot.why
    calm = run_load(summary(made=facts({110: 60}, {3.5: 60})), body())
    assert "lower than pace" in calm.why
    alike = run_load(summary(made=facts({170: 60}, {3.6: 60})), body())
    assert "suggests" not in alike.why


def test_the_reason_names_the_numbers_and_whose_they_are() -> None:
    road = run_load(summary(made=facts({}, {3.0: 60})), body(threshold_mps=3.6))
    assert "1:00:00 at 5:33 /km against 4:38 /km (yours)" in road.why
    assumed = Physiology(
        Sourced(190.0, "default", ""), Sourced(60.0, "default", ""), Sourced(169.0, "estimate", ""),
        Sourced(None, "default", ""), "unset",
    )  # fmt: skip
    why = run_load(summary(), assumed).why
    assert "maximum 190 bpm (assumed)" in why
    assert "mean of the men's and women's curves" in why
    miles = run_load(summary(made=facts({}, {3.0: 60})), body(threshold_mps=3.6), "imperial")
    assert "/mi" in miles.why
    assert "/km" not in miles.why
