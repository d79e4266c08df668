"""FIT files byte by byte, for tests: every header, checksum and size can be right or wrong on purpose."""

import struct
from collections.abc import Sequence

from runstrong.ingest.fit.table import Messages
from runstrong.ingest.fit.walk import walk

EPOCH_S = 631_065_600
START = 1_000_000_000
"""A timestamp of September 2021, in FIT's seconds."""

BASES = {
    "enum": (0x00, "B"), "sint8": (0x01, "b"), "uint8": (0x02, "B"), "sint16": (0x83, "h"), "uint16": (0x84, "H"),
    "sint32": (0x85, "i"), "uint32": (0x86, "I"), "string": (0x07, "s"), "float32": (0x88, "f"),
    "float64": (0x89, "d"), "uint8z": (0x0A, "B"), "uint16z": (0x8B, "H"), "uint32z": (0x8C, "I"),
    "byte": (0x0D, "B"), "sint64": (0x8E, "q"), "uint64": (0x8F, "Q"), "uint64z": (0x90, "Q"),
}  # fmt: skip


def _table_entry(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ (0xA001 if byte & 1 else 0)
    return byte


_CRC_TABLE = [_table_entry(byte) for byte in range(256)]


def crc(data: bytes) -> int:
    """CRC-16/ARC, written out so that the reader's own is checked against something else."""
    value = 0
    for byte in data:
        value = value >> 8 ^ _CRC_TABLE[(value ^ byte) & 0xFF]
    return value


class Fit:
    """A FIT file in the making. Fields are (number, base type name[, how many]) or (number, size, base number)."""

    def __init__(self, order: str = "<") -> None:
        self.order = order
        self._written: list[bytes] = []
        self._formats: dict[int, str] = {}

    @property
    def body(self) -> bytes:
        """Everything between header and checksum."""
        self._written = [b"".join(self._written)]
        return self._written[0]

    @body.setter
    def body(self, written: bytes) -> None:
        self._written = [written]

    def define(
        self,
        local: int,
        message: int,
        fields: Sequence[tuple],
        developer: Sequence[tuple[int, str, int]] = (),
        order: str | None = None,
    ) -> "Fit":
        """A definition message; `developer` fields are (number, base type name, developer data index)."""
        order = order or self.order
        plain = [_field(field) for field in fields]
        own = [(_field((number, base)), index) for number, base, index in developer]
        self._formats[local] = order + "".join(code for *_, code in plain) + "".join(f[-1] for f, _ in own)
        header = 0x40 | (0x20 if own else 0) | local
        self._written.append(struct.pack(order + "BBBHB", header, 0, order == ">", message, len(plain)))
        self._written += [bytes([number, size, base]) for number, size, base, _ in plain]
        if own:
            self._written += [bytes([len(own)]), *(bytes([f[0], f[1], index]) for f, index in own)]
        return self

    def data(self, local: int, *values: object) -> "Fit":
        """A data message of the shape last defined for `local`; text and bytes as bytes."""
        return self._message(local, values)

    def compressed(self, local: int, seconds: int, *values: object) -> "Fit":
        """A data message whose header holds the last five bits of its time."""
        return self._message(0x80 | local << 5 | seconds & 0x1F, values, local)

    def message(self, message: int, fields: Sequence[tuple], *values: object, local: int = 15) -> "Fit":
        """A definition and one data message."""
        return self.define(local, message, fields).data(local, *values)

    def _message(self, header: int, values: Sequence[object], local: int | None = None) -> "Fit":
        form = self._formats[header if local is None else local]
        self._written.append(bytes([header]) + struct.pack(form, *values))
        return self

    def bytes(
        self,
        header_size: int = 14,
        data_size: int | None = None,
        header_crc: int | None = None,
        file_crc: int | None = None,
    ) -> bytes:
        """The whole file; sizes and checksums are right unless given."""
        size = len(self.body) if data_size is None else data_size
        header = struct.pack("<BBHI4s", header_size, 0x20, 2100, size, b".FIT")
        if header_size >= 14:
            header += struct.pack("<H", crc(header) if header_crc is None else header_crc)
            header += bytes(header_size - 14)
        whole = header + self.body
        return whole + struct.pack("<H", crc(whole) if file_crc is None else file_crc)


def _field(field: tuple) -> tuple[int, int, int, str]:
    """(number, size, base number, struct code) of a field given by base type name, or by size and base number."""
    number, second, *rest = field
    if isinstance(second, int):
        return number, second, rest[0], f"{second}s"
    base, code = BASES[second]
    count = rest[0] if rest else 1
    size = count * struct.calcsize("<" + code)
    return number, size, base, (f"{count}{code}" if count > 1 or code == "s" else code)


RECORD = [(253, "uint32"), (5, "uint32"), (3, "uint8")]
"""Timestamp, distance (cm), heart rate."""

SESSION = [
    (253, "uint32"),
    (2, "uint32"),
    (7, "uint32"),
    (8, "uint32"),
    (9, "uint32"),
    (16, "uint8"),
    (5, "enum"),
    (6, "enum"),
]
"""Timestamp, start, elapsed (ms), timer (ms), distance (cm), average heart rate, sport, sub-sport."""

LAP = [(253, "uint32"), (2, "uint32"), (7, "uint32"), (8, "uint32"), (9, "uint32"), (15, "uint8")]
"""Timestamp, start, elapsed (ms), timer (ms), distance (cm), average heart rate."""


def file_id(kind: int = 4, order: str = "<") -> Fit:
    """A file that so far says what it is: 4 for an activity; Garmin, fenix 5."""
    fields = [(0, "enum"), (1, "uint16"), (2, "uint16"), (3, "uint32z"), (4, "uint32")]
    return Fit(order).message(0, fields, kind, 1, 2697, 77, START)


def records(fit: Fit, seconds: Sequence[int], local: int = 0) -> Fit:
    """One record for each of `seconds` after START: 3 m/s, heart rate 100 and rising."""
    fit.define(local, 20, RECORD)
    for second in seconds:
        fit.data(local, START + second, 300 * second, 100 + second % 100)
    return fit


def session(fit: Fit, start: int = 0, seconds: int = 60, sport: int = 1, sub_sport: int = 0) -> Fit:
    """The summary of `seconds` from `start` after START on, at 3 m/s and 140 beats/min."""
    end = START + start + seconds
    return fit.message(
        18, SESSION, end, START + start, 1000 * seconds, 1000 * seconds, 300 * seconds, 140, sport, sub_sport
    )


def activity(seconds: int = 60) -> Fit:
    """A plain run: file id, a record a second, a session."""
    return session(records(file_id(), range(seconds)), seconds=seconds)


def describe(fit: Fit, number: int, base: int, name: str, index: int = 0, native: int = 0xFF) -> Fit:
    """A description of a developer's field: its number, base type number, name, and the native field it is for."""
    fields = [(0, "uint8"), (1, "uint8"), (2, "uint8"), (3, "string", 20), (15, "uint8")]
    return fit.message(206, fields, index, number, base, name.encode(), native)


def twelve_bits(ticks: Sequence[int]) -> bytes:
    """The last twelve bits of eight ticks in twelve bytes, the low bits first."""
    return sum((tick & 0xFFF) << 12 * place for place, tick in enumerate(ticks)).to_bytes(12, "little")


def strap(fit: Fit, began: int, ticks: Sequence[int], rates: Sequence[int]) -> Fit:
    """What a strap kept and sent later: one beat with its clock 0.5 s after `began`, then eight at a time."""
    fit.define(3, 132, [(253, "uint32"), (9, "uint32"), (0, "uint16"), (6, "uint8")])
    fit.define(4, 132, [(6, "uint8", 8), (10, "byte", 12)])
    fit.data(3, began, ticks[0], 16_384, rates[0])
    for at in range(1, len(ticks), 8):
        fit.data(4, *[*rates[at : at + 8], *[0xFF] * 8][:8], *twelve_bits([*ticks[at : at + 8], *[0] * 8][:8]))
    return fit


def messages(fit: Fit, most: int = 500_000) -> Messages:
    """What the reader's walk finds in a file's body."""
    return Messages(fit.body, walk(fit.body, 0, len(fit.body), most), most)
