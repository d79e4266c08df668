"""Where every message of a FIT file begins: one walk over the header bytes, in leaps where they repeat.

The length of a message is known from its header byte alone, so the walk cannot be cut into pieces that run side
by side. But watches write in rhythms (record, position, record, position, ...): once the last messages repeat
with a period, NumPy checks at fixed distances how far the same header bytes go on. That asks exactly what the
walk would ask, message by message, so nothing is guessed.
"""

from array import array
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from runstrong.errors import Unreadable
from runstrong.ingest.fit.layout import FIELD_DESCRIPTION, Definition, Definitions, definition_length
from runstrong.model.arrays import IntArray

Stop = Literal["end", "cut", "damaged"]

MESSAGES_PER_RECORD: Final = 8
"""Messages and definitions of all kinds allowed for each allowed record; real watches write up to four."""

MOST_DEFINITIONS: Final = 4096
"""Different definitions in one file; real files have fewer than a hundred."""

TOO_MANY: Final = "The file holds far more than any watch records: it is damaged, or no recording at all."

_STROLL: Final = 64
_LONGEST_STROLL: Final = 4096
_LEAP: Final = 64
_LONGEST_LEAP: Final = 8192
_WORTHWHILE: Final = 256

_NOTHING: Final = 0xFFFF


def _headers(local: int) -> list[int]:
    """Every header byte of a data message of a local type, the first four types' compressed timestamps too."""
    plain = [local | reserved for reserved in (0x00, 0x10, 0x20, 0x30)]
    return plain + ([0x80 | local << 5 | seconds for seconds in range(32)] if local < 4 else [])


_HEADERS: Final = [_headers(local) for local in range(16)]


@dataclass(frozen=True, slots=True)
class Walk:
    """Every data message in file order: where it starts (n,), and which of `definitions` shapes it (n,).

    `stopped` says why the walk ended at byte `end`: all was read, a message is cut off, or a header byte made
    no sense.
    """

    starts: IntArray
    kinds: npt.NDArray[np.int16]
    definitions: tuple[Definition, ...]
    end: int
    stopped: Stop


class _Walker:
    """The walk under way.

    `codes` names everything passed, in file order: 2 * kind for a data message, 2 * kind + 1 for its definition.
    With the `lengths` of both they say where each began, so that no position need be kept on the way.
    """

    def __init__(self, data: bytes, end: int, most_records: int) -> None:
        self._data, self._end = data, end
        self._bytes = np.frombuffer(data, np.uint8)
        self._most = MESSAGES_PER_RECORD * most_records
        # By header byte; a step of 0 makes a stroll stop and look.
        self._steps = [0] * 256
        self._meanings = np.full(256, _NOTHING, np.uint16)
        self.codes = array("H")
        self.lengths: list[int] = []
        self.definitions = Definitions()

    def stroll(self, pos: int, count: int) -> int:
        """Pass up to `count` data messages one by one, to what is no plain data message; the position reached."""
        data, steps, end = self._data, self._steps, self._end
        passed, step = bytearray(), 0
        for _ in range(count):
            if pos >= end:
                break
            header = data[pos]
            step = steps[header]
            if not step:
                break
            passed.append(header)
            pos += step
        if pos > end:
            passed.pop()
            pos -= step
        self.codes.frombytes(self._meanings[np.frombuffer(passed, np.uint8)].tobytes())
        return pos

    def period(self) -> int:
        """After how many messages the last ones repeat themselves; 0 where they do not."""
        recent = self.codes[-_STROLL:].tobytes()
        return next((p for p in range(1, _STROLL // 2 + 1) if recent[2 * p :] == recent[: -2 * p]), 0)

    def leap(self, pos: int, period: int) -> int:
        """Pass as many whole rounds of the last `period` messages as follow; the position reached."""
        pattern = self.codes[-period:]
        expected = np.array(pattern)
        lengths = [self.lengths[code] for code in pattern]
        offsets = list(accumulate(lengths[:-1], initial=0))
        stride = sum(lengths)
        rounds = _LEAP
        while (rounds := min(rounds, (self._end - pos) // stride)) > 0:
            headers = self._bytes[pos : pos + rounds * stride].reshape(rounds, stride)[:, offsets]
            same = (self._meanings[headers] == expected).all(axis=1)
            good = rounds if same.all() else int(same.argmin())
            self.codes += pattern * good
            pos += stride * good
            if good < rounds:
                break
            self.check_count()
            rounds = min(8 * rounds, _LONGEST_LEAP)
        return pos

    def look(self, pos: int) -> int | Stop:
        """Pass what stopped a stroll: a definition or a description of fields; else why the walk is over."""
        header = self._data[pos]
        if header & 0xC0 == 0x40:
            return self._define(pos)
        code = int(self._meanings[header])
        if code == _NOTHING:
            return "damaged"
        definition = self.definitions.known[code // 2]
        if definition.message != FIELD_DESCRIPTION or pos + definition.size > self._end:
            return "cut"
        self.definitions.describe(self._data[pos : pos + definition.size], definition)
        self.codes.append(code)
        return pos + definition.size

    def check_count(self) -> None:
        """Refuse a file that holds more messages than any watch writes."""
        if len(self.codes) > self._most or len(self.definitions.known) > MOST_DEFINITIONS:
            raise Unreadable(TOO_MANY)

    def _define(self, pos: int) -> int | Stop:
        length = definition_length(self._data, pos, self._end)
        if length is None:
            return "cut"
        kind = self.definitions.number(self._data[pos : pos + length])
        if kind is None:
            return "damaged"
        definition = self.definitions.known[kind]
        if 2 * kind == len(self.lengths):
            self.lengths += (definition.size, length)
        headers = _HEADERS[self._data[pos] & 0x0F]
        # Some writers define every message anew, always alike.
        if self._meanings[headers[0]] != 2 * kind:
            self._meanings[headers] = 2 * kind
            for header in headers:
                self._steps[header] = 0 if definition.message == FIELD_DESCRIPTION else definition.size
        self.codes.append(2 * kind + 1)
        self.check_count()
        return pos + length


def walk(data: bytes, begin: int, end: int, most_records: int) -> Walk:
    """Find every whole message in `data[begin:end]`. Raises Unreadable beyond what any watch writes."""
    walker = _Walker(data, end, most_records)
    pos, patience = begin, _STROLL
    stopped: Stop = "end"
    while pos < end:
        passed = len(walker.codes)
        pos = walker.stroll(pos, patience)
        if len(walker.codes) == passed + patience:
            passed += patience
            period = walker.period()
            pos = walker.leap(pos, period) if period else pos
            # Leaps too short to pay for the check are tried ever less often.
            worthwhile = len(walker.codes) >= passed + _WORTHWHILE
            patience = _STROLL if worthwhile else min(2 * patience, _LONGEST_STROLL)
        elif pos < end:
            beyond = walker.look(pos)
            if not isinstance(beyond, int):
                stopped = beyond
                break
            pos = beyond
    walker.check_count()
    return _finished(walker, begin, pos, stopped)


def _finished(walker: _Walker, begin: int, end: int, stopped: Stop) -> Walk:
    codes = np.frombuffer(walker.codes, np.uint16)
    lengths = np.array([*walker.lengths, 0], np.int32)[codes]
    starts = np.cumsum(lengths, dtype=np.int64)
    starts += begin - lengths
    messages = codes % 2 == 0
    return Walk(
        starts[messages], (codes[messages] // 2).astype(np.int16), tuple(walker.definitions.known), end, stopped
    )
