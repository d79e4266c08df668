"""What was done: strength beside what was planned and beside the running, week by week; and the log itself."""

from datetime import date
from typing import Final

import streamlit as st

from runstrong import planning
from runstrong.charts.strength import done_chart, two_loads_chart
from runstrong.charts.theme import Chart
from runstrong.model.diary import SessionDone
from runstrong.store.database import Store
from runstrong.ui.parts import chart
from runstrong.ui.plain import plain
from runstrong.ui.state import ask, today
from runstrong.ui.tables import small_table
from runstrong.ui.words import NO_BREAK, counted
from runstrong.units import weekday_text

WEEKS_SHOWN: Final = 12
SESSIONS_SHOWN: Final = 10
APART: Final = (
    "Running and strength load different tissues and are not added up. "
    "Leg strength is effort times minutes, as you rate each session."
)


def what_was_done() -> None:
    """Planned against done and the two loads side by side, as soon as one session was done; drawn once opened."""
    last = today()
    log = [session for session in ask(planning.logged) if session.day <= last]
    if not log:
        return
    title = f"What was done: {counted(len(log), 'session')}"
    with st.expander(title, icon=":material/history:", key="what was done", on_change="rerun") as box:
        if not box.open:
            return
        chart(ask(_done, last), key="done")
        chart(ask(_two_loads, last), key="two loads")
        st.caption(APART)
        small_table([_row(session) for session in log[:SESSIONS_SHOWN]])


def _done(store: Store, today: date) -> Chart:
    return done_chart(planning.adherence(store, today)[-WEEKS_SHOWN:])


def _two_loads(store: Store, today: date) -> Chart:
    weeks = planning.strength_weeks(store, today)[-WEEKS_SHOWN:]
    return two_loads_chart([run for run, _ in weeks], [done for _, done in weeks])


def _row(session: SessionDone) -> dict[str, str]:
    sets = sum(len(exercise.sets) for exercise in session.exercises)
    return {
        "Day": weekday_text(session.day).replace(" ", NO_BREAK),
        "Minutes": f"{session.minutes:.0f}",
        "Sets": f"{sets}" if sets else "–",
        "Effort, 0-10": "–" if session.rpe is None else f"{session.rpe:g}",
        "From": plain("your watch" if session.source == "watch" else "your log"),
    }
