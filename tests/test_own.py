"""What the runner said: kept, changed, forgotten, and carried whole to another store."""

from dataclasses import replace
from datetime import date

import pytest

from runstrong.errors import UnknownActivity
from runstrong.model.athlete import Setting
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.store.own import OwnAnswers, own_answers, restore_answers, save_settings, set_mark
from tests.store_activities import an_activity, keep, keep_outcome, rows_in, sha_of

REFUSED = FileOutcome("letter.fit", Outcome.REJECTED, "This is not a watch file.")


def test_a_mark_is_set_changed_and_forgotten() -> None:
    with Store.in_memory() as store:
        (activity,) = keep(store, "a.fit").activities
        for value in ("yes", "no", None):
            set_mark(store, activity.id, "race", value)
            set_mark(store, activity.id, "ill", "yes")
            marks = reads.summary(store, activity.id).marks
            assert marks == ({"race": value, "ill": "yes"} if value else {"ill": "yes"})


def test_what_is_said_about_an_unknown_activity_is_refused() -> None:
    with Store.in_memory() as store:
        keep(store, "a.fit")
        with pytest.raises(UnknownActivity):
            set_mark(store, "0" * 12 + "-0", "race", "yes")


def test_a_later_answer_replaces_only_the_one_of_the_same_day() -> None:
    first, later = date(2024, 1, 1), date(2024, 6, 1)
    with Store.in_memory() as store:
        save_settings(store, [Setting("hr_max", "190", first), Setting("units", "metric", None)])
        save_settings(store, [Setting("hr_max", "188", later), Setting("units", "imperial", None)])
        save_settings(store, [Setting("hr_max", "187", later)])
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
    set_mark(store, an_activity("a.fit").id, "race", "yes")
    save_settings(store, [Setting("hr_max", "190", date(2024, 1, 1)), Setting("units", "metric", None)])
    keep_outcome(store, REFUSED)
    return store


def test_beside_the_runners_answers_the_same_files_give_the_same_store_in_whatever_order_they_come() -> None:
    with a_store_with_a_past() as old, Store.in_memory() as fresh:
        before = (rows_in(old), reads.outcomes(old), str(reads.summaries(old)))
        restore_answers(fresh, own_answers(old))
        keep_twins(fresh, "c.fit", "b.fit", "a.fit")
        assert (rows_in(fresh), reads.outcomes(fresh), str(reads.summaries(fresh))) == before
        keep(fresh, "a.fit")
        assert reads.outcomes(fresh)[0].imported_at > before[1][0].imported_at


def test_what_the_runner_said_moves_whole_to_another_store() -> None:
    with a_store_with_a_past() as old, Store.in_memory() as fresh:
        restore_answers(fresh, own_answers(old))
        assert own_answers(fresh) == own_answers(old)
        keep(fresh, "a.fit")
        assert reads.summary(fresh, an_activity("a.fit").id).marks == {"race": "yes"}
        assert [line.imported_at for line in reads.outcomes(fresh, search="a.fit")] == [
            line.imported_at for line in reads.outcomes(old, search="a.fit")
        ]


def test_a_file_is_called_what_it_was_called_first() -> None:
    with Store.in_memory() as store:
        keep(store, "a.fit")
        keep_outcome(store, replace(REFUSED, name="copy.fit"), sha_of("a.fit"))
        assert own_answers(store).names == {sha_of("a.fit"): "a.fit"}
        assert reads.summaries(store)[0].files == ("a.fit",)


def test_nothing_said_is_nothing_to_carry_over() -> None:
    with Store.in_memory() as store:
        assert not any(own_answers(store).tables.values())
        assert OwnAnswers().names == {}
