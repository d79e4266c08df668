"""Small tools on series of one value a second that know where a recording is broken into stretches."""

import math
from typing import Final

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray, IntArray

_BLOCK: Final = 512


def starts(stretch: IntArray) -> BoolArray:
    """(n,) True at the first second of every stretch."""
    first = np.ones(len(stretch), dtype=bool)
    first[1:] = stretch[1:] != stretch[:-1]
    return first


def steps(values: FloatArray, stretch: IntArray) -> FloatArray:
    """(n,) change since the second before; 0 at the start of a stretch, NaN where either value is missing."""
    change = np.zeros(len(values))
    change[1:] = np.diff(values)
    change[starts(stretch)] = 0.0
    return change


def spans(mask: BoolArray, stretch: IntArray) -> IntArray:
    """(k, 2) half-open [begin, end) of every run of True; a break ends a run."""
    edge = starts(stretch)
    edge[1:] |= mask[1:] != mask[:-1]
    begins = np.flatnonzero(edge)
    ends = np.append(begins, len(mask))[1:]
    return np.column_stack([begins, ends])[mask[begins]]


def covered(bounds: IntArray, length: int) -> BoolArray:
    """(length,) True inside any of the half-open (k, 2) `bounds`, which may overlap and reach over the ends."""
    inside = np.clip(bounds, 0, length)
    depth = np.bincount(inside[:, 0], minlength=length + 1) - np.bincount(inside[:, 1], minlength=length + 1)
    return np.cumsum(depth)[:length] > 0


def lasting(mask: BoolArray, stretch: IntArray, seconds: int) -> BoolArray:
    """`mask` without its runs shorter than `seconds`."""
    runs = spans(mask, stretch)
    return covered(runs[runs[:, 1] - runs[:, 0] >= seconds], len(mask))


def widened(mask: BoolArray, seconds: int) -> BoolArray:
    """`mask` with every run grown by `seconds` on both sides."""
    at = np.flatnonzero(mask)
    return covered(np.column_stack([at - seconds, at + seconds + 1]), len(mask))


def bounds(stretch: IntArray) -> tuple[IntArray, IntArray]:
    """(n,) index of the first and of the last second of the stretch that each second belongs to."""
    begins = np.flatnonzero(starts(stretch))
    ends = np.append(begins, len(stretch))[1:]
    sizes = ends - begins
    return np.repeat(begins, sizes), np.repeat(ends - 1, sizes)


def carried(values: FloatArray) -> FloatArray:
    """`values` with each gap filled by the last value before it; NaN before the first."""
    at = np.maximum.accumulate(np.where(np.isfinite(values), np.arange(len(values)), -1))
    return np.where(at >= 0, values[np.maximum(at, 0)], np.nan)


def running_total(values: FloatArray) -> FloatArray:
    """(n + 1,) sums of all values before each index, missing ones as 0."""
    return np.concatenate([[0.0], np.cumsum(np.where(np.isfinite(values), values, 0.0))])


def lagged(values: FloatArray, stretch: IntArray, tau_s: float) -> FloatArray:
    """First-order low-pass of time constant `tau_s`, begun anew in every stretch; a gap holds its value.

    xf[n] = xf[n-1] + (x[n] - xf[n-1]) (1 - exp(-1/tau)): how heart rate follows speed (science.md B.2).
    """
    followed = np.full(len(values), np.nan)
    begins = np.flatnonzero(starts(stretch))
    for begin, end in zip(begins, np.append(begins, len(values))[1:], strict=True):
        known = begin + np.flatnonzero(np.isfinite(values[begin:end]))
        if len(known):
            followed[known] = _low_pass(values[known], math.exp(-1.0 / tau_s))
            followed[begin:end] = carried(followed[begin:end])
    return followed


def _low_pass(values: FloatArray, keep: float) -> FloatArray:
    """xf[n] = keep xf[n-1] + (1 - keep) x[n] from xf[0] = x[0], as (xf[n] - xf[0]) / keep^n is a mere running sum.

    In blocks within which keep^-n neither overflows nor costs digits.
    """
    passed = np.empty(len(values))
    level = values[0]
    for at in range(0, len(values), _BLOCK):
        block = values[at : at + _BLOCK]
        decay = keep ** np.arange(1, len(block) + 1)
        passed[at : at + _BLOCK] = level + decay * (1.0 - keep) * np.cumsum((block - level) / decay)
        level = passed[at + len(block) - 1]
    return passed


def around(values: FloatArray, half: IntArray) -> FloatArray:
    """(n,) mean from `half` seconds before each second to `half` after it; NaN where all are missing."""
    here = np.arange(len(values))
    total, known = running_total(values), running_total(np.isfinite(values).astype(float))
    count = known[here + half + 1] - known[here - half]
    sums = total[here + half + 1] - total[here - half]
    return np.where(count > 0, sums / np.maximum(count, 1), np.nan)
