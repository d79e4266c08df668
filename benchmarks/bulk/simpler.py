"""Simpler ways to get the records of FIT files into DuckDB, as one would write them in an afternoon."""

import time
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
from fitparse import FitFile

from runstrong.ingest.reader import read

TOGETHER = 25
"""Files to a transaction, as in our own import."""


def by_fitparse(files: Iterable[bytes], database: Path, *, by_frame: bool) -> float:
    """Seconds a file: every record into a table, row by row as the examples do it, or as a pandas frame."""
    start, number = time.perf_counter(), 0
    with duckdb.connect(database) as connection:
        for number, data in enumerate(files, start=1):
            frame = pd.DataFrame([record.get_values() for record in FitFile(data).get_messages("record")])
            frame["activity"] = number
            connection.register("frame", frame)
            connection.execute("CREATE TABLE IF NOT EXISTS records AS SELECT * FROM frame LIMIT 0")
            if by_frame:
                connection.execute("INSERT INTO records BY NAME SELECT * FROM frame")
            else:
                places = ", ".join("?" for _ in frame.columns)
                rows = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
                connection.executemany(f"INSERT INTO records ({', '.join(frame.columns)}) VALUES ({places})", rows)
    return (time.perf_counter() - start) / number


def by_reading(files: Iterable[bytes], database: Path) -> float:
    """Seconds a file: our reader, and what it read into a bare table; nothing measured, matched or kept."""
    start, number = time.perf_counter(), 0
    with duckdb.connect(database, config={"threads": 1}) as connection:
        connection.begin()
        for number, data in enumerate(files, start=1):
            (recording,) = read(data).recordings
            activity = [number] * len(recording.utc_s)
            table = pa.table({"activity": activity, "utc_s": recording.utc_s, **recording.streams})
            connection.register("incoming", table)
            connection.execute("CREATE TABLE IF NOT EXISTS samples AS SELECT * FROM incoming LIMIT 0")
            connection.execute("INSERT INTO samples BY NAME SELECT * FROM incoming")
            if number % TOGETHER == 0:
                connection.commit()
                connection.begin()
        connection.commit()
    return (time.perf_counter() - start) / number
