"""What a watched folder's files held when they were read, so that none is read again for being there."""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from runstrong import __version__
from runstrong.importing.sources import from_paths
from runstrong.inbox.listing import Stamp
from runstrong.ingest.archive import NONE_INSIDE, Member
from runstrong.model.outcome import FileOutcome

FILE_NAME: Final = "inbox.json"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file held at one stamp: a token for each content, the SHA-256 of its bytes wherever there are any.

    Of a file that could not be opened nothing is known for longer than this process runs: it may be opened to us
    without changing.
    """

    stamp: Stamp
    tokens: frozenset[str]
    is_closed: bool = False


def contents(folder: Path, name: str, stamp: Stamp, own: Path, packings: Mapping[str, str]) -> Contents:
    """What a file holds now; an archive of other things, as a folder of downloads has them, holds nothing."""
    tokens, is_closed = set(), False
    for found in from_paths([folder / name], own, packings).files:
        if isinstance(found.file, FileOutcome):
            is_closed = True
            tokens.add(f"{name} {stamp}")
        elif found.file.refusal != NONE_INSIDE:
            tokens.add(_hash(found.file) or f"{name} {stamp}")
    return Contents(stamp, frozenset(tokens), is_closed)


def _hash(file: Member) -> str | None:
    """The SHA-256 of a file's bytes, None where there are none to be had."""
    return hashlib.sha256(file.data).hexdigest() if file.data is not None else file.sha256


@dataclass(slots=True)
class Memory:
    """Contents by file, and tokens of contents that were looked into and gave nothing.

    It says nothing about what is in the store, which alone knows that: a store put back from a backup finds its
    missing files new. A newer program forgets everything, as it may read what an older one could not.
    """

    path: Path
    folder: str
    files: dict[str, Contents] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, folder: Path, own: Path) -> Self:
        """What is remembered about `folder` in the data folder `own`; nothing where that cannot be read."""
        memory = cls(own / FILE_NAME, str(folder))
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            stored = json.loads(memory.path.read_text(encoding="utf-8"))
            if stored["of"] == memory._of:
                files = {
                    name: Contents(Stamp(*stamp), frozenset(tokens))
                    for name, (stamp, tokens) in stored["files"].items()
                }
                memory.files, memory.refused = files, set(stored["refused"])
        return memory

    @property
    def _of(self) -> list[str]:
        return [__version__, self.folder]

    def save(self) -> None:
        """Keep it for the next start. Where that fails, files are read once more then, and nothing is lost."""
        lasting = {name: held for name, held in self.files.items() if not held.is_closed}
        closed = {token for held in self.files.values() if held.is_closed for token in held.tokens}
        stored = {
            "of": self._of,
            "files": {name: [held.stamp, sorted(held.tokens)] for name, held in lasting.items()},
            "refused": sorted(self.refused - closed),
        }
        part = self.path.with_suffix(".part")
        with contextlib.suppress(OSError):
            part.write_text(json.dumps(stored), encoding="utf-8")
            part.replace(self.path)
