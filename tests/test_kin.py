"""Which stored activities a new one may be: what shares its time, or is as long and as far in another zone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from runstrong.store import kin
from runstrong.store.database import Store
from runstrong.store.kin import Reach, near
from tests.store_activities import START, a_track, an_activity, keep, some_facts


def reach(after_s: float, elapsed_s: float, distance_m: float | None = None) -> Reach:
    return Reach(START + timedelta(seconds=after_s), elapsed_s, distance_m)


@pytest.mark.parametrize(
    ("from_s", "to_s", "meets"),
    [(-60, 0, False), (-60, 1, True), (100, 200, True), (-60, 900, True), (598, 900, True), (600, 900, False)],
)
def test_activities_that_share_time_are_near(from_s: int, to_s: int, meets: bool) -> None:
    with Store.in_memory() as store:
        keep(store, "a.fit", an_activity("a.fit", track=a_track(600)))
        assert bool(near(store, [reach(from_s, to_s - from_s)])) is meets


@pytest.mark.parametrize(
    ("hours", "elapsed_s", "distance_m", "meets"),
    [
        (2, 600, 1700, True), (-14, 610, 1770, True), (14, 600, None, True), (15, 600, 1700, False),
        (2, 640, 1700, False), (2, 600, 1800, False),
    ],
)  # fmt: skip
def test_what_is_as_long_and_as_far_is_near_within_a_time_zone(
    hours: int, elapsed_s: float, distance_m: float | None, meets: bool
) -> None:
    with Store.in_memory() as store:
        keep(store, "a.fit", an_activity("a.fit", track=a_track(600)))
        assert bool(near(store, [reach(hours * 3600, elapsed_s, distance_m)])) is meets


def test_hidden_ones_are_kin_too_and_each_is_there_once() -> None:
    with Store.in_memory() as store:
        keep(store, "a.fit")
        keep(store, "b.fit", an_activity("b.fit", duplicate_of=an_activity("a.fit").id))
        found = near(store, [reach(0, 600), reach(10, 600)])
        assert {one.duplicate_of for one in found} == {None, an_activity("a.fit").id}
        assert found == kin.kin(store, [one.id for one in found])


def test_an_activity_is_known_by_the_same_figures_before_and_after_it_is_stored() -> None:
    facts = replace(some_facts(), hr_quality=None, moving_s=None, elapsed_s=None)
    new = an_activity("a.fit", facts=facts)
    with Store.in_memory() as store:
        keep(store, "a.fit", new)
        (stored,) = kin.kin(store, [new.id])
    assert kin.kin_in(new.packed, new.id, stored.sha256, new.part) == stored
    assert (stored.own.has_heart, stored.own.has_motion, stored.elapsed_s) == (False, False, 0.0)
