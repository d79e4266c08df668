"""A connection to a database file: as small as it needs to be, on the newest schema, shut in its folder."""

from contextlib import ExitStack
from pathlib import Path
from typing import Final

import duckdb

from runstrong.store import schema, trouble

Cursor = duckdb.DuckDBPyConnection

_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    # Measured: for statements as small as ours a second thread costs more than it gives, and every call that
    # runs at the same time brings a thread of its own.
    "threads": 1,
    # Measured with ten years of runs: more brings them in no faster, and whatever is allowed fills up meanwhile.
    "memory_limit": "128MB",
    # Measured: at DuckDB's own size, 262,144, a fifth of each block stays empty, as a column of 122,880 small
    # numbers fills none. Half of this packs no better. It holds for new files; a rebuild makes one.
    "default_block_size": 65_536,
    # Every read orders by seq, so a bulk insert need not be held back to keep its rows in line.
    "preserve_insertion_order": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def connect(path: Path | None, folder: Path) -> tuple[Cursor, str, int]:
    """An open connection to the newest schema, with the dataset's id and revision."""
    with ExitStack() as undo:
        try:
            connection = duckdb.connect(path or ":memory:", config=_CONFIG)
            undo.callback(connection.close)
            _lock_down(connection, folder)
        except duckdb.Error as error:
            raise trouble.at_opening(error, folder) from error
        with trouble.in_plain_words(folder):
            schema.migrate(connection)
            [(dataset_id, revision)] = connection.execute("SELECT dataset_id, revision FROM meta").fetchall()
        undo.pop_all()
    return connection, dataset_id, revision


def _lock_down(connection: Cursor, folder: Path) -> None:
    """From here on no query reaches a file outside the data folder, and none can change that."""
    quoted = str(folder).replace("'", "''")
    connection.execute(f"SET allowed_directories = ['{quoted}']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
