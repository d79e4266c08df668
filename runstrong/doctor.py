"""Is the installation healthy: a few checks, each with one sentence."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from runstrong import reference
from runstrong.config import shipped
from runstrong.errors import RunstrongError
from runstrong.store import reads, trouble
from runstrong.store.database import Store

LIBRARIES: Final = ("streamlit", "duckdb", "pandas", "plotly", "fitparse", "gpxpy", "tzfpy", "fastcrc")


@dataclass(frozen=True, slots=True)
class Finding:
    """One check and a sentence about it; `trouble` is what is wrong, None where it is in order."""

    check: str
    text: str
    trouble: RunstrongError | None = None

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        return self.trouble is None


def examine(folder: Path) -> list[Finding]:
    """Every check, in the order in which trouble would show."""
    checks: dict[str, Callable[[], str]] = {
        "python": lambda: f"Python {sys.version.split()[0]}.",
        "libraries": lambda: ", ".join(f"{name} {version(name)}" for name in LIBRARIES) + ".",
        "dashboard": _dashboard,
        "exercises": lambda: f"{len(reference.exercise_library().exercises)} exercises.",
        "folder": lambda: _folder(folder),
        "store": lambda: _store(folder),
    }
    return [_finding(name, check) for name, check in checks.items()]


def _finding(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, check())
    except RunstrongError as trouble:
        return Finding(name, str(trouble), trouble)
    except (OSError, ImportError, ValueError) as problem:
        return Finding(name, str(problem), RunstrongError(str(problem)))


def _dashboard() -> str:
    missing = [name for name in ("app.py", "pages", ".streamlit/config.toml") if not shipped(name).exists()]
    if missing:
        raise RunstrongError(
            f"Part of the dashboard is missing ({', '.join(missing)}): install the program again."
        )
    return "The dashboard's files are in place."


def _folder(folder: Path) -> str:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return f"Your data is in {folder}, which can be written."
    except OSError as error:
        raise trouble.at_writing(error, folder) from error


def _store(folder: Path) -> str:
    with Store.open(folder) as store:
        summaries = reads.summaries(store)
    return f"The store opens and holds {len(summaries)} activities."
