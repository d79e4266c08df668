"""Archives of simulated watch files, as large as wanted: what the other programs here are fed with.

`archive(path, number)` makes one, once; `first(path, number, into)` takes a smaller one out of it. The files are
runs of an hour on following days, no two alike, a record a second: of a plain watch, nine fields, or of one with
running dynamics, twenty-one. The same arguments always give the same files.
"""

import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Literal
from unittest.mock import patch

import numpy as np

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from runstrong.export.fit_profile import ENUM, MESSAGES, SINT8, UINT8, UINT16, Field  # noqa: E402
from runstrong.simulate import Runner, as_fit, fit_file, season  # noqa: E402
from runstrong.simulate.activity import SimulatedActivity  # noqa: E402
from runstrong.simulate.runner import Habit  # noqa: E402

Watch = Literal["plain", "dynamics"]
UNTIL = date(2026, 6, 28)

DYNAMICS: dict[str, tuple[Field, float, float]] = {
    "vertical_oscillation": (Field(39, UINT16, 10), 85.0, 3.0),
    "stance_time_percent": (Field(40, UINT16, 100), 33, 1),
    "stance_time": (Field(41, UINT16, 10), 245.0, 6.0),
    "activity_type": (Field(42, ENUM), 1, 0),
    "power": (Field(7, UINT16), 240, 12), "vertical_ratio": (Field(83, UINT16, 100), 8.1, 0.2),
    "stance_time_balance": (Field(84, UINT16, 100), 50.2, 0.4),
    "step_length": (Field(85, UINT16, 10), 1050.0, 20.0),
    "unknown_87": (Field(87, UINT16), 0, 0), "unknown_90": (Field(90, SINT8), -2, 0.3),
    "unknown_107": (Field(107, UINT8), 1, 0), "unknown_134": (Field(134, UINT8), 100, 0),
}  # fmt: skip
"""What a watch with running dynamics writes beside the rest: the field, its usual value, and how it wanders."""

RICHER = replace(
    MESSAGES["record"],
    fields={**MESSAGES["record"].fields, **{name: field for name, (field, *_) in DYNAMICS.items()}},
)


def files(
    number: int,
    watch: Watch = "plain",
    *,
    minutes: int = 60,
    until: date = UNTIL,
    week: Mapping[int, Habit] | None = None,
) -> Iterator[bytes]:
    """So many FIT files in order of time, the last of them about `until`: one run a day, or those of a `week`."""
    habits = week or {day: Habit("easy", minutes, 7.0) for day in range(7)}
    runner = Runner(seed=5, weeks=-(-number // len(habits)), habits=habits)
    rng = np.random.default_rng(1)
    for activity in islice(season(runner, until), number):
        yield as_fit(activity) if watch == "plain" else _with_dynamics(activity, rng)


def _with_dynamics(activity: SimulatedActivity, rng: np.random.Generator) -> bytes:
    n = len(activity.t_s)
    wander = {name: usual + spread * rng.standard_normal(n) for name, (_, usual, spread) in DYNAMICS.items()}
    columns = {**fit_file._record_columns(activity), **wander}
    with patch.dict(MESSAGES, record=RICHER), patch.object(fit_file, "_record_columns", lambda _: columns):
        return as_fit(activity)


def archive(
    path: Path,
    number: int,
    watch: Watch = "plain",
    *,
    minutes: int = 60,
    until: date = UNTIL,
    week: Mapping[int, Habit] | None = None,
) -> Path:
    """A zip of so many files at `path`; one that is there already is taken as it is."""
    if path.exists():
        return path
    half = path.with_suffix(".half")
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as made:
        for place, data in enumerate(files(number, watch, minutes=minutes, until=until, week=week)):
            made.writestr(f"activities/{place:05}.fit", data)
    return half.rename(path)


def members(path: Path, number: int) -> Iterator[bytes]:
    """The first files in an archive."""
    with zipfile.ZipFile(path) as opened:
        for name in opened.namelist()[:number]:
            yield opened.read(name)


def held(path: Path) -> int:
    """How many files an archive holds."""
    with zipfile.ZipFile(path) as opened:
        return len(opened.namelist())


def first(path: Path, number: int, into: Path) -> Path:
    """Another archive, of the first files in `path`."""
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        for place, data in enumerate(members(path, number)):
            made.writestr(f"activities/{place:05}.fit", data)
    return into
