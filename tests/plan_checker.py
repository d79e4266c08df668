"""The promises of a plan, written once more from the rules' words and not from the planner's code.

`broken_promises` names everything a week breaks: days, kit, minutes, reasons, and every hard rule of science D.2,
D.5, D.6 and C.4 to the minute.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import combinations, pairwise

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Diary
from runstrong.model.exercise import Library
from runstrong.model.plan import Outlook, PlannedExercise, PlannedRun, PlannedSession, WeekPlan

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
KEY = {"quality", "long", "race"}
SMALL_WORK = {"warm_up", "mobility"}


@dataclass(frozen=True)
class Case:
    """A week's plan beside everything it was made from."""

    plan: WeekPlan
    outlook: Outlook
    wishes: Preferences
    diary: Diary
    library: Library


def broken_promises(case: Case) -> list[str]:
    """Everything the week breaks, in words; empty where it keeps its promises."""
    planned = [session for session in case.plan.sessions if session.status == "planned"]
    found = [*_week(case, planned), *_between(case, planned)]
    for session in planned:
        found += [f"{session.id}: {what}" for what in (*_session(case, session), *_runs(case, session))]
        found += [f"{session.id}: {what}" for what in (*_races(case, session), *_body(case, session))]
    return found


def leg_sets(case: Case, session: PlannedSession) -> int:
    """The working sets of leg exercises."""
    return sum(exercise.sets for exercise in _legs(case, session))


def working_sets(session: PlannedSession) -> int:
    """Every set that is neither warm-up nor stretching."""
    return sum(exercise.sets for exercise in session.exercises if exercise.part not in SMALL_WORK)


def _legs(case: Case, session: PlannedSession) -> list[PlannedExercise]:
    work = [e for e in session.exercises if e.part not in SMALL_WORK]
    return [e for e in work if case.library.exercises[e.id].region == "lower"]


def _jumps(case: Case, session: PlannedSession) -> int:
    """The highest plyometric level in a session, 0 without jumps."""
    return max((case.library.exercises[e.id].plyometric for e in session.exercises), default=0)


def is_heavy(case: Case, session: PlannedSession) -> bool:
    """cli.md's words on `heavy` and `novel`; of a session done without a list nobody knows."""
    if session.status == "done" and not session.exercises:
        return session.intensity == "heavy"
    legs = _legs(case, session)
    hard_sets = sum(e.sets for e in legs if e.rir is not None and e.rir <= 3)
    known = {e.id for s in case.diary.sessions for e in s.exercises if (case.plan.today - s.day).days <= 28}
    novel = case.plan.week_of_block <= 2 and any(e.id not in known for e in legs)
    return bool(legs) and (session.intensity == "heavy" or hard_sets >= 3 or _jumps(case, session) >= 2 or novel)


def _start(session: PlannedSession) -> datetime:
    return datetime.combine(session.day, time(8 if session.slot == "am" else 18))


def _run_start(run: PlannedRun) -> datetime:
    return datetime.combine(run.day, time()) + timedelta(minutes=round(run.start_hour * 60))


def _run_end(run: PlannedRun) -> datetime:
    return _run_start(run) + timedelta(minutes=round(run.minutes or 60))


def _races_of(case: Case) -> list[tuple[date, datetime, float]]:
    """Day, start and metres of every race: recorded, typed or set."""
    said = {e.day for e in case.diary.expectations if e.kind == "race"}
    days = {run.day: run for run in case.outlook.runs if run.kind == "race" or run.day in said}
    found = [
        (run.day, _run_start(run), case.wishes.race_distance_m if run.day == case.wishes.race_date else None, run)
        for run in days.values()
    ]
    races = [(day, start, (run.distance_m or metres or 21_100.0)) for day, start, metres, run in found]
    own = case.wishes.race_date
    if own and own not in days:
        races.append((own, datetime.combine(own, time(9)), case.wishes.race_distance_m or 21_100.0))
    return races


def _week(case: Case, planned: Sequence[PlannedSession]) -> Iterator[str]:
    plan, wishes = case.plan, case.wishes
    held = [s for s in plan.sessions if s.status in ("planned", "done")]
    if planned and len(held) > wishes.sessions_per_week:
        yield f"{len(held)} sessions of {wishes.sessions_per_week}"
    if len({s.id for s in plan.sessions}) < len(plan.sessions):
        yield "an id is given twice"
    if len({s.day for s in planned}) < len(planned):
        yield "two sessions on one day"
    if not wishes.days and planned:
        yield "a session without a possible day"
    if not plan.notices:
        yield "no notice"
    missing = wishes.sessions_per_week - len(held)
    over = plan.week_start + 7 * DAY <= plan.today
    if missing > 0 and not over and not plan.left_out and wishes.days and plan.reasons:
        yield "a session is missing without a word"


