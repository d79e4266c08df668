"""Everything out and back again: backup, restore, export."""

from pathlib import Path
from typing import Annotated

import typer

from runstrong import takeout
from runstrong.cli.say import errors, print_json, screen
from runstrong.cli.shell import Json, app, day_of
from runstrong.config import data_folder
from runstrong.store.database import Store
from runstrong.takeout import Taken

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
