"""When FIT messages were written."""

import numpy as np

from runstrong.ingest.fit.clock import EPOCH_S, Clock, unfolded
from tests.fit_builder import RECORD, START, Fit, messages


def _utc_s(fit: Fit, message: int = 20) -> list[float]:
    found = messages(fit)
    return (Clock(fit.body, found).utc_s(found.table(message)) - EPOCH_S).tolist()


def test_timestamps_count_from_fits_epoch() -> None:
    fit = Fit().define(0, 20, RECORD).data(0, 0, 0, 0)
    found = messages(fit)
    assert Clock(fit.body, found).utc_s(found.table(20)).tolist() == [631_065_600]


def test_a_message_without_a_timestamp_has_no_time() -> None:
    fit = Fit().define(0, 20, RECORD).data(0, START, 0, 0).data(0, 0xFFFFFFFF, 0, 0)
    assert np.array_equal(_utc_s(fit), [START, np.nan], equal_nan=True)


def test_compressed_timestamps_roll_over_every_32_seconds() -> None:
    fit = Fit().define(0, 21, [(253, "uint32")]).data(0, START).define(1, 20, [(3, "uint8")])
    seconds = [0, 5, 31, 32, 40, 71, 71, 100]
    for second in seconds:
        fit.compressed(1, START + second, 100)
    assert _utc_s(fit) == [START + second for second in seconds]


def test_every_message_with_a_timestamp_sets_the_compressed_clock() -> None:
    fit = Fit().define(0, 20, [(3, "uint8")]).define(1, 162, [(253, "uint32")]).define(2, 20, RECORD)
    fit.data(1, START).compressed(0, START + 3, 100)
    fit.data(1, START + 1000).compressed(0, START + 1001, 100)
    fit.data(2, START + 2000, 0, 0).compressed(0, START + 2031, 100)
    assert _utc_s(fit) == [START + 3, START + 1001, START + 2000, START + 2031]


def test_a_compressed_timestamp_before_any_whole_one_says_nothing() -> None:
    fit = Fit().define(0, 20, [(3, "uint8")]).compressed(0, 7, 100)
    fit.message(21, [(253, "uint32")], START, local=1).compressed(0, START + 1, 100)
    assert np.array_equal(_utc_s(fit), [np.nan, START + 1], equal_nan=True)


def test_records_of_a_file_with_compressed_headers_may_have_none_of_their_own() -> None:
    fit = Fit().define(0, 20, [(3, "uint8")]).define(1, 21, [(253, "uint32")])
    fit.data(1, START).data(0, 100).compressed(0, START + 2, 100)
    assert np.array_equal(_utc_s(fit), [np.nan, START + 2], equal_nan=True)


def test_a_counter_of_a_few_bits_is_unfolded_from_the_last_whole_value() -> None:
    rng = np.random.default_rng(4)
    truth = np.cumsum(rng.integers(0, 4096, size=500)).astype(float)
    whole = np.where(rng.random(500) < 0.1, truth, np.nan)
    whole[0] = truth[0]
    assert unfolded(whole, truth % 4096, 4096).tolist() == truth.tolist()
