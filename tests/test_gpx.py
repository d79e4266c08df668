"""GPX as watches and apps really write it: zones, extensions, several tracks, damage."""

import math
from datetime import UTC, datetime, timedelta

import gpxpy
import numpy as np
import pytest

from runstrong.errors import FileRefused, NotAnActivity, Unreadable
from runstrong.ingest.xml.gpx import read_gpx
from runstrong.model.recording import Recording
from tests.strange_xml import spoilt

START = datetime(2024, 5, 11, 6, 30, tzinfo=UTC)
METRES_PER_DEGREE = 111_195.0


def stamp(seconds: float) -> str:
    return (START + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


def point(seconds: float, metres: float, more: str = "", time: str | None = None) -> str:
    """A point `metres` north of the start."""
    when = stamp(seconds) if time is None else time
    return (
        f'<trkpt lat="{46 + metres / METRES_PER_DEGREE:.9f}" lon="14.5"><ele>300.5</ele>'
        f"{f'<time>{when}</time>' if when else ''}{more}</trkpt>"
    )


def stretch(start: float, length: float, speed: float = 3.0, from_m: float = 0.0) -> str:
    """One segment at 1 Hz."""
    points = (point(start + s, from_m + s * speed) for s in range(int(length) + 1))
    return f"<trkseg>{''.join(points)}</trkseg>"


def gpx(*tracks: str, version: str = "1.1", head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    body = "".join(f"<trk>{track}</trk>" for track in tracks)
    return (
        f'{head}<gpx version="{version}" creator="TestWatch" '
        f'xmlns="http://www.topografix.com/GPX/{version.replace(".", "/")}">{body}</gpx>'
    ).encode()


def only(data: bytes) -> Recording:
    (recording,) = read_gpx(data).recordings
    return recording


RUN = f"<name>Morning run</name><type>running</type>{stretch(0, 120)}"


def test_a_run_comes_with_its_streams() -> None:
    run = only(gpx(RUN))
    assert (run.format, run.sport, run.sub_sport, run.name) == ("gpx", "running", None, "Morning run")
    assert run.utc_s[0] == START.timestamp()
    assert len(run.utc_s) == 121
    assert run.utc_offset_s is None
    assert set(run.streams) == {"lat_deg", "lon_deg", "elevation_m", "distance_m"}
    assert run.streams["distance_m"][-1] == pytest.approx(360, rel=1e-3)
    assert run.devices[0].name == "TestWatch"
    assert not read_gpx(gpx(RUN)).lost
    assert run.warnings == ()


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_both_versions_are_read_alike(version: str) -> None:
    more = "<speed>3.25</speed><extensions><hr>150</hr></extensions>"
    run = only(gpx(f"<trkseg>{point(0, 0, more)}{point(1, 3, more)}</trkseg>", version=version))
    assert run.streams["speed_mps"].tolist() == [3.25, 3.25]
    assert run.streams["hr_bpm"].tolist() == [150, 150]


@pytest.mark.parametrize(
    ("extension", "streams"),
    [
        (
            '<x:TrackPointExtension xmlns:x="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
            "<x:atemp>17.5</x:atemp><x:hr>151</x:hr><x:cad>86</x:cad></x:TrackPointExtension>",
            {"temperature_c": 17.5, "hr_bpm": 151, "cadence_spm": 86},
        ),
        (
            "<ns3:TrackPointExtension><ns3:hr> 151 </ns3:hr><ns3:speed>3.1</ns3:speed></ns3:TrackPointExtension>",
            {"hr_bpm": 151, "speed_mps": 3.1},
        ),
        (
            '<gpxdata:hr xmlns:gpxdata="http://www.cluetrust.com/XML/GPXDATA/1/0">140</gpxdata:hr>'
            "<gpxdata:cadence>80</gpxdata:cadence><gpxdata:temp>9</gpxdata:temp>",
            {"hr_bpm": 140, "cadence_spm": 80, "temperature_c": 9},
        ),
        ("<power>250</power>", {"power_w": 250}),
        ("<pwr:PowerInWatts>245</pwr:PowerInWatts>", {"power_w": 245}),
        ("<hr>n/a</hr><heartrate>139</heartrate>", {"hr_bpm": 139}),
    ],
)
def test_extensions_are_known_by_their_local_name(extension: str, streams: dict[str, float]) -> None:
    run = only(gpx(f"<trkseg>{point(0, 0, f'<extensions>{extension}</extensions>')}</trkseg>"))
    assert {name: run.streams[name][0] for name in streams} == streams


def test_a_point_without_a_reading_is_missing_not_zero() -> None:
    more = "<extensions><hr>150</hr></extensions>"
    run = only(gpx(f"<trkseg>{point(0, 0, more)}{point(1, 3)}{point(2, 6, more)}</trkseg>"))
    assert np.isnan(run.streams["hr_bpm"]).tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("time", "seconds", "offset_s"),
    [
        ("2024-05-11T08:30:00+02:00", 0, 7200),
        ("2024-05-11T01:00:00-0530", 0, -19800),
        ("2024-05-11T06:30:00.250Z", 0.25, None),
        ("2024-05-11T06:30:00.123456Z", 0.123456, None),
        ("2024-05-11T06:30:00+00:00", 0, None),
        ("\n 2024-05-11T06:30:00Z \n", 0, None),
    ],
)
def test_times_keep_their_zone_and_their_fraction(time: str, seconds: float, offset_s: int | None) -> None:
    run = only(gpx(f"<trkseg>{point(0, 0, time=time)}</trkseg>"))
    assert run.utc_s[0] == pytest.approx(START.timestamp() + seconds, abs=1e-6)
    assert run.utc_offset_s == offset_s


def test_times_without_a_zone_are_utc_with_a_warning_even_among_zoned_ones() -> None:
    naive = point(1, 3, time="2024-05-11T06:30:01")
    run = only(gpx(f"<trkseg>{point(0, 0)}{naive}{point(2, 6)}</trkseg>"))
    assert (run.utc_s - run.utc_s[0]).tolist() == [0, 1, 2]
    assert any("no time zone" in text for text in run.warnings)


@pytest.mark.parametrize(
    "time", ["0001-01-01T00:00:00Z", "1899-12-30T00:00:00Z", "yesterday", "2024-13-01T00:00:00Z"]
)
def test_a_time_no_watch_can_have_seen_is_no_time(time: str) -> None:
    reading = read_gpx(gpx(f"<trkseg>{point(0, 0)}{point(0, 0, time=time)}{point(2, 6)}</trkseg>"))
    assert reading.lost
    assert "1 of 3 points" in reading.warnings[0]
    assert len(reading.recordings[0].utc_s) == 2


def test_a_clock_that_was_never_set_is_kept() -> None:
    run = only(gpx(f"<trkseg>{point(0, 0, time='1969-12-31T23:59:59Z')}</trkseg>"))
    assert run.utc_s.tolist() == [-1.0]


def test_points_without_a_time_are_left_out_and_said() -> None:
    reading = read_gpx(gpx(f"<trkseg>{point(0, 0, time='')}{point(1, 3)}{point(2, 6)}</trkseg>"))
    assert reading.lost
    assert len(reading.recordings[0].utc_s) == 2


def test_a_track_without_any_time_is_a_route() -> None:
    with pytest.raises(NotAnActivity, match="no times"):
        read_gpx(gpx(f"<trkseg>{point(0, 0, time='')}{point(1, 3, time='')}</trkseg>"))


def test_a_track_without_any_position_is_not_said_to_lack_times() -> None:
    with pytest.raises(NotAnActivity, match="position"):
        read_gpx(gpx(f"<trkseg>{point(0, 0)}{point(1, 3)}</trkseg>").replace(b'lat="', b'lat="nan" was="'))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ('<rte><rtept lat="1" lon="2"/></rte>', "A route, not a recorded run."),
        ('<wpt lat="1" lon="2"/>', "Places on a map"),
        ('<wpt lat="1" lon="2"/><rte><rtept lat="1" lon="2"/></rte>', "A route"),
        ("<trk><name>Treadmill</name></trk>", "track is empty"),
        ("<trk><trkseg></trkseg></trk>", "track is empty"),
        ("", "A route"),
    ],
)
def test_what_is_no_recording_is_said(body: str, sentence: str) -> None:
    with pytest.raises(NotAnActivity, match=sentence):
        read_gpx(f"<gpx>{body}</gpx>".encode())


