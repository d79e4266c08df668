"""Ten-week blocks of an archive, and what everybody says about them as they were and as they were made."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from benchmarks.trend import placebo
from benchmarks.trend.answers import said
from benchmarks.trend.archive import Archive
from benchmarks.trend.baselines import Estimate, estimates
from benchmarks.trend.seasons import Measured
from runstrong.model.facts import Run
from runstrong.trend.block import block_trend

BLOCK: Final = timedelta(days=70)
STEP: Final = timedelta(days=35)
ENOUGH: Final = 12

OURS: Final = "runstrong"
REAL: Final = "as it was"
Change = Callable[[Sequence[Measured], np.random.Generator], list[Measured]]


def injection(percent: float, kind: placebo.Kind, slope: float) -> Change:
    """A shuffled block with a known gain in it."""
    return lambda block, rng: placebo.injected(placebo.shuffled(block, rng), percent, kind, slope)


def treatments(slope: float) -> dict[str, tuple[float | None, Change]]:
    """What is done to a block by name, with the truth it then has in %, None where nobody knows."""
    return {
        REAL: (None, lambda block, _: list(block)),
        "shuffled": (0.0, placebo.shuffled),
        "odd, then even": (0.0, placebo.odd_then_even),
        "faster runs later": (0.0, placebo.by_pace(+1)),
        "slower runs later": (0.0, placebo.by_pace(-1)),
        "+3 % as speed": (3.0, injection(3.0, "speed", slope)),
        "+6 % as speed": (6.0, injection(6.0, "speed", slope)),
        "+3 % as heart rate": (3.0, injection(3.0, "heart_rate", slope)),
        "+6 % as heart rate": (6.0, injection(6.0, "heart_rate", slope)),
    }


@dataclass(frozen=True)
class Told:
    """One estimate of one treated block; `order` names the block and the order its runs were put in. `se`,
    `min_detectable` and `unusual` are only ours.
    """

    who: str
    estimate: Estimate
    treatment: str = ""
    order: tuple[date, int] = (date.min, 0)
    truth: float | None = None
    verdict: str = ""
    se: float | None = None
    min_detectable: float | None = None
    unusual: bool | None = None


def block_starts(archive: Archive) -> list[date]:
    """First days of the blocks with enough usable runs, half overlapping."""
    days = [run.summary.local_day for run in archive.runs]
    starts, day = [], days[0] if days else date.max
    while days and day + BLOCK <= days[-1] + timedelta(days=1):
        if len(_trend(archive, day, _entering(archive, day)).get("ids", ())) >= ENOUGH:  # type: ignore[arg-type]
            starts.append(day)
        day += STEP
    return starts


def told(archive: Archive, start: date, slope: float, repeats: int) -> Iterator[Told]:
    """Everything everybody says about one block."""
    block = _entering(archive, start)
    for name, (truth, change) in treatments(slope).items():
        fixed = change in (placebo.odd_then_even,) or name == REAL
        for repeat in range(1 if fixed else repeats):
            rng = np.random.default_rng([start.toordinal(), repeat])
            for one in _estimates(archive, start, change(block, rng)):
                yield replace(one, treatment=name, order=(start, repeat), truth=truth)


def split_half(archive: Archive, start: date) -> float | None:
    """How far the trends of every other run are apart, in standard errors of their difference."""
    block = _entering(archive, start)
    halves = [_trend(archive, start, half) for half in (block[::2], block[1::2])]
    if any(half["percent"] is None for half in halves):
        return None
    (one, other), (se1, se2) = ([half[key] for half in halves] for key in ("percent", "se"))
    return float((one - other) / np.hypot(se1, se2))  # type: ignore[operator, call-overload]


def _entering(archive: Archive, start: date) -> list[Measured]:
    inside = (run for run in archive.runs if start <= run.summary.local_day < start + BLOCK)
    return [archive.measured[run.summary.id] for run in inside if run.score.left_out is None]


def _estimates(archive: Archive, start: date, block: Sequence[Measured]) -> Iterator[Told]:
    ours = _trend(archive, start, block)
    if ours["percent"] is not None:
        estimate = Estimate(ours["percent"], ours["low"], ours["high"])  # type: ignore[arg-type]
        figures = {name: ours[name] for name in ("verdict", "se", "min_detectable", "unusual")}
        yield Told(OURS, estimate, **figures)  # type: ignore[arg-type]
    for who, found in estimates(sorted(block, key=lambda one: one.summary.start_utc)).items():
        if found is not None:
            yield Told(who, found)


def _trend(archive: Archive, start: date, block: Sequence[Measured]) -> dict[str, object]:
    """The product's answer about these runs after everything that was run before them."""
    scores = {run.summary.id: run.score for run in archive.runs}
    before = [run for run in archive.runs if run.summary.local_day < start]
    runs = [*before, *(Run(one.summary, scores[one.summary.id]) for one in block)]
    windows = archive.windows | {one.summary.id: one.windows for one in block}
    found = block_trend(runs, windows, start, start + BLOCK - timedelta(days=1), hr_max_on=archive.hr_max_on)
    return said(found) | {"ids": found.runs_used}
