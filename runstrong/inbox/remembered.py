"""What a watched folder's files held when they were read, so that none is read again for being there."""

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from runstrong import __version__
from runstrong.importing.sources import from_folder
from runstrong.inbox.listing import Stamp
from runstrong.ingest.archive import NONE_INSIDE, Member
from runstrong.ingest.told import Told
from runstrong.model.outcome import FileOutcome
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.store.removed import answered_hashes

FILE_NAME: Final = "inbox.json"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file held at one stamp: a token for each content, the SHA-256 of its bytes wherever there are any.

    `said` are these hashes with a mark for what tables say about the file. Of a file that could not be opened
    nothing is known for longer than this process runs: it may be opened to us without changing.
    """

    stamp: Stamp
    tokens: frozenset[str]
    said: frozenset[str] = frozenset()
    is_closed: bool = False


def contents(folder: Path, name: str, stamp: Stamp, packings: Mapping[str, str], told: Told) -> Contents:
    """What a file holds now; an archive of other things, as a folder of downloads has them, holds nothing."""
    tokens, said, is_closed = set(), set(), False
    of_file = told.of((folder / name).as_posix())
    for found in from_folder(folder, [name], packings).files:
        if isinstance(found.file, FileOutcome):
            is_closed = True
            tokens.add(f"{name} {stamp}")
        elif sha256 := _hash(found.file):
            tokens.add(sha256)
            said |= {f"{sha256} {written.mark}" for written in [found.file.written or of_file] if written}
        elif found.file.refusal != NONE_INSIDE:
            tokens.add(f"{name} {stamp}")
    return Contents(stamp, frozenset(tokens), frozenset(said), is_closed)


def _hash(file: Member) -> str | None:
    """The SHA-256 of a file's bytes, None where there are none to be had."""
    return hashlib.sha256(file.data).hexdigest() if file.data is not None else file.sha256


@dataclass(frozen=True, slots=True)
class Known:
    """What a store knows at a revision: files it has an answer to, and those of which nothing is written yet."""

    revision: int
    answered: frozenset[str]
    untitled: frozenset[str]

    @classmethod
    def to(cls, store: Store) -> Self:
        """What is known to a store now; another import may be on its way."""
        revision, here = store.revision, reads.known_hashes(store)
        return cls(revision, answered_hashes(store), here - reads.captioned(store, list(here)))


@dataclass(slots=True)
class Memory:
    """Contents by file, the tables that lay beside them, and tokens of what was looked into and gave nothing.

    It says nothing about what is in the store, which alone knows that: a store put back from a backup finds its
    missing files new. A newer program forgets everything, as it may read what an older one could not.
    """

    path: Path
    folder: str
    files: dict[str, Contents] = field(default_factory=dict)
    tables: dict[str, Stamp] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, folder: Path, own: Path) -> Self:
        """What is remembered about `folder` in the data folder `own`; nothing where that cannot be read."""
        memory = cls(own / FILE_NAME, str(folder))
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            stored = json.loads(memory.path.read_text(encoding="utf-8"))
            if stored["of"] == memory._of:
                files = {
                    name: Contents(Stamp(*stamp), frozenset(tokens), frozenset(said))
                    for name, (stamp, tokens, said) in stored["files"].items()
                }
                tables = {name: Stamp(*stamp) for name, stamp in stored["tables"].items()}
                memory.files, memory.tables, memory.refused = files, tables, set(stored["refused"])
        return memory

    def is_new(self, held: Contents, known: Known) -> bool:
        """Whether a file holds what nobody has an answer to, or what a table gives words to that has none yet."""
        if any(token not in known.answered and token not in self.refused for token in held.tokens):
            return True
        return any(said.partition(" ")[0] in known.untitled for said in held.said - self.refused)

    def were_taken(self, taken: Iterable[Contents], known: Known) -> None:
        """These were answered: what is not known now gave nothing, and tables have said what they had to say."""
        for held in taken:
            self.refused |= (held.tokens - known.answered) | held.said
        self.save()

    @property
    def _of(self) -> list[str]:
        return [__version__, self.folder]

    def save(self) -> None:
        """Keep it for the next start. Where that fails, files are read once more then, and nothing is lost."""
        lasting = {name: held for name, held in self.files.items() if not held.is_closed}
        closed = {token for held in self.files.values() if held.is_closed for token in held.tokens}
        stored = {
            "of": self._of,
            "files": {
                name: [held.stamp, sorted(held.tokens), sorted(held.said)] for name, held in lasting.items()
            },
            "tables": self.tables,
            "refused": sorted(self.refused - closed),
        }
        part = self.path.with_suffix(".part")
        with contextlib.suppress(OSError):
            part.write_text(json.dumps(stored), encoding="utf-8")
            part.replace(self.path)
