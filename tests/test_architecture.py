"""The house rules, checked on the source itself: one library one home, a pure core, layers that look down."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "runstrong"
PAGES = [PROJECT / "app.py", *sorted((PROJECT / "pages").glob("*.py"))]
SOURCES = sorted(PACKAGE.rglob("*.py")) + [page for page in PAGES if page.exists()]

HOMES = {
    "fitparse": ("runstrong/ingest/fit/",),
    "gpxpy": ("runstrong/ingest/xml/gpx.py",),
    "duckdb": ("runstrong/store/",),
    "plotly": ("runstrong/charts/",),
    "streamlit": ("runstrong/ui/", "app.py", "pages/"),
}
WORDS = {"model", "units", "errors", "config", "settings", "accepted"}
CORE = {"ingest", "metrics", "trend", "strength"}
MIDDLE = CORE | {"charts", "export", "store"}
USE_CASES = {
    "importing", "inbox", "scored", "coach", "reference", "planning", "athlete", "workspace", "doctor", "launch",
    "simulate", "takeout",
}  # fmt: skip
IMPURE = {"os", "pathlib", "time", "random", "tempfile", "shutil", "subprocess", "socket", "sqlite3"}


def _name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def _room(path: Path) -> str:
    """The room a source lives in: the first name under runstrong/, or `pages` for the dashboard's entries."""
    parts = path.relative_to(PROJECT).parts
    return parts[1].removesuffix(".py") if parts[0] == "runstrong" else "pages"


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _rooms_used(path: Path) -> set[str]:
    names = {name.split(".")[1] for name in _imports(path) if name.startswith("runstrong.")}
    return names - {"__version__"}


def _allowed(room: str) -> set[str]:
    if room in WORDS:
        return WORDS
    if room in MIDDLE:
        return WORDS | {room}
    if room in USE_CASES:
        return WORDS | MIDDLE | USE_CASES
    if room in {"cli", "__main__"}:
        return WORDS | MIDDLE | USE_CASES | {"cli"}
    return WORDS | MIDDLE | USE_CASES | {"ui"}


@pytest.mark.parametrize("library", HOMES)
def test_one_library_has_one_home(library: str) -> None:
    strangers = [
        _name(path)
        for path in SOURCES
        if any(name.split(".")[0] == library for name in _imports(path))
        and not _name(path).startswith(HOMES[library])
    ]
    assert strangers == []


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_room_imports_only_from_below(path: Path) -> None:
    assert _rooms_used(path) - _allowed(_room(path)) == set()


@pytest.mark.parametrize("path", [p for p in SOURCES if _room(p) in CORE], ids=_name)
def test_the_core_touches_no_disk_and_no_clock(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert {name.split(".")[0] for name in _imports(path)} & IMPURE == set()
    assert not re.search(r"datetime\.now\(|date\.today\(|utcnow\(|(?<!\w)open\(", source)


@pytest.mark.parametrize("path", [p for p in PAGES if p.exists()], ids=_name)
def test_pages_only_arrange(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    arithmetic = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.BinOp)]
    assert arithmetic == [], "pages do no arithmetic"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 60
    assert not {"numpy", "pandas"} & {name.split(".")[0] for name in _imports(path)}


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_no_function_outgrows_a_screen(path: Path) -> None:
    long_ones = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > 40
    ]
    assert long_ones == []
