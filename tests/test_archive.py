"""Archives are streamed, bounded and never believed; what they refuse is one sentence for one member."""

import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from runstrong.config import Limits
from runstrong.ingest.archive import Member, members
from runstrong.ingest.zip_guard import shown
from tests.zips import with_peak

FIT = bytes([14, 0x20, 0, 0, 9, 0, 0, 0]) + b".FIT" + bytes(40)
GPX = b"<gpx><trk><name>Tempo</name></trk></gpx>"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(500)
SMALL = Limits(file_bytes=100_000, archive_bytes=1_000_000, unpacked_bytes=1_000_000, members=50)


def zipped(*files: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def seen(name: str, data: bytes, limits: Limits = SMALL) -> dict[str, bytes | None]:
    return {member.name: member.data for member in members(name, data, limits)}


def only(name: str, data: bytes, limits: Limits = SMALL) -> Member:
    (member,) = members(name, data, limits)
    return member


def directory_field(data: bytes, offset: int, form: str, value: int) -> bytes:
    """`data` with one number of its first directory entry overwritten."""
    at = data.rindex(b"PK\x01\x02") if data.count(b"PK\x01\x02") == 1 else data.index(b"PK\x01\x02")
    return data[: at + offset] + struct.pack(form, value) + data[at + offset + struct.calcsize(form) :]


def test_a_plain_file_is_itself_whatever_it_holds() -> None:
    assert list(members("run.fit", FIT)) == [Member("run.fit", FIT)]
    assert list(members("odd.fit", b"hello")) == [Member("odd.fit", b"hello")]
    assert list(members("empty.fit", b"")) == [Member("empty.fit", b"")]


def test_a_gzip_keeps_its_name() -> None:
    assert list(members("run.fit.gz", gzip.compress(FIT))) == [Member("run.fit.gz", FIT)]


def test_a_gzip_of_several_parts_is_one_file() -> None:
    parts = gzip.compress(FIT[:20]) + gzip.compress(FIT[20:])
    assert only("run.gz", parts).data == FIT


def test_every_watch_file_in_a_zip_is_named_by_its_place() -> None:
    data = zipped(("a.fit", FIT), ("activities/2.gpx", GPX), ("activities/3.fit.gz", gzip.compress(FIT)))
    assert seen("export.zip", data) == {
        "export.zip/a.fit": FIT,
        "export.zip/activities/2.gpx": GPX,
        "export.zip/activities/3.fit.gz": FIT,
    }


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_in_a_zip_in_a_zip_is_opened_and_no_deeper(packing: int) -> None:
    inner = zipped(("x.fit", FIT), ("y.gpx", GPX), packing=packing)
    twice = zipped(("c.zip", inner), ("z.fit", FIT), packing=packing)
    assert seen("a.zip", zipped(("b.zip", twice), packing=packing)) == {
        "a.zip/b.zip/c.zip/x.fit": FIT,
        "a.zip/b.zip/c.zip/y.gpx": GPX,
        "a.zip/b.zip/z.fit": FIT,
    }
    deeper = only("a.zip", zipped(("b.zip", zipped(("c.zip", zipped(("d.zip", inner)))))))
    assert deeper.name == "a.zip/b.zip/c.zip/d.zip"
    assert deeper.data is None
    assert "too deeply" in str(deeper.refusal)


def test_content_decides_not_the_name() -> None:
    data = zipped(("photo.png", FIT), ("run.png", PICTURE), ("notes.txt", zipped(("x.fit", FIT))))
    assert seen("export.fit", data) == {"export.fit/photo.png": FIT, "export.fit/notes.txt/x.fit": FIT}
    assert list(members("export.zip", FIT)) == [Member("export.zip", FIT)]


@pytest.mark.parametrize("content", [PICTURE, b"", FIT[:6]], ids=["a picture", "nothing", "its first bytes"])
def test_a_stranger_that_bears_a_watch_file_s_name_is_said_to_be_one(content: bytes) -> None:
    data = zipped(("run.FIT", content), ("run.gpx.gz", gzip.compress(content)), ("good.fit", FIT))
    said = {member.name: str(member.refusal) for member in members("a.zip", data, SMALL) if member.refusal}
    assert said.keys() == {"a.zip/run.FIT", "a.zip/run.gpx.gz"}
    assert all(("By its name" if content else "is empty") in sentence for sentence in said.values())


def test_pictures_tables_and_decoys_give_no_line() -> None:
    data = zipped(
        ("run.fit", FIT),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(99)),
        ("activities.csv", b"Activity ID,Date\n1,2\n"),
        ("page.html", b"<!DOCTYPE html><html></html>"),
        ("summary.json.gz", gzip.compress(b"{}")),
        ("sheet.xlsx", zipped(("xl/sheet.xml", b"<sheet/>"))),
        ("__MACOSX/._run.fit", FIT),
        ("deep/._run.fit", FIT),
        ("$RECYCLE.BIN/old.fit", FIT),
        (".DS_Store", bytes(20)),
        ("Thumbs.db", bytes(20)),
        ("empty/", b""),
    )
    assert seen("export.zip", data) == {"export.zip/run.fit": FIT}


