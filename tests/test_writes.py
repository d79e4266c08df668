from dataclasses import replace

import pytest

from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.store.writes import NewFile, save_files
from tests.store_activities import a_track, an_activity, keep, keep_outcome, rows_in, shown

REFUSED = FileOutcome("letter.fit", Outcome.REJECTED, "This is not a watch file.")


def test_a_file_of_which_one_activity_cannot_be_stored_leaves_no_trace() -> None:
    with Store.in_memory() as store:
        keep(store, "before.fit")
        before = (rows_in(store), store.revision)
        good, whole = an_activity("triathlon.fit"), an_activity("triathlon.fit", part=1)
        bad = replace(whole, packed=replace(whole.packed, facts={**whole.packed.facts, "grade_source": None}))
        with pytest.raises(Exception, match="NOT NULL"):
            keep(store, "triathlon.fit", good, bad)
        assert (rows_in(store), store.revision) == before
        keep(store, "triathlon.fit", good)


def test_the_same_bytes_stored_twice_are_there_once_and_remembered_twice() -> None:
    with Store.in_memory() as store:
        keep(store, "a.fit")
        before = rows_in(store)
        keep(store, "a.fit")
        assert rows_in(store) == {**before, "imports": 2}


def test_a_file_refused_again_for_the_same_reason_changes_nothing() -> None:
    with Store.in_memory() as store:
        keep_outcome(store, REFUSED)
        before = (rows_in(store), store.revision)
        keep_outcome(store, REFUSED)
        assert (rows_in(store), store.revision) == before
        keep_outcome(store, replace(REFUSED, reason="The file is empty."))
        assert rows_in(store)["imports"] == 2


def test_the_activities_of_one_file_keep_apart() -> None:
    swim, run = a_track(50, 1, sport="swimming"), a_track(70, 2)
    with Store.in_memory() as store:
        keep(store, "t.fit", an_activity("t.fit", track=swim), an_activity("t.fit", part=1, track=run))
        for part, track in enumerate((swim, run)):
            columns, _ = reads.columns(store, an_activity("t.fit", part=part).id)
            assert columns["distance_m"].tolist() == track.columns["distance_m"].tolist()


def test_a_file_name_that_is_no_text_is_kept_as_far_as_it_goes() -> None:
    with Store.in_memory() as store:
        save_files(store, [NewFile(replace(REFUSED, name="l\udce4ufchen.fit"), "0" * 64, [an_activity()])])
        keep_outcome(store, replace(REFUSED, name="\udcff.fit", warnings=("\udcff is odd.",)))
        assert shown(store) == ["l?ufchen.fit"]
        assert reads.outcomes(store, search="?.fit")[0].outcome.name == "?.fit"
