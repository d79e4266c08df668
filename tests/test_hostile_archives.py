"""Hostile and damaged archives through the whole import: a plain sentence each, and the runs beside are kept."""

import gzip
import io
import json
import os
import re
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from runstrong import importing
from runstrong.config import LIMITS
from runstrong.importing import sources
from runstrong.ingest.archive import expected_files, members
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import originals, reads
from runstrong.store.database import Store
from tests.files import START, gpx
from tests.zips import DEFLATED, LINK, LOCKED, SIZES_FOLLOW, STORED, Entry, deflated, with_peak, zip_of

PROJECT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000
FIT_HEAD = bytes([14, 0x20, 0, 0, 9, 0, 0, 0]) + b".FIT"
WITHIN = replace(LIMITS, file_bytes=200_000, unpacked_bytes=1_000_000, archive_bytes=1_000_000, members=100)
"""Smaller bounds than the real ones, so that a small archive can break them."""


def a_run(day: int) -> bytes:
    return gpx(start=START + timedelta(days=day), seconds=300)


RUN = a_run(9)
FIRST, LAST = Entry("first.gpx", a_run(0)), Entry("last.gpx", a_run(1))
GOOD = {"all.zip/first.gpx", "all.zip/last.gpx"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.in_memory(tmp_path / "data") as opened:
        yield opened


def taken_in(store: Store, name: str, data: bytes) -> list[FileOutcome]:
    """What became of each file, once it is sure that the store holds that, whole, and nothing besides."""
    outcomes = list(importing.import_bytes(store, name, data))
    assert outcomes
    for outcome in outcomes:
        assert outcome.reason is None or is_plain(outcome.reason), outcome.reason
        assert not re.search(r"[\x00-\x1f\u202e]", outcome.name)
    assert nothing_in_part(store, outcomes)
    return outcomes


def is_plain(sentence: str) -> bool:
    """One sentence that a runner understands: no word of a traceback, no path, no name from inside."""
    foreign = re.compile(r"[Ee]rror|[Ee]xception|Traceback|zlib|zipfile|CRC|[Ee]rrno|None|0x|[<>_/\\]|\.\.")
    return bool(re.fullmatch(r"[A-Z][^.!?\n]{15,150}\.", sentence)) and not foreign.search(sentence)


def nothing_in_part(store: Store, outcomes: list[FileOutcome]) -> bool:
    """Every activity that was said is there, each with all its samples and its original, and nothing else."""
    said = {a.id: a.samples for o in outcomes if o.outcome is Outcome.IMPORTED for a in o.activities}
    with store.read() as cursor:
        there = dict(cursor.execute("SELECT id, samples FROM activities").fetchall())
        counted = dict(
            cursor.execute(
                "SELECT id, count(*) FROM raw_samples JOIN activities ON activity = key GROUP BY id"
            ).fetchall()
        )
    kept = {sha256[:12] for sha256 in originals.all_hashes(store.folder)}
    return said.items() <= there.items() and there == counted and kept == {activity[:12] for activity in there}


def sentences(outcomes: list[FileOutcome]) -> dict[str, str]:
    return {o.name: o.reason or "" for o in outcomes if o.outcome is Outcome.REJECTED}


def imported(outcomes: list[FileOutcome]) -> set[str]:
    return {outcome.name for outcome in outcomes if outcome.outcome is Outcome.IMPORTED}


def beside(*bad: Entry, **how: object) -> bytes:
    """A good run in front, what is bad, and a good run behind."""
    return zip_of(FIRST, *bad, LAST, **how)  # type: ignore[arg-type]


BOMB = Entry("bomb.fit", FIT_HEAD + bytes(26 * MEGABYTE))
ZIP64_SIZES = struct.pack("<HHQQ", 1, 16, len(RUN), len(deflated(RUN)))

REFUSED: dict[str, tuple[Entry, str]] = {
    "a ratio of a thousand": (BOMB, "larger than 25 MB"),
    "a bomb in a gzip": (Entry("bomb.fit.gz", gzip.compress(BOMB.data, 1), STORED), "larger than 25 MB"),
    "a bomb that says it is small": (
        replace(BOMB, header={"size": 100}, directory={"size": 100}), "damaged or cut off"
    ),
    "larger than the directory says": (Entry("x.gpx", RUN, directory={"size": 500}), "damaged or cut off"),
    "smaller than the directory says": (Entry("x.gpx", RUN, directory={"size": 99_999}), "another size"),
    "no size at all": (Entry("x.gpx", RUN, directory={"size": 0}), "damaged or cut off"),
    "another checksum": (Entry("x.gpx", RUN, directory={"crc": 7}), "damaged or cut off"),
    "locked": (Entry("x.gpx", RUN, directory={"flags": LOCKED}), "password"),
    "locked with AES": (Entry("x.gpx", RUN, directory={"flags": LOCKED, "packing": 99}), "password"),
    "locked in its header only": (Entry("x.gpx", bytes(99), header={"flags": LOCKED}), "by its content it is not"),
    "an unknown packing": (Entry("x.gpx", RUN, directory={"packing": 98}), "not known here"),
    "a cut gzip": (Entry("x.gpx.gz", gzip.compress(RUN)[:-20]), "damaged or cut off"),
    "a cut zip inside": (Entry("inner.zip", zip_of(LAST)[:-30]), "damaged or cut off"),
    "a gzip of a zip": (Entry("x.zip.gz", gzip.compress(zip_of(FIRST))), "too deeply"),
    "four zips deep": (
        Entry("1.zip", zip_of(Entry("2.zip", zip_of(Entry("3.zip", zip_of(FIRST)))))), "too deeply"
    ),
    "an absolute name": (Entry("/etc/x.gpx", RUN), "outside the archive"),
    "up and away": (Entry("../../x.gpx", RUN), "outside the archive"),
    "up and away on Windows": (Entry("..\\..\\x.gpx", RUN), "outside the archive"),
    "on another disk": (Entry("C:\\x.gpx", RUN), "outside the archive"),
    "a link": (Entry("x.gpx", b"/etc/passwd", STORED, LINK), "a link"),
    "another name in front": (Entry("x.gpx", RUN, header={"name": b"y.gpx"}), "damaged or cut off"),
    "nothing in it": (Entry("x.fit", b""), "is empty"),
    "a picture by a run's name": (Entry("x.fit", b"\x89PNG\r\n\x1a\n" + bytes(99)), "by its content it is not"),
    "a name that is no text": (
        Entry("x.gpx", RUN, header={"flags": 0x800, "name": b"\xff"}, directory={"flags": 0x800, "name": b"\xff"}),
        "damaged or cut off",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_one_bad_member_is_a_sentence_and_those_beside_it_are_kept(store: Store, case: str) -> None:
    bad, why = REFUSED[case]
    outcomes = taken_in(store, "all.zip", beside(bad))
    assert imported(outcomes) == GOOD
    said = sentences(outcomes)
    said.pop("all.zip", None)
    assert len(said) == 1
    assert why in next(iter(said.values()))


def following(entry: Entry, form: str) -> Entry:
    """The same member, written before its size was known."""
    says = entry.said()
    behind = struct.pack(form, b"PK\x07\x08", *(says[key] for key in ("crc", "packed", "size")))
    unknown = {"flags": SIZES_FOLLOW, "crc": 0, "packed": 0, "size": 0}
    return replace(entry, header=unknown, directory={"flags": SIZES_FOLLOW}, behind=behind)


X = Entry("x.gpx", RUN)
LARGE = {"size": 2**32 - 1, "packed": 2**32 - 1}
FINE: dict[str, bytes] = {
    "sizes that follow": beside(following(X, "<4s3L")),
    "large sizes that follow": beside(following(X, "<4sL2Q")),
    "a header that lies about sizes": beside(replace(X, header={"size": 1, "packed": 1})),
    "zip64 where there is no need": beside(
        replace(X, header=LARGE, directory=LARGE, header_extra=ZIP64_SIZES, directory_extra=ZIP64_SIZES)
    ),
    "the longest comment": beside(X, comment=bytes(65_535)),
    "a line behind its end": beside(X) + b"\n",
    "a comment that is an archive's end": beside(X, comment=b"PK\x05\x06" + bytes(18)),
    "packed twice": beside(Entry("x.gpx.gz", gzip.compress(RUN), STORED)),
    "a zip in a zip": beside(Entry("inner.zip", zip_of(X))),
    "a zip in a zip in a zip": beside(Entry("1.zip", zip_of(Entry("2.zip", zip_of(X))))),
    "zip64 sizes that are not there": beside(replace(X, directory=LARGE, directory_extra=ZIP64_SIZES[:4])),
    "a name that shows another": beside(Entry("xgpj\u202e\x1b[31m\n.gpx", RUN)),
    "a name of 60,000 letters": beside(Entry("x" * 60_000 + ".gpx", RUN)),
    "a folder, a bin and a resource fork": beside(
        X, Entry("photos/", b""), Entry("$RECYCLE.BIN/x.gpx", a_run(5)), Entry("__MACOSX/._x.gpx", a_run(6))
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FINE)
def test_what_is_only_odd_costs_no_run(store: Store, case: str) -> None:
    outcomes = taken_in(store, "all.zip", FINE[case])
    assert len(imported(outcomes)) == 3
    assert sentences(outcomes).keys() <= {"all.zip"}


@pytest.mark.parametrize("case", ["sizes that follow", "large sizes that follow", "zip64 where there is no need"])
def test_however_sizes_are_told_no_directory_is_needed(store: Store, case: str) -> None:
    data = FINE[case]
    outcomes = taken_in(store, "all.zip", data[: data.index(b"PK\x01\x02")])
    assert len(imported(outcomes)) == 3
    assert sentences(outcomes).keys() == {"all.zip"}


def test_two_members_of_one_name_are_two_files(store: Store) -> None:
    outcomes = taken_in(store, "all.zip", zip_of(FIRST, Entry("first.gpx", a_run(3)), FIRST))
    assert [outcome.name for outcome in outcomes] == ["all.zip/first.gpx"] * 3
    assert [str(outcome.outcome) for outcome in outcomes] == ["imported", "imported", "duplicate"]


@pytest.mark.parametrize(
    ("name", "data"),
    [("run.fit", zip_of(X)), ("run.zip", RUN), ("run.gz", RUN), ("run.fit", gzip.compress(RUN)), ("run", RUN)],
    ids=[
        "a zip called fit",
        "a file called zip",
        "a file called gz",
        "a gzip called fit",
        "a file called nothing",
    ],
)
def test_content_decides_not_the_name(store: Store, name: str, data: bytes) -> None:
    assert len(imported(taken_in(store, name, data))) == 1


NOTHING_IN: dict[str, tuple[str, bytes]] = {
    "a cut gzip": ("run.gpx.gz", gzip.compress(RUN)[:-9]),
    "a gzip's head": ("run.gpx.gz", gzip.compress(RUN)[:15]),
    "no member": ("all.zip", zip_of()),
    "a picture only": ("all.zip", zip_of(Entry("a.jpg", b"\xff\xd8\xff"))),
    "a zip's head": ("all.zip", beside(X)[:25]),
    "zeros": ("all.zip", b"PK\x03\x04" + bytes(200)),
    "only an end": ("all.zip", b"PK\x05\x06" + b"\xff" * 18),
    "nothing at all": ("all.fit", b""),
    "a locked run": ("all.zip", zip_of(replace(FIRST, directory={"flags": LOCKED}))),
}


@pytest.mark.parametrize("case", NOTHING_IN)
def test_where_nothing_can_be_had_one_sentence_says_so(store: Store, case: str) -> None:
    name, data = NOTHING_IN[case]
    (only,) = taken_in(store, name, data)
    assert only.outcome is Outcome.REJECTED
    assert only.name.startswith(name)


@pytest.mark.parametrize("share", [0.5, 0.7, 0.97, 0.995])
def test_a_download_that_broke_off_gives_the_runs_that_came(store: Store, share: float) -> None:
    whole = zip_of(*(Entry(f"{day}.gpx", a_run(day)) for day in range(8)))
    cut = int(share * len(whole))
    ends = [*(whole.index(f"{day}.gpx".encode()) - 30 for day in range(1, 8)), whole.index(b"PK\x01\x02")]
    came = sum(end <= cut for end in ends)
    outcomes = taken_in(store, "all.zip", whole[:cut])
    assert len(imported(outcomes)) == came > 2
    assert "a new download brings the rest" in sentences(outcomes)["all.zip"]
    again = taken_in(store, "all.zip", whole)
    assert [outcome.outcome for outcome in again].count(Outcome.IMPORTED) == 8 - came


def test_members_that_share_their_bytes_are_refused_and_others_kept(store: Store) -> None:
    sharing = [Entry(f"{n}.gpx", RUN, STORED, directory={"packed": len(RUN) + 90 - 45 * n}) for n in range(3)]
    outcomes = taken_in(store, "all.zip", beside(*sharing))
    assert imported(outcomes) >= GOOD
    assert all("shares its bytes" in sentence for sentence in sentences(outcomes).values())
    assert len(sentences(outcomes)) >= 2


@pytest.mark.parametrize(
    ("bombs", "sentence"),
    [
        ([Entry(f"{n}.fit", FIT_HEAD + bytes(150_000)) for n in range(20)], "unpacks to more than 1 MB"),
        (
            [Entry(f"{n}.zip", zip_of(Entry("x", bytes(250_000), STORED))) for n in range(9)],
            "unpacks to more than",
        ),
        (
            [
                Entry(
                    "1.zip",
                    zip_of(*(Entry(f"{n}.zip", zip_of(Entry("x", bytes(250_000), STORED))) for n in range(9))),
                )
            ],
            "unpacks to more than",
        ),
        ([Entry(f"{n}.fit", b"") for n in range(150)], "holds more files than can be read"),
    ],
    ids=["many large ones", "archives of nothing", "archives in archives", "too many"],
)
def test_more_than_may_be_unpacked_ends_the_archive_with_a_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch, bombs: list[Entry], sentence: str
) -> None:
    monkeypatch.setattr(sources, "LIMITS", WITHIN)
    outcomes = taken_in(store, "all.zip", beside(*bombs))
    assert sentence in sentences(outcomes)["all.zip"]
    assert imported(outcomes) == (set() if len(bombs) > 100 else {"all.zip/first.gpx"})


@pytest.mark.parametrize(
    "bomb",
    [
        lambda size: Entry("bomb.fit", FIT_HEAD + bytes(size)),
        lambda size: Entry("bomb.bin", bytes(size)),
        lambda size: Entry("inner.zip", zip_of(Entry("bomb.gpx", b"<gpx>" + bytes(size)))),
        lambda size: Entry(
            "1.zip", zip_of(Entry("2.zip", zip_of(Entry("bomb.gpx", b"<gpx>" + bytes(size), STORED))))
        ),
    ],
    ids=["a run", "a stranger", "inside another", "inside two others"],
)
def test_a_bomb_is_never_held_in_memory(bomb: Callable[[int], Entry]) -> None:
    data = io.BytesIO(beside(bomb(150 * MEGABYTE)))
    got, peak = with_peak(lambda: list(members("all.zip", data)))
    assert {member.name for member in got if member.data} == GOOD
    assert peak < 60 * MEGABYTE


def test_thousands_of_tiny_files_are_one_archive(store: Store) -> None:
    tiny = [Entry(f"{n:04}.fit", FIT_HEAD + struct.pack("<I", n), STORED) for n in range(2_000)]
    outcomes = taken_in(store, "all.zip", beside(*tiny))
    assert imported(outcomes) == GOOD
    assert len(outcomes) == 2_002
    assert [str(outcome.outcome) for outcome in outcomes].count("skipped") == 2_000


def test_hostile_archives_by_command_line_end_in_sentences_and_in_little_memory(tmp_path: Path) -> None:
    folder = tmp_path / "watch"
    folder.mkdir()
    for number, (entry, _) in enumerate(REFUSED.values()):
        (folder / f"{number:02}.zip").write_bytes(zip_of(entry))
    (folder / "fine.zip").write_bytes(zip_of(FIRST))
    environment = {**os.environ, "RUNSTRONG_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_AND_SAY_MEMORY, str(folder)],
        cwd=PROJECT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert [o["name"] for o in outcomes if o["outcome"] == "imported"] == ["fine.zip/first.gpx"]
    assert all(is_plain(o["reason"]) for o in outcomes if o["outcome"] != "imported")
    assert {o["name"].split("/")[0] for o in outcomes} == {path.name for path in folder.iterdir()}
    assert "Traceback" not in done.stderr
    if sys.platform == "linux":
        assert int(done.stderr.split()[-1]) < 400_000, "KB at the most"


IMPORT_AND_SAY_MEMORY = """
import pathlib, re, sys
from runstrong.cli import main
sys.argv = ["runstrong", "import", sys.argv[1], "--json"]
try:
    main()
finally:
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        print(re.search(r"VmHWM:\\s+([0-9]+)", status.read_text())[1], file=sys.stderr)
"""


def damaged(data: bytes, rng: np.random.Generator) -> tuple[bytes, list[int]]:
    """The same with a few bytes overwritten, and where these are."""
    places = rng.integers(4, len(data), rng.integers(1, 5)).tolist()
    changed = bytearray(data)
    for place in places:
        changed[place] ^= int(rng.integers(1, 256))
    return bytes(changed), places


def test_damage_never_costs_a_member_in_front_of_it() -> None:
    """Nor does it ever raise, wherever it is: in data, in headers, in the directory or at the end of it."""
    rng = np.random.default_rng(20261123)
    entries = [Entry(f"{n}.fit", FIT_HEAD + rng.bytes(60 + 20 * n), (STORED, DEFLATED)[n % 2]) for n in range(6)]
    whole = zip_of(*entries[:3], following(entries[3], "<4s3L"), *entries[4:])
    lines = [place.start() for place in re.finditer(b"PK\x01\x02", whole)] + [whole.index(b"PK\x05\x06")]
    ends = [*(whole.index(entry.name.encode()) - 30 for entry in entries[1:]), lines[0]]
    for _ in range(3_000):
        data, places = damaged(whole, rng)
        assert (expected_files(io.BytesIO(data)) or 0) >= 0
        found = {member.data for member in members("all.zip", data)}
        for entry, end, line in zip(entries, ends, pairwise(lines), strict=True):
            if not any(place < end or line[0] <= place < line[1] for place in places):
                assert entry.data in found
    assert {member.data for member in members("all.zip", whole)} == {entry.data for entry in entries}


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_archive_leaves_a_whole_store_and_a_new_download_mends_it(store: Store, seed: int) -> None:
    rng = np.random.default_rng((7, seed))
    whole = zip_of(*(Entry(f"{day}.gpx", a_run(day), (STORED, DEFLATED)[day % 2]) for day in range(4)))
    data, _ = damaged(whole, rng)
    taken_in(store, "all.zip", data if seed % 3 else data[: rng.integers(60, len(data))])
    taken_in(store, "all.zip", whole)
    runs = {summary.start_utc.date() for summary in reads.summaries(store)}
    assert runs >= {(START + timedelta(days=day)).date() for day in range(4)}
