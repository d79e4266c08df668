"""What every command shares: the application they belong to, their options, the store they answer from."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated, Final

import typer

from runstrong.config import data_folder
from runstrong.errors import InvalidSetting
from runstrong.store.database import Store
from runstrong.workspace import Workspace

FAILED: Final = 1
USAGE: Final = 2
IN_USE: Final = 3
TOO_NEW: Final = 4
INTERRUPTED: Final = 130
"""Exit statuses; 0 is done."""

app = typer.Typer(
    add_completion=False, pretty_exceptions_enable=False, help="Strength training planned around your runs."
)

EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)

Json = Annotated[bool, typer.Option("--json", help="Print JSON on stdout and nothing else there.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")]
From = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")]
Today = Annotated[
    datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Instead of the clock."),
]


@contextmanager
def opened_store() -> Iterator[Store]:
    """The store to answer from: own runs, or the demo runner as long as there are none."""
    with Workspace.open(data_folder()) as workspace:
        yield workspace.store


def day_of(moment: datetime | None) -> date:
    """The day that was typed, else today; raises InvalidSetting for a day no watch has seen."""
    day = moment.date() if moment else datetime.now().astimezone().date()
    if not EARLIEST <= day <= LATEST:
        raise InvalidSetting(f"{day} is no day to plan or look back on: choose one from 1970 to 2199.")
    return day
