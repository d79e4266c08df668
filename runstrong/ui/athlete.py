"""The athlete's settings as forms: each with its present value and where that comes from."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final
from zoneinfo import available_timezones

import streamlit as st

from runstrong import athlete
from runstrong.athlete import SettingView
from runstrong.errors import InvalidSetting
from runstrong.settings import EQUIPMENT, REGIONS, WEEKDAYS
from runstrong.strength.safety import GENERAL_NOTICE
from runstrong.ui.parts import in_two_columns
from runstrong.ui.plain import plain
from runstrong.ui.state import ask, today, workspace

Views = Mapping[str, SettingView]

WORDS: Final[dict[str, str]] = {
    "mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat", "sun": "Sun",
    "stack": "Lift on hard days, after the run", "spread": "Keep hard days single: lift on easy days",
    "unset": "not said", "metric": "km and min/km", "imperial": "miles and min/mile",
    "novice": "New to it", "intermediate": "Some experience", "advanced": "Years of it",
}  # fmt: skip
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
    "Heart rates and threshold": ("hr_max", "hr_rest", "hr_threshold", "threshold_pace"),
    "Strength training": ("days", "sessions_per_week", "minutes", "equipment", "level", "hard_days"),
    "Block and race": ("block_start", "block_weeks", "race_date", "race_distance_m"),
    "About you, and how things are shown": ("sex", "birth_year", "units", "week_start", "time_zone"),
}
DATED_GROUP: Final = "Heart rates and threshold"


def settings_forms() -> None:
    """One form per group of settings, and the niggles."""
    views = {view.key: view for view in ask(athlete.view, today())}
    for title, keys in GROUPS.items():
        _form(title, [views[key] for key in keys])
    _niggles(views["niggles"])


def _form(title: str, views: Sequence[SettingView]) -> None:
    with st.form(title):
        st.subheader(title, anchor=False)
        changed: dict[str, str] = {}
        in_two_columns(views, lambda view: _ask(view, changed))
        from_day = _from_day() if title == DATED_GROUP else today()
        if st.form_submit_button("Save", type="primary"):
            _save(changed, from_day)


def _ask(view: SettingView, changed: dict[str, str]) -> None:
    """One setting's widget and origin; an answer other than what it showed goes into `changed`."""
    answer = WIDGETS[view.key](view)
    if answer != _shown(view):
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
    st.toast("Saved.")
    st.rerun()


def _shown(view: SettingView) -> str:
    """What the widget holds at first: a choice shows the default, a typed field only what the runner typed."""
    return view.value if view.source == "you" or view.key in CHOICES else ""


def _origin(view: SettingView) -> None:
    """Where the value in use comes from, and the value itself where the widget does not show it."""
    in_use = "" if _shown(view) or not view.value else f"{_said(view.value)} {view.unit}".strip()
    unanswered = not view.value and not view.note
    words = "Not answered" if unanswered else ": ".join(filter(None, (view.source.capitalize(), view.note)))
    st.caption(plain(f"In use: {in_use}. {words}" if in_use else words))


def _said(value: str) -> str:
    return ", ".join(WORDS.get(part, part.replace("_", " ")) for part in value.split(","))


def _number(low: int, high: int, step: int = 1) -> Callable[[SettingView], str]:
    def widget(view: SettingView) -> str:
        said = _shown(view)
        label = f"{view.label}, {view.unit}" if view.unit else view.label
        value = st.number_input(label, low, high, int(float(said)) if said else None, step, placeholder="not said")
        return "" if value is None else str(value)

    return widget


def _one(*options: str) -> Callable[[SettingView], str]:
    def widget(view: SettingView) -> str:
        return st.segmented_control(
            view.label, options, default=view.value, format_func=_said, required=True, wrap=True
        )

    return widget


def _several(options: Sequence[str]) -> Callable[[SettingView], str]:
    def widget(view: SettingView) -> str:
        held = [option for option in options if option in view.value.split(",")]
        chosen = st.pills(view.label, options, selection_mode="multi", default=held, format_func=_said, wrap=True)
        return ",".join(option for option in options if option in chosen)

    return widget


def _kit(view: SettingView) -> str:
    held = [thing for thing in EQUIPMENT if thing in view.value.split(",")]
    chosen = st.multiselect(view.label, EQUIPMENT, held, format_func=_said, placeholder="body weight only")
    return ",".join(thing for thing in EQUIPMENT if thing in chosen)


def _day(view: SettingView) -> str:
    said = _shown(view)
    chosen = st.date_input(view.label, value=date.fromisoformat(said) if said else None, format="YYYY-MM-DD")
    return chosen.isoformat() if isinstance(chosen, date) else ""


def _pace(view: SettingView) -> str:
    return st.text_input(f"{view.label}, {view.unit}", value=_shown(view), placeholder="such as 4:45")


@cache
def _zones() -> list[str]:
    return sorted(available_timezones())


def _zone(view: SettingView) -> str:
    zones = _zones()
    said = _shown(view)
    return (
        st.selectbox(view.label, zones, index=zones.index(said) if said in zones else None, placeholder="not said")
        or ""
    )


def _niggles(view: SettingView) -> None:
    """Where it hurts and how much; outside a form, because each place asks for its own number."""
    held = dict(part.split(":") for part in view.value.split(",") if part)
    with st.container(border=True):
        st.subheader(view.label, anchor=False)
        places = st.multiselect(
            "Where does it hurt?", REGIONS, default=list(held), format_func=REGION_TEXT.__getitem__
        )
        pains = [f"{place}:{_pain(place, int(held.get(place, 2)))}" for place in places]
        st.caption("0 to 3 changes nothing, 4 or 5 makes the work gentler, 6 and more takes it out.")
        st.caption(GENERAL_NOTICE)
        if st.button("Save", type="primary", key="save niggles"):
            _save({} if ",".join(pains) == view.value else {view.key: ",".join(pains)}, today())


def _pain(place: str, held: int) -> int:
    return st.slider(f"{REGION_TEXT[place]}: pain from 0 to 10", 0, 10, held, key=f"pain {place}")


WIDGETS: Final[dict[str, Callable[[SettingView], str]]] = {
    "hr_max": _number(100, 250),
    "hr_rest": _number(25, 120),
    "hr_threshold": _number(80, 240),
    "threshold_pace": _pace,
    "sex": _one("female", "male", "unset"),
    "birth_year": _number(1900, 2100),
    "units": _one("metric", "imperial"),
    "week_start": _one("monday", "sunday"),
    "time_zone": _zone,
    "days": _several(WEEKDAYS),
    "sessions_per_week": _one("1", "2", "3"),
    "minutes": _number(10, 120, 5),
    "equipment": _kit,
    "level": _one("novice", "intermediate", "advanced"),
    "hard_days": _one("stack", "spread"),
    "block_start": _day,
    "block_weeks": _number(8, 14),
    "race_date": _day,
    "race_distance_m": _number(100, 500_000, 100),
}
CHOICES: Final = frozenset(
    {
        "sex",
        "units",
        "week_start",
        "days",
        "sessions_per_week",
        "minutes",
        "equipment",
        "level",
        "hard_days",
        "block_weeks",
    }
)
"""Settings that always have a value in use: their widgets show it even while it is the default."""