@pytest.mark.parametrize(
    "data",
    [zipped(("a.png", PICTURE)), zipped(), gzip.compress(b"a,b\n")],
    ids=["only a picture", "empty", "a gzipped table"],
)
def test_an_archive_without_a_watch_file_is_one_refusal_under_its_own_name(data: bytes) -> None:
    member = only("photos.zip", data)
    assert (member.name, member.data) == ("photos.zip", None)
    assert "no FIT, GPX or TCX" in str(member.refusal)


def test_a_tar_archive_is_said_to_be_unpacked_first() -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        member = tarfile.TarInfo("run.fit")
        member.size = len(FIT)
        archive.addfile(member, io.BytesIO(FIT))
    assert "unpack it yourself" in str(only("runs.tar.gz", buffer.getvalue()).refusal)


@pytest.mark.parametrize("cut", [12, 30, -3])
def test_a_cut_off_gzip_is_one_sentence(cut: int) -> None:
    data = gzip.compress(np.random.default_rng(1).bytes(4).join([FIT] * 30))[:cut]
    assert "damaged or cut off" in str(only("run.fit.gz", data).refusal)


def test_a_cut_off_zip_gives_what_is_whole_and_a_sentence() -> None:
    whole = zipped(("a.fit", FIT), ("b.fit", FIT))
    first, last = (whole.index(mark) for mark in (b"b.fit", b"PK\x01\x02"))
    for cut, found in ((-40, 2), (last, 2), (last - 3, 1), (first, 1)):
        got = list(members("export.zip", whole[:cut]))
        assert [member.data for member in got if member.data] == [FIT] * found
        assert got[-1].name == "export.zip"
        assert "what is whole in it was read" in str(got[-1].refusal)
    assert "cannot be unpacked" in str(only("export.zip", whole[:20]).refusal)


