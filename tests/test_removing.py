"""A run removed for good is as if it had never come, and comes back only when its runner says so."""

import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from runstrong import coach, importing, planning, takeout
from runstrong.errors import RunstrongError, UnknownActivity, Unreadable
from runstrong.importing.rebuilding import CHANGED as MEANWHILE
from runstrong.importing.removing import CHANGED
from runstrong.inbox.folder import Inbox
from runstrong.inbox.listing import RESTING_NS
from runstrong.model.outcome import Outcome
from runstrong.store import copies, originals, reads, removed
from runstrong.store.database import Store
from runstrong.store.removed import Going, going, removed_files
from tests.files import START, gpx
from tests.imports import bulk, crop, held, runs, taken_in, three_files
from tests.two_devices import a_run, as_tcx, device

DAY = date(2026, 3, 3)
SENTENCE = "You removed this run on 3 March 2026."
Row = tuple[object, ...]
PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data") as opened:
        yield opened


def shown(store: Store) -> list[str]:
    return sorted(run.summary.id for run in coach.runs(store))


def questions(store: Store) -> set[str | None]:
    return {run.summary.possible_duplicate_of for run in coach.runs(store)}


def whole_and_crop() -> dict[str, bytes]:
    return {"whole.tcx": as_tcx(device(a_run(1, 900), 1)), "crop.tcx": crop()}


def two_in_one() -> bytes:
    """A file of two runs, hours apart."""
    first, second = gpx(seconds=300), gpx(start=START + timedelta(hours=5), seconds=600)
    return first.replace(b"</gpx>", second[second.index(b"<trk>") :])


def remove(store: Store, activity_id: str) -> Going:
    seen = going(store, activity_id)
    importing.remove(store, seen, DAY)
    return seen


def kept(store: Store) -> list[str]:
    return originals.all_hashes(store.folder)


def never_had(tmp_path: Path, files: dict[str, bytes]) -> tuple[dict[str, Mapping[str, object]], list[Row]]:
    """What a store holds, and its history says, into which only these files came."""
    with Store.open(tmp_path / "never") as other:
        bulk(other, files)
        return held(other), lines(other)


def lines(store: Store) -> list[Row]:
    with store.read() as cursor:
        return cursor.execute(
            "SELECT name, sha256, outcome, reason, warnings FROM imports WHERE sha256 IS NOT NULL ORDER BY number"
        ).fetchall()


def traces(store: Store, activity_id: str, sha256: str) -> dict[str, int]:
    """How many rows of each table still speak of an activity, or belong to none."""
    queries = {
        **{table: f"FROM {table} WHERE activity NOT IN (SELECT key FROM activities)"
           for table in ("facts", "raw_samples", "windows", "laps", "sets")},
        "activities": f"FROM activities WHERE '{activity_id}' IN (id, duplicate_of, possible_duplicate_of)",
        "marks": f"FROM marks WHERE activity_id = '{activity_id}'",
        "pairs": f"FROM pairs WHERE '{activity_id}' IN (one, other)",
        **{table: f"FROM {table} WHERE sha256 = '{sha256}'" for table in ("imports", "files", "captions")},
    }  # fmt: skip
    with store.read() as cursor:
        return {
            name: cursor.execute(f"SELECT count(*) {query}").fetchall()[0][0] for name, query in queries.items()
        }


def test_nothing_of_a_removed_run_is_left_and_all_else_is_untouched(store: Store, tmp_path: Path) -> None:
    files = runs(4) | whole_and_crop()
    ids = taken_in(store, files)
    sha256 = next(one for one in kept(store) if one.startswith(ids[4][:12]))
    coach.mark(store, ids[4], "race", on=True)
    importing.different(store, ids[4], ids[5])
    with store.write() as cursor:
        cursor.execute("INSERT INTO captions VALUES (?, 'Private', NULL, NULL)", [sha256])
    assert remove(store, ids[4]) == Going((ids[4],), ("all.zip/whole.tcx",), ())
    assert set(traces(store, ids[4], sha256).values()) == {0}
    assert sha256 not in kept(store)
    assert len(kept(store)) == 5
    del files["whole.tcx"]
    assert (held(store), lines(store)) == never_had(tmp_path, files)


