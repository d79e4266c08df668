"""The open store: one DuckDB connection per process, one cursor per call, one writer at a time."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

import duckdb

from runstrong.config import DATABASE_NAME
from runstrong.errors import RunstrongError, StoreClosed
from runstrong.store import originals, trouble
from runstrong.store.connection import Cursor, connect

__all__ = ["Cursor", "Store"]

LONGEST_USE_S: Final = 60.0
"""So long a store that is to be closed waits for those who read it: a backup of ten years is the longest."""

STEP_S: Final = 5.0
"""So often at most, in the midst of many writes, everything is worked out anew for those who look on."""


class Store:
    """The runs of one data folder.

    Safe to share between threads: every call takes a cursor of its own (a connection used from two threads
    gives wrong answers silently), and `write` lets one thread in at a time.
    """

    def __init__(self, folder: Path, path: Path | None) -> None:
        """Open the database at `path`, None for one in memory; see `open`, `in_memory`, `open_beside`."""
        self.folder: Final = folder
        self._path = path
        self._one_writer = threading.Lock()
        self._comings_and_goings = threading.Condition()
        self._in_use, self._is_closed = 0, False
        self._here = threading.local()
        self._one_reopening = threading.Lock()
        self._writing = threading.local()
        self._spoilt: Cursor | None = None
        self._connection, self._dataset_id, self._revision = connect(path, folder)
        self._show()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the store in `folder`, made where there is none; StoreInUse, StoreTooNew or StoreDamaged if not."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise trouble.not_writable(folder) from error
        store = cls(folder, folder / DATABASE_NAME)
        try:
            store.clear_away_removed()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def in_memory(cls, folder: Path | None = None) -> Self:
        """A store that is gone when closed; without a folder it can keep no originals."""
        return cls(folder or Path(os.devnull), None)

    def clear_away_removed(self) -> None:
        """Take the originals of removed runs away: at opening, too, as a program may have been killed before."""
        with self.read() as cursor:
            gone = cursor.execute(
                "SELECT sha256 FROM removed WHERE with_file EXCEPT SELECT sha256 FROM activities"
            ).fetchall()
        for (sha256,) in gone:
            originals.remove(self.folder, sha256)

    @property
    def revision(self) -> int:
        """Rises with every write: an answer computed at one revision holds for as long as it stays."""
        return self._revision

    @property
    def shown_revision(self) -> int:
        """The state that answers are to know: the present one, or within `in_steps` one a few seconds old."""
        return self._shown_revision

    @contextmanager
    def in_steps(self) -> Iterator[None]:
        """What this thread writes meanwhile are many small steps of one thing.

        Were it all worked out anew with each of them, whoever looks at a page would wait for nothing else. What
        any other thread writes is known to all answers at once.
        """
        self._writing.in_steps = True
        try:
            yield
        finally:
            self._writing.in_steps = False
            self._show()

    def _show(self) -> None:
        self._shown_revision, self._shown_at = self._revision, time.monotonic()

    @property
    def is_writing(self) -> bool:
        """Whether this thread is inside `write`, and so sees what is no state of the store yet."""
        return getattr(self._writing, "cursor", None) is not None

    @property
    def dataset_id(self) -> str:
        """Made once per database, so that answers about two stores are never mixed up."""
        return self._dataset_id

    def cursor(self) -> Cursor:
        """A cursor for one call on one thread; close it, or better use `read` or `write`."""
        return self._sound_connection().cursor()

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """While this lasts, the store is not closed nor its folder exchanged; StoreClosed where it is already."""
        inside = getattr(self._here, "times", 0)
        with self._comings_and_goings:
            if self._is_closed and not inside:
                raise StoreClosed(trouble.CLOSED)
            self._in_use += 1
        self._here.times = inside + 1
        try:
            yield
        finally:
            self._here.times = inside
            with self._comings_and_goings:
                self._in_use -= 1
                self._comings_and_goings.notify_all()

    @contextmanager
    def read(self) -> Iterator[Cursor]:
        """A cursor that sees one moment of the store, or inside `write` what that has written so far."""
        inside: Cursor | None = getattr(self._writing, "cursor", None)
        if inside is not None:
            yield inside
            return
        with self._careful_cursor() as cursor:
            cursor.begin()
            yield cursor

    @contextmanager
    def write(self, *, is_news: bool = True) -> Iterator[Cursor]:
        """One transaction, all or nothing, that raises the revision; one inside another joins it.

        Only what changes no answer about the present day may be no news: then the revision stays.
        """
        inside: Cursor | None = getattr(self._writing, "cursor", None)
        if inside is not None:
            yield inside
            return
        with self._one_writer, self._careful_cursor() as cursor:
            self._writing.cursor = cursor
            try:
                cursor.begin()
                yield cursor
                self._commit(cursor, self._revision + is_news)
            finally:
                self._writing.cursor = None

    def _commit(self, cursor: Cursor, revision: int) -> None:
        cursor.execute("UPDATE meta SET revision = ?", [revision])
        cursor.commit()
        self._revision = revision
        if not getattr(self._writing, "in_steps", False) or time.monotonic() - self._shown_at >= STEP_S:
            self._show()

    @contextmanager
    def _careful_cursor(self) -> Iterator[Cursor]:
        """A cursor whose end undoes what was not committed, and whose troubles are sentences."""
        with self.kept_open(), trouble.in_plain_words(self.folder):
            connection = self._sound_connection()
            cursor = connection.cursor()
            try:
                yield cursor
            except duckdb.FatalException:
                self._spoilt = connection
                raise
            finally:
                # Closing rolls back; ROLLBACK itself raises after a commit that failed.
                cursor.close()

    def _sound_connection(self) -> Cursor:
        """The connection, made anew after DuckDB gave up on it (a checkpoint that found the disk full)."""
        if self._spoilt is self._connection:
            with self._one_reopening:
                if self._spoilt is self._connection:
                    self._connection.close()
                    self._connection, self._dataset_id, self._revision = connect(self._path, self.folder)
                    self._show()
        return self._connection

    def close(self) -> None:
        """Close the database file once nobody reads or writes it; another process may open it from now on.

        Raises RunstrongError, and leaves it open, when that takes too long.
        """
        with self._comings_and_goings:
            self._is_closed = True
            self._is_closed = self._comings_and_goings.wait_for(lambda: self._in_use == 0, LONGEST_USE_S)
        if not self._is_closed:
            raise RunstrongError(trouble.BUSY)
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
