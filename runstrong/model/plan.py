"""A week of runs and strength sessions that can explain itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

RunSource = Literal["recorded", "expected", "planned"]
DayKind = Literal["easy", "quality", "long", "race", "other"]
Slot = Literal["am", "pm"]
Focus = Literal["lower", "upper", "core", "full", "mobility"]
Intensity = Literal["heavy", "moderate", "light"]
Phase = Literal["foundation", "strength", "power", "maintenance", "taper", "return"]
SessionStatus = Literal["planned", "done", "missed", "skipped"]
Part = Literal["warm_up", "jumps", "strength", "core", "feet", "mobility"]


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """A run of the week: done (`recorded`), expected from habit with its probability, or typed in.

    `start_hour` is the usual or recorded local hour, 0-24, for the hour rules. `may_be` is a second kind that an
    expected run can well turn out to be; a plan must hold for both. `distance_m` is known for what was run.
    `sport` is FIT's word; other than running only for what an outlook holds beside its runs.
    """

    day: date
    kind: DayKind
    source: RunSource
    probability: float
    minutes: float | None
    start_hour: float
    distance_m: float | None = None
    may_be: DayKind | None = None
    sport: str = "running"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a week and the days around it hold, for rules that look beyond Monday and Sunday.

    `runs` reach from 14 days before `week_start` to 3 days after its week. `lifts` are strength
    sessions a watch recorded (kind `other`). `others` is recorded cross-training that tires the legs (kind
    `other`, with its sport): heavy leg work waits 24 h after it (science C.6). `enough_history` is False below 6
    runs or 21 days; `note` says so. `rhythm` says by what the days are guessed where it is not the week.
    """

    week_start: date
    runs: tuple[PlannedRun, ...]
    enough_history: bool
    note: str
    lifts: tuple[PlannedRun, ...] = ()
    others: tuple[PlannedRun, ...] = ()
    rhythm: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """How often the forecast was right about a day being a run day, in weeks it had not seen.

    `days` were guessed, in `weeks` weeks; `days_right` by the forecast, `same_weekday_right` by "as on the same
    weekday a week before". `text` says it to the runner, "" with nothing to guess from.
    """

    days_right: int
    days: int
    same_weekday_right: int
    weeks: int
    text: str


@dataclass(frozen=True, slots=True)
class PlannedExercise:
    """One exercise's dose: whole `reps` or `seconds` (never both), rest in s, `rir` = reps left in reserve.

    `equipment` is the kit it needs of what the runner has. `part` is where in the session it lies, `value` its
    place in order of worth (1 goes last when time is short). `because` says why this much, where the log knew.
    """

    id: str
    name: str
    sets: int
    reps: int | None
    seconds: int | None
    per_side: bool
    load_kg: float | None
    rir: int | None
    rest_s: int
    equipment: tuple[str, ...]
    cues: tuple[str, ...] = ()
    part: Part = "strength"
    value: int = 1
    because: str = ""


@dataclass(frozen=True, slots=True)
class PlacedBy:
    """A rule that put a session where it is: its id, the numbers it saw, and the strength of its evidence."""

    rule: str
    text: str
    evidence: str
    numbers: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One strength session on one day, with its reasons, the place that came second, and what would change it.

    `pinned`: the runner moved, swapped or skipped it; the planner leaves it where it is and names what it breaks.
    """

    id: str
    day: date
    slot: Slot
    focus: Focus
    intensity: Intensity
    minutes: int
    foot_contacts: int
    exercises: tuple[PlannedExercise, ...]
    reasons: tuple[PlacedBy, ...]
    changes_if: tuple[str, ...]
    status: SessionStatus = "planned"
    runner_up: str = ""
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class NotPlanned:
    """Something the plan leaves out, and the plain reason."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """Seven days of runs and strength sessions. The same inputs give the same plan, byte for byte.

    `reasons` are those of the whole week: its phase, a deload, whatever softened it.
    """

    week_start: date
    today: date
    phase: Phase
    week_of_block: int
    deload: bool
    runs: tuple[PlannedRun, ...]
    sessions: tuple[PlannedSession, ...]
    left_out: tuple[NotPlanned, ...]
    notices: tuple[str, ...]
    reasons: tuple[PlacedBy, ...] = ()
