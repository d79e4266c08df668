"""The frame around FIT messages: headers, checksums, several files joined in one, and sizes that lie."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from fastcrc import crc16

from runstrong.errors import Unreadable
from runstrong.ingest.fit.walk import Walk, walk

MOST_PARTS: Final = 1000
"""Files joined in one; watches join fewer than ten."""

_SHORT_HEADER: Final = 12
_HEADER: Final = 14
_CHECKSUM: Final = 2


class Fault(Enum):
    """What is wrong with the frame of a file, in the runner's words."""

    CUT = "The file was cut off: everything up to the cut was kept."
    DAMAGED = "Part of the file is damaged: everything before the damage was kept."
    CHECKSUM = "The file's checksum is wrong: it was read, but some of its numbers may be damaged."
    UNFINISHED = "The watch never finished this file: everything in it was kept, but its end may be missing."
    PART = "Another file joined to this one is damaged and was left out."
    SIZE = "The file states a wrong size; its checksum shows that it is whole."
    HEADER = "The checksum of the file's header is wrong; the rest of the file is sound."
    TRAILING = "The bytes after the end of the file were left out."

    @property
    def lost(self) -> bool:
        """Whether something the file should hold was lost, or may have been."""
        return self not in (Fault.SIZE, Fault.HEADER, Fault.TRAILING)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the files joined in a FIT file: its messages, the byte after its end, and what is wrong with it."""

    walk: Walk
    end: int
    fault: Fault | None


def read_parts(data: bytes, most_records: int) -> tuple[list[Part], list[Fault]]:
    """Every file joined in `data`, damaged ones as far as they are whole, and all that is wrong.

    Raises Unreadable where `data` does not begin like a FIT file, or holds more than any watch writes.
    """
    if not _is_header(data, 0):
        raise Unreadable("This is no FIT file, or its first bytes are damaged.")
    parts: list[Part] = []
    pos = 0
    while pos < len(data) and _is_header(data, pos) and len(parts) < MOST_PARTS:
        parts.append(_read_part(data, pos, most_records))
        pos = parts[-1].end
    faults = [part.fault for part in parts if part.fault]
    if pos < len(data):
        faults.append(_rest(data, pos))
    return parts, faults


def _is_header(data: bytes, pos: int) -> bool:
    return data[pos + 8 : pos + 12] == b".FIT"


def _rest(data: bytes, pos: int) -> Fault:
    """What follows the last readable part: another part whose header is broken, or just bytes."""
    room = len(data) - pos - data[pos] - _CHECKSUM
    stated = int.from_bytes(data[pos + 4 : pos + 8], "little")
    return Fault.PART if data[pos] in (_SHORT_HEADER, _HEADER) and 0 < stated <= room else Fault.TRAILING


def _read_part(data: bytes, pos: int, most_records: int) -> Part:
    begin = pos + (data[pos] if data[pos] >= _SHORT_HEADER else _HEADER)
    stated = begin + int.from_bytes(data[pos + 4 : pos + 8], "little")
    end = stated + _CHECKSUM
    if _sound(data[pos:begin], data, begin, stated):
        walked = walk(data, begin, stated, most_records)
        return Part(walked, end, _fault(walked) or _header_fault(data[pos:begin]))
    if stated > begin and (end == len(data) or _is_header(data, end)):
        walked = walk(data, begin, stated, most_records)
        return Part(walked, end, _fault(walked) or Fault.CHECKSUM)
    return _misstated_part(data, pos, begin, stated, most_records)


def _misstated_part(data: bytes, pos: int, begin: int, stated: int, most_records: int) -> Part:
    """A part whose stated end is none: the file was cut off, never finished, or simply lies about its size."""
    limit = _next_header(data, begin)
    last = limit - _CHECKSUM
    if any(_sound(header, data, begin, last) for header in _headers(data, pos, begin, last)):
        walked = walk(data, begin, last, most_records)
        if walked.stopped == "end":
            return Part(walked, limit, Fault.SIZE)
    walked = walk(data, begin, min(stated, limit) if stated > last else limit, most_records)
    if stated > last:
        return Part(walked, limit, Fault.DAMAGED if walked.stopped == "damaged" else Fault.CUT)
    if walked.stopped == "damaged" and begin < stated < walked.end < last:
        return Part(walk(data, begin, stated, most_records), stated + _CHECKSUM, Fault.CHECKSUM)
    return Part(walked, limit, Fault.UNFINISHED)


def _next_header(data: bytes, begin: int) -> int:
    """Where the next part begins, by its signature; the end of the data where there is none."""
    found = data.find(b".FIT", begin + 8)
    return found - 8 if found >= 0 and data[found - 8] in (_SHORT_HEADER, _HEADER) else len(data)


def _headers(data: bytes, pos: int, begin: int, end: int) -> list[bytes]:
    """The header as it is, and as it would be if it stated its true size, with its own checksum or a new one."""
    header = data[pos:begin]
    sized = header[:4] + max(0, end - begin).to_bytes(4, "little") + header[8:]
    seal = crc16.arc(sized[:_SHORT_HEADER]).to_bytes(2, "little") if len(sized) >= _HEADER else b""
    return [header, sized, sized[:_SHORT_HEADER] + seal + sized[_HEADER:]]


def _sound(header: bytes, data: bytes, begin: int, end: int) -> bool:
    """Whether the two bytes at `end` are the checksum of `header` and all that lies from `begin` to them."""
    stated = data[end : end + _CHECKSUM]
    computed = crc16.arc(memoryview(data)[begin:end], crc16.arc(header))
    return len(stated) == _CHECKSUM and computed == int.from_bytes(stated, "little")


def _fault(walked: Walk) -> Fault | None:
    return {"end": None, "cut": Fault.CUT, "damaged": Fault.DAMAGED}[walked.stopped]


def _header_fault(header: bytes) -> Fault | None:
    """A long header may leave its own checksum out by writing zero."""
    stated = int.from_bytes(header[_SHORT_HEADER:_HEADER], "little")
    return Fault.HEADER if stated and stated != crc16.arc(header[:_SHORT_HEADER]) else None
