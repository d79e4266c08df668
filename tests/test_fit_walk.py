"""Where the messages of a FIT file begin."""

import numpy as np
import pytest

from runstrong.errors import Unreadable
from runstrong.ingest.fit.walk import MOST_DEFINITIONS, walk
from tests.fit_builder import Fit


def _one_by_one(data: bytes) -> tuple[list[int], list[int]]:
    """Starts and global numbers of all data messages, by the plainest walk there is."""
    sizes: dict[int, tuple[int, int]] = {}
    starts, messages, pos = [], [], 0
    while pos < len(data):
        header = data[pos]
        if header & 0xC0 == 0x40:
            count = data[pos + 5]
            sizes[header & 15] = (1 + sum(data[pos + 7 : pos + 6 + 3 * count : 3]), data[pos + 3])
            pos += 6 + 3 * count
            continue
        size, message = sizes[(header >> 5) & 3 if header & 0x80 else header & 15]
        starts.append(pos)
        messages.append(message)
        pos += size
    return starts, messages


def _random_file(rng: np.random.Generator) -> bytes:
    """Rhythms of messages, broken by single ones, by new definitions and by compressed headers."""
    fit = Fit()
    for _ in range(rng.integers(1, 6)):
        defined = rng.choice(16, size=rng.integers(1, 6), replace=False).tolist()
        for local in defined:
            fit.define(local, int(rng.integers(0, 250)), [(1, "byte", int(rng.integers(1, 9)))])
        rhythm = rng.choice(defined, size=rng.integers(1, 40)).tolist()
        for _ in range(rng.integers(0, 60)):
            for local in rhythm if rng.random() < 0.95 else rng.choice(defined, size=3).tolist():
                header = 0x80 | local << 5 | int(rng.integers(32)) if local < 4 and rng.random() < 0.5 else local
                values = bytes(rng.integers(0, 256, size=_size(fit, local), dtype=np.uint8))
                fit.body += bytes([header]) + values
    return fit.body


def _size(fit: Fit, local: int) -> int:
    return int(fit._formats[local][1:-1] or 1)


@pytest.mark.parametrize("seed", range(25))
def test_leaps_find_the_same_messages_as_steps(seed: int) -> None:
    data = _random_file(np.random.default_rng(seed))
    walked = walk(data, 0, len(data), 500_000)
    starts, messages = _one_by_one(data)
    assert walked.starts.tolist() == starts
    assert [walked.definitions[kind].message for kind in walked.kinds] == messages
    assert (walked.stopped, walked.end) == ("end", len(data))


def _rhythm() -> Fit:
    fit = Fit().define(0, 20, [(253, "uint32")]).define(1, 160, [(253, "uint32"), (5, "uint16")])
    for second in range(400):
        fit.data(0, second).data(1, second, 7)
    return fit


def test_a_walk_keeps_every_whole_message_of_a_cut_file() -> None:
    data = _rhythm().body
    whole = walk(data, 0, len(data), 500_000)
    for end in range(0, len(data), 37):
        walked = walk(data, 0, end, 500_000)
        kept = int((whole.starts + np.where(whole.kinds == 0, 5, 7) <= end).sum())
        assert walked.starts.tolist() == whole.starts[:kept].tolist()
        assert walked.stopped == ("end" if walked.end == end else "cut")


def test_a_walk_stops_at_a_message_nobody_defined() -> None:
    fit = _rhythm()
    sound = len(fit.body)
    walked = walk(fit.body + bytes([9, 1, 2, 3]), 0, sound + 4, 500_000)
    assert (walked.stopped, walked.end, len(walked.starts)) == ("damaged", sound, 800)


def test_a_walk_stops_at_a_definition_without_sense() -> None:
    data = _rhythm().body + bytes([0x40, 0, 9, 20, 0, 0])
    assert walk(data, 0, len(data), 500_000).stopped == "damaged"


def test_the_same_definition_again_is_the_same_definition() -> None:
    fit = Fit()
    for second in range(100):
        fit.message(20, [(253, "uint32")], second, local=second % 16)
    walked = walk(fit.body, 0, len(fit.body), 500_000)
    assert (len(walked.starts), len(walked.definitions)) == (100, 1)


def test_more_messages_than_any_watch_writes_are_refused() -> None:
    data = _rhythm().body
    assert len(walk(data, 0, len(data), 101).starts) == 800
    with pytest.raises(Unreadable, match="far more than any watch records"):
        walk(data, 0, len(data), 99)


def test_a_million_empty_messages_are_refused_before_they_fill_the_memory() -> None:
    data = Fit().define(0, 20, []).body + bytes(1_000_000)
    with pytest.raises(Unreadable):
        walk(data, 0, len(data), 1000)


def test_more_definitions_than_any_watch_writes_are_refused() -> None:
    fit = b"".join(
        Fit().define(0, number % 60_000, [(number // 60_000, "uint8")]).body
        for number in range(MOST_DEFINITIONS + 1)
    )
    with pytest.raises(Unreadable):
        walk(fit, 0, len(fit), 500_000)
