"""Everything out and back again, or gone: backup, restore, export, delete."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from runstrong import takeout
from runstrong.cli.say import errors, print_json, screen
from runstrong.cli.shell import USAGE, Json, app, day_of
from runstrong.config import data_folder
from runstrong.errors import RunstrongError
from runstrong.store.database import Store
from runstrong.takeout import Holdings, Taken
from runstrong.takeout.telling import counted

KEPT: Final = "Nothing was deleted."

File = Annotated[Path, typer.Argument(metavar="FILE")]


@app.command()
def backup(
    file: File,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it exists.")] = False,
    as_json: Json = False,
) -> None:
    """Write everything you have into one file."""
    with Store.open(data_folder()) as store, errors.status("Writing …"):
        taken = takeout.backup(store, file, force=force)
    _tell(file, taken, as_json=as_json)


@app.command()
def restore(
    file: File,
    force: Annotated[bool, typer.Option("--force", help="Even over your own runs, which are kept aside.")] = False,
    as_json: Json = False,
) -> None:
    """Put a backup back."""
    with errors.status("Checking and unpacking …"):
        aside = takeout.restore(data_folder(), file, day_of(None), force=force)
    if as_json:
        print_json({"file": str(file), "kept_aside": str(aside) if aside else None})
    else:
        screen.print(
            f"Restored {file}." + (f" What was here is kept in {aside}." if aside else ""), soft_wrap=True
        )


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")],
    parquet: Annotated[bool, typer.Option("--parquet", help="Tables as Parquet, not CSV.")] = False,
    as_json: Json = False,
) -> None:
    """Write every table and every original file into a new folder."""
    with Store.open(data_folder()) as store, errors.status("Writing …"):
        taken = takeout.export(store, folder, "parquet" if parquet else "csv")
    _tell(folder, taken, as_json=as_json)


def _tell(place: Path, taken: Taken, *, as_json: bool) -> None:
    if as_json:
        print_json({"path": str(place), "originals": taken.originals, "lost": taken.lost})
    else:
        screen.print(f"Written to {place}, with {taken.originals} original files.", soft_wrap=True)
    if taken.lost:
        errors.print(f"{taken.lost} original files are missing or damaged and did not go along.")


@app.command()
def delete(
    yes: Annotated[bool, typer.Option("--yes", help="For scripts, with --really-everything: do not ask.")] = False,
    really: Annotated[bool, typer.Option("--really-everything", help="For scripts, with --yes.")] = False,
    as_json: Json = False,
) -> None:
    """Delete everything you have here, for good; you are asked twice."""
    folder = data_folder()
    there = takeout.holdings_in(folder)
    if yes != really:
        errors.print(f"{KEPT} Without being asked it takes both --yes and --really-everything.")
        raise typer.Exit(USAGE)
    if there.files and not yes:
        _ask_twice(there)
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


def _ask_twice(there: Holdings) -> None:
    """Raises RunstrongError unless somebody is there who types the word and means it."""
    if not (sys.stdin and sys.stdin.isatty()):
        raise RunstrongError(f"{KEPT} Answer in a terminal, or add --yes --really-everything.")
    errors.print(f"This deletes, for good, in {there.folder}:")
    for line in takeout.what_goes(there):
        errors.print(f"  {line}")
    errors.print("`runstrong backup FILE` keeps a copy first.")
    _ask("Type the word delete to go on: ", "delete")
    _ask("There is no way back. Really everything? Type yes: ", "yes")


def _ask(question: str, wanted: str) -> None:
    errors.print(question, end="")
    if sys.stdin.readline().strip().lower() != wanted:
        raise RunstrongError(KEPT)
