"""What can go wrong, in words a runner understands.

Trouble with a *file* is a value in the end: the importer turns the two refusals into an outcome row.
Trouble with a *request* is an exception whose message is the sentence shown to the person.
"""


class RunstrongError(Exception):
    """Something asked for cannot be done; the message is one plain sentence."""


class FileRefused(RunstrongError):
    """A file gives no activity; the message says why and what to do."""


class NotAnActivity(FileRefused):
    """A valid file that holds no training: settings, a planned workout, a course, monitoring, an empty track."""


class Unreadable(FileRefused):
    """A file that cannot be read: damaged, too large, locked, or not a watch file at all."""


class StoreInUse(RunstrongError):
    """Another process has the store open."""

    def __init__(self, pid: int | None) -> None:
        who = f"process {pid}" if pid is not None else "another process"
        super().__init__(f"Your runs are open in {who}: close that window or stop that program, then try again.")
        self.pid = pid


class StoreTooNew(RunstrongError):
    """The store was written by a newer version of this program."""


class StoreDamaged(RunstrongError):
    """The store's file cannot be opened as a database."""


class StoreClosed(RunstrongError):
    """The store was closed while somebody still asked it something; what lies in its place can be opened anew."""


class UnknownActivity(RunstrongError):
    """No activity bears the id that was asked for."""


class InvalidSetting(RunstrongError):
    """An athlete setting was given a value it cannot have."""


class UnknownSession(RunstrongError):
    """No strength session bears the id that was asked for."""


class InvalidEntry(RunstrongError):
    """Something typed into the diary cannot be: an unknown exercise, a number no body reaches, a day to come."""
