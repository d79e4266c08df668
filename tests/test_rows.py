from dataclasses import replace

import numpy as np
import pytest

from runstrong.model.track import COLUMNS, Column, at_resolution
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.store.kin import Reach, near
from tests.store_activities import START, a_track, an_activity, keep, some_facts


def any_column(column: Column, n: int, rng: np.random.Generator) -> np.ndarray:
    """Values over the whole range of a column, its ends included, and as many gaps as there may be."""
    values = rng.uniform(column.low, column.high, n)
    ends = rng.random(n)
    values[ends < 0.1] = column.low
    values[ends > 0.9] = column.high
    values = at_resolution(column, values)
    if column.name != "t_s":
        values[rng.random(n) < rng.choice([0, 0.5, 1])] = np.nan
    return np.sort(values) if column.name == "t_s" else values


@pytest.mark.parametrize("seed", range(25))
def test_any_track_comes_back_exactly_as_it_was(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.choice([0, 1, 2, 300]))
    kept = [column for column in COLUMNS if column.name == "t_s" or rng.random() < 0.6]
    columns = {column.name: any_column(column, n, rng) for column in kept}
    track = replace(a_track(), columns=columns, stretch=np.sort(rng.integers(0, 4, n)))
    with Store.in_memory() as store:
        keep(store, "before.fit")
        keep(store, "a.fit", an_activity("a.fit", track=track))
        keep(store, "after.fit")
        back, stretch = reads.columns(store, an_activity("a.fit").id)
    assert list(back) == [column.name for column in kept]
    for name, values in columns.items():
        assert back[name].dtype == np.float64
        np.testing.assert_array_equal(back[name], values, err_msg=name)
    np.testing.assert_array_equal(stretch, track.stretch)
    assert stretch.dtype == np.int64


def test_a_value_that_no_column_can_hold_is_refused_and_never_wrapped_around() -> None:
    for name, value in (("speed_mps", 40.0), ("t_s", 1e7), ("hr_bpm", np.inf)):
        track = a_track()
        track.columns[name][5] = value  # type: ignore[index]
        with Store.in_memory() as store:
            with pytest.raises(Exception, match=r"(?i)range|float value|convert"):
                keep(store, "a.fit", an_activity("a.fit", track=track))
            assert not reads.has_activities(store)


def test_numbers_straight_from_an_array_are_stored_like_any_other() -> None:
    figures = {"gap_mps": np.float64(2.5), "walking_share": np.float32(0.5), "elapsed_s": np.int64(600)}
    with Store.in_memory() as store:
        keep(store, "a.fit", an_activity("a.fit", facts=replace(some_facts(), **figures)))
        (summary,) = reads.summaries(store)
    assert {name: getattr(summary.facts, name) for name in figures} == figures


def test_an_activity_without_records_lasts_as_long_as_its_watch_says() -> None:
    empty = replace(a_track(), columns={"t_s": np.empty(0)}, stretch=np.empty(0, np.int64), laps=(), sets=())
    with Store.in_memory() as store:
        keep(store, "a.fit", an_activity("a.fit", track=empty))
        assert reads.columns(store, an_activity("a.fit").id)[0]["t_s"].shape == (0,)
        within = START + np.timedelta64(599, "s").item()
        assert len(near(store, [Reach(within, 0.0, None)])) == 1
