"""The exercises: all of them to browse, and one of them whole."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Final

import streamlit as st

from runstrong import reference
from runstrong.model.exercise import BodyRegion, Exercise, Library
from runstrong.settings import EQUIPMENT
from runstrong.strength.placing.wording import capital
from runstrong.ui.exercise_words import LEVEL_TEXT, PATTERN_TEXT, REGION_TEXT, kit_text, muscles_text
from runstrong.ui.links import page_link
from runstrong.ui.paging import page_of, to_the_first
from runstrong.ui.parts import bullets
from runstrong.ui.plain import plain
from runstrong.ui.state import wishes
from runstrong.ui.words import counted

PAGE: Final = "pages/exercises.py"
CARD_PX: Final = 150
CARDS: Final = 10
"""So many drawings are looked at at once; all of them are a long way to scroll on a phone."""

_PAGE: Final = "cards"
_ANEW: Final[dict[str, Any]] = {"on_change": to_the_first, "args": (_PAGE,)}
MINE, ANY = "What I have", "Anything"


def drawing(exercise_id: str, width: int) -> None:
    """The figure of an exercise."""
    drawn = reference.exercise_figure(exercise_id)
    st.image(drawn.svg, width=width, alt=drawn.alt)


def browse(library: Library) -> None:
    """Every exercise that fits the filters, by what it is for."""
    found = _filtered(library.exercises.values())
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(f"{counted(len(found), 'exercise')}.", width="content")
        page = page_of(len(found), key=_PAGE, rows=CARDS)
    shown = found[(page - 1) * CARDS : page * CARDS]
    for pattern, held in groupby(shown, key=lambda exercise: exercise.pattern):
        st.markdown(f"#### {PATTERN_TEXT[pattern]}")
        with st.grid(min_column_width=CARD_PX, gap="xsmall", border=True):
            for exercise in held:
                _card(exercise)


def _card(exercise: Exercise) -> None:
    name = f"**{plain(exercise.name)}**  \n:small[:gray[{kit_text(exercise.kits)}]]"
    with st.container(gap="xxsmall"):
        st.markdown(f"{_small_drawing(exercise.id)}\n\n{name}")
        link(exercise, "How it is done")


@cache
def _small_drawing(exercise_id: str) -> str:
    """The figure in Markdown, so that a drawing and its words are one element."""
    drawn = reference.exercise_figure(exercise_id)
    return f"![{plain(drawn.alt)}](data:image/svg+xml;base64,{b64encode(drawn.svg.encode()).decode()})"


def link(exercise: Exercise, label: str) -> None:
    """The way to an exercise's own page."""
    page_link(PAGE, plain(label), query_params={"exercise": exercise.id})


def _filtered(exercises: Iterable[Exercise]) -> list[Exercise]:
    """What the filters leave."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        part = st.pills(
            "Part of the body", list(REGION_TEXT), format_func=REGION_TEXT.__getitem__, key="part", **_ANEW
        )
        kit = st.segmented_control("Kit", [MINE, ANY], default=MINE, required=True, key="kit", **_ANEW)
        words = st.text_input("Search", placeholder="such as calf", width=180, key="words", **_ANEW)
    owned = set(wishes().equipment) if kit == MINE else set(EQUIPMENT)
    return [exercise for exercise in exercises if _fits(exercise, part, owned, words.lower().split())]


def _fits(exercise: Exercise, part: BodyRegion | None, owned: set[str], words: Sequence[str]) -> bool:
    has_kit = any(owned.issuperset(kit) for kit in exercise.kits)
    return has_kit and part in (None, exercise.region) and (not words or _says(exercise, words))


def _says(exercise: Exercise, words: Sequence[str]) -> bool:
    text = f"{exercise.name} {PATTERN_TEXT[exercise.pattern]} {muscles_text(exercise)}".lower()
    return all(word in text for word in words)


def exercise_page(exercise: Exercise, library: Library) -> None:
    """One exercise: drawn, how it is done, what to watch, what it is for, and where it leads."""
    page_link(PAGE, "All exercises", icon=":material/arrow_back:")
    st.markdown(f"## {plain(exercise.name)}")
    left, right = st.columns([2, 3], gap="large")
    with left:
        drawing(exercise.id, 360)
    with right:
        st.markdown(f"{plain(exercise.purpose)}\n\n#### How")
        bullets(exercise.cues)
        st.markdown("#### Watch for")
        bullets(capital(fault) for fault in exercise.faults)
    _facts(exercise)
    _ladder(exercise, library)
    _spares(exercise, library)


def _facts(exercise: Exercise) -> None:
    side = ", each side by itself" if exercise.per_side else ""
    article = " One of the founding article's exercises." if exercise.in_article else ""
    st.markdown(
        f"**Trains** {muscles_text(exercise)}{side}.  \n**Needs** {kit_text(exercise.kits)}; "
        f"{LEVEL_TEXT[exercise.level]}.{article}"
    )


def _ladder(exercise: Exercise, library: Library) -> None:
    steps = {"Easier": exercise.regression, "Harder": exercise.progression}
    with st.container(horizontal=True):
        for word, neighbour in steps.items():
            if neighbour:
                link(library.exercises[neighbour], f"{word}: {library.exercises[neighbour].name}")


def _spares(exercise: Exercise, library: Library) -> None:
    """Which sore places leave it out or make it gentler."""
    words = {"avoid": "left out", "modify": "made gentler"}
    lines = [
        f"{library.regions[place].name}: {words[limit]}" for place, limit in exercise.contraindications.items()
    ]
    if lines:
        with st.expander("When something is sore (4 of 10 or more)"):
            bullets(lines)
