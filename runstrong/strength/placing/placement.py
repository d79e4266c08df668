"""When runs and strength sessions lie, to the minute, and what they ask of the legs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from runstrong.model.plan import PlannedRun, Slot

Work = Literal["hard_legs", "easy_legs", "upper_core", "mobility"]
"""What a session asks of the body. `hard_legs` is leg work that is heavy, or new to the runner."""

SLOT_HOURS: Final[Mapping[Slot, int]] = {"am": 8, "pm": 18}
UNKNOWN_LENGTH_MIN: Final = 60.0


@dataclass(frozen=True, slots=True)
class Placement:
    """A strength session as the rules see it: where it lies, its minutes, what it asks of the body."""

    day: date
    slot: Slot
    start: datetime
    minutes: int
    work: Work
    jumps: bool = False

    @property
    def uses_legs(self) -> bool:
        """Whether it holds any leg work."""
        return self.work in ("hard_legs", "easy_legs")


@dataclass(frozen=True, slots=True)
class Ask:
    """What a session of one size asks for, before it has a place."""

    work: Work
    minutes: int
    jumps: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies around a session.

    `unaccustomed` runners need longer before key runs, sore legs until `sore_until` longer still. `others` is
    cross-training that tires the legs. After an illness legs rest until `no_legs_until`. `is_master`: 50 years
    and over.
    """

    week_start: date
    runs: tuple[PlannedRun, ...]
    sessions: tuple[Placement, ...]
    unaccustomed: bool
    others: tuple[PlannedRun, ...] = ()
    sore_until: datetime | None = None
    is_ill: bool = False
    no_legs_until: datetime | None = None
    is_master: bool = False

    def on(self, day: date) -> list[PlannedRun]:
        """The runs of one day."""
        return [run for run in self.runs if run.day == day]

    @property
    def races(self) -> list[PlannedRun]:
        """The races, run or to come."""
        return [run for run in self.runs if run.kind == "race"]


def run_start(run: PlannedRun) -> datetime:
    """When a run starts, to the minute."""
    return datetime.combine(run.day, time()) + timedelta(minutes=round(run.start_hour * 60))


def run_end(run: PlannedRun) -> datetime:
    """When a run ends; an hour is assumed where its length is unknown."""
    return run_start(run) + timedelta(minutes=round(run.minutes or UNKNOWN_LENGTH_MIN))


def is_key(run: PlannedRun) -> bool:
    """Whether a run is, or can well turn out to be, a quality run, a long run or a race."""
    return bool({run.kind, run.may_be} & {"quality", "long", "race"})


def is_quality(run: PlannedRun) -> bool:
    """Whether a run is, or can well turn out to be, a quality run or a race."""
    return bool({run.kind, run.may_be} & {"quality", "race"})


def slot_start(day: date, slot: Slot, runs: Sequence[PlannedRun]) -> datetime:
    """08:00 or 18:00; an evening session waits for the end of the day's last run."""
    nominal = datetime.combine(day, time(SLOT_HOURS[slot]))
    ends = [run_end(run) for run in runs if run.day == day] if slot == "pm" else []
    return max([nominal, *ends])


def placement(day: date, slot: Slot, ask: Ask, around: Surroundings) -> Placement:
    """A session in one half of a day, as the rules see it."""
    return Placement(day, slot, slot_start(day, slot, around.runs), ask.minutes, ask.work, ask.jumps)


def hours(earlier: datetime, later: datetime) -> float:
    """Hours from one moment to another."""
    return (later - earlier) / timedelta(hours=1)
