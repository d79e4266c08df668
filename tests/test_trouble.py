"""Trouble that has to be made for real: a process that may not write another byte."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent

# A limit on file size stands in for a full disk: the write fails in the same place, with the same exceptions.
FILL = """
import resource, signal, sys
from pathlib import Path
from runstrong.errors import RunstrongError
from runstrong.store import reads
from runstrong.store.database import Store
from tests.store_activities import a_track, an_activity, keep

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder, limit = Path(sys.argv[1]), int(sys.argv[2])
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
tracks = [a_track(12_000, seed) for seed in range(4)]
with Store.open(folder) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, unlimited[1]))
    for number in range(200):
        name = f"{number}.fit"
        try:
            keep(store, name, an_activity(name, track=tracks[number % 4]))
        except RunstrongError as error:
            print(error)
            break
    print(number, len(reads.summaries(store)), store.revision)
    resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    keep(store, "with room again.fit")
    print(len(reads.summaries(store)))
"""


def fill(folder: Path, limit: int) -> list[str]:
    command = [sys.executable, "-c", FILL, str(folder), str(limit)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file size to set")
@pytest.mark.parametrize("limit", [3_000_000, 17_500_000], ids=["when storing", "when tidying up"])
def test_a_full_disk_is_one_sentence_loses_nothing_and_is_over_when_there_is_room(
    tmp_path: Path, limit: int
) -> None:
    sentence, state, after = fill(tmp_path, limit)
    assert sentence == "The disk is full, so nothing more was stored: make room, then try again."
    tried, stored, revision = map(int, state.split())
    assert (stored, revision) == (tried, tried)
    assert int(after) == stored + 1


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file size to set")
def test_an_original_that_finds_the_disk_full_leaves_nothing_behind(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys, os; from pathlib import Path; from runstrong.store import originals\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "try: originals.put(Path(sys.argv[1]), os.urandom(50_000))\n"
        "except Exception as error: print(error)"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("The disk is full")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
