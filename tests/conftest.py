"""What several test files share."""

import sys
from pathlib import Path

import pytest

from runstrong import cli
from tests.commands import Run, Said

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def watch_files() -> Path:
    """Real files from many watches, where they lie beside the project; the suite does not depend on them."""
    folder = PROJECT.parent / "shared" / "watch-files"
    if not folder.is_dir():
        pytest.skip("no folder of real watch files beside the project")
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line upon a data folder of the test's own."""
    monkeypatch.setenv("RUNSTRONG_DATA", str(tmp_path / "data"))

    def command(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["runstrong", *words])
        status = 0
        try:
            cli.main()
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return Said(said.out, said.err, status)

    return command
