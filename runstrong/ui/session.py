"""One session to do: set after set, in letters large enough for the floor beside the mat."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import streamlit as st

from runstrong import planning
from runstrong.model.diary import ExerciseDone, SessionDone, SetDone
from runstrong.model.plan import PlannedExercise, PlannedSession
from runstrong.reference import exercise_library
from runstrong.strength.dosing.shorter import shorter
from runstrong.ui.exercises import drawing, link
from runstrong.ui.links import page_link
from runstrong.ui.parts import bullets, rerun_saying
from runstrong.ui.plain import plain
from runstrong.ui.session_words import PART_TEXT, effort_words, load_text, set_line, work_line
from runstrong.ui.state import ask, shown_store, today, workspace
from runstrong.ui.week import next_session
from runstrong.ui.words import counted
from runstrong.units import clock

LENGTHS: Final = (15, 25, 40)
WIDTH_PX: Final = 560
REST: Final = "rest until"

Behind = Mapping[str, tuple[SetDone, ...]]
"""The sets done so far, by exercise."""


def chosen_session(session_id: str | None) -> PlannedSession | None:
    """The session of that name, without one the next one to do."""
    if session_id:
        return ask(planning.find, session_id, today())
    return next_session(ask(planning.show, today()))


def do_session(session: PlannedSession, done: SessionDone | None) -> None:
    """The next set, what is behind and ahead, and how it felt; every set is kept the moment it is ticked."""
    with st.container(width=WIDTH_PX):
        todays = _at_length(session)
        behind = _sets_done(done)
        ahead = _next(todays.exercises, behind, _left_out(session.id))
        _progress(todays, behind)
        if ahead is None:
            st.success("That was all of it. Well done.")
        else:
            _next_set(session.id, ahead, behind)
        _rest()
        _finish(session, done)
        _whole(todays, behind)


def _at_length(session: PlannedSession) -> PlannedSession:
    """The session as planned, or cut to the minutes there are today."""
    offered = [length for length in LENGTHS if length < session.minutes]
    if not offered:
        return session
    chosen = st.segmented_control(
        "Time today",
        [*offered, session.minutes],
        default=session.minutes,
        format_func=lambda length: f"{length} min",
        required=True,
        key=f"length {session.id}",
    )
    return session if chosen in (None, session.minutes) else shorter(session, chosen, exercise_library())


def _sets_done(done: SessionDone | None) -> dict[str, tuple[SetDone, ...]]:
    return {exercise.id: exercise.sets for exercise in done.exercises} if done else {}


def _left_out(session_id: str) -> set[str]:
    """The exercises that this visitor leaves out of this session; the next session holds them again."""
    left_out: set[str] = st.session_state.setdefault(f"left out of {session_id}", set())
    return left_out


def _next(exercises: Sequence[PlannedExercise], behind: Behind, left_out: set[str]) -> PlannedExercise | None:
    open_ones = (e for e in exercises if len(behind.get(e.id, ())) < e.sets and e.id not in left_out)
    return next(open_ones, None)


def _progress(session: PlannedSession, behind: Behind) -> None:
    total = sum(exercise.sets for exercise in session.exercises)
    done = sum(min(len(behind.get(exercise.id, ())), exercise.sets) for exercise in session.exercises)
    st.progress(done / max(total, 1), text=f"{done} of {counted(total, 'set')}")


def _next_set(session_id: str, exercise: PlannedExercise, behind: Behind) -> None:
    number = len(behind.get(exercise.id, ())) + 1
    with st.container(border=True):
        st.markdown(f"## {plain(exercise.name)}\n#### {set_line(exercise, number)}")
        drawing(exercise.id, 280)
        bullets(exercise.cues)
        if exercise.because:
            st.caption(plain(exercise.because))
        result = _result(exercise, number)
        if st.button("Set done", type="primary", width="stretch", icon=":material/check:"):
            _keep(session_id, exercise, (*behind.get(exercise.id, ()), result), behind)
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Leave it out today", type="tertiary"):
                _left_out(session_id).add(exercise.id)
                st.rerun()
            link(exercise_library().exercises[exercise.id], "How it is done")


def _result(exercise: PlannedExercise, number: int) -> SetDone:
    """What was done in this set: as planned unless the runner changes a number."""
    key = f"{exercise.id} {number}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = "Seconds" if exercise.reps is None else "Repetitions"
        planned = exercise.reps or exercise.seconds or 0
        amount = st.number_input(unit, 0, 500 if exercise.reps else 3600, planned, key=f"amount {key}", width=130)
        load = None
        if exercise_library().exercises[exercise.id].is_loaded:
            load = st.number_input("kg", 0.0, 500.0, exercise.load_kg, 0.5, key=f"kg {key}", width=130)
        spare = None
        if exercise.rir is not None:
            spare = st.number_input("Left in reserve", 0, 10, exercise.rir, key=f"rir {key}", width=130)
    held = exercise.reps is None
    return SetDone(None if held else amount, amount if held else None, load, spare)


def _keep(session_id: str, exercise: PlannedExercise, sets: tuple[SetDone, ...], behind: Behind) -> None:
    after = {**behind, exercise.id: sets}
    done = tuple(ExerciseDone(name, held) for name, held in after.items())
    planning.log(workspace().store, session_id, planning.LogEntry(exercises=done), today())
    st.session_state[REST] = datetime.now(UTC) + timedelta(seconds=exercise.rest_s)
    st.rerun()


def _rest() -> None:
    """The seconds of rest left; only while there are any does the page look at the clock."""
    until = st.session_state.get(REST)
    if until is not None and until > datetime.now(UTC):
        st.fragment(_countdown, run_every=1)()


def _countdown() -> None:
    left = (st.session_state[REST] - datetime.now(UTC)).total_seconds()
    if left > 0:
        st.markdown(f"# {clock(left)}\nRest, then the next set.")
    else:
        st.markdown("# Go\nRest is over.")


def _finish(session: PlannedSession, done: SessionDone | None) -> None:
    """How it felt; and the one tap for those who did it as written."""
    store = shown_store()
    if done is None:
        if st.button("Done as planned", width="stretch", icon=":material/done_all:"):
            planning.log(store, session.id, planning.LogEntry(), today())
            st.rerun()
        return
    with st.form("how it felt"):
        effort = st.slider("How hard was it? 0 nothing at all, 10 the most you can", 0, 10, int(done.rpe or 5))
        st.caption(effort_words(effort))
        sore = st.slider("How sore are you now? 0 not at all, 10 cannot walk", 0, 10, done.soreness or 0)
        if st.form_submit_button("Save", type="primary"):
            exercises = None if done.as_planned else done.exercises
            planning.log(store, session.id, planning.LogEntry(exercises, effort, sore), today())
            rerun_saying("Saved.")
    if st.button("Take the whole entry back", type="tertiary"):
        planning.unlog(store, session.id)
        st.rerun()


def _whole(session: PlannedSession, behind: Behind) -> None:
    """Everything the session holds, part by part, with ticks."""
    for part, title in PART_TEXT.items():
        held = [exercise for exercise in session.exercises if exercise.part == part]
        if held:
            lines = [_line(exercise, len(behind.get(exercise.id, ()))) for exercise in held]
            st.markdown("\n".join([f"**{title}**\n", *lines]))


def _line(exercise: PlannedExercise, done: int) -> str:
    tick = ":material/check: " if done >= exercise.sets else ""
    return f"- {tick}{plain(exercise.name)}: {work_line(exercise)}{load_text(exercise)}"


def no_session() -> None:
    """Nothing was chosen, or what was chosen is no more."""
    st.markdown("Choose a session in the plan: it opens here, one set after the other.")
    page_link("pages/plan.py", "See the plan", icon=":material/arrow_forward:")
