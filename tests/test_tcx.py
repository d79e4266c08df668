"""TCX as watches and apps really write it: laps, pauses, several activities, treadmills, damage."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from runstrong.errors import FileRefused, NotAnActivity, Unreadable
from runstrong.ingest.xml.tcx import read_tcx
from runstrong.model.recording import Device, Recording
from tests.strange_xml import spoilt

START = datetime(2024, 5, 11, 6, 30, tzinfo=UTC)
SCHEMA = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def stamp(seconds: float) -> str:
    return (START + timedelta(seconds=seconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def point(seconds: float, more: str = "", time: str | None = None) -> str:
    when = stamp(seconds) if time is None else time
    return (
        f"<Trackpoint>{f'<Time>{when}</Time>' if when else ''}<Position><LatitudeDegrees>46.05</LatitudeDegrees>"
        f"<LongitudeDegrees>14.5</LongitudeDegrees></Position><AltitudeMeters>300.5</AltitudeMeters>"
        f"<DistanceMeters>{3 * seconds}</DistanceMeters>"
        f"<HeartRateBpm><Value>150</Value></HeartRateBpm>{more}</Trackpoint>"
    )


def track(start: int, length: int) -> str:
    return f"<Track>{''.join(point(s) for s in range(start, start + length + 1))}</Track>"


def lap(
    start: int, time_s: float, *tracks: str, distance_m: float | None = 180, hr: int = 150, hr_max: int = 160
) -> str:
    distance = "" if distance_m is None else f"<DistanceMeters>{distance_m}</DistanceMeters>"
    return (
        f'<Lap StartTime="{stamp(start)}"><TotalTimeSeconds>{time_s}</TotalTimeSeconds>{distance}'
        f"<AverageHeartRateBpm><Value>{hr}</Value></AverageHeartRateBpm>"
        f"<MaximumHeartRateBpm><Value>{hr_max}</Value></MaximumHeartRateBpm>"
        f"<Intensity>Active</Intensity><Cadence>80</Cadence>{''.join(tracks)}</Lap>"
    )


def activity(*laps: str, sport: str = "Running", more: str = "") -> str:
    return f'<Activity Sport="{sport}"><Id>{stamp(0)}</Id>{"".join(laps)}{more}</Activity>'


def tcx(*activities: str, head: str = HEAD) -> bytes:
    body = f"<Activities>{''.join(activities)}</Activities>"
    return f'{head}<TrainingCenterDatabase xmlns="{SCHEMA}">{body}</TrainingCenterDatabase>'.encode()


def only(data: bytes) -> Recording:
    (recording,) = read_tcx(data).recordings
    return recording


RUN = activity(lap(0, 60, track(0, 60)), lap(61, 59, track(61, 59), hr=156, hr_max=171))


def test_a_run_comes_with_its_laps_and_their_sums() -> None:
    run = only(tcx(RUN))
    assert (run.format, run.sport, run.sub_sport) == ("tcx", "running", None)
    assert len(run.utc_s) == 121
    assert run.totals.start_utc_s == START.timestamp()
    assert run.totals.timer_s == 119
    assert run.totals.distance_m == 360
    assert run.totals.avg_hr_bpm == pytest.approx((150 * 60 + 156 * 59) / 119)
    assert run.totals.max_hr_bpm == 171
    assert [one.timer_s for one in run.laps] == [60, 59]
    assert [one.start_utc_s for one in run.laps] == [START.timestamp(), START.timestamp() + 61]
    assert run.pauses == ()
    assert run.warnings == ()
    assert not read_tcx(tcx(RUN)).lost


def test_every_stream_is_read_by_its_local_name() -> None:
    more = (
        "<Cadence>85</Cadence><Extensions><ns3:TPX><ns3:Speed>3.25</ns3:Speed><ns3:Watts>240</ns3:Watts>"
        "</ns3:TPX></Extensions>"
    )
    run = only(tcx(activity(lap(0, 1, f"<Track>{point(0, more)}</Track>"))))
    assert {name: column[0] for name, column in run.streams.items()} == {
        "lat_deg": 46.05,
        "lon_deg": 14.5,
        "elevation_m": 300.5,
        "distance_m": 0.0,
        "hr_bpm": 150,
        "cadence_spm": 85,
        "speed_mps": 3.25,
        "power_w": 240,
    }


def test_run_cadence_stands_in_the_extension() -> None:
    more = '<Extensions><TPX xmlns="x"><RunCadence>88</RunCadence></TPX></Extensions>'
    run = only(tcx(activity(lap(0, 1, f"<Track>{point(0, more)}{point(1)}</Track>"))))
    assert run.streams["cadence_spm"][0] == 88
    assert np.isnan(run.streams["cadence_spm"][1])


@pytest.mark.parametrize(
    ("stated", "sport"),
    [
        ("Running", "running"),
        ("Biking", "cycling"),
        ("Other", "generic"),
        ("Walking", "walking"),
        ("Chess", "unknown"),
    ],
)
def test_the_sport_is_put_in_the_words_of_fit(stated: str, sport: str) -> None:
    run = only(tcx(activity(lap(0, 5, track(0, 5)), sport=stated)))
    assert run.sport == sport
    assert bool(run.warnings) == (sport == "unknown")


def test_the_watch_is_named() -> None:
    creator = "<Creator><Name> Forerunner 935</Name><UnitId>{}</UnitId></Creator>"
    for unit, serial in (("3950859721", "3950859721"), ("0", None)):
        run = only(tcx(activity(lap(0, 5, track(0, 5)), more=creator.format(unit))))
        assert run.devices == (Device("watch", "Forerunner 935", serial),)


@pytest.mark.parametrize("before", ["          ", "\n\n", "\ufeff", "\ufeff  ", "<!-- c -->"])
def test_what_stands_before_the_file_does_not_matter(before: str) -> None:
    head = "" if before.startswith("<") else HEAD
    assert len(only(before.encode() + tcx(RUN, head=head)).utc_s) == 121


def test_any_prefix_is_read() -> None:
    data = tcx(RUN).decode().replace(HEAD, "").replace("</", "</t:").replace("<", "<t:").replace("<t:/t:", "</t:")
    assert len(only(data.encode()).utc_s) == 121


def test_tracks_of_a_lap_that_lie_apart_are_a_pause() -> None:
    run = only(tcx(activity(lap(0, 120, track(0, 60), track(360, 60)))))
    begin = START.timestamp()
    assert run.pauses == ((begin + 60, begin + 360),)
    assert run.totals.timer_s == 120


def test_laps_that_lie_apart_are_a_pause_and_adjoining_ones_are_none() -> None:
    laps = (lap(0, 60, track(0, 60)), lap(61, 60, track(61, 60)), lap(500, 60, track(500, 60)))
    begin = START.timestamp()
    assert only(tcx(activity(*laps))).pauses == ((begin + 121, begin + 500),)


def test_slow_sampling_is_no_pause() -> None:
    sparse = ["".join(point(s) for s in range(at, at + 60, 10)) for at in (0, 60)]
    laps = [lap(at, 60, f"<Track>{points}</Track>") for at, points in zip((0, 60), sparse, strict=True)]
    assert only(tcx(activity(*laps))).pauses == ()


def test_two_activities_are_two_recordings() -> None:
    data = tcx(RUN, activity(lap(9000, 30, track(9000, 30)), sport="Biking"))
    first, second = read_tcx(data).recordings
    assert (first.sport, len(first.utc_s), first.totals.timer_s) == ("running", 121, 119)
    assert (second.sport, len(second.utc_s), second.totals.timer_s) == ("cycling", 31, 30)


def test_a_multisport_session_is_one_recording_each() -> None:
    ride, run = activity(lap(0, 30, track(0, 30)), sport="Biking"), activity(lap(90, 30, track(90, 30)))
    session = (
        f"<MultiSportSession><Id>{stamp(0)}</Id><FirstSport>{ride}</FirstSport><NextSport><Transition "
        f'StartTime="{stamp(31)}">{track(31, 20)}</Transition>{run}</NextSport></MultiSportSession>'
    )
    assert [(one.sport, len(one.utc_s)) for one in read_tcx(tcx(session)).recordings] == [
        ("cycling", 31),
        ("running", 31),
    ]


def test_a_lap_that_stands_twice_is_counted_once() -> None:
    twice = lap(0, 60, track(0, 60))
    run = only(tcx(activity(twice, twice, lap(61, 60, track(61, 60)))))
    assert (len(run.utc_s), len(run.laps), run.totals.timer_s) == (122, 2, 120)
    assert any("counted once" in text for text in run.warnings)


def test_equal_laps_at_other_times_are_two() -> None:
    run = only(tcx(activity(lap(0, 90), lap(90, 90))))
    assert (len(run.laps), run.totals.timer_s) == (2, 180)


def test_a_treadmill_without_points_keeps_its_totals() -> None:
    run = only(tcx(activity(lap(0, 600, distance_m=2000), lap(600, 300, distance_m=900, hr=160))))
    assert len(run.utc_s) == 0
    assert run.streams == {}
    assert (run.totals.timer_s, run.totals.distance_m) == (900, 2900)
    assert run.totals.avg_hr_bpm == pytest.approx((150 * 600 + 160 * 300) / 900)
    assert len(run.laps) == 2


def test_a_sum_over_a_silent_lap_is_no_sum() -> None:
    run = only(tcx(activity(lap(0, 60, track(0, 60)), lap(61, 60, track(61, 60), distance_m=None))))
    assert run.totals.distance_m is None
    assert run.totals.timer_s == 120


@pytest.mark.parametrize("value", ["NaN", "-5", "1e999", "", "fast"])
def test_a_total_that_is_no_number_is_not_stated(value: str) -> None:
    odd = lap(0, 60, track(0, 60)).replace("<DistanceMeters>180<", f"<DistanceMeters>{value}<")
    assert only(tcx(activity(odd))).totals.distance_m is None


def test_a_heart_rate_of_zero_is_not_stated() -> None:
    run = only(tcx(activity(lap(0, 60, track(0, 60), hr=0, hr_max=0))))
    assert run.totals.avg_hr_bpm is None
    assert run.totals.max_hr_bpm is None


def test_without_stated_metres_the_positions_give_them() -> None:
    points = "".join(
        point(s).replace("46.05", str(46 + s / 111_195 * 3)).replace("DistanceMeters", "Nothing")
        for s in range(61)
    )
    run = only(tcx(activity(lap(0, 60, f"<Track>{points}</Track>"))))
    assert run.streams["distance_m"][-1] == pytest.approx(180, rel=1e-3)


@pytest.mark.parametrize(
    ("time", "offset_s", "warned"),
    [
        ("2024-05-11T08:30:00.000+02:00", 7200, False),
        ("2024-05-11T06:30:00", None, True),
        ("2024-05-11T06:30:00.123456789Z", None, False),
    ],
)
def test_times_keep_their_zone(time: str, offset_s: int | None, warned: bool) -> None:
    run = only(tcx(activity(lap(0, 1, f"<Track>{point(0, time=time)}{point(1)}</Track>"))))
    assert run.utc_s[0] == pytest.approx(START.timestamp(), abs=0.2)
    assert run.utc_offset_s == offset_s
    assert any("no time zone" in text for text in run.warnings) == warned


def test_points_without_a_time_are_left_out_and_said() -> None:
    reading = read_tcx(tcx(activity(lap(0, 2, f"<Track>{point(0)}{point(1, time='')}{point(2)}</Track>"))))
    assert reading.lost
    assert "1 of 3 points" in reading.warnings[0]
    assert len(reading.recordings[0].utc_s) == 2


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (f"<Courses><Course><Name>x</Name><Lap/>{track(0, 3)}</Course></Courses>", "course"),
        ("<Workouts><Workout Sport='Running'><Name>4 x 4</Name></Workout></Workouts>", "workout"),
        ("<Folders/>", "no recorded activity"),
        ("<Activities/>", "no recorded activity"),
        ("<Activities><Activity Sport='Running'></Activity></Activities>", "no recorded activity"),
        ("<Activity><Lap><TotalTimeSeconds>0</TotalTimeSeconds></Lap></Activity>", "no recorded activity"),
    ],
)
def test_what_is_no_recording_is_said(body: str, sentence: str) -> None:
    with pytest.raises(NotAnActivity, match=sentence):
        read_tcx(f"<TrainingCenterDatabase>{body}</TrainingCenterDatabase>".encode())


def test_a_cut_off_file_keeps_what_was_whole_and_states_no_totals() -> None:
    data = tcx(RUN)
    cut = data[: data.index(b"<Trackpoint>", data.index(b"<Lap", 2000)) + 1000]
    reading = read_tcx(cut)
    (run,) = reading.recordings
    whole = only(data)
    assert reading.lost
    assert reading.warnings == ("The file was cut off: everything up to the cut was kept.",)
    assert 61 < len(run.utc_s) < 121
    assert run.utc_s.tolist() == whole.utc_s[: len(run.utc_s)].tolist()
    assert run.totals.start_utc_s == START.timestamp()
    assert (run.totals.timer_s, run.totals.distance_m, run.totals.avg_hr_bpm) == (None, None, None)
    assert [one.timer_s for one in run.laps] == [60, None]


def test_a_file_damaged_in_the_middle_keeps_what_came_before() -> None:
    data = tcx(RUN)
    reading = read_tcx(data[:9000] + b"</Wrong>" + data[9000:])
    assert "damaged in the middle" in reading.warnings[0]
    assert 0 < len(reading.recordings[0].utc_s) < 121


def test_a_file_cut_before_its_first_point_cannot_be_read() -> None:
    with pytest.raises(Unreadable, match="before its first recorded point"):
        read_tcx(tcx(RUN)[:300])


def test_a_document_type_is_refused() -> None:
    with pytest.raises(Unreadable, match="document type"):
        read_tcx(tcx(RUN, head='<!DOCTYPE x [<!ENTITY a "b">]>'))


def test_too_many_points_are_refused() -> None:
    with pytest.raises(Unreadable, match="more than 100 points"):
        read_tcx(tcx(RUN), records=100)


def test_every_cut_gives_a_beginning_or_one_sentence() -> None:
    data = tcx(activity(lap(0, 3, track(0, 3)), lap(4, 3, track(4, 3))))
    whole = only(data)
    for cut in range(1, len(data)):
        try:
            (run,) = read_tcx(data[:cut]).recordings
        except FileRefused:
            continue
        assert run.utc_s.tolist() == whole.utc_s[: len(run.utc_s)].tolist()


def test_mutations_of_a_valid_file_give_a_reading_or_one_sentence() -> None:
    laps = (lap(0, 3, track(0, 3)), lap(9, 3, track(9, 3)))
    source = tcx(activity(*laps, more="<Creator><Name>W</Name></Creator>"), activity(lap(99, 2, track(99, 2))))
    tokens = [
        b"<", b">", b"<Lap>", b"</Lap>", b"<Activity>", b"<Track>", b"&#0;", b"NaN", b"-", b"9" * 400, b"\xff",
        b"\0",
    ]  # fmt: skip
    for data in spoilt(source, tokens, seed=11):
        try:
            reading = read_tcx(data)
        except FileRefused:
            continue
        for recording in reading.recordings:
            assert np.isfinite(recording.utc_s).all()
            assert all(len(column) == len(recording.utc_s) for column in recording.streams.values())


def test_elements_in_the_wrong_place_do_no_harm() -> None:
    inside = f"<Lap><Track><Activity Sport='Biking'>{point(0)}<TotalTimeSeconds>5</TotalTimeSeconds>"
    ends = "</Activity></Track></Lap>"
    with pytest.raises(NotAnActivity):
        read_tcx(f"<TrainingCenterDatabase><Activity>{inside}{ends}</Activity></TrainingCenterDatabase>".encode())
