"""What every activity means for this athlete: load, kind, and whether it may enter the trend."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from runstrong.metrics.kind import RACE_DAYS, Alone, alone, run_kinds
from runstrong.metrics.load import run_load
from runstrong.metrics.physiology import physiology_by_day
from runstrong.metrics.traits import active_s, counts_as_run, is_indoor, is_marked, is_run
from runstrong.model.athlete import Physiology, Preferences, Setting, Units
from runstrong.model.facts import LeftOut, Run, RunKind, RunScore, RunSummary

TREND_CLEAN_SHARE: Final = 0.8
WARM_UP_MIN: Final = 7.0
STEADY_MIN: Final = 3.0
SAME_OUTING: Final = timedelta(minutes=20)
"""A file that starts within this time after another's end goes on with its warm-up."""


class Basis(NamedTuple):
    """What a score follows from beside the activity itself: the athlete of its day, and the runs around it."""

    body: Physiology
    units: Units
    kind: RunKind
    carried_min: float


@dataclass(frozen=True, slots=True)
class Judged:
    """An activity with its score and what that follows from; `alone` is None outside the running history."""

    run: Run
    basis: Basis
    alone: Alone | None


def score_runs(
    runs: Sequence[RunSummary], settings: Sequence[Setting], preferences: Preferences
) -> list[RunScore]:
    """A score for each activity of any sport, in the order given.

    Load and kind of a day are computed with the settings that hold on that day. The same activities in another
    order give the same scores.
    """
    return scores(runs, physiology_by_day(settings, preferences, runs), preferences.units)


def score_since(
    runs: Sequence[RunSummary], settings: Sequence[Setting], preferences: Preferences, first: date
) -> list[Run]:
    """The activities from the day `first` on with their scores: those that `score_runs` gives, in less time."""
    # A kind looks no further back than a race does; the athlete's estimates have all of `runs`.
    near = [run for run in runs if run.local_day >= first - timedelta(days=RACE_DAYS)]
    scored = scores(near, physiology_by_day(settings, preferences, runs), preferences.units)
    return [Run(run, score) for run, score in zip(near, scored, strict=True) if run.local_day >= first]


def scores(runs: Sequence[RunSummary], body_on: Callable[[date], Physiology], units: Units) -> list[RunScore]:
    """The same for an athlete who is known by day."""
    return [judged.run.score for judged in judge(runs, body_on, units).values()]


def judge(
    runs: Sequence[RunSummary],
    body_on: Callable[[date], Physiology],
    units: Units,
    before: Mapping[str, Judged] = MappingProxyType({}),
) -> dict[str, Judged]:
    """The activities with their scores by id, in the order given.

    A score is taken over from those `before` where all that it follows from is the same.
    """
    counted = sorted((run for run in runs if counts_as_run(run)), key=lambda run: (run.start_utc, run.id))
    shown = _shown_alone(counted, body_on, before)
    kinds = dict(
        zip((run.id for run in counted), run_kinds(counted, [shown[run.id] for run in counted]), strict=True)
    )
    carried = carried_minutes(counted)
    judged = {}
    for run in runs:
        basis = Basis(body_on(run.local_day), units, kinds.get(run.id, "easy"), carried.get(run.id, 0.0))
        known = before.get(run.id)
        if known is None or known.run.summary is not run or known.basis != basis:
            known = Judged(Run(run, _score(run, basis)), basis, shown.get(run.id))
        judged[run.id] = known
    return judged


def _shown_alone(
    runs: Sequence[RunSummary], body_on: Callable[[date], Physiology], before: Mapping[str, Judged]
) -> dict[str, Alone]:
    """What each run shows by itself, by id."""
    shown = {
        run.id: known.alone
        for run in runs
        if (known := before.get(run.id)) is not None
        and known.alone is not None
        and known.run.summary is run
        and known.basis.body == body_on(run.local_day)
    }
    new = [run for run in runs if run.id not in shown]
    found = alone(new, [body_on(run.local_day) for run in new])
    return shown | dict(zip((run.id for run in new), found, strict=True))


def _score(run: RunSummary, basis: Basis) -> RunScore:
    load = run_load(run, basis.body, basis.units)
    return RunScore(load, basis.kind, left_out(run, basis.kind, basis.carried_min), basis.carried_min)


def carried_minutes(runs: Sequence[RunSummary]) -> dict[str, float]:
    """Minutes of running each run brings along from files that ended less than 20 min before it began.

    `runs` ascend by start, each once. A second recording of the same minutes carries nothing.
    """
    carried: dict[str, float] = {}
    for earlier, run in pairwise(runs):
        pause = run.start_utc - earlier.start_utc - timedelta(seconds=earlier.facts.elapsed_s or 0.0)
        if timedelta(0) <= pause < SAME_OUTING and earlier.facts.elapsed_s:
            carried[run.id] = carried.get(earlier.id, 0.0) + active_s(earlier.facts) / 60
    return carried


def left_out(run: RunSummary, kind: RunKind, carried_min: float = 0.0) -> LeftOut | None:
    """The first reason that keeps a run out of the trend, None if it may enter.

    The mark "put_back" overrides what the program judged, never what the runner said or what cannot be compared.
    """
    facts, put_back = run.facts, is_marked(run, "put_back")
    silent = facts.hr_quality is None or (facts.avg_hr_bpm is None and not facts.hr_seconds.any())
    reasons = {
        LeftOut.NOT_A_RUN: not is_run(run),
        LeftOut.DUPLICATE: run.duplicate_of is not None,
        LeftOut.CLOCK_WRONG: not run.clock_ok,
        LeftOut.TAKEN_OUT: is_marked(run, "taken_out"),
        LeftOut.ILL: is_marked(run, "ill"),
        LeftOut.HEART_RATE_MARKED_WRONG: is_marked(run, "heart_rate_wrong"),
        LeftOut.RACE: is_marked(run, "race") or (kind == "race" and not put_back),
        LeftOut.TREADMILL: is_indoor(run),
        LeftOut.NO_HEART_RATE: silent,
        LeftOut.NO_SPEED: facts.gap_mps is None,
        LeftOut.TOO_SHORT: active_s(facts) < 60 * (max(0.0, WARM_UP_MIN - carried_min) + STEADY_MIN),
        LeftOut.HEART_RATE_POOR: (facts.hr_quality or 0.0) < TREND_CLEAN_SHARE and not put_back,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)
