"""The runner's diary: sessions done, and how the body is."""

from typing import Annotated

import typer

from runstrong import planning
from runstrong.cli.say import print_json, print_table, screen
from runstrong.cli.shell import Day, Json, Today, app, day_of, opened_store
from runstrong.errors import InvalidEntry
from runstrong.export import planned
from runstrong.model.diary import Checkin, ExerciseDone, SessionDone, SetDone
from runstrong.planning import LogEntry
from runstrong.store.database import Store

WHICH = "Give the id of a planned session, or --day and --minutes of a free one, or --list."

SessionId = Annotated[str | None, typer.Argument(metavar="[SESSION_ID]", help="As `runstrong plan` shows it.")]
Sets = Annotated[list[str] | None, typer.Option("--set", metavar="ID:REPSxKG@RIR,...", help="One per exercise.")]
Effort = Annotated[float | None, typer.Option(help="How hard the session was, 0-10.")]
Soreness = Annotated[int | None, typer.Option(help="How sore the body is, 0-10.")]


@app.command()
def log(
    session_id: SessionId = None,
    *,
    day: Day = None,
    minutes: Annotated[float | None, typer.Option(help="How long it took.")] = None,
    rpe: Effort = None,
    sets: Sets = None,
    soreness: Soreness = None,
    listed: Annotated[bool, typer.Option("--list", help="Show what was done, newest first.")] = False,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Log a planned session as done (all of it as planned without --set), or a free one."""
    with opened_store() as store:
        if listed:
            _print_logged(planning.logged(store), as_json=as_json)
            return
        exercises = _exercises(sets) if sets else None
        entry = LogEntry(exercises, rpe, soreness, minutes)
        if session_id is not None and day is None:
            done = planning.log(store, session_id, entry, day_of(today))
        elif session_id is None and day is not None and minutes is not None:
            done = planning.log_free(store, day_of(day), minutes, entry, day_of(today))
        else:
            raise InvalidEntry(WHICH)
    if as_json:
        print_json(planned.session_done(done))
    else:
        screen.print(f"Logged {done.id}: {done.day:%a %d %b}, {done.minutes:g} min.")


def _exercises(texts: list[str]) -> tuple[ExerciseDone, ...]:
    """Every --set, those of one exercise together; raises InvalidEntry."""
    sets: dict[str, tuple[SetDone, ...]] = {}
    for exercise in map(planning.parse_set, texts):
        sets[exercise.id] = sets.get(exercise.id, ()) + exercise.sets
    return tuple(ExerciseDone(name, done) for name, done in sets.items())


def _print_logged(sessions: list[SessionDone], *, as_json: bool) -> None:
    if as_json:
        print_json([planned.session_done(done) for done in sessions])
        return
    rows = (
        (
            done.id,
            done.day.isoformat(),
            f"{done.minutes:g}",
            _number(done.rpe),
            _number(done.soreness),
            done.source,
            ", ".join(f"{exercise.id} {len(exercise.sets)}" for exercise in done.exercises),
        )
        for done in sessions
    )
    columns = ("id", "day", "min", "effort", "soreness", "from", "exercises and sets")
    print_table(f"{len(sessions)} sessions", columns, rows)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


@app.command()
def checkin(
    day: Day = None,
    soreness: Soreness = None,
    ill: Annotated[bool | None, typer.Option("--ill/--well", help="Ill, or well, from that day on.")] = None,
    as_json: Json = False,
) -> None:
    """Say how the body is on a day (default: today); with neither answer, show what was said."""
    on = day_of(day)
    with opened_store() as store:
        _say(store, Checkin(on, soreness, ill))
        said = planning.checkin_on(store, on)
    if as_json:
        print_json(planned.checkin(said))
    else:
        health = {True: "ill", False: "well", None: "no word on health"}[said.ill]
        screen.print(f"{on:%a %d %b}: {health}, soreness {_number(said.soreness)}.")


def _say(store: Store, said: Checkin) -> None:
    if said.day > day_of(None):
        raise InvalidEntry(f"{said.day} is still to come: check in on the day itself.")
    if said.soreness is not None or said.ill is not None:
        planning.checkin(store, said)
