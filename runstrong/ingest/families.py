"""Recordings gathered into families: each one activity, of which one file is shown and the others stand behind it.

A family follows from its members alone, from how each pair lies and from what the runner said; the order in which
files came never decides.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeAlias

from runstrong.ingest.twins import Span

WHOLE: Final = 0.9
"""Who is shown covers at least this part of the longest: joined by hand, a crop can be the richer file."""

Pair: TypeAlias = tuple[str, str]
"""Two ids, the smaller first."""


@dataclass(frozen=True, slots=True)
class Family:
    """One activity: the id that is shown, those behind it (the richest first), and whom it may be the same as."""

    shown: str
    behind: tuple[str, ...]
    asked: str | None


def pair(a: str, b: str) -> Pair:
    """The one name of a pair."""
    return (a, b) if a < b else (b, a)


def families(
    members: Collection[Span],
    shared_s: Mapping[Pair, float],
    said: Mapping[Pair, bool],
    is_same: Callable[[Pair], bool],
) -> list[Family]:
    """The families among recordings.

    `shared_s` names the pairs that may be one, and how long they go together; `is_same` says which of these are,
    and is only asked where that decides anything. `said` holds what the runner said of pairs, True for the same.

    The richest recording gathers all that are the same as itself, then the richest of the rest, and so on: never
    is one hidden behind another over a chain of likenesses.
    """
    groups: list[list[list[Span]]] = []
    for unit in sorted(_joined(members, said), key=lambda unit: _first(unit).rank, reverse=True):
        home = next(
            (
                group
                for group in groups
                if _may_join(unit, group, said) and _fits(unit, group[0], shared_s, is_same)
            ),
            None,
        )
        if home is None:
            groups.append([unit])
        else:
            home.append(unit)
    grown = [
        sorted((span for unit in group for span in unit), key=lambda s: s.rank, reverse=True) for group in groups
    ]
    return [_family(group, [other for other in grown if other is not group], shared_s, said) for group in grown]


def _joined(members: Collection[Span], said: Mapping[Pair, bool]) -> list[list[Span]]:
    """What the runner said is the same, and everything else alone."""
    unit_of = {span.id: [span] for span in members}
    for one, other in sorted(two for two, is_same in said.items() if is_same):
        if one in unit_of and other in unit_of and unit_of[one] is not unit_of[other]:
            unit_of[one].extend(unit_of[other])
            unit_of.update({span.id: unit_of[one] for span in unit_of[other]})
    return list({id(unit): unit for unit in unit_of.values()}.values())


def _first(spans: Sequence[Span]) -> Span:
    """Who is shown: the richest of those that are whole."""
    longest = max(span.elapsed_s for span in spans)
    return max((span for span in spans if span.elapsed_s >= WHOLE * longest), key=lambda span: span.rank)


def _may_join(unit: Sequence[Span], group: Sequence[Sequence[Span]], said: Mapping[Pair, bool]) -> bool:
    """Whether nothing speaks against it: no two of one file, and no word of the runner."""
    others = [span for one in group for span in one]
    return all(a.file != b.file and said.get(pair(a.id, b.id), True) for a, b in product(others, unit))


def _fits(
    unit: Sequence[Span],
    centre: Sequence[Span],
    shared_s: Mapping[Pair, float],
    is_same: Callable[[Pair], bool],
) -> bool:
    across = [pair(a.id, b.id) for a, b in product(centre, unit)]
    return any(two in shared_s and is_same(two) for two in across)


def _family(
    group: Sequence[Span],
    others: Sequence[Sequence[Span]],
    shared_s: Mapping[Pair, float],
    said: Mapping[Pair, bool],
) -> Family:
    shown = _first(group)
    together, asked = max(((_asked_s(group, other, shared_s, said), _first(other).rank) for other in others),
                          default=(0.0, None))  # fmt: skip
    behind = tuple(span.id for span in group if span is not shown)
    return Family(shown.id, behind, asked[1] if asked is not None and together > 0 else None)


def _asked_s(
    group: Sequence[Span], other: Sequence[Span], shared_s: Mapping[Pair, float], said: Mapping[Pair, bool]
) -> float:
    """How long two families go together, as far as that is still a question."""
    across = [pair(a.id, b.id) for a, b in product(group, other)]
    if any(two in said for two in across):
        return 0.0
    return max((shared_s[two] for two in across if two in shared_s), default=0.0)
