"""The reference tables that ship with the program, each read once."""

from collections.abc import Mapping
from functools import cache

from runstrong.charts import figures, sketches
from runstrong.charts.figures import Drawing
from runstrong.charts.sketches import Sketch
from runstrong.config import shipped
from runstrong.model.exercise import Library
from runstrong.strength import evidence as cards
from runstrong.strength import library
from runstrong.strength.evidence import Evidence


@cache
def exercise_library() -> Library:
    """Every exercise the plan can choose from."""
    return library.parse(shipped("data/exercises.json").read_text(encoding="utf-8"))


@cache
def evidence() -> Evidence:
    """What is known behind every rule, card by card."""
    return cards.parse(shipped("data/evidence.json").read_text(encoding="utf-8"))


@cache
def exercise_figure(exercise_id: str) -> Drawing:
    """An exercise drawn."""
    return figures.figure(exercise_id, _sketches())


@cache
def _sketches() -> Mapping[str, Sketch]:
    return sketches.parse(shipped("data/figures.json").read_text(encoding="utf-8"))
