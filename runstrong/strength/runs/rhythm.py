"""By what turn a runner's days come back: a week for most, a shift plan for some, so many days of rest for others.

The week is what science D.4 forecasts from, and it stands unless another rhythm foretold the weeks just past far
better: `benchmarks/habits.py` shows what that earns out of sample.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Ran = Sequence[bool]
"""Whether there was a run, one entry per day from the first day known; days beyond its end are to come."""

LOOK_BACK_DAYS: Final = 70
LEAST_TURNS: Final = 5
SHIFTS: Final = (6, 8, 9, 10, 14, 21)
"""Turns in days that shift plans and weeks by turns commonly have [choice of ours]."""

LONGEST_GAP: Final = 10
GAP_HALF_LIFE_DAYS: Final = 28

TRIED_WEEKS: Final = 8
FADING: Final = 0.8
FEWEST_DAYS: Final = 21
EARNED: Final = 3.0
EARNED_BY_NEW_DAYS: Final = 1.0
EARNED_BY_SHIFTS: Final = 5.0
"""Another rhythm must make the weeks just past e^3, twenty times, likelier than the week does. Less is asked of
the same week learnt anew; more of shift turns, many enough to find one by luck [choices of ours]."""

SUREST: Final = 0.98


@dataclass(frozen=True, slots=True)
class Turn:
    """Runs come back every so many days; each place in the turn has its own chance, late turns counting most."""

    days: int = 7
    half_life_turns: float = 3.0

    def places(self, day: int, known: int) -> list[tuple[float, int]]:
        """The known days at the place of `day` in the turn, latest first, the latest counting most."""
        last = day - self.days * max(1, math.ceil((day - known + 1) / self.days))
        most = max(LOOK_BACK_DAYS // self.days, LEAST_TURNS)
        days = range(last, max(last - self.days * most, -1), -self.days)
        return [(0.5 ** (turn / self.half_life_turns), past) for turn, past in enumerate(days)]

    def chances(self, ran: Ran, ahead: int) -> list[float]:
        """The chance of a run on each of the `ahead` days that follow."""
        return [self._chance(ran, len(ran) + offset) for offset in range(ahead)]

    def _chance(self, ran: Ran, day: int) -> float:
        places = self.places(day, len(ran))
        return share(sum(weight for weight, past in places if ran[past]), sum(weight for weight, _ in places))


@dataclass(frozen=True, slots=True)
class Rest:
    """What counts is how many days ago the last run was, whatever day of the week it is."""

    def chances(self, ran: Ran, ahead: int) -> list[float]:
        """The chance of a run on each of the `ahead` days that follow, however the days between go."""
        after = _after_rest(ran)
        rested = [0.0] * (LONGEST_GAP + 1)
        rested[_days_since_run(ran)] = 1.0
        found = []
        for _ in range(ahead):
            runs = [chance * weight for chance, weight in zip(after, rested, strict=True)]
            stays = [weight - run for weight, run in zip(rested, runs, strict=True)]
            rested = [0.0, sum(runs), *stays[1:-2], stays[-2] + stays[-1]]
            found.append(sum(runs))
        return found


Rhythm = Turn | Rest
WEEK: Final = Turn(7)
NEW_DAYS: Final = Turn(7, half_life_turns=0.5)
OTHERS: Final[tuple[Rhythm, ...]] = (NEW_DAYS, Rest(), *(Turn(days) for days in SHIFTS))


def share(part: float, whole: float) -> float:
    """A share drawn half an observation towards one half, so that one week alone proves nothing (D.4)."""
    return (part + 0.5) / (whole + 1)


def rhythm(ran: Ran) -> Rhythm:
    """The week, or what foretold the last eight weeks far better, each of them from the days before it alone."""
    surprise = {one: _surprise(one, ran) for one in (WEEK, *OTHERS)}
    return min((WEEK, *OTHERS), key=lambda one: surprise[one] + _asked(one))


def _asked(found: Rhythm) -> float:
    """How much better than the week a rhythm must be."""
    if found == WEEK:
        return 0.0
    if found == NEW_DAYS:
        return EARNED_BY_NEW_DAYS
    return EARNED if isinstance(found, Rest) else EARNED_BY_SHIFTS


def in_words(found: Rhythm) -> str:
    """What is said to a runner whose days do not follow the week; empty where they do."""
    if isinstance(found, Rest):
        return (
            "Your runs depend on the days since the last one more than on the weekday: they are guessed from that."
        )
    if found == NEW_DAYS:
        return "Your days have changed of late: they are guessed from the last two or three weeks."
    if found == WEEK:
        return ""
    return f"Your runs come back every {found.days} days more than every week: they are guessed from that."


def _surprise(found: Rhythm, ran: Ran) -> float:
    """Minus the log likelihood of the weeks just past, older ones counting less.

    A week without a single run (away, ill) tells nothing of a rhythm, and is not judged by.
    """
    total = 0.0
    for back in range(1, TRIED_WEEKS + 1):
        begin = len(ran) - 7 * back
        if begin < FEWEST_DAYS:
            break
        week = ran[begin : begin + 7]
        chances = found.chances(ran[:begin], 7) if any(week) else []
        total -= FADING ** (back - 1) * sum(
            math.log(_capped(chance if held else 1 - chance)) for chance, held in zip(chances, week, strict=False)
        )
    return total


def _capped(chance: float) -> float:
    return min(max(chance, 1 - SUREST), SUREST)


def _days_since_run(ran: Ran) -> int:
    back = next((days for days, held in enumerate(reversed(ran), start=1) if held), LONGEST_GAP)
    return min(back, LONGEST_GAP)


def _after_rest(ran: Ran) -> list[float]:
    """The chance of a run by days since the last one (index), from the last ten weeks."""
    held, seen = [0.0] * (LONGEST_GAP + 1), [0.0] * (LONGEST_GAP + 1)
    since: int | None = None
    begin = max(0, len(ran) - LOOK_BACK_DAYS)
    for day in range(begin, len(ran)):
        if since is not None:
            weight = 0.5 ** ((len(ran) - day) / GAP_HALF_LIFE_DAYS)
            seen[since] += weight
            held[since] += weight * ran[day]
        since = 1 if ran[day] else None if since is None else min(since + 1, LONGEST_GAP)
    return [share(part, whole) for part, whole in zip(held, seen, strict=True)]
