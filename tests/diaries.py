"""Diaries and needs in a line each, for tests of what the log changes."""

from collections.abc import Sequence
from datetime import date, timedelta

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Diary, ExerciseDone, SessionDone, SetDone
from runstrong.model.exercise import Exercise
from runstrong.strength.dosing.need import Need
from tests.runners import MONDAY, shipped


def exercise(name: str) -> Exercise:
    return shipped().exercises[name]


def need(phase: str = "foundation", **given: object) -> Need:
    """A need on the Monday of the tests; settings of the runner go by their own names."""
    own = {name: given.pop(name) for name in list(given) if name in Preferences.__dataclass_fields__}
    return Need(Preferences(**own), phase, **{"today": MONDAY, **given})  # type: ignore[arg-type]


def session(day: date, *done: ExerciseDone) -> SessionDone:
    return SessionDone(f"on-{day}", day, 18, 30, 6, None, done, "log")


def sets(name: str, amounts: Sequence[int], kg: float | None = None, rir: int | None = None) -> ExerciseDone:
    held = exercise(name).measure == "seconds"
    return ExerciseDone(name, tuple(SetDone(None if held else n, n if held else None, kg, rir) for n in amounts))


def diary(*done: ExerciseDone, every: int = 3, today: date = MONDAY) -> Diary:
    """Each of `done` in a session of its own, the last one `every` days ago."""
    days = [today - timedelta(days=every * back) for back in range(len(done), 0, -1)]
    return Diary(sessions=tuple(session(day, one) for day, one in zip(days, done, strict=True)))


def weeks_before(weeks: int, *done: ExerciseDone, today: date = MONDAY) -> Diary:
    """The same session once a week."""
    days = [today - timedelta(weeks=back) for back in range(weeks, 0, -1)]
    return Diary(sessions=tuple(session(day, *done) for day in days))
