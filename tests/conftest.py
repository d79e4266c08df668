"""What several test files share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from runstrong.store.database import Store
from tests.commands import Run, Said, called

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

    def command(*words: str) -> Said:
        return called(monkeypatch, capsys, tmp_path / "data", *words)

    return command


@pytest.fixture
def stores_closed() -> Iterator[None]:
    """For pages: what they opened is closed after the test."""
    from tests.visits import close_stores

    yield
    close_stores()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store on the disk, in a folder of its own."""
    with Store.open(tmp_path / "data") as opened:
        yield opened
