"""Sessions, transitions, and what belongs to which."""

import numpy as np
import pytest

from runstrong.errors import Unreadable
from runstrong.ingest.fit.clock import EPOCH_S
from runstrong.ingest.fit.legs import MOST_LEGS, NO_SUMMARY
from runstrong.ingest.fit.read import read_fit
from runstrong.model.recording import Recording, Totals
from tests.fit_builder import LAP, RECORD, START, Fit, file_id, records, session

SWIM, BIKE, TRANSITION, RUN = 5, 2, 3, 1
LEGS = [(0, 100, SWIM), (100, 20, TRANSITION), (120, 300, BIKE), (420, 10, TRANSITION), (430, 200, RUN)]
EVENT = [(253, "uint32"), (0, "enum"), (1, "enum")]


def _read(fit: Fit) -> tuple[Recording, ...]:
    return read_fit(fit.bytes()).recordings


def _lap(fit: Fit, start: int, seconds: int) -> Fit:
    return fit.message(
        19, LAP, START + start + seconds, START + start, 1000 * seconds, 1000 * seconds, 300 * seconds, 140
    )


def _triathlon(summary_first: bool) -> Fit:
    fit = file_id()
    if not summary_first:
        records(fit, range(630))
    for start, seconds, sport in LEGS:
        session(fit, start, seconds, sport)
        _lap(fit, start, seconds)
    if summary_first:
        records(fit, range(630))
    return fit


@pytest.mark.parametrize("summary_first", [True, False])
def test_a_multisport_file_gives_one_recording_for_each_session(summary_first: bool) -> None:
    legs = _read(_triathlon(summary_first))
    assert [leg.sport for leg in legs] == ["swimming", "transition", "cycling", "transition", "running"]
    assert [len(leg.utc_s) for leg in legs] == [100, 20, 300, 10, 200]
    assert [leg.totals.timer_s for leg in legs] == [100, 20, 300, 10, 200]
    assert [len(leg.laps) for leg in legs] == [1] * 5
    assert legs[4].streams["hr_bpm"].tolist() == [100 + second % 100 for second in range(430, 630)]
    assert legs[4].utc_s[0] == EPOCH_S + START + 430


def test_sessions_out_of_order_are_sorted_by_their_start() -> None:
    fit = session(session(records(file_id(), range(100)), 50, 50, BIKE), 0, 50, RUN)
    assert [(leg.sport, len(leg.utc_s)) for leg in _read(fit)] == [("running", 50), ("cycling", 50)]


def test_pauses_sets_and_intervals_go_to_their_legs() -> None:
    fit = file_id().define(1, 78, [(0, "uint16")]).define(2, 21, EVENT)
    records(fit, range(50)).data(1, 801)
    fit.data(2, START + 10, 0, 4).data(2, START + 20, 0, 0)
    records(fit, range(50, 100)).data(1, 802)
    fit.data(2, START + 60, 0, 4).data(2, START + 70, 0, 0)
    fit.message(225, [(6, "uint32"), (3, "uint16"), (5, "uint8")], START + 55, 12, 1)
    run, lift = _read(session(session(fit, 0, 50, RUN), 50, 50, 10, 20))
    at = EPOCH_S + START
    assert (run.pauses, lift.pauses) == (((at + 10, at + 20),), ((at + 60, at + 70),))
    assert ([each.reps for each in run.sets], [each.reps for each in lift.sets]) == ([], [12])
    assert (run.rr_s.tolist(), lift.rr_s.tolist()) == ([0.801], [0.802])


def test_a_session_stated_twice_counts_once_as_last_stated() -> None:
    fit = session(session(records(file_id(), range(60)), seconds=30), seconds=60)
    (run,) = _read(fit)
    assert run.totals.timer_s == 60


