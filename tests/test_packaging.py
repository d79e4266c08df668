"""The wheel carries the whole house: every room, the dashboard's entry files, and the data that ships."""

import tomllib
from pathlib import Path

from runstrong.config import shipped

PROJECT = Path(__file__).resolve().parent.parent


def _setuptools() -> dict[str, object]:
    settings: dict[str, object] = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["setuptools"]
    return settings


def test_every_room_is_packed() -> None:
    rooms = {
        path.parent.relative_to(PROJECT).as_posix().replace("/", ".")
        for path in (PROJECT / "runstrong").rglob("__init__.py")
    }
    dashboard = {"runstrong.dashboard", "runstrong.dashboard.pages", "runstrong.dashboard.data"}
    assert set(_setuptools()["packages"]) == rooms | dashboard  # type: ignore[call-overload]


def test_what_ships_is_found_in_a_checkout() -> None:
    for name in ("app.py", "pages", "data/exercises.json", ".streamlit/config.toml"):
        assert shipped(name).exists(), name


def test_every_pinned_version_is_one_plain_pin() -> None:
    lines = (PROJECT / "constraints.txt").read_text().split()
    assert all(line.count("==") == 1 and "://" not in line for line in lines)
    named = {line.partition("==")[0].lower().replace("_", "-") for line in lines}
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {name.partition(">=")[0].lower() for name in wanted} <= named
