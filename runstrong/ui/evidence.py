"""The evidence as cards: what the plan does, how firmly it stands, the studies, and what is contested."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

import streamlit as st

from runstrong.strength.evidence import Card, Evidence, Study, Topic
from runstrong.strength.placing.rules import Strength
from runstrong.ui.links import page_link
from runstrong.ui.paging import page_of, to_the_first
from runstrong.ui.plain import plain
from runstrong.ui.words import counted

PAGE: Final = "pages/evidence.py"
CARDS: Final = 15
"""So many cards are looked at at once: a few screens of a phone."""

_PAGE: Final = "sheet"
_ANEW: Final[dict[str, Any]] = {"on_change": to_the_first, "args": (_PAGE,)}
INTRO: Final = (
    "A card for every rule of the plan and every kind of answer about pace: what it says, which studies are "
    "behind it, and where people who know the field disagree. Two reviews founded this program: "
    "Balsalobre-Fernández and colleagues (2016) and Blagrove and colleagues (2018)."
)
TOPIC_TEXT: Final[dict[Topic, str]] = {
    "shown": "What is known",
    "placing": "Which day",
    "dose": "How much",
    "care": "Your body",
    "pace": "Pace at heart rate, and load",
}
STRENGTH_TEXT: Final[dict[Strength, tuple[str, str]]] = {
    "strong": ("green", "several trials or syntheses agree"),
    "mixed": ("blue", "there are studies: small, few, indirect, or they disagree"),
    "coaches' custom": ("orange", "what coaches do; no trial behind the number"),
    "our default": ("gray", "a number we had to choose"),
}
NONE_FOUND: Final = "No card fits. Search for one word, or take back what you chose above."


def browse(evidence: Evidence) -> None:
    """The cards that fit the filters, by topic; where the address names a rule, its card alone."""
    asked = evidence.behind(st.query_params.get("rule", ""))
    if asked is not None:
        page_link(PAGE, "All cards", icon=":material/arrow_back:")
        _card(asked, is_open=True)
        return
    st.markdown(plain(INTRO))
    found = _filtered(evidence.cards)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(f"{counted(len(found), 'card')}. Tap one for its studies.", width="content")
        page = page_of(len(found), key=_PAGE, rows=CARDS)
    if not found:
        st.info(NONE_FOUND)
    for topic, cards in groupby(found[(page - 1) * CARDS : page * CARDS], key=lambda card: card.topic):
        st.markdown(f"### {TOPIC_TEXT[topic]}")
        for card in cards:
            _card(card, is_open=len(found) == 1)


def rule_link(rule: str, label: str) -> None:
    """The way to the card behind a rule that a plan names."""
    page_link(PAGE, label, icon=":material/menu_book:", query_params={"rule": rule})


def _filtered(cards: Iterable[Card]) -> Sequence[Card]:
    """What the filters leave, and what the words for strength mean."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        topic = st.pills(
            "About", list(TOPIC_TEXT), format_func=TOPIC_TEXT.__getitem__, wrap=True, key="topic", **_ANEW
        )
        strength = st.pills(
            "Strength of evidence", list(STRENGTH_TEXT), format_func=str.capitalize, key="strength", **_ANEW
        )
        words = st.text_input("Search", placeholder="such as long run", width=220, key="search evidence", **_ANEW)
    meanings = (f":small[{_badge(name)} {plain(meaning)}]" for name, (_, meaning) in STRENGTH_TEXT.items())
    st.markdown("  \n".join(meanings))
    said = words.lower().split()
    return [card for card in cards if _fits(card, topic, strength, said)]


def _fits(card: Card, topic: Topic | None, strength: Strength | None, words: Sequence[str]) -> bool:
    fits = topic in (None, card.topic) and strength in (None, card.strength)
    return fits and (not words or _says(card, words))


def _says(card: Card, words: Sequence[str]) -> bool:
    studies = (f"{study.authors} {study.people} {study.result}" for study in card.studies)
    text = " ".join((card.title, card.says, card.why, *card.contested, *studies, *card.rules)).lower()
    return all(word in text for word in words)


def _badge(strength: Strength) -> str:
    return f":{STRENGTH_TEXT[strength][0]}-badge[{plain(strength.capitalize())}]"


def _card(card: Card, *, is_open: bool) -> None:
    with st.expander(f"{plain(card.title)} {_badge(card.strength)}", expanded=is_open, key=f"card {card.id}"):
        st.markdown(_told(card))


@lru_cache(maxsize=256)
def _told(card: Card) -> str:
    """What stands in a card."""
    paragraphs = [f"**What runstrong says or does.** {plain(card.says)}", f"**How sure.** {plain(card.why)}"]
    paragraphs += _listed("Contested", [plain(point) for point in card.contested])
    paragraphs += _listed("Studies", [_study(study) for study in card.studies])
    return "\n\n".join(paragraphs)


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return [f"**{title}**", "\n".join(f"- {line}" for line in lines)] if lines else []


def _study(study: Study) -> str:
    """A study in one paragraph; its address outside opens only when it is clicked."""
    link = f" [doi.org/{plain(study.doi)}](https://doi.org/{study.doi})" if study.doi else ""
    checked = "" if study.checked else " As commonly cited: we have not checked the result ourselves."
    return (
        f"**{plain(study.authors)}**, {plain(study.source)}. {plain(study.people)}. {plain(study.result)}"
        f"{checked}{link}"
    )
