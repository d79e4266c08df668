"""XML from strangers, in bounded time and memory: the part that GPX and TCX share.

A watch file is a deep frame (tracks, laps) around very many small elements (points). `walk` hands over the frame
as it opens and closes, each point as the numbers it states, and every other small element whole, so that no tree
of the file is ever built, a file cut off in the middle keeps every point before the cut, and no namespace or
prefix matters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite, nan
from typing import Final, NamedTuple, Protocol
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from runstrong.errors import Unreadable
from runstrong.ingest.xml.clean import as_utf8

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
_TIME, _POINT = "the time", "the point"
"""What an element in a point can mean beside a stream."""


class Point(NamedTuple):
    """A recorded point: its attributes, the text of its time, and the streams it states by name."""

    attributes: dict[str, str]
    time: str | None
    values: dict[str, float]


class Listener(Protocol):
    """Who takes a file in, piece by piece. Names are local: no namespace, no prefix."""

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """A frame element begins."""

    def closed(self, name: str) -> None:
        """A frame element ends: everything in it was whole."""

    def point(self, point: Point) -> None:
        """A point, whole."""

    def element(self, element: Element) -> None:
        """Any other small element, whole."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a format is built: its frame, its points, the child of a point that is its time, and its streams.

    `stream_of` names streams by local name in lower case, wherever in the point that element stands.
    """

    frame: frozenset[str]
    point: str
    time: str
    stream_of: Mapping[str, str]


def walk(data: bytes, shape: Shape, listener: Listener) -> str | None:
    """Tell `listener` every piece of `data`, in whatever encoding; the warning where the XML breaks off.

    An element of the frame inside a small one is part of the small one. Raises Unreadable for a document type or
    a shape no watch writes.
    """
    text = as_utf8(data)
    walking = _Walk(shape, listener)
    for start in range(0, len(text), _CHUNK_BYTES):
        if not walking.parsed(text[start : start + _CHUNK_BYTES]):
            return DAMAGED
    return None if walking.parsed(None) else CUT_OFF


class _Walk:
    """Expat's callbacks, turned into pieces."""

    def __init__(self, shape: Shape, listener: Listener) -> None:
        self._shape = shape
        self._listener = listener
        self._builder = TreeBuilder()
        self._depth = 0
        self._inside = 0  # how deep within the small element that is being built
        self._elements = 0
        self._opened = 0
        self._bytes = 0
        self._points = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._point = _PointWalk(shape, self._parser, self._whole_point)
        self._listen()

    def _listen(self) -> None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def parsed(self, chunk: bytes | None) -> bool:
        """Take the next chunk in (None: the end); False where the XML breaks."""
        self._bytes += len(chunk or b"")
        points_before, was_open = self._points, self._point.is_open
        try:
            self._parser.Parse(chunk or b"", chunk is None)
        except expat.ExpatError:
            return False
        endless_point = chunk is not None and was_open and self._points == points_before and self._point.is_open
        if endless_point or self._bytes - self._parser.CurrentByteIndex > _TOKEN_BYTES:
            raise Unreadable(_NOT_BUILT_LIKE_ONE)
        return True

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if not self._inside and name == self._shape.point:
            self._point.begin(attributes)
            return
        self._depth += 1
        if not self._inside and name in self._shape.frame:
            self._listener.opened(name, attributes)
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
            if name in self._shape.frame:
                self._listener.closed(name)
            return
        self._inside -= 1
        self._builder.end(name)
        if not self._inside:
            whole, self._builder, self._elements = self._builder.close(), TreeBuilder(), 0
            self._listener.element(whole)

    def _text(self, text: str) -> None:
        if self._inside:
            self._builder.data(text)

    def _whole_point(self, point: Point) -> None:
        self._points += 1
        self._listen()
        self._listener.point(point)

    def _document_type(self, *_: object) -> None:
        raise Unreadable(_DOCUMENT_TYPE)


class _PointWalk:
    """Expat's callbacks within a point: most of a file, so nothing is built but the numbers that are wanted.

    No call of ours is made where an element begins or text comes, only where an element ends: two thirds of the
    time. A point that holds a point ends with the inner one.
    """

    def __init__(self, shape: Shape, parser: expat.XMLParserType, whole: Callable[[Point], None]) -> None:
        self.is_open = False
        self._shape = shape
        self._parser = parser
        self._whole = whole
        self._meanings: dict[str, str] = {}  # tag -> stream, _TIME, _POINT, or "" for nothing
        self._texts: list[str] = []
        self._attributes: dict[str, str] = {}
        self._time: str | None = None
        self._values: dict[str, float] = {}

    def begin(self, attributes: dict[str, str]) -> None:
        """A point begins: from now on the parser speaks to us."""
        self.is_open = True
        self._attributes, self._time, self._values = attributes, None, {}
        self._texts.clear()
        parser = self._parser
        parser.StartElementHandler, parser.EndElementHandler = None, self._end
        parser.CharacterDataHandler = self._texts.append

    def _end(self, tag: str) -> None:
        meaning = self._meanings.get(tag)
        if meaning is None:
            meaning = self._learn(tag)
        if meaning == _POINT:
            self.is_open = False
            self._whole(Point(self._attributes, self._time, self._values))
        elif meaning == _TIME:
            self._time = self._time or "".join(self._texts)
        elif meaning and meaning not in self._values:
            try:
                value = float("".join(self._texts))
            except ValueError:
                value = nan
            if isfinite(value):
                self._values[meaning] = value
        self._texts.clear()

    def _learn(self, tag: str) -> str:
        """What an element of this name is good for."""
        name = tag.rpartition(":")[2]
        special = {self._shape.point: _POINT, self._shape.time: _TIME}
        meaning = special.get(name) or self._shape.stream_of.get(name.lower(), "")
        if len(self._meanings) < _FRAME_ELEMENTS:
            self._meanings[tag] = meaning
        return meaning
