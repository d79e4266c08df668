"""What the command line prints: JSON on stdout for scripts, tables for people, sentences on stderr."""

import json
import sys
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table

errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
screen = Console(highlight=False, markup=False)


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
