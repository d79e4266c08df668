"""A session made shorter on the day: what is worth least goes first, and a sensible warm-up stays."""

from collections.abc import Sequence
from dataclasses import replace

from runstrong.model.exercise import Library
from runstrong.model.plan import PlannedSession
from runstrong.strength.dosing import effort, jumps
from runstrong.strength.dosing.fit import TOLERANCE, shrink
from runstrong.strength.dosing.pieces import Piece, total_s
from runstrong.strength.dosing.warmup import moves_and_rounds
from runstrong.strength.safety import Choice


def shorter(session: PlannedSession, minutes: int, library: Library) -> PlannedSession:
    """The session cut to `minutes` in order of value; unchanged where it is as short already."""
    if minutes >= session.minutes:
        return session
    pieces = _pieces(session, library)
    moves, rounds = moves_and_rounds(minutes)
    opening = [piece for piece in pieces if piece.planned.part == "warm_up"][:moves]
    opening = [piece.with_sets(min(piece.sets, rounds)) for piece in opening]
    main = sorted((p for p in pieces if p.planned.part != "warm_up"), key=lambda piece: piece.planned.value)
    kept = shrink(main, minutes * 60 * (1 + TOLERANCE) - total_s(opening))
    return _packed(session, [*opening, *sorted(kept, key=lambda piece: piece.order)])


def _pieces(session: PlannedSession, library: Library) -> list[Piece]:
    """The session's exercises as pieces that can only shrink."""
    known = ((place, e, library.exercises.get(e.id)) for place, e in enumerate(session.exercises))
    return [Piece(Choice(found), e, 1, e.sets, place) for place, e, found in known if found]


def _packed(session: PlannedSession, pieces: Sequence[Piece]) -> PlannedSession:
    still_heavy = session.intensity != "heavy" or effort.is_heavy(pieces)
    return replace(
        session,
        minutes=round(total_s(pieces) / 60),
        focus=effort.focus(pieces),
        intensity=session.intensity if still_heavy else "moderate",
        foot_contacts=jumps.total(pieces),
        exercises=tuple(piece.planned for piece in pieces),
    )
