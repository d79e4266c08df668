"""Pace at heart rate through a block: a known truth is found again, and no more is said than the data say."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from runstrong.model.facts import LeftOut, Run, Windows
from runstrong.model.trend import BlockTrend
from runstrong.trend.block import block_trend
from tests.scored_runs import facts, on, summary
from tests.steady_runs import Truth, block, every_other_day, scored, steady, the_same_for_all

NUMBERS = (
    "reference_hr_bpm", "pace_start_s_per_km", "pace_end_s_per_km", "change_pct", "interval90_pct", "p_faster",
    "min_detectable_change_pct", "slope_bpm_per_mps", "usual_wander_pct", "unusual",
)  # fmt: skip


FIRST, LAST = on(0), on(69)


def answered(
    runs: Sequence[Run], windows: Mapping[str, Windows], first: date = FIRST, last: date = LAST
) -> BlockTrend:
    return block_trend(runs, windows, first, last, hr_max_on=lambda day: 195.0)


def trend(truth: Truth, seed: int = 1, weeks: int = 10, per_week: int = 4) -> BlockTrend:
    runs, windows = block(np.random.default_rng([7, seed]), truth, weeks=weeks, per_week=per_week)
    return answered(runs, windows, last=on(7 * weeks - 1))


# ------------------------------------------------------------------ a known truth is found again


@dataclass(frozen=True)
class Study:
    """Many blocks of one truth: changes found, share of intervals that hold it, shares of verdicts."""

    changes: np.ndarray
    coverage: float
    faster: float
    slower: float


@cache
def study(truth: Truth, blocks: int = 200) -> Study:
    found = [trend(truth, seed) for seed in range(blocks)]
    intervals = np.array([t.interval90_pct for t in found])
    truth_pct = 100 * truth.gain
    return Study(
        changes=np.array([t.change_pct for t in found]),
        coverage=float(np.mean((intervals[:, 0] <= truth_pct) & (truth_pct <= intervals[:, 1]))),
        faster=float(np.mean([t.verdict == "likely_faster" for t in found])),
        slower=float(np.mean([t.verdict == "likely_slower" for t in found])),
    )


TRUTHS = {
    "nothing changed": Truth(),
    "faster at the same heart rate": Truth(gain=0.06),
    "lower heart rate at the same speed": Truth(gain=0.06, shows="hr"),
    "faster, and days without heavy tails": Truth(gain=0.06, heavy_tails=False),
}
MONTE_CARLO = 3 * np.sqrt(0.9 * 0.1 / 200)


@pytest.mark.parametrize("truth", TRUTHS.values(), ids=TRUTHS)
def test_nine_in_ten_intervals_hold_the_truth(truth: Truth) -> None:
    assert 0.9 - MONTE_CARLO <= study(truth).coverage <= 0.9 + MONTE_CARLO


@pytest.mark.parametrize("truth", TRUTHS.values(), ids=TRUTHS)
def test_the_change_is_found_without_bias(truth: Truth) -> None:
    assert abs(study(truth).changes.mean() - 100 * truth.gain) < 1


@pytest.mark.parametrize(
    "truth", [t for t in TRUTHS.values() if t.gain], ids=[n for n, t in TRUTHS.items() if t.gain]
)
def test_a_true_gain_is_never_called_slower(truth: Truth) -> None:
    assert study(truth).slower == 0
    assert study(truth).faster > 0.25


@pytest.mark.parametrize("mix", [0.2, -0.2])
def test_faster_or_slower_runs_later_in_the_block_are_no_change(mix: float) -> None:
    shifted = study(Truth(pace_mix_mps=mix), blocks=100)
    assert abs(shifted.changes.mean()) < 1.5
    assert max(shifted.faster, shifted.slower) <= 0.12


def test_a_warming_spring_is_no_slowing() -> None:
    warmed = study(Truth(warming_c=7), blocks=100)
    assert abs(warmed.changes.mean()) < 1.5
    assert warmed.slower <= 0.12


def held(found: Sequence[BlockTrend], truth_pct: float = 0.0) -> float:
    """The share of the answers whose interval holds the truth."""
    intervals = np.array([one.interval90_pct for one in found])
    return float(np.mean((intervals[:, 0] <= truth_pct) & (truth_pct <= intervals[:, 1])))


@pytest.mark.parametrize("bpm_per_c", [0.4, 1.8])
def test_the_interval_allows_for_runners_whom_heat_moves_less_or_more(bpm_per_c: float) -> None:
    assert study(Truth(warming_c=7, heat_bpm_per_c=bpm_per_c), blocks=100).coverage >= 0.87


def at_noon_later(runs: Sequence[Run], windows: Mapping[str, Windows], bpm: float) -> tuple[list[Run], dict]:
    """From the middle of the span on the runs start at 13 h instead of 7 h, and that costs so many beats/min."""
    middle, moved, shifted = on(35), [], dict(windows)
    for run in runs:
        later = run.summary.local_day >= middle
        start = run.summary.local_start.replace(hour=13 if later else 7)
        moved.append(replace(run, summary=replace(run.summary, local_start=start)))
        of = windows[run.summary.id]
        shifted[run.summary.id] = replace(of, hr_bpm=of.hr_bpm + bpm * later)
    return moved, shifted


def test_runs_that_move_to_noon_are_hardly_a_slowing_and_the_reader_is_told() -> None:
    plain = [block(np.random.default_rng([8, seed]), Truth()) for seed in range(60)]
    found = [answered(*at_noon_later(*one, bpm=2.5)) for one in plain]
    before = [answered(*one) for one in plain]
    lost = np.mean([one.change_pct - other.change_pct for one, other in zip(found, before, strict=True)])
    assert -3 < lost < 0  # 2.5 beats/min by the end of a step half-way would be 5.9 % of pace
    assert held(found) >= 0.87
    assert "moved nearer to midday with the weeks" in found[0].verdict_text
    assert "midday" not in before[0].verdict_text


def test_the_reader_is_told_that_the_weather_changed_with_the_weeks() -> None:
    assert "It grew warmer with the weeks, by about 9 °C on the watch" in trend(Truth(warming_c=10)).verdict_text
    assert "with the weeks" not in trend(Truth()).verdict_text


def test_a_verdict_is_never_given_beside_an_interval_that_holds_zero() -> None:
    for seed in range(100):
        found = trend(Truth(gain=0.05), seed)
        assert found.interval90_pct is not None
        assert found.verdict != "likely_faster" or found.interval90_pct[0] > 0
        assert found.verdict != "likely_slower" or found.interval90_pct[1] < 0


# ------------------------------------------------------------------ what the answer holds


def test_the_paces_tell_the_same_change() -> None:
    found = trend(Truth(gain=0.06), seed=3)
    assert found.change_pct is not None
    assert found.pace_start_s_per_km is not None
    assert found.pace_end_s_per_km is not None
    assert 100 * (found.pace_start_s_per_km / found.pace_end_s_per_km - 1) == pytest.approx(
        found.change_pct, abs=0.4
    )
    assert found.pace_start_s_per_km.is_integer()
    assert found.reference_hr_bpm is not None
    assert found.reference_hr_bpm % 5 == 0


def test_every_run_is_a_point_and_every_week_has_its_interval() -> None:
    found = trend(Truth(), seed=4)
    assert [point.id for point in found.points] == list(found.runs_used)
    assert sum(week.runs for week in found.weeks) == len(found.points)
    assert [week.week_start for week in found.weeks] == [on(7 * n) for n in range(10)]
    for week in found.weeks:
        low, high = week.interval90_s_per_km
        assert low < week.pace_s_per_km < high
        assert high - low >= 2


def test_a_week_with_more_runs_is_known_better() -> None:
    runs, windows = block(np.random.default_rng(5), Truth())
    crowded = replace(runs[20].summary, id="extra")
    weeks = answered(
        [*runs, Run(crowded, runs[20].score)], {**windows, "extra": windows[runs[20].summary.id]}
    ).weeks
    before = answered(runs, windows).weeks
    widths = [[high - low for low, high in (w.interval90_s_per_km for w in both)] for both in (before, weeks)]
    fuller = next(i for i, (a, b) in enumerate(zip(before, weeks, strict=True)) if b.runs > a.runs)
    assert widths[1][fuller] < widths[0][fuller]


def test_an_interval_is_never_narrower_than_two_seconds() -> None:
    runs = every_other_day(35)
    found = answered(runs, the_same_for_all(runs, steady(200)))
    assert all(high - low >= 2 for low, high in (week.interval90_s_per_km for week in found.weeks))


def test_the_last_runs_make_the_difference_and_not_the_edges_of_the_span() -> None:
    runs, windows = block(np.random.default_rng(6), Truth(gain=0.06))
    wide = answered(runs, windows, first=on(-300), last=on(300))
    assert wide.change_pct == pytest.approx(answered(runs, windows).change_pct)


def test_later_runs_never_change_a_finished_block() -> None:
    runs, windows = block(np.random.default_rng(7), Truth())
    more, more_windows = block(np.random.default_rng(8), Truth(gain=0.3), first_day=70)
    assert answered([*runs, *more], {**windows, **more_windows}) == answered(runs, windows)


def test_the_order_of_the_runs_does_not_matter() -> None:
    runs, windows = block(np.random.default_rng(9), Truth())
    order = np.random.default_rng(0).permutation(len(runs))
    assert answered([runs[i] for i in order], windows) == answered(runs, windows)


def test_one_wild_day_hardly_moves_the_line() -> None:
    runs, windows = block(np.random.default_rng(10), Truth())
    calm = answered(runs, windows).change_pct
    last = runs[-1].summary.id
    windows[last] = replace(windows[last], hr_bpm=windows[last].hr_bpm - 40)
    assert calm is not None
    assert answered(runs, windows).change_pct == pytest.approx(calm, abs=2.5)


# ------------------------------------------------------------------ too little to say


def says_nothing(found: BlockTrend) -> bool:
    return (
        found.verdict == "not_enough_data"
        and all(getattr(found, name) is None for name in NUMBERS)
        and not found.points
        and not found.weeks
    )


def test_no_runs_at_all() -> None:
    found = answered([], {})
    assert says_nothing(found)
    assert found.verdict_text == "Not enough data yet: 0 usable of the 8 runs a trend needs, 8 more to go."


def test_a_single_run_tells_how_many_are_missing() -> None:
    runs = every_other_day(1)
    found = answered(runs, the_same_for_all(runs, steady()))
    assert says_nothing(found)
    assert found.runs_used == (runs[0].summary.id,)
    assert "7 more to go" in found.verdict_text
    assert "1 of the 21 days" in found.verdict_text


def test_eight_runs_in_a_fortnight_are_too_short_a_span() -> None:
    runs = every_other_day(8)
    found = answered(runs, the_same_for_all(runs, steady()))
    assert says_nothing(found)
    assert "15 of the 21 days" in found.verdict_text


@pytest.mark.parametrize("reason", [LeftOut.TREADMILL, LeftOut.NO_HEART_RATE])
def test_nothing_but_runs_that_cannot_be_compared(reason: LeftOut) -> None:
    runs = [scored(summary(2 * n), left_out=reason) for n in range(30)]
    found = answered(runs, the_same_for_all(runs, steady()))
    assert says_nothing(found)
    assert [out.reason for out in found.left_out] == [reason] * 30


def test_few_runs_give_an_interval_and_no_verdict() -> None:
    runs, windows = block(
        np.random.default_rng(11), Truth(gain=0.3, shows="hr", scatter_bpm=1), weeks=10, per_week=1
    )
    found = answered(runs, windows)
    assert found.interval90_pct is not None
    assert found.interval90_pct[0] > 1
    assert found.verdict == "no_clear_change"
    assert "No verdict yet, it needs 12 runs over 28 days" in found.verdict_text


def test_a_short_span_gives_an_interval_and_no_verdict() -> None:
    runs, windows = block(
        np.random.default_rng(12), Truth(gain=0.3, shows="hr", scatter_bpm=1), weeks=3, per_week=6
    )
    found = answered(runs, windows)
    assert len(found.runs_used) >= 12
    assert found.verdict == "no_clear_change"


def on_two_sensors(
    seed: int, truth: Truth, offset: float, second: Callable[[int], bool], weeks: int = 10
) -> tuple[list[Run], dict[str, Windows]]:
    """Runs of which some are measured by a wrist that is `offset` bpm off."""
    runs, windows = block(np.random.default_rng(seed), truth, weeks=weeks)
    for i, run in enumerate(runs):
        if second(i):
            runs[i] = Run(replace(run.summary, hr_source="wrist"), run.score)
            found = windows[run.summary.id]
            windows[run.summary.id] = replace(found, hr_bpm=found.hr_bpm + offset)
    return runs, windows


def test_a_new_watch_in_mid_span_is_joined_by_an_uncertain_offset_and_not_read_as_a_change() -> None:
    found = [answered(*on_two_sensors(seed, Truth(), -8, lambda i: i >= 22)) for seed in range(12)]
    known = [answered(*on_two_sensors(seed, Truth(), 0, lambda i: False)) for seed in range(12)]
    assert {len(block.runs_used) for block in found} == {40}
    assert [block.verdict for block in found].count("likely_faster") <= 1
    assert all("joined by an offset" in block.method for block in found)
    widths = [np.median([np.ptp(b.interval90_pct) for b in group]) for group in (found, known)]
    assert widths[0] > 1.3 * widths[1]


def test_two_sensors_used_in_turn_are_joined_at_little_cost() -> None:
    found = [answered(*on_two_sensors(seed, Truth(), -8, lambda i: i % 2 == 0)) for seed in range(8)]
    known = [answered(*on_two_sensors(seed, Truth(), 0, lambda i: False)) for seed in range(8)]
    for one, other in zip(found, known, strict=True):
        assert one.change_pct == pytest.approx(other.change_pct, abs=3)
        assert np.ptp(one.interval90_pct or ()) < 1.3 * np.ptp(other.interval90_pct or ())


def test_a_sensor_of_three_runs_is_left_out() -> None:
    runs, windows = on_two_sensors(13, Truth(), -8, lambda i: i in {5, 6, 7})
    found = answered(runs, windows)
    assert [out.reason for out in found.left_out] == [LeftOut.OTHER_SENSOR] * 3


# ------------------------------------------------------------------ temperature


def without_thermometer(runs: Sequence[Run], keep: Callable[[int], bool] = lambda i: False) -> list[Run]:
    return [
        run if keep(i) else Run(replace(run.summary, facts=facts(temperature_c=None)), run.score)
        for i, run in enumerate(runs)
    ]


def test_without_temperature_the_answer_says_so() -> None:
    runs, windows = block(np.random.default_rng(14), Truth())
    found = answered(without_thermometer(runs), windows)
    known = answered(runs, windows)
    assert found.temperature_adjusted is False
    assert "temperature is unknown" in found.method
    assert "adjusted for watch temperature" in known.method


def test_unknown_weather_widens_the_interval_more_the_longer_the_span() -> None:
    widths = []
    for weeks in (4, 20):
        runs, windows = block(np.random.default_rng(14), Truth(heat_bpm_per_c=0), weeks=weeks, per_week=4)
        both = [answered(seen, windows, last=on(7 * weeks)) for seen in (without_thermometer(runs), runs)]
        widths.append([np.ptp(found.interval90_pct or ()) for found in both])
    assert widths[0][0] < 1.2 * widths[0][1]
    assert widths[1][0] > 1.5 * widths[1][1]


def test_a_spring_without_a_thermometer_is_an_interval_that_still_holds_the_truth() -> None:
    spring, found = (on(0).replace(month=4) - on(0)).days, []
    for seed in range(60):
        rng = np.random.default_rng([9, seed])
        runs, windows = block(rng, Truth(warming_c=10, heat_bpm_per_c=1.0), first_day=spring)
        found.append(answered(without_thermometer(runs), windows, on(spring), on(spring + 69)))
    assert held(found) >= 0.87


def test_a_few_runs_without_temperature_do_not_matter() -> None:
    runs, windows = block(np.random.default_rng(15), Truth(warming_c=10))
    found = answered(without_thermometer(runs, lambda i: i % 10 != 0), windows)
    assert found.temperature_adjusted is True
    unadjusted = answered(without_thermometer(runs), windows).change_pct
    known = answered(runs, windows).change_pct
    assert found.change_pct is not None
    assert known is not None
    assert unadjusted is not None
    assert abs(found.change_pct - known) < abs(unadjusted - known) / 2


def test_unknown_temperature_forbids_a_verdict_through_a_spring() -> None:
    spring = (on(0).replace(month=3) - on(0)).days
    runs, windows = block(np.random.default_rng(16), Truth(gain=0.3, shows="hr", scatter_bpm=1), first_day=spring)
    known = answered(runs, windows, last=on(200))
    unknown = answered(without_thermometer(runs), windows, last=on(200))
    assert (known.verdict, unknown.verdict) == ("likely_faster", "no_clear_change")
    assert "through spring or autumn it needs temperatures" in unknown.verdict_text


def test_unknown_temperature_does_not_forbid_one_in_deep_winter() -> None:
    winter = (date(2024, 11, 25) - on(0)).days
    runs, windows = block(np.random.default_rng(16), Truth(gain=0.3, shows="hr", scatter_bpm=1), first_day=winter)
    assert answered(without_thermometer(runs), windows, last=on(500)).verdict == "likely_faster"


# ------------------------------------------------------------------ does heart rate follow pace?


def with_history(truth: Truth, seed: int, weeks: int = 40) -> BlockTrend:
    rng = np.random.default_rng(seed)
    before, old = block(rng, replace(truth, gain=0.0, pace_mix_mps=0.0), weeks=weeks)
    runs, windows = block(rng, truth, first_day=7 * weeks)
    return answered([*before, *runs], {**old, **windows}, first=on(7 * weeks), last=on(7 * weeks + 69))


def test_a_sensor_that_ignores_pace_gets_no_percentage() -> None:
    found = with_history(Truth(slope=4.0), seed=17)
    assert says_nothing(found)
    assert "heart rate does not follow pace on this sensor" in found.verdict_text
    assert len(found.runs_used) >= 35


def test_too_few_runs_to_judge_a_sensor_by_are_answered_with_a_wider_interval_instead() -> None:
    gained = Truth(gain=0.2, shows="hr", slope=26.0, scatter_bpm=1)
    newcomers = [trend(gained, seed) for seed in range(8)]
    known = [with_history(gained, seed) for seed in range(8)]
    widths = [np.median([np.ptp(found.interval90_pct) for found in group]) for group in (newcomers, known)]
    assert widths[0] > 1.2 * widths[1]
    assert all("assumed as in other runners" in found.method for found in newcomers)
    assert all("learned from the runs of this sensor" in found.method for found in known)


def test_the_slope_is_learned_from_history() -> None:
    slopes = [with_history(Truth(slope=32.0), seed=20 + i).slope_bpm_per_mps for i in range(4)]
    assert np.mean(slopes) == pytest.approx(32, abs=3.5)
    assert trend(Truth(slope=32.0)).slope_bpm_per_mps == pytest.approx(22)


@pytest.mark.parametrize("weeks", [0, 40])
def test_a_runner_who_paces_by_heart_rate_is_answered_and_not_taken_for_a_bad_sensor(weeks: int) -> None:
    held = Truth(gain=0.06, paced_by_heart=0.9)
    found = [with_history(held, seed=seed, weeks=weeks) if weeks else trend(held, seed) for seed in range(10)]
    assert all(block.change_pct is not None for block in found)
    assert np.mean([block.change_pct for block in found]) == pytest.approx(6, abs=4)


@pytest.mark.parametrize("share", [0.2, 0.5])
def test_a_runner_who_partly_paces_by_heart_rate_is_answered(share: float) -> None:
    paced = Truth(gain=0.06, paced_by_heart=share)
    found = [with_history(paced, seed=seed) for seed in range(12)]
    changes = [block.change_pct for block in found if block.change_pct is not None]
    assert len(changes) >= 10
    assert np.mean(changes) == pytest.approx(6, abs=4)


def test_one_more_run_leaves_what_the_others_rest_on() -> None:
    before, old = block(np.random.default_rng(31), Truth(), weeks=40)
    runs, windows = block(np.random.default_rng(32), Truth(), first_day=280)
    more = [
        answered([*before[:count], *runs], {**old, **windows}, first=on(280), last=on(349)) for count in (145, 155)
    ]
    assert more[0].slope_bpm_per_mps == pytest.approx(more[1].slope_bpm_per_mps)


# ------------------------------------------------------------------ the usual wander


def test_a_newcomers_usual_wander_is_unknown() -> None:
    found = trend(Truth(), seed=30)
    assert (found.usual_wander_pct, found.unusual) == (None, None)


def test_a_wandering_runners_change_is_set_against_the_usual_wander() -> None:
    restless = [with_history(Truth(wander_bpm=2.0), seed=40 + i) for i in range(6)]
    usual = 100 * 2.0 * np.sqrt(10) / (22 * 2.9)
    assert np.mean([found.usual_wander_pct for found in restless]) == pytest.approx(usual, rel=0.35)
    assert sum(bool(found.unusual) for found in restless) <= 2
    assert all("your own usual 10-week wander" in found.verdict_text for found in restless)
    assert not any("This is beyond" in found.verdict_text for found in restless if not found.unusual)


def test_a_change_beyond_the_usual_wander_is_unusual() -> None:
    found = with_history(Truth(gain=0.3, shows="hr", wander_bpm=0.5), seed=50)
    assert found.unusual is True
    assert "This is beyond your own usual 10-week wander of about" in found.verdict_text


# ------------------------------------------------------------------ words

FORBIDDEN = re.compile(
    r"econom|VO2|efficien|fitness|\bform\b|strength|injur|\bsafe|significan|chance|risk|because of|prove",
    re.IGNORECASE,
)
SAMPLES = {
    "likely_faster": Truth(gain=0.15, scatter_bpm=2),
    "likely_slower": Truth(gain=-0.15, scatter_bpm=2),
    "no_clear_change": Truth(),
    "steady": Truth(scatter_bpm=0.2),
}


SAYS = {
    "likely_faster": "Likely faster at the same heart rate",
    "likely_slower": "Likely slower at the same heart rate",
    "no_clear_change": "No clear change yet",
    "steady": "Steady at the same heart rate",
}
SENTENCES = re.compile(
    r"\d:\d\d → \d:\d\d /km at \d{3} bpm over this span \(10 weeks, 60 runs\):"
    r" (no change|\d+(\.5)? % (faster|slower)), 90 % interval [-+]\d+(\.5)? to [-+]\d+(\.5)? %\. ([^.]*)\."
)


@pytest.mark.parametrize("verdict", SAMPLES)
def test_two_sentences_say_it_all_to_the_second_and_half_a_point(verdict: str) -> None:
    found = trend(SAMPLES[verdict], seed=60, per_week=6)
    said = SENTENCES.fullmatch(found.verdict_text)
    assert found.verdict == verdict
    assert said is not None
    assert said.group(6) == SAYS[verdict]
    assert not FORBIDDEN.search(found.verdict_text)


def test_paces_are_told_in_the_runners_units() -> None:
    runs, windows = block(np.random.default_rng(61), Truth())
    found = block_trend(runs, windows, FIRST, LAST, hr_max_on=lambda day: 195.0, units="imperial")
    assert " /mi at " in found.verdict_text
    assert found == replace(answered(runs, windows), verdict_text=found.verdict_text)


def test_the_probability_and_the_interval_agree() -> None:
    for seed in range(20):
        found = trend(Truth(gain=0.03), seed)
        assert found.interval90_pct is not None
        assert found.p_faster is not None
        assert (found.interval90_pct[0] > 0) == (found.p_faster > 0.95)
        assert (found.interval90_pct[1] < 0) == (found.p_faster < 0.05)


def test_more_days_of_the_same_runner_detect_less() -> None:
    sparse = trend(Truth(), seed=70, per_week=2).min_detectable_change_pct
    dense = trend(Truth(), seed=70, per_week=6).min_detectable_change_pct
    assert sparse is not None
    assert dense is not None
    assert dense < sparse


def test_a_span_is_given_back_as_asked() -> None:
    found = answered([], {}, first=on(3), last=on(9))
    assert (found.from_day, found.to_day) == (on(3), on(9))
    assert found.to_day - found.from_day == timedelta(days=6)
