"""A watched folder: what is news in it and what is not, without ever a change to it."""

import gzip
import io
import json
import os
import threading
import zipfile
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from runstrong import coach, importing
from runstrong.cli import inbox as cli_inbox
from runstrong.errors import InvalidSetting
from runstrong.importing.sources import from_folder
from runstrong.inbox import folder as inbox_folder
from runstrong.inbox import listing, remembered
from runstrong.inbox.folder import Inbox
from runstrong.inbox.listing import Sighting, Stamp, at_rest, sightings
from runstrong.inbox.watchable import OWN_FOLDER, check, label, on_watches
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import reads
from runstrong.store.database import Store
from tests.commands import Run
from tests.files import START, gpx
from tests.test_garmin import summary, told
from tests.test_strava import OLD

SECOND = 1_000_000_000
NOW = 1_760_000_000 * SECOND
PATIENCE_S = 30


def a_run(number: int) -> bytes:
    return gpx(start=START + timedelta(days=number))


def put(folder: Path, name: str, data: bytes, *, age_s: float = 3600) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    changed = NOW - int(age_s * SECOND)
    os.utime(file, ns=(changed, changed))
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "GARMIN" / "Activity"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def inbox(store: Store, folder: Path) -> Inbox:
    return Inbox(store, folder)


def looked(inbox: Inbox, after_s: float = 0) -> list[str]:
    return list(inbox.look(NOW + int(after_s * SECOND)).new)


def take_all(inbox: Inbox) -> list[FileOutcome]:
    begun = inbox.take()
    assert begun is not None
    assert begun.wait(PATIENCE_S)
    assert begun.trouble is None
    return begun.outcomes


# What of a listing rests: pure.


def test_a_file_changed_a_while_ago_rests_and_a_young_one_waits() -> None:
    now = {"old.fit": Stamp(9, NOW - 2 * SECOND), "young.fit": Stamp(9, NOW - SECOND)}
    seen = sightings(now, {}, NOW)
    assert list(at_rest(seen, NOW)) == ["old.fit"]
    assert list(at_rest(sightings(now, seen, NOW + SECOND), NOW + SECOND)) == ["old.fit", "young.fit"]


def test_a_file_that_grew_since_the_last_look_waits_whatever_its_time_says() -> None:
    before = sightings({"run.fit": Stamp(5, NOW - 3600 * SECOND)}, {}, NOW)
    seen = sightings({"run.fit": Stamp(9, NOW - 3600 * SECOND)}, before, NOW + SECOND)
    assert not at_rest(seen, NOW + SECOND)
    assert at_rest(seen, NOW + 3 * SECOND) == {"run.fit": Stamp(9, NOW - 3600 * SECOND)}


def test_a_time_that_lies_ahead_says_nothing_so_the_file_is_watched_for_a_while() -> None:
    now = {"run.fit": Stamp(9, NOW + 7200 * SECOND)}
    seen = sightings(now, {}, NOW)
    assert not at_rest(seen, NOW)
    assert at_rest(sightings(now, seen, NOW + 2 * SECOND), NOW + 2 * SECOND) == now


def test_a_clock_put_back_does_not_keep_a_file_waiting() -> None:
    now = {"run.fit": Stamp(9, NOW - SECOND)}
    before = {"run.fit": Sighting(now["run.fit"], NOW)}
    an_hour_ago = NOW - 3600 * SECOND
    seen = sightings(now, before, an_hour_ago)
    assert at_rest(sightings(now, seen, an_hour_ago + 2 * SECOND), an_hour_ago + 2 * SECOND) == now


# What is news.


def test_new_files_are_news_in_folders_below_too_and_under_their_path_within(inbox: Inbox, folder: Path) -> None:
    put(folder, "a.gpx", a_run(1))
    put(folder, "2026/03/b.gpx", a_run(2))
    assert looked(inbox) == ["2026/03/b.gpx", "a.gpx"]
    assert [o.name for o in take_all(inbox)] == ["2026/03/b.gpx", "a.gpx"]
    assert len(coach.runs(inbox.store)) == 2
    assert looked(inbox) == []


