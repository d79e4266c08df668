import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from runstrong.config import DATABASE_NAME
from runstrong.errors import RunstrongError, StoreClosed, StoreDamaged, StoreInUse
from runstrong.model.athlete import Setting
from runstrong.store import database, reads
from runstrong.store.database import Store
from runstrong.store.own import save_settings
from tests.store_activities import a_track, an_activity, keep

PROJECT = Path(__file__).resolve().parent.parent


def test_a_new_folder_gets_a_store_that_is_the_same_one_when_opened_again(tmp_path: Path) -> None:
    folder = tmp_path / "runner's data" / "deep"
    with Store.open(folder) as store:
        keep(store, "a.fit")
        known = (store.dataset_id, store.revision)
    with Store.open(folder) as store:
        assert (store.dataset_id, store.revision) == known
        assert len(reads.summaries(store)) == 1


def test_two_stores_are_never_mixed_up(tmp_path: Path) -> None:
    with Store.open(tmp_path / "own") as own, Store.open(tmp_path / "demo") as demo:
        assert own.dataset_id != demo.dataset_id


def test_every_write_raises_the_revision_and_a_read_does_not() -> None:
    with Store.in_memory() as store:
        assert store.revision == 0
        save_settings(store, [Setting("units", "metric", None)])
        reads.settings(store)
        assert store.revision == 1


def test_a_write_that_fails_changes_nothing() -> None:
    with Store.in_memory() as store:
        with suppress(ZeroDivisionError), store.write():
            save_settings(store, [Setting("units", "metric", None)])
            raise ZeroDivisionError
        assert (reads.settings(store), store.revision) == ([], 0)
        keep(store, "a.fit")
        assert store.revision == 1


def test_writes_inside_a_write_are_one_transaction_and_one_revision() -> None:
    with Store.in_memory() as store:
        with store.write():
            keep(store, "a.fit")
            keep(store, "b.fit")
        assert (len(reads.summaries(store)), store.revision) == (2, 1)


def test_a_reader_sees_a_write_in_progress_only_from_inside() -> None:
    with Store.in_memory() as store, ThreadPoolExecutor(1) as elsewhere, store.write():
        keep(store, "a.fit")
        assert reads.has_activities(store)
        assert not elsewhere.submit(reads.has_activities, store).result()


def test_a_second_process_is_told_which_one_has_the_runs_open(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from runstrong.store.database import Store\n"
        "store = Store.open(pathlib.Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreInUse, match=str(other.pid)) as caught:
            Store.open(tmp_path)
        assert caught.value.pid == other.pid
        other.communicate()
    Store.open(tmp_path).close()


def test_a_second_store_in_one_process_is_refused_too(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with pytest.raises(StoreInUse) as caught:
            Store.open(tmp_path)
        assert caught.value.pid == os.getpid()
        keep(store, "a.fit")


def damage(folder: Path, how: str) -> None:
    path = folder / DATABASE_NAME
    whole = path.read_bytes()
    harmed = {
        "another kind of file": b"this is a diary\n" * 5000,
        "emptied": b"",
        "cut off": whole[: len(whole) // 2],
        "its head changed": b"\xff" * 100 + whole[100:],
        "its middle changed": whole[:12_000] + b"\xff" * 20_000 + whole[32_000:],
    }
    path.write_bytes(harmed[how])


def read_everything(folder: Path) -> None:
    with Store.open(folder) as store:
        for summary in reads.summaries(store):
            reads.columns(store, summary.id)


@pytest.mark.parametrize(
    "how", ["another kind of file", "emptied", "cut off", "its head changed", "its middle changed"]
)
def test_a_damaged_database_is_one_sentence_with_the_way_out(tmp_path: Path, how: str) -> None:
    with Store.open(tmp_path) as store:
        for number in range(5):
            keep(store, f"{number}.fit", an_activity(f"{number}.fit", track=a_track(2000, number)))
    damage(tmp_path, how)
    with pytest.raises(StoreDamaged, match="runstrong rebuild"):
        read_everything(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RunstrongError, match=r"file/runs cannot be written.*RUNSTRONG_DATA"):
        Store.open(tmp_path / "file" / "runs")


@pytest.mark.parametrize(
    "query",
    [
        "FROM read_text('{outside}/secret.txt')",
        "COPY (SELECT 1) TO '{outside}/escaped.csv'",
        "ATTACH '{outside}/other.duckdb'",
        "INSTALL httpfs",
        "SET threads = 8",
        "SET enable_external_access = true",
    ],
)
def test_no_query_reaches_beyond_the_data_folder(tmp_path: Path, query: str) -> None:
    (tmp_path / "secret.txt").write_text("not for queries")
    query = query.format(outside=tmp_path)
    with Store.open(tmp_path / "data") as store, store.cursor() as cursor:
        with pytest.raises(Exception, match=r"disabled|locked"):
            cursor.execute(query)
        assert cursor.execute("SELECT 1").fetchall() == [(1,)]


def test_a_closed_store_says_so() -> None:
    store = Store.in_memory()
    store.close()
    with pytest.raises(RunstrongError, match="closed"):
        reads.summaries(store)


def test_closing_waits_for_whoever_reads() -> None:
    store = Store.in_memory()
    with ThreadPoolExecutor(1) as other:
        with store.read() as cursor:
            closing = other.submit(store.close)
            assert not closing.done()
            assert cursor.execute("SELECT count(*) FROM activities").fetchall() == [(0,)]
            assert reads.summaries(store) == []
        closing.result()
    with pytest.raises(StoreClosed):
        reads.summaries(store)


def test_a_store_that_is_read_for_too_long_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LONGEST_USE_S", 0.0)
    with Store.in_memory() as store:
        with store.read(), pytest.raises(RunstrongError, match="try again"):
            store.close()
        assert reads.summaries(store) == []


def test_threads_that_read_while_others_write_see_whole_files_only(tmp_path: Path) -> None:
    done = threading.Event()

    def look(store: Store) -> int:
        looks = 0
        while not done.is_set() or looks == 0:
            for summary in reads.summaries(store)[-3:]:
                columns, stretch = reads.columns(store, summary.id)
                assert len(columns["t_s"]) == len(stretch) == summary.samples
                assert len(reads.laps(store, summary.id)) == summary.laps
            looks += 1
        return looks

    def fill(store: Store, writer: int) -> None:
        for number in range(15):
            keep(store, f"{writer}-{number}.fit")

    with Store.open(tmp_path) as store, ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(look, store) for _ in range(4)]
        try:
            for writer in [pool.submit(fill, store, number) for number in range(2)]:
                writer.result()
        finally:
            done.set()
        assert all(reader.result() > 0 for reader in readers)
        assert (len(reads.summaries(store)), store.revision) == (30, 30)