def test_a_stream_that_says_nothing_in_a_leg_is_not_in_it() -> None:
    fit = file_id().define(0, 20, [(253, "uint32"), (3, "uint8")]).define(1, 20, [(253, "uint32"), (7, "uint16")])
    fit.data(0, START, 140).data(1, START + 50, 230)
    run, ride = _read(session(session(fit, 0, 50, RUN), 50, 50, BIKE))
    assert (set(run.streams), set(ride.streams)) == ({"hr_bpm"}, {"power_w"})


def test_a_leg_without_records_is_kept_with_its_totals() -> None:
    run, ride = _read(session(session(records(file_id(), range(50)), 0, 50, RUN), 5000, 50, BIKE))
    assert (len(run.utc_s), len(ride.utc_s), ride.totals.distance_m) == (50, 0, 150)


def test_laps_without_records_are_an_activity() -> None:
    (swim,) = _read(_lap(_lap(file_id().message(12, [(0, "enum"), (1, "enum")], SWIM, 17), 0, 100), 100, 50))
    assert (swim.sport, swim.sub_sport, len(swim.utc_s), len(swim.laps)) == ("swimming", "lap_swimming", 0, 2)
    assert swim.totals == Totals(EPOCH_S + START, 150, 150, 450, 140, None, None)


def test_records_without_a_session_take_the_sport_the_watch_was_set_to() -> None:
    fit = file_id().message(12, [(0, "enum"), (1, "enum"), (3, "string", 6)], RUN, 3, b"Trail\0")
    (run,) = _read(records(fit, range(60)))
    assert (run.sport, run.sub_sport, run.name) == ("running", "trail", "Trail")
    assert (run.totals, run.warnings) == (Totals(), (NO_SUMMARY,))


def test_records_without_session_and_sport_take_what_the_records_say() -> None:
    fit = file_id().define(0, 20, [(253, "uint32"), (42, "enum")]).data(0, START, 6).data(0, START + 1, 6)
    assert [walk.sport for walk in _read(fit)] == ["walking"]


def test_records_that_say_nothing_are_generic() -> None:
    assert [(some.sport, some.sub_sport) for some in _read(records(file_id(), range(9)))] == [("generic", None)]


def test_a_file_cut_off_in_a_later_leg_keeps_that_leg_apart() -> None:
    sports = [(0, "enum"), (1, "enum")]
    fit = session(records(file_id().message(12, sports, BIKE, 0), range(300)), 0, 300, BIKE)
    cut = records(fit.message(12, sports, RUN, 0), range(300, 600)).bytes()[:-5]
    reading = read_fit(cut)
    assert [(leg.sport, len(leg.utc_s)) for leg in reading.recordings] == [("cycling", 300), ("running", 299)]
    assert reading.lost


def test_a_wrong_checksum_alone_divides_nothing() -> None:
    fit = session(records(file_id(), range(300)), seconds=100)
    assert [len(leg.utc_s) for leg in read_fit(fit.bytes(file_crc=1)).recordings] == [300]


def test_a_cut_file_whose_session_states_no_times_is_one_leg() -> None:
    fit = records(file_id().message(18, [(5, "enum")], RUN), range(100))
    assert [(leg.sport, len(leg.utc_s)) for leg in read_fit(fit.bytes()[:-1]).recordings] == [("running", 100)]


def test_records_that_end_after_a_whole_files_session_stay_with_it() -> None:
    (run,) = _read(session(records(file_id(), range(300)), seconds=100))
    assert len(run.utc_s) == 300


def test_records_without_a_time_stay_between_their_neighbours() -> None:
    fit = file_id().define(0, 20, RECORD)
    for second in range(100):
        fit.data(0, 0xFFFFFFFF if second % 10 == 5 else START + second, 0, 100 + second)
    run, ride = _read(session(session(fit, 0, 50, RUN), 50, 50, BIKE))
    assert run.streams["hr_bpm"].tolist() == list(range(100, 150))
    assert int(np.isnan(ride.utc_s).sum()) == 5


def test_sessions_without_end_are_refused() -> None:
    fit = file_id()
    for leg in range(MOST_LEGS + 1):
        session(fit, leg * 10, 10)
    with pytest.raises(Unreadable):
        _read(fit)
