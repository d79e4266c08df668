"""What outlives a rerun: the open workspace, and answers kept for as long as the store stays as it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, tzinfo
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TypeVar, TypeVarTuple
from zoneinfo import ZoneInfo

from runstrong import coach
from runstrong.config import data_folder
from runstrong.importing.background import at_rest
from runstrong.model.athlete import Preferences
from runstrong.store.answers import once
from runstrong.store.database import Store
from runstrong.workspace import Workspace

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_opening = Lock()


@cache
def _opened() -> Workspace:
    return Workspace.open(data_folder())


def workspace() -> Workspace:
    """The one open workspace of this process; raises StoreInUse and its like, and tries anew next time."""
    with _opening:
        return _opened()


@contextmanager
def let_go() -> Iterator[Path]:
    """The data folder with nothing of it open, for whoever exchanges what it holds: every visitor waits meanwhile.

    Raises RunstrongError, and leaves everything open, while files are being added or a backup is being written.
    """
    with _opening:
        opened = _opened()
        with at_rest(opened.own):
            opened.close()
            _opened.cache_clear()
            _shown.cache_clear()
            yield opened.folder


def shown_store() -> Store:
    """The store whose runs are shown."""
    opened = workspace()
    return _shown(opened.own, opened.own.revision, opened.demo)


@lru_cache(maxsize=4)
def _shown(own: Store, _: int, demo: Store | None) -> Store:
    """Asked of the store only when the own one has changed: every other question passes here first."""
    return Workspace(own.folder, own, demo).store


def shows_demo() -> bool:
    """Whether what is shown is the demo runner."""
    return shown_store() is workspace().demo


def ask(question: Callable[[Store, *Ts], T], *arguments: *Ts) -> T:
    """The answer of a use case about the shown store, worked out once per state of that store."""
    return once(shown_store(), question, *arguments)


def wishes() -> Preferences:
    """The athlete's preferences, units among them."""
    return ask(coach.preferences)


def _zone() -> tzinfo | None:
    """The runner's time zone where they gave one; None is this computer's."""
    stated = wishes().time_zone
    return ZoneInfo(stated) if stated else None


def today() -> date:
    """The runner's own date."""
    return datetime.now(UTC).astimezone(_zone()).date()


def local_time(moment_utc: datetime) -> datetime:
    """A naive UTC time on the runner's own clock, naive again."""
    return moment_utc.replace(tzinfo=UTC).astimezone(_zone()).replace(tzinfo=None)
