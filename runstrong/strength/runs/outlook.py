"""What the week's running looks like: recorded days as they were, the days to come from habit (science D.4)."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final, Literal

from runstrong.model.facts import Run
from runstrong.model.plan import DayKind, Outlook, PlannedRun

DAY: Final = timedelta(days=1)
WEEKS: Final = 10
HALF_LIFE_WEEKS: Final = 3.0
LIKELY: Final = 0.5
PERHAPS: Final = 0.35
"""From here on a run or a kind is reckoned with: whatever satisfies the rules with it satisfies them without."""

THIN_SHARE: Final = 0.4
THIN_WEIGHT: Final = 0.25
"""Weeks below 40 % of the usual minutes (holiday, illness) count a quarter: the weight is ours."""

ENOUGH_RUNS: Final = 6
ENOUGH_DAYS: Final = 21
LOOK_BACK_DAYS: Final = 14
LOOK_AHEAD_DAYS: Final = 10

Half = Literal["am", "pm"]
Weighted = tuple[float, Run]


def outlook(runs: Sequence[Run], week_start: date, today: date) -> Outlook:
    """The runs around the week that starts on `week_start`, as far as they are known on `today`.

    `runs` may hold every sport; only runs count, and recorded strength sessions become `lifts`. Runs reach from 14
    days before the week to 3 days after it, because rules look beyond both ends. Days gone by, and today once
    something is recorded, hold what was run; later days what habit forecasts, from a probability of 0.35 on.
    """
    known = [run for run in runs if run.summary.clock_ok and run.summary.local_day <= today]
    running = [run for run in known if run.summary.sport == "running"]
    first, last = week_start - DAY * LOOK_BACK_DAYS, week_start + DAY * (LOOK_AHEAD_DAYS - 1)
    near = [run for run in known if first <= run.summary.local_day <= last]
    recorded = [_recorded(run, run.score.kind) for run in near if run.summary.sport == "running"]
    lifts = [_recorded(run, "other") for run in near if run.summary.sub_sport == "strength_training"]
    habit = _Habit.of(running, week_start, today)
    note = habit.shortfall()
    expected = [] if note else [run for day in _days(max(today, first), last) for run in habit.forecast(day)]
    around = sorted(recorded + expected, key=_order)
    return Outlook(
        week_start, tuple(around), enough_history=not note, note=note, lifts=tuple(sorted(lifts, key=_order))
    )


def _order(run: PlannedRun) -> tuple[date, float, str]:
    return run.day, run.start_hour, run.kind


def _days(first: date, last: date) -> Iterator[date]:
    return (first + DAY * offset for offset in range((last - first).days + 1))


def _recorded(run: Run, kind: DayKind) -> PlannedRun:
    distance = run.summary.facts.distance_m
    return PlannedRun(run.summary.local_day, kind, "recorded", 1.0, _minutes(run), round(_hour(run), 2), distance)


def _minutes(run: Run) -> float | None:
    facts = run.summary.facts
    seconds = facts.timer_s or facts.moving_s or facts.elapsed_s
    return None if seconds is None else round(seconds / 60, 1)


def _hour(run: Run) -> float:
    start = run.summary.local_start
    return start.hour + start.minute / 60 + start.second / 3600


def _half(run: Run) -> Half:
    """The half of the day a run belongs to, so that the two runs of a double day are two habits."""
    return "am" if run.summary.local_start.hour < 12 else "pm"


@dataclass(frozen=True, slots=True)
class _Habit:
    """The ten weeks before `anchor`, by day. Days before `first` (the first run ever) are unknown, not rest."""

    anchor: date
    today: date
    first: date
    by_day: dict[date, list[Run]]
    thin: frozenset[int]

    @classmethod
    def of(cls, runs: Sequence[Run], week_start: date, today: date) -> "_Habit":
        """Read the habit; for a week further ahead the ten weeks still end with the one `today` lies in."""
        ahead = max(0, (week_start - today - DAY).days // 7)
        anchor = week_start - DAY * 7 * ahead
        first = min((run.summary.local_day for run in runs), default=today)
        by_day: dict[date, list[Run]] = {}
        for run in runs:
            if anchor - DAY * 7 * WEEKS <= run.summary.local_day:
                by_day.setdefault(run.summary.local_day, []).append(run)
        return cls(anchor, today, first, by_day, _thin_weeks(by_day, anchor, first, today))

    def shortfall(self) -> str:
        """Why there is too little history to forecast from, in one sentence; empty where there is enough."""
        runs = sum(len(held) for held in self.by_day.values())
        days = (self.today - min(self.by_day)).days if self.by_day else 0
        if runs >= ENOUGH_RUNS and days >= ENOUGH_DAYS:
            return ""
        some = f"is {runs} run" if runs == 1 else f"are {runs} runs"
        so_far = f"{some} in the last ten weeks" if runs else "are no runs of late"
        return (
            f"There {so_far}: too few to know your usual days, so this is a gentle starter plan. "
            "It follows your runs once there are 6 of them over 3 weeks."
        )

    def forecast(self, day: date) -> list[PlannedRun]:
        """The runs habit expects on `day`; none on a day on which something is already recorded."""
        if day in self.by_day:
            return []
        observed = self._same_weekdays(day)
        ran = [(weight, run) for weight, past in observed for run in self.by_day.get(past, [])]
        ran_weight = sum(weight for weight, past in observed if past in self.by_day)
        p_run = _share(ran_weight, sum(weight for weight, _ in observed))
        if p_run < PERHAPS:
            return []
        halves: dict[Half, list[Weighted]] = {}
        for weight, run in ran:
            halves.setdefault(_half(run), []).append((weight, run))
        parts = {half: self._weight_of_days(held) / ran_weight for half, held in halves.items()}
        most = max(parts.values())
        expected = [half for half in sorted(parts) if parts[half] == most or parts[half] * p_run >= PERHAPS]
        return [_expected(day, p_run * parts[half], halves[half]) for half in expected]

    def _same_weekdays(self, day: date) -> list[tuple[float, date]]:
        """The observed days of the ten weeks that share `day`'s place in the week, each with its weight."""
        offset = (day - self.anchor).days % 7
        days = [(age, self.anchor + DAY * (offset - 7 * (age + 1))) for age in range(WEEKS)]
        seen = [(age, past) for age, past in days if self.first <= past < self.today or past in self.by_day]
        return [(self._weight(age), past) for age, past in seen]

    def _weight(self, age_weeks: int) -> float:
        recent: float = 0.5 ** (age_weeks / HALF_LIFE_WEEKS)
        return recent * (THIN_WEIGHT if age_weeks in self.thin else 1.0)

    def _weight_of_days(self, held: Iterable[Weighted]) -> float:
        return sum({run.summary.local_day: weight for weight, run in held}.values())


