"""A planned week: seven days side by side, and its strength sessions with their reasons."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from typing import Final

import streamlit as st

from runstrong import planning
from runstrong.model.plan import PlannedExercise, PlannedSession, WeekPlan
from runstrong.ui.evidence import rule_link
from runstrong.ui.exercise_words import name_in_a_column
from runstrong.ui.links import page_link
from runstrong.ui.parts import headline
from runstrong.ui.plain import plain
from runstrong.ui.state import ask, today
from runstrong.ui.tables import small_table
from runstrong.ui.words import (
    STATUS_TEXT,
    dose_text,
    plan_line,
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


def week_line(plan: WeekPlan) -> None:
    """Where in the block the week lies, and why the dose is as it is."""
    why = " ".join(plain(reason.text) for reason in plan.reasons)
    st.markdown(f"{plan_line(plan)}  \n:small[:gray[{why}]]" if why else plan_line(plan))


def week_strip(plan: WeekPlan) -> None:
    """Seven days side by side, on a phone one below the other; a session says why on hover and on tap."""
    for offset, column in enumerate(st.columns(7, gap="xsmall", border=True)):
        with column:
            _day(plan, plan.week_start + timedelta(days=offset))


def long_run_line(plan: WeekPlan) -> None:
    """How far a long run still to come stays within what is usual, where it would go further."""
    if cap := ask(planning.long_run_cap, plan.runs, plan.today):
        st.caption(plain(cap))


def _day(plan: WeekPlan, day: date) -> None:
    name = f":primary[**{weekday_text(day)}**]" if day == plan.today else f"**{weekday_text(day)}**"
    runs = [f"{RUN_ICON} {run_line(run)}" for run in plan.runs if run.day == day]
    sessions = [session for session in plan.sessions if session.day == day]
    rest = [] if runs or sessions else [":gray[rest]"]
    with st.container(gap=None) if sessions else nullcontext():
        st.markdown("  \n".join([name, *runs, *rest]))
        for session in sessions:
            _in_strip(session)


def _in_strip(session: PlannedSession) -> None:
    label = f"{LIFT_ICON} {session_what(session)}, {STATUS_TEXT[session.status]}"
    why = plain(session.reasons[0].text) if session.reasons else None
    with st.popover(label, type="tertiary", help=why, width="content", wrap=True):
        session_reasons(session, f"**{session_what(session)}**, {session_when(session)}, {_size(session)}")
        open_session(session)


def open_session(session: PlannedSession, label: str = "Open the session") -> None:
    """The way to the page on which a session is done, logged and changed."""
    page_link("pages/session.py", label, icon=":material/play_arrow:", query_params={"session": session.id})


def session_reasons(session: PlannedSession, *above: str) -> None:
    """Why a session is where it is, the place that came second, and what would change it."""
    paragraphs = [*above, _reasons(session)]
    if session.runner_up:
        paragraphs.append(plain(session.runner_up))
    if session.changes_if:
        changes = (f"- {plain(change)}" for change in session.changes_if)
        paragraphs.append("**What would change it**\n\n" + "\n".join(changes))
    st.markdown("\n\n".join(paragraphs))
    if session.reasons:
        rule_link(session.reasons[0].rule, "What is known about it")


def next_session(plan: WeekPlan) -> PlannedSession | None:
    """The first session still to do, from today on."""
    ahead = [s for s in plan.sessions if s.status == "planned" and s.day >= plan.today]
    return min(ahead, key=lambda session: (session.day, session.slot), default=None)


def session_card(session: PlannedSession) -> None:
    """One session: what, when, its exercises, and why it is there."""
    with st.container(border=True):
        st.markdown(f"#### {session_what(session)}\n{session_when(session)} · {_size(session)}")
        small_table(_exercise_rows(session.exercises))
        open_session(session, "Start" if session.status == "planned" else "Open")
        with st.expander("Why here, and what would change it"):
            session_reasons(session)


def _size(session: PlannedSession) -> str:
    contacts = f", {session.foot_contacts} foot contacts" if session.foot_contacts else ""
    status = "" if session.status == "planned" else f" · **{STATUS_TEXT[session.status]}**"
    return f"{session.minutes} min{contacts}{status}"


def _exercise_rows(exercises: Sequence[PlannedExercise]) -> list[dict[str, str]]:
    return [
        {
            "Exercise": name_in_a_column(plain(exercise.name)),
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
        page_link("pages/plan.py", "See next week", icon=":material/arrow_forward:")
    else:
        session_card(session)
