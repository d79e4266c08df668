"""What lies inside an upload: watch files out of zip and gzip, streamed, bounded, and never believed.

Nothing an archive says of itself is trusted to let something in: bytes are counted while unpacking, kinds are
told from content, names are shown and never used as paths. A member that cannot be had is one refused member,
not the end.
"""

import gzip
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import IO, BinaryIO, Final, cast

from runstrong.config import LIMITS, MEGABYTE, Limits
from runstrong.errors import Unreadable
from runstrong.ingest.packing import Packed
from runstrong.ingest.sniff import HEAD_BYTES, sniff
from runstrong.ingest.told import Told
from runstrong.ingest.zip_guard import PACKING, TROUBLE, Guarded, TooMuch, is_decoy, points_outside, refusal, shown
from runstrong.ingest.zip_salvage import opened
from runstrong.ingest.zip_within import Within
from runstrong.model.caption import Written

_CHUNK: Final = 65_536
NOTHING_KNOWN: Final[Mapping[str, str]] = {}
_TAR_AT, _TAR = 257, b"ustar"
_WATCH_NAMES: Final = (".fit", ".gpx", ".tcx", ".fit.gz", ".gpx.gz", ".tcx.gz")
NONE_INSIDE: Final = "There is no FIT, GPX or TCX file inside: look for the archive your watch's app exports."
_BROKEN: Final = "The file is damaged or cut off and cannot be unpacked: download or export it again."
_IN_PART: Final = (
    "The archive is damaged or cut off: what is whole in it was read, and a new download brings the rest."
)
_EMPTY: Final = "The file is empty: copy or export it again."
_FALSE_NAME: Final = "By its name this is a watch file, by its content it is not: export the activity again."
_OTHER_SIZE: Final = "The file unpacks to another size than its archive states: download or export it again."
_TRICK: Final = (
    "Its name points outside the archive: if you trust it, unpack it yourself and import what is inside."
)
_TOO_DEEP: Final = "The file is packed inside others too deeply: unpack it yourself and import what is inside."


@dataclass(frozen=True, slots=True)
class Member:
    """One file to read, under the name to show, or the plain sentence why it cannot be had.

    `written` is what the export it came in says about it. `packed` is the SHA-256 of the bytes as they lie in
    their archive; where those are known already, `sha256` is that of the file's own bytes, and there is no `data`.
    """

    name: str
    data: bytes | None
    refusal: str | None = None
    written: Written | None = None
    packed: str | None = field(default=None, compare=False)
    sha256: str | None = None


def members(
    name: str, data: bytes | BinaryIO, limits: Limits = LIMITS, known: Mapping[str, str] = NOTHING_KNOWN
) -> Iterator[Member]:
    """The watch files in `data`, itself one or an archive of them; an archive is read as a stream, never whole.

    A plain file comes as it is, whatever it is. Members of archives are named `archive.zip/inner/run.fit`;
    what is no watch file by its content is left out, and an archive without any gives one refusal. `known` are
    the SHA-256 of packed bytes and of the files they unpack to: those are not unpacked again.
    """
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    unpacking = _Unpacking(limits, known)
    found = False
    try:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        for member in unpacking.upload(name, stream, size):
            found = True
            yield member
        if not found:
            yield Member(name, None, NONE_INSIDE)
    except (Unreadable, TooMuch) as trouble:
        yield Member(name, None, str(trouble))
    except TROUBLE:
        yield Member(name, None, _BROKEN)


def expected_files(stream: BinaryIO, limits: Limits = LIMITS) -> int | None:
    """How many watch files an upload will give, as far as the names in its directory tell.

    None where more archives lie inside. Only for showing how long it may take: nothing relies on it.
    """
    stream.seek(0)
    if sniff(stream.read(HEAD_BYTES)) != "zip":
        return 1
    try:
        with zipfile.ZipFile(cast("IO[bytes]", Guarded(stream, limits.members))) as archive:
            names = [name.lower() for name in archive.namelist() if not is_decoy(name)]
    except (TooMuch, *TROUBLE):
        return 1
    if any(name.endswith(".zip") for name in names):
        return None
    return sum(name.endswith(_WATCH_NAMES) for name in names)


