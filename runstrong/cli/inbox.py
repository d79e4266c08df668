"""New files of the watched folder, taken in once: for a timer, where the dashboard is not open."""

import time
from typing import Final

import typer

from runstrong import coach, importing
from runstrong.cli.files import report
from runstrong.cli.say import errors
from runstrong.cli.shell import INTERRUPTED, Json, app
from runstrong.cli.watched import Watched
from runstrong.config import data_folder
from runstrong.errors import InvalidSetting
from runstrong.inbox.folder import Inbox
from runstrong.inbox.listing import RESTING_NS
from runstrong.inbox.watchable import check, expanded, label
from runstrong.store.database import Store
from runstrong.workspace import Workspace

_NONE: Final = "No folder is watched: name one with runstrong athlete set inbox=FOLDER."


@app.command("inbox")
def import_inbox(as_json: Json = False) -> None:
    """Import what is new in the watched folder."""
    with Workspace.open(data_folder()) as workspace, Watched() as watched:
        inbox = _inbox(workspace.own)
        _look(inbox)
        taken = inbox.taking()
        if taken.files:
            outcomes = importing.bulk(
                workspace.own, taken.source, tell=watched.tell, is_stopped=lambda: watched.is_stopped
            )
            report(outcomes, as_json, watched)
        if watched.is_stopped:
            errors.print("Stopped. What was imported stays; do it again to add the rest.")
            raise typer.Exit(INTERRUPTED)
        inbox.took(taken)


def _inbox(own: Store) -> Inbox:
    stated = coach.preferences(own).inbox
    if not stated:
        raise InvalidSetting(_NONE)
    check(expanded(stated), own.folder)
    return Inbox(own, expanded(stated))


def _look(inbox: Inbox) -> None:
    """What may still be written is looked at once more; a file that goes on growing waits for the next time."""
    news = inbox.look(time.time_ns())
    if news.waiting:
        time.sleep(RESTING_NS / 1e9)
        news = inbox.look(time.time_ns())
    if news.trouble:
        errors.print(news.trouble)
    elif not news.new:
        errors.print(f"Nothing new in {label(inbox.folder)}.")
    if news.waiting:
        errors.print(f"Still being written, so left for the next time: {news.waiting}.")
