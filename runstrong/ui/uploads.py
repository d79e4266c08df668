"""What a visitor uploads: taken up once, and held once, by nobody but the import that reads it."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from runstrong.store import trouble

IN_MEMORY_BYTES: Final = 8 * 2**20
"""A single activity stays in memory; an export of many years would weigh there as long as its import takes."""

_IN_A_FOLDER: Final = ["fit", "gpx", "tcx", "gz", "zip", "csv", "json"]
"""What a browser sends of a whole folder: watch files, archives, and tables, which say what an export's runs are
called; not its pictures."""
_TURN: Final = "upload_turn"
_TAKEN: Final = "uploaded"


def uploaded(*, folder: bool) -> list[UploadedFile]:
    """A place to drop files, and what was dropped there since the page was drawn last: it comes once."""
    key = f"upload {st.session_state.setdefault(_TURN, 0)} {folder}"
    st.file_uploader(
        "FIT, GPX and TCX files, also as .gz or .zip: a whole Garmin or Strava export will do",
        type=_IN_A_FOLDER if folder else None,
        accept_multiple_files="directory" if folder else True,
        key=key,
        on_change=_take_up,
        args=(key,),
    )
    files: list[UploadedFile] = st.session_state.pop(_TAKEN, [])
    return files


def _take_up(key: str) -> None:
    """Before the page is drawn, which has a fresh uploader then: it would be given a copy of every byte."""
    st.session_state[_TAKEN] = st.session_state[key]
    st.session_state[_TURN] += 1


def put_down(files: Iterable[UploadedFile], folder: Path) -> list[tuple[str, BinaryIO]]:
    """Uploads by name, the large ones in unnamed files beside the store, which go with their last reader.

    Streamlit forgets them: it would keep them in memory until the visitor's tab is closed. Raises RunstrongError
    where there is no room on the disk.
    """
    down: list[tuple[str, BinaryIO]] = []
    for file in files:
        down.append((file.name, _put_down(file, folder)))
        _forget(file)
    return down


def _put_down(file: UploadedFile, folder: Path) -> BinaryIO:
    if file.size <= IN_MEMORY_BYTES:
        return file
    try:
        unnamed = TemporaryFile(dir=folder)  # noqa: SIM115 - its last reader closes it
        shutil.copyfileobj(file, unnamed)
    except OSError as error:
        raise trouble.at_writing(error, folder) from error
    return unnamed


def _forget(file: UploadedFile) -> None:
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
