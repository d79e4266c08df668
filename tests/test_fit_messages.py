"""Totals, laps, pauses, strength sets, sport and time zone."""

import math

import numpy as np
import pytest

from runstrong.ingest.fit.clock import EPOCH_S, Clock
from runstrong.ingest.fit.messages import (
    commonest_sport,
    pauses,
    sport_words,
    starts,
    strength_sets,
    totals,
    totals_of_laps,
    utc_offset_s,
)
from runstrong.ingest.fit.table import Table
from runstrong.model.arrays import FloatArray
from runstrong.model.recording import StrengthSet, Totals
from tests.fit_builder import LAP, START, Fit, messages

EVENT = [(253, "uint32"), (0, "enum"), (1, "enum")]
START_TIMER, STOP, STOP_ALL, STOP_DISABLE_ALL = 0, 1, 4, 9


def _timed(fit: Fit, message: int) -> tuple[Table, FloatArray]:
    found = messages(fit)
    return found.table(message), Clock(fit.body, found).utc_s(found.table(message))


def _pauses(*events: tuple[int, int, int]) -> list[tuple[float, float]]:
    """Pauses after START from (seconds after START, event, event type)."""
    fit = Fit().define(0, 21, EVENT)
    for second, event, kind in events:
        fit.data(0, START + second, event, kind)
    found = pauses(*_timed(fit, 21))
    return [(stop - START - EPOCH_S, restart - START - EPOCH_S) for stop, restart in found]


def test_what_a_lap_does_not_state_is_none() -> None:
    fit = Fit().define(0, 19, LAP).data(0, START + 60, START, 60_500, 0xFFFFFFFF, 200_00, 0xFF)
    laps, utc_s = _timed(fit, 19)
    assert totals(laps, starts(laps, utc_s)) == [Totals(START + EPOCH_S, elapsed_s=60.5, distance_m=200.0)]


def test_a_session_without_a_start_began_its_duration_before_its_timestamp() -> None:
    fit = Fit().define(0, 19, LAP).data(0, START + 60, 0xFFFFFFFF, 60_000, 0, 0, 0xFF)
    laps, utc_s = _timed(fit, 19)
    assert starts(laps, utc_s).tolist() == [START + EPOCH_S]


def test_the_timer_pauses_from_a_stop_to_the_next_start() -> None:
    assert _pauses(
        (0, 0, START_TIMER), (100, 0, STOP_ALL), (160, 0, START_TIMER), (200, 0, STOP), (230, 0, START_TIMER),
        (300, 0, STOP_ALL), (301, 0, STOP_DISABLE_ALL),
    ) == [(100, 160), (200, 230)]  # fmt: skip


def test_a_second_stop_in_a_pause_changes_nothing() -> None:
    assert _pauses((100, 0, STOP), (130, 0, STOP_ALL), (160, 0, START_TIMER)) == [(100, 160)]


def test_other_events_are_no_pauses() -> None:
    assert _pauses((100, 8, STOP_ALL), (160, 0, START_TIMER)) == []


def test_events_out_of_order_and_pauses_of_no_length() -> None:
    assert _pauses((160, 0, START_TIMER), (100, 0, STOP_ALL)) == [(100, 160)]
    assert _pauses((100, 0, STOP_ALL), (100, 0, START_TIMER)) == []


def test_sets_say_what_was_lifted_and_how_often() -> None:
    fields = [(254, "uint32"), (0, "uint32"), (3, "uint16"), (4, "uint16"), (5, "uint8"), (6, "uint32")]
    fit = Fit().define(0, 225, [*fields, (7, "uint16", 2), (8, "uint16", 2)])
    fit.data(0, START + 45, 45_250, 8, 16 * 20 + 8, 1, START, 28, 0xFFFF, 0xFFFF, 5)
    fit.data(0, START + 90, 60_000, 0xFFFF, 0xFFFF, 0, 0xFFFFFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF)
    assert strength_sets(messages(fit).table(225)) == [
        StrengthSet(START + EPOCH_S, 45.25, active=True, reps=8, weight_kg=20.5, category=28, exercise=5),
        StrengthSet(None, 60.0, active=False),
    ]


@pytest.mark.parametrize(
    ("ahead", "offset"),
    [
        (7200, 7200),
        (-12_600, -12_600),
        (7201, 7200),
        (0, 0),
        (50_400, 50_400),
        (60_000, None),
        (700_000_000, None),
    ],
)
def test_the_wall_clock_tells_the_time_zone_where_it_is_sane(ahead: int, offset: int | None) -> None:
    fit = Fit().message(34, [(253, "uint32"), (5, "uint32")], START, START + ahead)
    assert utc_offset_s(*_timed(fit, 34)) == offset


def test_a_wall_clock_that_says_nothing_tells_no_zone() -> None:
    assert utc_offset_s(*_timed(Fit().message(34, [(253, "uint32")], START), 34)) is None


def test_sports_in_fits_own_words() -> None:
    fit = Fit().define(0, 18, [(5, "enum"), (6, "enum")])
    for sport, sub_sport in ((1, 3), (10, 20), (1, 0), (1, 0xFF), (62, 70), (200, 201), (0xFF, 0xFF)):
        fit.data(0, sport, sub_sport)
    assert sport_words(messages(fit).table(18)) == [
        ("running", "trail"), ("training", "strength_training"), ("running", "generic"), ("running", None),
        ("hiit", "hiit"), ("sport_200", "sub_sport_201"), (None, None),
    ]  # fmt: skip


def test_the_sport_most_records_name() -> None:
    assert commonest_sport(np.array([np.nan, 1, 1, 6])) == "running"
    assert commonest_sport(np.array([np.nan])) is None


def test_laps_that_cover_everything_add_up_to_totals() -> None:
    laps = [Totals(0, 100, 90, 300, 140, 160, 5), Totals(100, 60, 30, 200, 170, 180, 2)]
    summed = totals_of_laps(laps, last_record_s=160)
    assert summed == Totals(0, 160, 120, 500, 147.5, 180, 7)


def test_laps_that_end_before_the_records_do_add_up_to_nothing() -> None:
    assert totals_of_laps([Totals(0, 100, 90, 300)], last_record_s=150) == Totals()


def test_a_sum_with_an_unknown_in_it_is_unknown() -> None:
    summed = totals_of_laps([Totals(0, 100, None, 300), Totals(100, 60, 30, 200)], last_record_s=-math.inf)
    assert (summed.timer_s, summed.distance_m, summed.avg_hr_bpm) == (None, 500, None)
