"""What a file is, told from content alone."""

import pytest

from runstrong.ingest.sniff import sniff

GPX = '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk/></gpx>'
TCX = '<TrainingCenterDatabase xmlns="http://www.garmin.com/x"><Activities/></TrainingCenterDatabase>'


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (bytes([14, 0x20, 0, 0, 9, 0, 0, 0]) + b".FIT" + b"\0\0", "fit"),
        (bytes([12, 0x10, 0, 0, 9, 0, 0, 0]) + b".FIT", "fit"),
        (bytes([99, 0x10, 0, 0, 9, 0, 0, 0]) + b".FIT", "fit"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"PK\x03\x04rest", "zip"),
        (b"PK\x05\x06" + bytes(18), "zip"),
        (GPX.encode(), "gpx"),
        (TCX.encode(), "tcx"),
    ],
)
def test_each_format_is_known_by_its_first_bytes(head: bytes, kind: str) -> None:
    assert sniff(head) == kind


@pytest.mark.parametrize(
    "before",
    [
        "          ",
        "\r\n\t ",
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<!-- made by <gpx> hand -->\n<!-- twice -->",
        '<?xml version="1.0"?><?xml-stylesheet href="a>b"?>\n<!-- c -->',
        "<!DOCTYPE TrainingCenterDatabase>",
        '<!DOCTYPE x [<!ENTITY a "b>">]>',
    ],
)
def test_what_stands_before_the_root_element_does_not_matter(before: str) -> None:
    assert sniff((before + TCX).encode()) == "tcx"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_an_encoding_does_not_hide_a_format(encoding: str) -> None:
    assert sniff(f"<?xml version='1.0'?><!-- Höhe -->{GPX}".encode(encoding)) == "gpx"


def test_a_prefix_before_the_root_element_does_not_matter() -> None:
    assert sniff(b'<g:gpx xmlns:g="http://www.topografix.com/GPX/1/1">') == "gpx"
    assert sniff(b"<ns2:TrainingCenterDatabase>") == "tcx"


def test_a_root_element_may_follow_a_long_comment() -> None:
    assert sniff(b"<!--" + b"x" * 8_000 + b"-->" + GPX.encode()) == "gpx"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"   ",
        b"<",
        b"<gpx",
        b"<gpxdata>",
        b"<!-- gpx",
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"Activity ID,Activity Date\n1,2",
        b"<!DOCTYPE html><html><body><gpx></gpx>",
        b'{"gpx": 1}',
        b"<kml xmlns='http://www.opengis.net/kml/2.2'>",
        b"%PDF-1.7",
        b"\0\x05\x16\x07\0\x02\0\0Mac OS X",
    ],
)
def test_a_stranger_is_unknown(head: bytes) -> None:
    assert sniff(head) == "unknown"
