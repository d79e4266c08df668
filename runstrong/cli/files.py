"""Files in and out: import, the demo runner, and deriving everything again."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final

import typer

from runstrong import importing
from runstrong.cli.say import errors, print_json, screen
from runstrong.cli.shell import INTERRUPTED, USAGE, Json, Today, app, day_of
from runstrong.cli.watched import Watched
from runstrong.config import data_folder
from runstrong.export import answers
from runstrong.ingest.names import plain
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import reads
from runstrong.workspace import Workspace

_QUIET: Final = frozenset({Outcome.SKIPPED, Outcome.DUPLICATE})
_QUIETLY_TOLD: Final = 20

# Typer itself would refuse all paths for one that is closed to us; the import says so of that one and goes on.
_Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", readable=False)]


@app.command("import")
def import_files(
    paths: _Paths,
    again: Annotated[bool, typer.Option("--again", help="Take in what you removed, too.")] = False,
    as_json: Json = False,
) -> None:
    """Import watch files, folders and archives."""
    with Workspace.open(data_folder()) as workspace, Watched() as watched:
        # What is known packed is not unpacked; what was removed out of a file that stayed must be.
        known = {} if again else reads.packings(workspace.own)
        source = importing.from_paths(paths, workspace.own.folder, known)
        outcomes = importing.bulk(
            workspace.own, source, tell=watched.tell, is_stopped=lambda: watched.is_stopped, again=again
        )
        report(outcomes, as_json, watched)
    if watched.is_stopped:
        errors.print("Stopped. What was imported stays; do it again to add the rest.")
        raise typer.Exit(INTERRUPTED)
    if not all(os.path.exists(path) for path in paths):  # noqa: PTH110 - under a closed folder it says no
        raise typer.Exit(USAGE)


def report(outcomes: Iterable[FileOutcome], as_json: bool, watched: Watched | None = None) -> None:
    """Print each outcome as it comes, and for people the count of each kind at the end.

    People are told the first few files that are no activities or known already; thousands are only counted.
    """
    counts: dict[Outcome, int] = {}
    lines = watched.screen if watched else screen
    for outcome in outcomes:
        kind = outcome.outcome
        counts[kind] = counts.get(kind, 0) + 1
        if as_json:
            print_json(answers.file_outcome(outcome))
        elif kind not in _QUIET or counts[kind] <= _QUIETLY_TOLD:
            why = outcome.reason or " ".join(outcome.warnings)
            lines.print(f"{kind:<10}{plain(outcome.name)}  {why}", soft_wrap=True)
    if not as_json and (counts or not (watched and watched.is_stopped)):
        screen.print(", ".join(f"{number} {kind}" for kind, number in counts.items()) or "No watch files found.")
        if Outcome.REMOVED in counts:
            errors.print("What you removed stays out. To have it back: runstrong import --again PATH.")


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
            report(simulate.make_demo(workspace.open_demo(), day_of(today)), as_json)
        if not remove and not workspace.is_demo:
            errors.print("You have runs of your own: they are shown, and the demo runner stays hidden.")


@app.command()
def rebuild(as_json: Json = False) -> None:
    """Derive everything again from the original files; settings and marks are kept."""
    with Watched() as watched:
        outcomes = importing.rebuild(data_folder(), tell=watched.tell, is_stopped=lambda: watched.is_stopped)
        report(outcomes, as_json, watched)
    if watched.is_stopped:
        errors.print("Stopped. Nothing was changed.")
        raise typer.Exit(INTERRUPTED)
