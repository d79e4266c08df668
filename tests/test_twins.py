"""The same run twice, and two runs that only look alike: every rule, by the case it is there for."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from runstrong.ingest.aligned import Streams, compared
from runstrong.ingest.twins import Candidate, Span, Verdict, candidate, verdict
from tests.two_devices import START, a_run, device

SAME, ASKED, TWO = Verdict.SAME, Verdict.ASKED, Verdict.TWO


def span(
    name: str = "a-0", *, after_s: float = 0, elapsed_s: float = 3600, distance_m: float | None = 10_000,
    sport: str = "running", richness: tuple[int, ...] = (1,),
) -> Span:  # fmt: skip
    return Span(name, sport, START + timedelta(seconds=after_s), elapsed_s, distance_m, richness)


def judged(a: Streams, b: Streams) -> Verdict:
    """What becomes of two recordings, by the whole way from their spans to the verdict."""
    spans = [
        Span(name, "running", streams.start_utc, float(streams.columns["t_s"][-1]), None, (1,))
        for name, streams in (("a-0", a), ("b-0", b))
    ]
    found = candidate(*spans)
    return TWO if found is None else verdict(found, compared(a, b, found.shift_s))


@pytest.mark.parametrize(
    ("other", "clear"),
    [
        (span("b-0"), True),
        (span("b-0", after_s=12, elapsed_s=3590, distance_m=10_180), True),
        (span("b-0", distance_m=None), True),
        (span("b-0", sport="unknown"), True),
        (span("b-0", sport="walking"), True),
        (span("b-0", after_s=900, elapsed_s=2700, distance_m=7_400), False),
        (span("b-0", distance_m=12_000), False),
    ],
    ids=["same", "other second", "no distance", "no sport", "on foot", "cropped", "second watch, other totals"],
)
def test_two_recordings_of_the_same_time_may_be_one_run(other: Span, clear: bool) -> None:
    found = candidate(span(), other)
    assert found is not None
    assert (found.clear, found.overlaps, found.shift_s) == (clear, True, 0.0)


@pytest.mark.parametrize(
    "other",
    [
        span("b-0", after_s=3600 + 200),
        span("b-0", after_s=-4000, elapsed_s=1200, distance_m=3000),
        span("b-0", after_s=-1100, elapsed_s=1200, distance_m=3000),
        span("b-0", sport="cycling"),
        span("b-0", after_s=3000, elapsed_s=3600),
        span("a-1"),
    ],
    ids=["after it", "warm-up", "warm-up stopped late", "ride", "less than half", "two sessions of one file"],
)
def test_two_real_activities_both_stay(other: Span) -> None:
    assert candidate(span(), other) is None


def test_a_crop_and_a_second_watch_with_other_totals_are_asked_about() -> None:
    truth = a_run()
    whole, crop = device(truth, 1), device({name: values[:2000] for name, values in truth.items()}, 1)
    assert judged(whole, crop) is ASKED
    found = candidate(span(), span("b-0", distance_m=12_000))
    assert found is not None
    assert verdict(found, compared(whole, device(truth, 2))) is ASKED


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("fast_s", [0, 7, -95, 118])
def test_a_watch_and_a_phone_are_one_run_whatever_their_clocks_say(seed: int, fast_s: float) -> None:
    truth = a_run(seed)
    watch, phone = device(truth, 1), device(truth, 2, fast_s=fast_s, every_s=3)
    assert compared(watch, phone).clock_s == pytest.approx(-fast_s, abs=2)
    assert judged(watch, phone) is judged(phone, watch) is SAME


@pytest.mark.parametrize("has", [("hr_bpm",), ("speed_mps",), ("lat_deg", "lon_deg"), ("hr_bpm", "cadence_spm")])
def test_a_clocks_drift_is_found_from_whatever_both_measured(has: tuple[str, ...]) -> None:
    truth = a_run(3)
    assert compared(device(truth, 1, has=has), device(truth, 2, has=has, fast_s=41)).clock_s == pytest.approx(
        -41, abs=4
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("has", [("hr_bpm", "speed_mps"), ("hr_bpm", "cadence_spm", "lat_deg", "lon_deg")])
def test_a_wrist_astray_for_half_of_the_run_is_still_the_same_runner(seed: int, has: tuple[str, ...]) -> None:
    truth = a_run(seed)
    strap, wrist = device(truth, 1, has=has), device(truth, 2, has=has, fast_s=4, astray=0.5)
    assert judged(strap, wrist) is SAME


def test_where_a_clock_is_wrong_the_same_time_alone_proves_nothing() -> None:
    truth = a_run()
    found = candidate(span(), replace(span("b-0"), clock_ok=False))
    assert found is not None
    assert verdict(found, compared(device(truth, 1), device(truth, 1))) is SAME
    assert (
        verdict(found, compared(device(truth, 1, has=("hr_bpm",)), device(truth, 1, has=("speed_mps",)))) is ASKED
    )
    assert verdict(found, compared(device(truth, 1), device(a_run(7), 1))) is ASKED


def test_files_with_nothing_in_common_are_one_run_by_their_time() -> None:
    truth = a_run()
    assert judged(device(truth, 1, has=("hr_bpm",)), device(truth, 2, has=("speed_mps", "distance_m"))) is SAME


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "friend",
    [{"bpm": 163.0}, {"spm": 178.0}, {"bpm": 153.0, "spm": 172.0}],
    ids=["another heart", "other steps", "a little of both"],
)
def test_a_friend_side_by_side_is_not_me(seed: int, friend: dict[str, float]) -> None:
    mine, theirs = (
        device(a_run(seed), 1),
        device(a_run(seed, **friend) | {"hr_bpm": a_run(seed + 50, bpm=friend.get("bpm", 145.0))["hr_bpm"]}, 2),
    )
    assert judged(mine, theirs) is ASKED


@pytest.mark.parametrize("seed", range(4))
def test_a_friend_a_minute_slower_over_the_race_is_not_me_even_without_a_heart_rate(seed: int) -> None:
    truth = a_run(seed)
    slower = np.interp(np.arange(3090.0) * 3000 / 3090, truth["t_s"], np.arange(3000))
    theirs = {name: np.interp(slower, np.arange(3000), values) for name, values in truth.items()}
    theirs["t_s"] = np.arange(3090.0)
    has = ("lat_deg", "lon_deg", "speed_mps", "distance_m")
    assert judged(device(truth, 1, has=has), device(theirs, 2, has=has)) is ASKED


@pytest.mark.parametrize("hours", [-14, -5.5, 0.25, 1, 2, 12.75])
@pytest.mark.parametrize(
    "has", [("hr_bpm",), ("lat_deg", "lon_deg", "speed_mps"), ("hr_bpm", "lat_deg", "lon_deg")]
)
def test_local_time_written_as_utc_is_the_same_run(hours: float, has: tuple[str, ...]) -> None:
    truth = a_run()
    watch, export = device(truth, 1, has=has), device(truth, 1, has=has, shift_s=3600 * hours, every_s=2)
    assert judged(watch, export) is judged(export, watch) is SAME


@pytest.mark.parametrize("hours", [2, 9, 9.5])
@pytest.mark.parametrize("seed", range(4))
def test_the_same_loop_in_the_morning_and_in_the_evening_is_two_runs(hours: float, seed: int) -> None:
    morning, evening = a_run(seed), a_run(seed)
    later = a_run(seed + 20)
    along = np.interp(later["distance_m"], morning["distance_m"], np.arange(3000))
    evening |= {name: np.interp(along, np.arange(3000), morning[name]) for name in ("lat_deg", "lon_deg")}
    evening |= {name: later[name] for name in ("speed_mps", "distance_m", "hr_bpm", "cadence_spm")}
    places = ("lat_deg", "lon_deg", "speed_mps", "distance_m")
    for has in (places, (*places, "hr_bpm"), ("hr_bpm",)):
        assert judged(device(morning, 1, has=has), device(evening, 2, has=has, shift_s=3600 * hours)) is TWO


def test_a_flat_line_proves_nothing() -> None:
    still = {name: np.full(3000, 140.0 if name == "hr_bpm" else 3.0) for name in ("hr_bpm", "speed_mps")}
    treadmill = Streams(START, still | {"t_s": np.arange(3000.0)}, np.zeros(3000, dtype=np.int64))
    assert judged(treadmill, replace(treadmill, start_utc=START + timedelta(hours=10))) is TWO


def test_a_wrong_zone_is_no_other_hour_and_no_other_length() -> None:
    assert candidate(span(), span("b-0", after_s=2 * 3600 + 100)) == Candidate(0.0, False, False, -7200.0)
    for other in ({"after_s": 7200 + 300}, {"after_s": 15 * 3600}, {"after_s": 7200, "elapsed_s": 3400}):
        assert candidate(span(), span("b-0", **other)) is None
    assert candidate(span(), span("b-0", after_s=7200, distance_m=10_600)) is None
