"""One reading process: started when needed, asked within a time, ended by its number."""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar

import runstrong
from runstrong.importing.worker import READY

T = TypeVar("T")

_START_S: Final = 60.0
_ROOT: Final = Path(runstrong.__file__).resolve().parent.parent
# Not multiprocessing: its children run the main module once more, and under Streamlit that is a page. The folder
# comes last on the path, so that it can hide no module of Python's own.
_PROGRAM: Final = "import sys; sys.path.append(sys.argv[1]); from runstrong.importing.worker import main; main()"
_COMMAND: Final = [sys.executable, "-P", "-c", _PROGRAM, str(_ROOT)]


class Late(Exception):
    """There was no answer within the time given; the process has been ended."""


class Gone(Exception):
    """The process ended before it answered."""


class Process:
    """A reading process, running."""

    def __init__(self) -> None:
        """Start it; OSError where the system allows no more, Gone or Late where it does not get ready."""
        # In a group of its own: Ctrl-C in the terminal is for the asking process to hear and to act on.
        own_group: dict[str, Any] = (
            {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
            if os.name == "nt"
            else {"start_new_session": True}
        )
        one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._running = subprocess.Popen(
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **one_thread}, **own_group
        )
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._tasks, self._answers = self._running.stdin, self._running.stdout
        if self._within(_START_S, lambda: pickle.load(self._answers)) != READY:
            self.end()
            raise Gone

    @property
    def pid(self) -> int:
        """Its number in the system."""
        return self._running.pid

    def ask(self, task: object, seconds: float) -> Any:
        """Its answer to a task; raises Late or Gone, and then it has ended."""

        def ask() -> Any:
            pickle.dump(task, self._tasks, pickle.HIGHEST_PROTOCOL)
            self._tasks.flush()
            return pickle.load(self._answers)

        return self._within(seconds, ask)

    def end(self) -> None:
        """End it now, whatever it is doing."""
        self._running.kill()
        self._running.wait()
        for pipe in (self._tasks, self._answers):
            with suppress(OSError):
                pipe.close()

    def _within(self, seconds: float, action: Callable[[], T]) -> T:
        late = threading.Event()

        def end() -> None:
            late.set()
            self._running.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            return action()
        except (EOFError, OSError, pickle.UnpicklingError) as dead:
            self.end()
            raise (Late if late.is_set() else Gone) from dead
        finally:
            timer.cancel()
