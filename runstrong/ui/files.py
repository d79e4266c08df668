"""Adding watch files, and what became of every file so far."""

import time
from collections import Counter
from collections.abc import Sequence
from typing import Final

import pyarrow as pa
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from runstrong.errors import RunstrongError
from runstrong.importing import from_uploads
from runstrong.importing.background import Import, imports, start
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.ui.frame import BROKEN
from runstrong.ui.links import page_link
from runstrong.ui.paging import ROWS, of_all, page_of, search_box
from runstrong.ui.parts import bullets
from runstrong.ui.plain import plain
from runstrong.ui.state import ask, local_time, workspace
from runstrong.ui.tables import Row, as_grid, grid
from runstrong.ui.uploads import put_down, uploaded
from runstrong.ui.words import counted
from runstrong.units import day_text

OUTCOME_TEXT: Final[dict[Outcome, str]] = {
    Outcome.IMPORTED: "imported",
    Outcome.PARTIAL: "imported in part",
    Outcome.DUPLICATE: "already here",
    Outcome.SKIPPED: "no activity",
    Outcome.REMOVED: "removed by you",
    Outcome.REJECTED: "cannot be read",
}
COUNTED_TEXT: Final = {**OUTCOME_TEXT, Outcome.SKIPPED: "without an activity"}
HERE: Final = (Outcome.IMPORTED, Outcome.PARTIAL, Outcome.DUPLICATE)

SHOWN_AT_MOST: Final = 500
SKIPPED_SHOWN: Final = 50
"""Of more files than this those without an activity are only counted: a watch keeps thousands."""
PICKED_AT_MOST: Final = 50
"""Nobody picks more files than this one by one: they are a folder, which can be dropped among files, too."""
_HISTORY: Final = {"key": "file", "page": "files"}
"""What of the history stands in the address."""

QUICK_S: Final = 1.0
"""A handful of files is done within this: then there is no bar to be shown."""
LOOK_EVERY_S: Final = 0.7
REFUSALS_SAID: Final = 8
STOPPED: Final = "Stopped. What was read by then is kept; add the same again, and only the rest is read."
NONE_FOUND: Final = "No FIT, GPX or TCX file was found there: choose the folder of your watch, or an export's."
_FILES, _FOLDER = "Files or archives", "A whole folder"


def uploads() -> None:
    """The place to drop files, taken in at once: an upload is gone with the next page, an import is not."""
    came()
    kind = st.segmented_control("What to add", [_FILES, _FOLDER], default=_FILES, required=True)
    files = uploaded(folder=kind == _FOLDER)
    st.caption("Larger than that? Close runstrong; then `runstrong import export.zip` in a terminal takes it.")
    if files:
        _start(files, is_folder=kind == _FOLDER or len(files) > PICKED_AT_MOST).wait(QUICK_S)
        st.rerun()
    known = imports(workspace().own)
    if any(one.ended is None for one in known):
        going_on()
    _just_added([one for one in known if one.ended and one.ended > came()][-1:])


def came() -> float:
    """Since when this visitor is here, on the process's own clock: what ended before is history."""
    moment: float = st.session_state.setdefault("came", time.monotonic())
    return moment


def _start(files: Sequence[UploadedFile], *, is_folder: bool) -> Import:
    """Take in every file on a thread of its own, so that this page, and every other, stays free."""
    own = workspace().own
    return start(own, from_uploads(put_down(files, own.folder), reads.packings(own), is_folder=is_folder))


@st.fragment(run_every=LOOK_EVERY_S)
def going_on() -> None:
    """How far each import is; when the last one is over the whole page is drawn again."""
    unfinished = [one for one in imports(workspace().own) if one.ended is None]
    if not unfinished:
        st.rerun()
    for number, one in enumerate(unfinished):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.progress(one.progress.share if one.progress else 0.0, text=_how_far(one))
            if st.button("Stop", key=f"stop import {number}", disabled=one.is_stopping):
                one.stop()
    st.caption("You can look at other pages meanwhile. What is imported when you stop stays.")


