"""How far an import is, and an estimate that knows when it knows nothing."""

import pytest

from runstrong.importing import progress
from runstrong.importing.progress import Course, Progress


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time now, to be set by the test."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_there_is_no_estimate_before_there_is_something_to_go_by(clock: list[float]) -> None:
    course = Course(100)
    clock[0] += 1
    assert course.went_on(10, 0.1, "a.fit").seconds_left is None
    clock[0] += 3
    assert course.went_on(0, 0.1, "a.fit").seconds_left == pytest.approx(36)


def test_files_that_were_known_do_not_make_the_rest_look_quick(clock: list[float]) -> None:
    course = Course(1000)
    clock[0] += 1
    course.went_on(500, 0.5, "known.fit")
    for second in range(30):
        clock[0] += 1
        told = course.went_on(5, 0.5 + 0.005 * (second + 1), "new.fit")
    assert told.seconds_left == pytest.approx(70)


def test_more_files_than_expected_are_never_more_than_all(clock: list[float]) -> None:
    assert Course(3).went_on(5, 0.9, "a.fit").total == 5
    assert Course(None).went_on(5, 0.9, "a.fit").total is None


@pytest.mark.parametrize(
    ("done", "total", "seconds", "text"),
    [
        (1, 1, None, "1 of 1 file"),
        (1234, 3000, 41.0, "1,234 of 3,000 files, about 45 seconds left"),
        (7, None, 57.0, "7 files, about a minute left"),
        (7, None, 130.0, "7 files, about 3 minutes left"),
        (7, 8, 0.2, "7 of 8 files, about 5 seconds left"),
    ],
)
def test_it_is_said_no_finer_than_it_can_be_known(
    done: int, total: int | None, seconds: float | None, text: str
) -> None:
    assert Progress(done, total, 0.5, 0.0, seconds, "a.fit").text == text
