"""Words and table rows about two spans set side by side."""

from typing import Final

from runstrong.model.athlete import Units
from runstrong.model.trend import BlockComparison, ComparedSpan
from runstrong.ui.plain import plain
from runstrong.ui.tables import Row
from runstrong.ui.words import faster_text, interval_text, span_text
from runstrong.units import bpm_text, pace_text

REGION_TEXT: Final = {
    "lower": "legs",
    "upper": "upper body",
    "core": "core",
    "full": "whole body",
    "unknown": "not told which",
}


def capitalised(name: str) -> str:
    """A name as it stands on a button."""
    return name[:1].upper() + name[1:]


def difference_text(comparison: BlockComparison) -> str:
    """How much faster or slower span b was at the same heart rate, and how sure that is."""
    found = faster_text(comparison.difference_pct or 0.0)
    interval = comparison.interval90_pct
    return found if interval is None else f"{found}, {interval_text(interval)}"


def paces_text(comparison: BlockComparison, units: Units) -> str:
    """The paces of both spans, as `5:47 → 5:41 /km`."""
    a, b = (pace_text(span.pace_s_per_km, units) for span in (comparison.a, comparison.b))
    return f"{a.split()[0]} → {b}"


def verdict_line(comparison: BlockComparison) -> str:
    """The verdict's sentences without the caveats, which stand in a list of their own."""
    return plain(comparison.verdict_text.removesuffix(" ".join(comparison.caveats)))


def side_by_side(comparison: BlockComparison, units: Units) -> list[Row]:
    """One row per figure, a column for each span; titles name the days."""
    at = comparison.reference_hr_bpm
    columns = [
        {
            "Runs used": str(len(span.runs_used)),
            "Runs left out": str(sum(span.from_day <= out.day <= span.to_day for out in comparison.left_out)),
            **({} if at is None else _pace(span, at, units)),
            "Strength sessions recorded": str(span.strength_sessions),
            **_hard_sets(span, comparison),
        }
        for span in (comparison.a, comparison.b)
    ]
    titles = [f"{name}: {_days(span)}" for name, span in (("a", comparison.a), ("b", comparison.b))]
    return [{" ": figure, titles[0]: columns[0][figure], titles[1]: columns[1][figure]} for figure in columns[0]]


def _days(span: ComparedSpan) -> str:
    return plain(f"{span_text(span.from_day, span.to_day)} {span.to_day.year}")


def _pace(span: ComparedSpan, bpm: float, units: Units) -> dict[str, str]:
    bounds = (pace_text(pace, units).split()[0] for pace in sorted(span.interval90_s_per_km or ()))
    return {
        f"Pace at {bpm_text(bpm)}": pace_text(span.pace_s_per_km, units),
        "90 % interval": " to ".join(bounds) or "–",
    }


def _hard_sets(span: ComparedSpan, comparison: BlockComparison) -> dict[str, str]:
    """Sets of every region that was trained in either span."""
    trained = {region for one in (comparison.a, comparison.b) for region, sets in one.hard_sets.items() if sets}
    return {
        f"Hard sets, {text}": f"{span.hard_sets.get(region, 0):g}"
        for region, text in REGION_TEXT.items()
        if region in trained
    }
