"""Where files come from: what a folder holds besides runs is passed over, and what is named gets a line."""

import gzip
import io
from pathlib import Path

import pytest

from runstrong import importing
from runstrong.importing.sources import from_folder
from runstrong.ingest.archive import Member
from runstrong.model.caption import Caption
from runstrong.model.outcome import FileOutcome, Outcome
from tests.files import gpx
from tests.test_strava import OLD

TEMPO = Caption("Tempo with Ann", None, None)
EXPORT = {
    "activities.csv": OLD.encode() + b"1,d,Tempo with Ann,Run,,1,1,1,false,,activities/1.gpx.gz\n",
    "activities/1.gpx.gz": gzip.compress(gpx()),
    "activities/2.gpx": gpx(seconds=600),
    "activities/._2.gpx": b"a Mac's own",
    "media/1.jpg": b"\xff\xd8 picture",
    "profile.csv": b"Name\nAnn\n",
    ".DS_Store": b"a Mac's own",
}


@pytest.fixture
def export(tmp_path: Path) -> Path:
    for name, data in EXPORT.items():
        (tmp_path / "me" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "me" / name).write_bytes(data)
    return tmp_path / "me"


def told(source: importing.Source) -> dict[str, object]:
    """What is written about each file that comes, or what became of one that gives none."""
    files = [found.file for found in source.files]
    return {file.name: file.written if isinstance(file, Member) else file.outcome for file in files}


def uploads(**how: bool) -> importing.Source:
    files = [(f"me/{name}", io.BytesIO(data)) for name, data in EXPORT.items()]
    return importing.from_uploads(files, **how)


def test_of_a_folder_only_its_runs_come(export: Path, tmp_path: Path) -> None:
    source = importing.from_paths([export], tmp_path / "data")
    assert source.expected == 2
    assert told(source) == {"1.gpx.gz": TEMPO, "2.gpx": None}


def test_of_a_folder_in_the_browser_only_its_runs_come() -> None:
    source = uploads(is_folder=True)
    assert source.expected == 2
    assert told(source) == {"me/activities/1.gpx.gz": TEMPO, "me/activities/2.gpx": None}


def test_some_files_of_a_folder_come_under_their_paths_within(export: Path) -> None:
    names = ["activities.csv", "activities/1.gpx.gz"]
    assert told(from_folder(export, names)) == {"activities/1.gpx.gz": TEMPO}
    assert told(from_folder(export, ["activities/2.gpx", "gone.gpx"])) == {
        "activities/2.gpx": None,
        "gone.gpx": Outcome.REJECTED,
    }


def test_each_file_that_is_named_gets_a_line_and_a_table_among_them_says_what_it_knows(
    export: Path, tmp_path: Path
) -> None:
    source = importing.from_paths(sorted(export.iterdir()), tmp_path / "data")
    (table,) = [found.file for found in source.files if isinstance(found.file, FileOutcome)]
    assert (table.name, table.outcome) == (str(export / "activities.csv"), Outcome.SKIPPED)
    said = told(importing.from_paths(sorted(export.iterdir()), tmp_path / "data"))
    assert said["1.gpx.gz"] == TEMPO
    assert said[str(export / "profile.csv")] is None
    assert told(uploads())["me/activities.csv"] is Outcome.SKIPPED
    assert told(uploads())["me/activities/1.gpx.gz"] == TEMPO


def test_a_table_that_says_nothing_is_a_file_like_any_other() -> None:
    source = importing.from_uploads([("activities.csv", io.BytesIO(b"Distance,Time\n5,30:00\n"))])
    assert told(source) == {"activities.csv": None}
