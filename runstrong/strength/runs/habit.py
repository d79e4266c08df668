"""The runs a habit lets expect: on which days, of what kind, how long and at what hour (science D.4)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

from runstrong.model.facts import Run
from runstrong.model.plan import DayKind, PlannedRun
from runstrong.strength.runs.rhythm import WEEK, Rest, Rhythm, rhythm, share
from runstrong.strength.runs.usual import (
    Half,
    Weighted,
    half_of,
    minutes_of,
    usual_half,
    usual_hour,
    usual_minutes,
)

DAY: Final = timedelta(days=1)
WEEKS: Final = 10
KNOWN_DAYS: Final = 7 * 24
HALF_LIFE_WEEKS: Final = 3.0
LIKELY: Final = 0.5
PERHAPS: Final = 0.35
"""From here on a run or a kind is reckoned with: whatever satisfies the rules with it satisfies them without."""

THIN_SHARE: Final = 0.4
THIN_WEIGHT: Final = 0.25
"""Weeks below 40 % of the usual minutes (holiday, illness) count a quarter: the weight is ours."""

ENOUGH_RUNS: Final = 6
ENOUGH_DAYS: Final = 21
MORNING: Final = 7.0
"""The hour a run is taken to start at where none is known (cli.md)."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What was run up to `today`, by day, from `first` on; days before it are unknown, not rest.

    `week` is the first day of today's week, `known` the number of days from `first` that are over or hold a run,
    `thin` the weeks back (0 is the one before this) with so little running that they say little about the habit.
    """

    week: date
    today: date
    first: date
    known: int
    by_day: Mapping[date, Sequence[Run]]
    rhythm: Rhythm
    thin: frozenset[int]

    @classmethod
    def of(cls, runs: Sequence[Run], week_start: date, today: date) -> "Habit":
        """Read the habit from the runs up to `today`; weeks begin on the weekday of `week_start`."""
        week = week_start + 7 * DAY * ((today - week_start).days // 7)
        ever = min((run.summary.local_day for run in runs), default=today)
        first = max(ever, today - DAY * KNOWN_DAYS)
        by_day: dict[date, list[Run]] = {}
        for run in runs:
            if first <= run.summary.local_day <= today:
                by_day.setdefault(run.summary.local_day, []).append(run)
        known = (today - first).days + (today in by_day)
        found = rhythm([first + DAY * day in by_day for day in range(known)])
        return cls(week, today, first, known, by_day, found, _thin_weeks(by_day, week, first))

    def shortfall(self) -> str:
        """Why there is too little history to forecast from, in one sentence; empty where there is enough."""
        recent = [day for day in self.by_day if day >= self.week - 7 * DAY * WEEKS]
        runs = sum(len(self.by_day[day]) for day in recent)
        days = (self.today - min(recent)).days if recent else 0
        if runs >= ENOUGH_RUNS and days >= ENOUGH_DAYS:
            return ""
        some = f"is {runs} run" if runs == 1 else f"are {runs} runs"
        so_far = f"{some} in the last ten weeks" if runs else "are no runs of late"
        return (
            f"There {so_far}: too few to know your usual days, so this is a gentle starter plan. "
            "It follows your runs once there are 6 of them over 3 weeks."
        )

    def chance(self, day: date) -> float:
        """The probability of a run on `day`, which is still to come."""
        if isinstance(self.rhythm, Rest):
            ran = [self.first + DAY * past in self.by_day for past in range(self.known)]
            return self.rhythm.chances(ran, (day - self.first).days - self.known + 1)[-1]
        places = self._places(day)
        ran_weight = sum(weight for weight, past in places if past in self.by_day)
        return share(ran_weight, sum(weight for weight, _ in places))

    def forecast(self, day: date) -> list[PlannedRun]:
        """The runs habit expects on `day`; none on a day on which something is already recorded."""
        held = self._like(day)
        p_run = self.chance(day) if held and day not in self.by_day else 0.0
        if p_run < PERHAPS:
            return []
        halves: dict[Half, list[Weighted]] = {}
        for weight, run in held:
            halves.setdefault(half_of(run), []).append((weight, run))
        whole = _weight_of_days(held)
        parts = {half: _weight_of_days(some) / whole for half, some in halves.items()}
        most = max(parts.values())
        expected = [half for half in sorted(parts) if parts[half] == most or parts[half] * p_run >= PERHAPS]
        return [_expected(day, p_run * parts[half], halves[half]) for half in expected]

    def usual_minutes(self, kind: DayKind, day: date) -> float | None:
        """How long a run of `kind` usually is, else any run on that weekday; None where neither was run."""
        found = (usual_minutes(held) for held in self._closest(kind, day))
        return next((minutes for minutes in found if minutes is not None), None)

    def usual_start(self, kind: DayKind, day: date) -> float:
        """The usual hour of a run of `kind`, else of any run on that weekday, else 07:00."""
        return next((usual_hour(usual_half(held)) for held in self._closest(kind, day) if held), MORNING)

    def _closest(self, kind: DayKind, day: date) -> Iterator[list[Weighted]]:
        """Runs to learn from: of this kind on this weekday, of this kind on any, of any kind on this weekday.

        Of a race only other races tell: what is usual on an evening of the week is not.
        """
        every = list(self._recent())
        yield [(w, run) for w, run in every if run.score.kind == kind and _same_weekday(run, day)]
        yield [(w, run) for w, run in every if run.score.kind == kind]
        if kind != "race":
            yield [(w, run) for w, run in every if _same_weekday(run, day)]

    def _like(self, day: date) -> list[Weighted]:
        """The runs at the place of `day` in the turn; without a turn those of its weekday, or else all."""
        held = [(weight, run) for weight, past in self._places(day) for run in self.by_day.get(past, ())]
        return held if held or not isinstance(self.rhythm, Rest) else list(self._recent())

    def _places(self, day: date) -> list[tuple[float, date]]:
        turn = WEEK if isinstance(self.rhythm, Rest) else self.rhythm
        places = turn.places((day - self.first).days, self.known)
        days = ((weight, self.first + DAY * past) for weight, past in places)
        return [(weight * self._weight_of_week(past), past) for weight, past in days]

    def _recent(self) -> Iterator[Weighted]:
        """The runs of the last ten weeks, their weights halving every three."""
        for day, runs in self.by_day.items():
            age = max(0, self._weeks_back(day))
            if age < WEEKS:
                yield from ((0.5 ** (age / HALF_LIFE_WEEKS) * self._weight_of_week(day), run) for run in runs)

    def _weeks_back(self, day: date) -> int:
        return (self.week - day - DAY).days // 7

    def _weight_of_week(self, day: date) -> float:
        return THIN_WEIGHT if self._weeks_back(day) in self.thin else 1.0


def _same_weekday(run: Run, day: date) -> bool:
    return run.summary.local_day.weekday() == day.weekday()


def _weight_of_days(held: Iterable[Weighted]) -> float:
    return sum({run.summary.local_day: weight for weight, run in held}.values())


def _thin_weeks(by_day: Mapping[date, Sequence[Run]], week: date, first: date) -> frozenset[int]:
    """The ages of the whole weeks known, of the last ten, with under 40 % of the usual (median) minutes."""
    minutes: dict[int, float] = {}
    for age in range(WEEKS):
        start = week - DAY * 7 * (age + 1)
        if first <= start:
            days = (start + DAY * offset for offset in range(7))
            minutes[age] = sum(minutes_of(run) or 0.0 for day in days for run in by_day.get(day, ()))
    usual = median(minutes.values()) if minutes else 0.0
    return frozenset(age for age, held in minutes.items() if held < THIN_SHARE * usual)


def _expected(day: date, probability: float, held: Sequence[Weighted]) -> PlannedRun:
    """The run that habit expects: its kind, the other kind it may turn out to be, its length and its hour."""
    kinds = _kinds(held)
    kind: DayKind = kinds[0][1] if kinds and kinds[0][0] >= LIKELY else "easy"
    other = next((name for _, name in kinds if name != kind), None)
    chance = round(probability, 3)
    return PlannedRun(day, kind, "expected", chance, usual_minutes(held), usual_hour(held), may_be=other)


def _kinds(held: Sequence[Weighted]) -> list[tuple[float, DayKind]]:
    """The kinds of key run to reckon with, likeliest first. A habitual race counts as quality, never as a race."""
    total = sum(weight for weight, _ in held)
    quality = sum(weight for weight, run in held if run.score.kind in ("quality", "race"))
    long = sum(weight for weight, run in held if run.score.kind == "long")
    shares: list[tuple[float, DayKind]] = [(share(long, total), "long"), (share(quality, total), "quality")]
    return sorted((one for one in shares if one[0] >= PERHAPS), reverse=True)
