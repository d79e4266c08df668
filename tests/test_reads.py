from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from runstrong.errors import UnknownActivity
from runstrong.store import reads
from runstrong.store.database import Store
from tests.store_activities import a_track, an_activity, keep, some_facts


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def test_laps_and_sets_come_back_in_order(store: Store) -> None:
    keep(store, "a.fit")
    keep(store, "b.fit", an_activity("b.fit", track=replace(a_track(), laps=(), sets=())))
    assert reads.laps(store, an_activity("a.fit").id) == list(a_track().laps)
    assert reads.sets(store, an_activity("a.fit").id) == list(a_track().sets)
    assert reads.laps(store, an_activity("b.fit").id) == reads.sets(store, an_activity("b.fit").id) == []


def test_each_run_has_its_own_windows_whatever_its_neighbours_have(store: Store) -> None:
    counts = {"a.fit": 3, "none.fit": 0, "c.fit": 1, "last.fit": 0}
    for seed, (name, count) in enumerate(counts.items()):
        keep(store, name, an_activity(name, facts=some_facts(seed, count)))
    found = reads.windows(store)
    assert list(found) == [an_activity(name).id for name in counts]
    for seed, (name, count) in enumerate(counts.items()):
        stored, measured = found[an_activity(name).id], some_facts(seed, count).windows
        np.testing.assert_array_equal(stored.minute, measured.minute)
        np.testing.assert_array_equal(stored.speed_mps, measured.speed_mps)
        np.testing.assert_array_equal(stored.hr_bpm, measured.hr_bpm)
        assert (stored.failed, stored.considered) == (measured.failed, measured.considered)


def test_an_empty_store_answers_everything_with_nothing(store: Store) -> None:
    answers = (reads.summaries(store), reads.windows(store), reads.settings(store), reads.outcomes(store))
    assert answers == ([], {}, [], [])


@pytest.mark.parametrize("ask", [reads.columns, reads.laps, reads.sets, reads.summary])
def test_an_unknown_activity_is_named(store: Store, ask: object) -> None:
    with pytest.raises(UnknownActivity, match="no activity abc-7"):
        ask(store, "abc-7")  # type: ignore[operator]
