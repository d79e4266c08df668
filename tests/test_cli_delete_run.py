"""One run deleted in the terminal: asked twice, or told by a script; and taken in again only when asked for."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from runstrong.store import originals
from tests.commands import Run
from tests.files import START, gpx
from tests.test_takeout_delete import Terminal


@pytest.fixture
def files(tmp_path: Path, run: Run) -> list[Path]:
    """Two files that were imported."""
    paths = [tmp_path / "mine.gpx", tmp_path / "friend.gpx"]
    for day, path in enumerate(paths):
        path.write_bytes(gpx(start=START + timedelta(days=day)))
    assert run("import", *map(str, paths)).status == 0
    return paths


@pytest.fixture
def ids(files: list[Path], run: Run) -> list[str]:
    """The runs of the two files."""
    assert len(files) == 2
    return [one["id"] for one in sorted(run("runs", "--json").json, key=lambda one: one["start_utc"])]


def types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))


def left(run: Run) -> list[str]:
    return [one["id"] for one in run("runs", "--json").json]


def outcomes(text: str) -> list[tuple[str, str | None]]:
    return [(told["outcome"], told["reason"]) for told in map(json.loads, text.splitlines())]


def test_asked_twice_one_run_goes_and_no_other(
    ids: list[str], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, "delete", "yes")
    said = run("delete", ids[1])
    assert said.status == 0
    assert "This deletes, for good, the run of 2026-03-03 07:30" in said.err
    assert f"the copy kept here of the file it is from: {tmp_path / 'friend.gpx'}" in said.err
    assert "Really this one?" in said.err
    assert f"Deleted: the run of 2026-03-03 07:30 ({tmp_path / 'friend.gpx'})." in said.out
    assert (tmp_path / "friend.gpx").exists()
    assert left(run) == [ids[0]]
    assert [one[:12] for one in originals.all_hashes(tmp_path / "data")] == [ids[0][:12]]


@pytest.mark.parametrize("typed", [[], ["no"], ["yes", "yes"], ["delete"], ["delete", "no"]])
def test_anything_else_deletes_nothing(
    typed: list[str], ids: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, *typed)
    said = run("delete", ids[1])
    assert (said.status, said.out) == (1, "")
    assert said.err.endswith("Nothing was deleted.\n")
    assert sorted(left(run)) == sorted(ids)


def test_where_nobody_types_one_sentence_says_what_a_script_adds(ids: list[str], run: Run) -> None:
    said = run("delete", ids[1])
    assert (said.status, said.err) == (1, "Nothing was deleted. Answer in a terminal, or add --yes.\n")
    assert len(left(run)) == 2


def test_a_script_is_told_in_json(ids: list[str], tmp_path: Path, run: Run) -> None:
    said = run("delete", ids[1], "--yes", "--json")
    assert said.json == {"activities": [ids[1]], "files": [str(tmp_path / "friend.gpx")], "stayed": []}
    assert (said.status, said.err) == (0, "")


@pytest.mark.parametrize("words", [["--really-everything"], ["--yes", "--really-everything"]])
def test_one_run_or_everything_is_a_usage_error(words: list[str], ids: list[str], run: Run) -> None:
    said = run("delete", ids[1], *words)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert len(left(run)) == 2


@pytest.mark.parametrize("wrong", ["", "nothing-0", "'; DROP TABLE activities"])
def test_a_run_that_is_not_here_is_one_sentence_and_never_everything(wrong: str, ids: list[str], run: Run) -> None:
    said = run("delete", wrong, "--yes")
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert "There is no activity" in said.err
    assert len(left(run)) == 2


def test_a_script_that_forgot_the_run_deletes_nothing(ids: list[str], run: Run) -> None:
    assert run("delete", "--yes").status == 2
    assert len(left(run)) == 2


def test_imported_again_it_stays_out_unless_it_is_wanted_again(
    ids: list[str], files: list[Path], tmp_path: Path, run: Run
) -> None:
    assert run("delete", ids[1], "--yes").status == 0
    today = datetime.now().astimezone()
    said = run("import", str(tmp_path), "--json")
    sentence = f"You removed this run on {today.day} {today:%B %Y}."
    assert sorted(outcomes(said.out)) == [("duplicate", "This very file is here already."), ("removed", sentence)]
    told = run("import", *map(str, files))
    assert (told.status, left(run)) == (0, [ids[0]])
    assert "To have it back: runstrong import --again PATH." in told.err
    again = run("import", "--again", str(files[1]), "--json")
    assert outcomes(again.out) == [("imported", None)]
    assert sorted(left(run)) == sorted(ids)


def test_a_store_in_use_elsewhere_is_left_alone(ids: list[str], tmp_path: Path, run: Run) -> None:
    code = "import sys; from pathlib import Path; from runstrong.store.database import Store; " \
           "s = Store.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"  # fmt: skip
    command = [sys.executable, "-c", code, str(tmp_path / "data")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        said = run("delete", ids[1], "--yes")
        other.stdin.close()
    assert said.status == 3
    assert str(other.pid) in said.err
    assert len(left(run)) == 2
