"""What becomes of a file: kept whole, known already, not a training, or refused with a sentence."""

import gzip
import os
from datetime import timedelta
from pathlib import Path

import pytest

from runstrong import coach, importing
from runstrong.config import Limits
from runstrong.importing import measured
from runstrong.model.outcome import Outcome
from runstrong.model.recording import Reading
from runstrong.store import reads
from runstrong.store.database import Store
from tests.files import START, gpx, tcx
from tests.imports import only, zipped


def test_a_run_is_imported_with_its_figures(store: Store) -> None:
    outcome = only(importing.import_bytes(store, "run.gpx", gpx()))
    (activity,) = outcome.activities
    assert (outcome.outcome, outcome.reason) == (Outcome.IMPORTED, None)
    assert (activity.sport, activity.start_utc, activity.elapsed_s) == ("running", START, 1200)
    assert activity.distance_m == pytest.approx(3600, rel=0.01)
    assert activity.avg_hr_bpm == pytest.approx(140)


@pytest.mark.parametrize("again", [gpx(), gzip.compress(gpx())], ids=["same bytes", "gzipped"])
def test_the_same_bytes_again_change_nothing(store: Store, again: bytes) -> None:
    first = only(importing.import_bytes(store, "run.gpx", gpx()))
    revision = store.revision
    outcome = only(importing.import_bytes(store, "another name.gpx", again))
    assert outcome.outcome is Outcome.DUPLICATE
    assert outcome.activities[0].id == first.activities[0].id
    assert (store.revision, len(coach.runs(store))) == (revision, 1)


@pytest.mark.parametrize("tcx_first", [True, False])
def test_the_same_run_from_two_files_is_one_run_whatever_comes_first(store: Store, tcx_first: bool) -> None:
    files = [("run.tcx", tcx()), ("run.gpx", gpx(start=START + timedelta(seconds=2)))]
    outcomes = [only(importing.import_bytes(store, *file)) for file in (files if tcx_first else files[::-1])]
    assert [outcome.outcome for outcome in outcomes] == [Outcome.IMPORTED, Outcome.DUPLICATE]
    assert outcomes[1].activities[0].duplicate_of == outcomes[0].activities[0].id
    (run,) = coach.runs(store)
    assert run.summary.format == "tcx", "the file with more samples is the one shown"
    assert len(coach.run_detail(store, run.summary.id).twins) == 1


def test_two_runs_on_one_morning_both_stay(store: Store) -> None:
    for start in (START, START + timedelta(minutes=25)):
        assert only(importing.import_bytes(store, "run.gpx", gpx(start=start))).outcome is Outcome.IMPORTED
    assert len(coach.runs(store)) == 2


def test_junk_is_rejected_with_one_sentence_and_remembered(store: Store) -> None:
    outcome = only(importing.import_bytes(store, "holiday.fit", b"this is not a watch file"))
    assert outcome.outcome is Outcome.REJECTED
    assert outcome.reason
    assert outcome.reason.endswith(".")
    assert coach.runs(store) == []


