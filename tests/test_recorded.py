"""Strength work as watches recorded it: sessions counted once, sets by region."""

import re

import pytest

from runstrong.model.recording import StrengthSet
from runstrong.strength.recorded import StrengthDone, is_strength, side_by_side, strength_done
from tests.scored_runs import summary

NONE = {"lower": 0.0, "upper": 0.0, "core": 0.0}


def lifted(*categories: int | None) -> list[StrengthSet]:
    """One working set of each category, a rest after each."""
    pairs = ((StrengthSet(0.0, 40.0, True, category=c), StrengthSet(40.0, 75.0, False)) for c in categories)
    return [one for pair in pairs for one in pair]


@pytest.mark.parametrize(
    ("category", "region"),
    [(28, "lower"), (8, "lower"), (1, "lower"), (22, "upper"), (23, "upper"), (19, "core"), (65534, "unknown")],
)
def test_a_set_belongs_to_the_region_of_its_category(category: int, region: str) -> None:
    done = strength_done([lifted(category)]).hard_sets
    assert {name: count for name, count in done.items() if count} == {region: 1.0}


def test_working_sets_count_and_rests_do_not() -> None:
    done = strength_done([lifted(28, 28, 22), lifted(28, None)])
    assert done == StrengthDone(2, {"lower": 3.0, "upper": 1.0, "core": 0.0, "unknown": 1.0})


def test_a_session_without_recorded_sets_is_a_session() -> None:
    assert strength_done([[], []]) == StrengthDone(2, NONE)
    assert strength_done([]) == StrengthDone(0, NONE)


@pytest.mark.parametrize(
    ("sport", "sub_sport", "is_one"),
    [
        ("training", "strength_training", True),
        ("training", "yoga", False),
        ("running", "strength_training", False),
    ],
)
def test_strength_is_what_the_watch_calls_strength(sport: str, sub_sport: str, is_one: bool) -> None:
    assert is_strength(summary(sport=sport, sub_sport=sub_sport)) is is_one


def test_the_caption_sets_side_by_side_and_credits_nothing() -> None:
    text = side_by_side(StrengthDone(), StrengthDone(1, {"lower": 9.0, "core": 3.0}))
    assert text.startswith(
        "Span a went together with no strength sessions, span b with 1 strength session (9 lower, 3 core sets)"
    )
    assert not re.search("because|thanks|due to|effect", text)
    assert side_by_side(StrengthDone(), StrengthDone()) == "No strength sessions were recorded in either span."
