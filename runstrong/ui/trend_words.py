"""Sentences about the trend, its runs and what would sharpen it."""

from typing import Final

from runstrong.model.athlete import Units
from runstrong.model.facts import Run
from runstrong.model.trend import BlockComparison, BlockTrend, CheckRun, Remedy
from runstrong.ui.plain import plain
from runstrong.ui.run_words import run_name
from runstrong.ui.words import counted, trend_pace_line
from runstrong.units import (
    LEFT_OUT_TEXT,
    bpm_text,
    distance_in,
    distance_unit,
    pace_text,
    percent_text,
    weekday_text,
)

ECONOMY: Final = (
    "Running economy is the oxygen a kilometre costs, measured in a laboratory. Pace at heart rate also moves with"
    " heat, sleep and illness; and in trials, strength training made runners more economical without changing"
    " their heart rate. So no change here says that strength training worked, and none that it did not."
)
UNKNOWN_WANDER: Final = (
    "How far your level wanders by itself is not known yet: that takes runs from the weeks before this span."
)
WANDER: Final = "A change can be real and still be no more than your level moves by itself."


def verdict_line(trend: BlockTrend, units: Units) -> str:
    """The verdict's sentences without the paces that stand large beside them."""
    if trend.reference_hr_bpm is None:
        return plain(trend.verdict_text)
    paces = f"{trend_pace_line(trend, units)} at {bpm_text(trend.reference_hr_bpm)} "
    rest = trend.verdict_text.removeprefix(paces)
    return plain(rest[:1].upper() + rest[1:])


def wander_line(trend: BlockTrend) -> str:
    """Whether the change is more than the runner's level moves anyway; how much that is, the verdict says."""
    if trend.unusual is None:
        return UNKNOWN_WANDER
    beside = "beyond" if trend.unusual else "within"
    return f"{WANDER} This one is {beside} your usual wander."


def detectable_line(answer: BlockTrend | BlockComparison) -> str:
    """The smallest change that the runs behind an answer show."""
    return (
        f"The smallest change that these runs would show in four of five cases: about"
        f" {answer.min_detectable_change_pct:.0f} %."
    )


def method_lines(trend: BlockTrend) -> list[str]:
    """How a trend was worked out, and the model's own probability where there is one."""
    lines = [f"{trend.method}."]
    if trend.p_faster is not None:
        lines.append(
            f"Model probability that you became faster at that heart rate: {probability_text(trend.p_faster)}."
        )
    return [*lines, ECONOMY]


def probability_text(p: float) -> str:
    """A probability in whole per cent, never 0 or 100."""
    return "over 99 %" if p > 0.99 else "under 1 %" if p < 0.01 else f"{100 * p:.0f} %"


def run_title(run: Run) -> str:
    """Which run: its day and name, both harmless."""
    return f"**{weekday_text(run.summary.local_day)}**, {run_name(run)}"


def standing_line(run: Run, trend: BlockTrend) -> str:
    """Which run, and whether it is in the trend, or why not."""
    reasons = {out.id: out.reason for out in trend.left_out}
    reason = reasons.get(run.summary.id)
    stands = "in the trend" if reason is None else f"left out: {LEFT_OUT_TEXT[reason]}"
    return f"{run_title(run)} – {stands}."


def remedy_line(remedy: Remedy) -> str:
    """What would lower the least change a block shows, and to how much where that can be told."""
    lowered = remedy.min_detectable_change_pct
    if lowered is None:
        return f"{remedy.text}."
    return f"{remedy.text}: about {percent_text(lowered).lstrip('+')}."


def check_run_line(check: CheckRun, units: Units) -> str:
    """The runs recognised as one check run, and how much steadier their heart rate is than that of others."""
    length = f"{distance_in(check.distance_m, units):.1f} {distance_unit(units)}"
    found = (
        f"Recognised: {counted(len(check.runs), 'run')} of about {length} on the same route at about"
        f" {pace_text(check.pace_s_per_km, units)}. From one to the next their heart rate strays by"
        f" {check.scatter_bpm:.1f} bpm"
    )
    if check.other_scatter_bpm is None:
        return f"{found}."
    return f"{found}, that of your other runs in the same weeks by {check.other_scatter_bpm:.1f} bpm."
