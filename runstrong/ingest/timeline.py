"""Time made sane: which records are kept, when the activity began, where its timer stood still."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray, IntArray
from runstrong.model.track import COLUMNS

EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - naive UTC everywhere inside
DAY_S: Final = 86_400.0
WILD_JUMP_S: Final = 7 * DAY_S
LONGEST_S: Final = COLUMNS[0].high
EARLIEST_S: Final = -62_000_000_000.0
LATEST_S: Final = 250_000_000_000.0
"""Years 5 to 9892: what a datetime can hold with room for a time zone."""

PLAUSIBLE_FROM_S: Final = 946_684_800.0
"""2000-01-01. FIT counts from the end of 1989, so a watch that was never set says 1990 or a little later."""

STRAY_SHARE: Final = 0.01
"""So few records with a wild time are damaged records, not a clock that was set: the others are believed."""

STATED_START_S: Final = 3600.0
"""How long before its first record an activity may say that it began."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The records kept, in file order, and their times.

    `rows` (n,) indexes the file's records; `t_s` (n,) counts from `start_utc_s` and never falls; `stretch`
    (n,) numbers the unpaused stretches from 0, -1 for a record written while the timer stood; `resumed` (n,)
    marks the first row after a stated pause. `lost` is True when records were left out.
    """

    rows: IntArray
    t_s: FloatArray
    stretch: IntArray
    resumed: BoolArray
    start_utc_s: float | None
    lost: bool
    warnings: tuple[str, ...]
    one_clock: bool


def timeline(utc_s: FloatArray, pauses: Sequence[tuple[float, float]], stated_start_s: float | None) -> Timeline:
    """Sort out one recording's times: `utc_s` (n,), (stop, restart) pairs and the start it states, all UTC s."""
    warnings: list[str] = []
    timed = np.flatnonzero((utc_s > EARLIEST_S) & (utc_s < LATEST_S))
    _count(warnings, len(utc_s) - len(timed), "without a usable time")
    piece = _longest_piece(utc_s[timed])
    one_clock = len(timed) - len(piece) <= STRAY_SHARE * len(timed)
    if len(piece) < len(timed):
        _count(warnings, len(timed) - len(piece), "from before or after a jump of the watch's clock")
    rows = timed[piece]
    forward = _forward(utc_s[rows])
    _count(warnings, len(rows) - len(forward), "whose time falls back")
    rows = rows[forward]
    start = _start(utc_s[rows], stated_start_s)
    within = utc_s[rows] - start <= LONGEST_S
    _count(warnings, len(rows) - int(within.sum()), "more than 23 days after the start")
    rows = rows[within]
    stretch, resumed = _stretches(utc_s[rows], pauses)
    return Timeline(
        rows=rows,
        t_s=utc_s[rows] - start,
        stretch=stretch,
        resumed=resumed,
        start_utc_s=start if len(rows) else None,
        lost=len(rows) < len(utc_s),
        warnings=tuple(warnings),
        one_clock=one_clock,
    )


def as_datetime(utc_s: float) -> datetime:
    """`utc_s` as a naive UTC datetime, to the millisecond."""
    return EPOCH + timedelta(milliseconds=round(utc_s * 1000))


def plausible(start_utc: datetime, now_utc: datetime) -> bool:
    """Whether a watch can have begun an activity then; both naive UTC."""
    return EPOCH + timedelta(seconds=PLAUSIBLE_FROM_S) <= start_utc <= now_utc + timedelta(days=1)


def _count(warnings: list[str], dropped: int, which: str) -> None:
    if dropped == 1:
        warnings.append(f"One record {which} was left out.")
    elif dropped:
        warnings.append(f"{dropped} records {which} were left out.")


def _longest_piece(times: FloatArray) -> IntArray:
    """Indices of the most records in a row between which the clock never jumps by more than a week."""
    edges = np.flatnonzero(np.abs(np.diff(times)) > WILD_JUMP_S) + 1
    pieces: list[IntArray] = np.split(np.arange(len(times)), edges)
    return max(pieces, key=len)


def _forward(times: FloatArray) -> IntArray:
    """Indices of the records to keep so that time never falls.

    Leaving out whatever lies behind the latest time is right for a clock set back by seconds, but one record
    from the far future would cost the whole rest: then the most records whose times never fall are kept.
    """
    behind = times < np.maximum.accumulate(times)
    if not behind.any():
        return np.arange(len(times))
    kept = np.flatnonzero(~behind)
    most = _longest_rise(times.tolist())
    return most if len(most) > len(kept) else kept


def _longest_rise(times: list[float]) -> IntArray:
    """Indices of a longest never-falling subsequence, by patience sorting."""
    tops: list[float] = []
    at: list[int] = []
    before = [-1] * len(times)
    for index, time in enumerate(times):
        pile = bisect_right(tops, time)
        before[index] = at[pile - 1] if pile else -1
        tops[pile : pile + 1] = [time]
        at[pile : pile + 1] = [index]
    rise = []
    index = at[-1]
    while index >= 0:
        rise.append(index)
        index = before[index]
    return np.array(rise[::-1])


def _start(times: FloatArray, stated_s: float | None) -> float:
    """The stated start where it is believable beside the first record, else the first record."""
    if not len(times):
        return 0.0
    first = float(times[0])
    return stated_s if stated_s is not None and 0 <= first - stated_s <= STATED_START_S else first


def _stretches(times: FloatArray, pauses: Sequence[tuple[float, float]]) -> tuple[IntArray, BoolArray]:
    """The stretch each record belongs to, and the records that are the first after a stated pause."""
    stops, restarts = _merged(pauses)
    ended = np.searchsorted(restarts, times, side="right")
    paused = np.searchsorted(stops, times, side="left") > ended
    resumed = np.diff(ended, prepend=ended[:1]) > 0
    gap = np.diff(times, prepend=times[:1]) > _longest_gap_s(times)
    stretch = np.full(len(times), -1)
    running = np.cumsum(resumed | gap)[~paused]
    stretch[~paused] = np.cumsum(np.diff(running, prepend=running[:1]) > 0)
    return stretch, resumed


def _merged(pauses: Sequence[tuple[float, float]]) -> tuple[FloatArray, FloatArray]:
    """Pauses in order of time, overlapping ones joined, nonsense left out: (k,) stops and (k,) restarts."""
    whole = sorted((stop, restart) for stop, restart in pauses if stop <= restart < LATEST_S)
    merged: list[list[float]] = []
    for stop, restart in whole:
        if merged and stop <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], restart)
        else:
            merged.append([stop, restart])
    table = np.array(merged, dtype=float).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _longest_gap_s(times: FloatArray) -> float:
    """The longest silence that is still recording: 10 s, or more where the watch writes only now and then."""
    steps = np.diff(times)
    steps = np.sort(steps[steps > 0])
    if not len(steps) or steps[int(0.9 * len(steps))] <= 2:
        return 10.0
    return float(np.clip(5 * np.median(steps), 30, 600))
