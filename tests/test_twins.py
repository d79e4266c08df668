"""The same run twice, and two runs that only look alike."""

from datetime import datetime, timedelta

import pytest

from runstrong.ingest.twins import Span, match, richer

START = datetime(2026, 3, 1, 7, 0)  # noqa: DTZ001 - naive UTC, as everywhere inside


def span(
    name: str = "a", *, after_s: float = 0, elapsed_s: float = 3600, distance_m: float | None = 10_000,
    sport: str = "running", richness: tuple[int, ...] = (1,),
) -> Span:  # fmt: skip
    return Span(name, sport, START + timedelta(seconds=after_s), elapsed_s, distance_m, richness)


@pytest.mark.parametrize(
    ("other", "clear"),
    [
        (span("b"), True),
        (span("b", after_s=12, elapsed_s=3590, distance_m=10_180), True),
        (span("b", distance_m=None), True),
        (span("b", sport="unknown"), True),
        (span("b", sport="walking"), True),
        (span("b", after_s=900, elapsed_s=2700, distance_m=7_400), False),
        (span("b", distance_m=12_000), False),
    ],
)
def test_one_run_in_two_files_is_found(other: Span, clear: bool) -> None:
    found = match(other, [span("a")])
    assert found is not None
    assert (found.known.id, found.clear) == ("a", clear)


@pytest.mark.parametrize(
    "other",
    [
        span("b", after_s=3700),
        span("b", after_s=-4000, elapsed_s=1200, distance_m=3000),
        span("b", sport="cycling"),
        span("b", after_s=3000, elapsed_s=3600),
    ],
)
def test_two_real_activities_both_stay(other: Span) -> None:
    assert match(other, [span("a")]) is None


def test_the_most_overlapping_one_is_the_twin() -> None:
    near = span("near", after_s=5)
    found = match(span("new"), [span("far", after_s=1500), near])
    assert found is not None
    assert found.known is near


def test_which_file_is_richer_does_not_depend_on_the_order_of_import() -> None:
    poor, rich = span("x", richness=(0, 9)), span("a", richness=(1, 2))
    assert richer(poor, rich) is richer(rich, poor) is rich
    one, other = span("a"), span("b")
    assert richer(one, other).id == richer(other, one).id
