"""What is known behind every rule of the plan and every word of the trend: cards with their studies, checked."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from runstrong.errors import RunstrongError
from runstrong.strength.placing.rules import Strength

Topic = Literal["shown", "placing", "dose", "care", "pace"]

_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s()]+")


@dataclass(frozen=True, slots=True)
class Study:
    """A study or synthesis: who wrote it, where it stands, who took part, what was found.

    `checked`: we read the result ourselves, in abstract or table; else it is given as commonly cited.
    """

    id: str
    authors: str
    source: str
    people: str
    result: str
    doi: str | None
    checked: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One thing the program does or says, how strong the evidence is and why, and what is contested.

    `rules` are the ids under which a plan names it (`PlacedBy.rule`).
    """

    id: str
    topic: Topic
    title: str
    strength: Strength
    rules: tuple[str, ...]
    says: str
    why: str
    studies: tuple[Study, ...]
    contested: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Every card, in the order in which the page shows them."""

    cards: tuple[Card, ...]

    def behind(self, rule: str) -> Card | None:
        """The card of a rule that a plan names; None for a rule nobody has written one for."""
        return next((card for card in self.cards if rule in card.rules), None)


def parse(text: str) -> Evidence:
    """The evidence written in `text` (JSON); raises RunstrongError where it is damaged or contradicts itself."""
    try:
        table = json.loads(text)
        studies = {name: Study(id=name, **row) for name, row in table["studies"].items()}
        evidence = Evidence(tuple(_card(row, studies) for row in table["cards"]))
        faults = [*_faults(evidence, studies)]
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise RunstrongError("The table of evidence is damaged: install the program again.") from trouble
    if faults:
        raise RunstrongError(f"The table of evidence contradicts itself: {faults[0]}.")
    return evidence


def _card(row: Mapping[str, Any], studies: Mapping[str, Study]) -> Card:
    lists = {"rules": tuple(row["rules"]), "contested": tuple(row["contested"])}
    return Card(**{**row, **lists, "studies": tuple(studies[name] for name in row["studies"])})


def _faults(evidence: Evidence, studies: Mapping[str, Study]) -> Iterator[str]:
    """What contradicts the closed lists, in words."""
    rules = [rule for card in evidence.cards for rule in card.rules]
    cited = {study.id for card in evidence.cards for study in card.studies}
    if len(rules) != len(set(rules)):
        yield "a rule stands on two cards"
    if len({card.id for card in evidence.cards}) != len(evidence.cards):
        yield "a card is there twice"
    yield from (f"{name} is cited nowhere" for name in studies if name not in cited)
    yield from (
        f"{study.id} has no DOI of the usual form" for study in studies.values() if not _is_cited_well(study)
    )
    for card in evidence.cards:
        yield from _card_faults(card)


def _is_cited_well(study: Study) -> bool:
    return study.doi is None or _DOI.fullmatch(study.doi) is not None


def _card_faults(card: Card) -> Iterator[str]:
    if card.topic not in get_args(Topic) or card.strength not in get_args(Strength):
        yield f"{card.id} has a topic or a strength of its own"
    if card.strength in ("strong", "mixed") and not card.studies:
        yield f"{card.id} claims evidence and names no study"
    if not all((card.title, card.says, card.why)):
        yield f"{card.id} leaves out what it says or why"
