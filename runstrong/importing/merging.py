"""The files of one run made one: what becomes of every activity once its family is known."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from runstrong.errors import FileRefused
from runstrong.importing.matching import Circle
from runstrong.importing.measured import Measured
from runstrong.ingest.families import Family
from runstrong.ingest.merge import Donor, completed, gains
from runstrong.metrics.measure import measure
from runstrong.store.kin import Kin
from runstrong.store.packed import packed
from runstrong.store.pairs import Changes, Content, Link
from runstrong.store.writes import NewActivity

logger = logging.getLogger(__name__)
ORIGINAL_GONE: Final = (
    "The stored original of a file of this run is missing or damaged, so the run was not completed from its other "
    "files: import that file again."
)


@dataclass(slots=True)
class Settled:
    """Families on their way into the store: what each activity is hidden behind, and what it holds from now on.

    `in_trouble` are those that could not be completed, or given back their own, as their original is gone.
    """

    links: dict[str, Link] = field(default_factory=dict)
    contents: dict[str, Content] = field(default_factory=dict)
    in_trouble: set[str] = field(default_factory=set)

    def new_activity(self, new: Measured) -> NewActivity:
        """A new activity as it is to be stored."""
        link = self.links[new.id]
        content = self.contents.get(new.id) or Content(new.id, new.packed)
        return NewActivity(
            new.id, new.part, content.packed, link.duplicate_of, link.possible_duplicate_of, content.filled,
            content.own,
        )  # fmt: skip

    def is_in_trouble(self, activities: Sequence[NewActivity]) -> bool:
        """Whether a run of these could not be completed."""
        return any({new.id, new.duplicate_of} & self.in_trouble for new in activities)

    def changes(self, circle: Circle) -> Changes:
        """What becomes of the activities that were stored before."""
        stored = circle.kin.keys() - circle.new.keys()
        links = [self.links[one] for one in self.links if one in stored]
        contents = [self.contents[one] for one in self.contents if one in stored]
        return Changes([link for link in links if _link_of(circle.kin[link.id]) != link], contents)


def settle(circle: Circle, families: Sequence[Family]) -> Settled:
    """Decide for every member of the families what it is hidden behind and what it holds."""
    settled = Settled()
    for family in families:
        settled.links[family.shown] = Link(family.shown, None, family.asked)
        settled.links |= {one: Link(one, family.shown, None) for one in family.behind}
        if _is_news(circle, family):
            _complete(circle, family, settled)
        for one in family.behind:
            _restore(circle, one, settled)
    return settled


def _link_of(known: Kin) -> Link:
    return Link(known.id, known.duplicate_of, known.possible_duplicate_of)


def _is_news(circle: Circle, family: Family) -> bool:
    """Whether these files were not together before, just like this."""
    known = circle.kin[family.shown]
    behind = {one.id for one in circle.kin.values() if one.duplicate_of == family.shown}
    return known.duplicate_of is not None or behind != set(family.behind)


def _complete(circle: Circle, family: Family, settled: Settled) -> None:
    """Complete the shown activity from the others of its family, or give it back its own streams."""
    donors = [_donor(circle, family.shown, one) for one in family.behind]
    if gains(circle.streams(family.shown), donors)[1]:
        _measure_again(circle, family.shown, donors, settled)
    else:
        _restore(circle, family.shown, settled)


def _donor(circle: Circle, shown: str, other: str) -> Donor:
    known = circle.kin[other]
    heart = known.hr_source or known.device
    return Donor(other, circle.streams(other), circle.clock_s(shown, other), heart, known.zone)


def _restore(circle: Circle, activity_id: str, settled: Settled) -> None:
    """Give an activity back the streams of its own file, where it holds others."""
    if circle.kin[activity_id].is_filled:
        _measure_again(circle, activity_id, (), settled)


def _measure_again(circle: Circle, activity_id: str, donors: Sequence[Donor], settled: Settled) -> None:
    try:
        track, gifts = completed(circle.track_again(activity_id), donors)
        content = Content(activity_id, packed(track, measure(track)), gifts, circle.kin[activity_id].own)
    except FileRefused as refusal:
        logger.warning("completing %s: %s", activity_id, refusal)
        settled.in_trouble.add(activity_id)
    except Exception:
        # A fault of ours must cost no file: each is whole without the others.
        logger.exception("completing %s", activity_id)
    else:
        settled.contents[activity_id] = content
