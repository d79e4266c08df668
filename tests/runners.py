"""Runners with a habit, for tests that care about days and kinds of runs and not about samples."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Diary, ExerciseDone, RecentLoad, SessionDone, SetDone
from runstrong.model.facts import Run, RunKind
from runstrong.model.plan import PlannedExercise, PlannedRun, PlannedSession, WeekPlan
from runstrong.strength import library
from runstrong.strength.placing.wording import WEEKDAYS
from runstrong.strength.planner import week_plan
from runstrong.strength.runs.outlook import outlook
from runstrong.strength.week import Week
from tests import made_up

MONDAY = date(2026, 3, 2)
"""The Monday of the week most tests plan."""

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
Habit = Mapping[int, tuple[RunKind, float, float]]
"""Weekday to (kind, minutes, start hour)."""

FOUR_RUNS: Habit = {TUE: ("easy", 45, 7), WED: ("quality", 60, 7), FRI: ("easy", 45, 7), SUN: ("long", 105, 8)}


@cache
def shipped() -> library.Library:
    table = Path(__file__).resolve().parent.parent / "data" / "exercises.json"
    return library.parse(table.read_text(encoding="utf-8"))


def run(
    day: date, kind: RunKind = "easy", minutes: float = 45, hour: float = 7, *, distance_m: float | None = None,
    **summary: object,
) -> Run:  # fmt: skip
    """A run of `kind` at `hour` of `day`, given as the planner sees it."""
    start = datetime.combine(day, time()) + timedelta(minutes=round(hour * 60))
    facts = replace(made_up.FACTS, timer_s=minutes * 60, distance_m=distance_m)
    made = made_up.run(day, **{"facts": facts, "local_start": start, "id": f"{start:%Y%m%d%H%M}-0", **summary})
    return replace(made, score=replace(made.score, kind=kind))


def lift(day: date, hour: float = 18) -> Run:
    return run(day, hour=hour, sport="training", sub_sport="strength_training")


def weeks_of(habit: Habit, weeks: int = 10, until: date = MONDAY) -> list[Run]:
    """The same week over and over, up to the Monday `until`."""
    days = (until - timedelta(days=offset) for offset in range(7 * weeks, 0, -1))
    return [run(day, *habit[day.weekday()]) for day in days if day.weekday() in habit]


def plan(
    runs: list[Run], today: date = MONDAY, week_start: date = MONDAY, kept: tuple[PlannedSession, ...] = (),
    diary: Diary | None = None, recent: RecentLoad | None = None, **preferences: object,
) -> WeekPlan:  # fmt: skip
    """A week planned for a runner who has answered the health questions."""
    wishes = Preferences(**{"screening": (), **preferences})  # type: ignore[arg-type]
    ahead = outlook(runs, week_start, today, diary.expectations if diary else ())
    return week_plan(Week.of(ahead, wishes, shipped(), today, kept=kept, diary=diary, recent=recent))


def trained(weeks: int, until: date = MONDAY, **preferences: object) -> Diary:
    """The diary of a runner who did every session of the `weeks` before `until` as planned, two a week."""
    done: list[SessionDone] = []
    for back in range(weeks, 0, -1):
        first = until - timedelta(weeks=back)
        week = plan(
            weeks_of(FOUR_RUNS, until=first), first, first, diary=Diary(tuple(done)),
            **{"block_start": until - timedelta(weeks=weeks), **preferences},
        )  # fmt: skip
        done += [as_done(session) for session in week.sessions]
    return Diary(tuple(done))


def as_done(session: PlannedSession) -> SessionDone:
    """A planned session, done as planned; loads the plan leaves open are a plain 20 kg."""
    exercises = tuple(_as_done(exercise) for exercise in session.exercises)
    hour = 8.0 if session.slot == "am" else 18.0
    return SessionDone(session.id, session.day, hour, session.minutes, 6, None, exercises, "log", as_planned=True)


def _as_done(exercise: PlannedExercise) -> ExerciseDone:
    kg = exercise.load_kg or (20.0 if shipped().exercises[exercise.id].is_loaded else None)
    one = SetDone(exercise.reps, exercise.seconds, kg, exercise.rir)
    return ExerciseDone(exercise.id, (one,) * exercise.sets)


def as_text(plan: WeekPlan) -> str:
    """A plan as a coach would read it."""
    lines = [
        f"Week of {plan.week_start}, planned on {WEEKDAYS[plan.today.weekday()]} {plan.today}.",
        f"Week {plan.week_of_block} of the block, {plan.phase}{', deload' if plan.deload else ''}.",
        *(f"  why: {reason.text} [{reason.rule}]" for reason in plan.reasons),
        "",
    ]
    for offset in range(7):
        day = plan.week_start + timedelta(days=offset)
        runs = [_run_text(run) for run in plan.runs if run.day == day]
        lifts = [_headline(session) for session in plan.sessions if session.day == day]
        lines.append(f"{WEEKDAYS[day.weekday()]:<10} {'  +  '.join([*runs, *lifts]) or '-'}")
    for session in plan.sessions:
        lines += _session_text(session)
    lines += ["", *(f"Left out: {out.what}. {out.reason}" for out in plan.left_out)]
    lines += [f"Note: {notice}" for notice in plan.notices]
    return "\n".join(lines) + "\n"


def _headline(session: PlannedSession) -> str:
    status = "" if session.status == "planned" else f" ({session.status})"
    jumps = f", {session.foot_contacts} jumps" if session.foot_contacts else ""
    return f"STRENGTH {session.slot}: {session.focus}, {session.intensity}, {session.minutes} min{jumps}{status}"


def _run_text(run: PlannedRun) -> str:
    hour = f"{int(run.start_hour):02d}:{round(run.start_hour % 1 * 60):02d}"
    length = "" if run.minutes is None else f" {run.minutes:.0f} min"
    sure = "" if run.source != "expected" else f", p {run.probability:.2f}"
    other = f", perhaps {run.may_be}" if run.may_be else ""
    return f"{run.kind} {hour}{length} ({run.source}{sure}{other})"


def _session_text(session: PlannedSession) -> list[str]:
    lines = ["", f"{session.id}  {WEEKDAYS[session.day.weekday()]} {session.slot}"]
    for e in session.exercises:
        amount = f"{e.seconds} s" if e.reps is None else f"{e.reps}"
        reserve = "" if e.rir is None else f", {e.rir} in reserve"
        rest = f", rest {e.rest_s} s" if e.rest_s else ""
        load = "" if e.load_kg is None else f" at {e.load_kg:g} kg"
        side = " per side" if e.per_side else ""
        lines.append(f"  {e.name:<30} {e.sets} x {amount}{side}{load}{reserve}{rest}")
    lines += [f"  why: {reason.text} [{reason.rule}]" for reason in session.reasons]
    lines += [f"  second: {session.runner_up}"] if session.runner_up else []
    return lines + [f"  changes: {text}" for text in session.changes_if]
