"""How samples lie in the file: packed small, and each run's own whatever it was stored with."""

from itertools import pairwise
from pathlib import Path

import duckdb
import numpy as np

from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import reads
from runstrong.store.copies import database_copy
from runstrong.store.database import Store
from runstrong.store.writes import NewFile, save_files
from tests.store_activities import a_track, an_activity, sha_of

LENGTHS = {"a.fit": 700, "b.fit": 1, "none.fit": 0, "c.fit": 2500}


def save_at_once(store: Store) -> None:
    """Runs of several lengths in one transaction, then two more, each in one of its own."""
    made = {name: an_activity(name, track=a_track(n, seed=n)) for name, n in LENGTHS.items() if n}
    files = [NewFile(FileOutcome(name, Outcome.IMPORTED), sha_of(name), [one]) for name, one in made.items()]
    save_files(store, files)
    for name in ("d.fit", "e.fit"):
        save_files(store, [NewFile(FileOutcome(name, Outcome.IMPORTED), sha_of(name), [an_activity(name)])])


def test_every_run_has_its_own_samples_in_their_order() -> None:
    with Store.in_memory() as store:
        save_at_once(store)
        for name, n in LENGTHS.items():
            if n:
                columns, stretch = reads.columns(store, an_activity(name).id)
                track = a_track(n, seed=n)
                np.testing.assert_array_equal(stretch, track.stretch)
                for column in track.columns:
                    np.testing.assert_array_equal(columns[column], track.columns[column])


def test_places_never_fall_within_a_transaction_so_that_they_pack_into_nothing() -> None:
    with Store.in_memory() as store:
        save_at_once(store)
        with store.read() as cursor:
            found = cursor.execute("SELECT activity, seq FROM raw_samples WHERE activity <= 3 ORDER BY rowid")
            places = found.fetchall()
    assert len(places) == sum(LENGTHS.values())
    assert all(later[1] == earlier[1] + 1 for earlier, later in pairwise(places))


def test_new_files_are_laid_out_in_small_blocks(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, database_copy(store) as copy:
        for connection in (store.cursor(), duckdb.connect(copy)):
            with connection:
                [(size,)] = connection.execute("SELECT block_size FROM pragma_database_size()").fetchall()
                assert size == 65_536


def test_a_file_laid_out_otherwise_is_used_as_it_is(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "runstrong.duckdb") as connection:
        connection.execute("CREATE TABLE other (x INTEGER)")
    with Store.open(tmp_path) as store:
        save_at_once(store)
    with Store.open(tmp_path) as store, database_copy(store) as copy:
        assert len(reads.summaries(store)) == 5
        assert copy.stat().st_size < (tmp_path / "runstrong.duckdb").stat().st_size
