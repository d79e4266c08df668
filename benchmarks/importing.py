"""What an import costs: a one-hour FIT file from bytes to committed rows, and the memory of a long import.

Prints CPU times side by side in one run: reading alone, everything but the store, the whole import; and fitparse
reading the same bytes. Then 200 such files through the command line, with the peak memory of that process.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median

import fitparse

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from benchmarks import archives  # noqa: E402
from benchmarks.memory import Watched  # noqa: E402
from runstrong import importing  # noqa: E402
from runstrong.ingest.normalise import normalise  # noqa: E402
from runstrong.ingest.reader import read  # noqa: E402
from runstrong.metrics.measure import measure  # noqa: E402
from runstrong.store.database import Store  # noqa: E402

NOW = datetime(2026, 7, 1)  # noqa: DTZ001 - naive UTC, as everywhere inside


def cpu_ms(work: Callable[[bytes], object], files: list[bytes]) -> float:
    times = []
    for data in files:
        start = time.process_time()
        work(data)
        times.append((time.process_time() - start) * 1000)
    return median(times)


def facts(data: bytes) -> None:
    for recording in read(data).recordings:
        measure(normalise(recording, athlete_zone=None, now_utc=NOW))


def costs(files: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        steps = {
            "reading": cpu_ms(read, files),
            "reading, normalising, measuring": cpu_ms(facts, files),
            "bytes to committed rows with facts": cpu_ms(
                lambda data: list(importing.import_bytes(store, hashlib.md5(data).hexdigest() + ".fit", data)),
                files,
            ),
            "fitparse, reading alone": cpu_ms(lambda data: list(fitparse.FitFile(data).get_messages()), files[:3]),
        }
    whole = steps["bytes to committed rows with facts"]
    print(f"one-hour FIT file, median of {len(files)} (fitparse of 3)      CPU ms   to the whole import")
    for name, spent in steps.items():
        print(f"  {name:<48}{spent:>9.1f}{spent / whole:>12.2f}x")


def memory(files: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
        for number, data in enumerate(files):
            (Path(folder) / f"{number}.fit").write_bytes(data)
        environment = {**os.environ, "RUNSTRONG_DATA": home}
        command = [sys.executable, "-m", "runstrong.cli", "import", folder, "--json"]
        start = time.perf_counter()
        with subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE) as running:
            with Watched(lambda: [running.pid]) as watched:
                said = running.stdout.readlines() if running.stdout else []
            seconds = time.perf_counter() - start
    print(f"{len(said)} one-hour files by command line: {seconds:.1f} s, peak memory {watched.mb:.0f} MB")


def main() -> None:
    files = list(archives.files(200))
    costs(files[:30])
    memory(files)


if __name__ == "__main__":
    main()
