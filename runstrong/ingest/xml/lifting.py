"""Points that are written plainly, lifted out of a file as columns; the walk goes through what is left.

In place of a run of such points one empty point stays behind as a mark, so that the walk says where the run
belongs, and whether it is part of the file at all: one in a comment or inside something else is never met.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from runstrong.ingest.xml.batch import Run
from runstrong.ingest.xml.columns import Points, numbers, plain_times
from runstrong.ingest.xml.pieces import TIME, Shape
from runstrong.ingest.xml.template import Template
from runstrong.model.arrays import FloatArray

_LESSONS: Final = 16
_SAMPLES: Final = 8
_LONGEST_SAMPLE: Final = 8192


class Lifting:
    """What has been learned of the points of one file, `text`."""

    def __init__(self, text: bytes, shape: Shape) -> None:
        first = re.search(rb"<((?:[\w.-]++:)?%b)[\s/>]" % re.escape(shape.point.encode()), text)
        self._tag = first[1] if first else b""
        self._mark = b"<%b/>" % shape.point.encode()
        self._template = Template(shape)
        self._lessons = _LESSONS if first else 0
        for i in range(_SAMPLES):
            self._learns_from(text, len(text) * i // _SAMPLES)

    def chunks(self, text: bytes, size: int) -> Iterator[bytes]:
        """`text` in pieces of at most `size`, cut where a point begins if there is one."""
        start = 0
        while start < len(text):
            end = start + size
            if self._tag and end < len(text):
                cut = text.rfind(b"<" + self._tag, start + size // 2, end)
                end = cut if cut > 0 else end
            yield text[start:end]
            start = end

    def lifted(self, chunk: bytes, at: int) -> tuple[bytes, dict[int, Run]]:
        """What is left of `chunk`, and the runs lifted out of it by the place of their mark, counted from `at`."""
        left: list[bytes] = []
        runs: dict[int, Run] = {}
        for piece in self._pieces(chunk):
            if isinstance(piece, Run):
                runs[at] = piece
                left.append(self._mark)
            else:
                left.append(piece)
            at += len(left[-1])
        return b"".join(left), runs

    def _pieces(self, text: bytes) -> Iterator[bytes | Run]:
        """`text` in order: what has to be walked, and runs of points."""
        parts, meanings = self._split(text), self._template.meanings
        while any(map(self._learns_from, filter(None, parts[:: 1 + len(meanings)]))):
            parts, meanings = self._split(text), self._template.meanings
        if len(parts) == 1:
            yield text
            return
        points = _points(meanings, parts)
        between = parts[:: 1 + len(meanings)]
        start = 0
        for i, gap in enumerate(between):
            if gap:
                if start < i:
                    yield Run(points, start, i)
                yield gap
                start = i
        if start < len(points.times):
            yield Run(points, start, len(points.times))

    def _split(self, text: bytes) -> list[bytes]:
        """`text` cut at its points: what was between them, and after each such piece what the next one states."""
        pattern = self._template.pattern
        return [part or b"" for part in pattern.split(text)] if pattern else [text]

    def _learns_from(self, text: bytes, start: int = 0) -> bool:
        """Whether there was something to learn from the first point after `start`.

        Lessons are few, because a file has few kinds of points, and with each one a chunk is cut anew.
        """
        at = text.find(b"<" + self._tag, start) if self._lessons else -1
        if at < 0:
            return False
        sample = _sample(text, at, self._tag)
        if self._template.fits(sample):
            return False
        self._lessons -= 1
        return self._template.learn(sample)


def _sample(text: bytes, at: int, tag: bytes) -> bytes:
    """What should be the point that begins at `at`."""
    start_tag = text[at : text.find(b">", at, at + _LONGEST_SAMPLE) + 1]
    if start_tag.endswith(b"/>"):
        return start_tag
    closing = b"</%b>" % tag
    return text[at : text.find(closing, at, at + _LONGEST_SAMPLE) + len(closing)]


def _points(meanings: Sequence[str], parts: Sequence[bytes]) -> Points:
    """The points of a split text: before each and after the last stands what was between them.

    A stream that a point states more than once is the first of its numbers.
    """
    width = 1 + len(meanings)
    times: Sequence[bytes] = [b""] * ((len(parts) - 1) // width)
    values: dict[str, FloatArray] = {}
    for i, meaning in enumerate(meanings, 1):
        texts = parts[i::width]
        if meaning == TIME:
            times = texts
        elif meaning in values:
            values[meaning] = np.where(np.isnan(values[meaning]), numbers(texts), values[meaning])
        else:
            values[meaning] = numbers(texts)
    return Points(times, plain_times(times), values)
