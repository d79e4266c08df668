"""Backup, restore, export: all of it goes out, all of it comes back, and nothing is harmed on the way."""

import csv
import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from runstrong import importing, takeout
from runstrong.errors import RunstrongError, StoreTooNew
from runstrong.importing import background
from runstrong.store import originals, reads
from runstrong.store.database import Store
from tests.commands import called, in_own_process
from tests.files import START, gpx

TODAY = date(2026, 3, 4)
Run = Callable[..., Any]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(folder: Path, *words: str) -> Any:
        said = called(monkeypatch, capsys, folder, *words)
        return said.status, said.out, said.err

    return command


@pytest.fixture
def filled(tmp_path: Path, run: Run) -> Path:
    """A data folder with two runs, settings and a logged session."""
    folder = tmp_path / "data"
    files = tmp_path / "files"
    for number in range(2):
        (files / str(number)).mkdir(parents=True)
        (files / str(number) / "morning.gpx").write_bytes(gpx(start=START + timedelta(days=number)))
    assert run(folder, "import", str(files))[0] == 0
    assert run(folder, "athlete", "set", "hr_max=188", "days=mon,thu")[0] == 0
    assert run(folder, "log", "--day", "2026-03-03", "--minutes", "20", "--set", "plank:45s")[0] == 0
    assert run(folder, "checkin", "--day", "2026-03-03", "--soreness", "3")[0] == 0
    return folder


@pytest.fixture
def backup(filled: Path, tmp_path: Path) -> Path:
    file = tmp_path / "all.zip"
    with Store.open(filled) as store:
        takeout.backup(store, file)
    return file


