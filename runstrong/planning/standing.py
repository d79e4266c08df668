"""Which planned sessions stand whatever the planner would do today: done, missed, or put there by the runner."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from runstrong.model.diary import SessionDone
from runstrong.model.plan import PlannedSession, SessionStatus


def standing(
    shown: Sequence[PlannedSession], done: Sequence[SessionDone], today: date
) -> Iterator[PlannedSession]:
    """The shown sessions a plan made on `today` may not touch, with what became of them.

    Those are the ones whose day is gone by, that were done, or that the runner moved, swapped or skipped. What a
    watch recorded on the day of a planned session is that session. `done` is the diary: each session once, none
    after `today`.
    """
    days = {session.id: session.day for session in done if session.source == "log"}
    recorded = Counter(session.day for session in done if session.source == "watch")
    # A day's recording belongs to a session still planned there before it belongs to one that was skipped.
    for session in sorted(shown, key=lambda session: (session.day, session.status == "skipped", session.slot)):
        if session.id in days:
            yield replace(session, day=days[session.id], status="done")
        elif recorded[session.day]:
            recorded[session.day] -= 1
            yield replace(session, status="done")
        elif session.day < today or session.pinned:
            yield replace(session, status=_undone(session, today))


def _undone(session: PlannedSession, today: date) -> SessionStatus:
    """What became of a session that was not done."""
    return "missed" if session.status == "planned" and session.day < today else session.status
