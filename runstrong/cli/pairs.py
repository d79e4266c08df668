"""The same run in two files, or two runs: the runner's word, which beats every rule."""

from collections.abc import Callable
from typing import Annotated

import typer

from runstrong import coach, importing
from runstrong.cli.say import errors, print_json, print_table
from runstrong.cli.shell import Json, app, opened_store
from runstrong.export import answers
from runstrong.importing import Decision
from runstrong.store.database import Store

_Id = Annotated[str, typer.Argument(metavar="ID", help="An activity, as in runstrong runs or import.")]
_Other = Annotated[str, typer.Argument(metavar="OTHER")]


@app.command()
def same(one: _Id, other: _Other, as_json: Json = False) -> None:
    """Say that two activities are one run: shown once, completed from both."""
    _decide(importing.same, one, other, as_json=as_json)


@app.command()
def different(one: _Id, other: _Other, as_json: Json = False) -> None:
    """Say that two activities are two runs: both shown, never taken for one again."""
    _decide(importing.different, one, other, as_json=as_json)


def _decide(decide: Callable[[Store, str, str], Decision], one: str, other: str, *, as_json: bool) -> None:
    with opened_store() as store:
        decision = decide(store, one, other)
        shown = [answers.run(run) for run in coach.activities(store) if run.summary.id in decision.shown]
    if as_json:
        print_json({"shown": shown, "warnings": list(decision.warnings)})
        return
    rows = ((run["id"], run["local_day"], run["sport"], ", ".join(run["files"])) for run in shown)
    print_table("Shown now", ("id", "day", "sport", "files"), rows)
    for warning in decision.warnings:
        errors.print(warning)
