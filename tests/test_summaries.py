from dataclasses import fields, replace
from datetime import datetime, timedelta

import numpy as np
import pytest

from runstrong.errors import UnknownActivity
from runstrong.model.caption import Caption
from runstrong.model.facts import RunFacts
from runstrong.store import reads
from runstrong.store.database import Store
from tests.store_activities import START, a_track, an_activity, keep, keep_many, some_facts


def same_facts(stored: RunFacts, measured: RunFacts) -> bool:
    """Equal field by field, the windows left out."""
    names = [field.name for field in fields(RunFacts) if field.name != "windows"]
    pairs = [(getattr(stored, name), getattr(measured, name)) for name in names]
    return all(
        np.array_equal(a, b, equal_nan=True) and a.dtype == b.dtype if isinstance(a, np.ndarray) else a == b
        for a, b in pairs
    )


def test_a_summary_says_what_was_stored() -> None:
    track = a_track(33, seed=3)
    with Store.in_memory() as store:
        keep(store, "a.fit", an_activity("a.fit", track=track, possible_duplicate_of="ffffffffffff-0"))
        (summary,) = reads.summaries(store)
    assert same_facts(summary.facts, some_facts())
    assert len(summary.facts.windows.minute) == 0
    told = {
        "id": an_activity("a.fit").id, "format": "fit", "sport": "running", "sub_sport": "trail",
        "name": "Läufchen", "start_utc": track.start_utc, "local_start": track.local_start,
        "local_day": track.local_day, "time_zone": "Europe/Berlin", "clock_ok": True, "files": ("a.fit",),
        "device": "Garmin FR255", "hr_source": "HRM-Pro", "samples": 33, "laps": 2, "duplicate_of": None,
        "possible_duplicate_of": "ffffffffffff-0", "warnings": ("Its clock jumped.",), "marks": {},
        "caption": Caption(), "filled": (),
    }  # fmt: skip
    assert {name: getattr(summary, name) for name in told} == told
    assert told.keys() | {"facts"} == {field.name for field in fields(summary)}


def test_the_day_of_a_run_is_the_runners_own() -> None:
    late = replace(a_track(), start_utc=datetime.fromisoformat("2024-05-04T22:30:00"), utc_offset_s=7200)
    with Store.in_memory() as store:
        keep(store, "a.fit", an_activity("a.fit", track=late))
        (summary,) = reads.summaries(store)
    assert (str(summary.local_day), str(summary.local_start)) == ("2024-05-05", "2024-05-05 00:30:00")


def test_a_watch_that_names_nothing_leaves_nothing_named() -> None:
    bare = replace(a_track(), devices=(), name=None, sub_sport=None, warnings=())
    with Store.in_memory() as store:
        keep(store, "a.fit", an_activity("a.fit", track=bare))
        (summary,) = reads.summaries(store)
    assert (summary.device, summary.hr_source, summary.name, summary.sub_sport, summary.warnings) == (
        None, None, None, None, (),
    )  # fmt: skip


def test_summaries_ascend_by_start_in_whatever_order_the_files_came() -> None:
    with Store.in_memory() as store:
        for day in (3, 1, 2):
            track = a_track(10, start=START + timedelta(days=day))
            keep(store, f"{day}.fit", an_activity(f"{day}.fit", track=track))
        assert [summary.files for summary in reads.summaries(store)] == [("1.fit",), ("2.fit",), ("3.fit",)]


def test_each_of_many_runs_keeps_its_own_facts() -> None:
    with Store.in_memory() as store:
        ids = keep_many(store, 12)
        found = reads.summaries(store)
    assert [summary.id for summary in found] == ids
    assert all(same_facts(summary.facts, some_facts(seed)) for seed, summary in enumerate(found))


def test_sports_can_be_picked() -> None:
    with Store.in_memory() as store:
        for sport in ("running", "cycling", "training"):
            keep(store, sport, an_activity(sport, track=a_track(10, sport=sport)))
        assert [s.sport for s in reads.summaries(store, sports=["cycling"])] == ["cycling"]
        assert len(reads.summaries(store, sports=["cycling", "training"])) == 2
        assert reads.summaries(store, sports=[]) == []


def test_an_unknown_activity_is_named() -> None:
    with Store.in_memory() as store, pytest.raises(UnknownActivity, match="abc-0"):
        reads.summary(store, "abc-0")


def test_counting_starts_from_nothing() -> None:
    with Store.in_memory() as store:
        assert reads.counts(store) == reads.Counts(0, 0, 0, None, None)
        assert not reads.has_activities(store)
        keep_many(store, 3, samples=20)
        keep(store, "t.fit", an_activity("t.fit"), an_activity("t.fit", part=1))
        keep(store, "again.fit", an_activity("again.fit", duplicate_of=an_activity("t.fit").id))
        keep(store, "ride.fit", an_activity("ride.fit", track=a_track(sport="cycling")))
        first = START.date()
        assert reads.counts(store) == reads.Counts(6, 5, 1, first, first + timedelta(days=2))
        assert reads.has_activities(store)
