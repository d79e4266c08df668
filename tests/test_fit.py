"""FIT files from end to end."""

import contextlib

import numpy as np
import pytest

from runstrong.errors import FileRefused, NotAnActivity, Unreadable
from runstrong.ingest.fit.clock import EPOCH_S
from runstrong.ingest.fit.frame import Fault
from runstrong.ingest.fit.read import read_fit
from tests.fit_builder import RECORD, START, Fit, activity, describe, file_id, records, session, strap

NOT_SAID = "does not say that it is an activity"


def _everything() -> Fit:
    """A bit of all: both byte orders, compressed headers, developer fields, sets, events, intervals."""
    fit = describe(file_id(order=">"), 0, 0x84, "Power")
    fit.define(1, 20, [*RECORD, (4, "uint8")], [(0, "uint16", 0)], order="<").define(2, 20, [(3, "uint8")])
    fit.define(3, 21, [(253, "uint32"), (0, "enum"), (1, "enum")]).define(4, 78, [(0, "uint16", 2)])
    for second in range(40):
        fit.data(1, START + second, 300 * second, 120 + second, 85, 250).data(4, 500, 510)
        fit.compressed(2, START + second, 121)
        if second == 20:
            fit.data(3, START + second, 0, 4).data(3, START + second, 0, 0)
    fit.message(225, [(6, "uint32"), (3, "uint16"), (5, "uint8")], START + 5, 12, 1)
    fit.message(19, [(253, "uint32"), (2, "uint32"), (7, "uint32")], START + 40, START, 40_000)
    return session(fit, seconds=40).message(34, [(253, "uint32"), (5, "uint32")], START + 40, START + 3640)


def test_a_plain_run() -> None:
    reading = read_fit(activity(60).bytes())
    (run,) = reading.recordings
    assert (run.format, run.sport, run.sub_sport) == ("fit", "running", "generic")
    assert run.utc_s.tolist() == [EPOCH_S + START + second for second in range(60)]
    assert run.streams["distance_m"].tolist() == [3.0 * second for second in range(60)]
    assert (run.totals.timer_s, run.totals.distance_m, run.totals.avg_hr_bpm) == (60, 180, 140)
    assert (reading.warnings, reading.lost) == ((), False)


@pytest.mark.parametrize(
    ("kind", "what"),
    [(2, "settings"), (5, "workout"), (6, "course"), (32, "monitoring"), (15, "monitoring"), (99, "another kind")],
)
def test_what_is_no_activity_says_what_it_is(kind: int, what: str) -> None:
    with pytest.raises(NotAnActivity, match=f"{what}.*holds no training"):
        read_fit(records(file_id(kind), range(20)).bytes())


def test_an_activity_without_anything_in_it_is_none() -> None:
    with pytest.raises(NotAnActivity, match="without any records"):
        read_fit(file_id().bytes())


def test_a_file_that_does_not_say_what_it_is_is_read_for_its_records() -> None:
    reading = read_fit(session(records(Fit(), range(60))).bytes())
    assert len(reading.recordings) == 1
    assert NOT_SAID in reading.warnings[0]
    assert not reading.lost


def test_a_file_without_anything_at_all_is_no_activity() -> None:
    with pytest.raises(NotAnActivity):
        read_fit(Fit().bytes())


def test_a_joined_settings_file_changes_nothing() -> None:
    reading = read_fit(activity().bytes() + file_id(2).bytes())
    assert len(reading.recordings) == 1
    assert (reading.warnings, reading.lost) == ((), False)


def test_joined_activities_are_one_recording_each() -> None:
    later = session(records(file_id(), range(1000, 1050)), 1000, 50, 2)
    reading = read_fit(activity().bytes() + later.bytes())
    assert [(each.sport, len(each.utc_s)) for each in reading.recordings] == [("running", 60), ("cycling", 50)]


@pytest.mark.parametrize("joined", [True, False])
def test_a_strap_that_sent_its_beats_later_fills_the_gaps(joined: bool) -> None:
    fit = file_id().define(0, 20, [(253, "uint32"), (3, "uint8")])
    for second in range(30):
        fit.data(0, START + second, 150 if second < 10 else 0xFF)
    beats = Fit() if joined else fit
    strap(beats, START + 10, [1024 * beat for beat in range(20)], [160] * 20)
    data = fit.bytes() + beats.bytes() if joined else session(fit, seconds=30).bytes()
    (run,) = read_fit(data).recordings
    assert np.array_equal(run.streams["hr_bpm"], [150] * 10 + [np.nan] + [160] * 19, equal_nan=True)


