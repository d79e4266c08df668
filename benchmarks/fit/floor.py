"""The least that reading FIT can cost: the checksum, and records copied out by a layout known beforehand."""

from dataclasses import dataclass

import fastcrc
import numpy as np

RECORD = 20
KINDS = {0x00: "u1", 0x01: "i1", 0x02: "u1", 0x83: "i2", 0x84: "u2", 0x85: "i4", 0x86: "u4", 0x8C: "u4"}
"""NumPy's kind for the number of a base type; what is not here is kept as bytes."""


@dataclass(frozen=True)
class Layout:
    """Where records lie that share one shape."""

    rows: np.dtype[np.void]
    places: np.ndarray


def layouts(data: bytes) -> list[Layout]:
    """Every shape that records have in a file, message by message: slow, and not a part of what is measured."""
    shapes: dict[int, tuple[int, np.dtype[np.void]]] = {}
    places: dict[np.dtype[np.void], list[int]] = {}
    at, end = data[0], data[0] + int.from_bytes(data[4:8], "little")
    while at < end:
        head = data[at]
        local = head >> 5 & 3 if head & 0x80 else head & 0xF
        if not head & 0x80 and head & 0x40:
            number, shape, at = _definition(data, at)
            shapes[local] = number, shape
            continue
        number, shape = shapes[local]
        if number == RECORD:
            places.setdefault(shape, []).append(at)
        at += shape.itemsize
    return [Layout(shape, np.array(found)) for shape, found in places.items()]


def _definition(data: bytes, at: int) -> tuple[int, np.dtype[np.void], int]:
    """A definition's message number, the shape of its messages, and where it is over."""
    order = ">" if data[at + 2] else "<"
    number = int.from_bytes(data[at + 3 : at + 5], "big" if data[at + 2] else "little")
    sizes, after = [("header", "u1")], at + 6 + 3 * data[at + 5]
    for place in range(at + 6, after, 3):
        field, size, base = data[place : place + 3]
        kind = np.dtype(order + KINDS.get(base, f"V{size}"))
        sizes.append((f"f{field}", kind.str if kind.itemsize == size else f"V{size}"))
    if data[at] & 0x20:
        developers = data[after + 1 : after + 1 + 3 * data[after]]
        sizes += [(f"d{place}", f"V{size}") for place, size in enumerate(developers[1::3])]
        after += 1 + 3 * data[after]
    return number, np.dtype(sizes), after


def floor(data: bytes, known: list[Layout]) -> list[dict[str, np.ndarray]]:
    """The checksum, and every field of every record as a column of its own, unscaled."""
    fastcrc.crc16.arc(data)
    return [_columns(data, layout) for layout in known]


def _columns(data: bytes, layout: Layout) -> dict[str, np.ndarray]:
    size = layout.rows.itemsize
    whole = np.ndarray((len(data) - size + 1,), f"V{size}", data, strides=(1,))
    rows = whole[layout.places].view(layout.rows)
    return {name: rows[name].copy() for name in layout.rows.fields or ()}
