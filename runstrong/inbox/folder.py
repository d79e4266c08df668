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
from runstrong.importing.sources import Found, Source, from_paths
from runstrong.inbox.listing import MOST_FILES, Sighting, Stamp, at_rest, listing, sightings
from runstrong.inbox.remembered import Memory, contents
from runstrong.inbox.watchable import check, expanded, label
from runstrong.model.outcome import FileOutcome
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.store.removed import answered_hashes

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

    new: Mapping[str, Stamp] = field(default_factory=dict)
    waiting: int = 0
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Files on their way in. `gone` are those that were away when it was their turn: they are no refusals."""

    files: Mapping[str, Stamp]
    source: Source
    gone: set[str]


class Inbox:
    """The watched folder of one store.

    A file is new when it rests, and holds bytes which neither the store nor an earlier answer knows. What was read
    once is not read again until it changes.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self.store: Final = store
        self.folder: Final = folder
        self.news: News | None = None
        self._seen: dict[str, Sighting] = {}
        self._memory = Memory.of(folder, store.folder)
        self._known: tuple[int, frozenset[str]] = (-1, frozenset())
        self._on_the_way: list[tuple[Import, Taken]] = []
        self._put_aside: frozenset[tuple[str, Stamp]] = frozenset()
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
        files = self._memory.files
        unread = [name for name, stamp in resting.items() if name not in files or files[name].stamp != stamp]
        packings = reads.packings(self.store) if unread else {}
        for name in unread:
            held = contents(self.folder, name, resting[name], self.store.folder, packings)
            if os.path.lexists(self.folder / name):
                files[name] = held
        if unread:
            self._memory.save()

    def _new(self, resting: Mapping[str, Stamp]) -> dict[str, Stamp]:
        answered = self._known_hashes() | self._memory.refused
        files = self._memory.files
        news = (name for name in resting if name in files and not files[name].tokens <= answered)
        return {name: resting[name] for name in sorted(news)}

    def _known_hashes(self) -> frozenset[str]:
        if self._known[0] != self.store.revision:
            self._known = (self.store.revision, answered_hashes(self.store))
        return self._known[1]

    @property
    def untaken(self) -> dict[str, Stamp]:
        """New files that are not on their way in."""
        underway = {file for _, taken in self._on_the_way for file in taken.files.items()}
        news = self.news or News()
        return {name: stamp for name, stamp in news.new.items() if (name, stamp) not in underway}

    @property
    def offered(self) -> dict[str, Stamp]:
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
        paths = [self.folder / name for name in sorted(files)]
        source = from_paths(paths, self.store.folder, reads.packings(self.store))
        return Taken(files, replace(source, files=self._named_within(source, gone)), gone)

    def _named_within(self, source: Source, gone: set[str]) -> Iterator[Found]:
        """Files under their names within the folder; what is away, with its watch, is left out."""
        start_of_all = os.path.join(self.folder, "")  # noqa: PTH118 - with the separator that ends it
        for found in source.files:
            name = found.file.name.removeprefix(start_of_all).replace(os.sep, "/")
            if isinstance(found.file, FileOutcome) and not os.path.lexists(self.folder / name):
                gone.add(name)
            else:
                yield replace(found, file=replace(found.file, name=name))

    def took(self, taken: Taken) -> None:
        """All of these were answered: what the store does not hold now gave nothing, and is not asked again."""
        files = self._memory.files
        tokens = [files[name].tokens for name in taken.files if name not in taken.gone and name in files]
        self._memory.refused |= frozenset().union(*tokens) - self._known_hashes()
        self._memory.save()

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
