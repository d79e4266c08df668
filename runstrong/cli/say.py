"""What the command line prints: JSON on stdout for scripts, tables for people, sentences on stderr."""

import io
import json
import os
import sys
from collections.abc import Iterable
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table

errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
screen = Console(highlight=False, markup=False)
_STANDARD_ERROR: Final = 2


def open_streams() -> None:
    """From here on printing fails neither for want of letters nor because a stream was closed."""
    # Else the next file to be opened, say the database, would be what is printed into.
    while (spare := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
        os.set_inheritable(spare, True)
    os.close(spare)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115, PTH123 - for as long as it runs
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def hush() -> None:
    """What is still to be printed goes nowhere: where it should have gone takes no more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_json(value: object) -> None:
    """One line of JSON, at once."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def print_table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A table a person can read."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for number, column in enumerate(columns):
        # The first column is what one copies into the next command: never cut.
        table.add_column(column, no_wrap=number == 0, overflow="fold")
    for row in rows:
        table.add_row(*row)
    screen.print(table)