def _share(part: float, whole: float) -> float:
    """A share drawn half a week towards one half, so that one week alone proves nothing (D.4)."""
    return (part + 0.5) / (whole + 1)


def _thin_weeks(by_day: dict[date, list[Run]], anchor: date, first: date, today: date) -> frozenset[int]:
    """The ages of whole observed weeks with less than 40 % of the usual (median) minutes."""
    minutes: dict[int, float] = {}
    for age in range(WEEKS):
        start = anchor - DAY * 7 * (age + 1)
        if first <= start and start + DAY * 7 <= today:
            week = (run for day in _days(start, start + DAY * 6) for run in by_day.get(day, []))
            minutes[age] = sum(_minutes(run) or 0.0 for run in week)
    usual = median(minutes.values()) if minutes else 0.0
    return frozenset(age for age, held in minutes.items() if held < THIN_SHARE * usual)


def _expected(day: date, probability: float, held: Sequence[Weighted]) -> PlannedRun:
    """The run that habit expects: its kind, the other kind it may turn out to be, its length and its hour."""
    kinds = _kinds(held)
    kind: DayKind = kinds[0][1] if kinds and kinds[0][0] >= LIKELY else "easy"
    other = next((name for _, name in kinds if name != kind), None)
    lengths = [(weight, length) for weight, run in held if (length := _minutes(run)) is not None]
    minutes = _weighted_median(lengths) if lengths else None
    return PlannedRun(day, kind, "expected", round(probability, 3), minutes, _usual_hour(held), may_be=other)


def _kinds(held: Sequence[Weighted]) -> list[tuple[float, DayKind]]:
    """The kinds of key run to reckon with, likeliest first. A habitual race counts as quality, never as a race."""
    total = sum(weight for weight, _ in held)
    quality = sum(weight for weight, run in held if run.score.kind in ("quality", "race"))
    long = sum(weight for weight, run in held if run.score.kind == "long")
    shares: list[tuple[float, DayKind]] = [(_share(long, total), "long"), (_share(quality, total), "quality")]
    return sorted((share for share in shares if share[0] >= PERHAPS), reverse=True)


def _weighted_median(values: Sequence[tuple[float, float]]) -> float:
    half = sum(weight for weight, _ in values) / 2
    reached = 0.0
    for weight, value in sorted(values, key=lambda pair: pair[1]):
        reached += weight
        if reached >= half:
            return value
    raise ValueError("no values")


def _usual_hour(held: Sequence[Weighted]) -> float:
    """Circular weighted mean of the start hours, 0-24."""
    turns = [(weight, _hour(run) * math.tau / 24) for weight, run in held]
    east = sum(weight * math.cos(turn) for weight, turn in turns)
    north = sum(weight * math.sin(turn) for weight, turn in turns)
    return round(math.atan2(north, east) % math.tau * 24 / math.tau, 2) % 24
