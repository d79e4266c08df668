"""Words and table rows about two spans set side by side."""

from typing import Final

from runstrong.model.athlete import Units
from runstrong.model.trend import BlockComparison, ComparedSpan
from runstrong.ui.plain import plain
from runstrong.ui.tables import Row
from runstrong.ui.words import span_text
from runstrong.units import bpm_text, pace_text, percent_text

REGION_TEXT: Final = {"lower": "legs", "upper": "upper body", "core": "core", "unknown": "not told which"}
NO_CAUSE: Final = (
    "What went together is not what caused it: heat, sleep, other training and chance differ between two spans "
    "as well."
)


def difference_text(comparison: BlockComparison) -> str:
    """How much faster or slower span b was at the same heart rate."""
    percent = comparison.difference_pct or 0.0
    if abs(percent) < 0.25:
        return "no difference"
    return f"{percent_text(abs(percent)).lstrip('+')} {'faster' if percent >= 0 else 'slower'}"


def verdict_line(comparison: BlockComparison) -> str:
    """The verdict's sentences without the caveats, which stand in a list of their own."""
    return plain(comparison.verdict_text.removesuffix(" ".join(comparison.caveats)))


def side_by_side(comparison: BlockComparison, units: Units) -> list[Row]:
    """One row per figure, a column for each span; titles name the days."""
    at = comparison.reference_hr_bpm
    columns = [
        {
            "Runs used": str(len(span.runs_used)),
            **({} if at is None else {f"Pace at {bpm_text(at)}": _pace(span, units)}),
            "Strength sessions": str(span.strength_sessions),
            **_hard_sets(span, comparison),
        }
        for span in (comparison.a, comparison.b)
    ]
    titles = [f"{name}: {_days(span)}" for name, span in (("a", comparison.a), ("b", comparison.b))]
    return [{" ": figure, titles[0]: columns[0][figure], titles[1]: columns[1][figure]} for figure in columns[0]]


def _days(span: ComparedSpan) -> str:
    return plain(f"{span_text(span.from_day, span.to_day)} {span.to_day.year}")


def _pace(span: ComparedSpan, units: Units) -> str:
    if span.pace_s_per_km is None or span.interval90_s_per_km is None:
        return "–"
    fast, slow = (pace_text(pace, units).split()[0] for pace in sorted(span.interval90_s_per_km))
    return f"{pace_text(span.pace_s_per_km, units)} (90 % interval {fast} to {slow})"


def _hard_sets(span: ComparedSpan, comparison: BlockComparison) -> dict[str, str]:
    """Sets of every region that was trained in either span."""
    trained = {*comparison.a.hard_sets, *comparison.b.hard_sets}
    return {
        f"Hard sets, {text}": f"{span.hard_sets.get(region, 0):g}"
        for region, text in REGION_TEXT.items()
        if region in trained
    }
