"""Folders to work in: empty at first, gone in the end, and a sentence where there can be none."""

from contextlib import suppress
from pathlib import Path

import pytest

from runstrong.errors import RunstrongError
from runstrong.store.bench import Bench


def test_what_a_killed_program_left_is_cleared_away_and_nothing_stays(tmp_path: Path) -> None:
    (tmp_path / "copying" / "half").mkdir(parents=True)
    with Bench("copying").cleared(tmp_path) as bench:
        assert list(bench.iterdir()) == []
        (bench / "copy").write_text("of something")
    assert list(tmp_path.iterdir()) == []


def test_nothing_stays_when_the_work_fails(tmp_path: Path) -> None:
    with suppress(ValueError), Bench("copying").cleared(tmp_path) as bench:
        (bench / "half").mkdir()
        raise ValueError
    assert list(tmp_path.iterdir()) == []


def test_where_none_can_be_made_one_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file")
    with pytest.raises(RunstrongError, match="cannot be written"), Bench("copying").cleared(tmp_path / "folder"):
        pass
