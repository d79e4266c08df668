"""Where the week's sessions go: an exact search over seven days and two halves, cheapest by D.3's preferences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations_with_replacement, groupby, pairwise, permutations
from typing import Final

from runstrong.model.plan import Slot
from runstrong.strength.dosing.need import SIZES, Size
from runstrong.strength.placing.liking import WEIGHTS, HardDays, liked, usual_slot
from runstrong.strength.placing.placement import Ask, Placement, Surroundings, hours, placement
from runstrong.strength.placing.rules import BY_ID
from runstrong.strength.placing.walls import PAIRS, WEEKLY, broken

GIVING_WAY: Final[Mapping[Size, int]] = {"full": 0, "no_jumps": 1, "half_legs": 4, "upper_core": 8, "mobility": 14}
"""What shrinking costs before any preference counts. Two halves cost what one session without legs does, so that
a narrower week never ends up with more leg work than a wider one."""

LEFT_OUT: Final = 50

Chain = tuple["Placed", ...]
Cost = tuple[int, list[tuple[date, Slot]]]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the search is asked for: how many sessions, on which free days, in the runner's camp.

    `asks` holds, for every size on offer, what the open sessions would ask for one after the other; mobility
    takes no turn from the others.
    """

    sessions: int
    days: tuple[date, ...]
    asks: Mapping[Size, tuple[Ask, ...]]
    hard_days: HardDays


@dataclass(frozen=True, slots=True)
class Placed:
    """One session's place and size, with the preferences that spoke for and against it."""

    at: Placement
    size: Size
    liked: Mapping[str, int]


