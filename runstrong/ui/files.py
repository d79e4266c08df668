"""Adding watch files, and what became of every file so far."""

from collections.abc import Iterable, Sequence
from typing import Final

import pyarrow as pa
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from runstrong.importing import import_upload
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.ui.parts import bullets
from runstrong.ui.state import ask, local_time, workspace
from runstrong.ui.tables import Row, as_grid, grid
from runstrong.ui.words import counted
from runstrong.units import day_text

OUTCOME_TEXT: Final[dict[Outcome, str]] = {
    Outcome.IMPORTED: "imported",
    Outcome.PARTIAL: "imported in part",
    Outcome.DUPLICATE: "already here",
    Outcome.SKIPPED: "no activity",
    Outcome.REJECTED: "cannot be read",
}

SHOWN_AT_MOST: Final = 500
REFUSALS_SAID: Final = 8
_FILES, _FOLDER = "Files or archives", "A whole folder"
_WATCH_SUFFIXES: Final = ["fit", "gpx", "tcx", "gz", "zip"]


def uploads() -> None:
    """The place to drop files; they are taken in at once, because an upload is gone with the next page."""
    kind = st.segmented_control("What to add", [_FILES, _FOLDER], default=_FILES, required=True)
    files = _uploader(folder=kind == _FOLDER)
    if files:
        _empty_uploader()
        _import_all(files)
        st.rerun()
    _just_added(st.session_state.get("just_added", []))


def _uploader(*, folder: bool) -> list[UploadedFile]:
    """A fresh uploader after each import: what was taken in must not come again with the next rerun."""
    turn = st.session_state.setdefault("upload_turn", 0)
    return st.file_uploader(
        "FIT, GPX and TCX files, also as .gz or .zip: a whole Garmin or Strava export will do",
        type=_WATCH_SUFFIXES if folder else None,
        accept_multiple_files="directory" if folder else True,
        key=f"upload {turn} {folder}",
    )


def _empty_uploader() -> None:
    """Before the import, not after: should it fail, the same files are not tried again at every rerun."""
    st.session_state["upload_turn"] = st.session_state["upload_turn"] + 1


def _import_all(files: Sequence[UploadedFile]) -> None:
    """Take in every file; what is done stays done should the runner leave the page half way."""
    outcomes: list[FileOutcome] = []
    st.session_state["just_added"] = outcomes
    bar = st.progress(0.0)
    for number, file in enumerate(files):
        bar.progress(number / len(files), text=f"{number} of {counted(len(files), 'file')} done")
        for outcome in import_upload(workspace().own, file.name, file):
            outcomes.append(outcome)
            bar.progress(number / len(files), text=f"{counted(len(outcomes), 'file')} imported")
        file.close()


def _just_added(outcomes: Sequence[FileOutcome]) -> None:
    if not outcomes:
        return
    st.success(summary(outcomes))
    _refused([outcome for outcome in outcomes if outcome.outcome is Outcome.REJECTED])
    grid(as_grid([outcome_row(outcome) for outcome in outcomes]), key="just_added_table")
    _demo_put_aside()


def _refused(outcomes: Sequence[FileOutcome]) -> None:
    """Why files cannot be read, as sentences: the one thing to see on a phone, too."""
    bullets(f"{outcome.name}: {outcome.reason}" for outcome in outcomes[:REFUSALS_SAID])
    if len(outcomes) > REFUSALS_SAID:
        st.markdown("The others stand in the table below.")


def _demo_put_aside() -> None:
    opened = workspace()
    if opened.demo is None or opened.is_demo:
        return
    st.info("Your own runs are shown from now on; the demo runner is put aside.")
    if st.button("Remove the demo runner", key="remove put aside demo"):
        opened.remove_demo()
        st.rerun()


def summary(outcomes: Iterable[FileOutcome]) -> str:
    """How many files became what, in one sentence."""
    kinds = [outcome.outcome for outcome in outcomes]
    counts = [f"{kinds.count(kind)} {text}" for kind, text in OUTCOME_TEXT.items() if kind in kinds]
    return f"{counted(len(kinds), 'file')}: {', '.join(counts)}."


def outcome_row(outcome: FileOutcome) -> Row:
    """One file: what became of it, and why, in plain words."""
    held = (f"{a.sport.replace('_', ' ')} {day_text(a.start_utc)} {a.start_utc.year}" for a in outcome.activities)
    return {
        "File": outcome.name,
        "Outcome": OUTCOME_TEXT[outcome.outcome],
        "Why": " ".join((outcome.reason or "", *outcome.warnings)).strip(),
        "Holds": ", ".join(held),
    }


def history(search: str) -> None:
    """Every file so far, newest first, as far as `search` fits its name, outcome or reason."""
    found = ask(_found, search)
    if len(found):
        grid(found, key="history")
    else:
        st.markdown("No file fits that." if search else "None yet.")


def _found(store: Store, search: str) -> pa.Table:
    lines = reads.outcomes(store, search, SHOWN_AT_MOST)
    return as_grid([{**outcome_row(line.outcome), "Imported": local_time(line.imported_at)} for line in lines])
