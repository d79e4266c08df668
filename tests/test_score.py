"""Every activity's score: the settings of its day, and the first reason that keeps it out of the trend."""

import numpy as np
import pytest

from runstrong.metrics.score import carried_minutes, score_runs
from runstrong.model.athlete import Preferences, Setting
from runstrong.model.facts import LeftOut, RunSummary
from tests.scored_runs import facts, on, summary

NOBODY = Preferences()


def left_out(run: RunSummary) -> LeftOut | None:
    return score_runs([run], (), NOBODY)[0].left_out


def test_an_ordinary_run_may_enter() -> None:
    assert left_out(summary()) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sport": "cycling"}, LeftOut.NOT_A_RUN),
        ({"duplicate_of": "other"}, LeftOut.DUPLICATE),
        ({"clock_ok": False}, LeftOut.CLOCK_WRONG),
        ({"marks": {"taken_out": "yes"}}, LeftOut.TAKEN_OUT),
        ({"marks": {"ill": "yes"}}, LeftOut.ILL),
        ({"marks": {"heart_rate_wrong": "yes"}}, LeftOut.HEART_RATE_MARKED_WRONG),
        ({"marks": {"race": "yes"}}, LeftOut.RACE),
        ({"sub_sport": "treadmill"}, LeftOut.TREADMILL),
        ({"sub_sport": "indoor_running"}, LeftOut.TREADMILL),
        ({"made": facts({})}, LeftOut.NO_HEART_RATE),
        ({"made": facts({150: 30}, {2.8: 60}, hr_quality=0.79)}, LeftOut.HEART_RATE_POOR),
        ({"made": facts({150: 60}, {})}, LeftOut.NO_SPEED),
        ({"made": facts({150: 9.9})}, LeftOut.TOO_SHORT),
    ],
)
def test_a_run_is_left_out_for_a_reason(changes: dict[str, object], reason: LeftOut) -> None:
    assert left_out(summary(**changes)) == reason


def test_three_minutes_after_seven_of_warm_up_are_enough() -> None:
    assert left_out(summary(made=facts({150: 10}))) is None


def test_put_back_overrides_a_judgement_but_not_what_the_runner_said() -> None:
    patchy = facts({150: 30}, {2.8: 60}, hr_quality=0.5)
    assert left_out(summary(made=patchy, marks={"put_back": "yes"})) is None
    assert left_out(summary(marks={"put_back": "yes", "ill": "yes"})) == LeftOut.ILL
    assert left_out(summary(marks={"put_back": "yes"}, sub_sport="treadmill")) == LeftOut.TREADMILL


def raced(**marks: str) -> list[RunSummary]:
    """Twelve weeks of training and a run that can only be a race."""
    intervals = facts({140: 30, 172: 20}, {2.7: 30, 4.2: 20}, best_gap_mps=np.array([4.1, 4.0, 3.7, 3.5, 3.4]))
    runs = [summary(7 * w + d) for w in range(12) for d in (0, 3, 5)]
    runs += [summary(7 * w + 1, made=intervals) for w in range(12)]
    runs += [summary(90, made=facts({150: 5, 175: 40}, {2.9: 5, 3.95: 40}), marks=marks)]
    return sorted(runs, key=lambda run: run.start_utc)


TYPED = (Setting("hr_max", "190", on(0)),)


def test_a_race_that_was_recognised_stays_out_until_it_is_put_back() -> None:
    found = score_runs(raced(), TYPED, NOBODY)[-1]
    assert (found.kind, found.left_out) == ("race", LeftOut.RACE)
    again = score_runs(raced(put_back="yes"), TYPED, NOBODY)[-1]
    assert again.left_out is None


def test_each_day_is_scored_with_the_settings_of_that_day() -> None:
    runs = [summary(0), summary(100)]
    settings = (Setting("threshold_pace", "5:00", on(0)), Setting("threshold_pace", "4:00", on(100)))
    early, late = (score.load.value for score in score_runs(runs, settings, NOBODY))
    assert early is not None
    assert late == pytest.approx(early * (300 / 240) ** -2)


def test_a_corrected_heart_rate_changes_the_score_at_once() -> None:
    runs = [summary(made=facts({150: 60}), sub_sport="trail")]
    low, high = (
        score_runs(runs, (Setting("hr_max", bpm, on(0)),), NOBODY)[0].load.value for bpm in ("170", "200")
    )
    assert low is not None
    assert high is not None
    assert low > high


def test_scores_come_in_the_order_given_and_do_not_depend_on_it() -> None:
    runs = raced()
    order = np.random.default_rng(1).permutation(len(runs))
    shuffled = score_runs([runs[i] for i in order], TYPED, NOBODY)
    straight = score_runs(runs, TYPED, NOBODY)
    assert [straight[i] for i in order] == shuffled


def test_a_second_file_of_the_same_run_changes_no_other_score() -> None:
    runs = raced()
    copy = summary(90, 7.01, made=facts({190: 60}, {5.0: 60}), duplicate_of="other")
    assert score_runs([*runs, copy], TYPED, NOBODY)[:-1] == score_runs(runs, TYPED, NOBODY)


def test_a_warm_up_in_its_own_file_counts_for_the_next() -> None:
    warm_up = summary(0, 7.0, made=facts({130: 12}))
    short = summary(0, 7.3, made=facts({150: 4}))
    assert score_runs([warm_up, short], (), NOBODY)[1].left_out is None
    assert score_runs([warm_up, short], (), NOBODY)[1].carried_min == pytest.approx(12)
    assert left_out(short) == LeftOut.TOO_SHORT


def test_minutes_carry_through_several_files_but_not_over_a_long_break() -> None:
    files = [summary(0, hour, made=facts({130: 6})) for hour in (7.0, 7.2, 7.4, 9.0)]
    carried = carried_minutes(files)
    assert [carried.get(run.id, 0.0) for run in files] == pytest.approx([0, 6, 12, 0])


def test_a_parallel_recording_carries_nothing() -> None:
    assert carried_minutes([summary(0, 7.0), summary(0, 7.5)]) == {}


def test_other_sports_are_scored_too_and_are_easy() -> None:
    ride = score_runs([summary(made=facts({130: 60}, {7.0: 60}), sport="cycling")], (), NOBODY)[0]
    assert (ride.kind, ride.load.method) == ("easy", "hr")


def test_nothing_gives_nothing() -> None:
    assert score_runs([], (), NOBODY) == []
