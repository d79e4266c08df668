"""The runs a plan looks at: the last weeks scored, out of as much history as their scores rest on."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from runstrong import settings
from runstrong.metrics.physiology import needs_no_older
from runstrong.metrics.score import score_since
from runstrong.metrics.traits import counts_as_run
from runstrong.model.facts import Run, RunSummary
from runstrong.scored import activities
from runstrong.store import reads
from runstrong.store.answers import known
from runstrong.store.database import Store

WEEKS: Final = 24
"""What a plan looks at: the habit of ten weeks, how well it held in the ten before, the load of thirteen."""

BEHIND: Final = timedelta(days=800)
"""What their scores rest on, as a rule: see `needs_no_older`."""


def lately(store: Store, day: date) -> list[Run]:
    """Activities of every sport from 24 weeks before `day` on, each once, ascending by start, scored.

    They begin with the last run before those weeks, so that a break is seen as a break and not as a beginning.
    Scores are those of the whole history, of which only what they rest on is read.
    """
    begin = day - timedelta(weeks=WEEKS)
    everything = known(store, activities)
    if everything is not None:
        # What a page has asked for anyway need not be read again.
        first = _first([run.summary for run in everything], begin)
        return [run for run in everything if run.summary.local_day >= first]
    since, stored = begin - BEHIND, reads.settings(store)
    history = _once(reads.summaries(store, since=since))
    if not needs_no_older(stored, history, since, _first(history, begin)):
        history = _once(reads.summaries(store))
    return score_since(history, stored, settings.preferences(stored), _first(history, begin))


def _first(history: Sequence[RunSummary], begin: date) -> date:
    """The day of the last run before `begin`, where there is one."""
    return max((run.local_day for run in history if counts_as_run(run) and run.local_day < begin), default=begin)


def _once(summaries: Sequence[RunSummary]) -> list[RunSummary]:
    return [summary for summary in summaries if summary.duplicate_of is None]
