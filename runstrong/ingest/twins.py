"""The same run twice: two recordings of one activity, told apart from two activities on one morning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

SAME_OVERLAP: Final = 0.9
"""Two recordings are clearly one activity when they share this part of the longer one's time ..."""
SAME_DISTANCE: Final = 0.05
"""... and their distances, where both state one, differ by no more than this part of the longer."""
MAYBE_OVERLAP: Final = 0.5
"""Sharing this part of the shorter one's time without being clearly the same is worth a question."""

_FOOT: Final = frozenset({"running", "walking", "hiking"})
_ANY: Final = frozenset({"unknown", "generic"})


@dataclass(frozen=True, slots=True)
class Span:
    """What tells two recordings apart: sport, time (naive UTC), distance in m, and how much each says."""

    id: str
    sport: str
    start_utc: datetime
    elapsed_s: float
    distance_m: float | None
    richness: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A known recording that overlaps a new one; `clear` when it is the same activity beyond doubt."""

    known: Span
    clear: bool


def _comparable(a: str, b: str) -> bool:
    return a == b or bool({a, b} & _ANY) or {a, b} <= _FOOT


def _overlap_s(a: Span, b: Span) -> float:
    """Shared time in s; a single instant inside the other's time counts as one second."""
    first = min(a, b, key=lambda span: span.start_utc)
    second = b if first is a else a
    offset = (second.start_utc - first.start_utc).total_seconds()
    return min(max(first.elapsed_s, 1.0) - offset, max(second.elapsed_s, 1.0))


def _distances_agree(a: Span, b: Span) -> bool:
    if a.distance_m is None or b.distance_m is None:
        return True
    return abs(a.distance_m - b.distance_m) <= max(SAME_DISTANCE * max(a.distance_m, b.distance_m), 50.0)


def match(new: Span, known: Sequence[Span]) -> Match | None:
    """The known recording most like `new`: clearly the same, or overlapping enough to ask, or None."""
    best: Match | None = None
    most = 0.0
    for other in known:
        shared = _overlap_s(new, other)
        if not _comparable(new.sport, other.sport) or shared <= most:
            continue
        longer = max(new.elapsed_s, other.elapsed_s, 1.0)
        shorter = max(min(new.elapsed_s, other.elapsed_s), 1.0)
        clear = shared >= SAME_OVERLAP * longer and _distances_agree(new, other)
        if clear or shared >= MAYBE_OVERLAP * shorter:
            best, most = Match(other, clear), shared
    return best


def richer(a: Span, b: Span) -> Span:
    """The one of two recordings of an activity that says more; the order of import never decides."""
    return max(a, b, key=lambda span: (span.richness, span.id))
