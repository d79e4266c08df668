"""The tables, as numbered steps: each runs once, in one transaction with the record that it ran."""

from collections.abc import Callable
from importlib import resources
from typing import Final

import duckdb

from runstrong.errors import StoreTooNew
from runstrong.model.track import COLUMNS

Connection = duckdb.DuckDBPyConnection
Step = Callable[[Connection], None]

DERIVED: Final[dict[str, str]] = {
    "imports": "sha256 IS NOT NULL",
    "activities": "true",
    "facts": "true",
    "laps": "true",
    "sets": "true",
    "windows": "true",
    "raw_samples": "true",
}
"""What files decide: table -> which of its rows. A rebuild derives exactly these again."""

OWN: Final[dict[str, str]] = {
    "imports": "sha256 IS NULL",
    "files": "true",
    "captions": "true",
    "pairs": "true",
    "removed": "true",
    "marks": "true",
    "settings": "true",
    "shown_sessions": "true",
    "session_logs": "true",
    "logged_sets": "true",
    "checkins": "true",
    "expectations": "true",
}
"""What the runner did and said, and the originals cannot tell again: table -> which of its rows."""

_STEPS: list[Step] = []


def step(function: Step) -> Step:
    """Register the next step; its number is its place in this file, so steps are only ever added at the end."""
    _STEPS.append(function)
    return function


def applied(connection: Connection) -> int:
    """How many steps this database has behind it. Reads only."""
    tables = "SELECT 1 FROM duckdb_tables() WHERE table_name = 'migrations'"
    if not connection.execute(tables).fetchall():
        return 0
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchall()[0][0])


def migrate(connection: Connection) -> None:
    """Run every step that is still to come. Raises StoreTooNew for a store with steps unknown here."""
    done = applied(connection)
    if done > len(_STEPS):
        raise StoreTooNew("Your runs were stored by a newer version of runstrong: update runstrong to open them.")
    for number, function in enumerate(_STEPS[done:], start=done + 1):
        _run(connection, number, function)


def _run(connection: Connection, number: int, function: Step) -> None:
    connection.begin()
    try:
        function(connection)
        connection.execute(
            "INSERT INTO migrations VALUES (?, ?, now() AT TIME ZONE 'UTC')", [number, function.__name__]
        )
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _sql(name: str) -> str:
    return resources.files("runstrong.store").joinpath("sql", name).read_text(encoding="utf-8")


@step
def first_tables(connection: Connection) -> None:
    """Every table, and the long one of samples with its view in physical units.

    Columns come from model.track.COLUMNS: whoever adds one there adds a step here that alters the table.
    """
    stored = ", ".join(f"{column.name} {column.sql_type}" for column in COLUMNS)
    physical = ", ".join(f"{column.name}::DOUBLE / {column.scale} AS {column.name}" for column in COLUMNS)
    connection.execute("CREATE TABLE migrations (number INTEGER, name VARCHAR, ran_at TIMESTAMP)")
    connection.execute(_sql("0001_tables.sql"))
    connection.execute(f"CREATE TABLE raw_samples (activity INTEGER, seq INTEGER, stretch INTEGER, {stored})")
    connection.execute(f"CREATE VIEW samples AS SELECT activity, seq, stretch, {physical} FROM raw_samples")


@step
def diary(connection: Connection) -> None:
    """The sessions that were shown, and what the runner did and said."""
    connection.execute(_sql("0002_diary.sql"))


@step
def captions(connection: Connection) -> None:
    """What was written about files elsewhere."""
    connection.execute(_sql("0003_captions.sql"))


@step
def pairs(connection: Connection) -> None:
    """What the files of one run gave to the one that is shown, and what the runner said of pairs."""
    connection.execute(_sql("0004_pairs.sql"))


@step
def packings(connection: Connection) -> None:
    """How files lay in their archives, so that they are known there without being unpacked."""
    connection.execute(_sql("0005_packings.sql"))


@step
def removed(connection: Connection) -> None:
    """What the runner removed for good."""
    connection.execute(_sql("0006_removed.sql"))
