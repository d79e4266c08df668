"""Two spans side by side: a known difference is found again, and where they cannot be compared, words say so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytest

from runstrong.model.facts import LeftOut, Run, Windows
from runstrong.model.trend import BlockComparison
from runstrong.trend.compare import block_comparison
from tests.scored_runs import on, summary
from tests.steady_runs import Truth, block, every_other_day, scored, steady, the_same_for_all

NUMBERS = (
    "reference_hr_bpm", "difference_pct", "interval90_pct", "p_faster", "min_detectable_change_pct",
    "usual_wander_pct", "unusual",
)  # fmt: skip
A, B = (on(0), on(69)), (on(70), on(139))
Windowed = tuple[list[Run], dict[str, Windows]]


def compared(runs: Sequence[Run], windows: Mapping[str, Windows], a=A, b=B) -> BlockComparison:
    return block_comparison(runs, windows, a, b, hr_max_on=lambda day: 195.0)


def faster(windows: Mapping[str, Windows], truth: Truth) -> dict[str, Windows]:
    """The same runs by a runner who is `truth.gain` faster at the same heart rate."""
    if truth.shows == "speed":
        return {key: replace(w, speed_mps=w.speed_mps * (1 + truth.gain)) for key, w in windows.items()}
    less = truth.slope * truth.gain / (1 + truth.gain)
    return {key: replace(w, hr_bpm=np.round(w.hr_bpm - less * w.speed_mps)) for key, w in windows.items()}


def two_spans(truth: Truth, seed: int, per_week: int = 4, history: int = 0) -> Windowed:
    """Two spans of ten weeks after so many weeks of history; the gain comes as one step between the spans."""
    rng, before = np.random.default_rng([13, seed]), replace(truth, gain=0.0)
    spans = [(-7 * history, history, 4)] if history else []
    spans += [(0, 10, per_week), (70, 10, per_week)]
    made = [block(rng, before, first_day=day, weeks=w, per_week=n) for day, w, n in spans]
    made[-1] = made[-1][0], faster(made[-1][1], truth)
    return [run for runs, _ in made for run in runs], {key: w for _, found in made for key, w in found.items()}


# ------------------------------------------------------------------ a known truth is found again


@dataclass(frozen=True)
class Study:
    found: list[BlockComparison]
    truth_pct: float

    @property
    def mean(self) -> float:
        return float(np.mean([c.difference_pct for c in self.found]))

    @property
    def coverage(self) -> float:
        low, high = np.array([c.interval90_pct for c in self.found]).T
        return float(np.mean((low <= self.truth_pct) & (self.truth_pct <= high)))

    def share(self, verdict: str) -> float:
        return float(np.mean([c.verdict == verdict for c in self.found]))


@cache
def study(truth: Truth, pairs: int = 60) -> Study:
    found = [compared(*two_spans(truth, seed)) for seed in range(pairs)]
    answered = [c for c in found if c.difference_pct is not None]
    assert len(answered) >= 0.93 * pairs
    return Study(answered, 100 * truth.gain)


TRUTHS = {
    "nothing changed": Truth(),
    "more speed at the same heart rate": Truth(gain=0.06),
    "less heart rate at the same speed": Truth(gain=0.06, shows="hr"),
}
MONTE_CARLO = 3 * np.sqrt(0.9 * 0.1 / 60)


@pytest.mark.parametrize("truth", TRUTHS.values(), ids=TRUTHS)
def test_nine_in_ten_intervals_hold_the_truth_and_it_is_found_without_bias(truth: Truth) -> None:
    assert 0.9 - MONTE_CARLO <= study(truth).coverage <= 0.9 + MONTE_CARLO
    assert study(truth).mean == pytest.approx(100 * truth.gain, abs=1)


def test_without_a_difference_verdicts_are_rare() -> None:
    assert study(Truth()).share("likely_faster") <= 0.08
    assert study(Truth()).share("likely_slower") <= 0.08


@pytest.mark.parametrize("shows", ["speed", "hr"])
def test_six_percent_are_mostly_seen_and_never_called_slower(shows: str) -> None:
    assert study(Truth(gain=0.06, shows=shows)).share("likely_faster") > 0.6
    assert study(Truth(gain=0.06, shows=shows)).share("likely_slower") == 0


@pytest.mark.parametrize("mix", [0.15, -0.15])
def test_a_span_run_at_another_pace_is_no_difference(mix: float) -> None:
    found = []
    for seed in range(40):
        runs, windows = two_spans(Truth(), seed)
        late = {run.summary.id for run in runs if run.summary.local_day >= B[0]}
        for key in late:
            w = windows[key]
            windows[key] = replace(w, speed_mps=w.speed_mps + mix, hr_bpm=np.round(w.hr_bpm + 22 * mix))
        found.append(compared(runs, windows))
    answered = Study([c for c in found if c.difference_pct is not None], 0.0)
    assert abs(answered.mean) < 1
    assert answered.share("likely_faster") <= 0.08
    assert answered.share("likely_slower") <= 0.08


def test_the_other_way_round_it_is_the_other_way_round() -> None:
    runs, windows = two_spans(Truth(gain=0.06), 3)
    there, back = compared(runs, windows), compared(runs, windows, B, A)
    assert there.difference_pct is not None
    assert back.difference_pct is not None
    assert (1 + there.difference_pct / 100) * (1 + back.difference_pct / 100) == pytest.approx(1, abs=2e-3)
    assert (there.a.pace_s_per_km, there.b.pace_s_per_km) == (back.b.pace_s_per_km, back.a.pace_s_per_km)


def test_paces_points_and_intervals_tell_the_same_difference() -> None:
    found = compared(*two_spans(Truth(gain=0.06), 4))
    assert found.a.pace_s_per_km is not None
    assert found.b.pace_s_per_km is not None
    told = 100 * (found.a.pace_s_per_km / found.b.pace_s_per_km - 1)
    assert told == pytest.approx(found.difference_pct, abs=0.4)
    for span in (found.a, found.b):
        assert [point.id for point in span.points] == list(span.runs_used)
        assert span.interval90_s_per_km is not None
        assert span.interval90_s_per_km[0] < span.pace_s_per_km < span.interval90_s_per_km[1]
        assert np.median([p.pace_s_per_km for p in span.points]) == pytest.approx(span.pace_s_per_km, rel=0.03)


def test_a_known_runners_usual_wander_stands_beside_the_difference() -> None:
    found = compared(*two_spans(Truth(wander_bpm=1.5), 5, history=40))
    assert found.usual_wander_pct == pytest.approx(100 * 1.5 * np.sqrt(20 / 3) / (22 * 2.9), rel=0.6)
    assert "your own usual wander between spans so far apart" in found.verdict_text
    assert compared(*two_spans(Truth(), 5)).usual_wander_pct is None


def test_later_runs_and_their_order_change_nothing() -> None:
    runs, windows = two_spans(Truth(), 6)
    more, more_windows = block(np.random.default_rng(8), Truth(gain=0.3), first_day=140)
    shuffled = np.random.default_rng(0).permutation(len(runs))
    assert compared([*runs, *more], {**windows, **more_windows}) == compared(runs, windows)
    assert compared([runs[i] for i in shuffled], windows) == compared(runs, windows)


# ------------------------------------------------------------------ not comparable


def says_nothing(found: BlockComparison) -> bool:
    return (
        found.verdict == "not_enough_data"
        and not found.comparable
        and found.caveats == (found.verdict_text,)
        and all(getattr(found, name) is None for name in NUMBERS)
        and found.a.pace_s_per_km is found.b.pace_s_per_km is None
    )


@pytest.mark.parametrize(
    ("a", "b", "sentence"),
    [
        ((on(69), on(0)), B, "Span a ends before it starts"),
        (A, (on(139), on(70)), "Span b ends before it starts"),
        (A, A, "the same days"),
        (A, (on(60), on(139)), "share days"),
        (B, (on(0), on(70)), "share days"),
        (A, (on(3000), on(3069)), "span b has 0 of the 8"),
        ((on(-3000), on(-2000)), (on(-1000), on(-900)), "span a has 0 and span b has 0"),
    ],
)
def test_odd_spans_are_answered_in_words(a, b, sentence: str) -> None:
    found = compared(*two_spans(Truth(), 7), a, b)
    assert says_nothing(found)
    assert sentence in found.verdict_text
    assert (found.a.from_day, found.b.to_day) == (a[0], b[1])


def test_no_runs_at_all() -> None:
    assert says_nothing(compared([], {}))


def test_seven_usable_runs_in_a_span_are_not_enough() -> None:
    runs, windows = two_spans(Truth(), 8, per_week=2)
    late = [run for run in runs if run.summary.local_day >= B[0]]
    found = compared([run for run in runs if run not in late[7:]], windows)
    assert says_nothing(found)
    assert "span b has 7 of the 8 usable runs" in found.verdict_text
    assert compared([run for run in runs if run not in late[8:]], windows).difference_pct is not None


def wearing(runs: Sequence[Run], sensor: str) -> list[Run]:
    return [replace(run, summary=replace(run.summary, hr_source=sensor)) for run in runs]


def test_another_sensor_is_named_and_not_compared() -> None:
    runs, windows = two_spans(Truth(), 9)
    late = [run for run in runs if run.summary.local_day >= B[0]]
    found = compared([*(run for run in runs if run not in late), *wearing(late, "wrist")], windows)
    assert says_nothing(found)
    assert "Span a was run mostly with chest strap with Watch, span b mostly with wrist" in found.verdict_text
    assert LeftOut.OTHER_SENSOR in {out.reason for out in found.left_out}


def test_another_sensor_is_joined_to_the_one_both_spans_share() -> None:
    errors, narrower = [], []
    for seed in range(20):
        runs, windows = two_spans(Truth(), seed)
        late = [run for run in runs if run.summary.local_day >= B[0]]
        strapped = [run for run in runs if run not in late[1::2]]
        low = {run.summary.id: replace(windows[run.summary.id], hr_bpm=windows[run.summary.id].hr_bpm - 9)
               for run in late[1::2]}  # fmt: skip
        found = compared([*strapped, *wearing(late[1::2], "wrist")], windows | low)
        alone = compared(strapped, windows)
        assert found.difference_pct is not None
        assert len(found.b.runs_used) > len(alone.b.runs_used)
        assert "2 sensors or watches are joined by an offset" in found.verdict_text
        errors.append(found.difference_pct)
        narrower.append(np.ptp(found.interval90_pct or ()) / np.ptp(alone.interval90_pct or ()))
    assert abs(np.mean(errors)) < 2
    assert np.median(narrower) < 1.02


def test_a_few_runs_with_another_sensor_are_left_out() -> None:
    runs, windows = two_spans(Truth(), 10)
    late = [run for run in runs if run.summary.local_day >= B[0]]
    found = compared([*(run for run in runs if run not in late[-3:]), *wearing(late[-3:], "wrist")], windows)
    assert found.comparable
    assert len(found.b.runs_used) <= len(late) - 3
    assert LeftOut.OTHER_SENSOR in {out.reason for out in found.left_out}


def heated(runs: Sequence[Run], celsius: float | None) -> list[Run]:
    """The runs of span b in other weather, or all of them without a thermometer."""

    def of(run: Run) -> float | None:
        known = run.summary.facts.temperature_c
        if celsius is None or known is None:
            return None
        return known + celsius * (run.summary.local_day >= B[0])

    return [
        replace(run, summary=replace(run.summary, facts=replace(run.summary.facts, temperature_c=of(run))))
        for run in runs
    ]


def test_other_weather_gives_an_interval_and_no_verdict() -> None:
    runs, windows = two_spans(Truth(gain=0.3, shows="hr"), 11)
    found = compared(heated(runs, 15.0), windows)
    assert not found.comparable
    assert found.verdict == "no_clear_change"
    assert found.interval90_pct is not None
    assert "other weather" in found.verdict_text


def test_unknown_temperature_gives_no_verdict_across_seasons() -> None:
    runs, windows = two_spans(Truth(gain=0.1, scatter_bpm=3), 12)
    assert compared(runs, windows).verdict == "likely_faster"
    unknown = compared(heated(runs, None), windows)
    assert (unknown.verdict, unknown.temperature_adjusted) == ("no_clear_change", False)
    assert "different seasons and temperatures are unknown" in unknown.verdict_text


def test_heart_rates_that_never_meet_are_not_compared() -> None:
    runs, windows = two_spans(Truth(), 13)
    late = {run.summary.id for run in runs if run.summary.local_day >= B[0]}
    lower = {key: replace(w, hr_bpm=w.hr_bpm - 40 * (key in late)) for key, w in windows.items()}
    found = compared(runs, lower)
    assert not found.comparable
    assert "do not overlap" in found.verdict_text


def test_a_single_week_gives_no_verdict() -> None:
    runs = [scored(summary(day, 7 + 6 * late)) for day in (*range(8), *range(40, 60)) for late in (0, 1)]
    found = compared(runs, the_same_for_all(runs, steady()), (on(0), on(9)), (on(40), on(60)))
    assert found.verdict == "no_clear_change"
    assert "cover 8 of the 14 days" in found.verdict_text


def test_runs_that_are_all_alike_still_have_an_interval() -> None:
    runs = every_other_day(70)
    found = compared(runs, the_same_for_all(runs, steady(60)))
    assert found.difference_pct == pytest.approx(0, abs=1e-6)
    assert found.interval90_pct is not None
    assert found.interval90_pct[0] < 0 < found.interval90_pct[1]


def test_a_sensor_that_does_not_follow_pace_gives_no_percentage() -> None:
    found = compared(*two_spans(Truth(slope=3.0), 14, history=40))
    assert says_nothing(found)
    assert "heart rate does not follow pace" in found.verdict_text


# ------------------------------------------------------------------ words


def test_the_words_carry_interval_and_runs_and_credit_nothing() -> None:
    for seed in range(15, 25):
        found = compared(*two_spans(Truth(gain=0.1, scatter_bpm=3.0), seed))
        b, a = len(found.b.runs_used), len(found.a.runs_used)
        spans = f"11 Mar 2024 to 19 May 2024 ({b} runs) against 1 Jan 2024 to 10 Mar 2024 ({a} runs): "
        assert found.verdict_text.startswith(spans)
        assert re.search(r" % faster, 90 % interval [-+][\d.]+ to [-+][\d.]+ %\. [A-Z]", found.verdict_text)
        assert not re.search(r"econom|fitness|because of|strength|efficien|significan", found.verdict_text, re.I)
        if found.verdict == "likely_faster":
            assert "two spans side by side cannot say" in found.verdict_text
