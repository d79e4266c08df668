"""From many answers to one row of figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.trend.answers import Answer
from benchmarks.trend.baselines import Estimate

CONFIDENT = {"likely_faster": 1, "likely_slower": -1}


@dataclass(frozen=True)
class Share:
    """A count out of many, None of none."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        return self.hits / self.of if self.of else None


@dataclass(frozen=True)
class Errors:
    """How far estimates were off, in points: `bias` with the simulation's own standard error, `sd`, and the share
    of 90 % intervals that held the truth.
    """

    bias: float
    bias_se: float
    sd: float
    cover: Share


@dataclass(frozen=True)
class Row:
    """One scenario. `means` are mean estimates at 0, +3 and +6 %; `shift` is how much more biased than the base on
    the same runners; `changed` are intervals that leave out 0 where nothing changed, of a baseline the last.
    """

    name: str
    blocks: int
    refused: Share
    means: tuple[float | None, ...]
    errors: Errors | None
    shift: tuple[float, float] | None
    mean_se: float | None
    changed: Share
    faster: Share
    slower: Share
    wrong_sign: Share
    power: tuple[Share, Share]
    min_detectable: float | None
    unusual: Share
    baselines: dict[str, tuple[Errors | None, Share]]


def row(answers: Sequence[Answer], base: Sequence[Answer]) -> Row:
    """The figures of one scenario's blocks; `base` are those of the plain scenario."""
    given = [one for one in answers if one.percent is not None]
    null = [one for one in answers if one.truth == 0]
    moved = [one for one in answers if one.truth != 0]
    told = [one for one in given if one.unusual is not None]
    return Row(
        name=answers[0].scenario,
        blocks=len(answers),
        refused=Share(len(answers) - len(given), len(answers)),
        means=tuple(_mean(one.percent for one in given if one.nominal == nominal) for nominal in (0.0, 3.0, 6.0)),
        errors=errors([(one.truth, Estimate(one.percent, one.low, one.high)) for one in given]),  # type: ignore[arg-type]
        shift=shift(given, base),
        mean_se=_mean(one.se for one in given),
        changed=_changed([Estimate(one.percent, one.low, one.high) for one in given if one.truth == 0]),  # type: ignore[arg-type]
        faster=verdicts(null, "likely_faster"),
        slower=verdicts(null, "likely_slower"),
        wrong_sign=Share(sum(CONFIDENT.get(one.verdict, 0) * one.truth < 0 for one in moved), len(moved)),
        power=(
            verdicts([one for one in moved if one.nominal == 3], "likely_faster"),
            verdicts([one for one in moved if one.nominal == 6], "likely_faster"),
        ),
        min_detectable=_median(one.min_detectable for one in given),
        unusual=Share(sum(bool(one.unusual) for one in told), len(told)),
        baselines=_baselines(answers),
    )


def verdicts(answers: Sequence[Answer], verdict: str) -> Share:
    """How many of all blocks, refused ones among them, got a verdict."""
    return Share(sum(one.verdict == verdict for one in answers), len(answers))


def errors(pairs: Sequence[tuple[float, Estimate]]) -> Errors | None:
    """Truths beside estimates; None under two."""
    if len(pairs) < 2:
        return None
    off = np.array([estimate.percent - truth for truth, estimate in pairs])
    held = sum(estimate.low <= truth <= estimate.high for truth, estimate in pairs)
    sd = float(off.std(ddof=1))
    return Errors(float(off.mean()), sd / np.sqrt(len(off)), sd, Share(held, len(off)))


def shift(given: Sequence[Answer], base: Sequence[Answer]) -> tuple[float, float] | None:
    """Mean error less the plain scenario's on the same runners, with its standard error.

    Two lives of one seed share their noise, so this tells a bias long before the bias itself can be told.
    """
    plain = {one.number: one.percent - one.truth for one in base if one.percent is not None}
    off = [one.percent - one.truth - plain[one.number]
           for one in given if one.percent is not None and one.number in plain]  # fmt: skip
    if len(off) < 2 or not any(off):
        return None
    return float(np.mean(off)), float(np.std(off, ddof=1) / np.sqrt(len(off)))


def _baselines(answers: Sequence[Answer]) -> dict[str, tuple[Errors | None, Share]]:
    found = {}
    for name in dict.fromkeys(name for one in answers for name in one.baselines):
        pairs = [(one.truth, estimate) for one in answers if (estimate := one.baselines.get(name))]
        found[name] = errors(pairs), _changed([estimate for truth, estimate in pairs if truth == 0])
    return found


def _changed(null: Sequence[Estimate]) -> Share:
    return Share(sum(one.low > 0 or one.high < 0 for one in null), len(null))


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.median(known)) if known else None
