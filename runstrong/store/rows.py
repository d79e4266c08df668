"""How a noun becomes a row and how a row becomes the noun again: both directions side by side."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pyarrow as pa

from runstrong.model.arrays import IntArray
from runstrong.model.facts import Missing, RunFacts, Windows
from runstrong.model.recording import StrengthSet, Totals
from runstrong.model.track import COLUMNS, Column, Track

NUMBERS: Final = tuple(field.name for field in fields(RunFacts) if field.type == float | None)
"""The figures of RunFacts, stored under their own names."""

WORDS: Final = ("grade_source", "hr_seconds", "gap_seconds", "best_gap_mps", "methods", "missing")
"""The rest of RunFacts that a summary needs, packed."""

Row = Mapping[str, object]


def storable(value: object) -> object:
    """Names on a disk can hold bytes that are no text; the store holds text only."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def as_json(value: object) -> str:
    """Compact text of a list or a mapping."""
    return json.dumps(value, separators=(",", ":"))


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """A stored list of words or sentences."""
    return tuple(json.loads(text))


def activity_end(track: Track, facts: RunFacts) -> datetime:
    """When it was over: the last record, or what the watch states where there are no records."""
    last = float(track.columns["t_s"][-1]) if len(track) else facts.elapsed_s or 0.0
    return track.start_utc + timedelta(seconds=last)


def _device(track: Track, role: str) -> str | None:
    return next((device.name for device in track.devices if device.role == role), None)


def track_row(track: Track, facts: RunFacts) -> Row:
    """What `activities` keeps of a track beside its samples."""
    return {
        "format": track.format,
        "sport": track.sport,
        "sub_sport": track.sub_sport,
        "name": track.name,
        "device": _device(track, "watch"),
        "hr_source": _device(track, "heart_rate"),
        "start_utc": track.start_utc,
        "end_utc": activity_end(track, facts),
        "utc_offset_s": int(track.utc_offset_s),
        "local_day": track.local_day,
        "time_zone": track.time_zone,
        "zone_source": track.zone_source,
        "clock_ok": bool(track.clock_ok),
        "samples": len(track),
        "laps": len(track.laps),
        "columns": as_json([column.name for column in COLUMNS if column.name in track.columns]),
        "warnings": as_json(track.warnings),
        "lost": track.lost,
    }


def sample_table(track: Track) -> pa.Table:
    """The samples in their order, as whole numbers. Raises ArrowInvalid for a value that no column can hold."""
    stored = {column.name: _scaled(track, column) for column in COLUMNS if column.name in track.columns}
    return pa.table({"stretch": track.stretch.astype(np.int32)} | stored)


def _scaled(track: Track, column: Column) -> pa.Array:
    kind = pa.int16() if column.sql_type == "SMALLINT" else pa.int32()
    return pa.array(np.round(track.columns[column.name] * column.scale), from_pandas=True).cast(kind)


def _places(n: int) -> IntArray:
    places: IntArray = np.arange(n, dtype=np.int32)
    return places


def facts_row(facts: RunFacts) -> Row:
    """What `facts` keeps; the windows themselves have a table of their own."""
    numbers = {name: _plain(getattr(facts, name)) for name in NUMBERS}
    return numbers | {
        "grade_source": facts.grade_source,
        "hr_seconds": facts.hr_seconds.astype("<i8").tobytes(),
        "gap_seconds": facts.gap_seconds.astype("<i8").tobytes(),
        "best_gap_mps": facts.best_gap_mps.astype("<f8").tobytes(),
        "windows_considered": int(facts.windows.considered),
        "windows_failed": as_json({gate: int(lost) for gate, lost in facts.windows.failed.items()}),
        "methods": as_json(dict(facts.methods)),
        "missing": as_json(dict(facts.missing)),
    }


def _plain(number: float | None) -> float | None:
    return None if number is None else float(number)


_NO_WINDOWS: Final = Windows(np.empty(0), np.empty(0), np.empty(0), {}, 0)


def facts_from(numbers: Sequence[Any], words: Sequence[Any]) -> RunFacts:
    """The facts again, from the values of NUMBERS and of WORDS; windows are left empty."""
    grade_source, hr_seconds, gap_seconds, best_gap, methods, missing = words
    values = (
        *numbers,
        grade_source,
        np.frombuffer(hr_seconds, "<i8"),
        np.frombuffer(gap_seconds, "<i8"),
        np.frombuffer(best_gap, "<f8"),
        _NO_WINDOWS,
        _methods(methods),
        _missing(missing),
    )
    # By position, in the order of the fields: by name it takes twice as long, for every run on every page.
    return RunFacts(*values)


# Three thousand runs share a handful of different texts: each is taken apart once.
@lru_cache(maxsize=1024)
def _methods(text: str) -> Mapping[str, str]:
    methods: dict[str, str] = json.loads(text)
    return methods


@lru_cache(maxsize=1024)
def failed(text: str) -> Mapping[str, int]:
    """Windows lost to each gate."""
    lost: dict[str, int] = json.loads(text)
    return lost


@lru_cache(maxsize=1024)
def _missing(text: str) -> Mapping[str, Missing]:
    return {figure: Missing(code) for figure, code in json.loads(text).items()}


def window_table(windows: Windows) -> pa.Table:
    """The steady windows of one activity, one row each."""
    return pa.table(
        {
            "seq": _places(len(windows.minute)),
            "minute": windows.minute,
            "speed_mps": windows.speed_mps,
            "hr_bpm": windows.hr_bpm,
        }
    )


def record_table(records: Sequence[Totals | StrengthSet]) -> pa.Table:
    """Laps or sets, one row each, under the names of their fields; a table of nothing where there are none."""
    names = [field.name for field in fields(records[0])] if records else []
    values = {name: [getattr(record, name) for record in records] for name in names}
    return pa.table({"seq": _places(len(records))} | values)
