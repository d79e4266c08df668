"""Files in and out: import, the demo runner, and deriving everything again."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from runstrong import importing
from runstrong.cli.say import errors, print_json, screen
from runstrong.cli.shell import USAGE, Json, Today, app, day_of
from runstrong.config import data_folder
from runstrong.export import answers
from runstrong.ingest.names import plain
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.workspace import Workspace


@app.command("import")
def import_files(paths: Annotated[list[Path], typer.Argument(metavar="PATH...")], as_json: Json = False) -> None:
    """Import watch files, folders and archives."""
    with Workspace.open(data_folder()) as workspace:
        _report(importing.import_paths(workspace.own, paths), as_json)
    if not all(os.path.exists(path) for path in paths):  # noqa: PTH110 - under a closed folder it says no
        raise typer.Exit(USAGE)


def _report(outcomes: Iterable[FileOutcome], as_json: bool) -> None:
    """Print each outcome as it comes, and for people the count of each kind at the end."""
    counts: dict[Outcome, int] = {}
    for outcome in outcomes:
        counts[outcome.outcome] = counts.get(outcome.outcome, 0) + 1
        if as_json:
            print_json(answers.file_outcome(outcome))
        else:
            screen.print(
                f"{outcome.outcome:<10}{plain(outcome.name)}  {outcome.reason or ' '.join(outcome.warnings)}",
                soft_wrap=True,
            )
    if not as_json:
        screen.print(", ".join(f"{number} {kind}" for kind, number in counts.items()) or "No watch files found.")


@app.command()
def demo(
    remove: Annotated[bool, typer.Option("--remove", help="Take the demo runner away.")] = False,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Make a demo runner with known truth, apart from your own runs."""
    from runstrong import simulate  # noqa: PLC0415 - only this command needs the simulator

    with Workspace.open(data_folder()) as workspace:
        workspace.remove_demo()
        if not remove:
            _report(simulate.make_demo(workspace.open_demo(), day_of(today)), as_json)
        if not remove and not workspace.is_demo:
            errors.print("You have runs of your own: they are shown, and the demo runner stays hidden.")


@app.command()
def rebuild(as_json: Json = False) -> None:
    """Derive everything again from the original files; settings and marks are kept."""
    _report(importing.rebuild(data_folder()), as_json)
