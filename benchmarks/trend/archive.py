"""A real archive: files in a folder, imported as anybody's are, into a store that is thrown away."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from benchmarks.trend.seasons import Measured, minute_means
from runstrong import coach, importing, settings
from runstrong.metrics.physiology import physiology_by_day
from runstrong.model.facts import Run, Windows
from runstrong.store import reads
from runstrong.store.database import Store


@dataclass(frozen=True)
class Archive:
    """One runner's runs, ascending and scored, with their windows and minutes by id."""

    name: str
    runs: list[Run]
    measured: dict[str, Measured]
    hr_max_on: Callable[[date], float | None]

    @property
    def windows(self) -> dict[str, Windows]:
        return {activity_id: one.windows for activity_id, one in self.measured.items()}


def load(folder: Path) -> Archive:
    """Import everything under `folder` and read it back."""
    with tempfile.TemporaryDirectory() as own, Store.open(Path(own)) as store:
        for _ in importing.import_paths(store, [folder]):
            pass
        runs = coach.runs(store)
        windows = reads.windows(store)
        measured = {
            run.summary.id: Measured(
                run.summary, windows[run.summary.id], minute_means(*reads.columns(store, run.summary.id))
            )
            for run in runs
        }
        stored = reads.settings(store)
    on = physiology_by_day(stored, settings.preferences(stored), [run.summary for run in runs])
    return Archive(folder.name, runs, measured, cache(lambda day: on(day).hr_max.value))
