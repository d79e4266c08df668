"""Sessions that stand already, as the plan shows them: done, gone by, or put where the runner wants them."""

from dataclasses import replace

from runstrong.model.diary import SessionDone
from runstrong.model.plan import PlannedSession
from runstrong.strength.placing.reasons import LOGGED, RECORDED, YOUR_CHOICE
from runstrong.strength.placing.rules import finding
from runstrong.strength.placing.walls import broken
from runstrong.strength.placing.wording import WEEKDAYS
from runstrong.strength.standing import done, slot_of, stands
from runstrong.strength.week import Week


def shown(week: Week, *, is_new: bool, is_stopped: bool) -> list[PlannedSession]:
    """The week's sessions that stand; without those still to come where there is no plan."""
    kept = [_pinned(session, week, is_new=is_new) for session in week.kept_here()]
    own = [_only_done(session, week) for session in week.only_done() if week.holds(session.day)]
    return [s for s in (*kept, *own) if not (is_stopped and s.status == "planned")]


def _pinned(session: PlannedSession, week: Week, *, is_new: bool) -> PlannedSession:
    """A session to come that the runner put somewhere says so, and which rules it breaks there."""
    if not session.pinned or session.status != "planned" or session.day < week.today:
        return session
    here = stands(session, week.library, week.outlook.runs, is_new=is_new)
    others = replace(week, kept=tuple(other for other in week.kept if other.id != session.id))
    walls = broken(here, others.surroundings(is_new=is_new))
    said = [reason for reason in session.reasons if reason.rule == YOUR_CHOICE.id]
    yours = said or [finding(YOUR_CHOICE, f"You put it on {WEEKDAYS[session.day.weekday()]}.")]
    told = (replace(wall, text=f"It breaks a rule: {wall.text}") for wall in walls)
    return replace(session, reasons=(*yours, *told), runner_up="")


def _only_done(session: SessionDone, week: Week) -> PlannedSession:
    """A session of which no plan is known: logged freely, or recorded by a watch."""
    at = done(session, week.library)
    legs = at.uses_legs
    rule = RECORDED if session.source == "watch" else LOGGED
    return PlannedSession(
        id=session.id,
        day=session.day,
        slot=slot_of(session),
        focus="full" if legs else ("mobility" if at.work == "mobility" else "upper"),
        intensity="heavy" if legs else "moderate",
        minutes=at.minutes,
        foot_contacts=0,
        exercises=(),
        reasons=(finding(rule, rule.text),),
        changes_if=(),
        status="done",
    )
