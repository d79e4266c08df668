"""Many files at once: the same store however they are read and whatever goes wrong in the middle."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from runstrong import coach, importing
from runstrong.errors import RunstrongError
from runstrong.importing import batches, keeping, looking, process, readers, workers
from runstrong.importing.looking import Refusal, Task
from runstrong.importing.measured import MeasuredFile
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import originals, reads
from runstrong.store.database import Store
from runstrong.store.trouble import DISK_FULL
from tests.files import START, gpx, tcx
from tests.imports import bulk, runs, uploaded, zipped

PROJECT = Path(__file__).resolve().parent.parent


def a_life() -> dict[str, bytes]:
    """Runs, the same bytes twice, one run in two formats, a cut file, a broken one, one that is no activity."""
    files = runs(8)
    cut = gpx(start=START + timedelta(days=20))[:-4000]
    return files | {
        "002 again.gpx": files["002.gpx"], "003.tcx": tcx(start=START + timedelta(days=3), seconds=300),
        "cut.gpx": cut, "junk.fit": bytes([14, 16, 0, 0, 100, 0, 0, 0]) + b".FIT" + 100 * b"\xff",
        "no points.gpx": gpx(seconds=-1),
    }  # fmt: skip


def everything(store: Store) -> dict[str, list[object]]:
    """All the store holds but for the times of day at which it came, and how it was gathered on the way."""
    tables = ("activities", "facts", "windows", "laps", "sets")
    samples = "SELECT * EXCLUDE (seq) FROM raw_samples ORDER BY activity, seq"
    with store.read() as cursor:
        held = {table: cursor.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in tables}
        held["samples"] = cursor.execute(samples).fetchall()
        held["imports"] = cursor.execute("SELECT * EXCLUDE imported_at FROM imports ORDER BY number").fetchall()
    return held


def shown(store: Store) -> list[object]:
    return [(run.summary.id, run.summary.facts.distance_m) for run in coach.runs(store)]


def test_reading_in_processes_gives_the_same_store_and_the_same_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "FEW", 2)
    told = {}
    for number in (0, 2):
        with Store.open(tmp_path / str(number)) as store:
            told[number] = (bulk(store, a_life(), workers=number), everything(store))
    assert told[2] == told[0]
    assert [outcome.name for outcome in told[2][0]] == [f"all.zip/{name}" for name in a_life()]
    assert originals.all_hashes(tmp_path / "2") == originals.all_hashes(tmp_path / "0")


@pytest.mark.parametrize("seed", range(3))
def test_neither_order_nor_batches_change_which_runs_there_are(
    store: Store, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [*a_life()]
    Random(seed).shuffle(names)
    monkeypatch.setattr(batches, "MOST_ACTIVITIES", 1 + 2 * seed)
    bulk(store, {name: a_life()[name] for name in names})
    with Store.in_memory(store.folder.parent / "other") as other:
        bulk(other, a_life())
        assert shown(store) == shown(other)
        assert [s.duplicate_of for s in reads.summaries(store)] == [s.duplicate_of for s in reads.summaries(other)]


def test_again_only_what_is_missing_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    files = runs(6)
    bulk(store, dict(list(files.items())[:4]))
    read: list[str] = []

    def looked(task: Task) -> MeasuredFile | Refusal:
        read.append(task.sha256)
        return looking.look(task)

    monkeypatch.setattr(readers, "look", looked)
    outcomes = [outcome.outcome for outcome in bulk(store, files)]
    assert outcomes == [Outcome.DUPLICATE] * 4 + [Outcome.IMPORTED] * 2
    assert len(read) == 2


def test_thousands_of_files_that_are_no_activities_cost_no_run(store: Store) -> None:
    nothing = {f"settings/{n}.gpx": gpx(seconds=-1, name=str(n)) for n in range(300)}
    outcomes = bulk(store, {**nothing, **runs(1)})
    assert [outcome.outcome for outcome in outcomes] == [Outcome.SKIPPED] * 300 + [Outcome.IMPORTED]
    assert len(reads.outcomes(store, limit=1000)) == 301
    revision = store.revision
    bulk(store, {**nothing, **runs(1)})
    assert store.revision == revision


def test_small_files_are_not_worth_a_process(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "FEW", 0)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(readers, "Workers", refuse)
    outcomes = bulk(store, {f"{n}.gpx": gpx(seconds=-1, name=str(n)) for n in range(30)}, workers=1)
    assert {outcome.outcome for outcome in outcomes} == {Outcome.SKIPPED}


def test_two_tabs_with_the_same_archive_import_every_run_once(store: Store) -> None:
    told: list[FileOutcome] = []
    tabs = [threading.Thread(target=lambda: told.extend(bulk(store, runs(12)))) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert sorted(o.outcome for o in told) == [Outcome.DUPLICATE] * 12 + [Outcome.IMPORTED] * 12
    assert len(coach.runs(store)) == 12


def _fail_at(number: int, function: Callable[..., object], trouble: Exception) -> Callable[..., object]:
    calls = iter(range(1, 1000))

    def failing(*given: object, **named: object) -> object:
        if next(calls) == number:
            raise trouble
        return function(*given, **named)

    return failing


@pytest.mark.parametrize("place", ["writes", "originals"])
def test_a_full_disk_in_the_middle_ends_it_with_a_sentence_and_costs_nothing_that_was_said(
    store: Store, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_ACTIVITIES", 2)
    if place == "writes":
        module, name, number = keeping.writes, "save_files", 3
    else:
        module, name, number = looking.originals, "put", 6
    monkeypatch.setattr(module, name, _fail_at(number, getattr(module, name), RunstrongError(DISK_FULL)))
    told: list[FileOutcome] = []
    with pytest.raises(RunstrongError, match="disk is full"):
        told.extend(importing.bulk(store, uploaded(runs(9))))
    assert len(told) == {"writes": 4, "originals": 5}[place]
    assert len(coach.runs(store)) == len(told)
    assert [o.outcome for o in bulk(store, runs(9))].count(Outcome.IMPORTED) == 9 - len(told)


def test_a_fault_of_ours_while_storing_costs_one_file_only(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    save = keeping.writes.save_files

    def failing(into: Store, files: list[keeping.NewFile], *_: object) -> None:
        if any("004" in file.outcome.name and file.activities for file in files):
            raise ZeroDivisionError
        save(into, files)

    monkeypatch.setattr(keeping.writes, "save_files", failing)
    outcomes = bulk(store, runs(8))
    assert [o.name for o in outcomes if o.outcome is not Outcome.IMPORTED] == ["all.zip/004.gpx"]
    assert "fault is the program's" in (outcomes[4].reason or "")
    assert len(coach.runs(store)) == 7


def test_stopping_keeps_what_was_said_and_the_rest_can_follow(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_ACTIVITIES", 3)
    told: list[FileOutcome] = []
    source = uploaded(runs(12))
    for outcome in importing.bulk(store, source, is_stopped=lambda: bool(told)):
        told.append(outcome)
    assert 3 <= len(told) < 12
    assert len(coach.runs(store)) == len(told)
    assert [o.outcome for o in bulk(store, runs(12))] == [Outcome.DUPLICATE] * len(told) + [Outcome.IMPORTED] * (
        12 - len(told)
    )


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
def test_a_reading_process_that_hangs_or_dies_costs_one_file_and_is_replaced(tmp_path: Path) -> None:
    task = Task(gpx(seconds=60), "0" * 64, tmp_path, None)
    with workers.Workers(1, seconds=20) as reading:
        assert isinstance(reading.look(task).result(), MeasuredFile)
        (hanging,) = reading._running
        reading._seconds = 0.2
        os.kill(hanging.pid, signal.SIGSTOP)
        late = reading.look(task).result()
        assert isinstance(late, Refusal)
        assert "longer than" in late.sentence
        with pytest.raises(ProcessLookupError):
            os.kill(hanging.pid, 0)
        reading._seconds = 20
        assert isinstance(reading.look(task).result(), MeasuredFile)
        (dying,) = reading._running
        os.kill(dying.pid, signal.SIGKILL)
        gone = reading.look(task).result()
        assert isinstance(gone, Refusal)
        assert "broke down" in gone.sentence


def test_where_the_system_allows_no_processes_files_are_read_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(process.subprocess, "Popen", refuse)
    monkeypatch.setattr(readers, "FEW", 1)
    assert {outcome.outcome for outcome in bulk(store, runs(5), workers=2)} == {Outcome.IMPORTED}


IMPORT = """
import sys
from pathlib import Path
from runstrong import importing
from runstrong.importing import batches, readers
from runstrong.store.database import Store
batches.MOST_ACTIVITIES, readers.FEW = 3, 3
with Store.open(Path(sys.argv[2])) as store:
    for outcome in importing.bulk(store, importing.from_paths([Path(sys.argv[1])], store.folder), workers=1):
        print(outcome.name, flush=True)
