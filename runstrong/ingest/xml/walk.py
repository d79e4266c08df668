"""XML from strangers, in bounded time and memory: the part that GPX and TCX share.

A watch file is a deep frame (tracks, laps) around very many small elements (points). `walk` hands over the frame
as it opens and closes, points as columns, and every other small element whole, so that no tree of the file is ever
built, a file cut off in the middle keeps every point before the cut, and no namespace or prefix matters.
"""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

from runstrong.errors import Unreadable
from runstrong.ingest.xml.batch import Batch, Run
from runstrong.ingest.xml.clean import as_utf8
from runstrong.ingest.xml.lifting import Lifting
from runstrong.ingest.xml.pieces import Listener, Shape, local
from runstrong.ingest.xml.point import PointWalk

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

_L = TypeVar("_L", bound=Listener)


class _Declined(Exception):
    """A run of points that was lifted out does not stand where points stand."""


def walk(data: bytes, shape: Shape, listen: Callable[[], _L]) -> tuple[_L, str | None]:
    """Tell a listener every piece of `data`, in whatever encoding; the warning where the XML breaks off.

    Points written plainly are lifted out beforehand. Where that proves wrong, or the file is damaged, all is told
    again to a new listener, point by point. An element of the frame inside a small one is part of the small one.
    Raises Unreadable for a document type or a shape no watch writes.
    """
    text = as_utf8(data)
    try:
        return _told(text, shape, listen(), Lifting(text, shape))
    except _Declined:
        return _told(text, shape, listen(), None)


def _told(text: bytes, shape: Shape, listener: _L, lifting: Lifting | None) -> tuple[_L, str | None]:
    walking = _Walk(shape, listener)
    for chunk in lifting.chunks(text, _CHUNK_BYTES) if lifting else _chunks(text):
        left, runs = lifting.lifted(chunk, walking.bytes) if lifting else (chunk, {})
        if not walking.parsed(left, runs):
            return listener, DAMAGED
    return listener, None if walking.ended() else CUT_OFF


def _chunks(text: bytes) -> Iterator[bytes]:
    return (text[start : start + _CHUNK_BYTES] for start in range(0, len(text), _CHUNK_BYTES))


class _Walk:
    """Expat's callbacks, turned into pieces."""

    def __init__(self, shape: Shape, listener: Listener) -> None:
        self.bytes = 0
        self._shape = shape
        self._listener = listener
        self._runs: dict[int, Run] = {}
        self._builder = TreeBuilder()
        self._depth = 0
        self._inside = 0  # how deep within the small element that is being built
        self._elements = 0
        self._opened = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._batch = Batch(listener.points)
        self._point = PointWalk(shape, self._parser, self._listen, self._batch.add)
        self._listen()

    def _listen(self) -> None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def parsed(self, chunk: bytes, runs: dict[int, Run]) -> bool:
        """Take the next chunk in, and the runs that its marks stand for; False where the XML breaks."""
        self.bytes += len(chunk)
        self._runs = runs
        open_before = self._point.open_number
        whole = self._parse(chunk, False)
        if runs:  # some mark was not met
            raise _Declined
        endless_point = open_before is not None and self._point.open_number == open_before
        if whole and (endless_point or self.bytes - self._parser.CurrentByteIndex > _TOKEN_BYTES):
            raise Unreadable(_NOT_BUILT_LIKE_ONE)
        return whole

    def ended(self) -> bool:
        """Whether the file is whole."""
        return self._parse(b"", True)

    def _parse(self, chunk: bytes, is_last: bool) -> bool:
        try:
            self._parser.Parse(chunk, is_last)
            whole = True
        except expat.ExpatError:
            whole = False
        self._batch.hand_over()
        return whole

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if not self._inside and name == self._shape.point:
            self._at_point(attributes)
            return
        self._depth += 1
        if not self._inside and name in self._shape.frame:
            self._batch.hand_over()
            self._listener.opened(name, attributes)
            self._opened += 1
        else:
            self._inside += 1
            self._elements += 1
            self._builder.start(name, attributes)
        if self._depth > _DEPTH or self._elements > _PIECE_ELEMENTS or self._opened > _FRAME_ELEMENTS:
            raise Unreadable(_NOT_BUILT_LIKE_ONE)

    def _at_point(self, attributes: dict[str, str]) -> None:
        run = self._runs.pop(self._parser.CurrentByteIndex, None) if self._runs else None
        if run is None:
            self._point.begin(attributes)
            return
        self._depth += 1  # until the mark ends
        self._batch.add_run(run)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        name = local(tag)
        if not self._inside:
            if name in self._shape.frame:
                self._batch.hand_over()
                self._listener.closed(name)
            return
        self._inside -= 1
        self._builder.end(name)
        if not self._inside:
            whole, self._builder, self._elements = self._builder.close(), TreeBuilder(), 0
            self._batch.hand_over()
            self._listener.element(whole)

    def _text(self, text: str) -> None:
        if self._inside:
            self._builder.data(text)

    def _document_type(self, *_: object) -> None:
        raise Unreadable(_DOCUMENT_TYPE)
