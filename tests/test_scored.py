"""Activities read and scored once, and the part of them that a plan looks at."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from runstrong import importing
from runstrong.model.facts import LeftOut
from runstrong.planning.history import lately
from runstrong.scored import activities, runs
from runstrong.store.answers import once
from runstrong.store.database import Store
from runstrong.store.own import set_mark
from tests.files import gpx

FIRST = date(2022, 1, 3)
DAYS = (0, 3, 400, 720, 1000, 1003, 1005, 1010)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    kept = Store.open(tmp_path)
    for days in DAYS:
        data = gpx(start=datetime.combine(FIRST + timedelta(days=days), time(7)), hr=140 + days % 7)
        assert [str(o.outcome) for o in importing.import_bytes(kept, f"{days}.gpx", data)] == ["imported"]
    return kept


def _told(found: list) -> list:
    return [(run.summary.id, run.score) for run in found]


@pytest.mark.parametrize("days", [0, 3, 500, 1004, 1012, 1400])
def test_the_last_weeks_are_the_same_read_alone_or_taken_from_everything(store: Store, days: int) -> None:
    day = FIRST + timedelta(days=days)
    alone = lately(store, day)
    once(store, activities)
    assert _told(lately(store, day)) == _told(alone)


def test_a_mark_counts_at_once_in_every_answer(store: Store) -> None:
    last = once(store, activities)[-1].summary.id
    set_mark(store, last, "ill", "yes")
    day = FIRST + timedelta(days=1012)
    for answer in (once(store, activities), once(store, runs), lately(store, day)):
        assert answer[-1].score.left_out is LeftOut.ILL
