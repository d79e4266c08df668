"""Which stored activity a new one is, or may be: the same run from two files."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final, Self

from runstrong.ingest.twins import Match, Span, match, richer
from runstrong.model.facts import RunFacts, RunSummary
from runstrong.model.track import Track
from runstrong.store import reads
from runstrong.store.database import Store

_FORMAT_RANK: Final[dict[str, int]] = {"fit": 2, "tcx": 1, "gpx": 0}


class Neighbours:
    """The shown activities that share time with those of a batch, and those of the batch as they join them.

    One question to the store for a whole batch; what each new one finds is the same as if they came one by one.
    """

    def __init__(self, shown: Iterable[Span]) -> None:
        self._shown = {span.id: span for span in shown}

    @classmethod
    def of(cls, store: Store, new: Sequence[Span]) -> Self:
        """The neighbours of new activities in the store."""
        times = [(span.start_utc, span.start_utc + timedelta(seconds=max(span.elapsed_s, 1.0))) for span in new]
        return cls(_known_span(known) for known in reads.overlapping(store, times)) if times else cls(())

    def twin(self, new: Span) -> Match | None:
        """The shown activity that is, or may be, the same one as this."""
        return match(new, sorted(self._shown.values(), key=lambda span: (span.start_utc, span.id)))

    def join(self, new: Span, found: Match | None) -> None:
        """From now on `new` is among the stored ones, and of two that are clearly one the richer is shown."""
        if is_hidden(new, found):
            return
        self._shown[new.id] = new
        if found is not None and found.clear:
            self._shown.pop(found.known.id, None)


def is_hidden(new: Span, found: Match | None) -> bool:
    """Is a new activity kept behind a twin that says more?"""
    return found is not None and found.clear and richer(new, found.known) is found.known


def span_of(activity_id: str, activity: Track | RunSummary, facts: RunFacts, samples: int) -> Span:
    """What tells an activity from others: heart rate says more than movement, then the format, then samples."""
    has = int(facts.hr_quality is not None), int(facts.moving_s is not None)
    richness = (*has, _FORMAT_RANK[activity.format], samples)
    elapsed_s = facts.elapsed_s or 0.0
    return Span(activity_id, activity.sport, activity.start_utc, elapsed_s, facts.distance_m, richness)


def _known_span(known: RunSummary) -> Span:
    return span_of(known.id, known, known.facts, known.samples)
