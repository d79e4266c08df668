"""Where a run comes from: its files, what each gave, and the runner's word about two that may be one."""

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from runstrong import importing
from runstrong.coach import RunDetail
from runstrong.importing import Decision
from runstrong.model.athlete import Units
from runstrong.model.facts import Filled, RunSummary
from runstrong.store.database import Store
from runstrong.ui.links import page_link
from runstrong.ui.plain import plain
from runstrong.ui.run_words import run_start
from runstrong.ui.state import workspace
from runstrong.units import bpm_text, distance_text, duration_text

STREAM_TEXT: Final = {
    "movement": "distance and pace",
    "position": "places",
    "hr_bpm": "heart rate",
    "cadence_spm": "cadence",
    "elevation_m": "altitude",
    "power_w": "power",
    "temperature_c": "temperature",
    "contact_ms": "ground contact time",
    "oscillation_mm": "vertical oscillation",
    "step_length_mm": "step length",
    "vertical_ratio_pct": "vertical ratio",
}
_WARNINGS: Final = "pair warnings"


def question(detail: RunDetail, units: Units) -> None:
    """Ask about runs that may be this one; asked until it is answered, on the pages of both."""
    for other in detail.asked:
        with st.container(border=True):
            st.markdown("**Is this the same run?** Another file overlaps it without being clearly the same:")
            st.text(f"{other.files[0]}\n{_told(other, units)}")
            _answers(detail.run.summary, other)


def _answers(summary: RunSummary, other: RunSummary) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            "The same run", key=f"join {other.id}", help="Shown once, completed from both; can be split again."
        ):
            _decide(importing.same, summary.id, other.id)
        if st.button("Two runs", key=f"part {other.id}", help="Both stay, and you are not asked again."):
            _decide(importing.different, summary.id, other.id)
        page_link("pages/runs.py", "Open the other one", query_params={"run": other.id})


def _told(other: RunSummary, units: Units) -> str:
    facts = other.facts
    figures = [distance_text(facts.distance_m, units), duration_text(facts.timer_s)]
    figures += [f"{bpm_text(facts.avg_hr_bpm)} on average"] if facts.avg_hr_bpm is not None else []
    return f"{run_start(other)}: {', '.join(figures)}"


def origin(detail: RunDetail) -> None:
    """Watch, sensor, gear and files of a run, and the way to take one of the files out of it."""
    summary = detail.run.summary
    st.subheader("Where it comes from", anchor=False)
    for warning in st.session_state.pop(_WARNINGS, ()):
        st.warning(plain(warning))
    lines = [f"Watch: {summary.device}"] if summary.device else []
    lines += [f"Heart rate from: {summary.hr_source}"] if summary.hr_source else []
    lines += [f"Gear: {summary.caption.gear}"] if summary.caption.gear else []
    lines += [f"File: {summary.files[0]}"]
    st.text("\n".join(lines))
    for twin in detail.twins:
        _twin(summary, twin)
    if summary.caption.description:
        st.text(summary.caption.description)


def _twin(summary: RunSummary, twin: RunSummary) -> None:
    """Another file of the same run: its name, what it gave, and that it is another run after all."""
    with st.container(border=True):
        st.text(f"The same run is also in: {twin.files[0]}")
        st.markdown(given(summary.filled, twin.id))
        if st.button(
            "These are two different runs",
            key=f"split {twin.id}",
            help="Both are shown, each with what its own file says, and are not taken for one again.",
        ):
            _decide(importing.different, summary.id, twin.id)


def given(filled: Sequence[Filled], source: str) -> str:
    """What a file gave to the run that is shown, in a sentence."""
    whole = [STREAM_TEXT[gift.stream] for gift in filled if gift.source == source and gift.whole]
    holes = [
        f"{_length(gift.seconds)} of holes in {STREAM_TEXT[gift.stream]}"
        for gift in filled
        if gift.source == source and not gift.whole
    ]
    if not whole and not holes:
        return "It adds nothing to what the file above holds."
    sentences = [f"From it: {', '.join(whole)}."] if whole else []
    return " ".join([*sentences, *([f"It filled {', '.join(holes)}."] if holes else [])])


def _length(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _decide(decide: Callable[[Store, str, str], Decision], one: str, other: str) -> None:
    decision = decide(workspace().store, one, other)
    if decision.warnings:
        st.session_state[_WARNINGS] = decision.warnings
    st.rerun()
