"""The verdict on a change, and the plain sentences that carry it (science sections B.6, B.8 and H)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from runstrong.model.trend import Verdict
from runstrong.trend.answer import Change
from runstrong.units import percent_text

TREND_RUNS: Final = 8
TREND_DAYS: Final = 21
VERDICT_RUNS: Final = 12
VERDICT_DAYS: Final = 28
SURE: Final = 0.90
STEADY_PCT: Final = 2.0
TURNING_MONTHS: Final = frozenset({3, 4, 5, 9, 10, 11})
TURNING_DAYS: Final = 42
"""Six weeks of spring or autumn, on either half of the earth: weather alone moves heart rate."""

METHOD: Final = (
    "Straight line of heart rate at one speed through the span, read as speed at one heart rate: steady minutes"
    " within 0.4 m/s of the usual speed, one point a run"
)
OWN_SLOPE: Final = "; how heart rate follows pace is learned from the runs of this sensor"
USUAL_SLOPE: Final = (
    "; how heart rate follows pace is assumed as in other runners (20 ± 6 beats/min per m/s), and the interval is"
    " as wide as that makes it"
)

HEADS: Final[dict[Verdict, str]] = {
    "likely_faster": "Likely faster at the same heart rate: about {change}, {interval}",
    "likely_slower": "Likely slower at the same heart rate: about {change}, {interval}",
    "steady": "Steady at the same heart rate: {change}, {interval}",
    "no_clear_change": "No clear change at the same heart rate: {interval}",
}


def method(*, own_slope: bool) -> str:
    """How the answer was found, and where its slope comes from."""
    return METHOD + (OWN_SLOPE if own_slope else USUAL_SLOPE)


def days_covered(days: Sequence[date]) -> int:
    """Days from the first to the last, both included; 0 without any."""
    return (max(days) - min(days)).days + 1 if days else 0


def too_few_text(runs: int, days: int) -> str | None:
    """What is missing for a trend, None if enough is there."""
    missing = []
    if runs < TREND_RUNS:
        missing.append(f"{runs} usable of the {TREND_RUNS} runs a trend needs, {TREND_RUNS - runs} more to go")
    if days < TREND_DAYS and runs:
        missing.append(f"they cover {days} of the {TREND_DAYS} days it needs")
    return f"Not enough data yet: {'; '.join(missing)}." if missing else None


def no_slope_text(slope: float, runs: int) -> str:
    """Why no percentage is given although there are enough runs."""
    return (
        f"No percentage: in these {runs} runs heart rate rises by only {max(slope, 0):.0f} beats/min per m/s,"
        " so heart rate does not follow pace on this sensor, or pace was chosen by heart rate."
    )


def weather_unknown(days: Sequence[date], *, temperature_adjusted: bool) -> bool:
    """Whether unknown temperature caps the verdict: more than six weeks of spring or autumn without it."""
    every = (min(days) + timedelta(days=i) for i in range(days_covered(days)))
    return not temperature_adjusted and sum(day.month in TURNING_MONTHS for day in every) > TURNING_DAYS


def verdict(change: Change, runs: int, days: int, *, capped: bool) -> Verdict:
    """What may be said: nothing definite from few runs, few days, or under a cap."""
    if runs < VERDICT_RUNS or days < VERDICT_DAYS or capped:
        return "no_clear_change"
    if change.p_over_1 >= SURE:
        return "likely_faster"
    if change.p_under_minus_1 >= SURE:
        return "likely_slower"
    low, high = change.interval90
    return "steady" if low >= -STEADY_PCT and high <= STEADY_PCT else "no_clear_change"


def verdict_text(
    said: Verdict,
    change: Change,
    days: Sequence[date],
    *,
    temperature_adjusted: bool,
    usual: tuple[float, bool] | None,
) -> str:
    """The verdict in two to four short sentences: interval, runs, temperature, detectable change, usual wander."""
    low, high = (_percent(bound) for bound in change.interval90)
    between = (
        f"between {low} and {high} (90 % interval, {len(days)} runs, {_temperature(days, temperature_adjusted)})"
    )
    sentences = [
        HEADS[said].format(change=_percent(change.percent), interval=between),
        f"Model probability of faster: {_probability(change.p_faster)};"
        f" the least change such runs show reliably is {_size(change.min_detectable)}",
    ]
    if len(days) < VERDICT_RUNS or days_covered(days) < VERDICT_DAYS:
        sentences.append(f"A verdict needs {VERDICT_RUNS} runs over {VERDICT_DAYS} days")
    elif weather_unknown(days, temperature_adjusted=temperature_adjusted):
        sentences.append("Through spring or autumn a verdict needs temperatures")
    if usual is not None:
        stands = "this one stands out" if usual[1] else "this one does not stand out"
        sentences.append(f"Your usual change over a span this long is {_size(usual[0])} either way; {stands}")
    if said in {"likely_faster", "likely_slower"}:
        sentences.append("Why it changed, a trend cannot say")
    return ". ".join(sentences) + "."


def _temperature(days: Sequence[date], adjusted: bool) -> str:
    if adjusted:
        return "adjusted for watch temperature"
    return "temperature unknown" if days_covered(days) > TURNING_DAYS else "not adjusted for temperature"


def _percent(value: float) -> str:
    return percent_text(round(value * 2) / 2 + 0.0)


def _size(value: float) -> str:
    return _percent(abs(value)).lstrip("+")


def _probability(p: float) -> str:
    return "over 99 %" if p > 0.99 else "under 1 %" if p < 0.01 else f"{100 * p:.0f} %"