class _Unpacking:
    """One walk through an upload, with what it may still unpack."""

    def __init__(self, limits: Limits, known: Mapping[str, str]) -> None:
        self._limits = limits
        self._known = known
        self._bytes_left = limits.unpacked_bytes
        self._members_left = limits.members

    def upload(self, name: str, stream: IO[bytes], size: int) -> Iterator[Member]:
        """What the upload itself is: a plain file, whatever it holds, or the watch files within an archive."""
        kind = sniff(stream.read(HEAD_BYTES))
        stream.seek(0)
        if kind in ("zip", "gzip"):
            yield from self._walk(name, stream, size, depth=0)
        else:
            yield Member(name, self._rest(stream))

    def _walk(self, name: str, stream: IO[bytes], size: int, depth: int) -> Iterator[Member]:
        """The watch files in a seekable `stream` of stated `size` that lies within `depth` zip archives."""
        head = stream.read(HEAD_BYTES)
        match sniff(head):
            case "zip":
                stream.seek(0)
                yield from self._zip(name, stream, size, depth + 1)
            case "gzip":
                stream.seek(0)
                yield from self._gzip(name, stream, size, depth)
            case "fit" | "gpx" | "tcx":
                data = self._rest(stream, head)
                if len(data) != size:
                    raise Unreadable(_OTHER_SIZE)
                yield Member(name, data)
            case _:
                _refuse_false_name(name, head)

    def _gzip(self, name: str, stream: IO[bytes], size: int, depth: int) -> Iterator[Member]:
        if size > self._limits.file_bytes + MEGABYTE:  # packing never makes a file much larger
            raise Unreadable(_too_large(self._limits.file_bytes))
        with gzip.GzipFile(fileobj=stream) as unpacked:
            head = unpacked.read(HEAD_BYTES)
            match sniff(head):
                case "zip" | "gzip":
                    raise Unreadable(_TOO_DEEP)
                case "fit" | "gpx" | "tcx":
                    yield Member(name, self._rest(cast("IO[bytes]", unpacked), head))
                case _ if not depth and head[_TAR_AT:].startswith(_TAR):
                    raise Unreadable(PACKING)
                case _:
                    _refuse_false_name(name, head)

    def _zip(self, name: str, stream: IO[bytes], size: int, depth: int) -> Iterator[Member]:
        if depth > self._limits.depth:
            raise Unreadable(_TOO_DEEP)
        if size > self._limits.archive_bytes:
            raise Unreadable(_too_large(self._limits.archive_bytes))
        if depth > 1:
            self._spend(size)
        archive, is_whole = opened(stream, self._members_left, is_inside=depth > 1)
        with archive:
            infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
            self._members_left -= len(infos)
            offsets = [*(info.header_offset for info in infos), archive.start_dir]
            told = _told(archive, infos, offsets[1:])
            for info, next_offset in zip(infos, offsets[1:], strict=True):
                if not info.is_dir() and not is_decoy(info.filename):
                    for member in self._member(name, archive, info, next_offset, depth):
                        yield member if member.written else replace(member, written=told.of(info.filename))
        if not is_whole:
            raise Unreadable(_IN_PART if infos else _BROKEN)

    def _member(
        self, name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, next_offset: int, depth: int
    ) -> Iterator[Member]:
        """The watch files in one member; a refused one where it cannot be had."""
        name = f"{name}/{shown(info.filename)}"
        outside = points_outside(info.filename)
        try:
            if reason := refusal(info, next_offset):
                raise Unreadable(reason)
            packed = self._packed(archive, info)
            if packed is not None and packed.sha256 in self._known and not outside:
                yield Member(name, None, sha256=self._known[packed.sha256])
                return
            with _stream_of(archive, info, packed) as stream:
                for member in self._walk(name, stream, info.file_size, depth):
                    yield Member(member.name, None, _TRICK) if outside else _came_in(packed, name, member)
        except Unreadable as trouble:
            yield Member(name, None, str(trouble))
        except TROUBLE:
            yield Member(name, None, _BROKEN)

    def _packed(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Packed | None:
        """A member that is called a watch file, as it lies there; None of others, most of which are pictures."""
        most = self._limits.file_bytes + MEGABYTE
        is_candidate = info.filename.lower().endswith(_WATCH_NAMES) and info.compress_size <= most
        return Packed.read(archive, info) if is_candidate else None

    def _rest(self, stream: IO[bytes], head: bytes = b"") -> bytes:
        """`head` and all that `stream` still holds; Unreadable where that is more than a file may hold."""
        parts, size = [head], len(head)
        while chunk := stream.read(_CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > self._limits.file_bytes:
                raise Unreadable(_too_large(self._limits.file_bytes))
        self._spend(size)
        return b"".join(parts)

    def _spend(self, size: int) -> None:
        self._bytes_left -= size
        if self._bytes_left < 0:
            limit = _size(self._limits.unpacked_bytes)
            raise TooMuch(f"The archive unpacks to more than {limit}: import the rest in smaller parts.")


def _stream_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, packed: Packed | None) -> IO[bytes]:
    """A member as a stream: from its start to its end once, or, where it is an archive, to and fro."""
    unpacker = archive.open
    stream = packed.unpacked() if packed else unpacker(info)
    is_archive = sniff(stream.read(HEAD_BYTES)) == "zip"
    stream.seek(0)
    if not is_archive:
        return stream
    stream.close()
    within = Within(io.BytesIO(packed.data), 0, info) if packed else Within.of(archive, info)
    return cast("IO[bytes]", within)


def _came_in(packed: Packed | None, name: str, member: Member) -> Member:
    """A file with the hash of its packing; one out of an archive within has none of its own."""
    return replace(member, packed=packed.sha256) if packed and member.name == name else member


def _refuse_false_name(name: str, head: bytes) -> None:
    """A stranger that bears a watch file's name is said to be one: it may be what is left of a run."""
    if name.lower().endswith(_WATCH_NAMES):
        raise Unreadable(_FALSE_NAME if head else _EMPTY)


def _told(archive: zipfile.ZipFile, infos: Sequence[zipfile.ZipInfo], next_offsets: Sequence[int]) -> Told:
    """What the tables of an export say, wherever in it they lie; one that cannot be had says nothing."""
    told, unpacker = Told(), archive.open
    for info, next_offset in zip(infos, next_offsets, strict=True):
        if told.is_table(info.filename) and not is_decoy(info.filename) and refusal(info, next_offset) is None:
            with suppress(*TROUBLE), unpacker(info) as table:
                told.listen(info.filename, table)
    return told


def _too_large(limit: int) -> str:
    return f"The file is larger than {_size(limit)}, more than can be read at once."


def _size(limit: int) -> str:
    megabytes = limit / MEGABYTE
    return f"{megabytes:g} MB" if megabytes < 1000 else f"{megabytes / 1000:g} GB"
