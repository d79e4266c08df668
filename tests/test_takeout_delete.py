"""Deleting everything: only when asked twice, all of it, and nothing that is not runstrong's."""

import io
import os
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from runstrong import importing, takeout
from runstrong.errors import RunstrongError, StoreInUse
from runstrong.store import originals
from runstrong.store.database import Store
from runstrong.store.rebuilt import open_beside
from tests.commands import Run, in_own_process
from tests.files import START, gpx

BOTH = ("--yes", "--really-everything")


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with two runs, what a restore, a repair and killed programs left, and a demo runner."""
    folder = tmp_path / "data"
    with Store.open(folder) as store:
        _runs(store)
        takeout.backup(store, tmp_path / "all.zip")
    takeout.restore(folder, tmp_path / "all.zip", date(2026, 3, 4), force=True)
    takeout.restore(folder, tmp_path / "all.zip", date(2026, 3, 4), force=True)
    with Store.open(folder / "demo") as store:
        _runs(store)
    for name in ("copying", "restoring/originals/ab", "runstrong.duckdb.tmp"):
        (folder / name).mkdir(parents=True)
        (folder / name / "left").write_bytes(b"x")
    for name in (
        "damaged-1-runstrong.duckdb",
        "damaged-1-runstrong.duckdb.wal",
        "originals/ab/.x.part",
        "inbox.json",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    return folder


def _runs(store: Store) -> None:
    for day in range(2):
        data = gpx(start=START + timedelta(days=day))
        assert [o.outcome.value for o in importing.import_bytes(store, "a.gpx", data)] == ["imported"]


def _types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def test_asked_twice_all_of_it_goes(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _types(monkeypatch, "delete", "yes")
    said = run("delete")
    assert (said.status, list(folder.iterdir())) == (0, [])
    assert "2 runs, 2 Mar 2026 to 3 Mar 2026" in said.err
    for named in ("2 original files", "before-restore-2026-03-04-2", "damaged-1", "the demo runner"):
        assert named in said.err
    assert "Deleted" in said.out
    assert run("runs", "--json").json == []


@pytest.mark.parametrize(
    "answers", [(), ("no",), ("yes", "yes"), ("delete",), ("delete", "no"), ("delete", "delete")]
)
def test_anything_else_deletes_nothing(
    answers: tuple[str, ...], folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(folder)
    _types(monkeypatch, *answers)
    said = run("delete")
    assert (said.status, said.out) == (1, "")
    assert said.err.rstrip().endswith("Nothing was deleted.")
    assert _files(folder) == before


@pytest.mark.parametrize("stdin", [None, io.StringIO("delete\nyes\n")])
def test_where_nobody_types_nothing_goes_and_one_sentence_is_said(
    stdin: io.StringIO | None, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(folder)
    monkeypatch.setattr(sys, "stdin", stdin)
    said = run("delete")
    assert (said.status, said.out, len(said.err.splitlines())) == (1, "", 1)
    assert "--really-everything" in said.err
    assert _files(folder) == before


@pytest.mark.parametrize("flag", BOTH)
def test_a_script_needs_both_words(flag: str, folder: Path, run: Run) -> None:
    before = _files(folder)
    said = run("delete", flag, "--json")
    assert (said.status, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert _files(folder) == before


def test_a_script_with_both_words_is_told_in_json(folder: Path, run: Run) -> None:
    number = len(_files(folder))
    assert run("delete", *BOTH, "--json").json == {"folder": str(folder), "files": number, "stayed": []}
    again = run("delete")
    assert (again.status, again.out.strip()) == (0, f"Nothing of yours is in {folder}.")


def test_what_others_put_there_stays_and_is_told(folder: Path, run: Run) -> None:
    foreign = {
        "notes.txt", "inbox.txt", "runstrong.duckdb.bak", "originals/mine.fit", "originals/ab/mine.gz",
        "demo/photo.jpg", "before-restore-2026-03-04/why.txt", "before-restore-never/a.txt",
        "damaged-x-runstrong.duckdb",
    }  # fmt: skip
    for name in foreign:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("mine")
    said = run("delete", *BOTH)
    assert said.status == 0
    assert _files(folder) == foreign
    assert said.err.splitlines() == [
        f"{folder / place} holds something that runstrong did not put there: that stayed."
        for place in ("before-restore-2026-03-04", "demo", "originals")
    ]


def test_a_link_is_cut_and_never_followed(folder: Path, tmp_path: Path, run: Run) -> None:
    elsewhere = tmp_path / "elsewhere"
    (folder / "originals").rename(elsewhere)
    (folder / "originals").symlink_to(elsewhere, target_is_directory=True)
    (tmp_path / "other").mkdir()
    originals.put(tmp_path / "other", b"another program's")
    (folder / "demo" / "originals" / "ff").symlink_to(tmp_path / "other", target_is_directory=True)
    before = _files(elsewhere), _files(tmp_path / "other")
    said = run("delete", *BOTH)
    assert (said.status, list(folder.iterdir())) == (0, [])
    assert (_files(elsewhere), _files(tmp_path / "other")) == before
    assert f"{elsewhere} holds" in said.err


def test_a_store_in_use_elsewhere_is_left_alone(folder: Path) -> None:
    before = _files(folder)
    with Store.open(folder):
        other = in_own_process(folder, "delete", *BOTH)
        assert (other.status, other.out) == (3, "")
        assert str(os.getpid()) in other.err
    assert _files(folder) == before


def test_a_rebuild_that_goes_on_is_left_alone(folder: Path) -> None:
    with open_beside(folder):
        before = _files(folder)
        assert in_own_process(folder, "delete", *BOTH).status == 3
        assert _files(folder) == before


def test_a_damaged_store_can_be_deleted(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "runstrong.duckdb").write_bytes(b"junk" * 4096)
    _types(monkeypatch, "delete", "yes")
    said = run("delete")
    assert (said.status, list(folder.iterdir())) == (0, [])
    assert "a database that cannot be read" in said.err


def test_what_cannot_be_deleted_is_one_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "no", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(RunstrongError, match="cannot be deleted"):
        takeout.delete(folder)


def test_nothing_is_made_where_there_was_nothing(tmp_path: Path, run: Run) -> None:
    assert run("delete", *BOTH).status == 0
    assert not (tmp_path / "data").exists()


def test_a_store_open_in_this_very_program_is_in_use(folder: Path) -> None:
    with Store.open(folder), pytest.raises(StoreInUse):
        takeout.delete(folder)
