"""What is said about a trend, its runs and what would sharpen it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from runstrong.model.facts import LeftOut
from runstrong.model.trend import CheckRun, LeftOutRun, Remedy
from runstrong.ui import trend_words as words
from runstrong.ui.trend_runs import marks_to_put_back
from tests.made_up import run, trend

DAY = date(2025, 9, 15)
FOUND = "6:02 → 5:51 /km at 145 bpm over this span (10 weeks, 30 runs): 3 % faster, 90 % interval -2 to +8 %."
ONE = trend(DAY).runs_used[0]


def test_the_paces_that_stand_large_are_not_said_again() -> None:
    said = words.verdict_line(replace(trend(DAY), verdict_text=FOUND), "metric")
    assert said.startswith(r"Over this span \(10 weeks")
    assert "6:02" not in said


@pytest.mark.parametrize("text", ["Eight runs are needed.", FOUND])
def test_a_verdict_about_other_paces_is_said_whole(text: str) -> None:
    none = replace(trend(DAY), reference_hr_bpm=None, verdict_text=text)
    assert words.verdict_line(none, "metric").replace("\\", "") == text


@pytest.mark.parametrize(
    ("unusual", "said"),
    [(None, "is not known yet"), (True, "is beyond your usual"), (False, "is within your usual")],
)
def test_changed_and_changed_more_than_usual_are_two_statements(unusual: bool | None, said: str) -> None:
    assert said in words.wander_line(replace(trend(DAY), unusual=unusual))


@pytest.mark.parametrize(("p", "text"), [(0.84, "84 %"), (0.999, "over 99 %"), (0.001, "under 1 %")])
def test_the_model_is_never_certain(p: float, text: str) -> None:
    assert words.probability_text(p) == text


def test_the_method_says_what_it_does_not_measure() -> None:
    assert "none that it did not" in words.method_lines(trend(DAY))[-1]
    assert not any("probability" in line for line in words.method_lines(replace(trend(DAY), p_faster=None)))


def test_a_run_stands_in_the_trend_or_is_left_out_for_a_reason() -> None:
    hostile = run(DAY + timedelta(days=1), id=ONE, name="[x](y)")
    assert words.standing_line(hostile, trend(DAY)) == r"**Tue 16 Sep**, \[x\]\(y\) – in the trend."
    ill = replace(trend(DAY), left_out=(LeftOutRun(ONE, DAY, LeftOut.ILL),))
    assert words.standing_line(hostile, ill).endswith("left out: you were ill.")


@pytest.mark.parametrize(
    ("reason", "said", "marks"),
    [
        (LeftOut.TAKEN_OUT, {"taken_out": "yes"}, {"taken_out": False}),
        (LeftOut.ILL, {"ill": "yes"}, {"ill": False}),
        (LeftOut.HEART_RATE_MARKED_WRONG, {"heart_rate_wrong": "yes"}, {"heart_rate_wrong": False}),
        (LeftOut.RACE, {"race": "yes"}, {"race": False, "put_back": True}),
        (LeftOut.RACE, {}, {"put_back": True}),
        (LeftOut.HEART_RATE_POOR, {}, {"put_back": True}),
        (LeftOut.NO_HEART_RATE, {}, {}),
        (LeftOut.TREADMILL, {"race": "yes"}, {}),
        (LeftOut.OTHER_SENSOR, {}, {}),
    ],
)
def test_only_what_the_runner_said_or_may_overrule_is_put_back(
    reason: LeftOut, said: dict[str, str], marks: dict[str, bool]
) -> None:
    assert marks_to_put_back(run(DAY, marks=said), reason) == marks


def test_a_remedy_says_how_far_it_would_help_where_that_is_known() -> None:
    assert words.remedy_line(Remedy("chest_strap", "Wear a strap")) == "Wear a strap."
    assert words.remedy_line(Remedy("check_run", "Run it weekly", 6.4)) == "Run it weekly: about 6.5 %."


def test_a_check_run_is_described_beside_the_other_runs() -> None:
    check = CheckRun(("a", "b", "c"), 8040.0, 331.0, 2.14, 3.5)
    assert words.check_run_line(check, "metric") == (
        "Recognised: 3 runs of about 8.0 km on the same route at about 5:31 /km. From one to the next their heart"
        " rate strays by 2.1 bpm, that of your other runs in the same weeks by 3.5 bpm."
    )
    assert "other runs" not in words.check_run_line(replace(check, other_scatter_bpm=None), "metric")
