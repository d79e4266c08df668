"""The week's plan, and what the runner knows about coming days."""

from enum import StrEnum
from typing import Annotated, Final, Literal

import typer

from runstrong import planning
from runstrong.cli.say import print_json, print_table, screen
from runstrong.cli.shell import Day, Json, Today, app, day_of, opened_store
from runstrong.export import planned
from runstrong.model.diary import Expectation
from runstrong.model.plan import DayKind, PlannedExercise, PlannedSession, WeekPlan


class ExpectedKind(StrEnum):
    """What a day can hold; `habit` takes back what was said of it."""

    EASY = "easy"
    QUALITY = "quality"
    LONG = "long"
    RACE = "race"
    NONE = "none"
    HABIT = "habit"


_KINDS: Final[dict[ExpectedKind, DayKind | Literal["none"]]] = {
    ExpectedKind.EASY: "easy",
    ExpectedKind.QUALITY: "quality",
    ExpectedKind.LONG: "long",
    ExpectedKind.RACE: "race",
    ExpectedKind.NONE: "none",
}


@app.command()
def plan(week: Day = None, today: Today = None, as_json: Json = False) -> None:
    """The week's strength sessions around its runs."""
    with opened_store() as store:
        shown = planning.show(store, day_of(today), day_of(week) if week else None)
    if as_json:
        print_json(planned.plan(shown))
    else:
        _print_plan(shown)


def _print_plan(shown: WeekPlan) -> None:
    screen.print(f"Week of {shown.week_start:%a %d %b}, week {shown.week_of_block} of the block: {shown.phase}.")
    for reason in shown.reasons:
        screen.print(f"  {reason.text}")
    for session in shown.sessions:
        _print_session(session)
    for notice in (*(f"{out.what}: {out.reason}" for out in shown.left_out), *shown.notices):
        screen.print(notice)


def _print_session(session: PlannedSession) -> None:
    when = f"{session.id}  {session.day:%a %d %b} {session.slot}"
    what = f"{session.focus}, {session.intensity}, {session.minutes} min, {session.status}"
    screen.print(f"\n{when}  {what}", soft_wrap=True)
    if session.exercises:
        rows = ((e.id, e.name, _dose(e), "each side" if e.per_side else "") for e in session.exercises)
        print_table("", ("id", "exercise", "dose", ""), rows)
    for reason in session.reasons:
        screen.print(f"  {reason.text}")


def _dose(exercise: PlannedExercise) -> str:
    amount = f"{exercise.reps}" if exercise.seconds is None else f"{exercise.seconds} s"
    load = "" if exercise.load_kg is None else f" x {exercise.load_kg:g} kg"
    reserve = "" if exercise.rir is None else f", {exercise.rir} in reserve"
    return f"{exercise.sets} x {amount}{load}{reserve}"


@app.command()
def expect(
    kind: Annotated[ExpectedKind, typer.Option(help="What the day holds; habit takes back what was said.")],
    day: Day = None,
    minutes: Annotated[float | None, typer.Option(help="How long the run will be.")] = None,
    as_json: Json = False,
) -> None:
    """Say what a day holds (default: today); a typed day beats habit."""
    on = day_of(day)
    with opened_store() as store:
        if kind is ExpectedKind.HABIT:
            planning.forget_expectation(store, on)
        else:
            planning.expect(store, Expectation(on, _KINDS[kind], minutes))
        said = planning.expected(store, on)
    answer = planned.expectation(on, said)
    if as_json:
        print_json(answer)
    else:
        length = "" if answer["minutes"] is None else f", {answer['minutes']:g} min"
        screen.print(f"{on:%a %d %b}: {answer['kind']}{length}.")
