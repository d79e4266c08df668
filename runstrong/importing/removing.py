"""One run removed for good, as if it had never come; and a removed file let in again."""

from datetime import date
from typing import Final

from runstrong.errors import RunstrongError
from runstrong.importing.intake import bulk
from runstrong.importing.keeping import one_at_a_time
from runstrong.importing.matching import Circle
from runstrong.importing.merging import settle
from runstrong.importing.retelling import retold
from runstrong.importing.sources import from_members
from runstrong.ingest.archive import Member
from runstrong.store import originals, removed
from runstrong.store.copies import COPYING
from runstrong.store.database import Store
from runstrong.store.pairs import said
from runstrong.store.removed import Going, RemovedFile

STAYS_OUT: Final = "The same file, imported again, does not bring it back."
CHANGED: Final = "Its files have changed meanwhile, so nothing was removed: look at the run again."


def what_goes(seen: Going) -> list[str]:
    """Everything that removing a run takes away, one line each."""
    gone = [name for name in seen.files if name not in seen.staying]
    lines = ["its figures, curves and laps, and what you said about it"]
    if gone:
        copies = "the copy kept here of the file" if len(gone) == 1 else "the copies kept here of the files"
        lines.append(f"{copies} it is from: {', '.join(gone)}")
    return lines


def what_stays(seen: Going) -> list[str]:
    """What removing a run leaves, in sentences."""
    kept = [f"The copy of {name} stays, as it holds another activity, too." for name in seen.staying]
    return [*kept, "Your own files are not touched; a backup or an export from before still holds the run."]


def remove(store: Store, seen: Going, day: date) -> None:
    """Remove a run, all of its files together, as the runner has `seen` that they would go, on their own `day`.

    First the store forgets it, then its originals go: should the program be killed between, they do when the store
    is opened again. A backup that is being written comes first, as it is one moment of both. Raises RunstrongError
    or UnknownActivity, and then nothing is removed.
    """
    with store.kept_open(), COPYING.unused(), one_at_a_time:
        if removed.going(store, seen.ids[0]) != seen:
            raise RunstrongError(CHANGED)
        circle = Circle(store, said(store))
        circle.take_in(seen.ids)
        circle.take_in(removed.beside(store, circle.there))
        circle.leave(seen.ids)
        settled = settle(circle, circle.families(circle.there))
        removed.remove(store, seen.ids, settled.changes(circle), retold(store, circle), day)
        store.clear_away_removed()


def take_back(store: Store, file: RemovedFile) -> None:
    """Let a removed file in when it comes again; one that is still kept comes in at once.

    Raises Unreadable where that one is damaged.
    """
    if file.is_gone:
        with one_at_a_time:
            removed.forget(store, file.sha256)
        return
    kept = Member(file.name, originals.get(store.folder, file.sha256))
    for _ in bulk(store, from_members([kept], 1), again=True):
        pass
