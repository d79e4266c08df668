"""What an import wrote and did not store: taken away by itself, never by another, and used again after a kill."""

import os
import threading
import time
from pathlib import Path

import pytest

from runstrong import coach, importing
from runstrong.errors import RunstrongError
from runstrong.importing import batches, keeping, readers
from runstrong.importing.unstored import Unstored
from runstrong.store import originals, reads
from runstrong.store.database import Store
from runstrong.store.trouble import DISK_FULL
from tests.files import gpx
from tests.imports import bulk, runs, uploaded, zipped


def known(store: Store) -> list[str]:
    return sorted(reads.known_hashes(store))


def kept(store: Store) -> list[str]:
    return originals.all_hashes(store.folder)


@pytest.mark.parametrize("workers", [0, 1])
def test_a_stopped_import_leaves_no_original_of_what_it_did_not_store(
    store: Store, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(batches, "MOST_ACTIVITIES", 3)
    monkeypatch.setattr(readers, "FEW", 2)
    said: list[object] = []
    source = uploaded(runs(20))
    said.extend(importing.bulk(store, source, is_stopped=lambda: bool(said), workers=workers))
    assert 0 < len(said) < 20
    assert kept(store) == known(store)
    assert len(known(store)) == len(said)


def test_neither_does_one_whose_page_went_away(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_ACTIVITIES", 2)
    outcomes = importing.import_bytes(store, "all.zip", zipped(runs(9)))
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert len(known(store)) == 2
    assert kept(store) == known(store)


def test_nor_one_that_found_the_disk_full(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    bulk(store, runs(2))

    def full(*_: object) -> None:
        raise RunstrongError(DISK_FULL)

    monkeypatch.setattr(keeping.writes, "save_files", full)
    with pytest.raises(RunstrongError, match="disk is full"):
        bulk(store, runs(6))
    assert kept(store) == known(store)
    assert len(known(store)) == 2


def test_what_lay_there_before_stays_and_is_used(store: Store) -> None:
    """A killed import leaves originals behind; a lost store leaves them all."""
    left = originals.put(store.folder, runs(1)["000.gpx"])
    stranger = originals.put(store.folder, gpx(seconds=60))
    outcomes = importing.import_bytes(store, "all.zip", zipped(runs(3)))
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    bulk(store, runs(3))
    assert kept(store) == sorted({*known(store), stranger})
    assert left in known(store)


def test_a_rebuild_takes_in_what_a_killed_import_left(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        bulk(store, runs(2))
        originals.put(tmp_path, runs(3)["002.gpx"])
    assert len(list(importing.rebuild(tmp_path))) == 3
    with Store.open(tmp_path) as store:
        assert len(coach.runs(store)) == 3
        assert kept(store) == known(store)


def test_what_another_import_counts_on_is_left_to_it(store: Store) -> None:
    sha256, data = "0" * 64, gpx()
    one, other = Unstored(store), Unstored(store)
    one.expect(sha256)
    path = store.folder / "originals" / "00" / f"{sha256}.gz"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    other.expect(sha256)
    one.take_away()
    assert path.exists()
    other.take_away()
    assert path.exists()


def test_two_tabs_one_of_which_is_stopped_lose_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_ACTIVITIES", 1)
    files = runs(15)

    def stopping() -> None:
        for _ in range(5):
            outcomes = importing.import_bytes(store, "all.zip", zipped(files))
            next(outcomes)
            outcomes.close()  # type: ignore[attr-defined]

    tab = threading.Thread(target=stopping)
    tab.start()
    bulk(store, files)
    tab.join()
    assert len(known(store)) == 15
    assert kept(store) == known(store)


def test_pieces_of_originals_are_cleared_away_when_nobody_writes_them_any_more(store: Store) -> None:
    folder = store.folder / "originals" / "ab"
    folder.mkdir(parents=True)
    old, young = folder / ".old.part", folder / ".young.part"
    for part in (old, young):
        part.write_bytes(b"a piece")
    os.utime(old, (time.time() - 4000,) * 2)
    bulk(store, runs(1))
    assert (old.exists(), young.exists()) == (False, True)
