"""FIT bytes from columns: the encoder under simulated runs and planned workouts.

A FIT file is a header, messages and a checksum. Messages are written a whole table at a time: one definition,
then every row through a packed NumPy structured array, so an hour of seconds costs a few milliseconds.
"""

import struct
from collections.abc import Sequence

import fastcrc
import numpy as np
import numpy.typing as npt

from runstrong.export.fit_profile import MESSAGES, STRING, Field
from runstrong.model.arrays import FloatArray

Values = float | str | Sequence[float] | FloatArray | npt.NDArray[np.integer]
"""One value for every row, one text, or a column; physical units, NaN where there is nothing."""

HEADER_BYTES = 14
PROTOCOL_VERSION = 0x20
PROFILE_VERSION = 2132
LOCAL_NUMBERS = 16
DEFINITION_BIT = 0x40
LONGEST_TEXT = 254


class FitFile:
    """A FIT file in the making: `add` messages in the order they belong in, then take `to_bytes`."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._local_numbers: dict[bytes, int] = {}

    def add(self, message: str, **columns: Values | None) -> None:
        """Append rows of `message` (a name of `MESSAGES`): columns by FIT's field names, in physical units.

        Times are UTC seconds from 1970, positions degrees. Single values are repeated for every row; a column
        that is None is not written; NaN and values out of the type's range are written as FIT's "nothing".
        """
        fields = MESSAGES[message].fields
        encoded = {name: _encode(fields[name], values) for name, values in columns.items() if values is not None}
        definition = _definition(MESSAGES[message].number, [(fields[name], a) for name, a in encoded.items()])
        rows = np.broadcast_shapes(*(array.shape for array in encoded.values()))
        table = np.empty(rows, dtype=[("header", "u1"), *((name, a.dtype) for name, a in encoded.items())])
        table["header"] = self._local_number(definition)
        for name, array in encoded.items():
            table[name] = array
        self._parts.append(table.tobytes())

    def to_bytes(self) -> bytes:
        """The whole file: 14-byte header, messages, CRC-16/ARC."""
        data = b"".join(self._parts)
        header = struct.pack("<BBHI4s", HEADER_BYTES, PROTOCOL_VERSION, PROFILE_VERSION, len(data), b".FIT")
        body = header + _checksum(header) + data
        return body + _checksum(body)

    def _local_number(self, definition: bytes) -> int:
        """The local number that stands for `definition`; writes the definition where it is not in force."""
        if definition not in self._local_numbers:
            number = len(self._local_numbers)
            if number == LOCAL_NUMBERS:
                number = self._local_numbers.pop(next(iter(self._local_numbers)))
            self._local_numbers[definition] = number
            self._parts.append(bytes([DEFINITION_BIT | number]) + definition)
        return self._local_numbers[definition]


def _definition(number: int, columns: Sequence[tuple[Field, npt.NDArray[np.generic]]]) -> bytes:
    """A definition message without its header byte: little endian, message number, fields."""
    head = struct.pack("<BBHB", 0, 0, number, len(columns))
    return head + b"".join(
        bytes([field.number, array.dtype.itemsize, field.base.code]) for field, array in columns
    )


def _encode(field: Field, values: Values) -> npt.NDArray[np.generic]:
    """`values` as stored integers, at least one row; a text as its UTF-8 bytes with a closing zero."""
    if field.base is STRING:
        text = str(values).encode()[:LONGEST_TEXT].decode(errors="ignore").encode()
        return np.array([text], dtype=f"S{len(text) + 1}")
    raw = np.rint((np.atleast_1d(np.asarray(values, dtype=float)) + field.offset) * field.scale)
    known = (raw >= field.base.low) & (raw <= field.base.high)
    return np.where(known, raw, field.base.invalid).astype(field.base.dtype)


def _checksum(data: bytes) -> bytes:
    return struct.pack("<H", fastcrc.crc16.arc(data))
