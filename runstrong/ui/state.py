"""What outlives a rerun: the open workspace, and answers kept for as long as the store stays as it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from functools import cache, lru_cache
from threading import Lock
from typing import Any, Final, TypeVar, TypeVarTuple
from zoneinfo import ZoneInfo

from runstrong import coach
from runstrong.config import data_folder
from runstrong.model.athlete import Preferences
from runstrong.store.database import Store
from runstrong.workspace import Workspace

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

KEPT_ANSWERS: Final = 48


_opening = Lock()


@cache
def _opened() -> Workspace:
    return Workspace.open(data_folder())


def workspace() -> Workspace:
    """The one open workspace of this process; raises StoreInUse and its like, and tries anew next time."""
    with _opening:
        return _opened()


def _shown_store() -> Store:
    opened = workspace()
    return _shown(opened.own, opened.own.revision, opened.demo)


@lru_cache(maxsize=4)
def _shown(own: Store, _: int, demo: Store | None) -> Store:
    """Asked of the store only when the own one has changed: every other question passes here first."""
    return Workspace(own.folder, own, demo).store


# Answers are frozen nouns, so they are shared between visitors and never copied. Every write raises the store's
# revision: an old answer is never found again, and nothing has to be cleared by hand. Streamlit's own caches
# would hash, pickle and copy at every question: half of the time of a page.
@lru_cache(maxsize=KEPT_ANSWERS)
def _answer(question: Callable[..., Any], store: Store, revision: int, arguments: tuple[object, ...]) -> Any:
    return question(store, *arguments)


def ask(question: Callable[[Store, *Ts], T], *arguments: *Ts) -> T:
    """The answer of a use case about the shown store, worked out once per state of that store."""
    store = _shown_store()
    answer: T = _answer(question, store, store.revision, arguments)
    return answer


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
