"""How the running of late compares with the usual, as far as strength work heeds it (science A.7, A.8, D.6)."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from runstrong.metrics.traits import counts_as_run
from runstrong.metrics.weeks import USUAL_DAYS, last_seven_days, usual_load
from runstrong.model.athlete import Units
from runstrong.model.diary import RecentLoad, Spike
from runstrong.model.facts import Run
from runstrong.model.plan import PlannedRun
from runstrong.units import distance_text

DAY: Final = timedelta(days=1)
SPIKE: Final = 1.10
SPIKE_RUNS: Final = 3
SPIKE_DAYS: Final = 14
BASELINE_DAYS: Final = 30
LONG_VIEW_DAYS: Final = 90
PEAK_DAYS: Final = 12 * 7


def recent_load(runs: Sequence[Run], today: date) -> RecentLoad:
    """What softens strength work: long-run spikes, a week far above the usual, a break.

    `runs` ascend by start. Days after `today`, other sports and second files of one run do not count.
    """
    lately = _between(runs, today - DAY * (PEAK_DAYS + 6), today)
    first = next((run for run in runs if counts_as_run(run.summary)), None)
    if first is None or first.summary.local_day > today:
        return RecentLoad()
    # The first run of all says from when on days without a run were rest, and not merely unknown.
    known = lately if lately and lately[0] is first else [first, *lately]
    usual, week = usual_load(known, today), last_seven_days(lately, today).load
    peak = _peak(lately, today) if first.summary.local_day <= today - DAY * (USUAL_DAYS + 6) else 0.0
    return RecentLoad(
        spikes=tuple(_spikes(lately, today)),
        usual_ratio=None if usual is None else week / usual,
        peak_ratio=week / peak if peak > 0 else None,
        gap_days=(today - _last_day(runs, today)).days,
    )


def cap_notice(planned: PlannedRun, runs: Sequence[Run], today: date, units: Units) -> str:
    """How far a long run still to come stays within 1.10 x the longest of the last 30 days (A.8).

    Empty for a run that is not to come or not long, with fewer than 3 runs to compare with, and where the minutes
    typed in keep below it anyway.
    """
    base = [run for run in _between(runs, today - DAY * BASELINE_DAYS, today) if run.summary.facts.distance_m]
    longest = _furthest(base)
    if planned.source == "recorded" or planned.kind != "long" or longest is None or len(base) < SPIKE_RUNS:
        return ""
    metres, seconds = longest.summary.facts.distance_m or 0.0, longest.summary.facts.timer_s
    if planned.minutes is not None and seconds and planned.minutes * 60 <= SPIKE * seconds:
        return ""
    before = _furthest(_between(runs, today - DAY * LONG_VIEW_DAYS, today)) or longest
    further = before.summary.facts.distance_m or 0.0
    older = f", of the last 90 days {distance_text(further, units)}" if further > metres else ""
    return (
        f"Your longest run of the last 30 days was {distance_text(metres, units)}{older}. Up to "
        f"{distance_text(SPIKE * metres, units)} is at most a tenth more: in one large cohort longer jumps went "
        "with more overuse injuries (an association, not a prediction for you)."
    )


def _between(runs: Sequence[Run], first: date, last: date) -> list[Run]:
    """The counted runs of these days, found from their place in the history."""
    # Starts ascend in universal time: on a journey the local day of a later run can be a day earlier.
    slack = DAY * min(2, (first - date.min).days)
    begin = bisect_left(runs, first - slack, key=lambda run: run.summary.local_day)
    near: list[Run] = []
    for run in runs[begin:]:
        if run.summary.local_day > last + 2 * DAY:
            break
        if counts_as_run(run.summary) and first <= run.summary.local_day <= last:
            near.append(run)
    return near


def _last_day(runs: Sequence[Run], today: date) -> date:
    """The day of the last counted run up to `today`; there is one."""
    past = (run.summary.local_day for run in reversed(runs) if counts_as_run(run.summary))
    return next(day for day in past if day <= today)


def _furthest(runs: Sequence[Run]) -> Run | None:
    measured = [run for run in runs if run.summary.facts.distance_m]
    return max(measured, key=lambda run: run.summary.facts.distance_m or 0.0, default=None)


def _spikes(runs: Sequence[Run], today: date) -> Iterator[Spike]:
    """The runs of the last 14 days that went over a tenth further than any single run of the 30 days before."""
    measured = [(run.summary, run.summary.facts.distance_m) for run in runs if run.summary.facts.distance_m]
    for index, (run, metres) in enumerate(measured):
        first = run.local_day - DAY * BASELINE_DAYS
        before = [far for earlier, far in measured[:index] if earlier.local_day >= first]
        if run.local_day > today - DAY * SPIKE_DAYS and len(before) >= SPIKE_RUNS and metres > SPIKE * max(before):
            start = run.local_start
            yield Spike(run.local_day, round(start.hour + start.minute / 60, 2), metres / max(before))


def _peak(runs: Sequence[Run], today: date) -> float:
    """The largest load of any seven days in the 12 weeks before the last seven days."""
    days = [0.0] * PEAK_DAYS
    for run in runs:
        index = (today - run.summary.local_day).days - 7
        if 0 <= index < PEAK_DAYS:
            days[index] += run.score.load.value or 0.0
    return max(sum(days[start : start + 7]) for start in range(PEAK_DAYS - 6))