def test_a_file_still_being_written_waits(inbox: Inbox, folder: Path) -> None:
    put(folder, "a.gpx", a_run(1)[:100], age_s=0)
    assert looked(inbox) == []
    assert inbox.look(NOW + SECOND).waiting == 1
    put(folder, "a.gpx", a_run(1), age_s=-1)
    assert looked(inbox, after_s=1.5) == []
    assert looked(inbox, after_s=3.5) == ["a.gpx"]


def test_a_known_file_under_a_new_name_is_no_news(inbox: Inbox, folder: Path) -> None:
    assert [o.outcome for o in importing.import_bytes(inbox.store, "yesterday.gpx", a_run(1))] == [
        Outcome.IMPORTED
    ]
    put(folder, "copy.gpx", a_run(1))
    zipped(folder, "all.zip", one_gpx=a_run(1))
    assert looked(inbox) == []


def zipped(folder: Path, name: str, **members: bytes) -> None:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member.replace("_", "."), data)
    os.utime(folder / name, ns=(NOW - 9 * SECOND, NOW - 9 * SECOND))


def test_an_archive_is_news_as_long_as_one_of_its_files_is(inbox: Inbox, folder: Path) -> None:
    zipped(folder, "march.zip", a_gpx=a_run(1), b_gpx=a_run(2))
    assert looked(inbox) == ["march.zip"]
    assert [o.name for o in take_all(inbox)] == ["march.zip/a.gpx", "march.zip/b.gpx"]
    zipped(folder, "march again.zip", b_gpx=a_run(2))
    zipped(folder, "april.zip", b_gpx=a_run(2), c_gpx=a_run(3))
    assert looked(inbox) == ["april.zip"]


def test_an_archive_of_other_things_is_no_news(inbox: Inbox, folder: Path) -> None:
    zipped(folder, "holiday.zip", beach_jpg=b"picture")
    put(folder, "letter.txt.gz", gzip.compress(b"Dear reader"))
    assert looked(inbox) == []


def test_a_file_imported_elsewhere_meanwhile_is_no_news_any_more(inbox: Inbox, folder: Path) -> None:
    put(folder, "a.gpx", a_run(1))
    assert looked(inbox) == ["a.gpx"]
    list(importing.import_bytes(inbox.store, "uploaded.gpx", a_run(1)))
    assert looked(inbox) == []


def test_a_changed_file_is_news_again(inbox: Inbox, folder: Path) -> None:
    put(folder, "a.gpx", a_run(1))
    looked(inbox)
    take_all(inbox)
    put(folder, "a.gpx", a_run(2), age_s=60)
    assert looked(inbox, after_s=10) == []
    assert looked(inbox, after_s=13) == ["a.gpx"]


@pytest.mark.parametrize(
    "name", ["notes.txt", ".hidden.fit", ".sync/a.gpx", "__MACOSX/a.gpx", "$Recycle.bin/a.gpx", "1/2/3/4/5/a.gpx"]
)
def test_strangers_hidden_files_and_what_lies_too_deep_are_passed_over(
    name: str, inbox: Inbox, folder: Path
) -> None:
    put(folder, name, a_run(1))
    assert inbox.look(NOW).new == {}
    assert inbox.look(NOW).waiting == 0


@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
def test_links_and_pipes_are_never_followed_or_opened(inbox: Inbox, folder: Path, tmp_path: Path) -> None:
    elsewhere = put(tmp_path / "elsewhere", "a.gpx", a_run(1)).parent
    (folder / "link.gpx").symlink_to(elsewhere / "a.gpx")
    (folder / "below").symlink_to(elsewhere)
    os.mkfifo(folder / "pipe.gpx")
    assert looked(inbox) == []


