"""The table in a Strava export that says what each of its files was called."""

import csv
import io
import re
from contextlib import suppress
from typing import Final

from runstrong.ingest.names import paragraphs, plain
from runstrong.model.caption import Caption

TABLE_NAME: Final = "activities.csv"
_TITLE: Final = 2
_DESCRIPTION: Final = 4
_WATCH_FILE: Final = re.compile(r"activities/.+\.(fit|gpx|tcx)(\.gz)?", re.IGNORECASE)


def captions(table: bytes) -> dict[str, Caption]:
    """What was written about each file, by its path beside the table; empty where this is no such table.

    Headings come in the runner's language and columns are added over the years, so nothing is found by name: the
    file's path is told by its look, gear stands right before it, title and description third and fifth.
    """
    rows = csv.reader(io.StringIO(table.decode("utf-8-sig", "replace"), newline=""))
    found: dict[str, Caption] = {}
    with suppress(csv.Error):
        for row in rows:
            place = next(
                (n for n, cell in enumerate(row) if n > _DESCRIPTION and _WATCH_FILE.fullmatch(cell)), None
            )
            if place is not None:
                gear = row[place - 1] if place - 1 > _DESCRIPTION else ""
                found[row[place]] = Caption(plain(row[_TITLE]), paragraphs(row[_DESCRIPTION]), plain(gear))
    return found
