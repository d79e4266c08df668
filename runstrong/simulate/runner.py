"""Who is simulated: the truth about a body, its habits, its sensors and its home.

Defaults are the generator of the science notes (section B.9) with the day-to-day noise measured on real
runners. Everything an estimator is meant to find, or must not be fooled by, is a field here; what is worse than
B.9 is off unless asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

RunKind = Literal["easy", "recovery", "quality", "long", "race", "treadmill", "warm_up"]
GymKind = Literal["strength", "yoga"]
Oddity = Literal[
    "missed", "race", "treadmill", "warm_up_file", "no_heart_rate", "cadence_lock", "frozen_heart_rate", "ill"
]

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


@dataclass(frozen=True, slots=True)
class Body:
    """How heart rate answers speed: 78 + 24 v / (1 + gain) + drift + heat + the day, reached with a lag.

    `gain_pct` is the truth a trend should find: % more speed at the same heart rate, first day to last.
    Day effects are AR(1) over runs; `wander_bpm` is a random walk of the level in bpm per sqrt(week).
    `downhill_misfit` makes descents dearer than the standard cost of running says.

    Worse than B.9: `slow_share` of the answer comes with the lag `slow_s` (the second component of the kinetics);
    `curve` bends the line, in bpm per (m/s)^2 about an easy pace; `acclimatisation` is the share of the heat
    response lost once the last weeks were as warm; `midday_bpm` is higher at 14 h and lower at night;
    `day_dof` gives day effects the tails of a t distribution of the same spread.
    """

    gain_pct: float = 3.0
    gain_curve: Literal["linear", "sigmoid"] = "linear"
    standing_bpm: float = 78.0
    slope_bpm_per_mps: float = 24.0
    lag_s: float = 50.0
    lag_sd_s: float = 6.0
    drift_bpm_per_min: float = 0.08
    heat_bpm_per_c: float = 1.0
    day_sd_bpm: float = 4.5
    day_rho: float = 0.2
    wander_bpm: float = 0.0
    hr_rest_bpm: float = 50.0
    hr_max_bpm: float = 190.0
    downhill_misfit: float = 0.0
    slow_share: float = 0.0
    slow_s: float = 240.0
    curve: float = 0.0
    acclimatisation: float = 0.0
    midday_bpm: float = 0.0
    day_dof: float | None = None


@dataclass(frozen=True, slots=True)
class Habit:
    """What is usually done on one weekday: a kind of run, its minutes and the local hour it starts."""

    kind: RunKind
    minutes: float
    hour: float


FOUR_A_WEEK: Mapping[int, Habit] = MappingProxyType(
    {
        TUESDAY: Habit("easy", 48, 18.0),
        THURSDAY: Habit("quality", 54, 18.5),
        SATURDAY: Habit("easy", 44, 9.0),
        SUNDAY: Habit("long", 86, 8.5),
    }
)


@dataclass(frozen=True, slots=True)
class Pacing:
    """Speeds in m/s on the flat, and whether the runner holds them or (four fifths) holds a heart rate.

    `quality_gain_mps` and `easy_gain_mps` are mere habit: paces that change through the block without any gain.
    `gain_taken` is the share of a gain that is run out as speed; the rest shows as a lower heart rate.
    """

    easy_mps: float = 2.9
    quality_mps: float = 3.7
    quality_gain_mps: float = 0.0
    easy_gain_mps: float = 0.0
    race_mps: float = 3.85
    day_sd_mps: float = 0.08
    paced_by: Literal["speed", "heart_rate"] = "speed"
    gain_taken: float = 0.0


@dataclass(frozen=True, slots=True)
class Sensors:
    """What the watch adds: noise (SD), and the shares of runs with a locked or a frozen heart rate.

    `offset_bpm` is the sensor's own constant error; `under_read_bpm` what it misses per m/s beyond a brisk pace.
    `wrist_warmth` is the share by which skin draws the thermometer to 33 degC. Records are 1 to `longest_gap_s`
    seconds apart, and one in `heart_every` holds a heart rate.
    """

    strap: bool = True
    lock_share: float = 0.10
    lock_minutes: tuple[float, float] = (3.0, 10.0)
    frozen_share: float = 0.15
    speed_sd_mps: float = 0.08
    position_sd_m: float = 2.0
    altitude_sd_m: float = 0.15
    altitude: Literal["barometer", "gps"] = "barometer"
    offset_bpm: float = 0.0
    under_read_bpm: float = 0.0
    thermometer: bool = True
    wrist_warmth: float = 0.0
    longest_gap_s: int = 1
    heart_every: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where the runner lives, and the air temperature in degC from the block's first day to its last.

    `yearly_swing_c` adds a year's wave that is zero on the first day, with spring on the way up.
    """

    lat_deg: float = 48.1525
    lon_deg: float = 11.5915
    elevation_m: float = 510.0
    time_zone: str = "Europe/Berlin"
    season_c: tuple[float, float] = (8.0, 20.0)
    yearly_swing_c: float = 0.0


@dataclass(frozen=True, slots=True)
class Runner:
    """A runner with known truth over `weeks` weeks; the same seed and last day give the same files.

    `odd_days` and `gym` are keyed by (week from 1, weekday): what happened on that one day.
    `missed_share` is the chance that any other run does not take place. `history_weeks` of the same life, without
    any gain, come before the block and leave it as it is. `new_habits` and `new_sensors` replace the old ones
    from a week (from 1) on.
    """

    seed: int = 1
    weeks: int = 10
    history_weeks: int = 0
    habits: Mapping[int, Habit] = field(default_factory=lambda: FOUR_A_WEEK)
    odd_days: Mapping[tuple[int, int], Oddity] = field(default_factory=dict)
    gym: Mapping[tuple[int, int], GymKind] = field(default_factory=dict)
    missed_share: float = 0.0
    body: Body = Body()
    pacing: Pacing = Pacing()
    sensors: Sensors = Sensors()
    place: Place = Place()
    new_habits: tuple[int, Mapping[int, Habit]] | None = None
    new_sensors: tuple[int, Sensors] | None = None

    def in_week(self, week: int) -> "Runner":
        """The runner with the habits and sensors of one week, counted from 0."""
        changes: dict[str, Any] = {}
        if self.new_habits is not None and week + 1 >= self.new_habits[0]:
            changes["habits"] = self.new_habits[1]
        if self.new_sensors is not None and week + 1 >= self.new_sensors[0]:
            changes["sensors"] = self.new_sensors[1]
        return replace(self, **changes) if changes else self
