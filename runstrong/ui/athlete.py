"""The athlete's settings as forms: each with its present value and where that comes from."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st

from runstrong import athlete
from runstrong.athlete import SettingView
from runstrong.errors import InvalidSetting
from runstrong.settings import REGIONS
from runstrong.ui.pain import pain_rule, red_flags
from runstrong.ui.parts import in_two_columns, rerun_saying
from runstrong.ui.plain import plain
from runstrong.ui.screening import health_form
from runstrong.ui.setting_widgets import WIDGETS, said_text, shown
from runstrong.ui.state import ask, today, workspace

REGION_TEXT: Final[dict[str, str]] = {
    "achilles": "Achilles tendon", "calf": "Calf muscle", "plantar": "Sole of the foot or heel",
    "shin": "Shin", "bone_stress": "Bone stress injury, suspected or healing",
    "knee_pf": "Front of the knee, around the kneecap", "knee_patellar": "Tendon below the kneecap",
    "itb": "Outside of the knee", "hamstring_prox": "Hamstring at the sitting bone",
    "hamstring": "Hamstring muscle", "adductor": "Groin, inner thigh", "hip_flexor": "Front of the hip",
    "hip_glute": "Outside of the hip", "hip_fai": "Deep in the hip", "low_back": "Lower back",
    "ankle": "Ankle", "shoulder": "Shoulder", "elbow": "Elbow", "wrist": "Wrist", "neck": "Neck",
}  # fmt: skip
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "Heart rates": ("hr_max", "hr_rest", "hr_threshold", "threshold_pace"),
    "Strength": ("days", "sessions_per_week", "minutes", "equipment", "level", "hard_days"),
    "Block, race": ("block_start", "block_weeks", "race_date", "race_distance_m"),
    "You, display": ("sex", "birth_year", "units", "week_start", "time_zone"),
}
NIGGLES: Final = "Niggles"
HEALTH: Final = "Health"
DATED_GROUP: Final = "Heart rates"
_SAYS_ITSELF: Final = ("assumed", "unknown", "needs", "not answered", "no ", "none")
"""How a note begins that needs no word before it about being a default."""


def settings_forms() -> None:
    """The settings of one group at a time: all of them together are a long way down on a phone."""
    views = {view.key: view for view in ask(athlete.view, today())}
    chosen = st.segmented_control(
        "Settings", [*GROUPS, NIGGLES, HEALTH], default=DATED_GROUP, required=True, wrap=True
    )
    if chosen in GROUPS:
        _form(chosen, [views[key] for key in GROUPS[chosen]])
    elif chosen == NIGGLES:
        _niggles(views["niggles"])
        red_flags()
    else:
        health_form()


def _form(title: str, views: Sequence[SettingView]) -> None:
    with st.form(title):
        changed: dict[str, str] = {}
        in_two_columns(views, lambda view: _ask(view, changed))
        from_day = _from_day() if title == DATED_GROUP else today()
        if st.form_submit_button("Save", type="primary"):
            _save(changed, from_day)


def _ask(view: SettingView, changed: dict[str, str]) -> None:
    """One setting's widget and origin; an answer other than what it showed goes into `changed`."""
    answer = WIDGETS[view.key](view)
    if answer != shown(view):
        changed[view.key] = answer
    _origin(view)


def _from_day() -> date:
    chosen = st.date_input("These hold from", value=today(), format="YYYY-MM-DD")
    st.caption(
        "Runs before that day keep the values they had; the first value of all holds for every earlier day too."
    )
    return chosen or today()


def _save(changed: Mapping[str, str], from_day: date) -> None:
    if not changed:
        st.info("Nothing was changed.")
        return
    try:
        athlete.save(workspace().store, changed, from_day)
    except InvalidSetting as trouble:
        st.error(plain(str(trouble)))
        return
    rerun_saying("Saved.")


def _origin(view: SettingView) -> None:
    """Where the value in use comes from, and the value itself where the widget does not show it."""
    in_use = "" if shown(view) or not view.value else f"{said_text(view.value)} {view.unit}".strip()
    st.caption(plain(f"In use: {in_use}. {_source(view)}" if in_use else _source(view)))


def _source(view: SettingView) -> str:
    if view.source == "you":
        return view.note[:1].upper() + view.note[1:]
    if not view.value and not view.note:
        return "Not answered"
    if view.note.startswith(_SAYS_ITSELF):
        return view.note[:1].upper() + view.note[1:]
    return ": ".join(filter(None, (view.source.capitalize(), view.note)))


def _niggles(view: SettingView) -> None:
    """Where it hurts and how much; outside a form, because each place asks for its own number."""
    held = dict(part.split(":") for part in view.value.split(",") if part)
    with st.container(border=True):
        places = st.multiselect(
            "Where does it hurt?", REGIONS, default=list(held), format_func=REGION_TEXT.__getitem__
        )
        pains = [f"{place}:{_pain(place, int(held.get(place, 2)))}" for place in places]
        pain_rule()
        if st.button("Save", type="primary", key="save niggles"):
            _save({} if ",".join(pains) == view.value else {view.key: ",".join(pains)}, today())


def _pain(place: str, held: int) -> int:
    return st.slider(f"{REGION_TEXT[place]}: pain from 0 to 10", 0, 10, held, key=f"pain {place}")
