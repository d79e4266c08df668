"""A planned week: seven days side by side, and its strength sessions with their reasons."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import streamlit as st

from runstrong.model.plan import PlannedExercise, PlannedSession, WeekPlan
from runstrong.ui.parts import headline
from runstrong.ui.plain import plain
from runstrong.ui.state import today
from runstrong.ui.tables import small_table
from runstrong.ui.words import (
    STATUS_TEXT,
    dose_text,
    reserve_text,
    run_line,
    session_what,
    session_when,
)
from runstrong.units import clock, weekday_text

RUN_ICON: Final = ":material/directions_run:"
LIFT_ICON: Final = ":material/fitness_center:"


def choose_week() -> date:
    """A day of the week to look at: this one or the next."""
    weeks = {"This week": timedelta(0), "Next week": timedelta(days=7)}
    chosen = st.segmented_control(
        "Week", list(weeks), default="This week", label_visibility="collapsed", required=True
    )
    return today() + weeks[chosen or "This week"]


def week_strip(plan: WeekPlan) -> None:
    """Seven days side by side, one below the other on a phone: runs and strength sessions."""
    for offset, column in enumerate(st.columns(7, gap="xsmall", border=True)):
        column.markdown(_day_text(plan, plan.week_start + timedelta(days=offset)))


def _day_text(plan: WeekPlan, day: date) -> str:
    name = f":primary[**{weekday_text(day)}**]" if day == plan.today else f"**{weekday_text(day)}**"
    lines = [f"{RUN_ICON} {run_line(run)}" for run in plan.runs if run.day == day]
    lines += [
        f"{LIFT_ICON} {session_what(session)}, {STATUS_TEXT[session.status]}"
        for session in plan.sessions
        if session.day == day
    ]
    return "  \n".join([name, *(lines or [":gray[rest]"])])


def next_session(plan: WeekPlan) -> PlannedSession | None:
    """The first session still to do, from today on."""
    ahead = [s for s in plan.sessions if s.status == "planned" and s.day >= plan.today]
    return min(ahead, key=lambda session: (session.day, session.slot), default=None)


def session_card(session: PlannedSession) -> None:
    """One session: what, when, its exercises, why it is there, what would change it, and how to do it."""
    with st.container(border=True):
        st.markdown(f"#### {session_what(session)}\n{session_when(session)} · {_size(session)}")
        small_table(_exercise_rows(session.exercises))
        st.markdown(_reasons(session))
        with st.expander("How to do it, and what would change it"):
            st.markdown(_details(session))


def _size(session: PlannedSession) -> str:
    contacts = f", {session.foot_contacts} foot contacts" if session.foot_contacts else ""
    status = "" if session.status == "planned" else f" · **{STATUS_TEXT[session.status]}**"
    return f"{session.minutes} min{contacts}{status}"


def _exercise_rows(exercises: Sequence[PlannedExercise]) -> list[dict[str, str]]:
    return [
        {
            "Exercise": plain(exercise.name),
            "Dose": dose_text(exercise),
            "In reserve": reserve_text(exercise),
            "Rest": clock(exercise.rest_s) if exercise.rest_s else "–",
        }
        for exercise in exercises
    ]


def _reasons(session: PlannedSession) -> str:
    why = " ".join(plain(reason.text) for reason in session.reasons)
    evidence = dict.fromkeys(reason.evidence for reason in session.reasons if reason.evidence)
    return f"**Why here.** {why}\n\n:small[:gray[Evidence: {'; '.join(plain(words) for words in evidence)}]]"


def _details(session: PlannedSession) -> str:
    cues = [f"**{plain(e.name)}.** {' '.join(plain(cue) for cue in e.cues)}" for e in session.exercises]
    changes = "\n".join(f"- {plain(change)}" for change in session.changes_if)
    return "\n\n".join([*cues, f"**What would change this session**\n\n{changes}"])


def left_out(plan: WeekPlan) -> None:
    """What the plan leaves out, and why."""
    if plan.left_out:
        items = "\n".join(f"- {plain(f'{item.what}: {item.reason}')}" for item in plan.left_out)
        st.markdown(f"### Left out, and why\n{items}")


def next_session_headline(session: PlannedSession | None) -> None:
    """The next session in a few words."""
    if session is None:
        headline("Next session", "None left", "this week is done")
    else:
        headline("Next session", session_what(session), f"{session_when(session)}, {session.minutes} min")


def next_session_card(session: PlannedSession | None) -> None:
    """The next session whole."""
    if session is None:
        st.markdown("No strength session is left this week.")
        st.page_link("pages/plan.py", label="See next week", icon=":material/arrow_forward:")
    else:
        session_card(session)