def test_a_single_point_with_a_time_is_kept() -> None:
    run = only(gpx(f"<trkseg>{point(0, 0)}</trkseg>"))
    assert len(run.utc_s) == 1
    assert run.sport == "unknown"


def test_segments_are_one_activity_with_pauses_over_which_no_metre_is_counted() -> None:
    run = only(gpx(stretch(0, 60) + stretch(360, 60, from_m=1000)))
    begin = START.timestamp()
    assert run.pauses == ((begin + 60, begin + 360),)
    assert run.streams["distance_m"][-1] == pytest.approx(360, rel=1e-3)


def test_a_segment_for_every_lap_is_no_pause() -> None:
    run = only(gpx(stretch(0, 60) + stretch(61, 60, from_m=183)))
    assert run.pauses == ()
    assert run.streams["distance_m"][-1] == pytest.approx(363, rel=1e-3)


def test_tracks_within_an_hour_are_one_activity() -> None:
    run = only(gpx(stretch(0, 60), stretch(60 + 3600, 60)))
    assert len(run.pauses) == 1
    assert len(run.utc_s) == 122


def test_tracks_out_of_order_are_put_in_order_of_time() -> None:
    run = only(gpx(stretch(600, 60), stretch(0, 60)))
    assert (np.diff(run.utc_s) > 0).all()


