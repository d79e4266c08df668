"""Which stored activity a new one is, or may be: the same run from two files."""

from datetime import timedelta
from typing import Final

from runstrong.importing.measured import Measured
from runstrong.ingest.twins import Match, Span, match, richer
from runstrong.model.facts import RunFacts, RunSummary
from runstrong.model.recording import Format
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.store.writes import NewActivity

_FORMAT_RANK: Final = {"fit": 2, "tcx": 1, "gpx": 0}


def twin(store: Store, activity: Measured) -> Match | None:
    """The stored activity that is, or may be, the same one as this."""
    span = _new_span(activity)
    end = span.start_utc + timedelta(seconds=max(span.elapsed_s, 1.0))
    return match(span, [_known_span(known) for known in reads.overlapping(store, span.start_utc, end)])


def linked(activity: Measured, found: Match | None) -> NewActivity:
    """The activity as it will be stored: shown, or kept behind a twin that says more."""
    hidden = found is not None and found.clear and richer(_new_span(activity), found.known) is found.known
    asked = found is not None and not found.clear
    return NewActivity(
        id=activity.id,
        part=activity.part,
        track=activity.track,
        facts=activity.facts,
        duplicate_of=found.known.id if found and hidden else None,
        possible_duplicate_of=found.known.id if found and asked else None,
        replaces=found.known.id if found and found.clear and not hidden else None,
    )


def _richness(facts: RunFacts, file_format: Format, samples: int) -> tuple[int, ...]:
    """How much a recording says: heart rate before movement before the better format before more samples."""
    return (int(facts.hr_quality is not None), int(facts.moving_s is not None), _FORMAT_RANK[file_format], samples)


def _new_span(activity: Measured) -> Span:
    track, facts = activity.track, activity.facts
    richness = _richness(facts, track.format, len(track))
    return Span(activity.id, track.sport, track.start_utc, facts.elapsed_s or 0.0, facts.distance_m, richness)


def _known_span(known: RunSummary) -> Span:
    facts = known.facts
    richness = _richness(facts, known.format, known.samples)
    return Span(known.id, known.sport, known.start_utc, facts.elapsed_s or 0.0, facts.distance_m, richness)
