"""The health questions: a short form, what the answers call for, and a professional's agreement."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from runstrong import athlete
from runstrong.model.athlete import Preferences
from runstrong.strength import screening
from runstrong.strength.notices import GENERAL_NOTICE
from runstrong.strength.screening import Question
from runstrong.ui.parts import rerun_saying
from runstrong.ui.plain import plain
from runstrong.ui.state import today, wishes, workspace

NO, YES = "No", "Yes"
INTRO: Final = (
    "Ten questions before the first plan, and again each year or after an illness. They are our own, no medical "
    "questionnaire; a published one is called PAR-Q+. The answers stay on this computer."
)
UNDERSTOOD: Final = f"I understand: {GENERAL_NOTICE}"
INCOMPLETE: Final = "Please answer every question with yes or no."
NOT_UNDERSTOOD: Final = "Please tick that this is general information and not medical advice."
ASKED: Final = "Before the first plan: answer ten health questions"
AGREED: Final = "A professional agreed today"


def screening_card() -> None:
    """What stands between the runner and a plan: questions not yet answered, or an agreement that is missing."""
    said = wishes()
    if said.screening is None:
        with st.expander(ASKED, icon=":material/health_and_safety:"):
            _questions(said)
    _agreement(said)


def health_form() -> None:
    """The questions with the present answers, and all that the answers call for."""
    said = wishes()
    _agreement(said)
    for sentence in screening.advice(said):
        st.info(plain(sentence))
    with st.container(border=True):
        _questions(said)


def _agreement(said: Preferences) -> None:
    """Why there is no plan, or that an agreement is old; and the button that notes a new one."""
    wall = screening.stops(said, today())
    told = wall or screening.renewal(said, today())
    if told is None:
        return
    st.warning(plain(told))
    if wall != screening.UNDER_AGE and st.button(AGREED, key="agreed"):
        athlete.save(workspace().store, {"cleared": today().isoformat()}, today())
        st.rerun()


def _questions(said: Preferences) -> None:
    st.caption(plain(INTRO))
    with st.form("health questions", border=False):
        answers = {question.key: _ask(question, said) for question in screening.questions()}
        understood = st.checkbox(plain(UNDERSTOOD), value=said.screening is not None)
        if st.form_submit_button("Save the answers", type="primary"):
            _save(answers, said, understood=understood)


def _ask(question: Question, said: Preferences) -> str | None:
    held = None if said.screening is None else YES if question.key in said.screening else NO
    return st.segmented_control(plain(question.text), [NO, YES], default=held, key=f"health {question.key}")


def _save(answers: Mapping[str, str | None], said: Preferences, *, understood: bool) -> None:
    if None in answers.values():
        st.error(INCOMPLETE)
    elif not understood:
        st.error(NOT_UNDERSTOOD)
    else:
        yes = [key for key, answer in answers.items() if answer == YES]
        athlete.save(workspace().store, _settings(yes, said), today())
        rerun_saying("Saved.")


def _settings(yes: list[str], said: Preferences) -> dict[str, str]:
    """The answers as settings. An agreement holds for what was known then: a new yes takes it back."""
    new = {"screening": ",".join(yes) or "none"}
    stopping = {question.key for question in screening.questions() if question.stops}
    return new if stopping.intersection(yes) <= {*(said.screening or ())} else {**new, "cleared": ""}