@pytest.mark.parametrize("second", [60 + 3601, 30], ids=["more than an hour apart", "overlapping"])
def test_tracks_far_apart_or_overlapping_are_one_activity_each(second: float) -> None:
    recordings = read_gpx(gpx(stretch(0, 60), stretch(second, 60))).recordings
    assert [len(recording.utc_s) for recording in recordings] == [61, 61]
    assert [recording.pauses for recording in recordings] == [(), ()]


@pytest.mark.parametrize(
    ("stated", "sport"),
    [
        ("9", ("running", None)),
        ("1", ("cycling", None)),
        ("4", ("hiking", None)),
        ("10", ("walking", None)),
        ("running", ("running", None)),
        ("Run", ("running", None)),
        ("trail_running", ("running", "trail")),
        ("Trail Running", ("running", "trail")),
        ("treadmill_running", ("running", "treadmill")),
        ("track-running", ("running", "track")),
        ("VirtualRun", ("running", "virtual_activity")),
        ("walking", ("walking", None)),
        ("hiking", ("hiking", None)),
        ("mountain_biking", ("cycling", "mountain")),
        ("strength_training", ("training", "strength_training")),
        ("open_water_swimming", ("swimming", "open_water")),
        ("other", ("generic", None)),
        ("underwater chess", ("unknown", None)),
    ],
)
def test_a_stated_sport_is_put_in_the_words_of_fit(stated: str, sport: tuple[str, str | None]) -> None:
    run = only(gpx(f"<type>{stated}</type>{stretch(0, 60)}"))
    assert (run.sport, run.sub_sport) == sport
    assert bool(run.warnings) == (sport[0] == "unknown")


@pytest.mark.parametrize(
    ("speed", "sport"), [(1.2, "unknown"), (2.2, "running"), (3.5, "running"), (5.5, "running"), (8.0, "unknown")]
)
@pytest.mark.parametrize("stated", ["", "<type></type>", "<type>unknown</type>"])
def test_without_a_sport_the_moving_speed_decides_and_it_is_said(speed: float, sport: str, stated: str) -> None:
    run = only(gpx(stated + stretch(0, 120, speed)))
    assert run.sport == sport
    assert len(run.warnings) == 1


