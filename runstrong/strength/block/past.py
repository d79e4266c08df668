"""What was done of a block so far: the weeks with a session, and the days since the last one (science C.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from runstrong.strength.block.rules import BOTH_AGAIN, GAP
from runstrong.strength.week import WEEK, Week


@dataclass(frozen=True, slots=True)
class Past:
    """What was done of the block.

    `number` is the calendar week, `weeks_done` those with a session before this one. `gap_days` lay between the
    last session before this week and the first in it, or now. `rested`: the week before held no session, after
    earlier ones that did. `resumed`: this week holds one already, done with lighter weights if a gap asked for it.
    """

    number: int
    weeks_done: int
    gap_days: int | None
    rested: bool
    resumed: bool

    @property
    def effective(self) -> int:
        """The week of the block by what was done."""
        return min(self.number, 1 + self.weeks_done)

    @property
    def is_again(self) -> bool:
        """Whether the gap is so long that the block begins anew."""
        return self.gap_days is not None and self.gap_days >= GAP.numbers["again_days"]

    @property
    def is_return(self) -> bool:
        """Whether the gap asks for a step back for a week."""
        return (
            self.gap_days is not None and GAP.numbers["return_days"] <= self.gap_days < GAP.numbers["again_days"]
        )

    @property
    def load_factor(self) -> float:
        """What the gap leaves of the last loads."""
        if self.resumed:
            return 1.0
        if self.is_return:
            return 1 - GAP.numbers["return"]
        light = self.gap_days is not None and self.gap_days >= GAP.numbers["lighter_days"] and not self.is_again
        return 1 - GAP.numbers["lighter"] if light else 1.0


def past_of(week: Week) -> Past:
    """The block so far. Weeks between today's and a later one count as done: the plan ahead supposes them."""
    done = sorted({*week.done_days(), *_supposed(week)})
    before = [day for day in done if day < week.start]
    here = [day for day in done if day >= week.start]
    reference = here[0] if here else week.now
    gap = (reference - before[-1]).days if before else None
    steps = pairwise([*before, reference])
    again = [later for earlier, later in steps if (later - earlier).days >= GAP.numbers["again_days"]]
    begin = week.preferences.block_start
    first = max(filter(None, [begin and week.first_of(begin), again[-1] if again else None]), default=date.min)
    counted_days = [day for day in before if day >= first]
    origin = begin or (counted_days[0] if counted_days else week.start)
    number = max(1, (week.start - week.first_of(origin)).days // 7 + 1)
    weeks = {week.first_of(day) for day in counted_days}
    rested = bool(weeks) and week.start - WEEK not in weeks
    return Past(number, len(weeks), gap, rested=rested, resumed=bool(here))


def _supposed(week: Week) -> Iterator[date]:
    """A day in every week from today's to the one before `week`, as if what is planned will be done."""
    day = week.today
    while week.first_of(day) < week.start:
        yield day
        day = week.first_of(day) + WEEK


def off_both(week: Week, past: Past) -> bool:
    """Whether the runner comes back from four weeks without running and lifting alike (D.6)."""
    days = BOTH_AGAIN.numbers["days"]
    no_runs = week.recent.gap_days is not None and week.recent.gap_days >= days
    return no_runs and (past.gap_days is None or past.gap_days >= days)