class Pipe(io.BytesIO):
    """Where a zip cannot go back to say how large a member came out: it says so behind the member."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("cut", [10, 1000])
def test_a_member_cut_off_before_it_said_its_size_is_damaged_and_not_empty(packing: int, cut: int) -> None:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", packing) as archive:
        archive.writestr("a.fit", FIT)
        archive.writestr("b.fit", FIT + np.random.default_rng(1).bytes(2000))
    data = pipe.getvalue()
    cut_off = data[: data.index(b"b.fit") + len("b.fit") + cut]
    whole, torn, about = members("a.zip", cut_off, SMALL)
    assert (whole.data, torn.name, torn.data) == (FIT, "a.zip/b.fit", None)
    assert "damaged or cut off" in str(torn.refusal)
    assert "a new download" in str(about.refusal)


def test_a_file_larger_than_a_watch_writes_is_refused_while_streaming() -> None:
    large = FIT + bytes(SMALL.file_bytes)
    for name, data in (
        ("run.fit", large),
        ("run.gz", gzip.compress(large)),
        ("a.zip", zipped(("run.fit", large))),
    ):
        (member,) = members(name, data, SMALL)
        assert member.data is None
        assert "larger than 0.1 MB" in str(member.refusal)
    assert only("run.fit", FIT.ljust(SMALL.file_bytes, b"\0")).data is not None


def test_an_archive_that_unpacks_to_too_much_stops_and_says_so() -> None:
    files = [(f"{i:02}.fit", FIT + bytes(90_000)) for i in range(20)]
    got = list(members("bomb.zip", zipped(*files), SMALL))
    assert len([member for member in got if member.data]) == SMALL.unpacked_bytes // 90_052
    assert got[-1].name == "bomb.zip"
    assert "unpacks to more than 1 MB" in str(got[-1].refusal)


def test_a_nested_archive_counts_towards_what_may_be_unpacked() -> None:
    inner = zipped(("big.bin", bytes(400_000)), ("x.fit", FIT), packing=zipfile.ZIP_STORED)
    got = list(members("a.zip", zipped(*[(f"{i}.zip", inner) for i in range(4)]), SMALL))
    assert [member.name for member in got] == ["a.zip/0.zip/x.fit", "a.zip/1.zip/x.fit", "a.zip"]


def test_an_archive_larger_than_allowed_is_refused_unread() -> None:
    member = only("a.zip", zipped(("x.bin", bytes(1_000_001)), ("x.fit", FIT), packing=zipfile.ZIP_STORED))
    assert member.name == "a.zip"
    assert "larger than 1 MB" in str(member.refusal)


def test_an_archive_of_too_many_members_is_refused_before_it_is_listed() -> None:
    member = only("a.zip", zipped(*[(f"{i}.fit", FIT) for i in range(51)]))
    assert member.name == "a.zip"
    assert "more files" in str(member.refusal)


def test_members_of_nested_archives_count_too() -> None:
    inner = zipped(*[(f"{i}.png", PICTURE) for i in range(30)])
    got = list(members("a.zip", zipped(("1.zip", inner), ("2.zip", inner), ("x.fit", FIT)), SMALL))
    assert "more files" in str(got[-1].refusal)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda data: directory_field(data, 8, "<H", 1), "password"),
        (lambda data: directory_field(data, 10, "<H", 99), "not known here"),
        (lambda data: directory_field(data, 10, "<H", zipfile.ZIP_LZMA), "not known here"),
        (lambda data: directory_field(data, 16, "<I", 0xDEAD), "damaged"),
        (lambda data: directory_field(data, 20, "<I", 5_000), "shares its bytes"),
        (lambda data: directory_field(data, 24, "<I", 20), "damaged"),
        (lambda data: directory_field(data, 24, "<I", 99_999), "another size"),
        (lambda data: directory_field(data, 38, "<I", 0o120777 << 16), "link"),
    ],
    ids=["locked", "unknown packing", "lzma", "checksum", "overlap", "too small", "too large", "link"],
)
def test_a_bad_member_is_refused_and_the_rest_goes_on(harm: Callable[[bytes], bytes], sentence: str) -> None:
    data = harm(zipped(("bad.fit", FIT), ("good.fit", FIT)))
    got = {member.name: member for member in members("a.zip", data, SMALL)}
    assert got["a.zip/bad.fit"].data is None
    assert sentence in str(got["a.zip/bad.fit"].refusal)
    assert got["a.zip/good.fit"].data == FIT


@pytest.mark.parametrize(
    "name", ["/etc/run.fit", "../run.fit", "a/../../run.fit", "..\\run.fit", "C:\\run.fit", "\\\\host\\run.fit"]
)
def test_a_name_that_points_outside_is_refused(name: str) -> None:
    got = list(members("a.zip", zipped((name, FIT), ("good.fit", FIT)), SMALL))
    assert sorted(member.data is None for member in got) == [False, True]
    assert "outside" in next(str(member.refusal) for member in got if member.refusal)


def test_dots_in_a_name_are_no_trick() -> None:
    assert seen("a.zip", zipped(("2024..01/run...fit", FIT))) == {"a.zip/2024..01/run...fit": FIT}


def test_entries_that_share_their_bytes_give_one_file_at_most() -> None:
    data = zipped(("1.fit", FIT), ("2.fit", FIT), ("3.fit", FIT))
    entries = [at for at in range(len(data)) if data.startswith(b"PK\x01\x02", at)]
    size = entries[1] - entries[0]
    thrice = data[: entries[0]] + data[entries[0] : entries[1]] * 3 + data[entries[2] + size :]
    got = [member.data for member in members("bomb.zip", thrice, SMALL)]
    assert got[:2] == [None, None]
    assert got[2] in (FIT, None), "Python's own zipfile refuses the last one too where it is patched"


def test_names_are_shown_without_characters_that_deceive() -> None:
    assert shown("evil\u202egpj.fit\x1b[31m\n") == "evilgpj.fit[31m"
    assert shown("folder\\run.fit") == "folder/run.fit"
    assert shown("/absolute.fit") == "absolute.fit"
    assert shown("Höhenlauf 走る.fit") == "Höhenlauf 走る.fit"
    assert len(shown("x" * 60_000)) == 255


def test_an_open_file_is_read_as_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.fit", FIT)
        with archive.open("film.mp4", "w") as film:
            for _ in range(60):
                film.write(bytes(1_000_000))
    with path.open("rb") as file:
        got, peak = with_peak(lambda: list(members("export.zip", file)))
    assert got == [Member("export.zip/a.fit", FIT)]
    assert peak < 20_000_000


def test_a_nested_archive_is_read_as_a_stream_too() -> None:
    inner = zipped(("film.mp4", bytes(50_000_000)), ("a.fit", FIT), packing=zipfile.ZIP_STORED)
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("inner.zip", inner)
    got, peak = with_peak(lambda: list(members("takeout.zip", outer)))
    assert got == [Member("takeout.zip/inner.zip/a.fit", FIT)]
    assert peak < 45_000_000


def test_damage_anywhere_never_raises() -> None:
    rng = np.random.default_rng(20240511)
    inner = zipped(("x.fit", FIT), ("y.fit.gz", gzip.compress(FIT)))
    whole = zipped(("a.fit", FIT), ("b.gpx", GPX), ("c.zip", inner), ("d.png", PICTURE))
    for source in (whole, gzip.compress(FIT * 3)):
        for _ in range(400):
            data = bytearray(source)
            for at in rng.integers(0, len(data), rng.integers(1, 6)):
                data[at] = rng.integers(0, 256)
            got = list(
                members("a.zip", bytes(data[: rng.integers(1, len(data) + 1)] if rng.random() < 0.3 else data))
            )
            assert got
            assert all((member.data is None) != (member.refusal is None) for member in got)
            assert all(str(member.refusal).endswith(".") for member in got if member.refusal)