def test_the_programs_own_folder_inside_the_watched_one_is_passed_over(store: Store, tmp_path: Path) -> None:
    list(importing.import_bytes(store, "a.gpx", a_run(1)))
    put(store.folder, "b.gpx", a_run(2))
    put(tmp_path, "c.gpx", a_run(3))
    assert looked(Inbox(store, tmp_path)) == ["c.gpx"]


def test_what_is_refused_is_said_once_and_never_again(inbox: Inbox, folder: Path) -> None:
    put(folder, "junk.fit", b"junk")
    put(folder, "huge.gpx", b"<gpx>" + b" " * importing.sources.LIMITS.file_bytes)
    (folder / "no.zip").write_bytes(b"PK\x03\x04 broken")
    os.utime(folder / "no.zip", ns=(NOW - 9 * SECOND, NOW - 9 * SECOND))
    assert looked(inbox) == ["huge.gpx", "junk.fit", "no.zip"]
    assert {(o.name, o.outcome) for o in take_all(inbox)} == {
        (name, Outcome.REJECTED) for name in ("huge.gpx", "junk.fit", "no.zip")
    }
    put(folder, "the same junk.fit", b"junk")
    assert looked(inbox) == []
    assert looked(Inbox(inbox.store, folder)) == [], "after a restart, too"
    assert len(reads.outcomes(inbox.store)) == 3


