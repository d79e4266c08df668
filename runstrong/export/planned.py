"""The week's plan and the runner's diary as the plain values the command line promises."""

from datetime import date

from runstrong.export.answers import Answer, rounded
from runstrong.model.diary import Checkin, Expectation, SessionDone, SetDone
from runstrong.model.plan import PlacedBy, PlannedExercise, PlannedRun, PlannedSession, WeekPlan


def _planned_run(planned: PlannedRun) -> Answer:
    return {
        "day": planned.day.isoformat(),
        "kind": planned.kind,
        "source": planned.source,
        "probability": rounded(planned.probability),
        "minutes": rounded(planned.minutes, 1),
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
        "part": exercise.part,
        "value": exercise.value,
        "because": exercise.because,
    }


def _reason(reason: PlacedBy) -> Answer:
    return {
        "rule": reason.rule,
        "text": reason.text,
        "evidence": reason.evidence,
        "numbers": {name: round(value, 2) for name, value in reason.numbers.items()},
    }


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
        "reasons": [_reason(reason) for reason in session.reasons],
        "changes_if": list(session.changes_if),
        "runner_up": session.runner_up,
        "pinned": session.pinned,
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
        "reasons": [_reason(reason) for reason in week.reasons],
    }


def session_done(done: SessionDone) -> Answer:
    """A session as it was logged, or recorded by a watch."""
    return {
        "id": done.id,
        "day": done.day.isoformat(),
        "minutes": rounded(done.minutes, 1),
        "rpe": done.rpe,
        "soreness": done.soreness,
        "source": done.source,
        "as_planned": done.as_planned,
        "exercises": [{"id": e.id, "sets": [_set_done(one) for one in e.sets]} for e in done.exercises],
    }


def _set_done(one: SetDone) -> Answer:
    amount = {"reps": one.reps} if one.seconds is None else {"seconds": one.seconds}
    return {**amount, "load_kg": one.load_kg, "rir": one.rir}


def checkin(said: Checkin) -> Answer:
    """How the body is on a day; null where nothing was said."""
    return {"day": said.day.isoformat(), "soreness": said.soreness, "ill": said.ill}


def expectation(day: date, said: Expectation | None) -> Answer:
    """What the runner knows about a day; its kind is `habit` where they said nothing."""
    kind, minutes = ("habit", None) if said is None else (said.kind, said.minutes)
    return {"day": day.isoformat(), "kind": kind, "minutes": rounded(minutes, 1)}
