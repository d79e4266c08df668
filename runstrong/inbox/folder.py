"""A watched folder: what in it is new, and taking that in. Nothing in the folder is ever changed."""

import logging
import os
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from runstrong.errors import InvalidSetting, StoreClosed
from runstrong.importing.background import Import, start
from runstrong.importing.places import place_in, told_in
from runstrong.importing.sources import Found, Source, from_folder
from runstrong.inbox.listing import MOST_FILES, Sighting, Stamp, at_rest, listing, sightings
from runstrong.inbox.remembered import Contents, Known, Memory, contents
from runstrong.inbox.watchable import check, expanded, label
from runstrong.ingest.told import Told
from runstrong.model.outcome import FileOutcome
from runstrong.store import reads
from runstrong.store.database import Store

logger = logging.getLogger(__name__)

NOT_THERE: Final = "The folder {} is not there now: once it is back, its new files are noticed."
FAULT: Final = "Looking into the folder {} failed, and the fault is the program's: please report it."
CLOSED: Final = "The folder {} cannot be opened: allow this program to read it."
TOO_MANY: Final = (
    "The folder {} holds more than {:,} files, and not all of them are watched: choose one closer to your runs."
)


@dataclass(frozen=True, slots=True)
class News:
    """What a look found: the new files, by their path within the folder, and how many may still be written.

    `trouble` is a sentence where the folder cannot be looked into as one would wish.
    """

    new: Mapping[str, Contents] = field(default_factory=dict)
    waiting: int = 0
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Files on their way in. `gone` are those that were away when it was their turn: they are no refusals."""

    files: Mapping[str, Contents]
    source: Source
    gone: set[str]


class Inbox:
    """The watched folder of one store.

    A file is new when it rests, and holds bytes which neither the store nor an earlier answer knows, or when a
    table of an export says something about one of which nothing is written yet. What was read once is not read
    again until it, or a table, changes.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self.store: Final = store
        self.folder: Final = folder
        self.news: News | None = None
        self._seen: dict[str, Sighting] = {}
        self._memory = Memory.of(folder, store.folder)
        self._known: Known | None = None
        self._on_the_way: list[tuple[Import, Taken]] = []
        self._put_aside: frozenset[tuple[str, Contents]] = frozenset()
        self._lock = threading.Lock()
        self._looking: threading.Thread | None = None

    def notice(self, patience_s: float) -> None:
        """Look, on a thread of its own: a folder far away may take its time, and a page should not wait for it."""
        with self._lock:
            if self._looking is None or not self._looking.is_alive():
                self._looking = threading.Thread(target=self._look, name="runstrong-inbox", daemon=True)
                self._looking.start()
            looking = self._looking
        looking.join(patience_s)

    def _look(self) -> None:
        try:
            with self.store.kept_open():  # nothing is remembered about a store that is gone
                self.look(time.time_ns())
        except StoreClosed:
            return
        except Exception:
            logger.exception("a look into the watched folder failed")
            self.news = News(trouble=FAULT.format(label(self.folder)))

    def look(self, clock_ns: int) -> News:
        """See what is there at a time; only files never read before, and changed ones, are opened."""
        self._hear_of_imports()
        try:
            check(self.folder, self.store.folder)
            found = listing(self.folder, self.store.folder)
        except (OSError, InvalidSetting) as trouble:
            self.news = News(trouble=self._sentence(trouble))
            return self.news
        self._seen = sightings(found, self._seen, clock_ns)
        resting = at_rest(self._seen, clock_ns)
        self._read(resting)
        too_many = TOO_MANY.format(label(self.folder), MOST_FILES) if len(found) > MOST_FILES else None
        self.news = News(self._new(resting), len(found) - len(resting), too_many)
        return self.news

    def _sentence(self, trouble: OSError | InvalidSetting) -> str:
        if isinstance(trouble, InvalidSetting):
            return str(trouble)
        return (CLOSED if isinstance(trouble, PermissionError) else NOT_THERE).format(label(self.folder))

    def _read(self, resting: Mapping[str, Stamp]) -> None:
        memory = self._memory
        tables = {name: stamp for name, stamp in resting.items() if Told.is_table(name)}
        if tables != memory.tables:
            memory.tables, memory.files = tables, {}
        files = {name: stamp for name, stamp in resting.items() if name not in tables}
        unread = [
            name for name, stamp in files.items() if name not in memory.files or memory.files[name].stamp != stamp
        ]
        if not unread:
            return
        packings = reads.packings(self.store)
        told = told_in(place_in(self.folder / name, name) for name in tables)
        for name in unread:
            held = contents(self.folder, name, files[name], packings, told)
            if os.path.lexists(self.folder / name):
                memory.files[name] = held
        memory.save()

    def _new(self, resting: Mapping[str, Stamp]) -> dict[str, Contents]:
        memory, known = self._memory, self._what_is_known()
        there = {name: memory.files[name] for name in sorted(resting) if name in memory.files}
        return {name: held for name, held in there.items() if memory.is_new(held, known)}

    def _what_is_known(self) -> Known:
        if self._known is None or self._known.revision != self.store.revision:
            self._known = Known.to(self.store)
        return self._known

    @property
    def untaken(self) -> dict[str, Contents]:
        """New files that are not on their way in."""
        underway = {file for _, taken in self._on_the_way for file in taken.files.items()}
        news = self.news or News()
        return {name: held for name, held in news.new.items() if (name, held) not in underway}

    @property
    def offered(self) -> dict[str, Contents]:
        """The new files to speak of: none as long as all of them have been put aside."""
        untaken = self.untaken
        return {} if untaken.items() <= self._put_aside else untaken

    def put_aside(self) -> None:
        """Do not speak of these new files until there are others."""
        self._put_aside = frozenset(self.untaken.items())

    def take(self) -> Import | None:
        """Take in every new file on a thread of its own; None where there is none."""
        with self._lock:
            taken = self.taking()
            if not taken.files:
                return None
            # Should it be stopped or fail, it is not begun again by itself.
            self._put_aside |= frozenset(taken.files.items())
            begun = start(self.store, taken.source)
            self._on_the_way = [*self._on_the_way, (begun, taken)]
        return begun

    def taking(self) -> Taken:
        """The new files, to be imported once; `took` says that it went well."""
        files = self.untaken
        gone: set[str] = set()
        names = [*self._memory.tables, *sorted(files)]
        source = from_folder(self.folder, names, reads.packings(self.store))
        return Taken(files, replace(source, files=self._still_there(source, gone)), gone)

    def _still_there(self, source: Source, gone: set[str]) -> Iterator[Found]:
        """The files without those that are away, with their watch."""
        for found in source.files:
            if isinstance(found.file, FileOutcome) and not os.path.lexists(self.folder / found.file.name):
                gone.add(found.file.name)
            else:
                yield found

    def took(self, taken: Taken) -> None:
        """All of these were answered: what the store does not hold now gave nothing, and is not asked again."""
        there = [held for name, held in taken.files.items() if name not in taken.gone]
        self._memory.were_taken(there, self._what_is_known())

    def _hear_of_imports(self) -> None:
        over = [(one, taken) for one, taken in self._on_the_way if one.ended is not None]
        for one, taken in over:
            if one.trouble is None and not one.is_stopping:
                self.took(taken)
        with self._lock:
            self._on_the_way = [pair for pair in self._on_the_way if pair not in over]


_one_question: Final = threading.Lock()
_inboxes: Final[dict[tuple[str, str], Inbox]] = {}


def inbox_of(store: Store, stated: str) -> Inbox:
    """A store's inbox in the folder that was `stated`: the same one as long as this program runs."""
    key = (store.dataset_id, stated)
    with _one_question:
        if key not in _inboxes or _inboxes[key].store is not store:
            _inboxes[key] = Inbox(store, expanded(stated))
        return _inboxes[key]