def test_lists_trend_and_the_history_follow_at_once(store: Store) -> None:
    ids = taken_in(store, runs(3))
    before = store.revision
    assert {run.summary.id for run in coach.runs(store)} == set(ids)
    remove(store, ids[1])
    assert store.revision == before + 1
    assert shown(store) == sorted([ids[0], ids[2]])
    assert ids[1] not in {out.id for out in coach.trend(store, START.date(), DAY + timedelta(9)).left_out}
    assert [line.outcome.name for line in reads.outcomes(store)] == ["all.zip/002.gpx", "all.zip/000.gpx"]
    with pytest.raises(UnknownActivity, match=SENTENCE):
        coach.run_detail(store, ids[1])


def test_what_was_worked_out_with_it_is_worked_out_without_it(store: Store, tmp_path: Path) -> None:
    mine = {f"{day}.gpx": gpx(start=START + timedelta(days=day), hr=130 + day) for day in range(12)}
    friends = {"friend.gpx": gpx(start=START + timedelta(days=5, hours=3), hr=212, speed_mps=5.5)}
    friend, *_ = taken_in(store, friends | mine)
    span, monday = (START.date(), START.date() + timedelta(days=14)), START.date() + timedelta(days=14)

    def answers(asked: Store) -> tuple[object, ...]:
        scores = [(run.summary.id, run.score) for run in coach.activities(asked)]
        return scores, coach.trend(asked, *span), planning.plan(asked, monday)

    before = answers(store)
    remove(store, friend)
    with Store.open(tmp_path / "never") as other:
        bulk(other, mine)
        assert answers(store) == answers(other)
    assert all(now != then for now, then in zip(answers(store), before, strict=True))


def test_the_same_archive_next_month_does_not_bring_it_back(store: Store) -> None:
    ids = taken_in(store, runs(3))
    remove(store, ids[1])
    for _ in range(2):
        told = bulk(store, runs(4))
        assert [o.outcome for o in told[:3]] == [Outcome.DUPLICATE, Outcome.REMOVED, Outcome.DUPLICATE]
        assert (told[1].reason, told[1].activities) == (SENTENCE, ())
    assert [line.outcome.reason for line in reads.outcomes(store, "001.gpx")] == [SENTENCE]
    assert ids[1] not in shown(store)
    assert len(kept(store)) == 3


def test_what_was_written_about_it_does_not_come_back_with_its_archive(store: Store) -> None:
    files = {
        "activities/1.gpx": gpx(),
        "activities.csv": b"1,d,Secret,Run,,1,1,1,false,,activities/1.gpx\n",
    }
    [told] = bulk(store, files)
    assert coach.runs(store)[0].summary.caption.title == "Secret"
    remove(store, told.activities[0].id)
    bulk(store, files)
    assert reads.captioned(store, [*removed_files(store)]) == set()
    bulk(store, files, again=True)
    assert coach.runs(store)[0].summary.caption.title == "Secret"


@pytest.mark.parametrize("gone", ["whole.tcx", "crop.tcx"])
def test_the_one_it_may_have_been_is_no_question_any_more(store: Store, tmp_path: Path, gone: str) -> None:
    files = whole_and_crop()
    ids = dict(zip(files, taken_in(store, files), strict=True))
    assert questions(store) == set(ids.values())
    remove(store, ids[gone])
    del files[gone]
    assert questions(store) == {None}
    assert (held(store), lines(store)) == never_had(tmp_path, files)


def test_a_run_of_several_files_goes_whole_whichever_of_them_is_named(store: Store) -> None:
    ids = taken_in(store, three_files())
    (run,) = coach.runs(store)
    seen = remove(store, next(one for one in ids if one != run.summary.id))
    assert (seen.ids[0], set(seen.ids)) == (run.summary.id, set(ids))
    assert set(seen.files) == {f"all.zip/{name}" for name in three_files()}
    assert (coach.activities(store), kept(store), held(store)) == ([], [], {})
    assert {o.outcome for o in bulk(store, three_files())} == {Outcome.REMOVED}


