"""How a FIT message lies in the bytes: base types, definitions, and what developers say of fields of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

ByteOrder = Literal["<", ">"]

STRING: Final = 7
FIELD_DESCRIPTION: Final = 206
TIMESTAMP_FIELD: Final = 253


@dataclass(frozen=True, slots=True)
class BaseType:
    """A FIT base type: NumPy's code for it, its size in bytes, and the value that means "nothing"."""

    code: str
    size: int
    invalid: int | None


BASE_TYPES: Final[Mapping[int, BaseType]] = {
    0: BaseType("u1", 1, 0xFF),
    1: BaseType("i1", 1, 0x7F),
    2: BaseType("u1", 1, 0xFF),
    3: BaseType("i2", 2, 0x7FFF),
    4: BaseType("u2", 2, 0xFFFF),
    5: BaseType("i4", 4, 0x7FFFFFFF),
    6: BaseType("u4", 4, 0xFFFFFFFF),
    8: BaseType("f4", 4, None),
    9: BaseType("f8", 8, None),
    10: BaseType("u1", 1, 0),
    11: BaseType("u2", 2, 0),
    12: BaseType("u4", 4, 0),
    13: BaseType("u1", 1, 0xFF),
    14: BaseType("i8", 8, 0x7FFFFFFFFFFFFFFF),
    15: BaseType("u8", 8, 0xFFFFFFFFFFFFFFFF),
    16: BaseType("u8", 8, 0),
}
"""Every base type but text, by the low five bits of its number; the high bit only says that order matters."""


@dataclass(frozen=True, slots=True)
class Field:
    """Where a field lies: bytes from the start of its message, size in bytes, base type number."""

    offset: int
    size: int
    base: int

    @property
    def count(self) -> int:
        """How many numbers the field holds; 0 where its size is no multiple of its base type, or it is text.

        Most COROS files hold such fields: their bytes are stepped over and the rest of the message is sound.
        """
        base = BASE_TYPES.get(self.base)
        return 0 if base is None or self.size % base.size else self.size // base.size

    @property
    def first(self) -> "Field":
        """The first of its numbers alone."""
        return Field(self.offset, BASE_TYPES[self.base].size, self.base)


@dataclass(frozen=True, slots=True)
class Description:
    """What a developer says of a field: its name, its base type, and the native field it stands in for."""

    developer: int
    name: str
    base: int
    native_field: int | None


@dataclass(frozen=True, slots=True)
class DeveloperField:
    """A developer field as described when its definition was read."""

    field: Field
    description: Description


@dataclass(frozen=True, slots=True)
class Definition:
    """The shape of the messages that follow: global message number, byte order, size with the header byte.

    `numbers`, `sizes` and `bases` hold one byte for each native field, in file order.
    """

    message: int
    order: ByteOrder
    size: int
    numbers: bytes
    sizes: bytes
    bases: bytes
    developer: tuple[DeveloperField, ...]

    def field(self, number: int) -> Field | None:
        """Where the native field of that number lies; None where there is none."""
        at = self.numbers.find(number)
        return None if at < 0 else Field(1 + sum(self.sizes[:at]), self.sizes[at], self.bases[at] & 0x1F)


Descriptions = dict[tuple[int, int], Description]
"""Developer fields described so far, by developer data index and field number."""


def definition_length(data: bytes, pos: int, end: int) -> int | None:
    """Bytes of the definition at `pos`, or None where it runs past `end`."""
    if pos + 6 > end:
        return None
    length = 6 + 3 * data[pos + 5]
    if data[pos] & 0x20:
        if pos + length >= end:
            return None
        length += 1 + 3 * data[pos + length]
    return length if pos + length <= end else None


def read_definition(raw: bytes, descriptions: Descriptions) -> Definition | None:
    """The definition in `raw` (header byte first); None where its byte order is neither of the two.

    A developer field nobody has described yet stays unnamed and is stepped over: a description that follows
    later speaks of the definitions that follow it.
    """
    if raw[2] > 1:
        return None
    order: ByteOrder = ">" if raw[2] else "<"
    message = int.from_bytes(raw[3:5], "big" if raw[2] else "little")
    split = 6 + 3 * raw[5]
    sizes = raw[7:split:3]
    size = 1 + sum(sizes)
    developer = []
    for at in range(split + 1, len(raw), 3):
        described = descriptions.get((raw[at + 2], raw[at]))
        if described:
            developer.append(DeveloperField(Field(size, raw[at + 1], described.base), described))
        size += raw[at + 1]
    return Definition(message, order, size, raw[6:split:3], sizes, raw[8:split:3], tuple(developer))


def text(raw: bytes) -> str | None:
    """A text field up to its first zero byte; None where it is empty."""
    return raw.split(b"\0", 1)[0].decode("utf-8", "replace").strip() or None


def read_description(raw: bytes, definition: Definition) -> tuple[tuple[int, int], Description] | None:
    """The developer field that one field_description message describes, under its key; None if not whole."""

    def number(field: int) -> int | None:
        place = definition.field(field)
        return raw[place.offset] if place and place.size == 1 and raw[place.offset] != 0xFF else None

    index, key, base, name = number(0), number(1), number(2), definition.field(3)
    if index is None or key is None or base is None or name is None:
        return None
    words = text(raw[name.offset : name.offset + name.size]) or f"developer field {key}"
    return (index, key), Description(index, words, base & 0x1F, number(15))


class Definitions:
    """Every definition a file has made, each different one once, and the developer fields described so far."""

    def __init__(self) -> None:
        self.known: list[Definition] = []
        self._numbers: dict[tuple[bytes, int], int] = {}
        self._descriptions: Descriptions = {}
        self._edition = 0

    def number(self, raw: bytes) -> int | None:
        """The place in `known` of the definition in `raw`; None where it makes no sense.

        The same bytes are the same definition, until a developer describes fields anew.
        """
        key = (raw[1:], self._edition if raw[0] & 0x20 else -1)
        if key not in self._numbers:
            definition = read_definition(raw, self._descriptions)
            if definition is None:
                return None
            self._numbers[key] = len(self.known)
            self.known.append(definition)
        return self._numbers[key]

    def describe(self, raw: bytes, definition: Definition) -> None:
        """Take in a field_description message: it speaks of the definitions that follow."""
        described = read_description(raw, definition)
        if described and self._descriptions.get(described[0]) != described[1]:
            self._descriptions[described[0]] = described[1]
            self._edition += 1
