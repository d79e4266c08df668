from dataclasses import replace
from datetime import date

import pytest

from runstrong.errors import UnknownActivity
from runstrong.model.athlete import Setting
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import reads, writes
from runstrong.store.database import Store
from tests.store_activities import a_track, an_activity, keep, rows_in, shown

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
        writes.record_outcome(store, REFUSED)
        before = (rows_in(store), store.revision)
        writes.record_outcome(store, REFUSED)
        assert (rows_in(store), store.revision) == before
        writes.record_outcome(store, replace(REFUSED, reason="The file is empty."))
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
        writes.save_file(
            store, sha256="0" * 64, outcome=replace(REFUSED, name="l\udce4ufchen.fit"), activities=[an_activity()]
        )
        writes.record_outcome(store, replace(REFUSED, name="\udcff.fit", warnings=("\udcff is odd.",)))
        assert shown(store) == ["l?ufchen.fit"]
        assert reads.outcomes(store, search="?.fit")[0].outcome.name == "?.fit"


def test_a_mark_is_set_changed_and_forgotten() -> None:
    with Store.in_memory() as store:
        (activity,) = keep(store, "a.fit").activities
        for value in ("yes", "no", None):
            writes.set_mark(store, activity.id, "race", value)
            writes.set_mark(store, activity.id, "ill", "yes")
            marks = reads.summary(store, activity.id).marks
            assert marks == ({"race": value, "ill": "yes"} if value else {"ill": "yes"})


def test_what_is_said_about_an_unknown_activity_is_refused() -> None:
    with Store.in_memory() as store:
        keep(store, "a.fit")
        with pytest.raises(UnknownActivity):
            writes.set_mark(store, "0" * 12 + "-0", "race", "yes")


def test_a_later_answer_replaces_only_the_one_of_the_same_day() -> None:
    first, later = date(2024, 1, 1), date(2024, 6, 1)
    with Store.in_memory() as store:
        writes.save_settings(store, [Setting("hr_max", "190", first), Setting("units", "metric", None)])
        writes.save_settings(store, [Setting("hr_max", "188", later), Setting("units", "imperial", None)])
        writes.save_settings(store, [Setting("hr_max", "187", later)])
        assert reads.settings(store) == [
            Setting("hr_max", "190", first),
            Setting("hr_max", "187", later),
            Setting("units", "imperial", None),
        ]


def keep_twins(store: Store, *names: str) -> None:
    """Store files of one and the same run, in this order; a.fit is the one shown."""
    for name in names:
        shown_one = None if name == "a.fit" else an_activity("a.fit").id
        keep(store, name, an_activity(name, duplicate_of=shown_one))


def a_store_with_a_past() -> Store:
    store = Store.in_memory()
    keep_twins(store, "a.fit", "b.fit", "c.fit")
    writes.set_mark(store, an_activity("a.fit").id, "race", "yes")
    writes.save_settings(store, [Setting("hr_max", "190", date(2024, 1, 1)), Setting("units", "metric", None)])
    writes.record_outcome(store, REFUSED)
    return store


def test_beside_the_runners_answers_the_same_files_give_the_same_store_in_whatever_order_they_come() -> None:
    with a_store_with_a_past() as old, Store.in_memory() as fresh:
        before = (rows_in(old), reads.outcomes(old), str(reads.summaries(old)))
        writes.restore_answers(fresh, reads.own_answers(old))
        keep_twins(fresh, "c.fit", "b.fit", "a.fit")
        assert (rows_in(fresh), reads.outcomes(fresh), str(reads.summaries(fresh))) == before
        keep(fresh, "a.fit")
        assert reads.outcomes(fresh)[0].imported_at > before[1][0].imported_at


def test_what_the_runner_said_moves_whole_to_another_store() -> None:
    with a_store_with_a_past() as old, Store.in_memory() as fresh:
        writes.restore_answers(fresh, reads.own_answers(old))
        assert reads.own_answers(fresh) == reads.own_answers(old)
        keep(fresh, "a.fit")
        assert reads.summary(fresh, an_activity("a.fit").id).marks == {"race": "yes"}
        assert [line.imported_at for line in reads.outcomes(fresh, search="a.fit")] == [
            line.imported_at for line in reads.outcomes(old, search="a.fit")
        ]
