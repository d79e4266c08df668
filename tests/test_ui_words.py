"""The sentences of the pages."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from runstrong.model.facts import LeftOut, Missing
from runstrong.model.plan import PlannedExercise, PlannedRun
from runstrong.model.recording import Totals
from runstrong.model.trend import BlockTrend
from runstrong.model.week import WeekTotals
from runstrong.ui import run_words, words
from tests.made_up import FACTS, run, trend

DAY = date(2025, 11, 16)
SQUAT = PlannedExercise("goblet_squat", "Goblet squat", 3, 8, None, False, 16.0, 2, 90, ("dumbbell",))
NONE_KNOWN = replace(FACTS, distance_m=None, timer_s=None, avg_hr_bpm=None, ascent_m=None)


def test_a_dose_says_sets_repetitions_and_sides() -> None:
    assert words.dose_text(SQUAT) == "3\u00a0×\u00a08, 16 kg"
    held = replace(SQUAT, reps=None, seconds=45, per_side=True, load_kg=None)
    assert words.dose_text(held).split() == ["3", "×", "45", "s", "/side"]


def test_what_is_left_in_reserve_is_said_or_a_dash() -> None:
    assert words.reserve_text(SQUAT) == "2 reps"
    assert words.reserve_text(replace(SQUAT, rir=None)) == "–"


@pytest.mark.parametrize(
    ("planned", "line"),
    [
        (PlannedRun(DAY, "long", "recorded", 1.0, 92.4, 8.0), "Long run 92 min, done"),
        (PlannedRun(DAY, "easy", "expected", 0.8, None, 7.0), "Easy run, expected"),
        (PlannedRun(DAY, "easy", "expected", 0.6, 45, 7.0), "Easy run 45 min, likely"),
        (
            PlannedRun(DAY, "easy", "expected", 0.6, 45, 7.0, may_be="quality"),
            "Easy run 45 min, likely (may be: quality run)",
        ),
        (PlannedRun(DAY, "quality", "expected", 0.3, 50, 7.0), "Quality run 50 min, perhaps"),
        (PlannedRun(DAY, "race", "planned", 1.0, None, 9.0), "Race, as you said"),
    ],
)  # fmt: skip
def test_a_run_of_the_week_says_how_sure_it_is(planned: PlannedRun, line: str) -> None:
    assert words.run_line(planned) == line


def test_the_headline_is_pace_to_pace_in_the_runners_unit() -> None:
    assert words.trend_name(trend(DAY)) == "Pace at 145 bpm"
    assert words.trend_pace_line(trend(DAY), "metric") == "6:02 → 5:51 /km"
    assert words.trend_pace_line(trend(DAY), "imperial") == "9:43 → 9:25 /mi"


def test_no_change_without_its_interval_its_runs_and_what_they_could_show() -> None:
    line = words.trend_interval_line(trend(DAY))
    assert line == (
        "3 % faster, 90 % interval -2 to +8 %; from 30 runs; smallest change these runs can show: 8 %."
    )


def test_a_verdict_never_stands_without_its_interval() -> None:
    assert words.trend_verdict_line(trend(DAY)) == "No clear change yet: 90 % interval -2 to +8 %"


def test_without_enough_data_there_is_no_number() -> None:
    none = BlockTrend(DAY, DAY, "not_enough_data", "Eight runs are needed.", "", ("a",), ())
    assert words.trend_pace_line(none, "metric") == "–"
    assert words.trend_verdict_line(none) == "Not enough runs to say"
    assert words.trend_interval_line(none) == r"Eight runs are needed\."


def test_a_load_says_which_days_how_many_runs_and_by_what() -> None:
    week = WeekTotals(DAY, DAY, 3, 180.0, 150.0, 30_000.0, 1, ("hr", "pace"))
    assert words.load_line(week) == "16 Nov: 3 runs, by heart rate and pace; 1 run without a load."


@pytest.mark.parametrize(
    ("load", "said"),
    [
        (230.0, "15 % above your usual 200"),
        (150.0, "25 % below your usual 200"),
        (200.0, "the same as your usual 200"),
    ],
)
def test_a_load_beside_the_usual_is_a_plain_percentage(load: float, said: str) -> None:
    assert words.load_change_text(load, 200.0) == said
    assert words.load_change_text(load, None) == "too few recent runs for a usual load"


def test_a_runs_headline_leaves_out_what_is_unknown() -> None:
    assert run_words.headline(FACTS, "metric") == "10.02 km · 47:12 · 4:43 /km · 152 bpm · 57 m up"
    assert run_words.headline(NONE_KNOWN, "metric") == ""


def test_a_row_keeps_numbers_as_numbers_so_that_columns_sort() -> None:
    row = run_words.list_row(run(DAY, left_out=LeftOut.TREADMILL), "imperial")
    assert row["Distance, mi"] == 6.23
    assert f"{row['Pace, min/mi']:%M:%S}" == "07:35"
    assert f"{row['Time']:%H:%M:%S}" == "00:47:12"
    assert row["Pace trend"].startswith("treadmill")


def test_a_row_of_a_run_without_figures_is_empty_not_zero() -> None:
    row = run_words.list_row(run(DAY, None, facts=NONE_KNOWN), "metric")
    assert [row[column] for column in ("Distance, km", "Time", "Pace, min/km", "Heart rate, bpm", "Load")] == [
        None
    ] * 5


def test_a_missing_figure_says_why() -> None:
    facts = replace(NONE_KNOWN, missing={"distance_m": Missing.NO_DISTANCE})
    rows = {row["Figure"]: row for row in run_words.figure_rows(run(DAY, facts=facts), "metric")}
    assert rows["Distance"]["Value"] == "–"
    assert rows["Distance"]["How"] == "no distance recorded"


def test_a_runs_name_is_made_harmless() -> None:
    assert run_words.run_name(run(DAY, name="*Run* [x](http://e)")).startswith(r"\*Run\* \[x\]\(http:")
    assert run_words.run_name(run(DAY, sub_sport="trail")) == "Trail run"
    assert run_words.run_name(run(DAY, sport="cycling")) == "Cycling"
    assert run_words.run_name(run(DAY)) == "Easy run"


def test_a_run_says_whether_it_is_in_the_trend_and_if_not_why() -> None:
    block = trend(DAY)
    inside = block.points[0].day
    assert run_words.trend_line(run(inside), block) == "Used for pace at heart rate in this block."
    assert "treadmill" in run_words.trend_line(run(DAY, id="x-0"), block)
    before = DAY - timedelta(days=9)
    assert run_words.trend_line(run(before), block).startswith("Outside this block")
    assert run_words.trend_line(run(before, left_out=LeftOut.RACE), block).startswith("Not used")


def test_a_method_is_said_in_words() -> None:
    facts = replace(FACTS, methods={"distance_m": "watch", "gap_mps": "altitude from a barometer"})
    rows = {row["Figure"]: row["How"] for row in run_words.figure_rows(run(DAY, facts=facts), "metric")}
    assert rows["Distance"] == "as your watch states it"
    assert rows["Grade-adjusted pace"] == "altitude from a barometer"


def test_laps_have_their_own_pace() -> None:
    [lap, bare] = run_words.lap_rows([Totals(timer_s=300, distance_m=1000), Totals()], "metric")
    assert f"{lap['Pace, min/km']:%M:%S}" == "05:00"
    assert bare["Pace, min/km"] is None
