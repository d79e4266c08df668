"""The machine-readable face: the same use cases the pages call, as commands with JSON on request."""

# ruff: noqa: E402 - loading what follows takes a second, in which Ctrl-C is to be a word and no traceback
import sys
from types import TracebackType


def _last_word(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.stderr.write("Stopped.\n")
    else:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _last_word

import os
from typing import Annotated, Final

import typer

from runstrong import launch
from runstrong.cli import athlete, deleting, diary, files, health, inbox, pairs, plan, runs, takeout
from runstrong.cli.say import errors, hush, open_streams
from runstrong.cli.shell import FAILED, IN_USE, TOO_NEW, USAGE, app
from runstrong.config import data_folder
from runstrong.errors import (
    InvalidEntry,
    InvalidSetting,
    RunstrongError,
    StoreInUse,
    StoreTooNew,
    UnknownSession,
)

COMMANDS: Final = (files, inbox, runs, pairs, athlete, plan, diary, health, takeout, deleting)
"""The modules whose commands there are; importing one is what registers them."""

_WRONG_WORDS: Final = typer.BadParameter.__mro__[1]
"""What Typer raises for any word it does not understand; BadParameter is the one kind of it that it names."""

_STATUS: Final[dict[type[RunstrongError], int]] = {
    StoreInUse: IN_USE,
    StoreTooNew: TOO_NEW,
    InvalidSetting: USAGE,
    InvalidEntry: USAGE,
    UnknownSession: USAGE,
}


def main() -> None:
    """Run the command line; every trouble is one sentence on stderr and an exit status."""
    open_streams()
    try:
        sys.exit(app(standalone_mode=False))
    except BrokenPipeError:
        hush()
    except RunstrongError as trouble:
        errors.print(str(trouble))
        sys.exit(_STATUS.get(type(trouble), FAILED))
    except KeyboardInterrupt:
        errors.print("Stopped.")
        sys.exit(130)
    except OSError as trouble:
        hush()
        errors.print(f"{trouble.strerror or trouble}: nothing more was done, and what was stored stays.")
        sys.exit(FAILED)
    except Exception as bug:  # the last net: a person gets a sentence, a developer the cause on request
        if isinstance(bug, _WRONG_WORDS):
            said = " ".join(bug.format_message().split())  # type: ignore[attr-defined]
            errors.print(f"{said.rstrip('.')}. See runstrong --help.")
            sys.exit(USAGE)
        if os.environ.get("RUNSTRONG_DEBUG"):
            raise
        errors.print(
            f"Something went wrong inside the program ({type(bug).__name__}). What was stored stays. "
            "Set RUNSTRONG_DEBUG=1 to see where."
        )
        sys.exit(FAILED)


@app.callback(invoke_without_command=True)
def dashboard(
    context: typer.Context,
    browser: Annotated[bool, typer.Option(help="Open the dashboard in the browser.")] = True,
    port: Annotated[int | None, typer.Option(help="Port on 127.0.0.1; by default the first free one.")] = None,
) -> None:
    """Open the dashboard in the browser (when no command is given)."""
    if context.invoked_subcommand is not None:
        return
    launch.dashboard(data_folder(), browser=browser, port=port)
