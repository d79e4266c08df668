"""Whose runs are open: the athlete's own, or the demo runner's as long as there are no own ones."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from runstrong.config import DEMO_FOLDER
from runstrong.store import reads
from runstrong.store.database import Store


@dataclass(slots=True)
class Workspace:
    """The open stores of one data folder. The demo runner lives apart and never mixes with own runs."""

    folder: Path
    own: Store
    demo: Store | None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what is there; raises StoreInUse, StoreTooNew or StoreDamaged."""
        own = Store.open(folder)
        has_demo = (folder / DEMO_FOLDER).is_dir()
        return cls(folder, own, Store.open(folder / DEMO_FOLDER) if has_demo else None)

    @property
    def store(self) -> Store:
        """The store to show: the athlete's own as soon as it holds an activity."""
        return self.demo if self.demo is not None and not reads.has_activities(self.own) else self.own

    @property
    def is_demo(self) -> bool:
        """Whether what is shown is the demo runner."""
        return self.store is self.demo

    @property
    def demo_folder(self) -> Path:
        """Where the demo runner lives."""
        return self.folder / DEMO_FOLDER

    def open_demo(self) -> Store:
        """The demo runner's store, made empty where there is none."""
        if self.demo is None:
            self.demo = Store.open(self.demo_folder)
        return self.demo

    def remove_demo(self) -> None:
        """Take the demo runner away, database and files; own runs are not touched."""
        if self.demo is not None:
            self.demo.close()
            self.demo = None
        shutil.rmtree(self.demo_folder, ignore_errors=True)

    def close(self) -> None:
        """Close every open store; raises RunstrongError, and leaves the own one open, while one is in long use."""
        for store in (self.demo, self.own):
            if store is not None:
                store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
