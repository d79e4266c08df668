"""Folders to work in, inside the data folder: empty at first, gone in the end, for one at a time."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from runstrong.store import trouble


class Bench:
    """A folder of that name in every data folder, of which nothing lasts that is not moved away."""

    def __init__(self, name: str) -> None:
        """Nothing is made before `cleared`."""
        self.name: Final = name
        self._one_at_a_time = threading.Lock()

    @contextmanager
    def cleared(self, folder: Path) -> Iterator[Path]:
        """The bench in `folder`, empty: what a killed program left there is cleared away.

        Raises RunstrongError where it cannot be made.
        """
        bench = folder / self.name
        with self._one_at_a_time:
            shutil.rmtree(bench, ignore_errors=True)
            try:
                _make(bench)
                yield bench
            finally:
                shutil.rmtree(bench, ignore_errors=True)

    @contextmanager
    def unused(self) -> Iterator[None]:
        """Nobody works on it for as long as this lasts."""
        with self._one_at_a_time:
            yield


def _make(bench: Path) -> None:
    try:
        bench.mkdir(parents=True)
    except OSError as error:
        raise trouble.at_writing(error, bench.parent) from error
