"""What is done to a real block so that the truth is known: re-ordered it holds no trend, injected it holds one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Literal

import numpy as np

from benchmarks.trend.seasons import Measured
from runstrong.model.arrays import FloatArray, IntArray

PACE_MIX: Final = 0.4
"""How strongly order follows pace in the pace-mix placebos: a correlation of about 0.35 (real-runners.md 5)."""

Kind = Literal["speed", "heart_rate"]


def reordered(block: Sequence[Measured], order: IntArray) -> list[Measured]:
    """The runs of `order` on the days of the block: each keeps what it holds, weather too, but for its date."""
    return [
        replace(
            block[i],
            summary=replace(
                block[i].summary,
                start_utc=place.summary.start_utc,
                local_start=place.summary.local_start,
                local_day=place.summary.local_day,
            ),
        )
        for i, place in zip(order.tolist(), block, strict=True)
    ]


def shuffled(block: Sequence[Measured], rng: np.random.Generator) -> list[Measured]:
    """Any order."""
    return reordered(block, rng.permutation(len(block)))


def by_pace(sign: int) -> Callable[[Sequence[Measured], np.random.Generator], list[Measured]]:
    """Any order in which faster runs tend to come later (+1) or earlier (-1)."""

    def order(block: Sequence[Measured], rng: np.random.Generator) -> list[Measured]:
        speed = np.array([one.summary.facts.avg_speed_mps or np.nan for one in block])
        rank = np.argsort(np.argsort(np.nan_to_num(speed, nan=float(np.nanmedian(speed)))))
        pull = sign * PACE_MIX * (rank - rank.mean()) / rank.std()
        return reordered(block, np.argsort(pull + rng.normal(0, 1, len(block))))

    return order


def odd_then_even(block: Sequence[Measured], _: np.random.Generator) -> list[Measured]:
    """Every second run first, then the others: slow changes meet themselves."""
    here = np.arange(len(block))
    return reordered(block, np.concatenate([here[::2], here[1::2]]))


def injected(block: Sequence[Measured], percent: float, kind: Kind, slope: float) -> list[Measured]:
    """A gain that grows along a line from the first run to the last, as more speed or as less heart rate.

    `slope` in bpm per m/s says how much heart rate a gain is worth at the same speed.
    """
    start = block[0].summary.start_utc
    days = np.array([(one.summary.start_utc - start).total_seconds() for one in block])
    factors = (1 + percent / 100) ** (days / days[-1])
    change = _faster if kind == "speed" else _calmer(slope)
    return [change(one, float(factor)) for one, factor in zip(block, factors, strict=True)]


def _faster(run: Measured, factor: float) -> Measured:
    speed = run.summary.facts.avg_speed_mps
    facts = replace(run.summary.facts, avg_speed_mps=speed and speed * factor)
    return replace(
        run,
        summary=replace(run.summary, facts=facts),
        windows=replace(run.windows, speed_mps=run.windows.speed_mps * factor),
        minutes=run.minutes * [factor, 1.0],
    )


def _calmer(slope: float) -> Callable[[Measured, float], Measured]:
    def change(run: Measured, factor: float) -> Measured:
        def lower(speed: FloatArray) -> FloatArray:
            return slope * speed * (1 - 1 / factor)

        facts, minutes = run.summary.facts, run.minutes.copy()
        minutes[:, 1] -= lower(minutes[:, 0])
        if facts.avg_hr_bpm and facts.avg_speed_mps:
            calmer = facts.avg_hr_bpm - slope * facts.avg_speed_mps * (1 - 1 / factor)
            facts = replace(facts, avg_hr_bpm=calmer)
        windows = replace(run.windows, hr_bpm=run.windows.hr_bpm - lower(run.windows.speed_mps))
        return replace(run, summary=replace(run.summary, facts=facts), windows=windows, minutes=minutes)

    return change
