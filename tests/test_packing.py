"""What came packed in an archive and is known needs no unpacking; whatever is not the same is unpacked."""

import gzip
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from runstrong import coach, importing
from runstrong.ingest import archive, packing
from runstrong.ingest.archive import Member, members
from runstrong.model.outcome import Outcome
from runstrong.store import reads
from runstrong.store.database import Store
from tests.files import gpx
from tests.imports import runs, zipped

FIT = bytes([14, 0x20, 0, 0, 9, 0, 0, 0]) + b".FIT" + bytes(400)


def only(data: bytes, known: Mapping[str, str] = archive.NOTHING_KNOWN) -> Member:
    (member,) = members("a.zip", data, known=known)
    return member


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the members that were unpacked."""
    names: list[str] = []
    unpack = packing.Packed.unpacked

    def telling(self: packing.Packed) -> object:
        names.append(self.info.filename)
        return unpack(self)

    monkeypatch.setattr(packing.Packed, "unpacked", telling)
    return names


def test_known_packed_bytes_are_the_file_they_unpack_to_under_any_name() -> None:
    first = only(zipped({"run.fit": FIT}))
    assert first.packed is not None
    assert (first.data, first.sha256) == (FIT, None)
    again = only(zipped({"other/name.fit": FIT}), {first.packed: "its hash"})
    assert again == Member("a.zip/other/name.fit", None, sha256="its hash")


def test_other_bytes_another_way_of_packing_or_another_place_are_no_proof() -> None:
    known = {str(only(zipped({"run.fit": FIT})).packed): "its hash"}
    for other in (
        zipped({"run.fit": FIT + b"1"}),
        zipped({"run.fit": FIT}, zipfile.ZIP_STORED),
        zipped({"run.bin": FIT}),
        FIT,
    ):
        assert only(other, known).data is not None
    raw = zlib_bytes(FIT)
    assert (
        only(zipped({"run.fit": raw}, zipfile.ZIP_STORED), known).data is None
    )  # a stranger: refused by its name
    assert only(zipped({"../run.fit": FIT}), known).refusal is not None


def zlib_bytes(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(zipped({"run.fit": data}))) as made:
        return packing.Packed.read(made, made.infolist()[0]).data


def test_an_archive_that_calls_itself_a_watch_file_is_looked_into() -> None:
    inner = zipped({"1.fit": FIT, "2.fit": FIT + b"2"})
    got = list(members("a.zip", zipped({"both.fit": inner})))
    assert [member.name for member in got] == ["a.zip/both.fit/1.fit", "a.zip/both.fit/2.fit"]
    assert len({member.packed for member in got} - {None}) == 2


def ways(files: Mapping[str, bytes]) -> dict[str, bytes]:
    packed_each = {f"{name}.gz": gzip.compress(data, mtime=0) for name, data in files.items()}
    return {"flat": zipped(files), "of gz": zipped(packed_each), "nested": zipped({"in.zip": zipped(files)})}


@pytest.mark.parametrize("way", ["flat", "of gz", "nested"])
def test_again_only_what_is_new_is_unpacked(store: Store, unpacked: list[str], way: str) -> None:
    few, more = ways(runs(4))[way], ways(runs(6))[way]
    assert len(list(importing.import_bytes(store, "may.zip", few))) == 4
    unpacked.clear()
    outcomes = list(importing.import_bytes(store, "june.zip", more))
    assert [outcome.outcome for outcome in outcomes] == [Outcome.DUPLICATE] * 4 + [Outcome.IMPORTED] * 2
    assert len(unpacked) == 2
    assert len(coach.runs(store)) == 6


def test_a_store_that_knows_files_but_not_their_packing_learns_it(store: Store, unpacked: list[str]) -> None:
    for name, data in runs(3).items():
        list(importing.import_bytes(store, name, data))
    assert reads.packings(store) == {}
    revision = store.revision
    for unpacking in (3, 0):
        unpacked.clear()
        outcomes = list(importing.import_bytes(store, "all.zip", zipped(runs(3))))
        assert {outcome.outcome for outcome in outcomes} == {Outcome.DUPLICATE}
        assert len(unpacked) == unpacking
    assert store.revision == revision


def test_packings_survive_a_rebuild(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        list(importing.import_bytes(store, "all.zip", zipped(runs(2))))
        known = reads.packings(store)
    list(importing.rebuild(tmp_path))
    with Store.open(tmp_path) as store:
        assert reads.packings(store) == known
        assert len(known) == 2


def test_a_large_file_is_had_as_any_other() -> None:
    large = b"<gpx>" + bytes(20_000_000)
    assert only(zipped({"long.gpx": large}, zipfile.ZIP_STORED)).data == large


def test_a_damaged_member_is_still_refused(store: Store) -> None:
    whole = zipped({"1.gpx": gpx()}, zipfile.ZIP_STORED)
    place = whole.index(b"<ele>40")
    damaged = whole[: place + 5] + b"41" + whole[place + 7 :]
    (outcome,) = importing.import_bytes(store, "all.zip", damaged)
    assert outcome.outcome is Outcome.REJECTED
