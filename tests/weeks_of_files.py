"""Twenty weeks of watch files whose heart rate follows their pace, up to yesterday."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from runstrong import importing
from runstrong.store.database import Store
from tests.files import gpx

HOSTILE = "**x** [y](https://evil.example) :smile: $z$ &lt;b&gt;"
WEEKS = 20


def import_twenty_weeks(folder: Path) -> None:
    """A data folder with two runs a week."""
    with Store.open(folder) as store:
        for name, data in _files():
            assert [str(o.outcome) for o in importing.import_bytes(store, name, data)] == ["imported"]


def _files() -> Iterator[tuple[str, bytes]]:
    """The last two have hostile names, and the very last no heart rate."""
    rng = np.random.default_rng(3)
    for days_ago in sorted((7 * week + day for week in range(WEEKS) for day in (2, 5)), reverse=True):
        speed = 2.9 + 0.12 * float(rng.standard_normal())
        bpm = round(145 + 22 * (speed - 2.9) + 2 * float(rng.standard_normal()))
        name = HOSTILE if days_ago == 2 else "Morning run"
        yield f"{days_ago}.gpx", gpx(start=_start(days_ago), seconds=1500, speed_mps=speed, hr=bpm, name=name)
    yield "no-heart.gpx", gpx(start=_start(1), hr=None, name=HOSTILE)


def _start(days_ago: int) -> datetime:
    today = datetime.now(UTC).replace(hour=6, minute=30, second=0, microsecond=0, tzinfo=None)
    return today - timedelta(days=days_ago)