def answers(run: Run, folder: Path) -> list[str]:
    asked = (("runs",), ("athlete", "show"), ("log", "--list"), ("plan", "--today", str(TODAY)))
    return [run(folder, *words, "--json")[1] for words in asked]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(backup: Path, to: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> Path:
    """The backup written anew, every member as `change` has it."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(to, "w") as new:
        for member in old.namelist():
            kept = change(member, old.read(member))
            if kept is not None:
                new.writestr(*kept)
    return to


def test_what_comes_back_gives_the_same_answers_byte_for_byte(filled: Path, tmp_path: Path, run: Run) -> None:
    before = answers(run, filled)
    assert run(filled, "backup", str(tmp_path / "all.zip"))[0] == 0
    assert run(tmp_path / "new", "restore", str(tmp_path / "all.zip"))[0] == 0
    assert answers(run, tmp_path / "new") == before
    assert {name for name in everything(tmp_path / "new") if name.startswith("originals")} == {
        name for name in everything(filled) if name.startswith("originals")
    }
    assert "2 " in run(tmp_path / "new", "rebuild")[1]
    assert answers(run, tmp_path / "new") == before


def test_a_backup_is_one_moment_while_runs_come_in(filled: Path, tmp_path: Path) -> None:
    with Store.open(filled) as store:
        arriving = [gpx(start=START + timedelta(days=10 + day)) for day in range(5)]
        writer = threading.Thread(
            target=lambda: [list(importing.import_bytes(store, "late.gpx", data)) for data in arriving]
        )
        writer.start()
        takeout.backup(store, tmp_path / "all.zip")
        writer.join()
        assert len(reads.summaries(store)) == 7
    takeout.restore(tmp_path / "new", tmp_path / "all.zip", TODAY)
    with Store.open(tmp_path / "new") as store:
        ids = {activity.id[:12] for activity in reads.summaries(store)}
    assert len(ids) >= 2
    assert ids <= {sha256[:12] for sha256 in originals.all_hashes(tmp_path / "new")}


def test_a_backup_during_a_bulk_import_is_one_moment_that_comes_back(filled: Path, tmp_path: Path) -> None:
    """Files are read in other processes, which put originals on the disk before anything speaks of them."""
    arriving = [(f"{day}.gpx", gpx(start=START + timedelta(days=10 + day))) for day in range(60)]
    with Store.open(filled) as store:
        one = background.start(store, importing.from_uploads([(name, BytesIO(data)) for name, data in arriving]))
        for enough in (1, 26):
            while len(one.outcomes) < enough and not one.wait(0.01):
                pass
            takeout.backup(store, tmp_path / f"{enough}.zip")
        assert one.wait(60)
        assert (one.trouble, len(reads.summaries(store))) == (None, 62)
    for enough in (1, 26):
        folder = tmp_path / f"new-{enough}"
        takeout.restore(folder, tmp_path / f"{enough}.zip", TODAY)
        with Store.open(folder) as store, store.read() as cursor:
            found = cursor.execute(
                "SELECT sha256, count(*) FROM activities JOIN raw_samples ON activity = key GROUP BY 1"
            )
            samples = dict(found.fetchall())
            history = {line.sha256 for line in reads.outcomes(store, limit=1000)}
        assert set(samples) == history <= set(originals.all_hashes(folder))
        assert set(samples.values()) == {241}
        assert len(samples) >= 2 + enough


def test_a_backup_leaves_nothing_else_behind(filled: Path, tmp_path: Path) -> None:
    before = set(everything(filled)), set(tmp_path.iterdir())
    with Store.open(filled) as store:
        takeout.backup(store, tmp_path / "all.zip")
    assert (set(everything(filled)), set(tmp_path.iterdir())) == (before[0], before[1] | {tmp_path / "all.zip"})


@pytest.mark.parametrize("now", [0.0, 9e9], ids=["1970", "2255"])
def test_a_computer_whose_clock_is_wrong_gives_everything_out(
    filled: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, now: float
) -> None:
    """A small computer without a battery wakes up in 1970, which no zip can say."""
    exported = BytesIO()
    with monkeypatch.context() as patch, Store.open(filled) as store:
        patch.setattr(time, "time", lambda: now)
        takeout.backup(store, tmp_path / "all.zip")
        takeout.export_into(store, exported)
    before = answers(run, filled)
    assert run(tmp_path / "new", "restore", str(tmp_path / "all.zip"))[0] == 0
    assert answers(run, tmp_path / "new") == before
    assert "activities.csv" in zipfile.ZipFile(exported).namelist()


def test_an_existing_file_is_replaced_only_by_force(filled: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "diary.txt"
    file.write_text("mine")
    status, out, err = run(filled, "backup", str(file))
    assert (status, out, file.read_text()) == (1, "", "mine")
    assert "--force" in err
    assert run(filled, "backup", str(file), "--force")[0] == 0
    assert zipfile.is_zipfile(file)


@pytest.mark.parametrize("name", ["runstrong.duckdb", "originals/aa.gz"])
def test_a_backup_never_replaces_what_it_is_of(filled: Path, run: Run, name: str) -> None:
    file = filled / name
    file.touch()
    before = answers(run, filled)
    status, out, err = run(filled, "backup", str(file), "--force")
    assert (status, out) == (1, "")
    assert "choose another place" in err
    assert answers(run, filled) == before


def test_a_damaged_original_stays_out_and_is_told(filled: Path, tmp_path: Path, run: Run) -> None:
    next((filled / "originals").glob("??/*.gz")).write_bytes(b"junk")
    status, out, err = run(filled, "backup", str(tmp_path / "all.zip"), "--json")
    assert (status, json.loads(out)["originals"], json.loads(out)["lost"]) == (0, 1, 1)
    assert "1 original" in err
    assert run(tmp_path / "new", "restore", str(tmp_path / "all.zip"))[0] == 0


def test_own_data_is_kept_aside_and_only_by_force(filled: Path, backup: Path, tmp_path: Path, run: Run) -> None:
    run(filled, "athlete", "set", "hr_max=199")
    before = everything(filled)
    status, _, err = run(filled, "restore", str(backup))
    assert (status, everything(filled)) == (1, before)
    assert "--force" in err
    aside = takeout.restore(filled, backup, TODAY, force=True)
    assert aside == filled / "before-restore-2026-03-04"
    assert everything(aside) == before
    assert json.loads(run(filled, "athlete", "show", "--json")[1])["hr_max"]["value"] == "188"
    assert takeout.restore(filled, backup, TODAY, force=True) == filled / "before-restore-2026-03-04-2"


def test_an_empty_store_is_no_reason_to_refuse(backup: Path, tmp_path: Path) -> None:
    Store.open(tmp_path / "new").close()
    assert takeout.restore(tmp_path / "new", backup, TODAY) is None
    assert {path.name for path in (tmp_path / "new").iterdir()} == {"runstrong.duckdb", "originals"}


def a_cut_file(backup: Path, to: Path) -> None:
    to.write_bytes(backup.read_bytes()[:-100])


def a_picture(_: Path, to: Path) -> None:
    to.write_bytes(b"\x89PNG" * 100)


def a_strava_export(_: Path, to: Path) -> None:
    with zipfile.ZipFile(to, "w") as archive:
        archive.writestr("activities.csv", "a,b")


def flipped_bytes(backup: Path, to: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[2000:2010] = bytes(255 - byte for byte in data[2000:2010])
    to.write_bytes(data)


def a_path_outside(backup: Path, to: Path) -> None:
    changed(backup, to, lambda name, data: (name.replace("originals/", "../originals/"), data))


def another_file(backup: Path, to: Path) -> None:
    changed(backup, to, lambda name, data: (name, data + b" " if name.startswith("originals/") else data))


def an_original_gone(backup: Path, to: Path) -> None:
    changed(backup, to, lambda name, data: None if name.startswith("originals/") else (name, data))


def no_database(backup: Path, to: Path) -> None:
    changed(backup, to, lambda name, data: (name, b"junk" if name.endswith(".duckdb") else data))


@pytest.mark.parametrize(
    "make",
    [
        a_cut_file,
        a_picture,
        a_strava_export,
        flipped_bytes,
        a_path_outside,
        another_file,
        an_original_gone,
        no_database,
    ],
)
def test_a_wrong_or_damaged_backup_changes_nothing(
    make: Callable[[Path, Path], None], filled: Path, backup: Path, tmp_path: Path, run: Run
) -> None:
    make(backup, tmp_path / "wrong.zip")
    before = everything(tmp_path)
    status, out, err = run(filled, "restore", str(tmp_path / "wrong.zip"), "--force")
    assert (status, out, len(err.strip().splitlines())) == (1, "", 1)
    assert "inside the program" not in err
    assert everything(tmp_path) == before


def test_a_backup_of_a_newer_program_is_not_taken(filled: Path, tmp_path: Path) -> None:
    with Store.open(filled) as store:
        with store.write() as cursor:
            cursor.execute("INSERT INTO migrations VALUES (999, 'to_come', now())")
        takeout.backup(store, tmp_path / "all.zip")
    with pytest.raises(StoreTooNew):
        takeout.restore(tmp_path / "new", tmp_path / "all.zip", TODAY)
    assert list((tmp_path / "new").iterdir()) == []


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, run: Run) -> None:
    for words in (("restore", "nowhere.zip"), ("backup", str(tmp_path / "no" / "all.zip"))):
        status, out, err = run(tmp_path / "data", *words)
        assert (status, out, len(err.strip().splitlines())) == (1, "", 1)
        assert "inside the program" not in err


@pytest.mark.parametrize("command", ["backup", "restore", "export"])
def test_a_store_in_use_elsewhere_is_left_alone(command: str, filled: Path, backup: Path, tmp_path: Path) -> None:
    target = backup if command == "restore" else tmp_path / "target"
    with Store.open(filled):
        other = in_own_process(filled, command, str(target))
    assert (other.status, other.out) == (3, "")
    assert not (tmp_path / "target").exists()


@pytest.mark.skipif(os.name == "nt", reason="this system sets no such limit")
@pytest.mark.parametrize(("command", "limit"), [("backup", 600_000), ("export", 20_000)])
def test_where_the_disk_is_full_no_part_is_left(command: str, limit: int, filled: Path, tmp_path: Path) -> None:
    """No file may get larger than `limit` bytes: the store opens, but what is made of it cannot be written."""
    script = (
        "import resource, signal, sys; from runstrong import cli\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        f"sys.argv = ['runstrong', {command!r}, {str(tmp_path / 'target')!r}]; cli.main()"
    )
    before = set(everything(filled)), set(tmp_path.iterdir())
    said = subprocess.run(
        [sys.executable, "-c", script], env={"RUNSTRONG_DATA": str(filled), "PATH": ""},
        cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (said.returncode, said.stdout) == (1, ""), said.stderr
    assert "disk is full" in said.stderr
    assert (set(everything(filled)), set(tmp_path.iterdir())) == before


def test_an_export_holds_what_was_stored(filled: Path, tmp_path: Path, run: Run) -> None:
    assert run(filled, "export", str(tmp_path / "out"))[0] == 0

    def table(name: str) -> list[dict[str, str]]:
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    with Store.open(filled) as store:
        stored = reads.summaries(store)
        columns, _ = reads.columns(store, stored[0].id)
    assert [row["id"] for row in table("activities")] == [activity.id for activity in stored]
    first = [row for row in table("samples") if row["activity"] == stored[0].id]
    assert sorted(float(row["distance_m"]) for row in first) == sorted(columns["distance_m"])
    assert {row["key"]: row["value"] for row in table("settings")}["hr_max"] == "188"
    assert [row["exercise"] for row in table("logged_sets")] == ["plank"]
    assert [row["soreness"] for row in table("checkins")] == ["3"]
    kept = {path.read_bytes() for path in (tmp_path / "out" / "originals").iterdir()}
    assert kept == {gpx(), gpx(start=START + timedelta(days=1))}


def test_an_export_can_be_parquet(filled: Path, tmp_path: Path, run: Run) -> None:
    assert run(filled, "export", str(tmp_path / "out"), "--parquet")[0] == 0
    assert pyarrow.parquet.read_table(tmp_path / "out" / "activities.parquet").num_rows == 2


def test_a_folder_that_is_not_empty_is_left_alone(filled: Path, tmp_path: Path) -> None:
    before = everything(tmp_path / "files")
    with Store.open(filled) as store, pytest.raises(RunstrongError, match="not empty"):
        takeout.export(store, tmp_path / "files")
    assert everything(tmp_path / "files") == before


def test_originals_get_names_that_harm_nobody(tmp_path: Path) -> None:
    given = ["../../evil.gpx", "a.zip/con.gpx", "C:\\runs\\x?.gpx.gz", "\u202e.gpx", "x_.gpx", "Ü" * 300 + ".gpx"]
    with Store.open(tmp_path / "data") as store:
        for day, name in enumerate(given):
            assert list(importing.import_bytes(store, name, gpx(start=START + timedelta(days=day))))
        assert takeout.export(store, tmp_path / "out") == takeout.Taken(originals=6, lost=0)
    names = {path.name for path in (tmp_path / "out" / "originals").iterdir()}
    assert len(names) == 6
    assert {"evil.gpx", "_con.gpx"} < names
    assert sum(name.startswith("x_") and name.endswith(".gpx") for name in names) == 2
    assert all(len(name.encode()) < 256 for name in names)
