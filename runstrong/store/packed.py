"""An activity as the tables keep it: made in whatever process read the file, and put in many at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from runstrong.model.arrays import FloatArray, IntArray
from runstrong.model.facts import RunFacts
from runstrong.model.track import COLUMNS, Track
from runstrong.store import rows
from runstrong.store.connection import Cursor


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows and tables of one activity, complete but for the key that the store gives it.

    Small whole numbers for the most part: some 40 bytes a sample to hand from one process to another.
    """

    activity: rows.Row
    facts: rows.Row
    samples: pa.Table
    windows: pa.Table
    laps: pa.Table
    sets: pa.Table


def packed(track: Track, facts: RunFacts) -> Packed:
    """An activity ready to be stored. Raises ArrowInvalid for a value that no column can hold."""
    return Packed(
        activity=rows.track_row(track, facts),
        facts=rows.facts_row(facts),
        samples=rows.sample_table(track),
        windows=rows.window_table(facts.windows),
        laps=rows.record_table(track.laps),
        sets=rows.record_table(track.sets),
    )


def unpacked(packed: Packed) -> tuple[dict[str, FloatArray], IntArray]:
    """The columns and stretches, (n,) each, of an activity that is about to be stored: equal to its Track's."""
    samples = packed.samples
    columns = {
        column.name: samples[column.name].to_numpy(zero_copy_only=False).astype(np.float64) / column.scale
        for column in COLUMNS
        if column.name in samples.column_names
    }
    return columns, samples["stretch"].to_numpy().astype(np.int64)


def append(cursor: Cursor, table: str, records: Sequence[rows.Row]) -> None:
    """Rows of a small table, all at once."""
    plain = [{name: rows.storable(value) for name, value in record.items()} for record in records]
    _append(cursor, table, pa.Table.from_pylist(plain))


def append_parts(cursor: Cursor, table: str, parts: Sequence[tuple[int, pa.Table]]) -> None:
    """Rows of a long table, of many activities at once, each with its key."""
    keyed = [part.append_column("activity", _repeated(key, part.num_rows)) for key, part in parts if part.num_rows]
    if keyed:
        # Activities have different columns; what one lacks is NULL.
        _append(cursor, table, _in_order(pa.concat_tables(keyed, promote_options="permissive")))


def _in_order(many: pa.Table) -> pa.Table:
    """Rows without places of their own get some that go on from one activity to the next.

    Measured: samples counted anew in each activity cost a byte each, places that never fall cost none.
    """
    if "seq" in many.column_names:
        return many
    return many.append_column("seq", pa.array(np.arange(many.num_rows, dtype=np.int32)))


def _repeated(key: int, times: int) -> pa.Array:
    return pa.repeat(pa.scalar(key, pa.int32()), times)


def _append(cursor: Cursor, table: str, many: pa.Table) -> None:
    """Straight from memory: executemany takes a thousand times as long.

    The registered name goes with the cursor; taking it away costs as much as a small insert.
    """
    if many.num_rows == 0:
        return
    cursor.register("incoming", many)
    cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
