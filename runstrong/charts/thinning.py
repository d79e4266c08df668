"""Fewer points for the browser, and the same picture: what stands out and what is missing stays."""

from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray, IntArray

MOST_POINTS: Final = 1_500
"""Points per line at most: beyond it a phone stutters and no eye sees more."""


def telling(values: FloatArray, most: int = MOST_POINTS) -> IntArray:
    """Ascending places of at most `most` of the values (n,): all of them where there are no more.

    Beyond that the first and the last, and the lowest and the highest of each of many equal parts, so that every
    peak is still reached; and a missing value (NaN) wherever one lies between two of these, so that no line is
    drawn across a gap.
    """
    n = len(values)
    if n <= most:
        return np.arange(n)
    missing = np.flatnonzero(np.isnan(values))
    gaps = int(np.count_nonzero(np.diff(missing, prepend=-1) > 1))
    part = np.arange(n) * ((most - min(gaps, most // 2)) // 2 - 1) // n
    begin = np.flatnonzero(np.diff(part, prepend=-1))
    # Sorted within each part; missing values come last in either order.
    lowest, highest = (np.lexsort((one, part))[begin] for one in (values, -values))
    kept = np.unique(np.concatenate([[0, n - 1], lowest, highest]))
    before = np.searchsorted(missing, kept)
    return np.unique(np.concatenate([kept, missing[before[:-1][np.diff(before) > 0]]]))
