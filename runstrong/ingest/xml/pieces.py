"""What a watch file is made of, and who takes it in: the words that both ways of reading points share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol
from xml.etree.ElementTree import Element

from runstrong.ingest.xml.columns import Points

TIME: Final = "the time"
"""What an element in a point can mean beside a stream."""


class Listener(Protocol):
    """Who takes a file in, piece by piece. Names are local: no namespace, no prefix."""

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """A frame element begins."""

    def closed(self, name: str) -> None:
        """A frame element ends: everything in it was whole."""

    def points(self, points: Points) -> None:
        """Some points, whole, between which no frame element begins or ends."""

    def element(self, element: Element) -> None:
        """Any other small element, whole."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a format is built: its frame, its points, the child of a point that is its time, and its streams.

    `stream_of` names streams by local name in lower case, wherever in the point that element stands;
    `attribute_of` those that are attributes of the point itself.
    """

    frame: frozenset[str]
    point: str
    time: str
    attribute_of: Mapping[str, str]
    stream_of: Mapping[str, str]

    def meaning(self, tag: str) -> str:
        """What an element of this name in a point states: a stream, `TIME`, or "" for nothing."""
        name = local(tag)
        return TIME if name == self.time else self.stream_of.get(name.lower(), "")


def local(tag: str) -> str:
    """A tag without its prefix."""
    return tag.rpartition(":")[2]
