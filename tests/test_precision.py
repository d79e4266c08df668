"""Before a block: what it will show is foretold as it comes, check runs are recognised, remedies are offered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from runstrong.model.facts import Run, Windows
from runstrong.model.trend import Precision
from runstrong.trend.block import block_trend
from runstrong.trend.check_run import Position
from runstrong.trend.precision import precision
from tests.scored_runs import on
from tests.steady_runs import HOME, Truth, block, on_one_route

TODAY = on(279)
Known = tuple[list[Run], dict[str, Windows]]


def history(truth: Truth, seed: int = 1, per_week: int = 4) -> Known:
    return block(np.random.default_rng([19, seed]), truth, weeks=40, per_week=per_week)


def told(
    runs: Sequence[Run], windows: Mapping[str, Windows], starts: Mapping[str, Position] | None = None
) -> Precision:
    return precision(runs, windows, starts or {}, TODAY, 10, hr_max_on=lambda day: 195.0)


def wearing(runs: Sequence[Run], **changes: object) -> list[Run]:
    return [replace(run, summary=replace(run.summary, **changes)) for run in runs]


@pytest.mark.parametrize("per_week", [3, 6])
def test_what_is_foretold_is_what_the_block_then_shows(per_week: int) -> None:
    foretold, shown = [], []
    for seed in range(8):
        runs, windows = history(Truth(scatter_bpm=3), seed, per_week)
        more, steady = block(
            np.random.default_rng([23, seed]), Truth(scatter_bpm=3), first_day=280, per_week=per_week
        )
        foretold.append(told(runs, windows).min_detectable_change_pct)
        both = block_trend([*runs, *more], {**windows, **steady}, on(280), on(349), hr_max_on=lambda day: 195.0)
        shown.append(both.min_detectable_change_pct)
    assert np.mean(foretold) == pytest.approx(np.mean(shown), rel=0.2)


def least(truth: Truth, per_week: int = 4) -> float:
    found = told(*history(truth, 2, per_week)).min_detectable_change_pct
    assert found is not None
    return found


def test_calmer_days_and_more_runs_show_less() -> None:
    assert least(Truth(scatter_bpm=2)) < least(Truth(scatter_bpm=4)) < least(Truth(scatter_bpm=4), per_week=2)


def test_runs_a_week_and_the_figure_are_told() -> None:
    found = told(*history(Truth()))
    assert found.own_scatter
    assert found.runs_per_week == pytest.approx(4, abs=0.6)
    assert found.scatter_bpm == pytest.approx(4, rel=0.4)
    assert "usable runs a week for 10 weeks" in found.text
    assert f"about {round(2 * (found.min_detectable_change_pct or 0)) / 2:g} %" in found.text


def remedies(found: Precision) -> dict[str, float | None]:
    return {remedy.what: remedy.min_detectable_change_pct for remedy in found.remedies}


def test_every_remedy_lowers_the_figure_and_only_what_is_missing_is_offered() -> None:
    runs, windows = history(Truth())
    cold = replace(runs[0].summary.facts, temperature_c=None)
    cases = {
        ("more_runs", "check_run"): runs,
        ("chest_strap", "more_runs", "check_run"): wearing(runs, hr_source="wrist"),
        ("temperature", "more_runs", "check_run"): wearing(runs, facts=cold),
    }
    for offered, changed in cases.items():
        found = told(changed, windows)
        assert remedies(found).keys() == set(offered)
        assert found.min_detectable_change_pct is not None
        assert all(
            better is not None and better < found.min_detectable_change_pct for better in remedies(found).values()
        )


def test_too_few_runs_are_a_sentence() -> None:
    runs, windows = history(Truth())
    for few in ([], runs[-1:], runs[-7:]):
        found = told(few, windows)
        assert found.min_detectable_change_pct is None
        assert not found.own_scatter
        assert "Not known yet" in found.text


def test_so_few_runs_a_week_that_no_trend_will_come() -> None:
    runs, windows = history(Truth())
    found = told(runs[::8], windows)
    assert found.min_detectable_change_pct is None
    assert "too few for a trend" in found.text
    assert remedies(found)["more_runs"] is not None


def test_a_sensor_that_ignores_pace_shows_nothing() -> None:
    found = told(*history(Truth(slope=2.0)))
    assert found.min_detectable_change_pct is None
    assert "does not follow pace" in found.text


# ------------------------------------------------------------------ the check run


def test_an_everyday_loop_is_no_check_run_and_one_stays_on_offer() -> None:
    for seed in range(8):
        runs, windows = history(Truth(), seed)
        routed, starts = on_one_route(runs)
        found = told(routed, windows, starts)
        assert found.check_run is None
        assert "check_run" in remedies(found)


def test_a_loop_on_which_heart_rate_strays_less_is_recognised() -> None:
    runs, windows = history(Truth(calm_every=4))
    routed, starts = on_one_route(runs)
    found = told(routed, windows, starts)
    assert found.check_run is not None
    assert set(found.check_run.runs) <= {run.summary.id for run in runs[::4]}
    assert len(found.check_run.runs) > 0.5 * len(runs[::4])
    assert found.check_run.distance_m == pytest.approx(8000, rel=0.02)
    assert found.check_run.other_scatter_bpm is not None
    assert found.check_run.scatter_bpm < found.check_run.other_scatter_bpm
    assert "check_run" not in remedies(found)


def test_what_the_runner_calls_a_check_run_is_one() -> None:
    runs, windows = history(Truth())
    routed, starts = on_one_route(runs)
    told_so = replace(routed[0], summary=replace(routed[0].summary, marks={"check_run": "yes"}))
    found = told([told_so, *routed[1:]], windows, starts)
    assert found.check_run is not None
    assert told_so.summary.id in found.check_run.runs


@pytest.mark.parametrize("spoilt", ["far", "unknown start", "unknown distance", "two only"])
def test_runs_that_only_look_alike_are_no_check_run(spoilt: str) -> None:
    runs, windows = history(Truth(calm_every=4))
    routed, starts = on_one_route(runs)
    assert told(routed, windows, starts).check_run is not None
    at_home = [run.summary.id for run in routed[::4]]
    if spoilt == "far":
        starts |= {key: (HOME[0] + 0.01 * place, HOME[1]) for place, key in enumerate(at_home)}
    elif spoilt == "unknown start":
        starts = {}
    elif spoilt == "unknown distance":
        routed = wearing(routed, facts=replace(routed[0].summary.facts, distance_m=None))
    else:
        starts = {key: start for key, start in starts.items() if key not in at_home[2:]}
    assert told(routed, windows, starts).check_run is None
