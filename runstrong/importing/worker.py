"""What a reading process does: one task after another comes in on its standard input, answers go out."""

import os
import pickle
import sys
from contextlib import suppress
from typing import BinaryIO, Final

from runstrong.errors import RunstrongError
from runstrong.importing.looking import look

READY: Final = "ready"
_POLITENESS: Final = 5
"""So that whoever looks at a page meanwhile comes first."""


def main() -> None:
    """Answer tasks until there are no more; whoever gives them may end this process at any moment."""
    if hasattr(os, "nice"):
        os.nice(_POLITENESS)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever else might be printed must not get between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with suppress(EOFError, OSError):
        _send(answers, READY)
        while True:
            _send(answers, _answer(sys.stdin.buffer))


def _answer(tasks: BinaryIO) -> object:
    task = pickle.load(tasks)
    try:
        return look(task)
    except RunstrongError as trouble:
        return trouble


def _send(answers: BinaryIO, answer: object) -> None:
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()
