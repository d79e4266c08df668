"""The command line as tests call it: words in; what it printed, and how it ended, out."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from runstrong import cli

PROJECT = Path(__file__).resolve().parent.parent


class Said(NamedTuple):
    """What a command printed and how it ended."""

    out: str
    err: str
    status: int

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


def called(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> Said:
    """What `runstrong` with these words says upon a data folder."""
    monkeypatch.setenv("RUNSTRONG_DATA", str(folder))
    monkeypatch.setattr(sys, "argv", ["runstrong", *words])
    status = 0
    try:
        cli.main()
    except SystemExit as end:
        status = int(end.code or 0)
    said = capsys.readouterr()
    return Said(said.out, said.err, status)


def in_own_process(folder: Path, *words: str) -> Said:
    """The same in a process of its own, as a second program beside this one."""
    ended = subprocess.run(
        [sys.executable, "-m", "runstrong", *words], env={"RUNSTRONG_DATA": str(folder), "PATH": ""},
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return Said(ended.stdout, ended.stderr, ended.returncode)