"""


def test_after_the_plug_was_pulled_the_same_command_adds_what_is_missing(tmp_path: Path) -> None:
    folder, data = tmp_path / "watch", tmp_path / "data"
    folder.mkdir()
    for name, content in runs(40).items():
        (folder / name).write_bytes(content)
    command = [sys.executable, "-c", IMPORT, str(folder), str(data)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        said = [killed.stdout.readline().strip() for _ in range(7)]
        killed.kill()
    with Store.open(data) as store:
        there = {summary.files[0] for summary in reads.summaries(store)}
        assert set(said) <= there
        with store.read() as cursor:
            [(least, most)] = cursor.execute(
                "SELECT min(n), max(n) FROM (SELECT count(*) AS n FROM raw_samples GROUP BY activity)"
            ).fetchall()
        assert (least, most) == (61, 61)
        outcomes = list(importing.import_paths(store, [folder]))
        assert {o.name for o in outcomes if o.outcome is Outcome.DUPLICATE} == there
        assert len(coach.runs(store)) == 40


def test_ctrl_c_ends_the_command_after_what_is_in_hand(tmp_path: Path) -> None:
    folder, data = tmp_path / "watch", tmp_path / "data"
    folder.mkdir()
    for name, content in runs(200).items():
        (folder / name).write_bytes(content)
    command = [sys.executable, "-m", "runstrong.cli", "import", str(folder), "--json"]
    environment = {**os.environ, "RUNSTRONG_DATA": str(data)}
    with subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as stopped:
        assert stopped.stdout is not None
        assert stopped.stderr is not None
        stopped.stdout.readline()
        stopped.send_signal(signal.SIGINT)
        said = 1 + len(stopped.stdout.readlines())
        err = stopped.stderr.read()
    assert stopped.returncode == 130
    assert "What was imported stays" in err
    with Store.open(data) as store:
        assert len(coach.runs(store)) == said < 200


def test_what_there_is_to_do_is_counted_beforehand(tmp_path: Path) -> None:
    folder = tmp_path / "watch"
    folder.mkdir()
    (folder / "export.zip").write_bytes(zipped({**runs(3), "photo.jpg": b"x", "__MACOSX/._1.fit": b"x"}))
    (folder / "one.gpx").write_bytes(gpx())
    (folder / "notes.txt").write_text("milk")
    source = importing.from_paths([folder, folder / "one.gpx"], tmp_path / "data")
    assert source.expected == 5
    places = [found.bytes_done for found in source.files]
    assert places == sorted(places)
    assert places[-1] == source.size
    assert uploaded({"inner.zip": zipped(runs(2))}).expected is None


def test_how_far_it_is_is_told_with_every_batch(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_ACTIVITIES", 2)
    told: list[importing.Progress] = []
    source = uploaded(runs(5))
    list(importing.bulk(store, source, tell=told.append))
    assert [(progress.done, progress.total) for progress in told] == [(2, 5), (4, 5), (5, 5)]
    assert told[-1].current == "all.zip/004.gpx"
    assert 0 < told[0].share < told[1].share <= told[2].share <= 1
