"""One widget per setting: what it shows at first, and the answer as the settings understand it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Final
from zoneinfo import available_timezones

import streamlit as st

from runstrong.athlete import SettingView
from runstrong.settings import EQUIPMENT, WEEKDAYS
from runstrong.ui.state import wishes
from runstrong.units import distance_in, distance_unit

WORDS: Final[dict[str, str]] = {
    "mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat", "sun": "Sun",
    "stack": "Lift on hard days, after the run", "spread": "Keep hard days single: lift on easy days",
    "female": "Female", "male": "Male", "unset": "Not said", "monday": "Monday", "sunday": "Sunday",
    "metric": "km and min/km", "imperial": "miles and min/mile",
    "novice": "New to it", "intermediate": "Some experience", "advanced": "Years of it",
}  # fmt: skip

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


def shown(view: SettingView) -> str:
    """What the widget holds at first: a choice shows the default, a typed field only what the runner typed."""
    return view.value if view.source == "you" or view.key in CHOICES else ""


def said_text(value: str) -> str:
    """A stored answer in the runner's words."""
    return ", ".join(WORDS.get(part, part.replace("_", " ")) for part in value.split(","))


def _number(low: int, high: int, step: int = 1) -> Callable[[SettingView], str]:
    def widget(view: SettingView) -> str:
        said = shown(view)
        label = f"{view.label}, {view.unit}" if view.unit else view.label
        value = st.number_input(label, low, high, int(float(said)) if said else None, step, placeholder="not said")
        return "" if value is None else str(value)

    return widget


def _one(*options: str) -> Callable[[SettingView], str]:
    def widget(view: SettingView) -> str:
        return st.segmented_control(
            view.label, options, default=view.value, format_func=said_text, required=True, wrap=True
        )

    return widget


def _several(options: Sequence[str]) -> Callable[[SettingView], str]:
    def widget(view: SettingView) -> str:
        held = [option for option in options if option in view.value.split(",")]
        chosen = st.pills(
            view.label, options, selection_mode="multi", default=held, format_func=said_text, wrap=True
        )
        return ",".join(option for option in options if option in chosen)

    return widget


def _kit(view: SettingView) -> str:
    held = [thing for thing in EQUIPMENT if thing in view.value.split(",")]
    chosen = st.multiselect(view.label, EQUIPMENT, held, format_func=said_text, placeholder="body weight only")
    return ",".join(thing for thing in EQUIPMENT if thing in chosen)


def _day(view: SettingView) -> str:
    said = shown(view)
    chosen = st.date_input(view.label, value=date.fromisoformat(said) if said else None, format="YYYY-MM-DD")
    return chosen.isoformat() if isinstance(chosen, date) else ""


def _race(view: SettingView) -> str:
    unit, said = wishes().units, shown(view)
    value = distance_in(float(said), unit) if said else None
    chosen = st.number_input(
        f"{view.label}, {distance_unit(unit)}", 0.1, 500.0, value, 1.0, placeholder="not said"
    )
    return "" if chosen is None else f"{chosen / distance_in(1.0, unit):.0f}"


def _pace(view: SettingView) -> str:
    return st.text_input(f"{view.label}, {view.unit}", value=shown(view), placeholder="such as 4:45")


@cache
def _zones() -> list[str]:
    return sorted(available_timezones())


def _zone(view: SettingView) -> str:
    zones = _zones()
    said = shown(view)
    return (
        st.selectbox(view.label, zones, index=zones.index(said) if said in zones else None, placeholder="not said")
        or ""
    )


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
    "race_distance_m": _race,
}
