"""What a metre costs on a hill, running or walking, and the level speed of equal cost (science.md A.3)."""

from typing import Final

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray

DOWNHILL_CREDIT: Final = 0.5
LEVEL_COST: Final = 3.6

_RUNNING: Final = (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)
_WALKING: Final = (280.5, -58.7, -76.8, 51.9, 19.6, 2.5)


def running_cost(slope: FloatArray) -> FloatArray:
    """Cost of running a metre at `slope` (rise over run, at most +-0.45) against level ground.

    F(i) = C(i) / 3.6 with the polynomial of Minetti et al. 2002, J Appl Physiol 93:1039-46.
    """
    return _polynomial(_RUNNING, slope) / LEVEL_COST


def walking_cost(slope: FloatArray) -> FloatArray:
    """Cost of walking a metre at `slope` against *running* it on level ground (Minetti et al. 2002)."""
    return _polynomial(_WALKING, slope) / LEVEL_COST


def _polynomial(coefficients: tuple[float, ...], x: FloatArray) -> FloatArray:
    value = np.full(x.shape, coefficients[0])
    for coefficient in coefficients[1:]:
        value = value * x + coefficient
    return value


def adjusted_speed(speed_mps: FloatArray, slope: FloatArray, running: BoolArray) -> FloatArray:
    """The level running speed of equal cost, m/s.

    Only half of Minetti's downhill credit is given: real runners brake (science.md A.3).
    """
    cost = running_cost(slope)
    cost = np.where(slope < 0, 1.0 - DOWNHILL_CREDIT * (1.0 - cost), cost)
    return speed_mps * np.where(running, cost, walking_cost(slope))
