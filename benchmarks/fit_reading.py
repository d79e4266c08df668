"""Reading FIT: ours beside fitparse, fitdecode, garmin-fit-sdk and a bare NumPy floor, in one run.

    python benchmarks/fit_reading.py [--write] [--rounds N]

CPU times, each the shortest of several rounds in which all take their turn, and their ratios. Ours goes to
finished recordings, the others to the end of their messages, the floor to unscaled columns by a layout known
beforehand. The cells of the records that the others and we give alike are counted in the same run. fitdecode and
garmin-fit-sdk are no part of this project: where one is not installed the table says so and goes on without.
`--write` keeps it in docs/fit_reading.md.
"""

import argparse
import gc
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from benchmarks import sheet  # noqa: E402
from benchmarks.fit.files import files, hours  # noqa: E402
from benchmarks.fit.floor import floor, layouts  # noqa: E402
from benchmarks.fit.readers import OTHERS, Other, equal_cells, ours  # noqa: E402

QUICK = 20
"""So often the quick ones are read in each round, and a slow one once."""


def cpu_s(work: Callable[[], object], times: int) -> float:
    """The shortest CPU time of so many tries."""
    shortest = float("inf")
    for _ in range(times):
        began = time.process_time()
        work()
        shortest = min(shortest, time.process_time() - began)
    return shortest


def shortest_of(works: Mapping[str, tuple[Callable[[], object], int]], rounds: int) -> dict[str, float]:
    """Each one's shortest CPU time; they take their turns, so that the machine's pace is the same for all."""
    gc.collect()
    found = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, (work, times) in works.items():
            found[name] = min(found[name], cpu_s(work, times))
    return found


def line_of(name: str, data: bytes, others: list[Other], rounds: int) -> dict[str, str]:
    """One file: how long each takes, how many times as long as ours, and how many cells are equal."""
    known = layouts(data)
    works: dict[str, tuple[Callable[[], object], int]] = {"ours": (lambda: ours(data), QUICK)}
    works["floor"] = (lambda: floor(data, known), QUICK)
    works |= {other.package: (lambda other=other: other.work(data), 1) for other in others}
    took = shortest_of(works, rounds)
    row = {
        "file": name, "MB": f"{len(data) / 1e6:.2f}", "records": f"{sum(len(one.places) for one in known):,}",
        "ours, ms": f"{1000 * took['ours']:.2f}", "floor, ms": f"{1000 * took['floor']:.2f}",
        "ours / floor": f"{took['ours'] / took['floor']:.1f}",
    }  # fmt: skip
    for other in others:
        row[f"{other.package}, ms"] = f"{1000 * took[other.package]:.0f}"
        row[f"{other.package} / ours"] = f"{took[other.package] / took['ours']:.0f}"
    return row | {"equal cells": equal(data, others)}


def equal(data: bytes, others: list[Other]) -> str:
    """How many numbers of the records the others state as we do."""
    counts = {other.package: equal_cells(data, other) for other in others}
    if all(same == total for same, total in counts.values()):
        return f"all {max((total for _, total in counts.values()), default=0):,}"
    return "; ".join(f"{same:,} of {total:,} ({package})" for package, (same, total) in counts.items())


def growth(rounds: int) -> list[dict[str, str]]:
    """Reading from one hour to eight."""
    made = hours()
    took = shortest_of({f"{n}": (lambda data=data: ours(data), QUICK) for n, data in made.items()}, 2 * rounds)
    first = took["1"]
    return [
        {
            "hours": name, "MB": f"{len(made[int(name)]) / 1e6:.2f}", "ours, ms": f"{1000 * spent:.2f}",
            "ms an hour": f"{1000 * spent / int(name):.2f}", "as many times one hour": f"{spent / first:.2f}",
        }
        for name, spent in took.items()
    ]  # fmt: skip


def says(rows: list[dict[str, str]], hourly: list[dict[str, str]]) -> str:
    """What the tables show, in words."""
    lines = [
        f"- {head.removesuffix(' / ours')} takes {between(rows, head)} times as long as ours."
        for head in rows[0]
        if head.endswith(" / ours")
    ]
    lines.append(f"- Ours takes {between(rows, 'ours / floor')} times as long as the floor.")
    eight = float(hourly[-1]["as many times one hour"])
    return "\n".join([*lines, f"- Eight hours take {eight:.1f} times as long as one."])


def between(rows: list[dict[str, str]], head: str) -> str:
    """The least and the most in a column."""
    numbers = sorted((row[head] for row in rows), key=float)
    return f"{numbers[0]} to {numbers[-1]}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--write", action="store_true", help="keep the tables in docs/fit_reading.md")
    given = asked.parse_args()
    here = [other for other in OTHERS if other.is_here]
    made_on = sheet.made_on("numpy", *(other.package for other in here))
    missing = [f"{other.package} is not installed and was not measured." for other in OTHERS if not other.is_here]
    print("\n".join([made_on, *missing, ""]))
    rows = []
    for name, data in files().items():
        rows.append(line_of(name, data, here, given.rounds))
        print(f"{name}: {rows[-1]['ours, ms']} ms", file=sys.stderr)
    hourly = growth(given.rounds)
    blocks = {
        "machine": "\n".join([f"Made on {made_on}.", *missing]),
        "readers": sheet.table(rows),
        "growth": sheet.table(hourly),
        "says": says(rows, hourly),
    }
    print(f"{blocks['readers']}\n\n{blocks['growth']}\n\n{blocks['says']}")
    if given.write:
        sheet.write("fit_reading.md", blocks)


if __name__ == "__main__":
    main()
