"""Which records are kept, when the activity began, and where its timer stood."""

import numpy as np
import pytest

from runstrong.ingest.timeline import Timeline, as_datetime, plausible, timeline
from tests.tracks import NOW, START_S

YEAR_S = 365 * 86_400.0


def _line(times: object, pauses: tuple[tuple[float, float], ...] = (), stated: float | None = None) -> Timeline:
    """The timeline of records at `times`, all counted from the start."""
    utc_s = START_S + np.asarray(times, dtype=float)
    shifted = tuple((START_S + stop, START_S + restart) for stop, restart in pauses)
    return timeline(utc_s, shifted, None if stated is None else START_S + stated)


def test_one_record_a_second_is_kept_whole() -> None:
    line = _line(range(100))
    assert line.t_s.tolist() == list(range(100))
    assert set(line.stretch) == {0}
    assert (line.lost, line.warnings, line.one_clock) == (False, (), True)


def test_two_records_in_one_second_are_both_kept() -> None:
    assert _line([0, 1, 1, 2]).t_s.tolist() == [0, 1, 1, 2]


def test_records_without_a_time_are_left_out_and_counted() -> None:
    line = _line([0, np.nan, 2, np.inf, 4])
    assert line.rows.tolist() == [0, 2, 4]
    assert line.lost
    assert line.warnings == ("2 records without a usable time were left out.",)


def test_a_clock_set_back_loses_only_what_it_repeats() -> None:
    line = _line([0, 1, 2, 3, 4, 5, 3, 4, 5, 6, 7])
    assert line.t_s.tolist() == [0, 1, 2, 3, 4, 5, 5, 6, 7]
    assert line.rows.tolist() == [0, 1, 2, 3, 4, 5, 8, 9, 10]
    assert line.warnings == ("2 records whose time falls back were left out.",)


@pytest.mark.parametrize("stray", [40_000.0, -40_000.0])
def test_one_stray_time_costs_one_record(stray: float) -> None:
    times = np.arange(600.0)
    times[300] = stray
    line = _line(times)
    assert len(line.rows) == 599
    assert 300 not in line.rows
    assert line.warnings == ("One record whose time falls back was left out.",)


@pytest.mark.parametrize("where", [slice(0, 10), slice(590, 600), slice(300, 310)])
@pytest.mark.parametrize("years", [-20, 20])
def test_after_a_wild_jump_the_longer_part_is_kept_and_the_clock_is_not_trusted(where: slice, years: int) -> None:
    times = np.arange(600.0)
    times[where] += years * YEAR_S
    line = _line(times)
    assert not line.one_clock
    assert line.lost
    assert len(line.rows) in (590, 300)
    assert line.t_s[-1] < 600
    assert "jump" in line.warnings[0]


def test_a_stated_start_shortly_before_the_first_record_is_the_start() -> None:
    line = _line([4, 5, 6], stated=0)
    assert (line.start_utc_s, line.t_s.tolist()) == (START_S, [4, 5, 6])


@pytest.mark.parametrize("stated", [1.0, -7200.0, -YEAR_S])
def test_a_stated_start_after_or_long_before_the_first_record_is_not_believed(stated: float) -> None:
    line = _line([0, 1, 2], stated=stated)
    assert (line.start_utc_s, line.t_s.tolist()) == (START_S, [0, 1, 2])


def test_records_more_than_23_days_in_are_left_out() -> None:
    line = _line(np.arange(10) * 5 * 86_400)
    assert line.t_s[-1] <= 2_000_000
    assert line.lost


def test_a_stated_pause_begins_a_new_stretch_however_short() -> None:
    line = _line([0, 1, 2, 4, 5], pauses=((2, 4),))
    assert line.stretch.tolist() == [0, 0, 0, 1, 1]
    assert line.resumed.tolist() == [False, False, False, True, False]


def test_records_written_while_the_timer_stood_belong_to_no_stretch() -> None:
    line = _line(range(8), pauses=((2, 6),))
    assert line.stretch.tolist() == [0, 0, 0, -1, -1, -1, 1, 1]


def test_stretches_are_numbered_from_0_whatever_lies_between() -> None:
    line = _line(range(12), pauses=((-1, 2), (5, 8), (6, 9)))
    assert line.stretch.tolist() == [-1, -1, 0, 0, 0, 0, -1, -1, -1, 1, 1, 1]


def test_pauses_that_make_no_sense_pause_nothing() -> None:
    line = _line(range(8), pauses=((6, 2), (np.nan, 3), (4, np.inf), (100, 200)))
    assert set(line.stretch) == {0}


def test_a_silence_of_11_s_breaks_a_recording_of_every_second() -> None:
    times = np.concatenate([np.arange(100), np.arange(110, 200)])
    assert set(_line(times).stretch) == {0, 1}
    assert set(_line(times - (times >= 110)).stretch) == {0}


def test_smart_recording_is_judged_by_its_own_rhythm() -> None:
    steps = np.tile([3.0, 5.0, 8.0, 25.0], 50)
    times = np.concatenate([np.cumsum(steps), 5000 + np.cumsum(steps)])
    assert set(_line(times).stretch) == {0, 1}


def test_nothing_in_gives_nothing_out() -> None:
    line = _line([])
    assert (len(line.rows), line.start_utc_s, line.lost) == (0, None, False)


def test_times_never_fall_and_as_many_as_possible_are_kept() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        times = rng.integers(0, 40, 30)
        line = _line(times)
        assert (np.diff(line.t_s) >= 0).all()
        assert (np.diff(line.rows) > 0).all()
        assert len(line.rows) >= (times >= np.maximum.accumulate(times)).sum()


@pytest.mark.parametrize(
    ("utc_s", "fine"),
    [
        (START_S, True),
        (631_152_000.0 + 1e7, False),
        (-1e9, False),
        (START_S + 15 * 86_400, True),
        (START_S + 17 * 86_400, False),
    ],
)
def test_a_clock_is_plausible_from_2000_until_tomorrow(utc_s: float, fine: bool) -> None:
    assert plausible(as_datetime(utc_s), NOW) is fine


def test_one_record_from_another_year_is_damage_and_no_reason_to_doubt_the_clock() -> None:
    times = np.append(np.arange(300.0) + 1_600_000_000, 3_600_000_000.0)
    line = timeline(times, (), None)
    assert (len(line.rows), line.lost, line.one_clock) == (300, True, True)
