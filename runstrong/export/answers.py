"""Nouns as the plain values the command line promises: field names and meanings are a promise to scripts."""

from datetime import date, datetime
from typing import Any

from runstrong import units
from runstrong.model.facts import Run
from runstrong.model.outcome import FileOutcome, ImportedActivity
from runstrong.model.trend import BlockTrend

Answer = dict[str, Any]


def utc(moment: datetime) -> str:
    """A naive UTC time as ISO with Z, in whole seconds where it has no finer part."""
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds") + "Z"


def rounded(value: float | None, digits: int = 2) -> float | None:
    """Rounded where it is known."""
    return None if value is None else round(value, digits)


def _pair(values: tuple[float, float] | None, digits: int = 2) -> list[float] | None:
    return None if values is None else [round(value, digits) for value in values]


def _activity(activity: ImportedActivity) -> Answer:
    return {
        "id": activity.id,
        "sport": activity.sport,
        "sub_sport": activity.sub_sport,
        "start_utc": utc(activity.start_utc),
        "elapsed_s": rounded(activity.elapsed_s, 3),
        "timer_s": rounded(activity.timer_s, 3),
        "distance_m": rounded(activity.distance_m),
        "avg_hr_bpm": rounded(activity.avg_hr_bpm, 1),
        "samples": activity.samples,
        "laps": activity.laps,
        "duplicate_of": activity.duplicate_of,
        "possible_duplicate_of": activity.possible_duplicate_of,
    }


def file_outcome(outcome: FileOutcome) -> Answer:
    """One imported, skipped or refused file."""
    return {
        "name": outcome.name,
        "outcome": str(outcome.outcome),
        "reason": outcome.reason,
        "warnings": list(outcome.warnings),
        "activities": [_activity(activity) for activity in outcome.activities],
    }


def run(shown: Run) -> Answer:
    """One run of the list."""
    summary, score = shown.summary, shown.score
    return {
        "id": summary.id,
        "local_day": summary.local_day.isoformat(),
        "start_utc": utc(summary.start_utc),
        "sport": summary.sport,
        "sub_sport": summary.sub_sport,
        "distance_m": rounded(summary.facts.distance_m),
        "timer_s": rounded(summary.facts.timer_s, 3),
        "avg_hr_bpm": rounded(summary.facts.avg_hr_bpm, 1),
        "ascent_m": rounded(summary.facts.ascent_m, 1),
        "load": rounded(score.load.value, 1),
        "load_method": score.load.method,
        "kind": score.kind,
        "in_trend": score.left_out is None,
        "left_out_reason": None if score.left_out is None else str(score.left_out),
        "files": list(summary.files),
    }


def trend(block: BlockTrend) -> Answer:
    """Pace at heart rate over a span; numbers are null under `not_enough_data`."""
    return {
        "from": block.from_day.isoformat(),
        "to": block.to_day.isoformat(),
        "reference_hr_bpm": block.reference_hr_bpm,
        "pace_start_s_per_km": rounded(block.pace_start_s_per_km, 1),
        "pace_end_s_per_km": rounded(block.pace_end_s_per_km, 1),
        "change_pct": rounded(block.change_pct),
        "interval90_pct": _pair(block.interval90_pct),
        "p_faster": rounded(block.p_faster, 3),
        "min_detectable_change_pct": rounded(block.min_detectable_change_pct),
        "verdict": block.verdict,
        "verdict_text": block.verdict_text,
        "temperature_adjusted": block.temperature_adjusted,
        "runs_used": list(block.runs_used),
        "usual_wander_pct": rounded(block.usual_wander_pct),
        "unusual": block.unusual,
        "left_out": [
            {
                "id": out.id,
                "local_day": out.day.isoformat(),
                "reason": str(out.reason),
                "text": units.LEFT_OUT_TEXT[out.reason],
            }
            for out in block.left_out
        ],
        "weeks": [
            {
                "week_start": week.week_start.isoformat(),
                "pace_s_per_km": rounded(week.pace_s_per_km, 1),
                "interval90_s_per_km": _pair(week.interval90_s_per_km, 1),
                "runs": week.runs,
            }
            for week in block.weeks
        ],
        "method": block.method,
    }


def day(text: str) -> date:
    """A date written YYYY-MM-DD; raises ValueError."""
    return date.fromisoformat(text)
