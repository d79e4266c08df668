"""From many answers to one row of figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.trend.answers import Answer
from benchmarks.trend.baselines import Estimate
from runstrong.model.arrays import FloatArray

Pair = tuple[Answer, Estimate]
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
    """How far off estimates were, in points: `bias`, its standard error, `sd`; how often the truth was held."""

    bias: float
    bias_se: float
    sd: float
    cover: Share


@dataclass(frozen=True)
class Row:
    """One scenario. `means` are mean estimates at 0, +3 and +6 %; `floor` is the scatter that good and bad days
    alone give a line; `changed` are intervals that leave out 0 where nothing changed, of a baseline the last.
    """

    name: str
    lives: int
    blocks: int
    refused: Share
    means: tuple[float | None, ...]
    errors: Errors | None
    floor: float
    mean_se: float | None
    changed: Share
    faster: Share
    slower: Share
    wrong_sign: Share
    power: tuple[Share, Share]
    min_detectable: float | None
    unusual: Share
    baselines: dict[str, tuple[Errors | None, Share]]


def row(answers: Sequence[Answer]) -> Row:
    """The figures of one scenario's blocks."""
    given = [one for one in answers if one.percent is not None]
    pairs = [(one, Estimate(one.percent, one.low, one.high)) for one in given]  # type: ignore[arg-type]
    null = [one for one in answers if one.truth == 0]
    moved = [one for one in answers if one.truth != 0]
    told = [one for one in given if one.unusual is not None]
    return Row(
        name=answers[0].scenario,
        lives=len({one.number for one in answers}),
        blocks=len(answers),
        refused=Share(len(answers) - len(given), len(answers)),
        means=_means(pairs),
        errors=errors(pairs),
        floor=float(np.std([one.chance for one in answers])),
        mean_se=_mean(one.se for one in given),
        changed=_changed([estimate for one, estimate in pairs if one.truth == 0]),
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


def errors(pairs: Sequence[Pair]) -> Errors | None:
    """Answers, for their truth, beside estimates; None under three. A life counts once, however often dealt."""
    if len(pairs) < 3:
        return None
    rest, held = without_luck(pairs), sum(estimate.low <= one.truth <= estimate.high for one, estimate in pairs)
    numbers = np.array([one.number for one, _ in pairs])
    lives = np.array([rest[numbers == number].mean() for number in np.unique(numbers)])
    bias_se = float(lives.std(ddof=1)) / np.sqrt(len(lives)) if len(lives) > 1 else float("nan")
    sd = float(np.std([estimate.percent - one.truth for one, estimate in pairs], ddof=1))
    return Errors(float(lives.mean()), bias_se, sd, Share(held, len(pairs)))


def without_luck(pairs: Sequence[Pair]) -> FloatArray:
    """Errors (n,) in points without what the days' known ups and downs did to them.

    Taken out by regression: a control variate, whose mean is zero, so that few blocks tell a bias.
    """
    off = np.array([estimate.percent - one.truth for one, estimate in pairs])
    chance = np.array([one.chance for one, _ in pairs])
    return off - np.cov(off, chance)[0, 1] / chance.var(ddof=1) * chance


def _means(pairs: Sequence[Pair]) -> tuple[float | None, ...]:
    """Mean estimates at 0, +3 and +6 %, luck taken out."""
    if len(pairs) < 3:
        return None, None, None
    estimates = [one.truth + float(rest) for (one, _), rest in zip(pairs, without_luck(pairs), strict=True)]
    nominal = [one.nominal for one, _ in pairs]
    return tuple(
        _mean(value for value, truth in zip(estimates, nominal, strict=True) if truth == wanted)
        for wanted in (0.0, 3.0, 6.0)
    )


def _baselines(answers: Sequence[Answer]) -> dict[str, tuple[Errors | None, Share]]:
    found = {}
    for name in dict.fromkeys(name for one in answers for name in one.baselines):
        pairs = [(one, estimate) for one in answers if (estimate := one.baselines.get(name))]
        found[name] = errors(pairs), _changed([estimate for one, estimate in pairs if one.truth == 0])
    return found


def _changed(null: Sequence[Estimate]) -> Share:
    return Share(sum(one.low > 0 or one.high < 0 for one in null), len(null))


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.median(known)) if known else None
