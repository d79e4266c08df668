"""An archive inside another is read to and fro at the cost of once, and holds no more than it says."""

import io
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from runstrong.ingest import zip_within
from runstrong.ingest.archive import members
from runstrong.ingest.zip_guard import TROUBLE
from runstrong.ingest.zip_within import Within
from tests.zips import DEFLATED, STORED, Entry, zip_of

FIT = bytes([14, 0x20, 0, 0, 9, 0, 0, 0]) + b".FIT"
RNG = np.random.default_rng(20261123)
DATA = b"".join(bytes([n % 251]) * int(RNG.integers(1, 40)) + RNG.bytes(30) for n in range(2_000))


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_within, "_BLOCK", 7_000)


def within(entry: Entry) -> Within:
    archive = zipfile.ZipFile(io.BytesIO(zip_of(Entry("a", b"in front"), entry, Entry("z", b"behind"))))
    return Within.of(archive, archive.getinfo(entry.name))


@pytest.mark.parametrize("packing", [STORED, DEFLATED])
def test_it_is_read_from_anywhere_like_a_file(packing: int) -> None:
    stream, truth = within(Entry("b", DATA, packing)), io.BytesIO(DATA)
    for _ in range(500):
        whence = int(RNG.integers(0, 3))
        offset = int(RNG.integers(0, len(DATA))) * (1, 1, -1)[whence]
        if whence != io.SEEK_CUR or truth.tell() + offset <= len(DATA):
            assert stream.seek(offset, whence) == truth.seek(offset, whence)
        size = int(RNG.integers(-1, 20_000))
        assert stream.read(size) == truth.read(size)
        assert stream.tell() == truth.tell()


@pytest.mark.parametrize("packing", [STORED, DEFLATED])
def test_it_ends_where_it_says_or_before(packing: int) -> None:
    shorter = within(Entry("b", DATA, packing, directory={"size": 9_000}))
    assert (shorter.seek(0, io.SEEK_END), shorter.read()) == (9_000, b"")
    shorter.seek(0)
    assert shorter.read() == DATA[:9_000]
    longer = within(Entry("b", DATA, packing, directory={"size": 10 * len(DATA)}))
    assert longer.read() == DATA
    assert (longer.seek(5 * len(DATA)), longer.read()) == (5 * len(DATA), b"")


def test_of_one_that_is_cut_off_what_stands_before_the_cut_is_there() -> None:
    entry = Entry("b", DATA)
    stream = within(replace(entry, directory={"packed": len(entry.packed()) // 2}))
    found = stream.read()
    assert 20_000 < len(found) < len(DATA)
    assert DATA.startswith(found)


def test_what_cannot_be_unpacked_is_trouble_that_archives_are_known_to_make() -> None:
    stream = within(
        Entry("b", b"\xff" * 50_000, STORED, header={"packing": DEFLATED}, directory={"packing": DEFLATED})
    )
    with pytest.raises(TROUBLE):
        stream.read(1)


class Counted(io.BytesIO):
    """Bytes that know how many of them were asked for."""

    count = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.count += len(data)
        return data


@pytest.mark.parametrize("name", ["inner.zip", "called a run.fit"])
def test_hundreds_of_archives_in_an_archive_in_an_archive_are_unpacked_a_few_times_at_most(name: str) -> None:
    parts = [
        Entry(f"{n}.zip", zip_of(Entry(f"{n}.fit", FIT + RNG.bytes(3_000)), Entry("0", b""))) for n in range(300)
    ]
    upload = Counted(zip_of(Entry(name, zip_of(*parts))))
    assert sum(member.data is not None for member in members("all.zip", upload)) == 300
    assert upload.count < 6 * len(upload.getvalue())
