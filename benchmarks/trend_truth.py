"""How good the trend is where the truth is known: simulated lives, real FIT files, the real reading and measuring.

    python benchmarks/trend_truth.py [--blocks N] [--scenario NAME ...] [--jobs 2] [--keep FOLDER] [--write]

Every run is written as a FIT file and taken through reading, normalising, measuring and scoring; only the database
is left out, for speed. `--keep` remembers measured seasons, so that another estimator is tried in seconds.
`--write` puts the table into docs/trend_validation.md. About a second of computing per block.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # two processes with two threads each are slower than two

from benchmarks.trend.answers import Answer, answer  # noqa: E402
from benchmarks.trend.document import write_document  # noqa: E402
from benchmarks.trend.figures import Row, row  # noqa: E402
from benchmarks.trend.scenarios import SCENARIOS  # noqa: E402
from benchmarks.trend.table import table  # noqa: E402

BASE = "base"


def one_block(task: tuple[int, Sequence[str], Path | None]) -> list[Answer]:
    """The same runner's seed through every scenario: those with the same history share it."""
    number, names, keep = task
    return [answer(name, number, keep) for name in names]


def all_blocks(names: Sequence[str], blocks: int, jobs: int, keep: Path | None) -> list[Answer]:
    answers: list[Answer] = []
    tasks = [(number, names, keep) for number in range(blocks)]
    with get_context("fork").Pool(jobs) as pool:
        for done, some in enumerate(pool.imap_unordered(one_block, tasks), 1):
            answers += some
            print(f"\r{done} of {blocks} runners", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return sorted(answers, key=lambda one: (names.index(one.scenario), one.number))


def rows_of(answers: Sequence[Answer]) -> list[Row]:
    by_name: dict[str, list[Answer]] = {}
    for one in answers:
        by_name.setdefault(one.scenario, []).append(one)
    return [row(some, by_name.get(BASE, [])) for some in by_name.values()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--blocks", type=int, default=8, help="blocks per scenario")
    parser.add_argument("--scenario", nargs="+", choices=SCENARIOS, default=list(SCENARIOS), metavar="NAME")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--keep", type=Path, help="folder for measured seasons")
    parser.add_argument("--json", type=Path, help="file for every single answer")
    parser.add_argument("--write", action="store_true", help="write docs/trend_validation.md")
    asked = parser.parse_args()
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    answers = all_blocks(asked.scenario, asked.blocks, asked.jobs, asked.keep)
    rows = rows_of(answers)
    print(table(rows))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(one) for one in answers]), encoding="utf-8")
    if asked.write:
        write_document(PROJECT / "docs" / "trend_validation.md", rows)


if __name__ == "__main__":
    main()
