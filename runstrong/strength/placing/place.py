"""Where the week's sessions go: an exact search over seven days and two halves, cheapest by D.3's preferences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations_with_replacement, pairwise, permutations
from typing import Final, Literal

from runstrong.model.plan import Slot
from runstrong.strength.dosing.session import Size
from runstrong.strength.placing.placement import (
    Placement,
    Surroundings,
    Work,
    hours,
    is_key,
    is_quality,
    run_end,
    slot_start,
)
from runstrong.strength.placing.rules import TOGETHER, broken

GIVING_WAY: Final[Mapping[Size, int]] = {"full": 0, "half_legs": 1, "upper_core": 3, "mobility": 6}
LEFT_OUT: Final = 20
"""What shrinking costs, before any preference counts: half the legs, then none, then mobility, then nothing."""

WEIGHTS: Final[Mapping[str, int]] = {
    "before_long_easy": 10,
    "rest_day": 6,
    "short_gap": 4,
    "straight_after": 8,
    "after_long": 8,
    "long_day": 8,
    "uneven_day": 3,
    "unusual_time": 2,
    "stack": -4,
    "spread": 8,
    "easy_then_rest": -3,
}
"""D.3's preferences; `straight_after`, `long_day` and `spread` are ours. Negative is liked, positive avoided."""

LONG_EASY_MIN: Final = 75
SPACIOUS_GAP_H: Final = 6
STRAIGHT_AFTER_H: Final = 3


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the search is asked for: how many sessions, on which free days, which sizes, and the runner's camp."""

    sessions: int
    days: tuple[date, ...]
    works: Mapping[Size, Work]
    minutes: int
    hard_days: Literal["stack", "spread"]


@dataclass(frozen=True, slots=True)
class Placed:
    """One session's place and size, with the preferences that spoke for and against it."""

    at: Placement
    size: Size
    liked: Mapping[str, int]


def place(wishes: Wishes, around: Surroundings) -> tuple[Placed, ...]:
    """The sessions that break no rule: as many and as whole as possible, then the cheapest, then the earliest.

    The search is exact. Every size that fits somewhere alone is tried in every order and on every set of days.
    """
    usual = _usual_slot(around)
    cells = {size: list(_cells(size, wishes, around, usual)) for size in wishes.works}
    for sizes in _ladder(wishes):
        orders = sorted(set(permutations(sizes)))
        found = [chain for order in orders for chain in _chains(order, cells, around)]
        if found:
            return min(found, key=lambda chain: _cost(chain, around))
    return ()


def _ladder(wishes: Wishes) -> list[tuple[Size, ...]]:
    """Which sizes to try together, least giving way first; fewer sessions only after every size."""
    steps = [
        (sum(GIVING_WAY[size] for size in sizes) + LEFT_OUT * (wishes.sessions - count), sizes)
        for count in range(wishes.sessions + 1)
        for sizes in combinations_with_replacement(wishes.works, count)
    ]
    return [sizes for _, sizes in sorted(steps)]


def _cells(size: Size, wishes: Wishes, around: Surroundings, usual: Slot) -> Iterator[Placed]:
    """Every half day on which a session of this size breaks no rule by itself."""
    for day in wishes.days:
        for slot in ("am", "pm"):
            at = placement(day, slot, wishes.minutes, wishes.works[size], around)
            if not broken(at, around):
                yield Placed(at, size, _liked(at, around, wishes.hard_days, usual))


def placement(day: date, slot: Slot, minutes: int, work: Work, around: Surroundings) -> Placement:
    """A session in one half of a day, as the rules see it."""
    return Placement(day, slot, slot_start(day, slot, around.runs), minutes, work)


def _chains(
    sizes: Sequence[Size], cells: Mapping[Size, Sequence[Placed]], around: Surroundings, after: date = date.min
) -> Iterator[tuple[Placed, ...]]:
    """Every way to put `sizes` on days one after the other so that no rule between sessions breaks."""
    if not sizes:
        yield ()
        return
    for here in cells[sizes[0]]:
        if here.at.day > after and not broken(here.at, around, TOGETHER):
            beside = replace(around, sessions=(*around.sessions, here.at))
            yield from ((here, *rest) for rest in _chains(sizes[1:], cells, beside, here.at.day))


def _cost(chain: Sequence[Placed], around: Surroundings) -> tuple[int, list[tuple[date, Slot]]]:
    places = [(placed.at.day, placed.at.slot) for placed in chain]
    liked = sum(sum(placed.liked.values()) for placed in chain)
    return liked + WEIGHTS["uneven_day"] * _uneven_days(chain, around), places


def _uneven_days(chain: Sequence[Placed], around: Surroundings) -> int:
    """Days by which the gaps of the week, seen as a circle, miss an even spacing (3-4 days apart for two)."""
    week = range((around.week_start - date.min).days, (around.week_start - date.min).days + 7)
    held = {(session.day - date.min).days for session in around.sessions} & set(week)
    days = sorted(held | {(placed.at.day - date.min).days for placed in chain})
    if len(days) < 2:
        return 0
    low, high = 7 // len(days), -(-7 // len(days))
    gaps = [later - earlier for earlier, later in pairwise([*days, days[0] + 7])]
    return sum(max(low - gap, gap - high, 0) for gap in gaps)


def _usual_slot(around: Surroundings) -> Slot:
    """The half of the day in which this runner mostly trains; the evening where nothing is known."""
    mornings = sum(run.start_hour < 12 for run in around.runs)
    return "am" if mornings * 2 > len(around.runs) else "pm"


def _liked(
    at: Placement, around: Surroundings, hard_days: Literal["stack", "spread"], usual: Slot
) -> dict[str, int]:
    """The preferences of D.3 that apply to one session, by name."""
    today, after = around.on(at.day), around.on(at.day + timedelta(days=1))
    before = around.on(at.day - timedelta(days=1))
    gaps = [hours(run_end(run), at.start) for run in today]
    spacious = all(gap >= SPACIOUS_GAP_H for gap in gaps)
    applies = {
        "unusual_time": at.slot != usual,
        "rest_day": not today,
        "short_gap": not spacious,
        "straight_after": any(gap < STRAIGHT_AFTER_H for gap in gaps),
        "before_long_easy": any(not is_key(run) and (run.minutes or 0) > LONG_EASY_MIN for run in after),
        "after_long": any({run.kind, run.may_be} & {"long", "race"} for run in before),
        "long_day": any("long" in (run.kind, run.may_be) for run in today),
        "stack": hard_days == "stack" and spacious and any(is_quality(run) for run in today),
        "spread": hard_days == "spread" and any(is_key(run) for run in today),
        "easy_then_rest": bool(today) and not any(is_key(run) for run in today) and not after,
    }
    legs_only = {"before_long_easy", "after_long", "long_day", "stack", "spread", "easy_then_rest"}
    heard = {"mobility": {"unusual_time"}, "upper_core": set(applies) - legs_only}.get(at.work, set(applies))
    return {name: WEIGHTS[name] for name, holds in applies.items() if holds and name in heard}
