"""A long command in a terminal: a bar on standard error, and Ctrl-C that stops it between files."""

import signal
from types import FrameType
from typing import Final, Self

from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar

from runstrong.cli.say import errors, screen
from runstrong.importing import Progress

_STOPPING: Final = "Stopping after the files in hand. Press Ctrl-C again to stop at once."


class Watched:
    """Shows how far an import or a rebuild is, and hears Ctrl-C; a second one is as hard as ever.

    Where standard error is no terminal nothing is shown, and nothing is ever written to standard output.
    """

    def __init__(self) -> None:
        self.is_stopped = False
        self._bar = Bar(
            BarColumn(), TextColumn("{task.description}", markup=False), console=errors, transient=True,
            redirect_stdout=False, redirect_stderr=False, disable=not errors.is_terminal,
        )  # fmt: skip
        self._task = self._bar.add_task("", total=1.0)

    @property
    def screen(self) -> Console:
        """Where lines for a person go: above the bar where that is on the same screen."""
        return errors if errors.is_terminal and screen.is_terminal else screen

    def tell(self, progress: Progress) -> None:
        """Show how far it is."""
        self._bar.update(self._task, completed=progress.share, description=progress.text)

    def _stop(self, _: int, __: FrameType | None) -> None:
        self.is_stopped = True
        signal.signal(signal.SIGINT, self._before)
        errors.print(_STOPPING)

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._stop)
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()
        signal.signal(signal.SIGINT, self._before)
