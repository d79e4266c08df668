"""Zip archives byte by byte, so that a test can have any of them lie."""

import struct
import tracemalloc
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

T = TypeVar("T")

STORED, DEFLATED = 0, 8
LOCKED: Final = 0x1
SIZES_FOLLOW: Final = 0x8
LINK: Final = 0o120777 << 16


@dataclass(frozen=True)
class Entry:
    """One member; `header` and `directory` say it otherwise: flags, packing, crc, packed, size, name."""

    name: str
    data: bytes
    packing: int = DEFLATED
    attributes: int = 0
    header: dict[str, object] = field(default_factory=dict)
    directory: dict[str, object] = field(default_factory=dict)
    header_extra: bytes = b""
    directory_extra: bytes = b""
    behind: bytes = b""

    def packed(self) -> bytes:
        """Its data as they lie in the archive."""
        return self.data if self.packing == STORED else deflated(self.data)

    def said(self, **otherwise: object) -> dict[str, object]:
        """What is true of it, but for what is to be said otherwise."""
        truth = {
            "flags": 0, "packing": self.packing, "crc": zlib.crc32(self.data), "packed": len(self.packed()),
            "size": len(self.data), "name": self.name.encode(),
        }  # fmt: skip
        return {**truth, **otherwise}


def deflated(data: bytes) -> bytes:
    """Packed as zip has it."""
    packer = zlib.compressobj(1, wbits=-15)
    return packer.compress(data) + packer.flush()


def zip_of(*entries: Entry, comment: bytes = b"", places: dict[str, int] | None = None, end: bytes = b"") -> bytes:
    """The archive; `places` overwrites where the directory says that members stand, `end` the end of it."""
    body, directory = b"", b""
    for entry in entries:
        place = (places or {}).get(entry.name, len(body))
        body += _header(entry) + entry.packed() + entry.behind
        directory += _line(entry, place)
    numbers = (0, 0, len(entries), len(entries), len(directory), len(body), len(comment))
    return body + directory + (end or struct.pack("<4s4H2LH", b"PK\x05\x06", *numbers) + comment)


def _header(entry: Entry) -> bytes:
    says = entry.said(**entry.header)
    return _packed("<4s5H3L2H", b"PK\x03\x04", says, entry.header_extra, ())


def _line(entry: Entry, place: int) -> bytes:
    says = entry.said(**entry.directory)
    behind = (0, 0, 0, entry.attributes, place)
    return _packed("<4s6H3L5H2L", b"PK\x01\x02", says, entry.directory_extra, behind)


def _packed(form: str, mark: bytes, says: dict[str, object], extra: bytes, behind: tuple[int, ...]) -> bytes:
    made_by = (0x314,) if behind else ()
    name = says["name"]
    assert isinstance(name, bytes)
    sizes = (says[key] for key in ("crc", "packed", "size"))
    fixed = (*made_by, 20, says["flags"], says["packing"], 0, 0x5A21, *sizes, len(name), len(extra), *behind)
    return struct.pack(form, mark, *fixed) + name + extra


def with_peak(work: Callable[[], T]) -> tuple[T, int]:
    """What comes of it, and how many bytes of memory were held at most meanwhile."""
    tracemalloc.start()
    try:
        return work(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
