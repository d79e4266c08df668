"""What pages and the command line ask: runs, one run, the trend, the week's plan."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from runstrong.errors import UnknownActivity
from runstrong.model.arrays import FloatArray, IntArray
from runstrong.model.facts import Run, RunSummary, Windows
from runstrong.model.recording import Totals
from runstrong.model.trend import BlockComparison, BlockTrend, LongView, Precision, Span, SuggestedComparison
from runstrong.planning.volume import strength_between
from runstrong.scored import activities, body, preferences, runs, summaries
from runstrong.store import reads
from runstrong.store.answers import once
from runstrong.store.database import Store
from runstrong.store.own import set_mark
from runstrong.strength.recorded import side_by_side
from runstrong.trend.block import block_trend
from runstrong.trend.compare import block_comparison
from runstrong.trend.longview import long_view as smooth_history
from runstrong.trend.precision import precision as expected_precision

__all__ = [
    "MARKS", "RunDetail", "activities", "block_span", "compare", "long_view", "mark", "precision", "preferences",
    "run_detail", "runs", "suggested_comparisons", "trend",
]  # fmt: skip

MARKS = ("heart_rate_wrong", "taken_out", "put_back", "race", "ill", "check_run")
"""What a runner can say about a run; remembered, reversible, and kept through a rebuild."""

JUST_IN = "This run is just coming in: look again in a few seconds."

YEAR = timedelta(weeks=52)
"""The same weekdays a year before."""


@dataclass(frozen=True, slots=True)
class RunDetail:
    """One run whole: its columns and stretches as stored, and its laps.

    `twins` are the other files of the same run, `asked` other runs that may be the same one.
    """

    run: Run
    columns: Mapping[str, FloatArray]
    stretch: IntArray
    laps: tuple[Totals, ...]
    twins: tuple[RunSummary, ...]
    asked: tuple[RunSummary, ...]


def run_detail(store: Store, activity_id: str) -> RunDetail:
    """One activity with its samples and laps; raises UnknownActivity."""
    summary = reads.summary(store, activity_id)
    shown = {run.summary.id: run for run in once(store, activities)}
    run = shown.get(summary.duplicate_of or summary.id) or shown.get(summary.id)
    if run is None:
        raise UnknownActivity(JUST_IN)
    columns, stretch = reads.columns(store, run.summary.id)
    others = once(store, summaries)
    twins = tuple(other for other in others if other.duplicate_of == run.summary.id)
    asked = tuple(other for other in others if _is_asked(other, run.summary))
    return RunDetail(run, columns, stretch, tuple(reads.laps(store, run.summary.id)), twins, asked)


def _is_asked(other: RunSummary, shown: RunSummary) -> bool:
    """Whether it is a question if two are the same; of several that may be one, each names one only."""
    named = (shown.possible_duplicate_of, other.possible_duplicate_of)
    return other.duplicate_of is None and (other.id == named[0] or shown.id == named[1])


def mark(store: Store, activity_id: str, key: str, *, on: bool) -> None:
    """Say, or take back, one of MARKS about a run; everything derived from it follows at once.

    What is taken back is taken back of all files of the run.
    """
    if key not in MARKS:
        raise KeyError(key)
    reads.summary(store, activity_id)
    twins = [] if on else [one.id for one in once(store, summaries) if one.duplicate_of == activity_id]
    with store.write():
        for one in (activity_id, *twins):
            set_mark(store, one, key, "yes" if on else None)


def block_span(store: Store, today: date) -> tuple[date, date]:
    """The training block that `today` lies in: as set by the athlete, else the last ten weeks up to today."""
    wishes = preferences(store)
    length = timedelta(weeks=wishes.block_weeks)
    if wishes.block_start is not None and wishes.block_start <= today < wishes.block_start + length:
        return wishes.block_start, today
    return today - length + timedelta(days=1), today


def trend(store: Store, from_day: date, to_day: date) -> BlockTrend:
    """Pace at heart rate from one day to another, both included."""
    history, windows, hr_max_on = once(store, _evidence)
    units = preferences(store).units
    starts = _starts(store, history, to_day)
    return block_trend(history, windows, from_day, to_day, hr_max_on=hr_max_on, starts=starts, units=units)


def compare(store: Store, a: Span, b: Span) -> BlockComparison:
    """Pace at heart rate of span b against span a, and the strength work each went together with."""
    history, windows, hr_max_on = once(store, _evidence)
    starts = _starts(store, history, max(a[1], b[1]))
    found = block_comparison(history, windows, a, b, hr_max_on=hr_max_on, starts=starts)
    in_a, in_b = (strength_between(store, *span) for span in (a, b))
    return replace(
        found,
        a=replace(found.a, strength_sessions=in_a.sessions, hard_sets=in_a.hard_sets),
        b=replace(found.b, strength_sessions=in_b.sessions, hard_sets=in_b.hard_sets),
        caption=side_by_side(in_a, in_b),
    )


def suggested_comparisons(store: Store, today: date) -> list[SuggestedComparison]:
    """This block and the one before, and the same weeks last year: those of which both spans hold runs."""
    first, last = block_span(store, today)
    length = timedelta(weeks=preferences(store).block_weeks)
    days = [run.summary.local_day for run in once(store, runs)]
    offered = (
        SuggestedComparison(
            "this block and the one before", (first - length, first - timedelta(days=1)), (first, last)
        ),
        SuggestedComparison("this block and the same weeks last year", (first - YEAR, last - YEAR), (first, last)),
    )
    return [one for one in offered if all(any(s[0] <= day <= s[1] for day in days) for s in (one.a, one.b))]


def long_view(store: Store) -> LongView:
    """The whole history of pace at one heart rate."""
    history, windows, hr_max_on = once(store, _evidence)
    return smooth_history(history, windows, hr_max_on=hr_max_on)


def precision(store: Store, today: date) -> Precision:
    """What a block from `today` on will be able to show, what would lower it, and the runner's check run."""
    history, windows, hr_max_on = once(store, _evidence)
    weeks, starts = preferences(store).block_weeks, _starts(store, history, today)
    return expected_precision(history, windows, starts, today, weeks, hr_max_on=hr_max_on)


def _starts(store: Store, history: Sequence[Run], last: date) -> dict[str, tuple[float, float]]:
    """Where the runs of the year up to `last` began: what check runs are recognised by."""
    days = last - YEAR, last
    return reads.starts(store, [run.summary.id for run in history if days[0] <= run.summary.local_day <= days[1]])


def _evidence(store: Store) -> tuple[list[Run], dict[str, Windows], Callable[[date], float | None]]:
    """What answers about pace at heart rate rest on: all runs, their windows, the maximum heart rate by day."""
    history, body_on = once(store, runs), once(store, body)
    return history, reads.windows(store), lambda day: body_on(day).hr_max.value
