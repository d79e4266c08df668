"""What the runner did and said: strength sessions and their sets, how the body is, what the coming days hold."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from runstrong.model.plan import DayKind

SessionSource = Literal["log", "watch"]


@dataclass(frozen=True, slots=True)
class SetDone:
    """One set as it went: repetitions or seconds, kg beside the body's own (None: unknown), reps in reserve."""

    reps: int | None = None
    seconds: int | None = None
    load_kg: float | None = None
    rir: int | None = None


@dataclass(frozen=True, slots=True)
class ExerciseDone:
    """The sets of one exercise in one session, in order."""

    id: str
    sets: tuple[SetDone, ...]


@dataclass(frozen=True, slots=True)
class SessionDone:
    """A strength session that was done.

    `id` is the planned session's, `free-…` for one that was not planned, or the activity's for one a watch
    recorded. `rpe` is the session's effort 0-10, `soreness` 0-10 as said with it. `as_planned`: one tap, no sets
    written down; `exercises` then holds what was planned. A watch's session may hold no exercises at all.
    """

    id: str
    day: date
    start_hour: float | None
    minutes: float
    rpe: float | None
    soreness: int | None
    exercises: tuple[ExerciseDone, ...]
    source: SessionSource
    as_planned: bool = False


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What the runner says about a session as they log it; `exercises` None: all of it as planned.

    `minutes` and `start_hour` None: as long as planned, and nobody knows when.
    """

    exercises: tuple[ExerciseDone, ...] | None = None
    rpe: float | None = None
    soreness: int | None = None
    minutes: float | None = None
    start_hour: float | None = None


@dataclass(frozen=True, slots=True)
class Checkin:
    """How the body is on a day: soreness 0-10; `ill` True from this day on, False well from this day on."""

    day: date
    soreness: int | None = None
    ill: bool | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the runner knows about a day: the kind of its run, or `none`; minutes where they said so."""

    day: date
    kind: DayKind | Literal["none"]
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Diary:
    """Everything a plan learns from the runner, each ascending by day; the last word on a day is kept."""

    sessions: tuple[SessionDone, ...] = ()
    checkins: tuple[Checkin, ...] = ()
    expectations: tuple[Expectation, ...] = ()


@dataclass(frozen=True, slots=True)
class Spike:
    """A run longer than any of the 30 days before it, by `ratio` of their distances (science A.8)."""

    day: date
    start_hour: float
    ratio: float


@dataclass(frozen=True, slots=True)
class RecentLoad:
    """How the running of late compares with the usual, as far as it softens strength work (science D.6).

    `spikes` of the last 14 days. `usual_ratio` is the mean daily load of the last 7 days over that of the 21
    before (A.7), `peak_ratio` the last 7 days' load over the largest 7 days of the 12 weeks before; None where too
    little is known. `gap_days` counts the days since the last run, None without any.
    """

    spikes: tuple[Spike, ...] = ()
    usual_ratio: float | None = None
    peak_ratio: float | None = None
    gap_days: int | None = None
