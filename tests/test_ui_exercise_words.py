"""Exercises in the runner's words."""

import re

from runstrong.reference import exercise_library
from runstrong.ui.exercise_words import name_in_a_column
from runstrong.ui.plain import plain

NARROW = 10
"""Letters of one word that the column of exercises holds on a phone beside dose, reserve and rest."""


def test_no_name_makes_the_table_of_a_session_wider_than_a_phone() -> None:
    too_long = [
        name
        for name in (name_in_a_column(plain(exercise.name)) for exercise in exercise_library().exercises.values())
        if max(map(len, re.split(r"[\s\u00ad-]", name))) > NARROW
    ]
    assert too_long == []


def test_a_name_that_may_break_reads_as_before_and_is_shown_so() -> None:
    shown = name_in_a_column(plain("Countermovement jump"))
    assert shown == "Counter\u00admovement jump"
