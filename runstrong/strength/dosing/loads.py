"""Loads in kg: the steps a kit has, a little more, a little less."""

from collections.abc import Collection
from typing import Final

from runstrong.model.exercise import Exercise

HEAVY_KG: Final = 80.0


def load_step(exercise: Exercise, load_kg: float, used: Collection[str]) -> float:
    """The smallest step of the kit in use: 2 kg with dumbbells (1 kg a hand), 4 with kettlebells, else plates.

    Plates go by 2.5 kg, for the legs from 80 kg on by 5 (science C.3: 2.5 upper, 5 lower, or 2.5-5 %).
    """
    if "dumbbell" in used:
        return 2.0
    if "kettlebell" in used:
        return 4.0
    return 5.0 if exercise.region == "lower" and load_kg >= HEAVY_KG else 2.5


def times(load_kg: float, factor: float, step: float) -> float:
    """The load times `factor`, down to a whole step and never below one."""
    fine = min(step, 2.5)
    return max(fine, round(load_kg * factor / fine - 0.499) * fine)


def in_kg(load_kg: float) -> str:
    """A load in words."""
    return f"{load_kg:g} kg"
