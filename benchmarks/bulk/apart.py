"""One import in a process of its own, so that its peak memory and its processor time are its own.

python -m benchmarks.bulk.apart ARCHIVE DATA_FOLDER     prints what it took
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.memory import Watched, peak_mb
from runstrong import importing
from runstrong.model.outcome import Outcome
from runstrong.store.database import Store

PROJECT = Path(__file__).resolve().parent.parent.parent


def import_apart(source: Path, folder: Path) -> dict[str, float]:
    """What one import of an archive or a folder took, in another process."""
    command = [sys.executable, "-m", "benchmarks.bulk.apart", str(source), str(folder)]
    done = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def import_here(source: Path, folder: Path) -> dict[str, float]:
    """What one import took: seconds of the clock and of processors, memory, and how large the database is."""
    outcomes: dict[str, int] = {}
    with Store.open(folder) as store, Watched() as workers:
        start = time.perf_counter()
        for outcome in importing.import_paths(store, [source]):
            outcomes[outcome.outcome] = outcomes.get(outcome.outcome, 0) + 1
        seconds = time.perf_counter() - start
        with store.read() as cursor:
            [(samples,)] = cursor.execute("SELECT sum(samples) FROM activities").fetchall()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "seconds": seconds,
        "files": sum(outcomes.values()),
        "new": outcomes.get(Outcome.IMPORTED, 0),
        "parent_mb": peak_mb(),
        "worker_mb": workers.mb,
        "cpu_s": sum(one.ru_utime + one.ru_stime for one in used),
        "bytes_a_sample": sum(file.stat().st_size for file in folder.glob("*.duckdb*")) / float(samples),
    }


if __name__ == "__main__":
    print(json.dumps(import_here(Path(sys.argv[1]), Path(sys.argv[2]))))
