"""Strength sessions that stand already, as the rules see them: what each asked of the legs, and when."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from runstrong.model.diary import SessionDone
from runstrong.model.exercise import Library
from runstrong.model.plan import PlannedExercise, PlannedRun, PlannedSession, Slot
from runstrong.strength.placing.placement import SLOT_HOURS, UNKNOWN_LENGTH_MIN, Placement, Work, slot_start

HEAVY_SETS: Final = 3
HEAVY_RIR: Final = 3
HEAVY_JUMPS: Final = 2
NOON: Final = 13


def stands(session: PlannedSession, library: Library, runs: Sequence[PlannedRun], *, is_new: bool) -> Placement:
    """A planned session once it stands; `is_new`: any leg work counts as hard."""
    start = slot_start(session.day, session.slot, runs)
    work = work_of(session, library, is_new=is_new)
    return Placement(
        session.day, session.slot, start, session.minutes, work, has_jumps(session.exercises, library)
    )


def work_of(session: PlannedSession, library: Library, *, is_new: bool) -> Work:
    """What a session asks of the body, by what is in it (cli.md on `heavy`)."""
    if not session.exercises:
        return "mobility" if session.focus == "mobility" else "hard_legs"
    work = [e for e in session.exercises if e.part not in ("warm_up", "mobility") and e.id in library.exercises]
    legs = [e for e in work if library.exercises[e.id].region == "lower"]
    if not legs:
        return "upper_core" if work else "mobility"
    hard = is_new or session.intensity == "heavy" or is_heavy(legs, library)
    return "hard_legs" if hard else "easy_legs"


def is_heavy(legs: Iterable[PlannedExercise], library: Library) -> bool:
    """Three leg sets at 3 in reserve or fewer, or a jump of level 2."""
    held = list(legs)
    hard_sets = sum(e.sets for e in held if e.rir is not None and e.rir <= HEAVY_RIR)
    jumps = any(library.exercises[e.id].plyometric >= HEAVY_JUMPS for e in held)
    return jumps or hard_sets >= HEAVY_SETS


def has_jumps(exercises: Iterable[PlannedExercise], library: Library) -> bool:
    """Whether there are jumps of any level among them."""
    return any(library.exercises[e.id].plyometric for e in exercises if e.id in library.exercises)


def recorded(lift: PlannedRun) -> SessionDone:
    """A strength session a watch recorded, of which only day, hour and length are known."""
    name = f"watch-{lift.day}"
    return SessionDone(
        name, lift.day, lift.start_hour, lift.minutes or UNKNOWN_LENGTH_MIN, None, None, (), "watch"
    )


def done(session: SessionDone, library: Library) -> Placement:
    """A session that was done where it lay: hard on the legs if it held any leg work, or nobody knows (cli.md)."""
    hour = session.start_hour if session.start_hour is not None else SLOT_HOURS["pm"]
    start = datetime.combine(session.day, time()) + timedelta(minutes=round(hour * 60))
    moves = [library.exercises[e.id] for e in session.exercises if e.id in library.exercises]
    regions = {move.region for move in moves if move.pattern not in ("warm_up", "mobility")}
    no_legs: Work = "upper_core" if regions else "mobility"
    work: Work = "hard_legs" if "lower" in regions or not moves else no_legs
    return Placement(
        session.day, slot_of(session), start, round(session.minutes), work, any(m.plyometric for m in moves)
    )


def slot_of(session: SessionDone) -> Slot:
    """The half of the day in which a session was done; the evening where its hour is unknown."""
    return "am" if session.start_hour is not None and session.start_hour < NOON else "pm"
