"""A session to do, made for a phone beside the mat. Which one stands in the address."""

import streamlit as st

from runstrong import planning
from runstrong.ui.frame import frame
from runstrong.ui.session import do_session, no_session
from runstrong.ui.session_edits import change_session
from runstrong.ui.state import ask, today
from runstrong.ui.week import session_reasons
from runstrong.ui.words import session_what, session_when


def session_page() -> None:
    chosen = st.query_params.get("session")
    session = ask(planning.find, chosen, today()) if chosen else None
    if session is None:
        no_session()
        return
    st.markdown(f"### {session_what(session)}\n{session_when(session)}, {session.minutes} min")
    session_reasons(session)
    do_session(session, ask(planning.log_of, session.id))
    change_session(session)


frame("Session", session_page)
