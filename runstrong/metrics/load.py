"""How much a run asked: four methods on one scale, 100 = one hour at threshold, never averaged (science A.5)."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import numpy as np

from runstrong.metrics.traits import active_s, has_clean_heart_rate, is_indoor, is_lifting, is_run
from runstrong.model.arrays import FloatArray
from runstrong.model.athlete import Physiology, Sex, Sourced, Units
from runstrong.model.facts import HR_BINS, Load, LoadMethod, Missing, RunSummary
from runstrong.units import LOAD_METHOD_TEXT, bpm_text, duration_text, pace_s, pace_text

CURVES: Final[dict[Sex, tuple[tuple[float, float], ...]]] = {
    "male": ((0.64, 1.92),),
    "female": ((0.86, 1.67),),
    "unset": ((0.64, 1.92), (0.86, 1.67)),
}
"""A and B of Banister's A·exp(B·r); both curves, averaged, where the sex is not given."""

CLEAN_SHARE: Final = 0.85
EFFORT_PER_MINUTE: Final = 100 / 420
"""CR10 x minutes of an hour at threshold (7 x 60) give 100."""

EASY_PER_HOUR: Final = 56.0
"""An hour at three quarters of threshold: 100 x 0.75 squared."""

DISAGREEMENT: Final = 0.25

Order = tuple[LoadMethod, ...]
ROAD: Final[Order] = ("pace", "hr", "effort", "duration")
TRAIL: Final[Order] = ("hr", "effort", "pace", "duration")
NO_PACE: Final[Order] = ("hr", "effort", "duration")
LIFTING: Final[Order] = ("effort",)

PREFERENCES: Final[tuple[tuple[Callable[[RunSummary], bool], Order, str], ...]] = (
    (is_lifting, LIFTING, "heart rate and minutes say little about lifting: only how hard it felt would count"),
    (lambda run: not is_run(run), NO_PACE, ""),
    (is_indoor, NO_PACE, "pace is not used: a treadmill's speed is not calibrated"),
    (lambda run: (run.facts.walking_share or 0.0) > 0.20, NO_PACE, "pace is not used: over a fifth was walked"),
    (lambda run: (run.facts.steep_share or 0.0) > 0.05, NO_PACE, "pace is not used: too much beyond 15 % grade"),
    (lambda run: run.sub_sport == "trail", TRAIL, "pace comes last: it says little about effort on trails"),
)
"""The first that holds decides which methods are tried in turn, and says why pace does not come first."""


def run_load(run: RunSummary, body: Physiology, units: Units = "metric") -> Load:
    """The activity's load by the method that fits it best, every other method's value beside it, and why."""
    values = _values(run, body)
    order, because = _preferred(run)
    method = next((m for m in order if m in values), None)
    if method is None:
        return Load(None, None, because or "no time in motion recorded", values, _reason(order))
    others = {m: v for m, v in values.items() if m != method}
    parts = (_basis(method, run, body, units), because or _no_pace(run, body), _disagreement(values))
    return Load(values[method], method, "; ".join(part for part in parts if part), others)


def trimp_per_minute(reserve: float | FloatArray, sex: Sex) -> FloatArray:
    """Banister's training impulse per minute at a share of heart-rate reserve, clipped to 0-1."""
    r = np.clip(np.asarray(reserve, dtype=np.float64), 0.0, 1.0)
    weights: FloatArray = np.mean([r * a * np.exp(b * r) for a, b in CURVES[sex]], axis=0)
    return weights


@lru_cache(maxsize=512)
def _hr_load_per_second(hr_max: float, hr_rest: float, hr_threshold: float, sex: Sex) -> FloatArray:
    """Load of one second at 0..255 beats/min, (HR_BINS,): per second, because the curve is convex."""
    per_minute = trimp_per_minute((np.arange(HR_BINS, dtype=np.float64) - hr_rest) / (hr_max - hr_rest), sex)
    hour_at_threshold = 60 * trimp_per_minute((hr_threshold - hr_rest) / (hr_max - hr_rest), sex)
    return 100 * per_minute / 60 / hour_at_threshold


