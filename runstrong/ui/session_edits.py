"""What a runner changes about a planned session: another day, another exercise, none at all."""

from datetime import date, timedelta
from typing import Final

import streamlit as st

from runstrong import planning
from runstrong.model.plan import PlacedBy, PlannedSession, Slot
from runstrong.reference import exercise_library
from runstrong.ui.parts import bullets
from runstrong.ui.plain import plain
from runstrong.ui.state import ask, shown_store, today, workspace
from runstrong.units import weekday_text

SLOT_TEXT: Final[dict[Slot, str]] = {"am": "morning", "pm": "evening"}


def change_session(session: PlannedSession) -> None:
    """Move it, skip it, or swap one exercise; rules are checked again and broken ones named."""
    if session.status == "done":
        return
    with st.expander("Change this session"):
        _move(session)
        _swap(session)
        _skip(session)


def _move(session: PlannedSession) -> None:
    days = [day for day in _week_of(session) if day >= today()]
    if not days:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.selectbox("Move to", days, format_func=weekday_text, index=_at(days, session.day), width=180)
        slot = st.segmented_control(
            "Time", list(SLOT_TEXT), default=session.slot, format_func=SLOT_TEXT.__getitem__, required=True
        )
        if st.button("Move") and (day, slot) != (session.day, session.slot):
            _moved(session, day, slot or session.slot)
    held = st.session_state.get("broken")
    if held and held[0] == session.id:
        _broken(session, *held[1:])


def _week_of(session: PlannedSession) -> list[date]:
    first = ask(planning.plan, today(), session.day).week_start
    return [first + timedelta(days=offset) for offset in range(7)]


def _at(days: list[date], day: date) -> int:
    return days.index(day) if day in days else 0


def _moved(session: PlannedSession, day: date, slot: Slot) -> None:
    """Move it where no rule speaks against it; else name the rules and ask once more."""
    broken = planning.move(workspace().store, session.id, day, slot, today())
    if broken:
        st.session_state["broken"] = (session.id, day, slot, broken)
    else:
        st.session_state.pop("broken", None)
        st.rerun()


def _broken(session: PlannedSession, day: date, slot: Slot, rules: list[PlacedBy]) -> None:
    st.warning("That place breaks a rule of the plan:")
    bullets(rule.text for rule in rules)
    if st.button("Move it there all the same"):
        planning.move(workspace().store, session.id, day, slot, today(), force=True)
        st.session_state.pop("broken")
        st.rerun()


def _swap(session: PlannedSession) -> None:
    names = {exercise.id: exercise.name for exercise in session.exercises}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        old = st.selectbox(
            "Swap", list(names), format_func=names.__getitem__, index=None, placeholder="an exercise"
        )
        if old is None:
            return
        others = ask(planning.alternatives, session.id, old, today())
        held = exercise_library().exercises
        new = st.selectbox(
            "for one of the same purpose", others, format_func=lambda name: held[name].name, index=None
        )
        if st.button("Swap", disabled=not new) and new:
            planning.swap(workspace().store, session.id, old, new, today())
            st.rerun()
    if not others:
        st.caption(
            plain(f"Nothing else for the same purpose fits your kit and what is sore: leave {names[old]} out.")
        )


def _skip(session: PlannedSession) -> None:
    store = shown_store()
    with st.container(horizontal=True):
        if session.status == "skipped":
            if st.button("Bring it back"):
                planning.unskip(store, session.id, today())
                st.rerun()
        elif st.button("Skip it"):
            planning.skip(store, session.id, today())
            st.rerun()
        if session.pinned and st.button("Undo my changes"):
            planning.unpin(store, session.id, today())
            st.rerun()
