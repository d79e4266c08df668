"""Ten years at once: an archive of one-hour FIT files through the whole import, beside simpler ways.

The files are simulated, no two alike, with a record a second: of a plain watch, nine fields, or of one with
running dynamics, twenty-one (`--watch dynamics`). Every import is a process of its own, so that its peak memory
is its own. Beside it, on the same machine in the same minutes: a straightforward script of fitparse and DuckDB
on a few of the files, and our reader with the samples put into a bare table, on one processor, nothing measured,
matched or kept.

`--break` pulls the plug and fills the disk in the middle of the largest import instead, and says what was lost.
"""

import argparse
import json
import os
import platform
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
from fitparse import FitFile

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from runstrong import importing  # noqa: E402
from runstrong.export.fit_profile import ENUM, MESSAGES, SINT8, UINT8, UINT16, Field  # noqa: E402
from runstrong.ingest.reader import read  # noqa: E402
from runstrong.model.outcome import Outcome  # noqa: E402
from runstrong.simulate import Runner, as_fit, fit_file, season  # noqa: E402
from runstrong.simulate.activity import SimulatedActivity  # noqa: E402
from runstrong.simulate.runner import Habit  # noqa: E402
from runstrong.store import reads  # noqa: E402
from runstrong.store.database import Store  # noqa: E402

UNTIL = date(2026, 6, 28)
HOUR_A_DAY = {weekday: Habit("easy", 60, 7.0) for weekday in range(7)}
BY_FITPARSE, BY_READING = 3, 200
"""So many files are enough to know what one costs the two simpler ways."""


DYNAMICS: dict[str, tuple[Field, float, float]] = {
    "vertical_oscillation": (Field(39, UINT16, 10), 85.0, 3.0),
    "stance_time_percent": (Field(40, UINT16, 100), 33, 1),
    "stance_time": (Field(41, UINT16, 10), 245.0, 6.0),
    "activity_type": (Field(42, ENUM), 1, 0),
    "power": (Field(7, UINT16), 240, 12), "vertical_ratio": (Field(83, UINT16, 100), 8.1, 0.2),
    "stance_time_balance": (Field(84, UINT16, 100), 50.2, 0.4),
    "step_length": (Field(85, UINT16, 10), 1050.0, 20.0),
    "unknown_87": (Field(87, UINT16), 0, 0), "unknown_90": (Field(90, SINT8), -2, 0.3),
    "unknown_107": (Field(107, UINT8), 1, 0), "unknown_134": (Field(134, UINT8), 100, 0),
}  # fmt: skip
"""What a watch with running dynamics writes beside the rest: the field, its usual value, and how it wanders."""


def with_dynamics() -> None:
    """From here on simulated watches write twenty-one fields a second."""
    more = {name: field for name, (field, *_) in DYNAMICS.items()}
    MESSAGES["record"] = replace(MESSAGES["record"], fields={**MESSAGES["record"].fields, **more})
    plain, rng = fit_file._record_columns, np.random.default_rng(1)

    def columns(activity: SimulatedActivity) -> dict[str, np.ndarray]:
        n = len(activity.t_s)
        wander = {name: usual + spread * rng.standard_normal(n) for name, (_, usual, spread) in DYNAMICS.items()}
        return {**plain(activity), **wander}

    fit_file._record_columns = columns