def hr_load(run: RunSummary, body: Physiology) -> float | None:
    """100 x TRIMP / TRIMP of an hour at threshold, second by second; None without clean heart rate.

    Seconds without clean heart rate count nothing: nothing is extrapolated. Heart rates that contradict each
    other (rest above threshold or maximum) give None.
    """
    hr_max, hr_rest, threshold = body.hr_max.value, body.hr_rest.value, body.hr_threshold.value
    if hr_max is None or hr_rest is None or threshold is None or not hr_rest < min(threshold, hr_max):
        return None
    if not has_clean_heart_rate(run, CLEAN_SHARE) or not run.facts.hr_seconds.any():
        return None
    return float(run.facts.hr_seconds @ _hr_load_per_second(hr_max, hr_rest, threshold, body.sex))


def pace_load(run: RunSummary, body: Physiology) -> float | None:
    """100 x hours moving x (normalised grade-adjusted speed / threshold speed) squared, for runs."""
    speed, threshold, moving = run.facts.norm_gap_mps, body.threshold_mps.value, run.facts.moving_s
    if not is_run(run) or not speed or not threshold or not moving:
        return None
    return 100 * moving / 3600 * (speed / threshold) ** 2


def effort_load(run: RunSummary) -> float | None:
    """Session RPE (CR10) x minutes, scaled so that an hour at 7 is 100; None where no effort was given."""
    rpe, minutes = _rpe(run), active_s(run.facts) / 60
    return EFFORT_PER_MINUTE * rpe * minutes if rpe is not None and minutes else None


def duration_load(run: RunSummary) -> float | None:
    """An easy effort assumed for the whole time."""
    hours = active_s(run.facts) / 3600
    return EASY_PER_HOUR * hours if hours else None


def _values(run: RunSummary, body: Physiology) -> dict[LoadMethod, float]:
    if is_lifting(run):
        computed: dict[LoadMethod, float | None] = {"effort": effort_load(run)}
    else:
        computed = {
            "pace": pace_load(run, body),
            "hr": hr_load(run, body),
            "effort": effort_load(run),
            "duration": duration_load(run),
        }
    return {method: value for method, value in computed.items() if value is not None}


def _rpe(run: RunSummary) -> float | None:
    try:
        rpe = float(run.marks.get("rpe", ""))
    except ValueError:
        return None
    return rpe if 0 <= rpe <= 10 else None


def _preferred(run: RunSummary) -> tuple[Order, str]:
    return next(((order, because) for holds, order, because in PREFERENCES if holds(run)), (ROAD, ""))


def _reason(order: Order) -> Missing:
    return Missing.NOT_STATED if order == LIFTING else Missing.NO_MOVEMENT


def _basis(method: LoadMethod, run: RunSummary, body: Physiology, units: Units) -> str:
    """The method in words with the numbers it used."""
    if method == "pace" and run.facts.norm_gap_mps and body.threshold_mps.value:
        ran, threshold = run.facts.norm_gap_mps, body.threshold_mps.value
        detail = (
            f"{duration_text(run.facts.moving_s)} at {pace_text(pace_s(ran), units)}"
            f" against {pace_text(pace_s(threshold), units)} ({_whose(body.threshold_mps)})"
        )
    elif method == "hr":
        curve = ", mean of the men's and women's curves" if body.sex == "unset" else ""
        detail = (
            f"rest {bpm_text(body.hr_rest.value)} ({_whose(body.hr_rest)}),"
            f" maximum {bpm_text(body.hr_max.value)} ({_whose(body.hr_max)}){curve}"
        )
    else:
        detail = duration_text(active_s(run.facts))
    return f"{LOAD_METHOD_TEXT[method]}; {detail}"


def _whose(value: Sourced) -> str:
    return {"you": "yours", "default": "assumed"}.get(value.source, value.source)


def _no_pace(run: RunSummary, body: Physiology) -> str:
    """Why a road run has no pace load at all; empty where it has one."""
    if not is_run(run) or pace_load(run, body) is not None:
        return ""
    known = body.threshold_mps.value is not None
    return "pace is not used: " + ("no usable speed" if known else "no threshold pace is known yet")


def _disagreement(values: dict[LoadMethod, float]) -> str:
    """Neutral words where heart rate and pace differ by more than a quarter: both are shown, none is right."""
    pace, heart = values.get("pace"), values.get("hr")
    if not pace or heart is None or abs(heart - pace) <= DISAGREEMENT * pace:
        return ""
    higher = ("higher", "heat, hills, fatigue or a sensor fault")
    word, causes = higher if heart > pace else ("lower", "cool air, a tailwind or a sensor fault")
    return f"heart rate ({heart:.0f}) {word} than pace ({pace:.0f}) suggests: {causes}"
