"""How measurements are printed and kept: tables in Markdown, with the day and the machine they were made on."""

import os
import platform
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def made_on(*packages: str) -> str:
    """Day, machine, and the versions of what was measured."""
    parts = [f"{datetime.now(UTC):%Y-%m-%d}", f"{platform.system()} {platform.machine()}", *_processor()]
    parts += [f"{os.cpu_count()} processors", f"Python {platform.python_version()}"]
    return ", ".join([*parts, *(f"{package} {version(package)}" for package in packages)])


def _processor() -> list[str]:
    about = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", about.read_text(), re.M) if about.exists() else None
    return [found[1].strip()] if found else []


def table(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows under their headings; all columns but the first are numbers."""
    heads = [*rows[0]]
    lines = [heads, ["--", *["--:"] * (len(heads) - 1)], *([*row.values()] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(page: str, blocks: Mapping[str, str]) -> None:
    """Put each block between its marks in a page of the docs; the words around them stay."""
    path = DOCS / page
    text = path.read_text(encoding="utf-8")
    for name, block in blocks.items():
        begin, end = f"<!-- measured: {name} -->\n", "<!-- end -->"
        before, found, rest = text.partition(begin)
        if not found:
            raise SystemExit(f"{path} has no place for '{name}'.")
        text = before + begin + block.strip("\n") + "\n" + end + rest.partition(end)[2]
    path.write_text(text, encoding="utf-8")
    print(f"\nwritten to {path}")
