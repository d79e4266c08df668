"""Files on their way into the store, gathered into transactions."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from runstrong.errors import RunstrongError
from runstrong.importing.looking import Found
from runstrong.importing.measured import MeasuredFile
from runstrong.model.caption import Written
from runstrong.model.outcome import FileOutcome

MOST_FILES: Final = 200
"""In one batch, most of them known or refused; the answer to each should not be long in coming."""
MOST_ACTIVITIES: Final = 25
MOST_SAMPLES: Final = 100_000
"""Measured: beyond some 120,000 rows in one transaction the database file doubles."""
LONGEST_WAIT_S: Final = 1.0
"""After this long a batch is stored as it is, so that what was read is soon safe and said."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file under the name to show, what was found in it, and how far through all files, 0-1, it lies.

    `written` is what the export it came in says about it, `packed` the SHA-256 of its bytes as they lay in there.
    """

    name: str
    found: Found | FileOutcome
    place: float
    written: Written | None = None
    packed: str | None = None


def batches(entries: Iterable[Entry | None]) -> Iterator[list[Entry]]:
    """Entries in transactions' worth, in their order; None among them only says that time has passed.

    Where the files themselves end in trouble, what came before is handed out first.
    """
    batch: list[Entry] = []
    since = time.monotonic()
    try:
        for entry in entries:
            is_due = time.monotonic() - since > LONGEST_WAIT_S
            if batch and (is_due or (entry is not None and not _fits(batch, entry))):
                yield batch
                batch, since = [], time.monotonic()
            if entry is not None:
                batch.append(entry)
    except RunstrongError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _fits(batch: Sequence[Entry], entry: Entry) -> bool:
    """Few enough to be quick, and no two files of the same bytes: the second must find the first in the store."""
    new = entry.found
    if len(batch) >= MOST_FILES or not isinstance(new, MeasuredFile):
        return len(batch) < MOST_FILES
    files = [one.found for one in batch if isinstance(one.found, MeasuredFile)]
    activities = sum(len(file.activities) for file in (*files, new))
    samples = sum(file.samples for file in (*files, new))
    is_same = any(file.sha256 == new.sha256 for file in files)
    return activities <= MOST_ACTIVITIES and samples <= MOST_SAMPLES and not is_same
