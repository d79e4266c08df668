"""Twenty weeks of watch files whose heart rate follows their pace, up to yesterday."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from runstrong import importing
from runstrong.simulate import as_fit
from runstrong.simulate.gym import gym_session
from runstrong.store.database import Store
from tests.files import gpx

HOSTILE = "**x** [y](https://evil.example) :smile: $z$ &lt;b&gt;"
WEEKS = 20


def import_twenty_weeks(folder: Path) -> None:
    """A data folder with two runs a week, and a strength session now and then."""
    with Store.open(folder) as store:
        for name, data in _files():
            assert [str(o.outcome) for o in importing.import_bytes(store, name, data)] == ["imported"]


def _files() -> Iterator[tuple[str, bytes]]:
    """The last two runs have hostile names, and the very last no heart rate."""
    rng = np.random.default_rng(3)
    for days_ago in sorted((7 * week + day for week in range(WEEKS) for day in (2, 5)), reverse=True):
        speed = 2.9 + 0.12 * float(rng.standard_normal())
        bpm = round(145 + 22 * (speed - 2.9) + 2 * float(rng.standard_normal()))
        name = HOSTILE if days_ago == 2 else "Morning run"
        yield (
            f"{days_ago}.gpx",
            gpx(start=start_of_run(days_ago), seconds=1500, speed_mps=speed, hr=bpm, name=name),
        )
    for days_ago in (80, 10, 3):
        yield f"gym-{days_ago}.fit", as_fit(gym_session("strength", start_of_run(days_ago), 0, 1, rng))
    yield "no-heart.gpx", gpx(start=start_of_run(1), hr=None, name=HOSTILE)


def start_of_run(days_ago: int) -> datetime:
    """A morning so many days ago, as naive UTC."""
    today = datetime.now(UTC).replace(hour=6, minute=30, second=0, microsecond=0, tzinfo=None)
    return today - timedelta(days=days_ago)