def test_standing_at_traffic_lights_does_not_make_a_walk_of_a_run() -> None:
    stands = [point(s, min(s, 100) * 3.0 + max(0, s - 400) * 3.0) for s in range(600)]
    assert only(gpx(f"<trkseg>{''.join(stands)}</trkseg>")).sport == "running"


def test_fast_stretches_tell_a_ride_from_a_run() -> None:
    metres = np.cumsum(np.where(np.arange(600) % 100 < 70, 5.0, 10.0))
    points = [point(s, metre) for s, metre in enumerate(metres)]
    assert only(gpx(f"<trkseg>{''.join(points)}</trkseg>")).sport == "unknown"


def test_positions_off_the_globe_do_not_count_as_distance() -> None:
    bad = [
        point(60.2, 0).replace('lat="46.000000000"', f'lat="{lat}"') for lat in ("123", "NaN", "1e999", "abc", "")
    ]
    lost = [point(60.4, 0).replace('lat="46.000000000" lon="14.5"', 'lat="0" lon="0"')]
    seconds = [point(s, 3 * s) for s in range(61)]
    reading = read_gpx(gpx(f"<trkseg>{''.join(seconds + bad + lost)}{point(61, 183)}</trkseg>"))
    assert reading.lost
    assert np.nanmax(reading.recordings[0].streams["distance_m"]) == pytest.approx(183, rel=1e-3)


def test_one_bad_number_costs_that_number_alone() -> None:
    bad = point(1, 3).replace("300.5", "12,5") + point(2, 6, "<sat>many</sat><fix>odd</fix>")
    run = only(gpx(f"<trkseg>{point(0, 0)}{bad}</trkseg>"))
    assert len(run.utc_s) == 3
    assert math.isnan(run.streams["elevation_m"][1])


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("latin-1", '<?xml version="1.0" encoding="ISO-8859-1"?>'),
        ("cp1252", '<?xml version="1.0"?>'),
        ("utf-8-sig", '<?xml version="1.0"?>'),
        ("utf-16", '<?xml version="1.0" encoding="UTF-16"?>'),
        ("utf-16-le", ""),
        ("utf-8", '<?xml version="1.0" encoding="no-such-thing"?>'),
        ("cp1250", '<?xml version="1.0" encoding="windows-1250"?>'),
    ],
)
def test_honest_encodings_are_read(encoding: str, head: str) -> None:
    data = gpx(f"<name>Höhe</name>{stretch(0, 5)}", head=head).decode().encode(encoding)
    assert only(data).name == "Höhe"


def test_a_name_cannot_deceive() -> None:
    assert only(gpx(f"<name>evil\u202egpj&#13;</name>{stretch(0, 5)}")).name == "evilgpj"
    assert only(gpx(f"<name><![CDATA[<b>x</b>]]></name>{stretch(0, 5)}")).name == "<b>x</b>"


@pytest.mark.parametrize("title", ["Tom & Jerry", "Tom &amp; Jerry", "Tom &#38; Jerry"])
def test_a_title_as_it_was_typed_does_not_cost_the_run(title: str) -> None:
    assert only(gpx(f"<name>{title}</name>{stretch(0, 5)}")).name == "Tom & Jerry"


def test_prefixed_elements_and_undeclared_prefixes_are_read() -> None:
    data = gpx(RUN).decode().replace("<trk", "<g:trk").replace("</trk", "</g:trk")
    assert len(only(data.encode()).utc_s) == 121


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE gpx>",
        '<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE gpx SYSTEM "http://example.org/x.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(head: str, encoding: str) -> None:
    with pytest.raises(Unreadable, match="document type"):
        read_gpx(gpx(RUN, head=head).decode().encode(encoding))


