"""Ten weeks through the real store: a runner who follows the plan, one who half follows, one who ignores it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from runstrong import athlete, importing, planning
from runstrong.model.diary import LogEntry
from runstrong.model.plan import WeekPlan
from runstrong.store.database import Store
from tests.files import gpx

START = date(2026, 3, 2)
WEEKS = 11
BEFORE = 6
RUN_DAYS = (1, 3, 6)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three short runs a week from six weeks before the block to its end."""
    folder = tmp_path_factory.mktemp("runs")
    for week in range(-BEFORE, WEEKS):
        for weekday in RUN_DAYS:
            day = START + timedelta(weeks=week, days=weekday)
            start = datetime(day.year, day.month, day.day, 6)  # noqa: DTZ001 - naive UTC
            (folder / f"{day}.gpx").write_bytes(gpx(start=start, seconds=600, hr=140))
    return folder


@pytest.fixture
def store(runs: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as store:
        outcomes = list(importing.import_paths(store, [runs]))
        assert {str(outcome.outcome) for outcome in outcomes} == {"imported"}
        wishes = {"block_start": START.isoformat(), "equipment": "dumbbell", "level": "intermediate"}
        athlete.save(store, wishes, START)
        yield store


def live(store: Store, every: int) -> list[WeekPlan]:
    """Look at the plan each day and do every `every`-th session as planned (0: none); the weeks as they ended."""
    weeks, met = [], 0
    for number in range(7 * WEEKS):
        today = START + timedelta(days=number)
        due = (s for s in planning.show(store, today).sessions if s.day == today and s.status == "planned")
        for session in due:
            met += 1
            if every and met % every == 0:
                planning.log(store, session.id, LogEntry(rpe=6), today)
        if number % 7 == 6:
            weeks.append(planning.plan(store, today))
    return weeks


def test_who_follows_goes_from_foundation_through_strength_to_power(store: Store) -> None:
    weeks = live(store, every=1)
    phases = [week.phase for week in weeks]
    assert phases == ["foundation"] * 3 + ["strength"] * 4 + ["power"] * 3 + ["maintenance"]
    assert [number for number, week in enumerate(weeks, start=1) if week.deload] == [4, 8]
    assert all(session.status == "done" for week in weeks for session in week.sessions)
    assert all(len(week.sessions) == 2 for week in weeks[:10])
    assert len(weeks[10].sessions) == 1


def test_who_half_follows_is_asked_again_within_the_week(store: Store) -> None:
    weeks = live(store, every=2)
    statuses = [[session.status for session in week.sessions] for week in weeks]
    assert any("missed" in week and "done" in week for week in statuses)
    assert weeks[0].phase == "foundation"
    assert all(week.sessions for week in weeks)


def test_who_ignores_it_stays_at_the_foundation_and_hears_why(store: Store) -> None:
    weeks = live(store, every=0)
    assert {week.phase for week in weeks} == {"foundation"}
    assert not any(session.status == "done" for week in weeks for session in week.sessions)
    assert all(week.reasons for week in weeks)
