"""Two small filters that make signals look alive."""

import math
from itertools import accumulate

import numpy as np

from runstrong.model.arrays import FloatArray


def lagged(values: FloatArray, tau_s: float, start: float | None = None) -> FloatArray:
    """`values` (n,) at 1 Hz through a first-order lag of `tau_s`, from `start` (else the first value)."""
    share = 1 - math.exp(-1 / tau_s)
    first = values[0] if start is None else start + share * (values[0] - start)
    steps = accumulate(values[1:].tolist(), lambda state, value: state + share * (value - state), initial=first)
    return np.fromiter(steps, float, len(values))


def wander(rng: np.random.Generator, n: int, sd: float, tau_s: float) -> FloatArray:
    """(n,) noise at 1 Hz with standard deviation `sd` that forgets itself over about `tau_s` seconds."""
    keep = math.exp(-1 / tau_s)
    shocks = rng.normal(0, sd * math.sqrt(1 - keep**2), n)
    shocks[0] = rng.normal(0, sd)
    return np.fromiter(accumulate(shocks.tolist(), lambda state, shock: keep * state + shock), float, n)
