"""What outlives a rerun: the open workspace, and answers kept for as long as the store stays as it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

import streamlit as st

from runstrong import coach
from runstrong.config import data_folder
from runstrong.model.athlete import Preferences
from runstrong.store.database import Store
from runstrong.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")

KEPT_ANSWERS: Final = 48


@st.cache_resource(show_spinner=False)
def _opened(folder: Path) -> Workspace:
    return Workspace.open(folder)


def workspace() -> Workspace:
    """The one open workspace of this process; raises StoreInUse and its like, and tries anew next time."""
    return _opened(data_folder())


def forget_workspace() -> None:
    """Close the stores, so that the next visit opens what is on disk by then."""
    workspace().close()
    _opened.clear()


# Answers are frozen nouns, so they are shared between visitors and never copied. Every write to the store
# raises its revision: an old answer is never found again, and nothing has to be cleared by hand.
@st.cache_resource(max_entries=KEPT_ANSWERS, show_spinner=False)
def _answered(
    question: str, dataset_id: str, revision: int, arguments: tuple[object, ...], _ask: Callable[[], Any]
) -> Any:
    return _ask()


def ask(question: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The answer of a use case about the shown store, computed once per state of that store."""
    store = workspace().store
    arguments = (*args, *sorted(kwargs.items()))
    answer: T = _answered(
        question.__qualname__,
        store.dataset_id,
        store.revision,
        arguments,
        lambda: question(store, *args, **kwargs),
    )
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
