"""Activities as they count for this athlete: read and scored once per state of the store."""

from collections.abc import Callable
from datetime import date

from runstrong import settings
from runstrong.metrics.physiology import physiology_by_day
from runstrong.metrics.score import scores
from runstrong.model.athlete import Physiology, Preferences
from runstrong.model.facts import Run
from runstrong.store import reads
from runstrong.store.answers import once
from runstrong.store.database import Store


def preferences(store: Store) -> Preferences:
    """The athlete's undated settings."""
    return settings.preferences(reads.settings(store))


def body(store: Store) -> Callable[[date], Physiology]:
    """The athlete's heart rates and threshold pace by day."""
    stored = reads.settings(store)
    return physiology_by_day(stored, settings.preferences(stored), once(store, reads.summaries))


def activities(store: Store) -> list[Run]:
    """Every activity of every sport, each once, ascending by start, scored for this athlete."""
    summaries = [s for s in once(store, reads.summaries) if s.duplicate_of is None]
    scored = scores(summaries, once(store, body), preferences(store).units)
    return [Run(summary, score) for summary, score in zip(summaries, scored, strict=True)]


def runs(store: Store, from_day: date | None = None, to_day: date | None = None) -> list[Run]:
    """The runs from one day to another (both included), each once, ascending by start."""
    return [
        run
        for run in once(store, activities)
        if run.summary.sport == "running"
        and (from_day is None or from_day <= run.summary.local_day)
        and (to_day is None or run.summary.local_day <= to_day)
    ]
