"""The whole store derived again from the original files, beside the old one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from runstrong.errors import RunstrongError, StoreDamaged, Unreadable
from runstrong.importing.intake import bulk
from runstrong.importing.progress import Progress
from runstrong.importing.sources import from_members
from runstrong.ingest.archive import Member
from runstrong.model.outcome import FileOutcome
from runstrong.store import originals
from runstrong.store.database import Store
from runstrong.store.own import OwnAnswers, own_answers, restore_answers
from runstrong.store.rebuilt import drop_beside, open_beside, take_place

CHANGED: Final = "Runs or answers were changed while this went on, so everything stays as it was: do it again."


def rebuild(
    folder: Path,
    *,
    tell: Callable[[Progress], None] = lambda _: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Iterator[FileOutcome]:
    """Derive the whole store again from the originals; settings and the runner's own marks are kept.

    The new store is built beside the old one and takes its place only when it is whole, so that one which is
    interrupted or stopped changes nothing. `tell` hears how far it is, `is_stopped` is asked between files.
    Raises StoreInUse when the dashboard has the store open, and RunstrongError when it was meanwhile and something
    was changed in it.
    """
    own, revision = _own_answers(folder)
    with ExitStack() as at_the_end:
        with open_beside(folder) as fresh:
            at_the_end.callback(drop_beside, folder)
            restore_answers(fresh, own)
            # In the order in which they first came in, so that every file's history reads as it did.
            arrived = {sha256: number for number, sha256 in enumerate(own.names)}
            order = sorted(originals.all_hashes(folder), key=lambda one: arrived.get(one, len(arrived)))
            files = (_original(folder, sha256, own.names.get(sha256, sha256[:12])) for sha256 in order)
            yield from bulk(fresh, from_members(files, len(order)), tell=tell, is_stopped=is_stopped)
        if is_stopped():
            return
        if _own_answers(folder) != (own, revision):
            raise RunstrongError(CHANGED)
        take_place(folder)


def _own_answers(folder: Path) -> tuple[OwnAnswers, int]:
    """What the runner said, as far as the old store can still be opened, and at which revision of it."""
    try:
        with Store.open(folder) as old:
            return own_answers(old), old.revision
    except StoreDamaged:
        return OwnAnswers(), 0


def _original(folder: Path, sha256: str, name: str) -> Member:
    try:
        return Member(name, originals.get(folder, sha256), None)
    except Unreadable as trouble:
        return Member(name, None, str(trouble))
