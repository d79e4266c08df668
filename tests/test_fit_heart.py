"""Beat-to-beat intervals, and heart rates a strap sent later."""

import numpy as np
import pytest

from runstrong.ingest.fit.clock import EPOCH_S, Clock
from runstrong.ingest.fit.heart import LONGEST_HOLD_S, beats_sent_later, filled, intervals
from tests.fit_builder import START, Fit, messages, strap, twelve_bits


def test_intervals_are_read_in_order_with_the_place_they_stand() -> None:
    fit = Fit().define(0, 78, [(0, "uint16", 3)]).data(0, 801, 802, 0xFFFF).data(0, 803, 0xFFFF, 0xFFFF)
    seconds, positions = intervals(messages(fit).table(78))
    starts = messages(fit).table(78).starts
    assert seconds.tolist() == [0.801, 0.802, 0.803]
    assert positions.tolist() == [starts[0], starts[0], starts[1]]


def test_beats_sent_later_are_placed_by_the_straps_own_clock() -> None:
    rng = np.random.default_rng(8)
    ticks = (5_000_000 + np.cumsum(rng.integers(400, 1500, size=100))).tolist()
    rates = rng.integers(50, 190, size=100).tolist()
    fit = strap(Fit(), START, ticks, rates)
    found = messages(fit)
    times, heard = beats_sent_later(found.table(132), Clock(fit.body, found).utc_s(found.table(132)))
    assert heard.tolist() == rates
    assert times == pytest.approx([START + EPOCH_S + 0.5 + (tick - ticks[0]) / 1024 for tick in ticks])


def test_beats_without_a_time_of_day_are_left_out() -> None:
    fit = Fit().define(4, 132, [(6, "uint8", 8), (10, "byte", 12)]).data(4, *[100] * 8, *twelve_bits([1] * 8))
    found = messages(fit)
    times, heard = beats_sent_later(found.table(132), Clock(fit.body, found).utc_s(found.table(132)))
    assert (len(times), len(heard)) == (0, 0)


def test_gaps_are_filled_with_the_last_beat_if_it_is_not_long_ago() -> None:
    utc_s = np.array([0.0, 1, 2, 3, 4, 20])
    rates = np.array([np.nan, 150, np.nan, np.nan, np.nan, np.nan])
    said = filled(rates, utc_s, np.array([2.5, 0.5]), np.array([120.0, 110.0]))
    assert np.array_equal(said, [np.nan, 150, 110, 120, 120, np.nan], equal_nan=True)
    assert utc_s[-1] - 2.5 > LONGEST_HOLD_S


def test_without_beats_the_gaps_stay() -> None:
    rates = np.array([np.nan, 150])
    assert filled(rates, np.arange(2.0), np.empty(0), np.empty(0)) is rates
