"""A store made anew takes the place of the one before, and what was there is never lost by it."""

from pathlib import Path

import pytest

from runstrong.config import DATABASE_NAME
from runstrong.errors import RunstrongError, StoreInUse
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.store.rebuilt import REBUILT_NAME, open_beside, set_aside, take_place
from tests.store_activities import keep


def test_a_rebuilt_store_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        keep(store, "old.fit")
    with open_beside(tmp_path) as fresh:
        assert fresh.folder == tmp_path
        keep(fresh, "new.fit")
        known = fresh.dataset_id
    take_place(tmp_path)
    with Store.open(tmp_path) as store:
        assert store.dataset_id == known
        assert [summary.files for summary in reads.summaries(store)] == [("new.fit",)]
    assert [path.name for path in tmp_path.iterdir()] == [DATABASE_NAME]


def test_a_rebuilt_store_replaces_a_damaged_one_and_keeps_the_damaged_file(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_text("no database any more")
    with open_beside(tmp_path) as fresh:
        keep(fresh, "new.fit")
    take_place(tmp_path)
    with Store.open(tmp_path) as store:
        assert len(reads.summaries(store)) == 1
    assert (tmp_path / f"damaged-1-{DATABASE_NAME}").read_text() == "no database any more"


def test_nothing_takes_the_place_of_a_store_in_use(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        keep(store, "old.fit")
        open_beside(tmp_path).close()
        with pytest.raises(StoreInUse):
            take_place(tmp_path)
        assert len(reads.summaries(store)) == 1


def test_a_rebuild_left_half_done_is_forgotten_by_the_next(tmp_path: Path) -> None:
    with open_beside(tmp_path) as interrupted:
        keep(interrupted, "a.fit")
    with open_beside(tmp_path) as fresh:
        assert reads.summaries(fresh) == []
        with pytest.raises(StoreInUse):
            open_beside(tmp_path)
    (tmp_path / REBUILT_NAME).write_text("cut off")
    open_beside(tmp_path).close()


def test_a_rebuild_whose_log_was_not_written_out_takes_nobodys_place(tmp_path: Path) -> None:
    with open_beside(tmp_path) as fresh:
        keep(fresh, "a.fit")
    (tmp_path / f"{REBUILT_NAME}.wal").write_text("the rest")
    with pytest.raises(RunstrongError, match="disk is full"):
        take_place(tmp_path)


def test_a_damaged_database_is_set_aside_and_never_over_another_one(tmp_path: Path) -> None:
    for text in ("first", "second"):
        (tmp_path / DATABASE_NAME).write_text(text)
        (tmp_path / f"{DATABASE_NAME}.wal").write_text(f"log of the {text}")
        aside = set_aside(tmp_path)
        assert aside.read_text() == text
        assert aside.with_name(f"{aside.name}.wal").read_text() == f"log of the {text}"
    assert len({path.name for path in tmp_path.iterdir()}) == 4
    Store.open(tmp_path).close()
