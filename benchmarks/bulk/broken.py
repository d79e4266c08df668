"""An import broken off on purpose: the plug is pulled and the disk is full, and what was said is looked for."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from runstrong.store.database import Store

PROJECT = Path(__file__).resolve().parent.parent.parent
PLUGS_PULLED = 5
A_FILE_S = 0.0015
FULL_BYTES_A_FILE = 33_000
"""The disk is full when the database has as much for every file: at about two thirds of what it needs."""


def broken(archive: Path, size: int, folder: Path) -> Iterator[str]:
    """Five times kill -9 at a moment by chance, then a full disk, then in peace to the end; a line for each."""
    dice, said = random.Random(3), 0
    for attempt in range(PLUGS_PULLED):
        with _started(archive, folder) as running:
            moment = dice.uniform(2, 2 + size * A_FILE_S)
            timer = threading.Timer(moment, os.kill, (running.pid, signal.SIGKILL))
            timer.start()
            said += _new_in(running)
            timer.cancel()
        yield _line(f"killed {attempt + 1}", said, folder)
    full = size * FULL_BYTES_A_FILE
    with _started(archive, folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (full, full))) as running:
        said += _new_in(running)
        sentence = running.stderr.read().strip() if running.stderr else ""
    yield f"{_line(f'disk full at {full / 1e6:.0f} MB', said, folder)}; it said: {sentence}"
    start = time.perf_counter()
    with _started(archive, folder) as running:
        said += _new_in(running)
    seconds = time.perf_counter() - start
    yield f"{_line('in peace', said, folder)}; {size} files in the archive, {seconds:.1f} s for the rest"


def _started(archive: Path, folder: Path, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "runstrong.cli", "import", str(archive), "--json"],
        cwd=PROJECT, env={**os.environ, "RUNSTRONG_DATA": str(folder)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=limit,  # noqa: PLW1509 - there is no other thread yet
    )  # fmt: skip


def _new_in(running: subprocess.Popen[str]) -> int:
    """How many files it says are imported, until it ends; half a line says nothing."""
    assert running.stdout is not None
    whole = [json.loads(line) for line in running.stdout if line.endswith("\n")]
    return sum(outcome["outcome"] == "imported" for outcome in whole)


def _line(what: str, said: int, folder: Path) -> str:
    with Store.open(folder) as store, store.read() as cursor:
        [(there, in_part)] = cursor.execute(
            """
            SELECT count(*), count(*) FILTER (samples <> coalesce(n, 0)) FROM activities
            LEFT JOIN (SELECT activity, count(*) AS n FROM raw_samples GROUP BY activity) ON activity = key
            """
        ).fetchall()
    return f"{what}: {said} said to be imported so far, {there} there, {in_part} of them in part"
