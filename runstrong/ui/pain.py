"""What belongs beside every question about pain: the traffic light, and the signs to stop at."""

from typing import Final

import streamlit as st

from runstrong.strength.notices import GENERAL_NOTICE
from runstrong.strength.red_flags import PAIN_RULE, RED_FLAGS
from runstrong.ui.parts import bullets

LIGHTS: Final = (":green[●]", ":orange[●]", ":red[●]", ":red[●]", ":gray[●]")


def pain_rule() -> None:
    """What each number means."""
    st.markdown("  \n".join(f"{light} {line}" for light, line in zip(LIGHTS, PAIN_RULE, strict=True)))


def red_flags() -> None:
    """When to stop and seek care, in plain sight."""
    with st.container(border=True):
        st.markdown("**Stop, and seek professional care, at any of these**")
        bullets(RED_FLAGS)
        st.caption(GENERAL_NOTICE)
