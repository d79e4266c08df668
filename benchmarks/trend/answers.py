"""One block's answer from the product, beside the truth and beside the baselines on the same runs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from scipy.special import stdtrit

from benchmarks.trend.baselines import Estimate, estimates
from benchmarks.trend.luck import can_be_redealt, chance, luck, redealt
from benchmarks.trend.scenarios import SCENARIOS, TRUTHS_PCT
from benchmarks.trend.seasons import UNTIL, Measured, first_day, measured_life
from runstrong.metrics.physiology import physiology_by_day
from runstrong.metrics.score import score_runs
from runstrong.model.athlete import Preferences, Setting
from runstrong.model.facts import Run
from runstrong.model.trend import BlockTrend
from runstrong.simulate import Runner, true_change_pct
from runstrong.simulate.activity import utc_seconds
from runstrong.trend.block import block_trend
from runstrong.trend.line import freedom

TYPED: Final = (Setting("hr_max", "190", date(2000, 1, 1)), Setting("hr_rest", "50", date(2000, 1, 1)))


@dataclass(frozen=True)
class Answer:
    """What was true of a block in %, what was said, and by whom. `nominal` is the whole block's true gain.

    `chance` is what the days' own ups and downs alone do to a line through the runs used, in %.
    """

    scenario: str
    number: int
    nominal: float
    truth: float
    chance: float
    verdict: str
    runs_used: int
    percent: float | None
    low: float | None
    high: float | None
    se: float | None
    min_detectable: float | None
    slope: float | None
    unusual: bool | None
    text: str
    baselines: dict[str, Estimate | None] = field(default_factory=dict)


def answers(scenario_name: str, number: int, deals: int, keep: Path | None = None) -> Iterator[Answer]:
    """Live block `number` of a scenario and ask about it as lived, then with its days dealt anew."""
    runner = SCENARIOS[scenario_name].runner(number)
    life = measured_life(runner, keep)
    runs, hr_max_on = scored(life, TYPED)
    first = first_day(runner)
    history = [run for run in runs if run.summary.local_day < first]
    scores = {run.summary.id: run.score for run in runs}
    lived = luck(runner, 0)
    for deal in range(deals if can_be_redealt(runner) else 1):
        dealt = luck(runner, deal)
        block = redealt([one for one in life if one.summary.local_day >= first], lived, dealt)
        asked = [*history, *(Run(one.summary, scores[one.summary.id]) for one in block)]
        windows = {one.summary.id: one.windows for one in (*life, *block)}
        found = block_trend(asked, windows, first, UNTIL, hr_max_on=hr_max_on)
        entering = [one for one in block if scores[one.summary.id].left_out is None]
        used = [one for one in block if one.summary.id in found.runs_used]
        about = used if len(used) > 2 else entering
        yield Answer(
            scenario=scenario_name,
            number=number,
            nominal=TRUTHS_PCT[number % len(TRUTHS_PCT)],
            truth=true_of(runner, about),
            chance=chance(runner, about, dealt),
            baselines=estimates(entering),
            **said(found),  # type: ignore[arg-type]
        )


def true_of(runner: Runner, runs: Sequence[Measured]) -> float:
    """The true change over these runs in %."""
    starts = [utc_seconds(one.summary.start_utc, 0) for one in runs]
    return true_change_pct(runner, starts, [one.truth for one in runs if one.truth is not None])


def scored(
    life: Sequence[Measured], settings: Sequence[Setting]
) -> tuple[list[Run], Callable[[date], float | None]]:
    """The runs as the product judges them, and the maximum heart rate it believes in."""
    summaries = [one.summary for one in life]
    scores = score_runs(summaries, settings, Preferences())
    on = physiology_by_day(settings, Preferences(), summaries)
    return [Run(*pair) for pair in zip(summaries, scores, strict=True)], lambda day: on(day).hr_max.value


def entering(life: Sequence[Measured], runs: Sequence[Run], first: date) -> list[Measured]:
    """The block's outdoor runs with usable heart rate, races left out: what every baseline is given."""
    pairs = zip(life, runs, strict=True)
    return [one for one, run in pairs if run.score.left_out is None and run.summary.local_day >= first]


def said(found: BlockTrend) -> dict[str, object]:
    """A trend's answer in plain values; its standard error from the width of its interval."""
    low, high = found.interval90_pct or (None, None)
    se = None
    if low is not None and high is not None:
        se = (high - low) / 2 / float(stdtrit(freedom(len(found.runs_used)), 0.95))
    return {
        "verdict": found.verdict,
        "runs_used": len(found.runs_used),
        "percent": found.change_pct,
        "low": low,
        "high": high,
        "se": se,
        "min_detectable": found.min_detectable_change_pct,
        "slope": found.slope_bpm_per_mps,
        "unusual": found.unusual,
        "text": found.verdict_text,
    }
