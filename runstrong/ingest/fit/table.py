"""The messages of one kind as columns: physical values by the names of FIT's profile, all rows at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from runstrong.errors import Unreadable
from runstrong.ingest.fit.layout import BASE_TYPES, Definition, Field, text
from runstrong.ingest.fit.profile import FieldSpec, fields
from runstrong.ingest.fit.walk import TOO_MANY, Walk
from runstrong.model.arrays import FloatArray, IntArray

LONGEST_LIST: Final = 16
"""Values kept of an array; watches write five intervals or eight beats into one message."""

_SHORTEST_RUN: Final = 1024
_NONE: Final = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class _Run:
    """Messages that lie `stride` bytes apart: `count` of them in `bytes` from `start` on."""

    bytes: bytes | npt.NDArray[np.void]
    start: int
    stride: int
    count: int


@dataclass(frozen=True, slots=True)
class Block:
    """Messages that share one definition, as runs of equal stride, and which rows of their table they are."""

    definition: Definition
    runs: tuple[_Run, ...]
    rows: IntArray | slice
    count: int

    def numbers(self, field: Field) -> FloatArray:
        """A field's values (m, field.count) as the file has them; NaN for FIT's "invalid"."""
        base = BASE_TYPES[field.base]
        values = np.empty((self.count, field.count))
        row = 0
        for run in self.runs:
            raw = self._view(run, self.definition.order + base.code, field, (field.count, base.size))
            part = values[row : row + run.count]
            part[...] = raw
            part[~np.isfinite(part) if base.invalid is None else raw == base.invalid] = np.nan
            row += run.count
        return values

    def bytes_of(self, field: Field) -> npt.NDArray[np.uint8]:
        """A field (m, field.size) byte by byte."""
        return np.concatenate([self._view(run, "u1", field, (field.size, 1)) for run in self.runs])

    @staticmethod
    def _view(run: _Run, code: str, field: Field, items: tuple[int, int]) -> npt.NDArray[Any]:
        count, size = items
        return np.ndarray((run.count, count), code, run.bytes, run.start + field.offset, (run.stride, size))


@dataclass(frozen=True, slots=True)
class Table:
    """Messages in file order, as a rule all of one global number; `starts` (n,) are their positions."""

    message: int
    starts: IntArray
    blocks: tuple[Block, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def has(self, name: str) -> bool:
        """Whether any message has the named field."""
        spec = fields(self.message).get(name)
        return spec is not None and any(True for _ in self._having(spec.number))

    def column(self, name: str) -> FloatArray:
        """The named field (n,) in physical units, the first value of an array; NaN where there is none."""
        spec = fields(self.message)[name]
        return _physical(self.raw(spec.number), spec)

    def raw(self, number: int) -> FloatArray:
        """The field of that number (n,) as the file has it; NaN where it is invalid or missing."""
        found = [(block, field.first) for block, field in self._having(number) if field.count]
        if len(found) == len(self.blocks) == 1:
            return found[0][0].numbers(found[0][1])[:, 0]
        values = np.full(len(self), np.nan)
        for block, field in found:
            values[block.rows] = block.numbers(field)[:, 0]
        return values

    def lists(self, name: str) -> FloatArray:
        """The named field (n, k) in physical units where it is an array; NaN behind the end of shorter ones.

        No more than LONGEST_LIST values: all rows are as long as the longest.
        """
        spec = fields(self.message)[name]
        found = [(block, field) for block, field in self._having(spec.number) if field.count]
        longest = min(LONGEST_LIST, max((field.count for _, field in found), default=0))
        values = np.full((len(self), longest), np.nan)
        for block, field in found:
            values[block.rows, : field.count] = block.numbers(field)[:, :longest]
        return _physical(values, spec)

    def bytes_of(self, name: str, size: int) -> npt.NDArray[np.uint8]:
        """The named field (n, size) byte by byte; all 255, which is "invalid", where it is missing or shorter."""
        values = np.full((len(self), size), 0xFF, np.uint8)
        for block, field in self._having(fields(self.message)[name].number):
            if field.size >= size:
                values[block.rows] = block.bytes_of(field)[:, :size]
        return values

    def texts(self, name: str) -> list[str | None]:
        """The named text field of each message; None where it is empty or missing."""
        values: list[str | None] = [None] * len(self)
        for block, field in self._having(fields(self.message)[name].number):
            for row, raw in zip(np.arange(len(self))[block.rows], block.bytes_of(field), strict=True):
                values[row] = text(raw.tobytes())
        return values

    def _having(self, number: int) -> Iterator[tuple[Block, Field]]:
        for block in self.blocks:
            field = block.definition.field(number)
            if field is not None:
                yield block, field


class Messages:
    """The messages of one part of a file, sorted by definition; a table is made when it is asked for.

    Asking for a table of more than `most` messages raises Unreadable.
    """

    def __init__(self, data: bytes, walked: Walk, most: int) -> None:
        self._data, self._definitions, self._most = data, walked.definitions, most
        self.starts = walked.starts
        self._by_kind = np.argsort(walked.kinds, kind="stable")
        kinds = np.arange(len(walked.definitions) + 1)
        self._bounds = np.searchsorted(walked.kinds[self._by_kind], kinds.astype(np.int16)).tolist()

    def table(self, message: int) -> Table:
        """Every message of one global number."""
        if self.count(message) > self._most:
            raise Unreadable(TOO_MANY)
        kinds = [kind for kind, known in enumerate(self._definitions) if known.message == message]
        return self._table(message, kinds)

    def holding(self, number: int) -> Table:
        """Every message, of whatever global number, that has a field of that number."""
        kinds = [kind for kind, known in enumerate(self._definitions) if number in known.numbers]
        return self._table(-1, kinds)

    def count(self, message: int) -> int:
        """How many messages of one global number there are."""
        kinds = [kind for kind, known in enumerate(self._definitions) if known.message == message]
        return sum(self._bounds[kind + 1] - self._bounds[kind] for kind in kinds)

    def _table(self, message: int, kinds: list[int]) -> Table:
        found = {kind: self._by_kind[self._bounds[kind] : self._bounds[kind + 1]] for kind in kinds}
        found = {kind: self.starts[at] for kind, at in found.items() if len(at)}
        # Most messages are always defined alike; then they are in file order as they are.
        alike = len(found) == 1
        ordered = next(iter(found.values())) if alike else np.sort(np.concatenate([_NONE, *found.values()]))
        blocks = [
            Block(
                definition=self._definitions[kind],
                runs=self._runs(starts, self._definitions[kind].size),
                rows=slice(None) if alike else np.searchsorted(ordered, starts),
                count=len(starts),
            )
            for kind, starts in found.items()
        ]
        return Table(message, ordered, tuple(blocks))

    def _runs(self, starts: IntArray, size: int) -> tuple[_Run, ...]:
        """Messages as they lie in the file where they keep their distance, else copied side by side."""
        strides = np.diff(starts)
        stride = int(strides[len(strides) // 2]) if len(strides) else size
        breaks = np.flatnonzero(strides != stride) + 1
        if len(breaks) * _SHORTEST_RUN <= len(starts):
            edges = [0, *breaks.tolist(), len(starts)]
            return tuple(
                _Run(self._data, int(starts[begin]), stride, end - begin) for begin, end in pairwise(edges)
            )
        anywhere: npt.NDArray[np.void] = np.ndarray((len(self._data) - size + 1,), f"V{size}", self._data, 0, (1,))
        return (_Run(anywhere[starts], 0, size, len(starts)),)


def _physical(values: FloatArray, spec: FieldSpec) -> FloatArray:
    """`values` scaled in place: fresh memory costs more than the arithmetic."""
    if spec.scale:
        values /= spec.scale
    if spec.offset:
        values -= spec.offset
    return values
