"""Nouns as the plain values the command line promises: field names and meanings are a promise to scripts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from runstrong import units
from runstrong.model.facts import Run
from runstrong.model.outcome import FileOutcome, ImportedActivity
from runstrong.model.plan import PlannedExercise, PlannedRun, PlannedSession, WeekPlan
from runstrong.model.trend import BlockTrend

Answer = dict[str, Any]


def utc(moment: datetime) -> str:
    """A naive UTC time as ISO with Z, in whole seconds where it has no finer part."""
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds") + "Z"


def _rounded(value: float | None, digits: int = 2) -> float | None:
    return None if value is None else round(value, digits)


def _pair(values: tuple[float, float] | None, digits: int = 2) -> list[float] | None:
    return None if values is None else [round(value, digits) for value in values]


def _activity(activity: ImportedActivity) -> Answer:
    return {
        "id": activity.id,
        "sport": activity.sport,
        "sub_sport": activity.sub_sport,
        "start_utc": utc(activity.start_utc),
        "elapsed_s": _rounded(activity.elapsed_s, 3),
        "timer_s": _rounded(activity.timer_s, 3),
        "distance_m": _rounded(activity.distance_m),
        "avg_hr_bpm": _rounded(activity.avg_hr_bpm, 1),
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
        "distance_m": _rounded(summary.facts.distance_m),
        "timer_s": _rounded(summary.facts.timer_s, 3),
        "avg_hr_bpm": _rounded(summary.facts.avg_hr_bpm, 1),
        "ascent_m": _rounded(summary.facts.ascent_m, 1),
        "load": _rounded(score.load.value, 1),
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
        "pace_start_s_per_km": _rounded(block.pace_start_s_per_km, 1),
        "pace_end_s_per_km": _rounded(block.pace_end_s_per_km, 1),
        "change_pct": _rounded(block.change_pct),
        "interval90_pct": _pair(block.interval90_pct),
        "p_faster": _rounded(block.p_faster, 3),
        "min_detectable_change_pct": _rounded(block.min_detectable_change_pct),
        "verdict": block.verdict,
        "verdict_text": block.verdict_text,
        "temperature_adjusted": block.temperature_adjusted,
        "runs_used": list(block.runs_used),
        "usual_wander_pct": _rounded(block.usual_wander_pct),
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
                "pace_s_per_km": _rounded(week.pace_s_per_km, 1),
                "interval90_s_per_km": _pair(week.interval90_s_per_km, 1),
                "runs": week.runs,
            }
            for week in block.weeks
        ],
        "method": block.method,
    }


def _planned_run(planned: PlannedRun) -> Answer:
    return {
        "day": planned.day.isoformat(),
        "kind": planned.kind,
        "source": planned.source,
        "probability": _rounded(planned.probability),
        "minutes": _rounded(planned.minutes, 1),
    }


def _exercise(exercise: PlannedExercise) -> Answer:
    amount = {"reps": exercise.reps} if exercise.seconds is None else {"seconds": exercise.seconds}
    return {
        "id": exercise.id,
        "name": exercise.name,
        "sets": exercise.sets,
        **amount,
        "per_side": exercise.per_side,
        "load_kg": exercise.load_kg,
        "rir": exercise.rir,
        "rest_s": exercise.rest_s,
        "equipment": list(exercise.equipment),
    }


def _numbers(numbers: Mapping[str, float]) -> Answer:
    return {name: round(value, 2) for name, value in numbers.items()}


def _session(session: PlannedSession) -> Answer:
    return {
        "id": session.id,
        "day": session.day.isoformat(),
        "slot": session.slot,
        "focus": session.focus,
        "intensity": session.intensity,
        "minutes": session.minutes,
        "foot_contacts": session.foot_contacts,
        "status": session.status,
        "exercises": [_exercise(exercise) for exercise in session.exercises],
        "reasons": [
            {
                "rule": reason.rule,
                "text": reason.text,
                "evidence": reason.evidence,
                "numbers": _numbers(reason.numbers),
            }
            for reason in session.reasons
        ],
        "changes_if": list(session.changes_if),
    }


def plan(week: WeekPlan) -> Answer:
    """The week's runs and strength sessions."""
    return {
        "week_start": week.week_start.isoformat(),
        "today": week.today.isoformat(),
        "phase": week.phase,
        "week_of_block": week.week_of_block,
        "deload": week.deload,
        "runs": [_planned_run(planned) for planned in week.runs],
        "sessions": [_session(session) for session in week.sessions],
        "left_out": [{"what": out.what, "reason": out.reason} for out in week.left_out],
        "notices": list(week.notices),
    }


def day(text: str) -> date:
    """A date written YYYY-MM-DD; raises ValueError."""
    return date.fromisoformat(text)
