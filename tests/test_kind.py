"""What kind of run it was: quality by minutes near threshold, long by its length, a race only when it must be."""

import pytest

from runstrong.metrics.kind import alone, run_kinds
from runstrong.model.athlete import Physiology, Sourced
from runstrong.model.facts import RunKind, RunSummary
from tests.scored_runs import body, facts, summary

ASSUMED = Physiology(
    Sourced(190.0, "default", ""), Sourced(60.0, "default", ""), Sourced(169.0, "estimate", ""),
    Sourced(None, "default", ""), "unset",
)  # fmt: skip


def kinds(runs: list[RunSummary], athlete: Physiology | None = None) -> list[RunKind]:
    return run_kinds(runs, alone(runs, [athlete or body()] * len(runs)))


def kind(run: RunSummary, athlete: Physiology | None = None) -> RunKind:
    """The last of a few weeks of easy running on every other day."""
    habit = [summary(n - 60, made=facts({140: 50}, {2.8: 50})) for n in range(0, 56, 2)]
    return kinds([*habit, run], athlete)[-1]


def test_eight_minutes_near_threshold_speed_make_a_quality_run() -> None:
    assert kind(summary(made=facts({140: 50}, {2.7: 42, 3.4: 8}))) == "quality"
    assert kind(summary(made=facts({140: 50}, {2.7: 42.1, 3.4: 7.9}))) == "easy"
    assert kind(summary(made=facts({140: 50}, {2.7: 42, 3.3: 8}))) == "easy"


def test_eight_minutes_of_high_heart_rate_make_a_quality_run_without_any_pace() -> None:
    athlete = body(threshold_mps=None)
    assert kind(summary(made=facts({140: 42, 168: 8})), athlete) == "quality"
    assert kind(summary(made=facts({140: 42, 167: 8})), athlete) == "easy"


def test_heart_rate_that_is_not_to_be_trusted_makes_no_quality_run() -> None:
    made = facts({140: 40, 180: 20}, {2.8: 60})
    assert kind(summary(made=made, marks={"heart_rate_wrong": "yes"})) == "easy"


def test_a_belts_speed_makes_no_quality_run() -> None:
    made = facts({140: 50}, {2.7: 30, 3.6: 20})
    assert kind(summary(made=made)) == "quality"
    assert kind(summary(made=made, sub_sport="treadmill")) == "easy"


def test_a_long_run_is_long_in_itself_and_against_the_usual() -> None:
    assert kind(summary(made=facts({140: 75}))) == "long"
    assert kind(summary(made=facts({140: 74}))) == "easy"
    always = [summary(3 * n, made=facts({140: 80})) for n in range(14)]
    assert kinds(always)[-1] == "easy"


def test_the_weeks_longest_run_is_long_when_it_stands_out() -> None:
    week = [summary(n, made=facts({140: minutes})) for n, minutes in ((0, 40), (2, 45), (5, 60))]
    assert kinds(week) == ["easy", "easy", "long"]


def test_of_three_equal_runs_none_is_long() -> None:
    assert kinds([summary(n, made=facts({140: 40 + n})) for n in (0, 2, 4)]) == ["easy"] * 3


def test_two_runs_a_week_have_no_longest() -> None:
    assert kinds([summary(n, made=facts({140: 30 * n})) for n in (1, 2)]) == ["easy", "easy"]


def test_a_longest_run_below_a_quarter_of_the_week_is_not_long() -> None:
    week = [summary(n, made=facts({140: 40})) for n in range(6)] + [summary(6, made=facts({140: 60}))]
    assert kinds(week) == ["easy"] * 7


def test_weeks_run_from_monday_to_sunday() -> None:
    straddling = [summary(n, made=facts({140: minutes})) for n, minutes in ((5, 40), (6, 40), (7, 60))]
    assert kinds(straddling) == ["easy"] * 3


def test_a_run_marked_as_race_is_one() -> None:
    assert kind(summary(marks={"race": "yes"})) == "race"


RACE = {2.9: 5.0, 3.95: 40.0}


def trained(best: float = 4.1) -> list[RunSummary]:
    """Twelve weeks with an interval session each, whose best 30 minutes are not held in one piece."""
    intervals = facts({140: 30, 172: 20}, {2.7: 30, 4.2: 20}, best_gap_mps=[best, best - 0.1, 3.7, 3.5, 3.4])
    easy = [summary(7 * w + d, made=facts({140: 50}, {2.8: 50})) for w in range(12) for d in (0, 3, 5)]
    return sorted(easy + [summary(7 * w + 1, made=intervals) for w in range(12)], key=lambda r: r.start_utc)


def last_kind(run: RunSummary, athlete: Physiology | None = None) -> RunKind:
    return kinds([*trained(), run], athlete)[-1]


def test_all_out_over_ten_kilometres_is_taken_for_a_race() -> None:
    assert last_kind(summary(90, made=facts({150: 5, 174: 40}, RACE))) == "race"


@pytest.mark.parametrize(
    "run",
    [
        summary(90, made=facts({150: 5, 160: 40}, RACE)),
        summary(90, made=facts({174: 45}, {3.0: 45})),
        summary(90, made=facts({174: 19}, {4.3: 19})),
        summary(90, made=facts({174: 45}, RACE), sub_sport="treadmill"),
        summary(90, made=facts({}, RACE)),
        summary(90, made=facts({174: 45}, RACE), marks={"race": "no"}),
    ],
    ids=["easy heart", "slow", "short", "belt", "no heart rate", "said not to be"],
)
def test_anything_less_is_not(run: RunSummary) -> None:
    assert last_kind(run) != "race"


def test_an_assumed_maximum_heart_rate_proves_no_race() -> None:
    assert last_kind(summary(90, made=facts({174: 45}, RACE)), ASSUMED) != "race"


def test_without_a_history_nothing_is_taken_for_a_race() -> None:
    assert kinds([summary(0, made=facts({174: 45}, RACE))]) != ["race"]


def test_a_habitual_long_run_is_never_taken_for_a_race() -> None:
    runs = [summary(7 * w + d, made=facts({165: 50}, {3.0: 50})) for w in range(20) for d in (1, 3)]
    runs += [summary(7 * w + 6, made=facts({165: 120}, {3.0 + 0.005 * w: 120})) for w in range(20)]
    assert "race" not in kinds(sorted(runs, key=lambda r: r.start_utc))


def test_no_runs_have_no_kinds() -> None:
    assert kinds([]) == []
