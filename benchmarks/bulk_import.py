"""Ten years at once: an archive of one-hour FIT files through the whole import, beside simpler ways.

    python benchmarks/bulk_import.py [--files N,N] [--watch plain|dynamics] [--archive FILE] [--break] [--write]

The files are simulated, no two alike, with a record a second. Every import is a process of its own. Beside it, in
the same minutes: a straightforward script of fitparse and DuckDB on a few of the files, and our reader with the
samples put into a bare table, on one processor, nothing measured, matched or kept. `--break` pulls the plug and
fills the disk in the middle of the largest import instead, and says what was lost. `--archive` keeps the largest
archive, or takes it as it is where it is there already. `--write` keeps the figures in docs/bulk_import.md.
"""

import argparse
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from benchmarks import archives, sheet  # noqa: E402
from benchmarks.bulk.apart import import_apart  # noqa: E402
from benchmarks.bulk.broken import broken  # noqa: E402
from benchmarks.bulk.simpler import by_fitparse, by_reading  # noqa: E402

BY_FITPARSE, BY_READING = 3, 200
"""So many files are enough to know what one costs the simpler ways."""
PAGE = "bulk_import.md"


class Simpler(NamedTuple):
    """Seconds a file of the simpler ways."""

    rows: float
    frame: float
    bare: float


def simpler(archive: Path, work: Path) -> Simpler:
    few, many = list(archives.members(archive, BY_FITPARSE)), list(archives.members(archive, BY_READING))
    rows, frame = (by_fitparse(few, work / f"frame-{way}.duckdb", by_frame=way) for way in (False, True))
    bare = min(by_reading(many, work / f"bare-{turn}.duckdb") for turn in range(2))
    return Simpler(rows, frame, bare)


def measured(archive: Path, size: int, work: Path) -> dict[str, float]:
    """What the import of the first files of an archive takes: at first, again, and again from a folder."""
    part = archives.first(archive, size, work / f"{size}.zip")
    first, again = (import_apart(part, work / f"data-{size}") for _ in range(2))
    loose = import_apart(unpacked(part), work / f"data-{size}")
    if (first["new"], again["new"], loose["new"]) != (size, 0, 0):
        raise SystemExit(f"Of {size} files {first['new']:.0f} were imported, then {again['new']:.0f} once more.")
    return {**first, "size": size, "again_s": again["seconds"], "loose_s": loose["seconds"]}


def unpacked(archive: Path) -> Path:
    folder = archive.with_suffix("")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    return folder


def line(one: Mapping[str, float], than: Simpler) -> dict[str, str]:
    """One line of the table: heading -> figure."""
    each = one["seconds"] / one["size"]
    return {
        "files": f"{one['size']:.0f}",
        "seconds": f"{one['seconds']:.1f}",
        "ms a file": f"{each * 1000:.1f}",
        "x by rows": f"{than.rows / each:.0f}",
        "x by frame": f"{than.frame / each:.0f}",
        "read+insert x": f"{each / than.bare:.2f}",
        "again s": f"{one['again_s']:.2f}",
        "x quicker": f"{one['seconds'] / one['again_s']:.0f}",
        "from folder s": f"{one['loose_s']:.2f}",
        "parent MB": f"{one['parent_mb']:.0f}",
        "worker MB": f"{one['worker_mb']:.0f}",
        "CPU ms": f"{one['cpu_s'] / one['size'] * 1000:.1f}",
        "bytes/sample": f"{one['bytes_a_sample']:.1f}",
    }


def says(found: Sequence[Mapping[str, float]], than: Simpler) -> str:
    """What the table shows of the largest import, in words, beside what we aimed at."""
    last = found[-1]
    each = last["seconds"] / last["size"]
    lines = [
        f"Times as fast as the script row by row: {than.rows / each:.0f}; as the one through a pandas frame: "
        f"{than.frame / each:.0f}. The aim was 100.",
        f"Times as long as reading and inserting alone: {each / than.bare:.2f}. The aim was 3 at most.",
        f"Times as quick the second time: {last['seconds'] / last['again_s']:.0f}. The aim was 20.",
        f"MB of memory: {last['parent_mb']:.0f}, and {last['worker_mb']:.0f} for a reading process. "
        "The aim was 500 and 300 at most.",
        f"Bytes of database a sample: {last['bytes_a_sample']:.1f}. The aim was 20 at most.",
    ]
    if len(found) > 2:
        before, after = (1000 * slope(*two) for two in pairwise(found[-3:]))
        sizes = [f"{one['size']:.0f}" for one in found[-3:]]
        lines.append(
            f"A further file costs {before:.1f} ms from {sizes[0]} to {sizes[1]} files, {after:.1f} ms from there "
            f"to {sizes[2]}: {100 * (after / before - 1):+.0f} %. The aim was within 15 %."
        )
    return "\n".join(f"- {line}" for line in lines)


def slope(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Seconds for each further file from one import to a larger one."""
    return (other["seconds"] - one["seconds"]) / (other["size"] - one["size"])


def compared(archive: Path, sizes: Sequence[int], work: Path) -> str:
    """The simpler ways, the table, and what it says."""
    than = simpler(archive, work)
    others = "\n".join(
        [
            f"fitparse + DuckDB row by row, one file ({BY_FITPARSE} tried): {than.rows * 1000:.0f} ms",
            f"fitparse + DuckDB by a pandas frame, one file ({BY_FITPARSE} tried): {than.frame * 1000:.0f} ms",
            f"reading + inserting alone, one file ({BY_READING} tried): {than.bare * 1000:.1f} ms",
        ]
    )
    found = []
    for size in sizes:
        found.append(measured(archive, size, work))
        print(f"{size} files: {found[-1]['seconds']:.1f} s", file=sys.stderr)
    return f"```\n{others}\n```\n\n{sheet.table([line(one, than) for one in found])}\n\n{says(found, than)}"


def as_block(lines: Iterable[str]) -> str:
    """Lines as they come, each said at once."""
    kept = []
    for one in lines:
        print(one, file=sys.stderr)
        kept.append(one)
    return "```\n" + "\n".join(kept) + "\n```"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--files", default="100,300,1000,3000", help="how many, one import for each number")
    asked.add_argument(
        "--watch", choices=("plain", "dynamics"), default="plain", help="nine or 21 fields a second"
    )
    asked.add_argument("--archive", type=Path, help="where the largest archive is, or is to be kept")
    asked.add_argument("--break", action="store_true", dest="breaking", help="kill it and fill the disk instead")
    asked.add_argument("--write", action="store_true", help=f"keep the figures in docs/{PAGE}")
    given = asked.parse_args()
    sizes = sorted(int(size) for size in given.files.split(","))
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        archive = archives.archive(given.archive or work / "all.zip", sizes[-1], given.watch)
        if archives.held(archive) < sizes[-1]:
            raise SystemExit(f"{archive} holds {archives.held(archive)} files only.")
        if given.breaking:
            block = as_block(
                broken(archives.first(archive, sizes[-1], work / "part.zip"), sizes[-1], work / "data")
            )
        else:
            block = compared(archive, sizes, work)
    block = f"Made on {sheet.made_on('duckdb', 'fitparse')}.\n\n{block}"
    print(block)
    if given.write:
        sheet.write(PAGE, {"broken" if given.breaking else given.watch: block})


if __name__ == "__main__":
    main()