def one_hour_files(number: int) -> Iterator[bytes]:
    runner = Runner(seed=5, weeks=-(-number // 7), habits=HOUR_A_DAY)
    for _, activity in zip(range(number), season(runner, UNTIL), strict=False):
        yield as_fit(activity)


def make_archives(folder: Path, sizes: list[int]) -> dict[int, Path]:
    """One archive for each number of files: the same files, the larger one holding those of the smaller."""
    archives = {size: zipfile.ZipFile(folder / f"export-{size}.zip", "w", zipfile.ZIP_DEFLATED) for size in sizes}
    for number, data in enumerate(one_hour_files(max(sizes))):
        for size, archive in archives.items():
            if number < size:
                archive.writestr(f"activities/{number:05}.fit", data)
    for archive in archives.values():
        archive.close()
    return {size: folder / f"export-{size}.zip" for size in sizes}


def members(archive: Path, number: int) -> Iterator[bytes]:
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist()[:number]:
            yield opened.read(name)


def unpacked(archive: Path) -> Path:
    folder = archive.with_suffix("")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    return folder


def script_of_fitparse(archive: Path, folder: Path, *, by_frame: bool) -> float:
    """Seconds a file: every record of it into a DuckDB table, as one would write it in an afternoon.

    Row by row, as the examples do it, or as a pandas frame at once, as those do who know DuckDB well.
    """
    start = time.perf_counter()
    with duckdb.connect(folder / f"fitparse-{by_frame}.duckdb") as connection:
        for number, data in enumerate(members(archive, BY_FITPARSE)):
            frame = pd.DataFrame([record.get_values() for record in FitFile(data).get_messages("record")])
            frame["activity"] = number
            connection.register("frame", frame)
            connection.execute("CREATE TABLE IF NOT EXISTS records AS SELECT * FROM frame LIMIT 0")
            if by_frame:
                connection.execute("INSERT INTO records BY NAME SELECT * FROM frame")
            else:
                places = ", ".join("?" for _ in frame.columns)
                rows = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
                connection.executemany(f"INSERT INTO records ({', '.join(frame.columns)}) VALUES ({places})", rows)
    return (time.perf_counter() - start) / BY_FITPARSE


def reading_and_inserting(archive: Path, folder: Path, number: int) -> float:
    """Seconds a file: our reader, and what it read into a bare table, 25 files to a transaction."""
    start = time.perf_counter()
    with duckdb.connect(folder / "bare.duckdb", config={"threads": 1}) as connection:
        for place, data in enumerate(members(archive, number)):
            if place % 25 == 0:
                connection.begin()
            (recording,) = read(data).recordings
            table = pa.table(
                {"activity": [place] * len(recording.utc_s), "utc_s": recording.utc_s, **recording.streams}
            )
            connection.register("incoming", table)
            connection.execute("CREATE TABLE IF NOT EXISTS samples AS SELECT * FROM incoming LIMIT 0")
            connection.execute("INSERT INTO samples BY NAME SELECT * FROM incoming")
            if place % 25 == 24 or place == number - 1:
                connection.commit()
    return (time.perf_counter() - start) / number


def import_here(archive: Path, folder: Path) -> dict[str, float]:
    """What one import took; run in a process of its own."""
    outcomes = {}
    with Store.open(folder) as store:
        start = time.perf_counter()
        for outcome in importing.import_paths(store, [archive]):
            outcomes[outcome.outcome] = outcomes.get(outcome.outcome, 0) + 1
        seconds = time.perf_counter() - start
        samples = reads.counts(store).samples
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "seconds": seconds,
        "files": sum(outcomes.values()),
        "new": outcomes.get(Outcome.IMPORTED, 0),
        "parent_mb": own.ru_maxrss / 1000,
        "worker_mb": workers.ru_maxrss / 1000,
        "parent_cpu": own.ru_utime + own.ru_stime,
        "workers_cpu": workers.ru_utime + workers.ru_stime,
        "bytes_a_sample": sum(file.stat().st_size for file in folder.glob("*.duckdb*")) / samples,
    }


def import_apart(archive: Path, folder: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--here", str(archive), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def table(sizes: list[int], work: Path) -> None:
    archives = make_archives(work, sizes)
    largest = archives[max(sizes)]
    by_rows_s, by_frame_s = (script_of_fitparse(largest, work, by_frame=by_frame) for by_frame in (False, True))
    bare_s = reading_and_inserting(largest, work, min(BY_READING, max(sizes)))
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors, ",
        end="",
    )
    print(f"Python {platform.python_version()}, DuckDB {duckdb.__version__}\n")
    print(f"fitparse + DuckDB row by row, one file ({BY_FITPARSE} tried): {by_rows_s * 1000:.0f} ms")
    print(f"fitparse + DuckDB by a pandas frame, one file ({BY_FITPARSE} tried): {by_frame_s * 1000:.0f} ms")
    print(f"reading + inserting alone, one file ({BY_READING} tried): {bare_s * 1000:.1f} ms\n")
    for size in sizes:
        row = line_of(size, archives[size], work / f"data-{size}", (by_rows_s, by_frame_s, bare_s))
        if size == sizes[0]:
            print("| " + " | ".join(row) + " |\n|" + "--:|" * len(row))
        print("| " + " | ".join(row.values()) + " |", flush=True)


def line_of(size: int, archive: Path, folder: Path, others_s: tuple[float, float, float]) -> dict[str, str]:
    """One line of the table: heading -> figure; `others_s` are the seconds a file of the simpler ways."""
    first, again = import_apart(archive, folder), import_apart(archive, folder)
    loose = import_apart(unpacked(archive), folder)
    assert (first["new"], again["new"], loose["new"]) == (size, 0, 0)
    each, cpu = first["seconds"] / size, first["parent_cpu"] + first["workers_cpu"]
    by_rows_s, by_frame_s, bare_s = others_s
    return {
        "files": f"{size}",
        "seconds": f"{first['seconds']:.1f}",
        "ms a file": f"{each * 1000:.1f}",
        "CPU ms a file": f"{cpu / size * 1000:.1f}",
        "faster than by rows": f"{by_rows_s / each:.0f} x",
        "than by frame": f"{by_frame_s / each:.0f} x",
        "slower than read + insert": f"{each / bare_s:.2f} x",
        "again, s": f"{again['seconds']:.2f}",
        "quicker": f"{first['seconds'] / again['seconds']:.0f} x",
        "again unpacked, s": f"{loose['seconds']:.2f}",
        "quicker ": f"{first['seconds'] / loose['seconds']:.0f} x",
        "parent MB": f"{first['parent_mb']:.0f}",
        "worker MB": f"{first['worker_mb']:.0f}",
        "bytes a sample": f"{first['bytes_a_sample']:.1f}",
    }


def started(archive: Path, folder: Path, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    environment = {**os.environ, "RUNSTRONG_DATA": str(folder)}
    command = [sys.executable, "-m", "runstrong.cli", "import", str(archive), "--json"]
    return subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=limit,  # noqa: PLW1509 - there is no other thread yet
    )  # fmt: skip


def new_in(lines: list[str]) -> int:
    whole = (json.loads(line) for line in lines if line.endswith("\n"))
    return sum(outcome["outcome"] == "imported" for outcome in whole)


def held(folder: Path) -> tuple[int, int]:
    """Activities, and among them those whose samples are not all there."""
    with Store.open(folder) as store, store.read() as cursor:
        return cursor.execute(
            """
            SELECT count(*), count(*) FILTER (samples <> coalesce(n, 0)) FROM activities
            LEFT JOIN (SELECT activity, count(*) AS n FROM raw_samples GROUP BY activity) ON activity = key
            """
        ).fetchall()[0]


def broken(size: int, work: Path) -> None:
    """Five times kill -9, then a disk that is full at 60 MB, then in peace to the end."""
    archive, folder, rng = make_archives(work, [size])[size], work / "data", random.Random(3)
    said = 0
    for attempt in range(5):
        with started(archive, folder) as running:
            threading.Timer(rng.uniform(3, 4 + size / 200), lambda: os.kill(running.pid, signal.SIGKILL)).start()
            said += new_in(running.stdout.readlines())  # type: ignore[union-attr]
        there, in_part = held(folder)
        print(f"killed {attempt + 1}: {said} said to be imported so far, {there} there, {in_part} of them in part")
    full = 60_000_000
    with started(archive, folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (full, full))) as running:
        said += new_in(running.stdout.readlines())  # type: ignore[union-attr]
        sentence = running.stderr.read().strip()  # type: ignore[union-attr]
    there, in_part = held(folder)
    print(f"disk full: {said} said, {there} there, {in_part} in part; exit {running.returncode}: {sentence}")
    start = time.perf_counter()
    with started(archive, folder) as running:
        said += new_in(running.stdout.readlines())  # type: ignore[union-attr]
    there, in_part = held(folder)
    print(
        f"in peace: {there} of {size} there, {in_part} in part, {time.perf_counter() - start:.1f} s for the rest"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", default="300,1000,3000")
    options.add_argument("--watch", choices=("plain", "dynamics"), default="plain")
    options.add_argument("--break", action="store_true", dest="breaking")
    options.add_argument("--here", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.here:
        print(json.dumps(import_here(*given.here)))
        return
    sizes = [int(size) for size in given.files.split(",")]
    if given.watch == "dynamics":
        with_dynamics()
    with tempfile.TemporaryDirectory() as work:
        broken(max(sizes), Path(work)) if given.breaking else table(sizes, Path(work))


if __name__ == "__main__":
    main()
