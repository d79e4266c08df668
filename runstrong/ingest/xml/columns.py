"""Columns of text as columns of numbers: what is written plainly all at once, the rest value by value."""

import re
from collections.abc import Mapping, Sequence
from itertools import compress
from math import isfinite, nan
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from runstrong.model.arrays import BoolArray, FloatArray, IntArray

_Bytes = npt.NDArray[np.uint8]

# A float holds every whole number of fifteen digits and every such power of ten, so their quotient is the
# nearest float to the decimal: what float() says.
_DIGITS: Final = 15
_NUMBER_CHARS: Final = _DIGITS + len("-.")
_TENS: Final = np.array([float(10**places) for places in range(_NUMBER_CHARS + 2)])

_SECOND: Final = "0000-00-00T00:00:00Z"
_MILLISECOND: Final = "0000-00-00T00:00:00.000Z"


class Points(NamedTuple):
    """Recorded points in file order, as columns of one length.

    `times` are as written and `utc_s` what they mean in s from 1970 UTC, NaN where they are not written plainly.
    `values` holds every stream that some point may state, NaN where one does not.
    """

    times: Sequence[bytes]
    utc_s: FloatArray
    values: Mapping[str, FloatArray]

    def part(self, start: int, end: int) -> "Points":
        """The points from `start` up to `end`."""
        values = {name: column[start:end] for name, column in self.values.items()}
        return Points(self.times[start:end], self.utc_s[start:end], values)

    def joined(self, others: "Points", places: Sequence[int]) -> "Points":
        """These and others, each of which comes after as many of these as its place says."""
        times = np.insert(np.array(self.times, dtype=object), places, others.times)
        missing = np.full(len(self.times), nan), np.full(len(places), nan)
        values = {
            name: np.insert(self.values.get(name, missing[0]), places, others.values.get(name, missing[1]))
            for name in {**self.values, **others.values}
        }
        return Points(times.tolist(), np.insert(self.utc_s, places, others.utc_s), values)

    def where(self, chosen: BoolArray) -> "Points":
        """The points chosen."""
        if chosen.all():
            return self
        values = {name: column[chosen] for name, column in self.values.items()}
        return Points(list(compress(self.times, chosen)), self.utc_s[chosen], values)


def number(text: str | bytes | None) -> float:
    """`text` as a finite float; NaN where it is none."""
    try:
        value = float(text or "")
    except ValueError:
        return nan
    return value if isfinite(value) else nan


def numbers(texts: Sequence[bytes]) -> FloatArray:
    """Every text as a finite float; NaN where it is none, or empty."""
    characters = _characters(texts, _NUMBER_CHARS + 1)
    if np.count_nonzero(characters[_NUMBER_CHARS - 1]) > len(texts) / 2:  # most have too many digits
        return _one_by_one(texts)
    values, plain = _decimals(characters)
    values[~plain] = _one_by_one(list(compress(texts, ~plain)))
    return values


def _one_by_one(texts: Sequence[bytes]) -> FloatArray:
    try:
        values = np.array(list(map(float, texts)))
    except ValueError:
        return np.array([number(text) for text in texts])
    return np.where(np.isfinite(values), values, nan)


def plain_times(texts: Sequence[bytes]) -> FloatArray:
    """Times in s from 1970 UTC; NaN for all that are not `2024-05-11T06:30:00Z`, with or without milliseconds."""
    utc_s: FloatArray = np.full(len(texts), nan)
    width = len(_MILLISECOND) + 1
    characters = _characters(texts, width)
    for shape in (_SECOND, _MILLISECOND):
        expected = np.frombuffer(shape.encode().ljust(width, b"\0"), np.uint8)[:, None]
        is_digit = expected[:, 0] == ord("0")
        digits = characters[is_digit] - np.uint8(ord("0"))
        fits = (digits < 10).all(axis=0) & (characters[~is_digit] == expected[~is_digit]).all(axis=0)
        if fits.any():
            utc_s[fits] = _moments((_weights(shape) @ digits[:, fits]).astype(np.int64))
    return utc_s


def _characters(texts: Sequence[bytes], width: int) -> _Bytes:
    """(width, n) character codes, one text a column; 0 after its end, and cut off at `width`."""
    together: _Bytes = np.array(texts, dtype=f"S{width}").view(np.uint8).reshape(len(texts), width)
    return np.ascontiguousarray(together.T)


def _decimals(characters: _Bytes) -> tuple[FloatArray, BoolArray]:
    """Decimals such as `-14.5`, and which texts are one (or empty, then NaN)."""
    n = characters.shape[1]
    whole, places, digits = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int8)
    negative, after_point = characters[0] == ord("-"), np.zeros(n, np.bool_)
    understood = negative.astype(np.int8)
    for row in characters:
        if not row.any():
            break
        is_digit, is_point = (digit := row - ord("0")) < 10, (row == ord(".")) & ~after_point
        whole = np.where(is_digit, whole * 10 + digit, whole)
        digits += is_digit
        places += is_digit & after_point
        understood += is_digit | is_point
        after_point |= is_point
    length = np.count_nonzero(characters, axis=0)
    values = np.where(length > 0, whole / _TENS[places], nan)
    plain: BoolArray = (length == 0) | ((understood == length) & (digits > 0) & (digits <= _DIGITS))
    return np.where(negative, -values, values), plain


def _weights(shape: str) -> FloatArray:
    """What each digit of `shape` counts in each of its numbers, (numbers, digits)."""
    lengths = [len(number) for number in re.findall("0+", shape)]
    weights = np.zeros((len(lengths), sum(lengths)))
    for i, (end, length) in enumerate(zip(np.cumsum(lengths), lengths, strict=True)):
        weights[i, end - length : end] = _TENS[:length][::-1]
    return weights


def _moments(numbers: IntArray) -> FloatArray:
    """Seconds from 1970 UTC of (6 or 7, n) year, month, day, hour, minute, second, millisecond.

    NaN for what there is not, such as 30 February. Months are looked up: numpy's own reading of text as a date
    crashes on a day there is not.
    """
    year, month, day, hour, minute, second, *fraction = numbers
    exists = (year > 0) & (month > 0) & (month <= 12) & (day > 0) & (hour < 24) & (minute < 60) & (second < 60)
    months = (year - 1970) * 12 + month - 1
    first_days = np.arange(months.min(), months.max() + 2).astype("M8[M]").astype("M8[D]").astype(np.int64)
    days = first_days[months - months.min()] + day - 1
    exists &= days < first_days[months - months.min() + 1]
    milliseconds = (days * 86_400 + hour * 3600 + minute * 60 + second) * 1000
    return np.where(exists, (milliseconds + (fraction[0] if fraction else 0)) / 1000, nan)
