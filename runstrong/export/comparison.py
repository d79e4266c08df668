"""Two spans side by side as the plain values the command line promises."""

from runstrong.export.answers import Answer
from runstrong.model.trend import BlockComparison, ComparedSpan
from runstrong.units import LEFT_OUT_TEXT


def comparison(found: BlockComparison) -> Answer:
    """Span b against span a; numbers are null under `not_enough_data`."""
    interval = found.interval90_pct
    return {
        "a": _span(found.a),
        "b": _span(found.b),
        "reference_hr_bpm": found.reference_hr_bpm,
        "difference_pct": _rounded(found.difference_pct),
        "interval90_pct": None if interval is None else [round(bound, 2) for bound in interval],
        "p_faster": _rounded(found.p_faster, 3),
        "min_detectable_change_pct": _rounded(found.min_detectable_change_pct),
        "verdict": found.verdict,
        "verdict_text": found.verdict_text,
        "comparable": found.comparable,
        "caveats": list(found.caveats),
        "caption": found.caption,
        "temperature_adjusted": found.temperature_adjusted,
        "usual_wander_pct": _rounded(found.usual_wander_pct),
        "unusual": found.unusual,
        "left_out": [
            {
                "id": out.id,
                "local_day": out.day.isoformat(),
                "reason": str(out.reason),
                "text": LEFT_OUT_TEXT[out.reason],
            }
            for out in found.left_out
        ],
        "method": found.method,
    }


def _span(span: ComparedSpan) -> Answer:
    return {
        "from": span.from_day.isoformat(),
        "to": span.to_day.isoformat(),
        "runs_used": list(span.runs_used),
        "pace_s_per_km": _rounded(span.pace_s_per_km, 1),
        "strength_sessions": span.strength_sessions,
        "hard_sets": dict(span.hard_sets),
    }


def _rounded(value: float | None, digits: int = 2) -> float | None:
    return None if value is None else round(value, digits)
