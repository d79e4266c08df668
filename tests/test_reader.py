"""One door for every format: by content, with one plain sentence for what cannot be read."""

import gzip
import io
import zipfile

import numpy as np
import pytest

from runstrong.config import Limits
from runstrong.errors import FileRefused, NotAnActivity, Unreadable
from runstrong.ingest.reader import read

GPX = (
    b'<gpx version="1.1"><trk><type>running</type><trkseg>'
    b'<trkpt lat="46" lon="14"><time>2024-05-11T06:30:00Z</time></trkpt>'
    b'<trkpt lat="46.00003" lon="14"><time>2024-05-11T06:30:01Z</time></trkpt>'
    b"</trkseg></trk></gpx>"
)
TCX = (
    b'<TrainingCenterDatabase><Activities><Activity Sport="Running"><Lap StartTime="2024-05-11T06:30:00Z">'
    b"<TotalTimeSeconds>600</TotalTimeSeconds></Lap></Activity></Activities></TrainingCenterDatabase>"
)


def test_the_format_is_found_in_the_content() -> None:
    assert read(GPX).recordings[0].format == "gpx"
    assert read(b"    " + TCX).recordings[0].format == "tcx"


def test_a_file_that_only_begins_like_a_fit_file_is_refused() -> None:
    with pytest.raises(FileRefused):
        read(bytes([14, 0x20, 0, 0, 9, 0, 0, 0]) + b".FIT")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"hello", "no FIT, GPX or TCX file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "no FIT, GPX or TCX file"),
        (b"<html><body/></html>", "no FIT, GPX or TCX file"),
        (gzip.compress(GPX), "packed"),
        (b"PK\x03\x04" + bytes(100), "packed"),
    ],
)
def test_what_is_no_watch_file_is_one_sentence_that_says_what_to_do(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence) as refusal:
        read(data)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


def test_limits_hold() -> None:
    with pytest.raises(Unreadable, match="larger than 25 MB"):
        read(GPX + b" " * 25_000_000)
    with pytest.raises(Unreadable, match="more than 1 points"):
        read(GPX, Limits(records=1))


def test_a_valid_file_without_training_is_not_an_activity() -> None:
    with pytest.raises(NotAnActivity):
        read(b'<gpx><rte><rtept lat="1" lon="2"/></rte></gpx>')


def test_noise_is_refused_and_never_more() -> None:
    rng = np.random.default_rng(3)
    starts = (
        b"",
        b"\x0e\x20\0\0\xff\0\0\0.FIT",
        b"<gpx>",
        b"<TrainingCenterDatabase>",
        b"PK\x03\x04",
        b"\x1f\x8b",
    )
    for start in starts:
        for _ in range(40):
            with pytest.raises(FileRefused):
                read(start + rng.bytes(int(rng.integers(0, 400))))


def test_a_zip_that_is_asked_to_be_read_says_to_unpack_it() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("run.gpx", GPX)
    with pytest.raises(Unreadable, match="unpack it"):
        read(buffer.getvalue())
