"""The athlete's settings: show, set."""

from typing import Annotated

import typer

from runstrong import athlete
from runstrong.cli.say import print_json, print_table
from runstrong.cli.shell import From, Json, Today, app, day_of
from runstrong.config import data_folder
from runstrong.errors import InvalidSetting
from runstrong.workspace import Workspace

settings_app = typer.Typer(help="Show or change the athlete's settings.")
app.add_typer(settings_app, name="athlete")


@settings_app.command("show")
def athlete_show(as_json: Json = False, today: Today = None) -> None:
    """Show every setting and where its value comes from."""
    with Workspace.open(data_folder()) as workspace:
        shown = athlete.view_of(workspace, day_of(today))
    if as_json:
        print_json(
            {
                view.key: {
                    "value": view.value or None,
                    "unit": view.unit,
                    "source": view.source,
                    "note": view.note,
                }
                for view in shown
            }
        )
        return
    print_table(
        "Athlete",
        ("setting", "value", "unit", "from", "note"),
        ((v.key, v.value or "–", v.unit, v.source, v.note) for v in shown),
    )


@settings_app.command("set")
def athlete_set(
    answers_given: Annotated[list[str], typer.Argument(metavar="KEY=VALUE...")],
    from_: From = None,
) -> None:
    """Change settings; heart rates and thresholds hold from a day on."""
    pairs = [text.partition("=") for text in answers_given]
    if not all(sign for _, sign, _ in pairs):
        raise InvalidSetting("Write settings as KEY=VALUE, such as hr_max=188.")
    with Workspace.open(data_folder()) as workspace:
        athlete.save_of(workspace, {key: value for key, _, value in pairs}, day_of(from_))