@pytest.mark.parametrize(("names", "gone"), [(2, "strap.tcx"), (2, "phone.gpx"), (3, "phone.gpx")])
def test_one_file_of_several_is_removed_after_it_is_split_off(
    store: Store, tmp_path: Path, names: int, gone: str
) -> None:
    files = dict(list(three_files().items())[:names])
    ids = dict(zip(files, taken_in(store, files), strict=True))
    importing.different(store, ids["strap.tcx"], ids["phone.gpx"])
    assert remove(store, ids[gone]).ids == (ids[gone],)
    del files[gone]
    assert (held(store), lines(store)) == never_had(tmp_path, files)


@pytest.mark.parametrize("gone", ["002.gpx", "whole.tcx", "strap.tcx", "two.gpx"])
def test_a_rebuild_gives_the_same_rows_as_if_it_had_never_come(store: Store, tmp_path: Path, gone: str) -> None:
    april = {name: data.replace(b"2026-03-01", b"2026-04-01") for name, data in whole_and_crop().items()}
    files = runs(3) | three_files() | {"two.gpx": two_in_one()} | april
    told = {outcome.name.removeprefix("all.zip/"): outcome for outcome in bulk(store, files)}
    seen = remove(store, told[gone].activities[-1].id)
    left_out = {name.removeprefix("all.zip/") for name in seen.files if name not in seen.staying}
    expected = held(store), lines(store)
    never, history = never_had(tmp_path, {name: data for name, data in files.items() if name not in left_out})
    assert expected[0] == {one: rows for one, rows in never.items() if one not in seen.ids}
    assert gone == "two.gpx" or expected[1] == history
    store.close()
    list(importing.rebuild(store.folder))
    with Store.open(store.folder) as rebuilt:
        assert (held(rebuilt), lines(rebuilt)) == expected
        again = {o.name: o.outcome for o in bulk(rebuilt, files)}
    assert {again[name] for name in seen.files} == {Outcome.DUPLICATE if seen.staying else Outcome.REMOVED}


@pytest.mark.parametrize("read", [0, 1])
def test_a_run_removed_while_a_rebuild_goes_on_stays_removed(store: Store, read: int) -> None:
    ids = taken_in(store, runs(2))
    store.close()
    rebuilding = importing.rebuild(store.folder)
    told = [next(rebuilding) for _ in range(read)]
    with Store.open(store.folder) as opened:
        remove(opened, ids[0])
    if not told:
        assert [o.outcome for o in rebuilding] == [Outcome.IMPORTED]
    else:
        with pytest.raises(RunstrongError, match=MEANWHILE):
            list(rebuilding)
    with Store.open(store.folder) as left:
        assert (shown(left), len(kept(left)), len(removed_files(left))) == ([ids[1]], 1, 1)
    assert {o.outcome for o in importing.rebuild(store.folder)} == {Outcome.IMPORTED}


def test_one_run_of_a_file_of_two_leaves_the_other_and_the_file(store: Store) -> None:
    [told] = bulk(store, {"two.gpx": two_in_one()})
    first, second = (activity.id for activity in told.activities)
    assert remove(store, first) == Going((first,), ("all.zip/two.gpx",), ("all.zip/two.gpx",))
    assert (shown(store), len(kept(store))) == ([second], 1)
    [again] = bulk(store, {"two.gpx": two_in_one()})
    assert (again.outcome, [a.id for a in again.activities]) == (Outcome.DUPLICATE, [second])
    assert shown(store) == [second]
    remove(store, second)
    assert (shown(store), kept(store)) == ([], [])
    assert [o.outcome for o in bulk(store, {"two.gpx": two_in_one()})] == [Outcome.REMOVED]