def test_a_cut_off_file_keeps_what_was_whole() -> None:
    data = gpx(RUN)
    reading = read_gpx(data[: data.index(b"<trkpt", 6000) + 40])
    (run,) = reading.recordings
    assert reading.lost
    assert "cut off" in reading.warnings[0]
    whole = only(data)
    assert 0 < len(run.utc_s) < len(whole.utc_s)
    assert run.utc_s.tolist() == whole.utc_s[: len(run.utc_s)].tolist()


def test_a_file_damaged_in_the_middle_keeps_what_came_before() -> None:
    data = gpx(RUN)
    reading = read_gpx(data[:5000] + b"<<<" + data[5000:])
    assert reading.lost
    assert "damaged in the middle" in reading.warnings[0]
    assert 0 < len(reading.recordings[0].utc_s) < 121


def test_a_tail_of_zero_bytes_is_a_cut() -> None:
    data = gpx(RUN)
    assert "cut off" in read_gpx(data[:7000] + bytes(3000)).warnings[0]


def test_a_file_cut_before_its_first_point_cannot_be_read() -> None:
    with pytest.raises(Unreadable, match="before its first recorded point"):
        read_gpx(gpx(RUN)[:200])


def test_every_cut_gives_a_beginning_or_one_sentence() -> None:
    data = gpx(f"<name>Höhe</name><type>running</type>{stretch(0, 8)}")
    whole = only(data)
    for cut in range(1, len(data)):
        try:
            (run,) = read_gpx(data[:cut]).recordings
        except FileRefused:
            continue
        assert run.utc_s.tolist() == whole.utc_s[: len(run.utc_s)].tolist()
        assert run.streams["lat_deg"].tolist() == whole.streams["lat_deg"][: len(run.utc_s)].tolist()


@pytest.mark.parametrize(
    "data",
    [
        b"<gpx>" + b"<a>" * 200_000,
        b"<gpx><trk><extensions>" + b"<a/>" * 200_000,
        b"<gpx>" + b"<trk></trk>" * 20_000,
        b"<gpx><trk><trkseg>" + b'<trkpt lat="1" lon="1"></trkpt>' * 2_000,
        b"<gpx><trk><trkseg><trkpt " + b" ".join(b'a%d="1"' % i for i in range(400_000)) + b"/></trkseg>",
    ],
    ids=["deep", "wide", "many tracks", "many points", "one huge tag"],
)
def test_a_shape_no_watch_writes_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_gpx(data, records=1_000)


def test_mutations_of_a_valid_file_give_a_reading_or_one_sentence() -> None:
    more = "<extensions><gpxtpx:hr>150</gpxtpx:hr><power>200</power></extensions>"
    points = "".join(point(s, 3 * s, more) for s in range(5))
    source = gpx(f"<name>Höhe &amp; Weg</name><type>9</type><trkseg>{points}</trkseg>", stretch(600, 3))
    tokens = [
        b"<", b">", b"</trkpt>", b"<trk>", b"&", b"&#0;", b"NaN", b"-", b"9" * 400, b"\xff", b"\0", b"]]>",
        b"T", b'"',
    ]  # fmt: skip
    for data in spoilt(source, tokens, seed=7):
        try:
            reading = read_gpx(data)
        except FileRefused:
            continue
        for recording in reading.recordings:
            assert len(recording.utc_s) > 0
            assert np.isfinite(recording.utc_s).all()
            assert all(len(column) == len(recording.utc_s) for column in recording.streams.values())


def test_the_numbers_are_those_of_gpxpy() -> None:
    data = gpx(RUN, stretch(600, 60))
    points = [p for track in gpxpy.parse(data.decode()).tracks for s in track.segments for p in s.points]
    run = only(data)
    assert run.streams["lat_deg"].tolist() == [p.latitude for p in points]
    assert run.streams["elevation_m"].tolist() == [p.elevation for p in points]
    assert run.utc_s.tolist() == [p.time.timestamp() for p in points if p.time]
