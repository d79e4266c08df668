"""One simulated activity: what the watch wrote down, and beside it the truth it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from runstrong.model.arrays import BoolArray, FloatArray, IntArray
from runstrong.model.recording import StrengthSet
from runstrong.simulate.runner import GymKind, Oddity, RunKind

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the project keeps UTC naive


def utc_seconds(local: datetime, utc_offset_s: int) -> float:
    """A naive local time as seconds from 1970 UTC."""
    return (local - EPOCH).total_seconds() - utc_offset_s


@dataclass(frozen=True, slots=True)
class Truth:
    """What an estimator should find: (n,) speed, grade-equivalent speed (m/s) and heart rate without any fault.

    `gain` is the fraction gained so far in speed at the same heart rate; `day_bpm` the day's offset, of which
    `level_bpm` is here to stay.
    """

    speed_mps: FloatArray
    equivalent_mps: FloatArray
    hr_bpm: FloatArray
    gain: float
    day_bpm: float
    level_bpm: float
    air_c: float

    def at(self, rows: BoolArray) -> "Truth":
        """The same truth for some rows only."""
        return replace(
            self,
            speed_mps=self.speed_mps[rows],
            equivalent_mps=self.equivalent_mps[rows],
            hr_bpm=self.hr_bpm[rows],
        )


@dataclass(frozen=True, slots=True)
class SimulatedActivity:
    """A run or a session in the gym as one watch recorded it.

    `t_s` (n,) counts elapsed seconds and jumps over `pauses` (stop, restart). `columns` bear the names and units
    of `model.track.COLUMNS`, (n,) each, NaN where the watch wrote nothing. `lap_rows` are the rows at which laps
    begin. `truth` is None for what is no run.
    """

    kind: RunKind | GymKind
    oddity: Oddity | None
    local_start: datetime
    utc_offset_s: int
    strap: bool
    t_s: FloatArray
    columns: Mapping[str, FloatArray]
    pauses: tuple[tuple[float, float], ...]
    lap_rows: IntArray
    truth: Truth | None
    sets: tuple[StrengthSet, ...] = ()

    @property
    def sport(self) -> str:
        """FIT's word for the sport."""
        return "training" if self.kind in ("strength", "yoga") else "running"

    @property
    def sub_sport(self) -> str:
        """FIT's word for the sub sport."""
        return {"strength": "strength_training", "yoga": "yoga", "treadmill": "treadmill"}.get(
            self.kind, "generic"
        )

    @property
    def start_utc_s(self) -> float:
        """Start in seconds from 1970 UTC."""
        return utc_seconds(self.local_start, self.utc_offset_s)

    @property
    def utc_s(self) -> FloatArray:
        """(n,) seconds from 1970 UTC of every record."""
        return self.start_utc_s + self.t_s

    @property
    def name(self) -> str:
        """The name of its file, without the ending: the local start, as watches do."""
        return f"{self.local_start:%Y-%m-%d-%H-%M-%S}"

    def timer_s(self, first: int = 0, last: int = -1) -> float:
        """Seconds between two rows with the pauses left out."""
        begin, end = self.t_s[first], self.t_s[last]
        paused = sum(restart - stop for stop, restart in self.pauses if begin <= stop and restart <= end)
        return float(end - begin - paused)
