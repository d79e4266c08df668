"""What the history says of files, told anew: as if a run that was removed had never been among them."""

from typing import Final

from runstrong.config import LIMITS
from runstrong.errors import FileRefused
from runstrong.importing.matching import Circle
from runstrong.ingest.reader import read
from runstrong.model.outcome import Outcome
from runstrong.store import history, originals
from runstrong.store.database import Store
from runstrong.store.history import Arrival
from runstrong.store.removed import Line

SAME_RUN: Final = (
    "The same activity is here already from another file; the one that says more is shown, with what only the "
    "other holds."
)


def retold(store: Store, circle: Circle) -> list[Line]:
    """The lines that no longer hold about files of a circle, all of whose activities are in it.

    Each file is told as when it came, by what was there before it and still is.
    """
    there = set[str]()
    lines = []
    for arrival in history.arrivals(store, circle.there):
        own = [one for one in arrival.ids if one in circle.there]
        there.update(own)
        is_twin = all(len(circle.members(one, there)) > 1 for one in own)
        if own and is_twin != (arrival.outcome is Outcome.DUPLICATE):
            kind = Outcome.DUPLICATE if is_twin else _kind(store, arrival)
            lines.append(Line(arrival.sha256, kind, SAME_RUN if is_twin else None))
    return lines


def _kind(store: Store, arrival: Arrival) -> Outcome:
    return Outcome.PARTIAL if arrival.lost or _is_damaged(store, arrival.sha256) else Outcome.IMPORTED


def _is_damaged(store: Store, sha256: str) -> bool:
    """Whether a file as a whole lacks something: only its original tells."""
    try:
        return read(originals.get(store.folder, sha256), LIMITS).lost
    except FileRefused:
        return False
