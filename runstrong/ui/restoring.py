"""A backup put back inside the running app: looked into first, exchanged only when it is wanted."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import streamlit as st

from runstrong import takeout
from runstrong.errors import RunstrongError
from runstrong.store.reads import Counts
from runstrong.takeout.telling import files_text
from runstrong.ui.data import has_own_data, own_holdings, say_next, typed_path
from runstrong.ui.plain import plain
from runstrong.ui.state import let_go, today, workspace

HOW: Final = (
    "A backup takes the place of everything that is here. It is checked first, and you see what it holds before "
    "anything changes."
)
_UPLOAD, _ON_DISK = "Upload it", "From this computer"
_TURN: Final = "turn to restore"
_CHECKED: Final = "checked backup"


@dataclass(frozen=True, slots=True)
class _Backup:
    """A chosen backup file; `key` tells it from another, or from what it was before it was changed."""

    file: Path | BinaryIO
    key: tuple[object, ...]


def restore() -> None:
    """Choose a backup, see what it holds, put it in the place of what is here."""
    if has_own_data():
        st.markdown(HOW)
    backup = _chosen()
    if backup is None:
        return
    try:
        holds = _look_into(backup)
    except RunstrongError as trouble:
        st.error(plain(str(trouble)))
        return
    st.info(f"The backup is whole: {plain(takeout.held(holds))}, with {files_text(holds.files)}.")
    if has_own_data():
        here = own_holdings().counts
        st.markdown(
            f"What is here now ({plain(takeout.held(here)) if here else 'nothing'}) is kept, with its files and "
            "your settings, in a folder of its own beside the new."
        )
    if st.button("Put it in place of what is here" if has_own_data() else "Put it back", type="primary"):
        _put_back(backup, holds)


def _chosen() -> _Backup | None:
    """The backup that was uploaded or named; a fresh choice after each one that was put back."""
    turn = st.session_state.setdefault(_TURN, 0)
    places = [_UPLOAD, _ON_DISK]
    if st.segmented_control("Where the backup is", places, default=_UPLOAD, required=True) == _UPLOAD:
        uploaded = st.file_uploader("A backup file made by runstrong", type="zip", key=f"backup {turn}")
        return None if uploaded is None else _Backup(uploaded, (uploaded.file_id,))
    suggested = str(Path.home() / f"runstrong-{today()}.zip")
    typed = st.text_input("Path of the backup file", placeholder=suggested, key=f"backup path {turn}")
    if not typed.strip():
        return None
    file = typed_path(typed)
    if file is None or not os.path.isfile(file):  # noqa: PTH113 - Path.is_file raises for a name too long
        st.error("There is no such file on this computer: type its whole path.")
        return None
    return _Backup(file, (file, file.stat().st_mtime_ns, file.stat().st_size))


def _look_into(backup: _Backup) -> Counts:
    """What it holds, looked up once per file and visitor."""
    known: tuple[object, Counts] | None = st.session_state.get(_CHECKED)
    if known is None or known[0] != backup.key:
        with st.spinner("Checking the backup …"):
            known = backup.key, takeout.look_into(workspace().folder, backup.file)
        st.session_state[_CHECKED] = known
    return known[1]


def _put_back(backup: _Backup, holds: Counts) -> None:
    """Unpack beside what is here while everybody goes on reading it; only the exchange makes them wait."""
    day = today()  # what is asked of the store is asked before it is let go
    with (
        st.spinner("Putting it back …"),
        takeout.unpacked(workspace().folder, backup.file) as fresh,
        let_go() as folder,
    ):
        aside = takeout.exchange(folder, fresh, day, force=True)
        kept = f" What was here is kept in {aside}." if aside else ""
        say_next(f"Restored: {takeout.held(holds)}.{kept}")
        st.session_state[_TURN] += 1
    st.rerun()
