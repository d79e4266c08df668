"""Looking into one file: what it is, what it holds, and its original bytes put on the disk."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from runstrong.errors import FileRefused, NotAnActivity
from runstrong.importing.measured import MeasuredFile, measured_file
from runstrong.model.outcome import Outcome
from runstrong.store import originals

logger = logging.getLogger(__name__)
OUR_FAULT: Final = "Reading this file failed, and the fault is the program's: please report it with the file."


@dataclass(frozen=True, slots=True)
class Known:
    """A file whose bytes are here already."""

    sha256: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that gives nothing, and the one sentence why."""

    kind: Outcome
    sentence: str


Found = Known | Refusal | MeasuredFile
"""What looking into one file gave."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to look into: its bytes, whose folder its original belongs in, and the runner's time zone."""

    data: bytes
    sha256: str
    folder: Path
    zone: str | None


def look(task: Task) -> MeasuredFile | Refusal:
    """Read and measure a file and keep its original.

    Never raises for what a file holds; RunstrongError where the original cannot be written.
    """
    try:
        file = measured_file(task.data, task.sha256, task.zone)
    except FileRefused as refusal:
        kind = Outcome.SKIPPED if isinstance(refusal, NotAnActivity) else Outcome.REJECTED
        return Refusal(kind, str(refusal))
    except Exception:
        # A fault of ours in one file must not cost the runner the other files of the same upload.
        logger.exception("reading the file with SHA-256 %s", task.sha256)
        return Refusal(Outcome.REJECTED, OUR_FAULT)
    originals.put(task.folder, task.data)
    return file
