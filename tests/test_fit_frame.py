"""Headers, checksums, joined files, and sizes that lie."""

import pytest

from runstrong.errors import Unreadable
from runstrong.ingest.fit.frame import Fault, Part, read_parts
from tests.fit_builder import activity, crc, file_id

WHOLE = activity().bytes()
MESSAGES = 62  # file id, 60 records, session


def _read(data: bytes) -> tuple[list[Part], list[Fault]]:
    return read_parts(data, 500_000)


def _only(data: bytes) -> tuple[int, list[Fault]]:
    """How many messages were found in the only part of a file, and what is wrong with it."""
    parts, faults = _read(data)
    assert len(parts) == 1
    return len(parts[0].walk.starts), faults


@pytest.mark.parametrize("size", [12, 14, 16, 20])
def test_headers_of_any_length_are_read(size: int) -> None:
    assert _only(activity().bytes(header_size=size)) == (MESSAGES, [])


def test_a_header_may_leave_its_checksum_out() -> None:
    assert _only(activity().bytes(header_crc=0)) == (MESSAGES, [])


def test_a_wrong_header_checksum_is_odd_but_nothing_is_lost() -> None:
    assert _only(activity().bytes(header_crc=1)) == (MESSAGES, [Fault.HEADER])
    assert not Fault.HEADER.lost


def test_a_header_that_states_an_impossible_length_is_taken_for_the_usual_one() -> None:
    assert _only(bytes([3]) + WHOLE[1:]) == (MESSAGES, [Fault.CHECKSUM])


def test_a_wrong_checksum_is_said_and_the_file_is_read() -> None:
    assert _only(activity().bytes(file_crc=1)) == (MESSAGES, [Fault.CHECKSUM])
    assert Fault.CHECKSUM.lost


@pytest.mark.parametrize("stated", [0, 1, 100, 400, 10_000, 2**32 - 1])
@pytest.mark.parametrize("resealed", [True, False])
def test_a_size_that_lies_is_found_out_by_the_checksum(stated: int, resealed: bool) -> None:
    lying = activity().bytes(data_size=stated)
    if not resealed:
        lying = WHOLE[:4] + lying[4:8] + WHOLE[8:]
    assert _only(lying) == (MESSAGES, [Fault.SIZE])


def test_a_wrong_size_with_a_renewed_header_checksum_is_found_out_too() -> None:
    lying = activity().bytes(data_size=100)
    assert _only(lying[:14] + WHOLE[14:]) == (MESSAGES, [Fault.SIZE])


@pytest.mark.parametrize("stated", [0, 200])
def test_a_file_the_watch_never_finished_is_read_to_its_end(stated: int) -> None:
    unfinished = activity().bytes(data_size=stated)[:-2]
    assert _only(unfinished) == (MESSAGES, [Fault.UNFINISHED])


def test_a_file_cut_anywhere_keeps_its_whole_messages_and_says_that_it_was_cut() -> None:
    walked = _read(WHOLE)[0][0].walk
    ends = [int(at) + walked.definitions[kind].size for at, kind in zip(walked.starts, walked.kinds, strict=True)]
    for end in range(12, len(WHOLE)):
        assert _only(WHOLE[:end]) == (sum(each <= end for each in ends), [Fault.CUT])


def test_bytes_behind_the_end_are_left_out() -> None:
    assert _only(WHOLE + bytes(100)) == (MESSAGES, [Fault.TRAILING])
    assert _only(WHOLE + b"\r\n") == (MESSAGES, [Fault.TRAILING])
    assert not Fault.TRAILING.lost


def test_padding_behind_a_wrong_checksum_becomes_no_records() -> None:
    count, faults = _only(activity().bytes(file_crc=1) + bytes([0x3F]) * 500)
    assert count == MESSAGES
    assert faults[0].lost


def test_joined_files_are_read_one_after_the_other() -> None:
    parts, faults = _read(WHOLE + file_id(2).bytes() + WHOLE)
    assert [len(part.walk.starts) for part in parts] == [MESSAGES, 1, MESSAGES]
    assert faults == []


def test_a_joined_file_with_a_broken_header_is_lost() -> None:
    parts, faults = _read(WHOLE + WHOLE.replace(b".FIT", b".GIT"))
    assert len(parts) == 1
    assert faults == [Fault.PART]
    assert Fault.PART.lost


@pytest.mark.parametrize("stated", [0, 100, 5000])
def test_a_joined_file_is_found_behind_one_whose_size_lies(stated: int) -> None:
    lying = activity().bytes(data_size=stated)
    parts, faults = _read(lying + WHOLE)
    assert [len(part.walk.starts) for part in parts] == [MESSAGES, MESSAGES]
    assert faults == [Fault.SIZE]


def test_a_cut_file_with_another_behind_it_loses_only_its_own_end() -> None:
    parts, faults = _read(WHOLE[:-100] + WHOLE)
    assert len(parts) == 2
    assert len(parts[1].walk.starts) == MESSAGES
    assert faults == [Fault.CUT]


def test_a_message_nobody_defined_ends_the_part() -> None:
    broken = activity()
    broken.body += bytes([7, 1, 2, 3])
    assert _only(broken.bytes()) == (MESSAGES, [Fault.DAMAGED])


def test_a_sound_checksum_does_not_hide_a_message_that_is_not_whole() -> None:
    broken = activity()
    broken.body = broken.body[:-3]
    assert _only(broken.bytes()) == (MESSAGES - 1, [Fault.CUT])


@pytest.mark.parametrize("data", [b"", b"\x0e\x10", b"PK\x03\x04" * 10, WHOLE[:11]])
def test_what_does_not_begin_like_a_fit_file_is_none(data: bytes) -> None:
    with pytest.raises(Unreadable, match="no FIT file"):
        _read(data)


def test_the_builder_computes_the_checksum_as_the_standard_says() -> None:
    assert crc(b"123456789") == 0xBB3D, "the check value of CRC-16/ARC"
