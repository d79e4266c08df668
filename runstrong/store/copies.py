"""Copies of the whole store that are safe to take while it is in use; never of the open file itself."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, Literal

import duckdb

from runstrong.config import DATABASE_NAME
from runstrong.errors import StoreDamaged, StoreTooNew
from runstrong.store import originals, schema, trouble
from runstrong.store.bench import Bench
from runstrong.store.database import Store

Format = Literal["csv", "parquet"]

COPYING: Final = Bench("copying")
"""Copies are made in the data folder, the only one the database may write into, and leave it when whole."""

_JOINED: Final[dict[str, str]] = {
    "activities": """
        SELECT a.* EXCLUDE (key, columns), f.* EXCLUDE (activity, hr_seconds, gap_seconds, best_gap_mps)
        FROM activities a LEFT JOIN facts f ON f.activity = a.key ORDER BY a.start_utc, a.id""",
    **{
        table: f"SELECT id AS activity, t.* EXCLUDE (activity) FROM {table} t JOIN activities ON t.activity = key"
        for table in ("laps", "sets", "windows", "samples")
    },
}
"""Exported with the activity's id, which lasts, in the place of its key; packed histograms follow from samples."""

TABLES: Final[dict[str, str]] = _JOINED | {
    table: f"SELECT * FROM {table} ORDER BY ALL" for table in schema.OWN if table != "imports"
}
"""What an export holds: name of the table -> query."""


@contextmanager
def database_copy(store: Store) -> Iterator[Path]:
    """A fresh database file that holds one moment of `store`, gone at the end; writers are not kept waiting."""
    with COPYING.cleared(store.folder) as bench:
        copy = bench / DATABASE_NAME
        with closing(store.cursor()) as outside, trouble.in_plain_words(store.folder):
            outside.execute(f"ATTACH {_quoted(copy)} AS copied")
            try:
                with store.read() as cursor:
                    [(own,)] = cursor.execute("SELECT current_catalog()").fetchall()
                    cursor.execute(f'COPY FROM DATABASE "{own}" TO copied')
                    cursor.commit()
            finally:
                outside.execute("DETACH copied")
        yield copy


@contextmanager
def table_files(store: Store, kind: Format) -> Iterator[list[Path]]:
    """Every table of one moment of `store` as a file, gone at the end."""
    options = "FORMAT csv, HEADER" if kind == "csv" else "FORMAT parquet"
    with COPYING.cleared(store.folder) as bench:
        files = {bench / f"{table}.{kind}": query for table, query in TABLES.items()}
        with store.read() as cursor:
            for file, query in files.items():
                cursor.execute(f"COPY ({query}) TO {_quoted(file)} ({options})")
        yield list(files)


def holds_anything(folder: Path) -> bool:
    """Whether anything of the runner's lies in `folder`; what cannot be read counts. Raises StoreInUse."""
    if not (folder / DATABASE_NAME).exists():
        return bool(originals.all_hashes(folder))
    try:
        with Store.open(folder) as store:
            return has_anything(store)
    except (StoreDamaged, StoreTooNew):
        return True


def has_anything(store: Store) -> bool:
    """Whether an open store holds anything of the runner's."""
    tables = (*schema.OWN, *schema.DERIVED)
    with store.read() as cursor:
        if any(cursor.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall() for table in tables):
            return True
    return bool(originals.all_hashes(store.folder))


def make_ready(folder: Path) -> None:
    """Bring the store in `folder` to the newest schema and give it an id of its own: it is no longer the one it
    was copied from. Raises StoreTooNew, or StoreDamaged if it is not a store.
    """
    try:
        with Store.open(folder) as store, store.write() as cursor:
            for query in TABLES.values():
                cursor.execute(f"SELECT * FROM ({query}) LIMIT 0")
            cursor.execute("UPDATE meta SET dataset_id = replace(uuid()::VARCHAR, '-', '')")
    except (duckdb.Error, ValueError) as error:  # another table, or no row, than a store has
        raise StoreDamaged(trouble.DAMAGED) from error


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
