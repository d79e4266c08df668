"""The plug is pulled at any moment: what was acknowledged is whole, and nothing else is there in part."""

import subprocess
import sys
import threading
from pathlib import Path

import numpy as np

from runstrong.store import reads
from runstrong.store.database import Store
from tests.store_activities import a_track, an_activity, keep, some_facts

PROJECT = Path(__file__).resolve().parent.parent
SAMPLES = 6_000
WINDOWS = 20

IMPORT = f"""
import sys
from pathlib import Path
from runstrong.store.database import Store
from tests.store_activities import a_track, an_activity, keep, some_facts

tracks = [a_track({SAMPLES}, seed) for seed in range(5)]
facts = some_facts(0, {WINDOWS})
with Store.open(Path(sys.argv[1])) as store:
    for number in range(int(sys.argv[2]), 10_000):
        name = f"{{number}}.fit"
        keep(store, name, an_activity(name, track=tracks[number % 5], facts=facts))
        print(name, flush=True)
"""


def import_until_killed(folder: Path, first: int, files: int, wait_s: float) -> list[str]:
    """Names acknowledged by an importing process that is killed some moment after its n-th file."""
    command = [sys.executable, "-c", IMPORT, str(folder), str(first)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        acknowledged = [process.stdout.readline() for _ in range(files)]
        threading.Event().wait(wait_s)
        process.kill()
        acknowledged += process.stdout.readlines()
    return [line.strip() for line in acknowledged if line.endswith("\n")]


def assert_whole(store: Store) -> None:
    """Every activity has all its samples, laps, sets and windows, and there is nothing besides."""
    stored = reads.summaries(store)
    with store.read() as cursor:
        for table, each in (
            ("raw_samples", SAMPLES),
            ("windows", WINDOWS),
            ("laps", 2),
            ("sets", 2),
            ("facts", 1),
        ):
            counts = cursor.execute(f"SELECT activity, count(*) FROM {table} GROUP BY activity").fetchall()
            assert [count for _, count in counts] == [each] * len(stored), table
    for name in (summary.files[0] for summary in stored):
        assert [line.outcome.name for line in reads.outcomes(store, search=name) if line.outcome.name == name]
    last = reads.columns(store, stored[-1].id)[0]
    whole = a_track(SAMPLES, int(stored[-1].files[0].removesuffix(".fit")) % 5).columns
    assert all(np.array_equal(last[name], whole[name], equal_nan=True) for name in whole)


def test_nothing_acknowledged_is_lost_and_nothing_is_there_in_part(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    acknowledged: set[str] = set()
    first = 0
    for _ in range(6):
        acknowledged |= set(import_until_killed(tmp_path, first, int(rng.integers(1, 25)), rng.uniform(0, 0.05)))
        with Store.open(tmp_path) as store:
            names = {summary.files[0] for summary in reads.summaries(store)}
            assert acknowledged <= names
            assert len(names) <= len(acknowledged) + 1, "at most the file in hand was stored unsaid"
            assert store.revision == len(names)
            assert_whole(store)
            acknowledged = names
            first = len(names)
    with Store.open(tmp_path) as store:
        keep(store, "next.fit", an_activity("next.fit", track=a_track(SAMPLES), facts=some_facts(0, WINDOWS)))
        assert len(reads.summaries(store)) == first + 1
