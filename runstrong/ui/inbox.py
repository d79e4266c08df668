"""The watched folder on the pages: new files offered or taken in while a page is open, and which folder it is."""

import time
from collections.abc import Callable
from typing import Final, get_args

import streamlit as st

from runstrong import athlete, coach
from runstrong.errors import InvalidSetting
from runstrong.importing.background import Import, imports
from runstrong.inbox.folder import Inbox, inbox_of
from runstrong.inbox.watchable import label, mounts, on_watches
from runstrong.model.athlete import InboxMode, Preferences
from runstrong.store.answers import once
from runstrong.ui.files import QUICK_S, came, demo_put_aside, going_on, told_in_short
from runstrong.ui.links import page_link
from runstrong.ui.parts import rerun_saying
from runstrong.ui.plain import plain
from runstrong.ui.state import today, workspace
from runstrong.ui.words import counted

LOOK_EVERY_S: Final = 10.0
PATIENCE_S: Final = 0.3
"""A look into a folder on this computer is over by then; what a slower one finds is shown with the next."""

MODE_TEXT: Final[dict[str, str]] = {"offer": "are offered", "import": "are imported at once"}
_TOLD: Final = "told of imports until"


def inbox_news() -> None:
    """New files in the watched folder and what becomes of them, for a page about something else."""
    if _wishes().inbox:
        since = st.session_state.setdefault(_TOLD, came())
        _noticing(lambda _: None, workspace().own.revision)
        _imports_in_short(since)


def inbox_state() -> None:
    """New files in the watched folder, or else how it is, for the page that tells of every import itself."""
    if _wishes().inbox:
        came()
        _noticing(_how_it_is, workspace().own.revision)
        st.session_state[_TOLD] = time.monotonic()


def _wishes() -> Preferences:
    """The watched folder is the athlete's own, also while the demo runner is shown."""
    return once(workspace().own, coach.preferences)


@st.fragment(run_every=LOOK_EVERY_S)
def _noticing(otherwise: Callable[[Inbox], None], drawn: int) -> None:
    """Look, and say what there is; a page `drawn` at another revision of the store is drawn again."""
    wishes = _wishes()
    if not wishes.inbox or _is_outdated(drawn):
        st.rerun()
    inbox = inbox_of(workspace().own, wishes.inbox)
    inbox.notice(PATIENCE_S)
    if not inbox.offered:
        otherwise(inbox)
    elif wishes.inbox_mode == "import":
        _take(inbox)
    else:
        _offer(inbox)


def _is_outdated(drawn: int) -> bool:
    """Whether another window took files in or named another folder; no import is watched going on by this."""
    own = workspace().own
    return own.revision != drawn and all(one.ended is not None for one in imports(own))


def _offer(inbox: Inbox) -> None:
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        count = counted(len(inbox.offered), "new file")
        st.markdown(f"**{count}** in {plain(label(inbox.folder))}", width="content")
        with st.container(horizontal=True, width="content"):
            if st.button("Import", type="primary", key="import from inbox"):
                _take(inbox)
            if st.button("Not now", key="put inbox aside"):
                inbox.put_aside()
                st.rerun()


def _take(inbox: Inbox) -> None:
    begun = inbox.take()
    if begun is not None:
        begun.wait(QUICK_S)
    st.rerun()


def _how_it_is(inbox: Inbox) -> None:
    name, untaken = plain(label(inbox.folder)), inbox.untaken
    with st.container(horizontal=True, vertical_alignment="center"):
        aside = f"{counted(len(untaken), 'new file')} in {name}, put aside."
        st.caption(aside if untaken else _calm(inbox, name), width="content")
        if untaken and st.button("Import", type="tertiary", key="import put aside"):
            _take(inbox)


def _calm(inbox: Inbox, name: str) -> str:
    news = inbox.news
    if news is None:
        return f"Looking through {name} for the first time …"
    if news.trouble:
        return plain(news.trouble)
    if news.waiting:
        return f"{counted(news.waiting, 'file')} in {name} may still be written: a moment."
    return f"Nothing new in {name}."


def _imports_in_short(since: float) -> None:
    """Imports that go on, and how the last one ended, until it is put away or the page about files has told."""
    known = imports(workspace().own)
    if any(one.ended is None for one in known):
        going_on()
    for one in [one for one in known if one.ended and one.ended > since][-1:]:
        _ended(one)


def _ended(one: Import) -> None:
    told_in_short(one)
    with st.container(horizontal=True, vertical_alignment="center"):
        page_link("pages/files.py", "What became of each file", icon=":material/arrow_forward:")
        if st.button("Close", type="tertiary", key="close import"):
            st.session_state[_TOLD] = time.monotonic()
            st.rerun()
    demo_put_aside()


def watched_folder() -> None:
    """Which folder is watched, and what happens to new files in it."""
    folder = st.expander("A folder to watch", icon=":material/inbox:", key="watched folder", on_change="rerun")
    if folder.open:  # only now: what is mounted may be slow to answer
        with folder:
            st.caption(
                "A watch that is plugged in, or a folder that an app keeps in step: new files there are noticed "
                "while runstrong is open. They are only read, never changed."
            )
            _proposals()
            _form()


def _proposals() -> None:
    for place in on_watches(mounts()):
        if str(place) != _wishes().inbox and st.button(f"Watch {plain(str(place))}", key=f"watch {place}"):
            _save({"inbox": str(place)})


def _form() -> None:
    wishes = _wishes()
    with st.form("inbox"):
        folder = st.text_input(
            "Folder, with its full path; empty for none", wishes.inbox, placeholder="such as ~/Dropbox/Runs"
        )
        mode = st.segmented_control(
            "New files", get_args(InboxMode), default=wishes.inbox_mode, format_func=MODE_TEXT.__getitem__,
            required=True,
        )  # fmt: skip
        if st.form_submit_button("Save"):
            _save({"inbox": folder, "inbox_mode": mode})


def _save(answers: dict[str, str]) -> None:
    try:
        athlete.save(workspace().own, answers, today())
    except InvalidSetting as trouble:
        st.error(plain(str(trouble)))
        return
    rerun_saying("Saved.")
