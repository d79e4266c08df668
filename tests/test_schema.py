from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from runstrong.errors import StoreTooNew
from runstrong.model.facts import RunFacts
from runstrong.model.recording import StrengthSet, Totals
from runstrong.model.track import COLUMNS
from runstrong.store import schema
from runstrong.store.database import Cursor, Store


@pytest.fixture
def cursor() -> Iterator[Cursor]:
    with Store.in_memory() as store, store.cursor() as cursor:
        yield cursor


def column_types(cursor: Cursor, table: str) -> dict[str, str]:
    return dict(cursor.execute(f"SELECT column_name, column_type FROM (DESCRIBE {table})").fetchall())


def test_a_new_store_has_every_step_behind_it(cursor: Cursor) -> None:
    assert schema.applied(cursor) == len(schema._STEPS)
    ran = cursor.execute("SELECT number, name FROM migrations ORDER BY number").fetchall()
    assert ran == [(number, step.__name__) for number, step in enumerate(schema._STEPS, start=1)]


def test_a_step_runs_once_and_the_ones_before_it_are_not_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(tmp_path).close()

    def shoes(connection: Cursor) -> None:
        connection.execute("CREATE TABLE shoes (name VARCHAR)")

    monkeypatch.setattr(schema, "_STEPS", [*schema._STEPS, shoes])
    for _ in range(2):
        with Store.open(tmp_path) as store, store.cursor() as cursor:
            assert cursor.execute("SELECT count(*) FROM shoes").fetchall() == [(0,)]
            assert schema.applied(cursor) == len(schema._STEPS)


def test_a_step_that_fails_leaves_the_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(tmp_path).close()

    def half_a_step(connection: Cursor) -> None:
        connection.execute("CREATE TABLE shoes (name VARCHAR)")
        raise ZeroDivisionError

    with monkeypatch.context() as later:
        later.setattr(schema, "_STEPS", [*schema._STEPS, half_a_step])
        with pytest.raises(ZeroDivisionError):
            Store.open(tmp_path)
    with Store.open(tmp_path) as store, store.cursor() as cursor:
        assert column_types(cursor, "marks")
        assert cursor.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'shoes'").fetchall() == [
            (0,)
        ]


def test_a_store_from_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, store.write() as cursor:
        cursor.execute("INSERT INTO migrations VALUES (999, 'from the future', now()::TIMESTAMP)")
    with pytest.raises(StoreTooNew, match="update runstrong"):
        Store.open(tmp_path)


def test_every_table_belongs_to_the_files_or_to_the_runner(cursor: Cursor) -> None:
    tables = {name for (name,) in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert tables == schema.DERIVED.keys() | schema.OWN.keys() | {"meta", "migrations"}


def test_a_table_shared_by_both_is_split_without_a_rest(cursor: Cursor) -> None:
    for sha256 in (None, "abc"):
        cursor.execute(
            "INSERT INTO imports VALUES (1, now()::TIMESTAMP, 'a', ?, 'rejected', NULL, '[]')", [sha256]
        )
    assert schema.DERIVED.keys() & schema.OWN.keys() == {"imports"}
    split = f"SELECT sha256, {schema.DERIVED['imports']}, {schema.OWN['imports']} FROM imports ORDER BY ALL"
    assert cursor.execute(split).fetchall() == [("abc", True, False), (None, False, True)]


def test_samples_have_every_column_of_the_model_as_it_says(cursor: Cursor) -> None:
    stored = column_types(cursor, "raw_samples")
    assert {name: stored[name] for name in stored if name not in {"activity", "seq", "stretch"}} == {
        column.name: column.sql_type for column in COLUMNS
    }


def test_every_column_fits_its_whole_range() -> None:
    largest = {"SMALLINT": 2**15 - 1, "INTEGER": 2**31 - 1}
    for column in COLUMNS:
        assert max(abs(column.low), abs(column.high)) * column.scale <= largest[column.sql_type], column.name


def test_facts_laps_and_sets_have_every_field_of_the_model(cursor: Cursor) -> None:
    packed = {"windows": {"windows_considered", "windows_failed"}}
    figures = {field.name for field in fields(RunFacts)}
    assert column_types(cursor, "facts").keys() == {"activity"} | packed["windows"] | figures - packed.keys()
    for table, noun in (("laps", Totals), ("sets", StrengthSet)):
        assert list(column_types(cursor, table)) == ["activity", "seq", *(field.name for field in fields(noun))]