@dataclass(slots=True)
class Search:
    """One week's search. The same question about two sessions is asked of the rules once."""

    wishes: Wishes
    around: Surroundings
    _cells: dict[tuple[Size, int], list[Placed]] = field(default_factory=dict)
    _clash: dict[tuple[Placement, Placement], bool] = field(default_factory=dict)

    def best(self) -> Chain:
        """The sessions that break no rule: as many and as whole as possible, then the cheapest, then the earliest.

        The search is exact: every mix of sizes is tried in every order and on every set of days.
        """
        for _, mixes in groupby(self._ladder(), key=lambda step: step[0]):
            orders = sorted({order for _, sizes in mixes for order in permutations(sizes)}, key=_rank)
            found = [chain for order in orders for chain in self._chains(order)]
            if found:
                return min(found, key=self.cost)
        return ()

    def elsewhere(self, chain: Chain, index: int) -> Placed | None:
        """The best place on another day for one session of a chain, the others staying where they are."""
        here = chain[index]
        rest = (*chain[:index], *chain[index + 1 :])
        taken = {other.at.day for other in chain}
        other_days = [cell for cell in self._places(here.size, turn_of(chain, index)) if cell.at.day not in taken]
        fits = [cell for cell in other_days if all(self._fits(cell, (other,)) for other in rest)]
        whole = [cell for cell in fits if not self._full(cell, rest)]
        return min(whole, key=lambda cell: self.cost(in_order(cell, rest)), default=None)

    def cost(self, chain: Chain) -> Cost:
        """What a chain costs by D.3, and its days for a tie: the earlier wins."""
        places = [(placed.at.day, placed.at.slot) for placed in chain]
        return sum(self.price(chain).values()), places

    def price(self, chain: Chain) -> dict[str, int]:
        """What each preference adds to a chain's cost, by name."""
        total: dict[str, int] = {}
        for name, weight in [item for placed in chain for item in placed.liked.items()]:
            total[name] = total.get(name, 0) + weight
        total["uneven_day"] = WEIGHTS["uneven_day"] * self._uneven_days(chain)
        total["masters_gap"] = WEIGHTS["masters_gap"] * self._short_gaps(chain)
        return {name: weight for name, weight in total.items() if weight}

    def _ladder(self) -> list[tuple[int, tuple[Size, ...]]]:
        """Which sizes to try together, least giving way first; fewer sessions only after every size."""
        steps = [
            (sum(GIVING_WAY[size] for size in sizes) + LEFT_OUT * (self.wishes.sessions - count), sizes)
            for count in range(self.wishes.sessions + 1)
            for sizes in combinations_with_replacement(self.wishes.asks, count)
        ]
        return sorted(steps, key=lambda step: step[0])

    def _places(self, size: Size, turn: int) -> list[Placed]:
        """Every half day on which this session breaks no rule by itself."""
        if (size, turn) not in self._cells:
            self._cells[size, turn] = list(self._allowed(size, self.wishes.asks[size][turn]))
        return self._cells[size, turn]

    def _allowed(self, size: Size, ask: Ask) -> Iterator[Placed]:
        usual = usual_slot(self.around)
        for day in self.wishes.days:
            for slot in ("am", "pm"):
                at = placement(day, slot, ask, self.around)
                if not broken(at, self.around):
                    yield Placed(at, size, liked(at, self.around, self.wishes.hard_days, usual))

    def _chains(self, sizes: Sequence[Size], before: Chain = ()) -> Iterator[Chain]:
        """Every way to put `sizes` on days one after the other so that no rule between sessions breaks."""
        if len(before) == len(sizes):
            yield before
            return
        after = before[-1].at.day if before else date.min
        for here in self._places(sizes[len(before)], turn_of(before, len(before))):
            if here.at.day > after and self._fits(here, before) and not self._full(here, before):
                yield from self._chains(sizes, (*before, here))

    def _fits(self, here: Placed, others: Chain) -> bool:
        """Whether `here` keeps its distance from each of the others."""
        return not any(self._clashes(here.at, other.at) for other in others)

    def _clashes(self, a: Placement, b: Placement) -> bool:
        key = (a, b) if a.start <= b.start else (b, a)
        if key not in self._clash:
            self._clash[key] = bool(broken(a, replace(self.around, sessions=(b,)), PAIRS))
        return self._clash[key]

    def _full(self, here: Placed, others: Chain) -> bool:
        """Whether the week as a whole has no room for `here` beside the others."""
        if not (here.at.uses_legs or here.at.jumps):
            return False
        sessions = (*self.around.sessions, *(other.at for other in others))
        return bool(broken(here.at, replace(self.around, sessions=sessions), WEEKLY))

    def _uneven_days(self, chain: Chain) -> int:
        """Days by which the gaps of the week, as a circle, miss an even spacing (3-4 days apart for two)."""
        first = self.around.week_start.toordinal()
        held = {session.day.toordinal() for session in self.around.sessions} & set(range(first, first + 7))
        days = sorted(held | {placed.at.day.toordinal() for placed in chain})
        if len(days) < 2:
            return 0
        low, high = 7 // len(days), -(-7 // len(days))
        gaps = [later - earlier for earlier, later in pairwise([*days, days[0] + 7])]
        return sum(max(low - gap, gap - high, 0) for gap in gaps)

    def _short_gaps(self, chain: Chain) -> int:
        """How often two sessions for the legs lie less than 72 h apart, for runners from 50 years on."""
        if not self.around.is_master:
            return 0
        sessions = (*self.around.sessions, *(placed.at for placed in chain))
        starts = sorted(session.start for session in sessions if session.work == "hard_legs")
        needed = BY_ID["legs_apart"].numbers["masters_h"]
        return sum(hours(earlier, later) < needed for earlier, later in pairwise(starts))


def turn_of(chain: Chain, index: int) -> int:
    """Which of the week's strength sessions one is, from 0: what mobility lies before it does not count."""
    return sum(placed.size != "mobility" for placed in chain[:index])


def in_order(placed: Placed, others: Chain) -> Chain:
    """A chain with one more session, by day."""
    return tuple(sorted((placed, *others), key=lambda one: one.at.start))


def _rank(sizes: tuple[Size, ...]) -> tuple[int, ...]:
    return tuple(SIZES.index(size) for size in sizes)