def _session(case: Case, session: PlannedSession) -> Iterator[str]:
    plan, wishes = case.plan, case.wishes
    if not max(plan.today, plan.week_start) <= session.day < plan.week_start + 7 * DAY:
        yield f"on {session.day}"
    if session.day.weekday() not in wishes.days:
        yield "on a day that was not named"
    if not session.exercises or not session.reasons or not all(r.text and r.evidence for r in session.reasons):
        yield "without exercises or reasons"
    if not session.runner_up:
        yield "without a word on the second choice"
    if session.minutes > 1.1 * wishes.minutes:
        yield f"{session.minutes} of {wishes.minutes} minutes"
    for exercise in session.exercises:
        kits = case.library.exercises[exercise.id].kits
        if exercise.equipment not in kits or not set(exercise.equipment) <= set(wishes.equipment):
            yield f"{exercise.id} needs {exercise.equipment}"
        if exercise.sets < 1 or (exercise.reps is None) == (exercise.seconds is None):
            yield f"{exercise.id} without an amount"


def _runs(case: Case, session: PlannedSession) -> Iterator[str]:
    start, heavy = _start(session), is_heavy(case, session)
    sore = _soreness(case)
    careful = case.wishes.level == "novice" or case.plan.week_of_block <= 2
    for run in case.outlook.runs:
        until = (_run_start(run) - start) / HOUR
        key = {run.kind, run.may_be} & KEY
        needed = 48 if sore and session.day <= sore + 2 * DAY else 36 if careful else 24
        if heavy and key and 0 <= until < needed:
            yield f"heavy legs {until:.1f} h before a {run.kind} run"
        if run.day == session.day and session.focus != "mobility":
            since = (max(start, _run_end(run)) - _run_end(run)) / HOUR
            light = not _legs(case, session) or (not key and session.minutes <= 1.1 * 30)
            if start < _run_start(run) and session.slot == "am":
                yield "before the day's run"
            if since < 3 and not (session.slot == "pm" and light):
                yield f"{since:.1f} h after the run"
    for other in case.outlook.others:
        since = (start - _run_end(other)) / HOUR
        if heavy and _run_start(other) <= start and since < 24:
            yield f"heavy legs {since:.1f} h after {other.sport}"


def _races(case: Case, session: PlannedSession) -> Iterator[str]:
    legs = bool(_legs(case, session))
    for day, start, metres in _races_of(case):
        ahead = (day - session.day).days
        rest = 3 if metres <= 12_000 else 5 if metres <= 25_000 else 14
        if ahead == 0:
            yield "on race day"
        if 0 < ahead <= 3 and session.focus != "mobility":
            yield f"{session.focus} {ahead} days before a race"
        if 0 < ahead <= 6 and (is_heavy(case, session) or _jumps(case, session)):
            yield f"heavy {ahead} days before a race"
        if is_heavy(case, session) and 0 <= (start - _start(session)) / HOUR < 48:
            yield "heavy legs less than 48 h before a race"
        if legs and 0 < -ahead <= rest:
            yield f"legs {-ahead} days after a race of {metres:.0f} m"
        if ahead == -1 and session.focus != "mobility":
            yield "strength the day after a race"


def _soreness(case: Case) -> date | None:
    """The day on which the runner last said 5 of 10 or more, and nothing newer."""
    said = [(c.day, 1, c.soreness) for c in case.diary.checkins if c.soreness is not None]
    said += [(s.day, 0, s.soreness) for s in case.diary.sessions if s.soreness is not None]
    last = max((one for one in said if one[0] <= case.plan.today), default=None)
    return last[0] if last and last[2] >= 5 else None


def _body(case: Case, session: PlannedSession) -> Iterator[str]:
    told = [c for c in case.diary.checkins if c.ill is not None and c.day <= case.plan.today]
    if told and told[-1].ill:
        yield "planned for somebody ill"
    turns = [b.day for a, b in pairwise(told) if a.ill and not b.ill]
    if turns and not told[-1].ill and _legs(case, session) and session.day < turns[-1] + 2 * DAY:
        yield "legs within 48 h of being well"
    for region, pain in case.wishes.niggles:
        if pain >= 6 or region == "bone_stress":
            sore = [e.id for e in session.exercises if region in case.library.exercises[e.id].contraindications]
            yield from (f"{name} with a red {region}" for name in sore)


def _between(case: Case, planned: Sequence[PlannedSession]) -> Iterator[str]:
    """Legs and jumps two days apart, two jump sessions and one free day a week."""
    held = [s for s in case.plan.sessions if s.status in ("planned", "done")]
    for one, other in combinations(held, 2):
        if one.status == other.status == "done":
            continue
        gap = abs(_start(one) - _start(other)) / HOUR
        done = "done" in (one.status, other.status)
        if is_heavy(case, one) and is_heavy(case, other) and gap < (38 if done else 48):
            yield f"heavy legs {gap:.0f} h apart"
        if _jumps(case, one) and _jumps(case, other) and gap < (38 if done else 48):
            yield f"jumps {gap:.0f} h apart"
    if planned and sum(bool(_jumps(case, s)) for s in held) > 2:
        yield "three sessions with jumps"
    quality = {run.day for run in case.plan.runs if {run.kind, run.may_be} & {"quality", "race"}}
    legs = {s.day for s in held if _legs(case, s) or (s.status == "done" and s.focus in ("full", "lower"))}
    if any(_legs(case, s) for s in planned) and len(quality | legs) >= 7:
        yield "no free day"