def test_a_fault_of_the_program_in_one_file_never_stops_the_rest(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = measured.read

    def faulty(data: bytes, limits: Limits) -> Reading:
        return read(data, limits) if b"T06:30" in data else 1 / 0  # type: ignore[return-value]

    monkeypatch.setattr(measured, "read", faulty)
    files = [gpx(start=START + timedelta(hours=3)), gpx()]
    outcomes = [only(importing.import_bytes(store, f"{n}.gpx", data)) for n, data in enumerate(files)]
    assert [outcome.outcome for outcome in outcomes] == [Outcome.REJECTED, Outcome.IMPORTED]
    assert "fault is the program's" in (outcomes[0].reason or "")


def test_one_bad_member_of_an_archive_never_stops_the_rest(store: Store) -> None:
    files = {
        "a/good.gpx": gpx(),
        "a/cut.gpx": gpx(start=START + timedelta(days=1))[:-4000],
        "photo.jpg": b"\xff\xd8\xff\xe0 not a run",
        "../escape.tcx": tcx(start=START + timedelta(days=2)),
        "z/last.tcx.gz": gzip.compress(tcx(start=START + timedelta(days=3))),
    }
    outcomes = {o.name: o.outcome for o in importing.import_bytes(store, "export.zip", zipped(files))}
    assert outcomes["export.zip/a/good.gpx"] is Outcome.IMPORTED
    assert outcomes["export.zip/a/cut.gpx"] is Outcome.PARTIAL
    assert outcomes["export.zip/z/last.tcx.gz"] is Outcome.IMPORTED
    assert Outcome.REJECTED in outcomes.values(), "the member that points out of the archive is refused"
    assert not any("photo" in name for name in outcomes)


def test_a_folder_is_walked_and_strangers_in_it_are_passed_over(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "watch"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "run.gpx").write_bytes(gpx())
    (folder / "notes.txt").write_text("remember the milk")
    (folder / "broken.fit").write_bytes(b"\x00" * 40)
    outcomes = {o.name: o.outcome for o in importing.import_paths(store, [folder])}
    assert outcomes == {"run.gpx": Outcome.IMPORTED, "broken.fit": Outcome.REJECTED}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_never_waited_for(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "watch"
    folder.mkdir()
    os.mkfifo(folder / "pipe.fit")
    (folder / "run.gpx").write_bytes(gpx())
    assert [o.name for o in importing.import_paths(store, [folder])] == ["run.gpx"]
    assert only(importing.import_paths(store, [folder / "pipe.fit"])).outcome is Outcome.REJECTED


def test_a_folder_that_cannot_be_opened_is_one_rejected_line(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "watch" / "locked"
    locked.mkdir(parents=True)
    (tmp_path / "watch" / "run.gpx").write_bytes(gpx())
    listed = os.scandir

    def refusing(path: str) -> object:
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied", str(locked))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
    outcomes = list(importing.import_paths(store, [tmp_path / "watch"]))
    assert [(o.name, o.outcome) for o in outcomes] == [("run.gpx", Outcome.IMPORTED), ("locked", Outcome.REJECTED)]


@pytest.mark.skipif(os.name != "posix", reason="names are text on this system")
def test_a_name_that_is_no_text_comes_out_as_text(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "watch"
    folder.mkdir()
    (folder / os.fsdecode(b"run\xff.gpx")).write_bytes(gpx())
    outcome = only(importing.import_paths(store, [folder]))
    assert outcome.outcome is Outcome.IMPORTED
    assert outcome.name.encode() == b"run?.gpx"


def test_refused_files_again_change_nothing(store: Store) -> None:
    for _ in range(2):
        assert only(importing.import_bytes(store, "junk.fit", b"junk")).outcome is Outcome.REJECTED
    assert (store.revision, len(reads.outcomes(store))) == (1, 1)


def test_the_programs_own_folder_is_no_news_to_it(store: Store, tmp_path: Path) -> None:
    (tmp_path / "run.gpx").write_bytes(gpx())
    assert len(list(importing.import_paths(store, [tmp_path]))) == 1
    assert len(list(importing.import_paths(store, [tmp_path]))) == 1


def test_a_path_that_is_not_there_is_one_rejected_line_and_the_rest_goes_on(store: Store, tmp_path: Path) -> None:
    (tmp_path / "run.gpx").write_bytes(gpx())
    outcomes = list(importing.import_paths(store, [tmp_path / "nowhere.fit", tmp_path / "run.gpx"]))
    assert [o.outcome for o in outcomes] == [Outcome.REJECTED, Outcome.IMPORTED]


def test_rebuilding_gives_the_same_runs_and_keeps_what_the_runner_said(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with Store.open(folder) as store:
        for day in range(3):
            only(importing.import_bytes(store, f"{day}.gpx", gpx(start=START + timedelta(days=day))))
        before = coach.runs(store)
        coach.mark(store, before[1].summary.id, "heart_rate_wrong", on=True)
        before = coach.runs(store)
    assert len(list(importing.rebuild(folder))) == 3
    with Store.open(folder) as store:
        after = coach.runs(store)
    assert [(r.summary.id, r.summary.files, r.summary.marks, r.score.left_out) for r in after] == [
        (r.summary.id, r.summary.files, r.summary.marks, r.score.left_out) for r in before
    ]


def test_a_rebuild_tells_every_files_story_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with Store.open(folder) as store:
        for name, data in (("run.tcx", tcx()), ("run.gpx", gpx()), ("junk.fit", b"junk")):
            only(importing.import_bytes(store, name, data))
        before = reads.outcomes(store)
    list(importing.rebuild(folder))
    with Store.open(folder) as store:
        assert reads.outcomes(store) == before


def test_a_rebuild_also_works_when_the_database_is_damaged(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with Store.open(folder) as store:
        only(importing.import_bytes(store, "run.gpx", gpx()))
    for file in folder.glob("*.duckdb*"):
        file.write_bytes(b"no database any more" * 500)
    assert [o.outcome for o in importing.rebuild(folder)] == [Outcome.IMPORTED]
    with Store.open(folder) as store:
        assert len(coach.runs(store)) == 1


def test_a_rebuild_tells_how_far_it_is_and_one_that_is_stopped_changes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for day in range(3):
            only(importing.import_bytes(store, f"{day}.gpx", gpx(start=START + timedelta(days=day))))
        before = store.dataset_id
    told: list[importing.Progress] = []
    list(importing.rebuild(tmp_path, tell=told.append, is_stopped=lambda: bool(told)))
    assert (told[-1].total, told[-1].share) == (3, 1.0)
    with Store.open(tmp_path) as store:
        assert store.dataset_id == before
    assert not list(tmp_path.glob("rebuilt*"))
    told.clear()
    list(importing.rebuild(tmp_path, tell=told.append))
    assert told[-1].text == "3 of 3 files"
    with Store.open(tmp_path) as store:
        assert store.dataset_id != before
        assert len(coach.runs(store)) == 3


def test_an_interrupted_rebuild_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with Store.open(folder) as store:
        for day in range(2):
            only(importing.import_bytes(store, f"{day}.gpx", gpx(start=START + timedelta(days=day))))
    unfinished = importing.rebuild(folder)
    next(unfinished)
    unfinished.close()  # type: ignore[attr-defined]
    with Store.open(folder) as store:
        assert len(coach.runs(store)) == 2
