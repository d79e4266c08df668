"""A session to do, made for a phone beside the mat: the one in the address, else the next one."""

import streamlit as st

from runstrong import coach, planning
from runstrong.ui.frame import frame
from runstrong.ui.parts import nothing_yet
from runstrong.ui.session import chosen_session, do_session, no_session
from runstrong.ui.session_edits import change_session
from runstrong.ui.state import ask
from runstrong.ui.week import session_reasons
from runstrong.ui.words import session_what, session_when


def session_page() -> None:
    if not ask(coach.activities):
        nothing_yet("A strength session opens here to be done, one set after the other.")
        return
    session = chosen_session(st.query_params.get("session"))
    if session is None:
        no_session()
        return
    # Once begun it is no longer the next one to do: the address holds on to it.
    st.query_params["session"] = session.id
    st.markdown(f"### {session_what(session)}\n{session_when(session)}, {session.minutes} min")
    with st.expander("Why here, and what would change it"):
        session_reasons(session)
    do_session(session, ask(planning.log_of, session.id))
    change_session(session)


frame("Session", session_page)