def _how_far(one: Import) -> str:
    if one.is_stopping:
        return "Stopping …"
    return one.progress.text if one.progress else "Beginning …"


def _just_added(last: Sequence[Import]) -> None:
    for one in last:
        told_in_short(one)
        if one.outcomes:
            _table(one)
            demo_put_aside()


def told_in_short(one: Import) -> None:
    """How an import ended, in sentences, and the way on to what came in."""
    if one.trouble is not None:
        st.error(plain(str(one.trouble)) if isinstance(one.trouble, RunstrongError) else BROKEN)
    if one.was_cut_short:
        st.info(STOPPED)
    if one.outcomes:
        something_came = any(one.counts[kind] for kind in HERE)
        (st.success if something_came else st.info)(summary(one.counts))
        if something_came:
            page_link("pages/runs.py", "Look at the runs", icon=":material/arrow_forward:")
        _refused([outcome for outcome in one.outcomes if outcome.outcome is Outcome.REJECTED])
    elif one.trouble is None and not one.was_cut_short:
        st.info(NONE_FOUND)


def _table(one: Import) -> None:
    """What became of the first files; those that hold no activity are only counted."""
    files = one.counts.total()
    only_counted = one.counts[Outcome.SKIPPED] if files > SKIPPED_SHOWN else 0
    shown = [outcome for outcome in one.outcomes if not only_counted or outcome.outcome is not Outcome.SKIPPED]
    grid(as_grid([outcome_row(outcome) for outcome in shown[:SHOWN_AT_MOST]]), key="just_added_table")
    if files - only_counted > SHOWN_AT_MOST:
        st.caption(f"The first {SHOWN_AT_MOST} of {files - only_counted:,} are shown; all of them stand below.")


def _refused(outcomes: Sequence[FileOutcome]) -> None:
    """Why files cannot be read, as sentences: the one thing to see on a phone, too."""
    bullets(f"{outcome.name}: {outcome.reason}" for outcome in outcomes[:REFUSALS_SAID])
    if len(outcomes) > REFUSALS_SAID:
        st.markdown("The others stand in the table below.")


def demo_put_aside() -> None:
    """After the first own runs: whose runs are shown, and the way to be rid of the demo runner."""
    opened = workspace()
    if opened.demo is None or opened.is_demo:
        return
    st.info("Your own runs are shown from now on; the demo runner is put aside.")
    if st.button("Remove the demo runner", key="remove put aside demo"):
        opened.remove_demo()
        st.rerun()


def summary(counts: Counter[Outcome]) -> str:
    """How many files became what, in one sentence."""
    parts = [f"{counts[kind]:,} {text}" for kind, text in COUNTED_TEXT.items() if counts[kind]]
    return f"{counted(counts.total(), 'file')}: {', '.join(parts)}."


def outcome_row(outcome: FileOutcome) -> Row:
    """One file: what became of it, and why, in plain words."""
    held = (f"{a.sport.replace('_', ' ')} {day_text(a.start_utc)} {a.start_utc.year}" for a in outcome.activities)
    return {
        "File": outcome.name,
        "Outcome": OUTCOME_TEXT[outcome.outcome],
        "Why": " ".join((outcome.reason or "", *outcome.warnings)).strip(),
        "Holds": ", ".join(held),
    }


def history() -> None:
    """Every file so far, newest first, searched and paged."""
    search = search_box("Search the files", "part of a name or a reason, such as 2024 or .gpx", **_HISTORY)
    found, everything = ask(reads.outcome_count, search), ask(reads.outcome_count, "")
    if not found:
        st.markdown(f"No file fits “{plain(search)}”." if search else "None yet.")
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"{of_all(found, everything, 'file')}.", width="content")
        page = page_of(found, key=_HISTORY["page"])
    grid(ask(_lines, search, page), key=f"history {search} {page}")


def _lines(store: Store, search: str, page: int) -> pa.Table:
    lines = reads.outcomes(store, search, ROWS, (page - 1) * ROWS)
    return as_grid([{**outcome_row(line.outcome), "Imported": local_time(line.imported_at)} for line in lines])
