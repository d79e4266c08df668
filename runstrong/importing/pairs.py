"""What the runner says of a pair: the same run, or two. It is remembered, and beats every rule."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Final

from runstrong.errors import RunstrongError
from runstrong.importing.keeping import one_at_a_time
from runstrong.importing.matching import Circle
from runstrong.importing.merging import ORIGINAL_GONE, settle
from runstrong.ingest.families import pair
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.store.pairs import Answers, said, say

ONE_ID: Final = "That is one and the same activity: name two."
ONE_FILE: Final = "Both are parts of one file, which its watch recorded one after the other: they stay two."
NOTHING_SHARED: Final = "They share no time, or are of different sports, so they cannot be one run."


@dataclass(frozen=True, slots=True)
class Decision:
    """The ids that are shown now, and what could not be done about them."""

    shown: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def same(store: Store, one: str, other: str) -> Decision:
    """Make one run of two, whatever was said of them and of those behind them before.

    Raises UnknownActivity, or RunstrongError where they cannot be one.
    """
    return _decided(store, one, other, _joining)


def different(store: Store, one: str, other: str) -> Decision:
    """Make two runs of two files, or let two stay two without being asked again; raises UnknownActivity."""
    return _decided(store, one, other, _splitting)


def _decided(store: Store, one: str, other: str, answering: Callable[[Circle, str, str], Answers]) -> Decision:
    for activity_id in (one, other):
        reads.summary(store, activity_id)
    if one == other:
        raise RunstrongError(ONE_ID)
    with one_at_a_time:
        before = said(store)
        circle = Circle(store, before)
        circle.take_in((one, other))
        answers = answering(circle, one, other)
        circle.hear({two: word for two, word in (before | dict(answers)).items() if word is not None})
        families = circle.families((one, other))
        settled = settle(circle, families)
        say(store, answers, settled.changes(circle))
    shown = tuple(family.shown for family in families if {one, other} & {family.shown, *family.behind})
    return Decision(shown, (ORIGINAL_GONE,) if settled.in_trouble else ())


def _joining(circle: Circle, one: str, other: str) -> Answers:
    """The word itself, and nothing that was said against any two of both families any more."""
    if circle.kin[one].sha256 == circle.kin[other].sha256:
        raise RunstrongError(ONE_FILE)
    across = {pair(a, b) for a, b in product(circle.members(one), circle.members(other)) if a != b}
    if not any(circle.is_candidate(*two) for two in across):
        raise RunstrongError(NOTHING_SHARED)
    against = {two for two in across if circle.said.get(two) is False}
    return dict.fromkeys(against) | {pair(one, other): True}


def _splitting(circle: Circle, one: str, other: str) -> Answers:
    """Who goes is another run than all who stay: the one that is not shown, or what it was never together with."""
    family = circle.family(one)
    members = {family.shown, *family.behind}
    if other not in members:
        return {pair(one, other): False}
    leaving = one if other == family.shown else other
    return {pair(leaving, stays): False for stays in members - {leaving}}
