"""Points lifted out as columns say what the same points say one by one, in every file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC
from pathlib import Path

import gpxpy
import numpy as np
import pytest

from runstrong.errors import FileRefused
from runstrong.ingest.reader import read
from runstrong.ingest.xml import walk
from runstrong.ingest.xml.gpx import read_gpx
from runstrong.ingest.xml.tcx import read_tcx
from runstrong.ingest.xml.template import Template
from runstrong.model.recording import Reading
from tests.strange_xml import Strange

SENSORS = {"hr": "hr_bpm", "cad": "cadence_spm", "atemp": "temperature_c", "power": "power_w"}

Reader = Callable[[bytes], Reading]


def point(second: int, more: str = "", start: str = 'lat="46.{0:03}" lon="14.5"') -> str:
    time = f"2024-05-11T06:{second // 60:02}:{second % 60:02}Z"
    return f"<trkpt {start.format(second)}><ele>300</ele><time>{time}</time>{more}</trkpt>"


def gpx(*points: str) -> bytes:
    body = "".join(points) or "".join(point(second) for second in range(50))
    return f"<gpx><trk><trkseg>{body}</trkseg></trk></gpx>".encode()


@contextmanager
def ways(monkeypatch: pytest.MonkeyPatch, *, learns: bool = True) -> Iterator[list[str]]:
    """Note for each walk how it went: "all" points lifted, "some", "none", or "again" after a vain try."""
    noted: list[str] = []
    walked: list[int] = []
    told, begin = walk._told, walk.PointWalk.begin

    def noting(text, shape, listener, lifting):  # type: ignore[no-untyped-def]
        walked.clear()
        read = told(text, shape, listener, lifting)
        runs = bool(lifting and lifting._template.pattern)
        noted.append("again" if lifting is None else "none" if not runs else "some" if walked else "all")
        return read

    def counting(self, attributes):  # type: ignore[no-untyped-def]
        walked.append(1)
        begin(self, attributes)

    with monkeypatch.context() as patch:
        patch.setattr(walk, "_told", noting)
        patch.setattr(walk.PointWalk, "begin", counting)
        if not learns:
            patch.setattr(Template, "learn", lambda *_: False)
        yield noted


def told(reader: Reader, data: bytes) -> object:
    """What a reader says, so that two answers can be compared to the bit."""
    try:
        reading = reader(data)
    except FileRefused as refused:
        return type(refused), str(refused)
    return reading.warnings, reading.lost, [_plain(recording) for recording in reading.recordings]


def _plain(recording: object) -> dict[str, object]:
    said = {field.name: getattr(recording, field.name) for field in fields(recording)}  # type: ignore[arg-type]
    said["streams"] = {name: (str(column.dtype), column.tolist()) for name, column in said["streams"].items()}
    return {name: repr(value.tolist() if isinstance(value, np.ndarray) else value) for name, value in said.items()}


def both(monkeypatch: pytest.MonkeyPatch, reader: Reader, data: bytes) -> tuple[object, object, str]:
    """What is said with points lifted and without, and which way the first took."""
    with ways(monkeypatch) as noted:
        lifted = told(reader, data)
    with ways(monkeypatch, learns=False) as unlifted:
        single = told(reader, data)
    assert set(unlifted) <= {"none"}
    return lifted, single, noted[-1] if noted else "refused"


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", ["gpx", "tcx"])
def test_any_file_says_the_same_lifted_and_point_by_point(
    monkeypatch: pytest.MonkeyPatch, kind: str, seed: int
) -> None:
    monkeypatch.setattr(walk, "_CHUNK_BYTES", 5_000)
    taken = set()
    for i in range(25):
        strange = Strange(np.random.default_rng([seed, i]))
        data, reader = (strange.gpx(), read_gpx) if kind == "gpx" else (strange.tcx(), read_tcx)
        lifted, single, way = both(monkeypatch, reader, data)
        assert lifted == single
        taken.add(way)
    assert taken >= {"all", "some"}


@pytest.mark.parametrize("seed", range(20))
def test_lifted_points_say_what_gpxpy_says(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    strange = Strange(np.random.default_rng([9, seed]))
    strange.plain, strange.prefix = True, ""
    data = strange.gpx()
    with ways(monkeypatch) as noted:
        recordings = read_gpx(data).recordings
    assert noted == ["all"]
    theirs = [point for track in gpxpy.parse(data).tracks for part in track.segments for point in part.points]
    times = [point.time.replace(tzinfo=point.time.tzinfo or UTC).timestamp() for point in theirs if point.time]
    sensed = [
        {child.tag.rpartition("}")[2]: child.text for held in point.extensions for child in held}
        for point in theirs
    ]
    expected = {
        "lat_deg": [point.latitude for point in theirs],
        "lon_deg": [point.longitude for point in theirs],
        "elevation_m": [point.elevation for point in theirs],
        **{SENSORS[name]: [float(values[name]) for values in sensed] for name in strange.sensors},
    }
    assert np.concatenate([recording.utc_s for recording in recordings]).tolist() == times
    for name, column in expected.items():
        assert np.concatenate([recording.streams[name] for recording in recordings]).tolist() == column


def test_every_real_file_says_the_same_lifted_and_point_by_point(
    monkeypatch: pytest.MonkeyPatch, watch_files: Path
) -> None:
    files = sorted(path for path in watch_files.iterdir() if path.suffix in (".gpx", ".tcx"))
    assert files
    for path in files:
        data = path.read_bytes()
        lifted, single, way = both(monkeypatch, read, data)
        assert lifted == single, path.name
        assert way == ("all" if b"<trkpt" in data or b"<Trackpoint" in data else "none"), path.name


@pytest.mark.parametrize(
    "more",
    [
        "<extensions><hr>150</hr></extensions>",
        "\n  <extensions>\n  <a:x xmlns:a='b'>\n<a:hr>150</a:hr></a:x></extensions>\r\n",
        "<name>Höhe &amp; Weg</name>",
        "<extensions/><sat />",
    ],
)
def test_plain_points_are_all_lifted(monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    sometimes = [point(second, more if second % 3 else "") for second in range(50)]
    assert both(monkeypatch, read_gpx, gpx(*sometimes))[2] == "all"


def test_points_that_state_nothing_are_lifted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    points = "<Trackpoint/>" * 40 + "<Trackpoint><Time>2024-05-11T06:30:00Z</Time></Trackpoint>" * 2
    data = (
        f"<TrainingCenterDatabase><Activity><Lap><Track>{points}</Track></Lap></Activity></TrainingCenterDatabase>"
    )
    for text in (data, data.replace("<Time>2024-05-11T06:30:00Z</Time>", "<Sat>4</Sat>")):
        lifted, single, way = both(monkeypatch, read_tcx, text.encode())
        assert lifted == single
        assert way == "all"


@pytest.mark.parametrize(
    "odd",
    [
        point(20, "<!-- <hr>1</hr> -->"),
        point(20, "<name><![CDATA[<hr>1</hr>]]></name>"),
        point(20, "<hr>&#49;50</hr>"),
        point(20, "<name>\ufffd</name>stray"),
        point(20, start='lon="14.5" lat="46.{0:03}"'),
        point(20, start="lat='46.{0:03}' lon='14.5'"),
        point(20, "<time>2024-05-11T07:00:00Z</time>"),
        point(20).replace("trkpt", "g:trkpt"),
    ],
)
def test_what_is_not_plain_is_walked_and_stays_in_its_place(monkeypatch: pytest.MonkeyPatch, odd: str) -> None:
    points = [odd if second == 20 else point(second) for second in range(50)]
    lifted, single, way = both(monkeypatch, read_gpx, gpx(*points))
    assert lifted == single
    assert way == "some"
    (run,) = read_gpx(gpx(*points)).recordings
    assert (np.diff(run.utc_s) == 1).all()


@pytest.mark.parametrize(
    "data",
    [
        gpx().replace(b"<trkseg>", b"<trkseg><!-- " + point(60).encode() + b" -->"),
        gpx().replace(b"<trkseg>", b"<name><![CDATA[" + point(60).encode() + b"]]></name><trkseg>"),
        gpx().replace(b"<trkseg>", b"<?x " + point(60).encode() + b"?><trkseg>"),
        gpx().replace(b"<trkseg>", b"<extensions>" + point(60).encode() + b"</extensions><trkseg>"),
        gpx(point(0), point(1).removesuffix("</trkpt>"), *(point(second) for second in range(2, 30))),
        gpx(*(point(second) for second in range(30)), "</trk>", point(31)),
        gpx(*(point(second, "<x>a</x>") for second in range(30)), point(30, "<x>&#1;</x>"), point(31)),
        gpx(*(point(second, "<x>a</x>") for second in range(30)), point(30, "<x>\uffff</x>"), point(31)),
    ],
    ids=[
        "comment",
        "cdata",
        "instruction",
        "small element",
        "point in a point",
        "damage",
        "no character",
        "forbidden character",
    ],
)
def test_a_point_that_does_not_stand_where_points_stand_has_the_file_read_again(
    monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    lifted, single, way = both(monkeypatch, read_gpx, data)
    assert lifted == single
    assert way == "again"


@pytest.mark.parametrize(
    "more",
    [
        '<trkpt lat="1" lon="2"/>',
        "<time>\n<x/>\n</time>",
        "<a><hr>\n<hr>150</hr>\n</hr></a>",
        "<a><time>2024-05-11T07:00:00Z</time></a>",
    ],
    ids=["a point in each point", "time around others", "a stream around itself", "a second time"],
)
def test_what_a_template_cannot_tell_is_left_to_the_walk(monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    for points in (
        [point(i, more) for i in range(50)],
        [point(i).replace("<ele>", more + "<ele>") for i in range(50)],
    ):
        lifted, single, _ = both(monkeypatch, read_gpx, gpx(*points))
        assert lifted == single


def test_an_element_whose_name_begins_like_a_points_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    time = "<Time>2024-05-11T06:30:0{}Z</Time>"
    points = "".join(f"{'<TrackpointX/>' * 40}<Trackpoint>{time.format(i)}</Trackpoint>" for i in range(9))
    data = (
        f"<TrainingCenterDatabase><Activity><Lap><Track>{points}</Track></Lap></Activity></TrainingCenterDatabase>"
    )
    lifted, single, _ = both(monkeypatch, read_tcx, data.encode())
    assert lifted == single
    assert len(read_tcx(data.encode()).recordings[0].utc_s) == 9


def test_a_segment_that_begins_among_points_begins_a_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "".join(point(second) for second in range(20)) + "<trkseg>" + "".join(point(s) for s in range(50, 59))
    lifted, single, way = both(monkeypatch, read_gpx, f"<gpx><trk>{body}</trkseg></trk></gpx>".encode())
    assert lifted == single
    assert way == "all"
    (run,) = read_gpx(f"<gpx><trk>{body}</trkseg></trk></gpx>".encode()).recordings
    assert [restart - stop for stop, restart in run.pauses] == [31]


def test_a_document_type_is_refused_before_any_point(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'<!DOCTYPE gpx [<!ENTITY a "b">]>' + gpx()
    lifted, single, _ = both(monkeypatch, read_gpx, data)
    assert lifted == single
    assert "document type" in str(lifted)


def test_many_points_of_ever_new_looks_do_not_grow_the_template_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = ("".join(f"<x{second}a{i}>1</x{second}a{i}>" for i in range(20)) for second in range(50))
    points = [point(second, more) for second, more in enumerate(new)]
    lifted, single, way = both(monkeypatch, read_gpx, gpx(*points))
    assert lifted == single
    assert way == "some"
