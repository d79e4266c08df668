"""Zip archives from strangers: which members may be looked into, and the names to show them by."""

import re
import stat
import struct
import zipfile
import zlib
from typing import IO, Final

from runstrong.ingest.names import plain

TROUBLE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    OverflowError,
    ValueError,
    LookupError,
)
"""Everything the standard library is known to raise over hostile or damaged archives."""

_LARGEST_READ: Final = 1 << 24  # what zipfile asks for while it seeks; only a hostile directory is larger
_LOCAL_HEADER_BYTES: Final = 30
_DIRECTORY_MARK: Final = b"PK\x01\x02"
_LOCKED: Final = 0x1
_KNOWN_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DECOY: Final = re.compile(
    r"(^|[/\\])(__MACOSX|\$RECYCLE\.BIN|\.Trash[^/\\]*|\._[^/\\]*|\.DS_Store|Thumbs\.db|desktop\.ini)([/\\]|$)",
    re.I,
)
_OUTSIDE: Final = re.compile(r"^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)")
_PASSWORD: Final = "The file is locked with a password: unpack it yourself and import what is inside."
PACKING: Final = (
    "The file is packed in a way that is not known here: unpack it yourself and import what is inside."
)
_LINK: Final = "This is only a link to another file, which is not followed: import that file itself."
TOO_MANY: Final = "The archive holds more files than can be read at once: import it in smaller parts."
_OVERLAP: Final = "The file shares its bytes with others, which no honest archive does: export the archive again."


class TooMuch(Exception):
    """The upload has used up what it may unpack; the message is the plain sentence."""


class Guarded:
    """A zip's stream, guarded against a directory of millions of entries, all of which zipfile would hold."""

    def __init__(self, stream: IO[bytes], members_left: int) -> None:
        self._stream = stream
        self._members_left = members_left
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        """`size` bytes of the archive; TooMuch where they are a directory of too many members."""
        if size > _LARGEST_READ:
            raise zipfile.BadZipFile
        data = self._stream.read(size if size >= 0 else _LARGEST_READ)
        if data.startswith(_DIRECTORY_MARK) and data.count(_DIRECTORY_MARK) > self._members_left:
            raise TooMuch(TOO_MANY)
        return data


def shown(name: str) -> str:
    """A member's name as it may be shown: plain slashes, none in front."""
    return (plain(name) or "").replace("\\", "/").lstrip("/")


def is_decoy(name: str) -> bool:
    """Does a system keep its own things under this name: previews, bins, resource forks?"""
    return bool(_DECOY.search(name))


def points_outside(name: str) -> bool:
    """Would this name, taken as a path, leave the folder it is unpacked into?"""
    return bool(_OUTSIDE.search(name))


def refusal(info: zipfile.ZipInfo, next_offset: int) -> str | None:
    """Why a member cannot even be looked into; None where it can."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return _LINK
    if info.flag_bits & _LOCKED:
        return _PASSWORD
    if info.compress_type not in _KNOWN_PACKINGS:
        return PACKING
    if info.header_offset + _LOCAL_HEADER_BYTES + info.compress_size > next_offset:
        return _OVERLAP
    return None
