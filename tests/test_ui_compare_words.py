"""What is said about two spans side by side."""

from dataclasses import replace
from datetime import date

import pytest

from runstrong.model.facts import LeftOut
from runstrong.model.trend import BlockComparison, ComparedSpan, LeftOutRun
from runstrong.ui import compare_words as words

A = ComparedSpan(
    date(2025, 3, 3), date(2025, 5, 11), ("x", "y"), 342.0, (337.0, 347.0), 4, {"lower": 24.0, "core": 6.5}
)
B = ComparedSpan(date(2025, 5, 12), date(2025, 7, 20), ("z",), 336.0, (330.0, 342.0), 0, {})
COMPARISON = BlockComparison(
    a=A,
    b=B,
    verdict="no_clear_change",
    verdict_text="No clear change. Span b was hotter.",
    method="",
    comparable=True,
    caveats=("Span b was hotter.",),
    reference_hr_bpm=145.0,
    left_out=(LeftOutRun("w", date(2025, 7, 20), LeftOut.RACE),),
    difference_pct=1.8,
    interval90_pct=(-1.9, 6.2),
)


def _figures(comparison: BlockComparison) -> dict[str, list[str]]:
    return {
        name: figures
        for name, *figures in (list(row.values()) for row in words.side_by_side(comparison, "metric"))
    }


@pytest.mark.parametrize(("percent", "text"), [(1.8, "2 % faster"), (-3.1, "3 % slower"), (0.2, "no difference")])
def test_a_difference_has_a_direction_an_interval_and_no_false_precision(percent: float, text: str) -> None:
    said = words.difference_text(replace(COMPARISON, difference_pct=percent))
    assert said == f"{text}, 90 % interval -2 to +6 %"


def test_both_paces_stand_in_one_line() -> None:
    assert words.paces_text(COMPARISON, "metric") == "5:42 → 5:36 /km"


def test_a_caveat_is_said_once() -> None:
    assert words.verdict_line(COMPARISON) == r"No clear change\."


def test_both_spans_stand_side_by_side() -> None:
    assert list(words.side_by_side(COMPARISON, "metric")[0])[1:] == [
        "a: 3 Mar – 11 May 2025",
        "b: 12 May – 20 Jul 2025",
    ]
    assert _figures(COMPARISON) == {
        "Runs used": ["2", "1"],
        "Runs left out": ["0", "1"],
        "Pace at 145 bpm": ["5:42 /km", "5:36 /km"],
        "90 % interval": ["5:37 to 5:47", "5:30 to 5:42"],
        "Strength sessions recorded": ["4", "0"],
        "Hard sets, legs": ["24", "0"],
        "Hard sets, core": ["6.5", "0"],
    }


def test_what_cannot_be_compared_has_no_pace() -> None:
    nothing = replace(COMPARISON, reference_hr_bpm=None, difference_pct=None)
    assert not any(name.startswith("Pace") for name in _figures(nothing))
    assert _figures(replace(COMPARISON, b=replace(B, interval90_s_per_km=None)))["90 % interval"][1] == "–"