def test_stryd_power_stands_in_where_the_watch_measures_none() -> None:
    fit = describe(file_id(), 0, 0x84, "Power").define(0, 20, RECORD, [(0, "uint16", 0)])
    (run,) = read_fit(fit.data(0, START, 0, 140, 251).bytes()).recordings
    assert run.streams["power_w"].tolist() == run.developer["Power"].tolist() == [251]


def test_native_power_is_never_replaced() -> None:
    fit = describe(file_id(), 0, 0x84, "Power").define(0, 20, [(253, "uint32"), (7, "uint16")], [(0, "uint16", 0)])
    (run,) = read_fit(fit.data(0, START, 300, 251).bytes()).recordings
    assert (run.streams["power_w"].tolist(), run.developer["Power"].tolist()) == ([300], [251])


def test_times_are_told_as_the_file_has_them() -> None:
    seconds = [0, 1, 1, 2, 1, 500_000, 3]
    (run,) = read_fit(session(records(file_id(), seconds)).bytes()).recordings
    assert (run.utc_s - EPOCH_S - START).tolist() == seconds


def test_a_clock_that_was_never_set_counts_from_the_end_of_1989() -> None:
    fit = file_id().define(0, 20, RECORD).data(0, 17_217_864, 0, 140)
    (run,) = read_fit(fit.bytes()).recordings
    assert run.utc_s.tolist() == [648_283_464]


def test_a_wrong_checksum_is_a_warning_and_a_loss() -> None:
    reading = read_fit(activity().bytes(file_crc=1))
    assert len(reading.recordings[0].utc_s) == 60
    assert (reading.warnings, reading.lost) == ((Fault.CHECKSUM.value,), True)


def test_records_beyond_the_limit_are_refused() -> None:
    data = activity(60).bytes()
    assert len(read_fit(data, 60).recordings[0].utc_s) == 60
    with pytest.raises(Unreadable, match="more than any watch records"):
        read_fit(data, 59)


def test_a_file_cut_anywhere_gives_whole_records_and_never_an_invented_end() -> None:
    data = _everything().bytes()
    (whole,) = read_fit(data).recordings
    for end in range(len(data)):
        try:
            reading = read_fit(data[:end])
        except FileRefused:
            continue
        assert (reading.lost, reading.warnings[0]) == (True, Fault.CUT.value), end
        (kept,) = reading.recordings
        count = len(kept.utc_s)
        assert np.array_equal(kept.utc_s, whole.utc_s[:count])
        for name, values in kept.streams.items():
            assert np.array_equal(values, whole.streams[name][:count], equal_nan=True)
        assert kept.rr_s.tolist() == whole.rr_s.tolist()[: len(kept.rr_s)]
    assert read_fit(data[:-1]).recordings[0].totals == whole.totals


def test_a_file_cut_before_any_training_says_so() -> None:
    with pytest.raises(Unreadable, match="cut off before any training"):
        read_fit(activity().bytes()[:60])


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bytes_never_break_the_reader(seed: int) -> None:
    rng = np.random.default_rng(seed)
    whole = np.frombuffer(_everything().bytes(), np.uint8)
    for _ in range(150):
        data = whole.copy()
        flips = rng.integers(1, 20)
        data[rng.integers(0, len(data), size=flips)] = rng.integers(0, 256, size=flips)
        try:
            reading = read_fit(data.tobytes())
        except FileRefused:
            continue
        for recording in reading.recordings:
            assert all(len(values) == len(recording.utc_s) for values in recording.streams.values())
            assert all(len(values) == len(recording.utc_s) for values in recording.developer.values())


@pytest.mark.parametrize("seed", range(4))
def test_noise_behind_a_header_never_breaks_the_reader(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(100):
        fit = file_id()
        fit.body += rng.integers(0, 256, size=int(rng.integers(0, 3000)), dtype=np.uint8).tobytes()
        with contextlib.suppress(FileRefused):
            assert read_fit(fit.bytes()).recordings


def test_everything_is_read_from_the_file_with_a_bit_of_all() -> None:
    reading = read_fit(_everything().bytes())
    (run,) = reading.recordings
    assert (reading.warnings, reading.lost, len(run.utc_s)) == ((), False, 80)
    assert run.utc_s.tolist() == [EPOCH_S + START + second for second in range(40) for _ in range(2)]
    assert (len(run.rr_s), len(run.laps), len(run.sets), run.utc_offset_s) == (80, 1, 1, 3600)
    assert run.streams["power_w"][::2].tolist() == [250] * 40
    assert np.isnan(run.streams["power_w"][1::2]).all()
