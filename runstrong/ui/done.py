"""What was done: strength beside what was planned and beside the running, week by week; and the log itself."""

from typing import Final

import streamlit as st

from runstrong import planning
from runstrong.charts.strength import done_chart, two_loads_chart
from runstrong.model.diary import SessionDone
from runstrong.ui.parts import chart
from runstrong.ui.plain import plain
from runstrong.ui.state import ask, today
from runstrong.ui.tables import small_table
from runstrong.ui.words import counted
from runstrong.units import weekday_text

WEEKS_SHOWN: Final = 12
SESSIONS_SHOWN: Final = 10
APART: Final = (
    "Running and strength load different tissues and are not added up. "
    "Leg strength is effort times minutes, as you rate each session."
)


def what_was_done() -> None:
    """Planned against done and the two loads side by side, as soon as one session was done."""
    log = [session for session in ask(planning.logged) if session.day <= today()]
    if not log:
        return
    with st.expander(f"What was done: {counted(len(log), 'session')}", icon=":material/history:"):
        chart(done_chart(ask(planning.adherence, today())[-WEEKS_SHOWN:]), key="done")
        weeks = ask(planning.strength_weeks, today())[-WEEKS_SHOWN:]
        chart(two_loads_chart([run for run, _ in weeks], [done for _, done in weeks]), key="two loads")
        st.caption(APART)
        small_table([_row(session) for session in log[:SESSIONS_SHOWN]])


def _row(session: SessionDone) -> dict[str, str]:
    sets = sum(len(exercise.sets) for exercise in session.exercises)
    return {
        "Day": weekday_text(session.day),
        "Minutes": f"{session.minutes:.0f}",
        "Sets": f"{sets}" if sets else "–",
        "Effort, 0-10": "–" if session.rpe is None else f"{session.rpe:g}",
        "From": plain("your watch" if session.source == "watch" else "your log"),
    }
