"""Which day came second for a session, and why it lost."""

from dataclasses import replace
from datetime import date
from typing import Final

from runstrong.strength.placing.liking import AGAINST, FOR
from runstrong.strength.placing.place import Chain, Placed, Search, in_order, turn_of
from runstrong.strength.placing.placement import placement
from runstrong.strength.placing.walls import broken
from runstrong.strength.placing.wording import SLOTS, listed, placement_name

CLOSE: Final = 3
FAR: Final = 9
SAID: Final = 2
"""Reasons named at most, the weightiest first."""


def runner_up(search: Search, chain: Chain, index: int) -> str:
    """The best other day for one session, the others staying put, and what it would have cost."""
    other = search.elsewhere(chain, index)
    if other is None:
        return _nowhere_else(search, chain, index)
    rest = (*chain[:index], *chain[index + 1 :])
    here, there = search.price(chain), search.price(in_order(other, rest))
    dearer = sum(there.values()) - sum(here.values())
    name = placement_name(other.at, search.around.week_start)
    if dearer <= 0:
        return f"Second choice: {name}. Nothing speaks against it; the earlier day was taken."
    margin = "narrowly" if dearer <= CLOSE else "clearly" if dearer >= FAR else ""
    return f"Second choice: {name}. It lost{f' {margin}' if margin else ''}: {listed(_why(here, there))}."


def _why(here: dict[str, int], there: dict[str, int]) -> list[str]:
    """The preferences that made the difference, weightiest first."""
    worse = {name: there.get(name, 0) - here.get(name, 0) for name in {*here, *there}}
    against = [(-weight, AGAINST.get(name) or FOR[name]) for name, weight in worse.items() if weight > 0]
    return [words for _, words in sorted(against)[:SAID]]


def _nowhere_else(search: Search, chain: Chain, index: int) -> str:
    """Why no other day can hold the session: the wall that the nearest other day meets."""
    here = chain[index]
    taken = {placed.at.day for placed in chain}
    others = sorted(
        (day for day in search.wishes.days if day not in taken), key=lambda day: (abs(day - here.at.day), day)
    )
    if not others:
        return "There is no second choice: no other day you named is open this week."
    walls = [wall for day in others for wall in _walls(search, here, chain, day)]
    why = f" {walls[0]}" if walls else ""
    return f"There is no second choice: no other day you named can hold it.{why}"


def _walls(search: Search, here: Placed, chain: Chain, day: date) -> list[str]:
    """What speaks against a day, in the half of it that `here` uses."""
    around, ask = search.around, search.wishes.asks[here.size][turn_of(chain, chain.index(here))]
    beside = (*around.sessions, *(placed.at for placed in chain if placed is not here))
    slots = sorted(SLOTS, key=lambda slot: slot != here.at.slot)
    with_others = replace(around, sessions=beside)
    walls = [broken(placement(day, slot, ask, around), with_others) for slot in slots]
    return [found[0].text for found in walls if found][:1]
