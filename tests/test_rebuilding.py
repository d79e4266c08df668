"""A rebuild that comes to nothing leaves nothing of itself behind."""

from datetime import timedelta
from pathlib import Path

import pytest

from runstrong import importing
from runstrong.errors import RunstrongError
from runstrong.importing import intake
from runstrong.store import trouble
from runstrong.store.database import Store
from runstrong.store.rebuilt import REBUILT_NAME
from tests.files import START, gpx


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with three runs."""
    with Store.open(tmp_path / "data") as store:
        for day in range(3):
            assert list(importing.import_bytes(store, f"{day}.gpx", gpx(start=START + timedelta(days=day))))
    return tmp_path / "data"


def test_one_that_finds_the_disk_full_leaves_no_more_of_it_filled(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise RunstrongError(trouble.DISK_FULL)

    monkeypatch.setattr(intake, "keep", full)
    with pytest.raises(RunstrongError, match="disk is full"):
        list(importing.rebuild(folder))
    assert not list(folder.glob(f"{REBUILT_NAME}*"))


def test_one_that_nobody_follows_to_its_end_is_gone(folder: Path) -> None:
    rebuilding = importing.rebuild(folder)
    next(rebuilding)
    rebuilding.close()  # type: ignore[attr-defined]
    assert not list(folder.glob(f"{REBUILT_NAME}*"))
    Store.open(folder).close()
