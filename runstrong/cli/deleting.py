"""One run gone, or everything: for good, and only when asked twice."""

import sys
from collections.abc import Iterable
from typing import Annotated, Final

import typer

from runstrong import importing, takeout
from runstrong.cli.say import errors, print_json, screen
from runstrong.cli.shell import USAGE, Json, app, day_of, opened_store
from runstrong.config import data_folder
from runstrong.errors import RunstrongError
from runstrong.importing.removing import STAYS_OUT, what_goes, what_stays
from runstrong.store import reads
from runstrong.store.removed import Going, going
from runstrong.takeout.telling import counted

KEPT: Final = "Nothing was deleted."
_EITHER: Final = f"{KEPT} Either one run or everything: leave out RUN_ID or --really-everything."
_BOTH: Final = f"{KEPT} Without being asked it takes both --yes and --really-everything."


@app.command()
def delete(
    run_id: Annotated[
        str | None, typer.Argument(metavar="[RUN_ID]", help="Only this one, as in runstrong runs.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="For scripts: do not ask.")] = False,
    really: Annotated[
        bool, typer.Option("--really-everything", help="For scripts, with --yes and without RUN_ID.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Delete one run, or everything you have here, for good; you are asked twice."""
    if really if run_id is not None else yes != really:
        errors.print(_BOTH if run_id is None else _EITHER)
        raise typer.Exit(USAGE)
    if run_id is None:
        _delete_everything(yes=yes, as_json=as_json)
    else:
        _delete_run(run_id, yes=yes, as_json=as_json)


def _delete_run(run_id: str, *, yes: bool, as_json: bool) -> None:
    with opened_store() as store:
        seen = going(store, run_id)
        summary = reads.summary(store, seen.ids[0])
        sport = "run" if summary.sport == "running" else summary.sport.replace("_", " ")
        what = f"the {sport} of {summary.local_start:%Y-%m-%d %H:%M}"
        if not yes:
            _ask_twice(what, [*what_goes(seen), *what_stays(seen), *_only_one(seen)], "this one", "--yes")
        importing.remove(store, seen, day_of(None))
    if as_json:
        print_json({"activities": list(seen.ids), "files": list(seen.files), "stayed": list(seen.staying)})
    else:
        screen.print(f"Deleted: {what} ({', '.join(seen.files)}). {STAYS_OUT}", soft_wrap=True)


def _only_one(seen: Going) -> list[str]:
    """The way to have one of several files gone."""
    first = f"To delete one of its files only, say first: runstrong different {seen.ids[0]} {seen.ids[-1]}"
    return [f"{first}."] if len(seen.ids) > 1 else []


def _delete_everything(*, yes: bool, as_json: bool) -> None:
    folder = data_folder()
    there = takeout.holdings_in(folder)
    if there.files and not yes:
        _ask_twice(f"in {there.folder}", takeout.what_goes(there), "everything", "--yes --really-everything")
    deleted = takeout.delete(folder)
    if as_json:
        print_json(
            {"folder": str(folder), "files": deleted.files, "stayed": [str(path) for path in deleted.stayed]}
        )
    elif deleted.files:
        screen.print(f"Deleted: {counted(deleted.files, 'file', 'files')} in {folder}.", soft_wrap=True)
    else:
        screen.print(f"Nothing of yours is in {folder}.", soft_wrap=True)
    for path in deleted.stayed:
        errors.print(f"{path} holds something that runstrong did not put there: that stayed.")


def _ask_twice(what: str, lines: Iterable[str], really: str, options: str) -> None:
    """Raises RunstrongError unless somebody is there who types the word and means it."""
    if not (sys.stdin and sys.stdin.isatty()):
        raise RunstrongError(f"{KEPT} Answer in a terminal, or add {options}.")
    errors.print(f"This deletes, for good, {what}:")
    for line in lines:
        errors.print(f"  {line}")
    errors.print("`runstrong backup FILE` keeps a copy first.")
    _ask("Type the word delete to go on: ", "delete")
    _ask(f"There is no way back. Really {really}? Type yes: ", "yes")


def _ask(question: str, wanted: str) -> None:
    errors.print(question, end="")
    if sys.stdin.readline().strip().lower() != wanted:
        raise RunstrongError(KEPT)
