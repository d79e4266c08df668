"""What the points of one file look like: learned from samples, written as a pattern that only such points fit.

The pattern vouches for what it fits. Tags stand literally and close in order; texts and quoted values hold nothing
that XML reads in a special way. So a point that fits is well-formed and means what it says.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from xml.parsers import expat

from runstrong.ingest.xml.pieces import TIME, Shape, local

_MOST_ELEMENTS: Final = 64
_DEEPEST: Final = 8
# Of the characters that UTF-8 can write, XML forbids two, ef bf be and ef bf bf, beside the control characters,
# which are gone by now.
_SPECIAL: Final = rb"&(?:amp|lt|gt|quot|apos);|\xef(?!\xbf[\xbe\xbf])"


# Repeats of groups are atomic groups, not possessive: Python before 3.11.5 matches `(?:...)*+` wrongly where the
# group itself can be matched in several ways.


def _number(end: bytes) -> bytes:
    """A pattern for text up to `end` that may state a number or a time."""
    return rb"[^<&\x80-\xff%b]*+" % end


def _text(end: bytes) -> bytes:
    """A pattern for any other text up to `end`."""
    return rb"[^<&\xef%b]*+(?>(?:(?:%b)[^<&\xef%b]*+)*)" % (end, _SPECIAL, end)


_QUOTED: Final = rb"""(?:"%b"|'%b')""" % (_text(b'"'), _text(b"'"))


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    attributes: tuple[str, ...]
    children: tuple["_Element", ...] = ()

    def resembles(self, other: "_Element") -> bool:
        """Whether both can be one element of a template."""
        return (self.tag, self.attributes) == (other.tag, other.attributes)

    def joined(self, other: "_Element") -> "_Element":
        """An element of which both are cases: its children are in an order of which either's is a part."""
        joined: list[_Element] = []
        rest = self.children
        for child in other.children:
            at = next((i for i, ours in enumerate(rest) if ours.resembles(child)), None)
            if at is None:
                joined.append(child)
            else:
                joined += (*rest[:at], rest[at].joined(child))
                rest = rest[at + 1 :]
        return replace(self, children=(*joined, *rest))

    def within(self, depth: int = 1) -> Iterator[tuple["_Element", int]]:
        """All elements in this one, with their depth."""
        for child in self.children:
            yield child, depth
            yield from child.within(depth + 1)


class Template:
    """The look of a file's points as far as it is known; every element in a point may be missing.

    `meanings` says what each group of `pattern` states: a stream, or `TIME`.
    """

    def __init__(self, shape: Shape) -> None:
        self.pattern: re.Pattern[bytes] | None = None
        self.meanings: tuple[str, ...] = ()
        self._shape = shape
        self._point: _Element | None = None

    def fits(self, sample: bytes) -> bool:
        """Whether `sample` looks like that."""
        return bool(self.pattern and self.pattern.fullmatch(sample))

    def learn(self, sample: bytes) -> bool:
        """Become a template that `sample` fits too; False, and nothing changes, where that cannot be."""
        point = _parsed(sample)
        if point is None or (self._point and not self._point.resembles(point)):
            return False
        point = self._point.joined(point) if self._point else point
        if not self._can_be_a_template(point):
            return False
        pattern, meanings = self._written(point, b"'" if b'"' not in sample else b'"', self._shape.attribute_of)
        compiled = re.compile(pattern)
        if meanings.count(TIME) > 1 or not compiled.fullmatch(sample):
            return False
        self.pattern, self.meanings, self._point = compiled, meanings, point
        return True

    def _can_be_a_template(self, point: _Element) -> bool:
        within = list(point.within())
        return (
            local(point.tag) == self._shape.point
            and self._shape.attribute_of.keys() <= set(point.attributes)
            and len(within) <= _MOST_ELEMENTS
            and all(depth <= _DEEPEST for _, depth in within)
            and all(local(element.tag) != self._shape.point for element, _ in within)
            and not any(element.children and self._shape.meaning(element.tag) == TIME for element, _ in within)
        )

    def _written(
        self, element: _Element, quote: bytes, attribute_of: Mapping[str, str]
    ) -> tuple[bytes, tuple[str, ...]]:
        """The element as a pattern, and what its groups mean."""
        tag = re.escape(element.tag.encode())
        start, meanings = _start(element, quote, attribute_of)
        if element.children:
            parts = [self._written(child, quote, {}) for child in element.children]
            body = rb">\s*+" + b"".join(b"(?>(?:%b)?)" % part for part, _ in parts)
            meanings += tuple(meaning for _, within in parts for meaning in within)
        elif meaning := self._shape.meaning(element.tag):
            body, meanings = b">(%b)" % _number(b">"), (*meanings, meaning)
        else:
            body = b">" + _text(b">")
        return rb"%b(?:%b</%b>|\s*+/>)\s*+" % (start, body, tag), meanings


def _start(element: _Element, quote: bytes, attribute_of: Mapping[str, str]) -> tuple[bytes, tuple[str, ...]]:
    """The start of an element's tag as a pattern, with a group for each attribute that is wanted."""
    written = b"<" + re.escape(element.tag.encode())
    for name in element.attributes:
        held = rb"%b(%b)%b" % (quote, _number(quote), quote) if name in attribute_of else _QUOTED
        written += rb"\s++%b=%b" % (re.escape(name.encode()), held)
    written += rb"\s*+" if element.attributes else b""
    return written, tuple(attribute_of[name] for name in element.attributes if name in attribute_of)


def _parsed(sample: bytes) -> _Element | None:
    """The sample as a tree of names; None where it is not well-formed."""
    open_elements: list[tuple[str, tuple[str, ...], list[_Element]]] = [("", (), [])]

    def start(tag: str, attributes: list[str]) -> None:
        open_elements.append((tag, tuple(attributes[::2]), []))

    def end(_: str) -> None:
        tag, attributes, children = open_elements.pop()
        open_elements[-1][2].append(_Element(tag, attributes, tuple(children)))

    parser = expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(sample, True)
    except expat.ExpatError:
        return None
    return open_elements[0][2][0]