def test_a_file_closed_to_us_is_said_and_asked_about_again_by_the_next_start(
    inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(folder, "a.gpx", a_run(1))
    opened = Path.open

    def closed(path: Path, *args: str, **named: str) -> object:
        if path == file:
            raise PermissionError
        return opened(path, *args, **named)

    monkeypatch.setattr(Path, "open", closed)
    assert looked(inbox) == ["a.gpx"]
    assert [o.reason for o in take_all(inbox)] == [importing.sources._NOT_OPENED]
    assert looked(inbox) == []
    monkeypatch.undo()
    assert looked(Inbox(inbox.store, folder)) == ["a.gpx"]


def test_what_was_read_once_is_not_read_again_at_the_next_look_or_start(
    inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        put(folder, f"{number}.gpx", a_run(number))
    looked(inbox)
    take_all(inbox)
    put(folder, "3.gpx", a_run(3))
    read = []

    def reading(folder: Path, names: list[str], known: Mapping[str, str]) -> importing.Source:
        read.extend(names)
        return from_folder(folder, names, known)

    monkeypatch.setattr(remembered, "from_folder", reading)
    assert looked(inbox) == looked(inbox) == looked(Inbox(inbox.store, folder)) == ["3.gpx"]
    assert read == ["3.gpx"]


def test_a_look_lists_each_folder_once_and_opens_nothing_it_has_read(
    inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200):
        put(folder, f"{number % 2}/{number}.fit", b"junk %d" % number)
    looked(inbox)
    listed = []
    scandir = os.scandir

    def listing_of(path: str) -> Iterator[os.DirEntry[str]]:
        listed.append(path)
        return scandir(path)

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(listing.os, "scandir", listing_of)
    monkeypatch.setattr(remembered, "from_folder", never)
    assert len(looked(inbox)) == 200
    assert listed == [str(folder), str(folder / "0"), str(folder / "1")]


def test_what_a_store_put_back_has_lost_is_news_whatever_is_remembered(
    inbox: Inbox, folder: Path, tmp_path: Path
) -> None:
    put(folder, "a.gpx", a_run(1))
    looked(inbox)
    take_all(inbox)
    assert looked(inbox) == []
    memory = (inbox.store.folder / "inbox.json").read_bytes()
    with Store.open(tmp_path / "put back") as other:
        (other.folder / "inbox.json").write_bytes(memory)
        assert looked(Inbox(other, folder)) == ["a.gpx"]


@pytest.mark.parametrize("damage", [b"", b"[1]", b'{"of": 1}', b"\xff", b'{"of":["0","x"],"files":7}'])
def test_a_damaged_memory_only_costs_reading_once_more(damage: bytes, store: Store, folder: Path) -> None:
    put(folder, "a.gpx", a_run(1))
    (store.folder / "inbox.json").write_bytes(damage)
    assert looked(Inbox(store, folder)) == ["a.gpx"]


def test_nothing_in_the_folder_is_changed(inbox: Inbox, folder: Path) -> None:
    put(folder, "a.gpx", a_run(1))
    put(folder, "junk.fit", b"junk")
    before = listing.listing(folder, inbox.store.folder)
    looked(inbox)
    take_all(inbox)
    looked(inbox)
    assert listing.listing(folder, inbox.store.folder) == before
    assert sorted(file.name for file in folder.iterdir()) == ["a.gpx", "junk.fit"]


# What an export in the folder says about its files.

STRAVA = {
    "me/activities.csv": OLD.encode() + b"1,d,Tempo with Ann,Run,,1,1,1,false,,activities/1.gpx.gz\n",
    "me/activities/1.gpx.gz": gzip.compress(a_run(1)),
    "me/media/1.jpg": b"\xff\xd8 picture",
}
GARMIN = {
    "me/DI_CONNECT/DI-Connect-Fitness/a_0_summarizedActivities.json": summary(
        told(11, "Tempo with Ann", start=START + timedelta(days=1))
    ),
    "me/DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1/a.gpx": a_run(1),
}
EXPORTS = pytest.mark.parametrize("export", [STRAVA, GARMIN], ids=["Strava", "Garmin"])


def unpack(folder: Path, export: Mapping[str, bytes]) -> list[str]:
    """The names of the watch files among what was copied into the folder."""
    for name, data in export.items():
        put(folder, name, data)
    return [name for name in export if name.endswith((".gpx", ".gz"))]


def titles(inbox: Inbox) -> list[str | None]:
    return [run.summary.caption.title for run in coach.runs(inbox.store)]


@EXPORTS
def test_an_export_copied_into_the_folder_gives_its_titles_and_its_tables_are_no_news(
    export: Mapping[str, bytes], inbox: Inbox, folder: Path
) -> None:
    runs = unpack(folder, export)
    assert looked(inbox) == runs
    assert [outcome.name for outcome in take_all(inbox)] == runs
    assert titles(inbox) == ["Tempo with Ann"]
    assert looked(inbox) == looked(Inbox(inbox.store, folder)) == []


@EXPORTS
def test_known_runs_are_news_once_when_an_export_says_what_they_are_called(
    export: Mapping[str, bytes], inbox: Inbox, folder: Path
) -> None:
    put(folder, "from the watch.gpx", a_run(1))
    put(folder, "junk.fit", b"junk")
    looked(inbox)
    take_all(inbox)
    assert (looked(inbox), titles(inbox)) == ([], [None])
    runs = unpack(folder, export)
    assert set(runs) <= set(looked(inbox)) <= {*runs, "from the watch.gpx"}
    assert inbox.offered
    assert {outcome.outcome for outcome in take_all(inbox)} == {Outcome.DUPLICATE}
    assert titles(inbox) == ["Tempo with Ann"]
    assert looked(inbox) == looked(Inbox(inbox.store, folder)) == []


@EXPORTS
def test_a_table_that_comes_after_its_files_still_says_what_they_are_called(
    export: Mapping[str, bytes], inbox: Inbox, folder: Path
) -> None:
    runs = unpack(folder, {name: data for name, data in export.items() if name.endswith((".gpx", ".gz"))})
    looked(inbox)
    take_all(inbox)
    unpack(folder, export)
    assert looked(inbox) == runs
    take_all(inbox)
    assert titles(inbox) == ["Tempo with Ann"]


@EXPORTS
@pytest.mark.parametrize("is_packed", [True, False])
def test_an_export_imported_elsewhere_is_no_news(
    export: Mapping[str, bytes], is_packed: bool, inbox: Inbox, folder: Path, tmp_path: Path
) -> None:
    unpack(tmp_path / "elsewhere", export)
    list(importing.import_paths(inbox.store, [tmp_path / "elsewhere"]))
    packed_or_not(folder, export, is_packed=is_packed)
    assert looked(inbox) == []


@EXPORTS
def test_a_packed_export_of_known_runs_is_news_once(
    export: Mapping[str, bytes], inbox: Inbox, folder: Path
) -> None:
    list(importing.import_bytes(inbox.store, "from the watch.gpx", a_run(1)))
    packed_or_not(folder, export, is_packed=True)
    assert looked(inbox) == ["export.zip"]
    take_all(inbox)
    assert titles(inbox) == ["Tempo with Ann"]
    assert looked(inbox) == looked(Inbox(inbox.store, folder)) == []


def packed_or_not(folder: Path, export: Mapping[str, bytes], *, is_packed: bool) -> None:
    if not is_packed:
        unpack(folder, export)
        return
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in export.items():
            archive.writestr(name, data)
    put(folder, "export.zip", stream.getvalue())


def test_a_table_is_read_when_files_are_and_not_with_every_look(
    inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpack(folder, STRAVA)
    looked(inbox)
    monkeypatch.setattr(inbox_folder, "told_in", None)
    monkeypatch.setattr(remembered, "from_folder", None)
    assert looked(inbox) == looked(Inbox(inbox.store, folder)) == ["me/activities/1.gpx.gz"]


# Folders that come and go.


def test_an_unplugged_watch_is_no_error_and_is_noticed_when_it_comes_back(inbox: Inbox, folder: Path) -> None:
    put(folder, "a.gpx", a_run(1))
    looked(inbox)
    away = folder.rename(folder.with_name("away"))
    news = inbox.look(NOW)
    assert (news.new, news.trouble) == ({}, inbox_folder.NOT_THERE.format("GARMIN/Activity"))
    away.rename(folder)
    assert looked(inbox) == ["a.gpx"]
    assert inbox.news is not None
    assert inbox.news.trouble is None


def test_a_watch_unplugged_while_it_is_read_refuses_nothing(inbox: Inbox, folder: Path) -> None:
    for number in range(3):
        put(folder, f"{number}.gpx", a_run(number))
    looked(inbox)
    taken = inbox.taking()
    away = folder.rename(folder.with_name("away"))
    assert list(importing.bulk(inbox.store, taken.source)) == []
    inbox.took(taken)
    assert reads.outcomes(inbox.store) == []
    away.rename(folder)
    assert looked(inbox) == ["0.gpx", "1.gpx", "2.gpx"]


def test_a_folder_closed_to_us_is_a_sentence(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(listing.os, "scandir", closed)
    assert inbox.look(NOW).trouble == inbox_folder.CLOSED.format("GARMIN/Activity")


def test_a_fault_of_ours_is_a_sentence_until_the_next_look(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(inbox_folder, "listing", failing)
    inbox.notice(PATIENCE_S)
    assert inbox.news == inbox_folder.News(trouble=inbox_folder.FAULT.format("GARMIN/Activity"))
    monkeypatch.undo()
    inbox.notice(PATIENCE_S)
    assert inbox.news == inbox_folder.News()


def test_of_a_folder_with_far_too_many_files_it_is_said_that_not_all_are_watched(
    inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (listing, inbox_folder):
        monkeypatch.setattr(module, "MOST_FILES", 2)
    for number in range(2):
        put(folder, f"{number}.fit", b"junk")
    assert inbox.look(NOW).trouble is None
    put(folder, "3.fit", b"junk")
    assert "more than 2 files" in str(inbox.look(NOW).trouble)


def test_the_data_folder_and_what_lies_in_it_is_never_watched(store: Store, tmp_path: Path) -> None:
    put(store.folder, "sub/a.gpx", a_run(1))
    for folder in (store.folder, store.folder / "sub", store.folder / "not there yet", tmp_path / "link"):
        if folder.name == "link":
            folder.symlink_to(store.folder)
        with pytest.raises(InvalidSetting, match="own data folder"):
            check(folder, store.folder)
        assert Inbox(store, folder).look(NOW).new == {}
    check(tmp_path, store.folder)


def test_a_file_is_no_folder_to_watch(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="is a file"):
        check(put(tmp_path, "a.gpx", a_run(1)), store.folder)


def test_the_watches_among_what_is_mounted_are_found(tmp_path: Path) -> None:
    for inside in (
        "plain/GARMIN/Activity", "cyclist/Garmin/Activities", "mtp/Internal Storage/GARMIN/ACTIVITY",
        "stick/Photos/Garmin/Activity", "bare/GARMIN/Courses",
    ):  # fmt: skip
        (tmp_path / inside).mkdir(parents=True)
    found = on_watches([*sorted(tmp_path.iterdir()), tmp_path / "not there"])
    assert [folder.relative_to(tmp_path).as_posix() for folder in found] == [
        "cyclist/Garmin/Activities", "mtp/Internal Storage/GARMIN/ACTIVITY", "plain/GARMIN/Activity",
    ]  # fmt: skip


def test_a_folder_is_called_by_its_name_and_the_one_above() -> None:
    assert label(Path("/media/ana/GARMIN/GARMIN/Activity")) == "GARMIN/Activity"
    assert label(Path("/runs")) == "runs"
    assert label(Path("/")) == "/"


# What is offered, put aside and on its way.


def test_not_now_lasts_until_there_are_other_new_files(inbox: Inbox, folder: Path) -> None:
    put(folder, "a.gpx", a_run(1))
    looked(inbox)
    assert list(inbox.offered) == ["a.gpx"]
    inbox.put_aside()
    looked(inbox)
    assert (list(inbox.offered), list(inbox.untaken)) == ([], ["a.gpx"])
    put(folder, "b.gpx", a_run(2))
    looked(inbox)
    assert list(inbox.offered) == ["a.gpx", "b.gpx"]


def test_files_on_their_way_in_are_not_offered_and_not_taken_twice(
    inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []

    class Begun:
        ended, trouble, is_stopping = None, None, False

        def __init__(self, *_: object) -> None:
            begun.append(self)

    monkeypatch.setattr(inbox_folder, "start", Begun)
    put(folder, "a.gpx", a_run(1))
    looked(inbox)
    assert inbox.take() is begun[0]
    assert looked(inbox) == ["a.gpx"]
    assert (inbox.offered, inbox.take()) == ({}, None)
    put(folder, "b.gpx", a_run(2))
    looked(inbox)
    assert list(inbox.offered) == ["b.gpx"]


@pytest.mark.parametrize("end", ["stopped", "failed"])
def test_an_import_that_was_stopped_or_failed_is_not_begun_again_by_itself(
    end: str, inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Begun:
        ended, trouble, is_stopping = 1.0, OSError() if end == "failed" else None, end == "stopped"

    monkeypatch.setattr(inbox_folder, "start", lambda *_: Begun())
    put(folder, "a.gpx", a_run(1))
    looked(inbox)
    inbox.take()
    assert looked(inbox) == ["a.gpx"], "nothing of it was read, so it is still there to be taken"
    assert (list(inbox.offered), list(inbox.untaken)) == ([], ["a.gpx"])


def test_a_look_that_takes_its_time_keeps_no_page_waiting(
    inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()
    looks = []

    def slow(*_: object) -> dict[str, Stamp]:
        looks.append(1)
        goes_on.wait(PATIENCE_S)
        return {}

    monkeypatch.setattr(inbox_folder, "listing", slow)
    inbox.notice(0.0)
    inbox.notice(0.0)
    assert inbox.news is None
    goes_on.set()
    inbox.notice(PATIENCE_S)
    assert inbox.news == inbox_folder.News()
    assert len(looks) <= 2, "one look at a time"


# On the command line.


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The clock the command line sees; waiting moves it on."""
    clock = [NOW]

    class Time:
        @staticmethod
        def time_ns() -> int:
            return clock[0]

        @staticmethod
        def sleep(seconds: float) -> None:
            clock[0] += int(seconds * SECOND)

    monkeypatch.setattr(cli_inbox, "time", Time)
    return clock


def test_the_command_imports_what_is_new_once(run: Run, folder: Path, now: list[int]) -> None:
    assert run("athlete", "set", f"inbox={folder}").status == 0
    put(folder, "a.gpx", a_run(1))
    put(folder, "junk.fit", b"junk")
    said = run("inbox", "--json")
    assert [json.loads(line)["outcome"] for line in said.out.splitlines()] == ["imported", "rejected"]
    assert (said.status, said.err) == (0, "")
    again = run("inbox", "--json")
    assert (again.out, again.err, again.status) == ("", "Nothing new in GARMIN/Activity.\n", 0)
    put(folder, "b.gpx", a_run(2))
    assert "imported  b.gpx" in run("inbox").out


def test_the_command_waits_a_moment_for_a_file_and_leaves_what_goes_on_growing(
    run: Run, folder: Path, now: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("athlete", "set", f"inbox={folder}")
    put(folder, "young.gpx", a_run(1), age_s=0)
    put(folder, "growing.gpx", a_run(2)[:100], age_s=0)
    sleep = cli_inbox.time.sleep

    def growing(seconds: float) -> None:
        sleep(seconds)
        put(folder, "growing.gpx", a_run(2)[:200], age_s=-seconds)

    monkeypatch.setattr(cli_inbox.time, "sleep", growing)
    said = run("inbox", "--json")
    assert said.json["name"] == "young.gpx"
    assert said.err == "Still being written, so left for the next time: 1.\n"


def test_without_a_folder_the_command_is_a_usage_error_with_a_sentence(run: Run) -> None:
    said = run("inbox", "--json")
    assert (said.out, said.status) == ("", 2)
    assert said.err.startswith("No folder is watched")


def test_an_unplugged_watch_is_no_error_of_the_command(run: Run, folder: Path) -> None:
    run("athlete", "set", f"inbox={folder}")
    folder.rmdir()
    said = run("inbox", "--json")
    assert (said.out, said.status) == ("", 0)
    assert said.err == f"{inbox_folder.NOT_THERE.format('GARMIN/Activity')}\n"


@pytest.mark.parametrize("typed", ["Activity", "./runs", "bad\x07name", "/" + "x" * 2000, "\udcff"])
def test_a_folder_needs_its_full_path(typed: str, run: Run) -> None:
    said = run("athlete", "set", f"inbox={typed}")
    assert said.status == 2
    assert "full path" in said.err


def test_the_data_folder_cannot_be_set(run: Run, tmp_path: Path) -> None:
    said = run("athlete", "set", f"inbox={tmp_path / 'data' / 'originals'}")
    assert (said.status, said.err) == (2, f"{OWN_FOLDER}\n")
    assert run("athlete", "show", "--json").json["inbox"]["value"] is None


def test_with_the_demo_runner_shown_the_folder_is_the_own_stores(
    run: Run, tmp_path: Path, folder: Path, now: list[int]
) -> None:
    with Store.open(tmp_path / "data" / "demo") as demo:
        list(importing.import_bytes(demo, "demo.gpx", a_run(9)))
    assert run("athlete", "set", f"inbox={folder}", "inbox_mode=import", "minutes=20").status == 0
    shown = run("athlete", "show", "--json").json
    assert [shown[key]["value"] for key in ("inbox", "inbox_mode", "minutes")] == [str(folder), "import", "20"]
    put(folder, "a.gpx", a_run(1))
    assert run("inbox", "--json").json["outcome"] == "imported"
    with Store.open(tmp_path / "data") as own, Store.open(tmp_path / "data" / "demo") as demo:
        assert [len(coach.runs(store)) for store in (own, demo)] == [1, 1]
        assert [coach.preferences(store).inbox for store in (own, demo)] == [str(folder), ""]
        assert [coach.preferences(store).minutes for store in (own, demo)] == [30, 20]