def test_what_is_in_a_file_that_stayed_is_taken_back_at_once(store: Store) -> None:
    [told] = bulk(store, {"two.gpx": two_in_one()})
    before = held(store)
    remove(store, told.activities[0].id)
    (file,) = removed_files(store).values()
    assert (file.is_gone, file.days, file.sports) == (False, (START.date(),), ("running",))
    importing.take_back(store, file)
    assert held(store) == before
    assert removed_files(store) == {}


def test_taking_back_out_of_a_damaged_file_is_one_sentence_and_changes_nothing(store: Store) -> None:
    [told] = bulk(store, {"two.gpx": two_in_one()})
    remove(store, told.activities[0].id)
    (file,) = removed_files(store).values()
    originals.remove(store.folder, file.sha256)
    with pytest.raises(Unreadable):
        importing.take_back(store, file)
    assert removed_files(store) == {file.sha256: file}


@pytest.mark.parametrize("gone", [0, 1])
def test_it_comes_back_when_it_is_wanted_again(store: Store, gone: int) -> None:
    later = {name: data.replace(b"2026-03", b"2026-04") for name, data in runs(2).items()}
    files = {"two.gpx": two_in_one()} | later
    before = (bulk(store, files), held(store))
    remove(store, before[0][gone].activities[0].id)
    told = bulk(store, files, again=True)
    assert [o.outcome for o in told] == [
        Outcome.IMPORTED if place == gone else Outcome.DUPLICATE for place in range(3)
    ]
    assert held(store) == before[1]
    assert {o.outcome for o in bulk(store, files)} == {Outcome.DUPLICATE}


def test_a_removed_file_that_was_let_in_comes_with_the_next_import(store: Store) -> None:
    ids = taken_in(store, runs(2))
    before = held(store)
    remove(store, ids[0])
    (file,) = removed_files(store).values()
    importing.take_back(store, file)
    assert ids[0] not in shown(store)
    assert [o.outcome for o in bulk(store, runs(2))] == [Outcome.IMPORTED, Outcome.DUPLICATE]
    assert held(store) == before


def test_an_activity_that_is_no_run_is_not_called_one(store: Store) -> None:
    ride = {"ride.gpx": gpx(kind="cycling")}
    (activity_id,) = taken_in(store, ride)
    remove(store, activity_id)
    assert [o.reason for o in bulk(store, ride)] == ["You removed this activity on 3 March 2026."]


def test_the_last_run_removed_is_said_of_a_file_of_two(store: Store) -> None:
    [told] = bulk(store, {"two.gpx": two_in_one()})
    for later, activity in enumerate(told.activities):
        importing.remove(store, going(store, activity.id), DAY + timedelta(days=later))
    assert [o.reason for o in bulk(store, {"two.gpx": two_in_one()})] == ["You removed this run on 4 March 2026."]


def test_it_stays_removed_through_backup_and_restore(store: Store, tmp_path: Path) -> None:
    ids = taken_in(store, runs(3))
    remove(store, ids[1])
    assert takeout.backup(store, tmp_path / "all.zip") == takeout.Taken(2, 0)
    takeout.restore(tmp_path / "new", tmp_path / "all.zip", DAY)
    with Store.open(tmp_path / "new") as restored:
        assert [o.outcome for o in bulk(restored, runs(3))] == [
            Outcome.DUPLICATE,
            Outcome.REMOVED,
            Outcome.DUPLICATE,
        ]
        assert shown(restored) == sorted([ids[0], ids[2]])


def test_a_backup_that_is_being_written_comes_first(store: Store) -> None:
    ids = taken_in(store, runs(2))
    removing = threading.Thread(target=remove, args=(store, ids[0]))
    with copies.database_copy(store):
        removing.start()
        removing.join(0.3)
        assert removing.is_alive()
        assert len(kept(store)) == 2
    removing.join()
    assert (shown(store), len(kept(store))) == ([ids[1]], 1)


