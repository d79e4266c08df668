"""XML from strangers, in bounded time and memory: the part that GPX and TCX share.

A watch file is a deep frame (tracks, laps) around very many small elements (points). `pieces` walks the frame
and hands each small element over whole, so that no tree of the file is ever built, a file cut off in the
middle keeps every point before the cut, and no namespace or prefix matters.
"""

import codecs
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from runstrong.errors import Unreadable

CUT_OFF: Final = "The file was cut off: everything up to the cut was kept."
DAMAGED: Final = "The file is damaged in the middle: everything before the damage was kept."
NOTHING_WHOLE: Final = (
    "The file is damaged before its first recorded point: export it from your watch or app again."
)
_DOCUMENT_TYPE: Final = (
    "The file carries a document type, which no watch writes and which can hide harmful instructions: "
    "export the activity from your watch or app again."
)
_NOT_BUILT_LIKE_ONE: Final = "The file is not built like a watch file: export it from your watch or app again."

_DEPTH: Final = 64
_PIECE_ELEMENTS: Final = 100_000
_FRAME_ELEMENTS: Final = 10_000
# expat before 2.6 scans an unfinished token again with every chunk: large chunks keep hostile files linear.
_CHUNK_BYTES: Final = 1_000_000
# A single tag or comment; expat holds it whole, and its attributes thirty times over.
_TOKEN_BYTES: Final = 2 * _CHUNK_BYTES
# Control characters that XML forbids; a file system after a power cut leaves runs of NUL.
_FORBIDDEN: Final = bytes(set(range(32)) - set(b"\t\n\r"))
# Careless exports write a title as it was typed.
_BARE_AMPERSAND: Final = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)")
_WIDE: Final = (
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_STATED: Final = re.compile(rb"""<\?xml[^>]{0,100}encoding\s{0,9}=\s{0,9}["']([\w.-]{1,40})["']""")


@dataclass(frozen=True, slots=True)
class Opened:
    """A frame element begins."""

    name: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Closed:
    """A frame element ends: everything in it was whole."""

    name: str


Piece = Opened | Closed | Element


class Broken(Exception):
    """The XML ends or breaks here; the message says which, and that what came before was kept."""


def as_utf8(data: bytes) -> bytes:
    """`data` as UTF-8 that XML allows: no byte order mark, outer blanks, control characters, bare ampersands.

    UTF-8 is believed when it fits, then what the file states, then Windows' Latin-1.
    """
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return _cleaned(data.decode(encoding, "replace").encode())
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        body.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return _cleaned(body[: error.start])
        return _cleaned(body.decode(_stated_encoding(body), "replace").encode())
    return _cleaned(body)


def pieces(data: bytes, frame: frozenset[str]) -> Iterator[Piece]:
    """Walk UTF-8 `data`: elements named in `frame` open and close, all others come as one whole element each.

    Names are local (no namespace, no prefix). An element of the frame inside a small one is part of the small
    one. Raises Broken where the XML breaks off, Unreadable for a document type or a shape no watch writes.
    """
    walk = _Walk(frame)
    for start in range(0, len(data), _CHUNK_BYTES):
        yield from walk.parsed(data[start : start + _CHUNK_BYTES], DAMAGED)
    yield from walk.parsed(None, CUT_OFF)


def walk(data: bytes, frame: frozenset[str], take: Callable[[Piece], None]) -> str | None:
    """Hand every piece of `data`, in whatever encoding, to `take`; the warning where the file breaks off."""
    try:
        for piece in pieces(as_utf8(data), frame):
            take(piece)
    except Broken as broken:
        return str(broken)
    return None


def _cleaned(text: bytes) -> bytes:
    allowed = text.translate(None, _FORBIDDEN).removeprefix(codecs.BOM_UTF8).strip()
    return _BARE_AMPERSAND.sub(b"&amp;", allowed)


def _stated_encoding(body: bytes) -> str:
    """The encoding the file states, where it is a plain single-byte one or UTF-8; else Windows' Latin-1."""
    stated = _STATED.search(body[:400])
    try:
        name = codecs.lookup(stated[1].decode()).name if stated else ""
    except LookupError:
        name = ""
    return name if name.startswith(("iso8859-", "cp12", "koi8-", "utf-8")) else "cp1252"


class _Walk:
    """Expat's callbacks, turned into pieces that are ready to be taken."""

    def __init__(self, frame: frozenset[str]) -> None:
        self._frame = frame
        self._ready: deque[Piece] = deque()
        self._builder = TreeBuilder()
        self._depth = 0
        self._inside = 0  # how deep within the small element that is being built
        self._elements = 0
        self._opened = 0
        self._bytes = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._document_type

    def parsed(self, chunk: bytes | None, trouble: str) -> Iterator[Piece]:
        """The pieces that became whole with `chunk` (None: the end); Broken(trouble) after the last of them."""
        broken = False
        self._bytes += len(chunk or b"")
        try:
            self._parser.Parse(chunk or b"", chunk is None)
        except expat.ExpatError:
            broken = True
        while self._ready:
            yield self._ready.popleft()
        if broken:
            raise Broken(trouble)
        if self._bytes - self._parser.CurrentByteIndex > _TOKEN_BYTES:
            raise Unreadable(_NOT_BUILT_LIKE_ONE)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        name = tag.rpartition(":")[2]
        if not self._inside and name in self._frame:
            self._ready.append(Opened(name, attributes))
            self._opened += 1
        else:
            self._inside += 1
            self._elements += 1
            self._builder.start(name, attributes)
        if self._depth > _DEPTH or self._elements > _PIECE_ELEMENTS or self._opened > _FRAME_ELEMENTS:
            raise Unreadable(_NOT_BUILT_LIKE_ONE)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        name = tag.rpartition(":")[2]
        if not self._inside:
            self._ready.append(Closed(name))
            return
        self._inside -= 1
        self._builder.end(name)
        if not self._inside:
            self._ready.append(self._builder.close())
            self._builder, self._elements = TreeBuilder(), 0

    def _text(self, text: str) -> None:
        if self._inside:
            self._builder.data(text)

    def _document_type(self, *_: object) -> None:
        raise Unreadable(_DOCUMENT_TYPE)
