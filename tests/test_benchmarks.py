"""What measurements stand on: files that are the same every time, pages of which only the figures change."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from benchmarks import archives, sheet
from benchmarks.fit.floor import floor, layouts
from runstrong.ingest.reader import read


def test_an_archive_is_the_same_every_time_and_no_two_of_its_files_are(tmp_path: Path) -> None:
    one = archives.archive(tmp_path / "one.zip", 3, minutes=5)
    other = archives.archive(tmp_path / "other.zip", 3, minutes=5)
    assert list(archives.members(one, 3)) == list(archives.members(other, 3))
    assert len(set(archives.members(one, 3))) == archives.held(one) == 3
    part = archives.first(one, 2, tmp_path / "part.zip")
    assert list(archives.members(part, 9)) == list(archives.members(one, 2))


def test_an_archive_that_is_there_is_taken_as_it_is(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "mine.zip", "w") as mine:
        mine.writestr("run.fit", b"mine")
    assert list(archives.members(archives.archive(tmp_path / "mine.zip", 2), 2)) == [b"mine"]


def test_a_watch_with_running_dynamics_says_more_of_every_second() -> None:
    plain, rich = (next(archives.files(1, watch, minutes=5)) for watch in ("plain", "dynamics"))
    said = [set(read(data).recordings[0].streams) for data in (plain, rich)]
    assert said[1] - said[0] == {"contact_ms", "oscillation_mm", "power_w", "step_length_mm", "vertical_ratio_pct"}


def test_the_floor_copies_out_what_the_reader_reads() -> None:
    data = next(archives.files(1, minutes=5))
    columns = floor(data, layouts(data))
    assert np.array_equal(
        np.concatenate([one["f3"] for one in columns]), read(data).recordings[0].streams["hr_bpm"]
    )


def test_only_what_is_measured_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "DOCS", tmp_path)
    page = tmp_path / "page.md"
    page.write_text(
        "before\n<!-- measured: one -->\nold\n<!-- end -->\nbetween\n<!-- measured: two -->\n<!-- end -->\n"
    )
    sheet.write("page.md", {"one": sheet.table([{"files": "3", "seconds": "0.5"}])})
    assert page.read_text() == (
        "before\n<!-- measured: one -->\n| files | seconds |\n| -- | --: |\n| 3 | 0.5 |\n<!-- end -->\n"
        "between\n<!-- measured: two -->\n<!-- end -->\n"
    )
    with pytest.raises(SystemExit, match="three"):
        sheet.write("page.md", {"three": "new"})