KILLED = """
import os, sys
from datetime import date
from pathlib import Path
from runstrong import importing
from runstrong.store import database, originals, removed
from runstrong.store.database import Store

with Store.open(Path(sys.argv[1])) as store:
    seen = removed.going(store, sys.argv[2])
    module, name = {"before": (removed, "change"), "after": (originals, "remove")}[sys.argv[3]]
    setattr(module, name, lambda *_: os._exit(9))
    importing.remove(store, seen, date(2026, 3, 3))
"""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_kill_leaves_nothing_half(store: Store, moment: str) -> None:
    ids = taken_in(store, runs(2))
    before = held(store)
    store.close()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(store.folder), ids[0], moment], cwd=PROJECT, check=False
    )
    assert ended.returncode == 9
    assert len(kept(store)) == 2
    with Store.open(store.folder) as opened:
        if moment == "before":
            assert (held(opened), removed_files(opened), len(kept(opened))) == (before, {}, 2)
        else:
            assert (shown(opened), len(kept(opened))) == ([ids[1]], 1)
            assert [o.outcome for o in bulk(opened, runs(2))] == [Outcome.REMOVED, Outcome.DUPLICATE]


def test_an_original_that_stayed_behind_is_not_taken_in_by_a_rebuild(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = taken_in(store, runs(2))
    with monkeypatch.context() as stuck:
        stuck.setattr(originals, "remove", lambda *_: None)
        remove(store, ids[0])
        store.close()
        assert Outcome.REMOVED in {o.outcome for o in importing.rebuild(store.folder)}
    with Store.open(store.folder) as rebuilt:
        assert (shown(rebuilt), len(kept(rebuilt))) == ([ids[1]], 1)


def test_the_original_of_what_came_in_again_is_not_cleared_away(store: Store) -> None:
    ids = taken_in(store, runs(2))
    remove(store, ids[0])
    bulk(store, runs(2), again=True)
    store.close()
    with Store.open(store.folder) as opened:
        assert (len(kept(opened)), shown(opened)) == (2, sorted(ids))


def test_a_run_that_got_another_file_meanwhile_is_looked_at_again_first(store: Store) -> None:
    files = three_files()
    taken_in(store, {"strap.tcx": files["strap.tcx"]})
    seen = going(store, shown(store)[0])
    taken_in(store, {"phone.gpx": files["phone.gpx"]})
    before = held(store)
    with pytest.raises(RunstrongError, match=CHANGED):
        importing.remove(store, seen, DAY)
    assert (held(store), removed_files(store)) == (before, {})


def test_a_run_is_removed_once(store: Store) -> None:
    ids = taken_in(store, runs(1))
    seen = remove(store, ids[0])
    for again in (lambda: importing.remove(store, seen, DAY), lambda: going(store, "nothing-0")):
        with pytest.raises(UnknownActivity):
            again()


def test_the_watched_folder_does_not_offer_it_until_it_is_let_in(store: Store, tmp_path: Path) -> None:
    watched = tmp_path / "watch"
    watched.mkdir()
    for name, data in runs(2).items():
        (watched / name).write_bytes(data)
    ids = taken_in(store, runs(2))
    inbox = Inbox(store, watched)
    now = max(path.stat().st_mtime_ns for path in watched.iterdir()) + 2 * RESTING_NS
    remove(store, ids[0])
    assert inbox.look(now).new == {}
    importing.take_back(store, next(iter(removed_files(store).values())))
    assert list(inbox.look(now).new) == ["000.gpx"]


def test_an_import_that_had_it_in_hand_leaves_it_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = taken_in(store, runs(1))
    remove(store, ids[0])
    monkeypatch.setattr("runstrong.importing.readers.answered_hashes", lambda *_, **__: frozenset())
    assert [o.outcome for o in bulk(store, runs(1))] == [Outcome.REMOVED]
    assert (shown(store), kept(store)) == ([], [])


def test_where_the_store_cannot_be_written_nothing_is_removed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = taken_in(store, runs(2))
    before = held(store)

    def fail(*_: object) -> None:
        raise RunstrongError("The disk is full.")

    monkeypatch.setattr(removed, "change", fail)
    with pytest.raises(RunstrongError):
        remove(store, ids[0])
    assert (held(store), len(kept(store)), removed_files(store)) == (before, 2, {})
