"""How good the trend is where the truth is known: simulated lives, real FIT files, the real reading and measuring.

    python benchmarks/trend_truth.py [--blocks N] [--scenario NAME ...] [--null N] [--keep FOLDER] [--write]

Every run is written as a FIT file and taken through reading, normalising, measuring and scoring; only the database
is left out, for speed. N lives per scenario are measured, about a second of computing each, and asked about as
lived and with their good and bad days dealt anew (`--deals` times in all). `--keep` remembers measured lives, so
that another estimator is tried in seconds. `--null` adds lives in which nothing changes, of a few scenarios: false
verdicts are rare and want many. `--write` puts the table into docs/trend_validation.md.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Final

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # two processes with two threads each are slower than two

from benchmarks.trend.answers import Answer, answers  # noqa: E402
from benchmarks.trend.document import write_document  # noqa: E402
from benchmarks.trend.figures import Row, row  # noqa: E402
from benchmarks.trend.scenarios import SCENARIOS, TRUTHS_PCT  # noqa: E402
from benchmarks.trend.table import null_table, table  # noqa: E402

NULL: Final = ("base", "no warming", "faster later", "year")
NULL_EVERY: Final = TRUTHS_PCT.index(0.0, 1)
"""Of so many lives one holds no change."""


def one_life(task: tuple[str, int, int, Path | None]) -> list[Answer]:
    name, number, deals, keep = task
    return list(answers(name, number, deals, keep))


def all_answers(
    names: Sequence[str], numbers: Iterable[int], deals: int, jobs: int, keep: Path | None
) -> list[Answer]:
    """One runner's seed through every scenario in turn: those that share a history find it kept."""
    tasks = [(name, number, deals, keep) for number in numbers for name in names]
    found: list[Answer] = []
    with get_context("fork").Pool(jobs) as pool:
        for done, some in enumerate(pool.imap(one_life, tasks, chunksize=len(names)), 1):
            found += some
            print(f"\r{done} of {len(tasks)} lives", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return sorted(found, key=lambda one: names.index(one.scenario))


def rows_of(answers: Sequence[Answer]) -> list[Row]:
    by_name: dict[str, list[Answer]] = {}
    for one in answers:
        by_name.setdefault(one.scenario, []).append(one)
    return [row(some) for some in by_name.values()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--blocks", type=int, default=4, help="lives per scenario")
    parser.add_argument("--deals", type=int, default=10, help="times each is asked about, days dealt anew")
    parser.add_argument("--scenario", nargs="+", choices=SCENARIOS, default=list(SCENARIOS), metavar="NAME")
    parser.add_argument("--null", type=int, default=0, help=f"lives without a change of {', '.join(NULL)}")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--keep", type=Path, help="folder for measured seasons")
    parser.add_argument("--json", type=Path, help="file for every single answer")
    parser.add_argument("--write", action="store_true", help="write docs/trend_validation.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        keep = asked.keep or Path(made)
        keep.mkdir(parents=True, exist_ok=True)
        found = all_answers(asked.scenario, range(asked.blocks), asked.deals, asked.jobs, keep)
        without = all_answers(NULL, range(0, asked.null * NULL_EVERY, NULL_EVERY), asked.deals, asked.jobs, keep)
    rows, null_rows = rows_of(found), rows_of(without)
    print(table(rows))
    if null_rows:
        print(null_table(null_rows))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(one) for one in found]), encoding="utf-8")
    if asked.write:
        write_document(PROJECT / "docs" / "trend_validation.md", rows, null_rows)


if __name__ == "__main__":
    main()
