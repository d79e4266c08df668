"""Pieces that several pages are made of."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NoReturn, TypeVar

import streamlit as st

from runstrong.charts.theme import Chart
from runstrong.simulate import make_demo
from runstrong.strength.notices import GENERAL_NOTICE
from runstrong.strength.screening import UNANSWERED
from runstrong.ui.links import page_link
from runstrong.ui.plain import plain
from runstrong.ui.state import today, workspace
from runstrong.ui.words import counted

T = TypeVar("T")

_STILL: Final[dict[str, Any]] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
_IN_PASSING: Final = "said in passing"

WHAT_IT_IS: Final = (
    "runstrong reads the files your running watch writes, plans strength training around your runs, and shows "
    "how your pace at one heart rate develops – with how sure that is."
)


def chart(drawn: Chart, key: str) -> None:
    """A figure across the full width, with its words for those who cannot see it."""
    st.plotly_chart(drawn.figure, width="stretch", config=_STILL, alt=drawn.alt, key=key)


def bullets(sentences: Iterable[str]) -> None:
    """Sentences as a list in one element."""
    lines = [f"- {plain(sentence)}" for sentence in sentences]
    if lines:
        st.markdown("\n".join(lines))


def notices(sentences: Sequence[str]) -> None:
    """What the runner should know before anything else on the page.

    The general notice stands at the page's foot, and the health questions are asked above.
    """
    shown = [plain(sentence) for sentence in sentences if sentence not in (GENERAL_NOTICE, UNANSWERED)]
    if shown:
        st.info(shown[0] if len(shown) == 1 else "\n".join(f"- {sentence}" for sentence in shown))


def in_two_columns(items: Sequence[T], draw: Callable[[T], None]) -> None:
    """Draw the first half of the items on the left, the rest on the right; on a phone, one below the other."""
    middle = (len(items) + 1) // 2
    for column, half in zip(st.columns(2, gap="medium"), (items[:middle], items[middle:]), strict=True):
        with column:
            for item in half:
                draw(item)


def headline(name: str, value: str, detail: str) -> None:
    """One number that matters, in a frame of its own, with what qualifies it."""
    st.metric(name, value, detail, delta_color="off", delta_arrow="off", border=True, height="stretch")


def nothing_yet(sentence: str) -> None:
    """An empty page: what would be here, and the two ways to fill it."""
    st.markdown(sentence)
    with st.container(horizontal=True, vertical_alignment="center"):
        page_link("pages/files.py", "Add your watch files", icon=":material/upload_file:")
        if st.button("Show me with a demo runner", type="primary"):
            _make_demo()
            st.switch_page("app.py")
    st.caption(
        "The demo runner is made up on this computer in under a minute, lives in a folder of its own, "
        "and goes with one click."
    )


def _make_demo() -> None:
    line = st.empty()
    for number, _ in enumerate(make_demo(workspace().open_demo(), today()), start=1):
        line.info(
            f"Making the demo runner: {counted(number, 'file')} written and read.", icon=":material/hourglass_top:"
        )


def rerun_saying(sentence: str) -> NoReturn:
    """Draw the page anew, and say a sentence in passing: said before, it may be gone before it was seen."""
    st.session_state[_IN_PASSING] = sentence
    st.rerun()


def said_in_passing() -> None:
    """What the last press asked to have said."""
    if sentence := st.session_state.pop(_IN_PASSING, None):
        st.toast(sentence)
