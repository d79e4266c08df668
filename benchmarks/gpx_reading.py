"""Reading GPX and TCX: ours beside gpxpy and a plain walk through ElementTree, in one run.

    python benchmarks/gpx_reading.py [--write] [--rounds N]

CPU times, each the shortest of several rounds in which all take their turn, and their ratios. Ours goes to
finished recordings, distance included, the others to the same columns and no further. The numbers that the others
and we state alike are counted in the same run. Memory is the most that a process of its own has had while one file
of 25 MB was read, over what it had before. `--write` keeps it in docs/gpx_reading.md.
"""

import argparse
import gc
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from benchmarks import memory, sheet  # noqa: E402
from benchmarks.gpx.files import MINUTES, big, files, simulated  # noqa: E402
from benchmarks.gpx.readers import Columns, equal_cells, gpxpy_columns, tree_columns  # noqa: E402
from runstrong.ingest.reader import read  # noqa: E402

READERS: dict[str, Callable[[bytes], object]] = {"ours": read, "gpxpy": gpxpy_columns, "ElementTree": tree_columns}
QUICK = 5
"""So often ours is read in each round, and the others once."""


def shortest_of(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Each one's shortest CPU time in s; they take their turns, so that the machine's pace is the same for all."""
    found = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            for _ in range(QUICK if name == "ours" else 1):
                gc.collect()
                began = time.process_time()
                work()
                found[name] = min(found[name], time.process_time() - began)
    return found


def line_of(name: str, data: bytes, rounds: int) -> dict[str, str]:
    """One file: how long each takes, and how many times as long as ours."""
    end = b"</trkpt>" if b"<trkpt" in data else b"</Trackpoint>"
    readers = {who: work for who, work in READERS.items() if end == b"</trkpt>" or who != "gpxpy"}
    took = shortest_of({who: lambda work=work: work(data) for who, work in readers.items()}, rounds)
    row = {"file": name, "MB": f"{len(data) / 1e6:.2f}", "points": f"{data.count(end):,}"}
    row["ours, ms"] = f"{1000 * took['ours']:.1f}"
    for other in ("gpxpy", "ElementTree"):
        row[f"{other}, ms"] = f"{1000 * took[other]:.0f}" if other in took else "–"
        row[f"{other} / ours"] = f"{took[other] / took['ours']:.1f}" if other in took else "–"
    others = [gpxpy_columns, tree_columns] if "gpxpy" in took else [tree_columns]
    return row | {"equal numbers": equal(data, others)}


def equal(data: bytes, others: Sequence[Callable[[bytes], Columns]]) -> str:
    """How many numbers the others state as we do."""
    counts = [equal_cells(data, other(data)) for other in others]
    if all(same == total for same, total in counts):
        return f"all {counts[0][1]:,}"
    return "; ".join(f"{same:,} of {total:,}" for same, total in counts)


def growth(rounds: int) -> list[dict[str, str]]:
    """Reading GPX with sensors from half an hour to eight."""
    made = {minutes: simulated(minutes) for minutes in MINUTES}
    took = {
        minutes: shortest_of({"ours": lambda data=data: read(data)}, 2 * rounds)["ours"]
        for minutes, data in made.items()
    }
    return [
        {
            "minutes": f"{minutes}", "MB": f"{len(made[minutes]) / 1e6:.2f}", "ours, ms": f"{1000 * spent:.1f}",
            "ms for 1,000 points": f"{1e6 * spent / made[minutes].count(b'</trkpt>'):.2f}",
        }
        for minutes, spent in took.items()
    ]  # fmt: skip


def peaks() -> list[dict[str, str]]:
    """What reading 25 MB of GPX takes each one in memory, beside the file itself."""
    data = big()
    ask = [sys.executable, str(Path(__file__)), "--peak"]
    told = {name: subprocess.run([*ask, name], input=data, capture_output=True, check=True) for name in READERS}
    return [
        {"reader": name, "MB": f"{len(data) / 1e6:.1f}", "memory, MB": done.stdout.decode().strip()}
        for name, done in told.items()
    ]


def peak(reader: str) -> None:
    """Print how much more memory there was at once while what comes in was read."""
    data = sys.stdin.buffer.read()
    before = memory.peak_mb()
    READERS[reader](data)
    print(f"{memory.peak_mb() - before:.0f}")


def says(rows: list[dict[str, str]], grown: list[dict[str, str]]) -> str:
    """What the tables show, in words."""
    lines = []
    for other in ("gpxpy", "ElementTree"):
        ratios = sorted((row[f"{other} / ours"] for row in rows if row[f"{other} / ours"] != "–"), key=float)
        lines.append(f"- {other} takes {ratios[0]} to {ratios[-1]} times as long as ours.")
    first, last = grown[0]["ms for 1,000 points"], grown[-1]["ms for 1,000 points"]
    return "\n".join(
        [*lines, f"- A thousand points take {first} ms in half an hour's file and {last} in eight hours'."]
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--write", action="store_true", help="keep the tables in docs/gpx_reading.md")
    asked.add_argument("--peak", choices=READERS, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.peak:
        peak(given.peak)
        return
    rows = [line_of(name, data, given.rounds) for name, data in files().items()]
    grown = growth(given.rounds)
    blocks = {
        "machine": f"Made on {sheet.made_on('numpy', 'gpxpy')}.",
        "readers": sheet.table(rows),
        "growth": sheet.table(grown),
        "memory": sheet.table(peaks()),
        "says": says(rows, grown),
    }
    print("\n\n".join(blocks.values()))
    if given.write:
        sheet.write("gpx_reading.md", blocks)


if __name__ == "__main__":
    main()
