"""One run in several files: which stream comes from which, what holes are filled with, and what stays missing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from runstrong.errors import NotAnActivity
from runstrong.ingest.aligned import Streams, compared
from runstrong.ingest.merge import Donor, completed, gains
from runstrong.ingest.twins import one_recording, two_bodies
from runstrong.metrics.measure import measure
from runstrong.model.arrays import FloatArray
from runstrong.model.facts import Filled, RunFacts
from runstrong.model.recording import Device, Totals
from runstrong.model.track import COLUMNS, Track, at_resolution
from runstrong.store.packed import packed
from tests.tracks import garbage, track_of
from tests.two_devices import EVERYTHING, START, a_run, device

MOVEMENT = ("speed_mps", "distance_m")
GROUPS = (MOVEMENT, ("lat_deg", "lon_deg"), ("hr_bpm",), ("cadence_spm",), ("elevation_m",))
UTC = (0, "+00:00", "utc")


def donor(streams: Streams, name: str = "polar-0", **more: object) -> Donor:
    return Donor(name, streams, more.pop("clock_s", 0.0), "Polar H10", UTC, **more)  # type: ignore[arg-type]


def without(streams: Streams, name: str, rows: slice) -> Streams:
    values = streams.columns[name].copy()
    values[rows] = np.nan
    return replace(streams, columns={**streams.columns, name: values})


def only(streams: Streams, *names: str) -> Streams:
    return replace(streams, columns={name: streams.columns[name] for name in ("t_s", *names)})


def a_track(columns: Mapping[str, FloatArray], **more: object) -> Track:
    """A track of these columns as normalising would make it."""
    kept = {c.name: at_resolution(c, columns[c.name]) for c in COLUMNS if c.name in columns}
    stretch = np.zeros(len(kept["t_s"]), dtype=np.int64)
    return Track("fit", "running", None, START, 0, "+00:00", "utc", True, kept, stretch, Totals(), **more)  # type: ignore[arg-type]


def test_a_stream_that_is_lacking_comes_whole() -> None:
    both = device(a_run(), 1)
    columns, gifts = gains(only(both, "speed_mps"), [donor(only(both, "hr_bpm", "cadence_spm"))])
    assert gifts == (
        Filled("hr_bpm", "polar-0", 2999.0, whole=True),
        Filled("cadence_spm", "polar-0", 2999.0, whole=True),
    )
    assert np.array_equal(columns["hr_bpm"], both.columns["hr_bpm"])


def test_of_a_stream_that_is_there_the_own_stays() -> None:
    watch, strap = device(a_run(), 1), device(a_run(), 2)
    assert gains(watch, [donor(strap)])[1] == ()


@pytest.mark.parametrize(("own_share", "whole"), [(0.4, True), (0.6, False)])
def test_a_stream_that_is_there_for_less_than_half_of_the_time_comes_whole(own_share: float, whole: bool) -> None:
    watch, strap = device(a_run(), 1), device(a_run(), 2)
    dying = without(watch, "hr_bpm", slice(round(3000 * own_share), None))
    columns, (gift,) = gains(dying, [donor(strap)])
    assert (gift.stream, gift.whole) == ("hr_bpm", whole)
    assert np.array_equal(columns["hr_bpm"][:1000], (strap if whole else watch).columns["hr_bpm"][:1000])
    assert np.isfinite(columns["hr_bpm"]).all()


def test_half_of_a_stream_is_not_given_up_for_another_half() -> None:
    watch = without(device(a_run(), 1), "hr_bpm", slice(1400, None))
    strap = without(device(a_run(), 2, astray=1.0), "hr_bpm", slice(0, 1500))
    assert gains(watch, [donor(strap)])[1] == ()


def test_holes_are_filled_where_the_two_agree_and_stay_where_they_do_not() -> None:
    watch = without(device(a_run(), 1), "hr_bpm", slice(500, 560))
    columns, (gift,) = gains(watch, [donor(device(a_run(), 2))])
    assert gift == Filled("hr_bpm", "polar-0", 60.0, whole=False)
    assert np.array_equal(columns["hr_bpm"][500:560], device(a_run(), 2).columns["hr_bpm"][500:560])
    assert gains(watch, [donor(device(a_run(), 2, astray=0.9))])[1] == ()


def test_what_a_watch_writes_now_and_then_has_no_holes() -> None:
    sparse = device(a_run(), 1)
    beats = np.where(np.arange(3000) % 5 == 0, sparse.columns["hr_bpm"], np.nan)
    assert (
        gains(replace(sparse, columns={**sparse.columns, "hr_bpm": beats}), [donor(device(a_run(), 2))])[1] == ()
    )


def test_distance_over_a_hole_meets_the_own_counter_on_both_sides_and_never_falls() -> None:
    watch = without(without(device(a_run(), 1), "distance_m", slice(900, 1000)), "speed_mps", slice(900, 1000))
    phone = device(a_run(), 2)
    phone = replace(phone, columns={**phone.columns, "distance_m": phone.columns["distance_m"] * 1.04})
    columns, (gift,) = gains(watch, [donor(phone)])
    assert (gift.stream, gift.seconds) == ("movement", 100.0)
    distance = columns["distance_m"]
    assert (np.diff(distance) >= 0).all()
    assert np.abs(distance - a_run()["distance_m"]).max() < 5


def test_clocks_are_set_before_anything_is_read() -> None:
    truth = a_run()
    watch, strap = device(truth, 1), device(truth, 2, fast_s=75)
    own = only(watch, *MOVEMENT, "cadence_spm")
    clock_s = compared(own, strap).clock_s
    columns, _ = gains(own, [donor(strap, clock_s=clock_s)])
    assert np.nanmedian(np.abs(columns["hr_bpm"] - truth["hr_bpm"])) < 2.5


def test_nothing_is_read_across_a_pause_of_either() -> None:
    truth = a_run()
    own, other = only(device(truth, 1), *MOVEMENT), device(truth, 2)
    paused = np.where(np.arange(3000) < 1000, 0, np.where(np.arange(3000) < 1100, -1, 1))
    columns, _ = gains(replace(own, stretch=paused), [donor(other)])
    assert np.isnan(columns["hr_bpm"][1000:1100]).all()
    kept = paused >= 0
    rest = Streams(other.start_utc, {n: v[kept] for n, v in other.columns.items()}, paused[kept])
    columns, _ = gains(own, [donor(rest)])
    assert np.isnan(columns["hr_bpm"][1000:1100]).all()
    assert np.isfinite(columns["hr_bpm"][[999, 1100]]).all()


def test_the_sensors_name_goes_with_the_heart_rate_and_the_watchs_own_mean_goes() -> None:
    truth = a_run()
    shown = replace(
        a_track({name: truth[name] for name in ("t_s", *MOVEMENT)}), devices=(Device("watch", "Forerunner"),),
        totals=Totals(distance_m=9000.0, avg_hr_bpm=99.0),
    )  # fmt: skip
    track, _ = completed(shown, [donor(device(truth, 2))])
    assert track.devices == (Device("watch", "Forerunner"), Device("heart_rate", "Polar H10"))
    assert (track.totals.avg_hr_bpm, track.totals.distance_m) == (None, 9000.0)
    assert list(track.columns) == [column.name for column in COLUMNS if column.name in track.columns]


def test_a_position_tells_the_time_zone_a_file_did_not_know() -> None:
    truth = a_run()
    phone = Donor("p-0", device(truth, 2), 0.0, None, (3600, "Europe/Berlin", "position"))
    track, _ = completed(a_track({name: truth[name] for name in ("t_s", "hr_bpm")}), [phone])
    assert (track.time_zone, track.utc_offset_s, track.zone_source) == ("Europe/Berlin", 3600, "position")
    assert track.local_start == START + timedelta(hours=1)


def test_three_files_complete_one_another_the_richest_first() -> None:
    truth = a_run()
    shown = only(device(truth, 1), *MOVEMENT)
    first = without(device(truth, 2, has=("hr_bpm",)), "hr_bpm", slice(2000, 2300))
    second = device(truth, 3, has=("hr_bpm", "elevation_m"))
    columns, gifts = gains(shown, [donor(first, "first-0"), donor(second, "second-0")])
    assert [(gift.stream, gift.source, gift.whole) for gift in gifts] == [
        ("hr_bpm", "first-0", True), ("hr_bpm", "second-0", False), ("elevation_m", "second-0", True),
    ]  # fmt: skip
    assert np.isfinite(columns["hr_bpm"]).all()


def close(one: RunFacts, other: RunFacts, within: float) -> bool:
    figures = ("distance_m", "moving_s", "avg_hr_bpm", "gap_mps", "norm_gap_mps", "hr_quality", "ascent_m")
    pairs = [(getattr(one, name), getattr(other, name)) for name in figures]
    alike = all(a == pytest.approx(b, rel=within) if a is not None and b is not None else a is b for a, b in pairs)
    return alike and abs(len(one.windows.minute) - len(other.windows.minute)) <= 2


@pytest.mark.parametrize("seed", range(8))
def test_however_a_run_is_split_over_two_files_its_figures_are_those_of_the_whole(seed: int) -> None:
    rng = np.random.default_rng(seed)
    whole = a_track(device(a_run(seed), 1).columns)
    mine = {name for group in GROUPS if rng.random() < 0.5 for name in group}
    shown, other = (
        {n: v for n, v in whole.columns.items() if n == "t_s" or (n in mine) is here} for here in (True, False)
    )
    assert set(mine) <= set(EVERYTHING)
    clock_s = float(rng.integers(-90, 90))
    theirs = Streams(START - timedelta(seconds=clock_s), other, whole.stretch)
    track, gifts = completed(replace(whole, columns=shown), [donor(theirs, clock_s=clock_s)])
    assert {gift.stream for gift in gifts if not gift.whole} == set()
    assert close(measure(track), measure(whole), 1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_holes_filled_from_a_second_device_leave_the_figures_nearly_as_they_were(seed: int) -> None:
    rng = np.random.default_rng(seed)
    truth = a_run(seed)
    whole, columns = a_track(device(truth, 1).columns), dict(device(truth, 1).columns)
    for group in GROUPS[:4]:
        begin = int(rng.integers(0, 2700))
        for name in group:
            columns[name] = np.where(
                (np.arange(3000) >= begin) & (np.arange(3000) < begin + 200), np.nan, columns[name]
            )
    track, gifts = completed(a_track(columns), [donor(device(truth, 2))])
    assert {gift.stream for gift in gifts} == {"movement", "position", "hr_bpm", "cadence_spm"}
    assert close(measure(track), measure(whole), 0.01)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_broken_files_say_they_are_compared_and_merged_without_a_fault(seed: int) -> None:
    rng = np.random.default_rng(seed)
    try:
        shown, other = (track_of(garbage(rng)) for _ in range(2))
    except NotAnActivity:
        return
    late = timedelta(seconds=float(rng.choice([0, 3.25, -50, 7200])))
    streams = Streams(shown.start_utc + late, other.columns, other.stretch)
    own = Streams(shown.start_utc, shown.columns, shown.stretch)
    for shift_s in (0.0, -7200.0):
        agreement = compared(own, streams, shift_s)
        assert all(np.isfinite(apart).all() for apart in agreement.apart.values())
        assert two_bodies(agreement) in {True, False}
        assert one_recording(agreement) in {True, False}
        track, _ = completed(shown, [donor(streams, clock_s=agreement.clock_s)])
        packed(track, measure(track))
