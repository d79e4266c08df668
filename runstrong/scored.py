"""Activities as they count for this athlete: read and scored once per state of the store."""

from collections.abc import Callable, Mapping
from datetime import date

from runstrong import settings
from runstrong.metrics.estimates import Estimates
from runstrong.metrics.physiology import body_by_day
from runstrong.metrics.score import Judged, judge
from runstrong.model.athlete import Physiology, Preferences
from runstrong.model.facts import Run, RunSummary
from runstrong.store import reads
from runstrong.store.answers import once, renewed
from runstrong.store.database import Store
from runstrong.store.summaries import all_kept


def preferences(store: Store) -> Preferences:
    """The athlete's undated settings."""
    return settings.preferences(reads.settings(store))


def summaries(store: Store) -> list[RunSummary]:
    """Every activity and every further file of it, ascending by start; unscored."""
    return [kept.summary for kept in renewed(store, all_kept).values()]


def body(store: Store) -> Callable[[date], Physiology]:
    """The athlete's heart rates and threshold pace by day."""
    stored = reads.settings(store)
    return body_by_day(stored, settings.preferences(stored), renewed(store, _estimates))


def activities(store: Store) -> list[Run]:
    """Every activity of every sport, each once, ascending by start, scored for this athlete."""
    return [judged.run for judged in renewed(store, _judged).values()]


def _estimates(store: Store, before: Estimates | None) -> Estimates:
    return Estimates(once(store, summaries), before)


def _judged(store: Store, before: Mapping[str, Judged] | None) -> dict[str, Judged]:
    shown = [summary for summary in once(store, summaries) if summary.duplicate_of is None]
    return judge(shown, once(store, body), preferences(store).units, before or {})


def runs(store: Store, from_day: date | None = None, to_day: date | None = None) -> list[Run]:
    """The runs from one day to another (both included), each once, ascending by start."""
    return [
        run
        for run in once(store, activities)
        if run.summary.sport == "running"
        and (from_day is None or from_day <= run.summary.local_day)
        and (to_day is None or run.summary.local_day <= to_day)
    ]
