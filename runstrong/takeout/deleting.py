"""Everything of the runner's gone for good; what anybody else put beside it stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from runstrong.config import DATABASE_NAME
from runstrong.errors import RunstrongError, StoreInUse
from runstrong.store.database import Store
from runstrong.store.rebuilt import REBUILT_NAME, open_beside
from runstrong.takeout.belongings import belongings


@dataclass(frozen=True, slots=True)
class Deleted:
    """How many files are gone, and the places where something that is not runstrong's stayed."""

    files: int
    stayed: tuple[Path, ...]


def delete(folder: Path) -> Deleted:
    """Delete everything of runstrong's in a data folder, which nobody may have open: else StoreInUse.

    Raises RunstrongError where something cannot be deleted; doing it again then goes on.
    """
    _nobody_inside(folder)
    files, stayed = 0, list[Path]()
    for path in belongings(folder):
        with _deleting(path):
            if path.is_symlink():
                stayed.append(path.resolve())
                path.unlink()
            elif not path.is_dir():
                path.unlink()
                files += 1
            elif not any(path.iterdir()):
                path.rmdir()
            else:
                stayed = [one for one in stayed if path not in one.parents] + [path]
    return Deleted(files, tuple(stayed))


def _nobody_inside(folder: Path) -> None:
    """Raises StoreInUse while another process has the store open, or makes it anew."""
    for name, open_it in ((DATABASE_NAME, Store.open), (REBUILT_NAME, open_beside)):
        if (folder / name).exists():
            try:
                open_it(folder).close()
            except StoreInUse:
                raise
            except RunstrongError:
                continue  # damaged, too new, or no room left to open it: all the same to who deletes it


@contextmanager
def _deleting(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RunstrongError(f"{path} cannot be deleted: allow it, then delete again.") from error
