"""The verdict on a change, and the plain sentences that carry it (science sections B.6, B.8 and H)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from runstrong.model.athlete import Units
from runstrong.model.trend import Verdict
from runstrong.trend.answer import Change
from runstrong.units import bpm_text, pace_text

TREND_RUNS: Final = 8
TREND_DAYS: Final = 21
VERDICT_RUNS: Final = 12
VERDICT_DAYS: Final = 28
SURE: Final = 0.90
STEADY_PCT: Final = 2.0
TURNING_MONTHS: Final = frozenset({3, 4, 5, 9, 10, 11})
TURNING_DAYS: Final = 42
"""Six weeks of spring or autumn, on either half of the earth: weather alone moves heart rate."""

WARMER_C: Final = 3.0
NEARER_MIDDAY: Final = 0.5
"""Heat on the watch, and the way from dawn or dusk to midday, that a reader is told of when they came with the
weeks."""

METHOD: Final = (
    "Straight line of heart rate at one speed through the span, read as speed at one heart rate: steady minutes"
    " within 0.4 m/s of the usual speed, one point a run"
)
OWN_SLOPE: Final = "; how heart rate follows pace is learned from the runs of this sensor"
USUAL_SLOPE: Final = (
    "; how heart rate follows pace is assumed as in other runners (22 ± 5 beats/min per m/s), and the interval is"
    " as wide as that makes it"
)
ADJUSTED: Final = "; adjusted for watch temperature"
NOT_ADJUSTED: Final = "; temperature is unknown, and the interval wider by what weather may do"

SAID: Final[dict[Verdict, str]] = {
    "likely_faster": "Likely faster at the same heart rate",
    "likely_slower": "Likely slower at the same heart rate",
    "steady": "Steady at the same heart rate",
    "no_clear_change": "No clear change yet",
}


def method(*, own_slope: bool, temperature_adjusted: bool, sensors: int, check_runs: int) -> str:
    """How the answer was found, and where its slope comes from."""
    heat = ADJUSTED if temperature_adjusted else NOT_ADJUSTED
    joined = f"; {sensors} sensors or watches are joined by an offset found from their runs" if sensors > 1 else ""
    checked = f"; {check_runs} check runs, whose heart rate strays less, count for more" if check_runs else ""
    return METHOD + (OWN_SLOPE if own_slope else USUAL_SLOPE) + heat + joined + checked


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
        " so heart rate does not follow pace on this sensor, and a change of it is no change of pace."
    )


def weather_unknown(days: Sequence[date], *, temperature_adjusted: bool) -> bool:
    """Whether unknown temperature caps the verdict: more than six weeks of spring or autumn without it."""
    every = (min(days) + timedelta(days=i) for i in range(days_covered(days)))
    return not temperature_adjusted and sum(day.month in TURNING_MONTHS for day in every) > TURNING_DAYS


def with_the_weeks(warmer_c: float, nearer_midday: float) -> Iterator[str]:
    """What else changed through a span: heat in degC, and the hour of day from 0 (dawn or dusk) to 1 (midday)."""
    if abs(warmer_c) >= WARMER_C:
        grew = "warmer" if warmer_c > 0 else "cooler"
        yield f"It grew {grew} with the weeks, by about {abs(warmer_c):.0f} °C on the watch"
    if abs(nearer_midday) >= NEARER_MIDDAY:
        moved = "nearer to" if nearer_midday > 0 else "away from"
        yield f"The runs moved {moved} midday with the weeks"


def verdict(change: Change, runs: int, days: int, *, capped: bool) -> Verdict:
    """What may be said: nothing definite from few runs, few days, or under a cap.

    A change is one whose 90 % interval leaves out zero, and that is surely more than 1 %.
    """
    if runs < VERDICT_RUNS or days < VERDICT_DAYS or capped:
        return "no_clear_change"
    low, high = change.interval90
    if low > 0 and change.p_over_1 >= SURE:
        return "likely_faster"
    if high < 0 and change.p_under_minus_1 >= SURE:
        return "likely_slower"
    return "steady" if low >= -STEADY_PCT and high <= STEADY_PCT else "no_clear_change"


def headline(start_s_per_km: float, end_s_per_km: float, bpm: float, units: Units) -> str:
    """As `6:02 → 5:51 /km at 145 bpm`."""
    return f"{pace_text(start_s_per_km, units).split()[0]} → {pace_text(end_s_per_km, units)} at {bpm_text(bpm)}"


def verdict_text(
    said: Verdict,
    change: Change,
    headline: str,
    days: Sequence[date],
    *,
    capped: bool,
    usual: tuple[float, bool] | None,
    moved: Sequence[str] = (),
) -> str:
    """Two sentences that need nothing beside them: the change with its interval, and what may be said of it.

    `headline` is the paces and their heart rate. A change beyond the usual wander gets a sentence of its own, and
    so does what moved `with_the_weeks`.
    """
    weeks = round(days_covered(days) / 7)
    found = f"{headline} over this span ({weeks} weeks, {len(days)} runs): {interval_text(change)}."
    judged = f"{found} {_said(said, days, capped=capped)}{beside(usual, f'{weeks}-week wander')}."
    return " ".join([judged, *(f"{one}: adjusted for, and the interval is wider for it." for one in moved)])


def interval_text(change: Change) -> str:
    """As `3 % faster, 90 % interval -3 to +9 %`."""
    low, high = (_half_points(bound) for bound in change.interval90)
    return f"{_size_text(change.percent)}, 90 % interval {low:+g} to {high:+g} %"


def beside(usual: tuple[float, bool] | None, wander: str) -> str:
    """How a verdict goes on where the runner's usual `wander` is known."""
    if usual is None:
        return ""
    size = f"{_half_points(usual[0]):g} %"
    if usual[1]:
        return f". This is beyond your own usual {wander} of about {size}"
    return f"; your own usual {wander} is about {size}"


def _said(said: Verdict, days: Sequence[date], *, capped: bool) -> str:
    if len(days) < VERDICT_RUNS or days_covered(days) < VERDICT_DAYS:
        return f"No verdict yet, it needs {VERDICT_RUNS} runs over {VERDICT_DAYS} days"
    if capped:
        return "No verdict, because through spring or autumn it needs temperatures"
    return SAID[said]


def _size_text(percent: float) -> str:
    rounded = _half_points(percent)
    if rounded == 0:
        return "no change"
    return f"{abs(rounded):g} % {'faster' if rounded > 0 else 'slower'}"


def _half_points(percent: float) -> float:
    """No precision beyond the data (science section H.11)."""
    return round(percent * 2) / 2 + 0.0
