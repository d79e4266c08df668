"""Points one by one, for those that are not written plainly."""

from collections.abc import Callable
from math import isfinite, nan
from typing import Final
from xml.parsers import expat

from runstrong.ingest.xml.columns import number
from runstrong.ingest.xml.pieces import TIME, Shape, local

_POINT: Final = "the point"
_TAGS: Final = 10_000


class PointWalk:
    """Expat's callbacks within a point, where nothing is built but the numbers that are wanted.

    No call of ours is made where an element begins or text comes, only where an element ends: two thirds of the
    time. A point that holds a point ends with the inner one. `ended` takes the parser back, `whole` the point.
    """

    def __init__(
        self,
        shape: Shape,
        parser: expat.XMLParserType,
        ended: Callable[[], None],
        whole: Callable[[bytes, dict[str, float]], None],
    ) -> None:
        self._is_open = False
        self._begun = 0
        self._shape = shape
        self._parser = parser
        self._ended = ended
        self._whole = whole
        self._meanings: dict[str, str] = {}  # tag -> stream, TIME, _POINT, or "" for nothing
        self._texts: list[str] = []
        self._time: str | None = None
        self._values: dict[str, float] = {}

    @property
    def open_number(self) -> int | None:
        """Which point is open."""
        return self._begun if self._is_open else None

    def begin(self, attributes: dict[str, str]) -> None:
        """A point begins: from now on the parser speaks to us."""
        self._is_open = True
        self._begun += 1
        self._time = None
        self._values = {stream: number(attributes.get(name)) for name, stream in self._shape.attribute_of.items()}
        self._texts.clear()
        parser = self._parser
        parser.StartElementHandler, parser.EndElementHandler = None, self._end
        parser.CharacterDataHandler = self._texts.append

    def _end(self, tag: str) -> None:
        meaning = self._meanings.get(tag)
        if meaning is None:
            meaning = self._learn(tag)
        if meaning == _POINT:
            self._end_of_point()
        elif meaning == TIME:
            self._time = self._time or "".join(self._texts)
        elif meaning and meaning not in self._values:
            try:
                value = float("".join(self._texts))
            except ValueError:
                value = nan
            if isfinite(value):
                self._values[meaning] = value
        self._texts.clear()

    def _end_of_point(self) -> None:
        self._is_open = False
        self._ended()
        self._whole((self._time or "").encode(), self._values)

    def _learn(self, tag: str) -> str:
        """What an element of this name is good for."""
        meaning = _POINT if local(tag) == self._shape.point else self._shape.meaning(tag)
        if len(self._meanings) < _TAGS:
            self._meanings[tag] = meaning
        return meaning
