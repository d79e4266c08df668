"""Zip archives whose directory is lost or leads astray: members found again by the headers in front of them.

The directory stands at the end, so that a download cut off has none at all, and one wrong byte in it hides
thousands of whole files. Here a new one is written from what the headers say, and from there on nothing is
different: sizes, checksums and overlaps are looked at as in any other archive.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import IO, Final, NamedTuple, cast

from runstrong.ingest.zip_guard import TOO_MANY, TROUBLE, Guarded, TooMuch

_HEADER: Final = struct.Struct("<4s5H3L2H")
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_DESCRIPTORS: Final = (struct.Struct("<4s3L"), struct.Struct("<4sL2Q"))
_LARGE: Final = struct.Struct("<2H2Q")
_HEADER_MARK, _ENTRY_MARK, _END_MARK, _DESCRIPTOR_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x07\x08"
_BEGIN: Final = re.compile(rb"PK\x03\x04")
_NEXT: Final = re.compile(rb"PK(\x03\x04|\x01\x02|\x07\x08)")
_VERSION: Final = 20
_SIZES_FOLLOW: Final = 0x8
_NAME_IS_UTF8: Final = 0x800
_ELSEWHERE, _COUNTED_ELSEWHERE = 0xFFFFFFFF, 0xFFFF
_CHUNK: Final = 1 << 16


class _Local(NamedTuple):
    """What the header at `offset` says of its member."""

    offset: int
    flags: int
    packing: int
    crc: int
    packed_size: int
    size: int
    name: bytes

    def entry(self) -> bytes:
        """Its line in a directory; a name that is no text is taken letter by letter."""
        flags = self.flags if _is_utf8(self.name) else self.flags & ~_NAME_IS_UTF8
        sizes = (min(number, _ELSEWHERE) for number in (self.packed_size, self.size))
        numbers = (_VERSION, _VERSION, flags, self.packing, 0, 0, self.crc, *sizes, len(self.name))
        return _ENTRY.pack(_ENTRY_MARK, *numbers, 0, 0, 0, 0, 0, self.offset) + self.name


def opened(stream: IO[bytes], members_left: int, *, is_inside: bool) -> tuple[zipfile.ZipFile, bool]:
    """An archive, and whether it is whole; of a damaged one what can be found without its directory.

    One that lies inside another is not searched, as every step back in it unpacks all again. Raises one of TROUBLE
    where it cannot be opened, TooMuch where it holds more members than may be.
    """
    try:
        archive = zipfile.ZipFile(cast("IO[bytes]", Guarded(stream, members_left)))
        if is_inside or not _leads_astray(archive, stream):
            return archive, True
    except TROUBLE:
        if is_inside:
            raise
    return zipfile.ZipFile(_with_directory(stream, members_left)), False


def _leads_astray(archive: zipfile.ZipFile, stream: IO[bytes]) -> bool:
    """Does its directory not hold what it says or what is there, or point to where no member begins?

    It is followed to its end only where it looks odd: where members overlap.
    """
    places = sorted((info.header_offset, info.compress_size) for info in archive.infolist())
    if _stated_count(stream) not in (len(places), _COUNTED_ELSEWHERE):
        return True
    if not places:
        return _begins_at(stream, 0)
    is_odd = any(start + _HEADER.size + size > then for (start, size), (then, _) in pairwise(places))
    return not all(_begins_at(stream, start) for start, _ in (places if is_odd else places[:1]))


def _stated_count(stream: IO[bytes]) -> int:
    """How many lines a directory holds by its own account, which stands before a comment of 64 KB at most."""
    stream.seek(max(stream.seek(0, io.SEEK_END) - _END.size - 0xFFFF, 0))
    ending = stream.read()
    count: int = _END.unpack_from(ending, ending.rindex(_END_MARK))[4]
    return count


def _begins_at(stream: IO[bytes], offset: int, mark: bytes = _HEADER_MARK) -> bool:
    return stream.seek(max(offset, 0)) == offset and stream.read(len(mark)) == mark


def _with_directory(stream: IO[bytes], members_left: int) -> IO[bytes]:
    """The archive as if its directory were written anew; TooMuch where that lists more members than may be."""
    end = stream.seek(0, io.SEEK_END)
    entries: list[bytes] = []
    for local in _locals(stream, end):
        entries.append(local.entry())
        if len(entries) > members_left:
            raise TooMuch(TOO_MANY)
    directory = b"".join(entries)
    count = min(len(entries), 0xFFFF)
    ending = _END.pack(_END_MARK, 0, 0, count, count, len(directory), end, 0)
    return cast("IO[bytes]", _Joined(stream, end, directory + ending))


def _locals(stream: IO[bytes], end: int) -> Iterator[_Local]:
    """Every member from the front to the `end`, those behind a damaged one, too."""
    at = _find(stream, _BEGIN, 0, end)
    while end - at > _HEADER.size:
        local, then = _local(stream, at, end)
        yield local
        at = _find(stream, _BEGIN, then, end)


def _local(stream: IO[bytes], at: int, end: int) -> tuple[_Local, int]:
    """The member whose header stands `at`, and where it is over: where it says, if anything begins there."""
    stream.seek(at)
    _, _, flags, packing, _, _, crc, packed_size, size, *lengths = _HEADER.unpack(stream.read(_HEADER.size))
    name, extra = (stream.read(length) for length in lengths)
    begin = at + _HEADER.size + sum(lengths)
    if packed_size == _ELSEWHERE and len(extra) >= _LARGE.size:
        _, _, size, packed_size = _LARGE.unpack_from(extra)
    then = begin + packed_size
    if flags & _SIZES_FOLLOW and not packed_size:
        then = _find(stream, _NEXT, begin, end)
        crc, packed_size, size = _sizes_at(stream, then, begin)
    elif then != end and not _begins_at(stream, then, b"PK"):
        then = _find(stream, _NEXT, begin, end)
        packed_size = min(packed_size, max(then - begin, 0))
    return _Local(at, flags, packing, crc, packed_size, size, name), then


def _sizes_at(stream: IO[bytes], then: int, begin: int) -> tuple[int, int, int]:
    """Checksum and sizes of a member that states them only behind it; of one that does not some that fit none.

    They take four bytes each or eight, which only what stands behind them tells.
    """
    for form in sorted(_DESCRIPTORS, key=lambda form: not _begins_at(stream, then + form.size, b"PK")):
        stream.seek(then)
        found = stream.read(form.size)
        if len(found) == form.size and found.startswith(_DESCRIPTOR_MARK):
            _, crc, packed_size, size = form.unpack(found)
            if packed_size == then - begin:
                return crc, packed_size, size
    cut_off = max(then - begin, 0)
    return 0, cut_off, cut_off


def _find(stream: IO[bytes], mark: re.Pattern[bytes], start: int, end: int) -> int:
    """Where the next `mark` of four bytes begins; the `end` where there is none."""
    stream.seek(start)
    before = b""
    while chunk := stream.read(_CHUNK):
        window = before + chunk
        if found := mark.search(window):
            return stream.tell() - len(window) + found.start()
        before = window[-3:]
    return end


class _Joined(io.RawIOBase):
    """A stream with more bytes behind its `end`."""

    def __init__(self, stream: IO[bytes], end: int, more: bytes) -> None:
        self._stream, self._end, self._more = stream, end, more
        self._at = 0

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        whole = self._end + len(self._more)
        self._at = max(offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: whole}[whence], 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        size = size if size >= 0 else self._end + len(self._more)
        self._stream.seek(min(self._at, self._end))
        data = self._stream.read(min(size, max(self._end - self._at, 0)))
        if len(data) < size:
            behind = max(self._at - self._end, 0)
            data += self._more[behind : behind + size - len(data)]
        self._at += len(data)
        return data


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
