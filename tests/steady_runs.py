"""A runner with known truth, made up as steady windows: what the trend should find, without any file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from runstrong.model.facts import LeftOut, Load, Run, RunScore, RunSummary, Windows
from tests.scored_runs import facts, summary

USUAL_MPS = 2.9
USUAL_BPM = 150.0
HOME = (52.5, 13.4)
WARM_FROM_C = 16.0
EASY = facts()


@dataclass(frozen=True)
class Truth:
    """Change over the span as a share of speed, and how it shows: `speed` at the same heart rate, or `hr`.

    `paced_by_heart` is the share of a day's excess of heart rate that the runner answers by pace. Of
    `calm_every` runs one has a quarter of the scatter (0: none).
    """

    gain: float = 0.0
    shows: str = "speed"
    slope: float = 22.0
    scatter_bpm: float = 4.0
    heavy_tails: bool = True
    pace_mix_mps: float = 0.0
    pace_sd_mps: float = 0.13
    heat_bpm_per_c: float = 0.8
    warming_c: float = 0.0
    wander_bpm: float = 0.0
    paced_by_heart: float = 0.0
    calm_every: int = 0


def block(
    rng: np.random.Generator, truth: Truth, *, first_day: int = 0, weeks: int = 10, per_week: int = 4
) -> tuple[list[Run], dict[str, Windows]]:
    """Runs spread over the weeks, one a day at most, from the first day to the last."""
    last = 7 * weeks - 1
    inner = rng.choice(np.arange(1, last), size=weeks * per_week - 2, replace=False)
    days = np.sort(np.concatenate([[0, last], inner]))
    scatter = rng.standard_t(4, len(days)) if truth.heavy_tails else 1.2 * rng.standard_normal(len(days))
    if truth.calm_every:
        scatter[:: truth.calm_every] /= 4
    level = np.cumsum(truth.wander_bpm * np.sqrt(np.diff(days, prepend=0) / 7) * rng.standard_normal(len(days)))
    runs, windows = [], {}
    for day, bpm in zip(days, truth.scatter_bpm * scatter + level, strict=True):
        run, steady = _run(rng, truth, first_day + int(day), day / last, float(bpm))
        runs.append(run)
        windows[run.summary.id] = steady
    return runs, windows


def _run(
    rng: np.random.Generator, truth: Truth, number: int, progress: float, day_bpm: float
) -> tuple[Run, Windows]:
    count = int(rng.integers(12, 40))
    minute = 8.5 + np.arange(count)
    celsius = 14 + truth.warming_c * progress + 3 * rng.standard_normal()
    usual = USUAL_MPS + truth.pace_sd_mps * rng.standard_normal() + truth.pace_mix_mps * (progress - 0.5)
    usual -= truth.paced_by_heart * day_bpm / truth.slope
    uneven = 0.06 * np.repeat(rng.standard_normal(count // 10 + 1), 10)[:count]
    speed = usual + uneven + 0.05 * rng.standard_normal(count)
    faster = (1 + truth.gain) ** progress
    effort, speed = (speed, speed * faster) if truth.shows == "speed" else (speed / faster, speed)
    bpm = USUAL_BPM + truth.slope * (effort - USUAL_MPS) + 0.08 * (minute - 20) + day_bpm
    bpm += truth.heat_bpm_per_c * max(celsius - WARM_FROM_C, 0) + 2 * rng.standard_normal(count)
    stored = summary(number, made=replace(EASY, temperature_c=float(celsius)))
    return scored(stored), Windows(minute, speed, np.round(bpm), {}, count + 8)


def scored(stored: RunSummary, *, left_out: LeftOut | None = None, carried_min: float = 0.0) -> Run:
    """A run that may enter, whatever its load."""
    return Run(stored, RunScore(Load(50.0, "hr", "", {}), "easy", left_out, carried_min))


def steady(
    count: int = 20, *, first_minute: float = 8.5, mps: float = USUAL_MPS, bpm: float = USUAL_BPM
) -> Windows:
    """So many windows at one speed and heart rate."""
    minute = first_minute + np.arange(count)
    return Windows(minute, np.full(count, mps), np.full(count, bpm), {}, count)


def on_one_route(
    runs: Sequence[Run], every: int = 4, seed: int = 29
) -> tuple[list[Run], dict[str, tuple[float, float]]]:
    """Every so many runs start at home and are 8 km long; the others start and end all over the place."""
    rng = np.random.default_rng(seed)
    out, starts = [], {}
    for place, run in enumerate(runs):
        metres = 8000.0 * rng.uniform(0.98, 1.02) if place % every == 0 else rng.uniform(9000, 20000)
        made = replace(run.summary.facts, distance_m=metres)
        out.append(replace(run, summary=replace(run.summary, facts=made)))
        off = rng.uniform(-0.0005, 0.0005, 2) if place % every == 0 else rng.uniform(0.05, 0.5, 2)
        starts[run.summary.id] = (HOME[0] + off[0], HOME[1] + off[1])
    return out, starts


def every_other_day(count: int, **changes: object) -> list[Run]:
    """So many runs, one every other day."""
    return [scored(summary(2 * n, **changes)) for n in range(count)]


def the_same_for_all(runs: Sequence[Run], windows: Windows) -> dict[str, Windows]:
    """The same windows for every run."""
    return {run.summary.id: windows for run in runs}
