import gzip
import hashlib
from pathlib import Path

import numpy as np
import pytest

from runstrong.errors import RunstrongError, Unreadable
from runstrong.store import originals

RUN = b"a run, byte by byte " * 400


def only_file(folder: Path) -> Path:
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    return path


@pytest.mark.parametrize("data", [RUN, b"", bytes(range(256)), np.random.default_rng(4).bytes(70_000)])
def test_what_was_put_is_got_back(tmp_path: Path, data: bytes) -> None:
    sha256 = originals.put(tmp_path, data)
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert originals.get(tmp_path, sha256) == data


def test_the_stored_file_is_the_same_on_every_machine_and_day(tmp_path: Path) -> None:
    sha256 = originals.put(tmp_path, RUN)
    path = only_file(tmp_path)
    assert path.relative_to(tmp_path).parts == ("originals", sha256[:2], f"{sha256}.gz")
    assert path.read_bytes() == gzip.compress(RUN, 1, mtime=0)


def test_bytes_that_are_here_are_not_written_again(tmp_path: Path) -> None:
    originals.put(tmp_path, RUN)
    before = only_file(tmp_path).stat()
    originals.put(tmp_path, RUN)
    after = only_file(tmp_path).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    "harm",
    [b"", b"not gzip", gzip.compress(b"another run"), gzip.compress(RUN)[:-9]],
    ids=["emptied", "overwritten", "another file", "cut off"],
)
def test_a_damaged_original_is_said_and_healed_by_the_same_file(tmp_path: Path, harm: bytes) -> None:
    sha256 = originals.put(tmp_path, RUN)
    only_file(tmp_path).write_bytes(harm)
    with pytest.raises(Unreadable, match="import the file again"):
        originals.get(tmp_path, sha256)
    originals.put(tmp_path, RUN)
    assert originals.get(tmp_path, sha256) == RUN


def test_an_original_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="missing"):
        originals.get(tmp_path, "0" * 64)


def test_all_are_listed_in_order_and_a_file_left_half_written_is_none_of_them(tmp_path: Path) -> None:
    hashes = [originals.put(tmp_path, RUN + bytes([number])) for number in range(20)]
    (tmp_path / "originals" / hashes[0][:2] / ".left.part").write_bytes(b"half")
    assert originals.all_hashes(tmp_path) == sorted(hashes)


def test_a_folder_without_originals_has_none(tmp_path: Path) -> None:
    assert originals.all_hashes(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "originals").write_text("in the way")
    with pytest.raises(RunstrongError, match="cannot be written"):
        originals.put(tmp_path, RUN)
    assert only_file(tmp_path).name == "originals"
