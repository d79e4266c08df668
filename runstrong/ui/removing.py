"""A run removed for good, on its page and asked twice; and what was removed, on the page Files."""

from typing import Final

import streamlit as st

from runstrong import importing
from runstrong.coach import RunDetail
from runstrong.importing.removing import STAYS_OUT, what_goes, what_stays
from runstrong.store.answers import once
from runstrong.store.removed import Going, RemovedFile, going, removed_files
from runstrong.ui.paging import page_of
from runstrong.ui.parts import bullets
from runstrong.ui.plain import plain
from runstrong.ui.state import today, workspace
from runstrong.ui.words import counted
from runstrong.units import day_text

_ASKED: Final = "run to remove"
"""What the runner was told would go, and how often they were asked."""
_SAID: Final = "said about what was removed"
_ROWS: Final = 10
_ONE_FILE: Final = "To remove one of its files only, press “These are two different runs” above first."
_LEFT_OUT: Final = "Imports leave these files out. Let one in, then add it once more."


def removal(detail: RunDetail) -> None:
    """The way to be rid of a run: a button, then two questions."""
    run_id = detail.run.summary.id
    seen, times = st.session_state.get(_ASKED, (None, 0))
    if seen is None or seen.ids[0] != run_id:
        if st.button("Remove this run", icon=":material/delete:", type="tertiary"):
            _ask(going(workspace().store, run_id), 1)
        return
    with st.container(border=True):
        st.markdown("**Remove this run for good?** This goes:")
        bullets(what_goes(seen))
        st.caption(plain(" ".join([*what_stays(seen), *([_ONE_FILE] if len(seen.ids) > 1 else [])])))
        _question(seen, times)


def _question(seen: Going, times: int) -> None:
    if times > 1:
        st.warning("Without a backup, or the file elsewhere, there is no way back. Really remove it?")
    with st.container(horizontal=True):
        if st.button("Keep it"):
            del st.session_state[_ASKED]
            st.rerun()
        if times == 1 and st.button("Remove it"):
            _ask(seen, 2)
        if times > 1 and st.button("Yes, remove it for good", type="primary"):
            _remove(seen)


def _ask(seen: Going, times: int) -> None:
    st.session_state[_ASKED] = seen, times
    st.rerun()


def _remove(seen: Going) -> None:
    del st.session_state[_ASKED]
    with st.spinner("Removing …"):
        importing.remove(workspace().store, seen, today())
    st.session_state[_SAID] = (
        f"The run is removed ({', '.join(seen.files)}). {STAYS_OUT} On the page Files you can let it in."
    )
    st.query_params.pop("run", None)
    st.rerun()


def said() -> None:
    """What became of the last press, said once."""
    if sentence := st.session_state.pop(_SAID, None):
        st.success(plain(sentence))


def what_was_removed() -> None:
    """The files that imports leave out, the last removed first, each with the way to let it in again."""
    said()
    files = list(once(workspace().own, removed_files).values())
    if not files:
        return
    st.subheader("What you removed", anchor=False)
    st.caption(_LEFT_OUT)
    with st.expander(counted(len(files), "file")):
        page = page_of(len(files), key="removed", rows=_ROWS)
        for file in files[(page - 1) * _ROWS : page * _ROWS]:
            _removed(file)


def _removed(file: RemovedFile) -> None:
    held = (
        f"{'run' if sport == 'running' else sport.replace('_', ' ')} of {day_text(day)} {day.year}"
        for sport, day in zip(file.sports, file.days, strict=True)
    )
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.text(f"{file.name}\n{', '.join(held)}; removed {day_text(file.removed_on)} {file.removed_on.year}")
        if st.button("Let it in again" if file.is_gone else "Bring it back", key=f"let in {file.sha256}"):
            importing.take_back(workspace().own, file)
            st.session_state[_SAID] = (
                f"{file.name} may come in again: add it above." if file.is_gone else f"{file.name} is whole again."
            )
            st.rerun()
