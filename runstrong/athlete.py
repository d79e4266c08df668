"""The athlete as pages and the command line see them: every setting, its value today, and who said so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from runstrong import settings, units
from runstrong.inbox.watchable import check, expanded
from runstrong.model.athlete import DATED_KEYS, Physiology, Preferences, Setting, Sourced
from runstrong.scored import body
from runstrong.store import reads
from runstrong.store.answers import once
from runstrong.store.database import Store
from runstrong.store.own import save_settings
from runstrong.workspace import Workspace

LABELS: Final[dict[str, tuple[str, str]]] = {
    "hr_max": ("Maximum heart rate", "beats/min"),
    "hr_rest": ("Resting heart rate", "beats/min"),
    "hr_threshold": ("Threshold heart rate", "beats/min"),
    "threshold_pace": ("Threshold pace", "min:s per km"),
    "sex": ("Sex", ""),
    "birth_year": ("Year of birth", ""),
    "units": ("Units", ""),
    "week_start": ("First day of the week", ""),
    "time_zone": ("Time zone", ""),
    "days": ("Days on which strength is possible", ""),
    "sessions_per_week": ("Strength sessions a week", ""),
    "minutes": ("Length of a session", "min"),
    "equipment": ("Equipment", ""),
    "level": ("Experience with strength training", ""),
    "hard_days": ("Hard days", ""),
    "block_start": ("Block starts on", ""),
    "block_weeks": ("Block length", "weeks"),
    "race_date": ("Race on", ""),
    "race_distance_m": ("Race distance", "m"),
    "niggles": ("Niggles", "pain 0-10"),
    "screening": ("Health questions answered with yes", ""),
    "cleared": ("A professional agreed on", ""),
    "inbox": ("Folder to watch for new files", ""),
    "inbox_mode": ("New files in it", ""),
}

DEFAULT_NOTES: Final[dict[str, str]] = {
    "sex": "not answered: heart-rate load uses the mean of the two published curves",
    "time_zone": "not answered: taken from each run's position or its file",
    "days": "every day, until you say otherwise",
    "sessions_per_week": "two, as in most trials",
    "minutes": "half an hour",
    "equipment": "body weight only",
    "level": "the gentlest start",
    "hard_days": "lift on quality days after the run, which keeps easy days easy",
    "block_weeks": "ten weeks",
    "block_start": "not answered: the last ten weeks up to today are shown",
    "race_date": "no race planned",
    "niggles": "none",
    "screening": "not answered yet",
    "inbox": "no folder is watched",
    "inbox_mode": "offered, not imported by themselves",
}


@dataclass(frozen=True, slots=True)
class SettingView:
    """One setting as shown: its value as text (empty where there is none), its unit, and where it comes from."""

    key: str
    label: str
    value: str
    unit: str
    source: str
    note: str
    dated: bool


def view(store: Store, on: date) -> list[SettingView]:
    """Every setting as it holds on a day, in the order of the form."""
    stored = reads.settings(store)
    wishes = settings.preferences(stored)
    held = once(store, body)(on)
    return [_dated(key, held) if key in DATED_KEYS else _undated(key, stored, wishes) for key in LABELS]


def view_of(workspace: Workspace, on: date) -> list[SettingView]:
    """Every setting of whoever is shown; what is about this computer is said in the own store."""
    views = view(workspace.store, on)
    if not workspace.is_demo:
        return views
    own = {setting.key: setting for setting in view(workspace.own, on)}
    return [own[v.key] if v.key in settings.OF_THE_PROGRAM else v for v in views]


def save_of(workspace: Workspace, answers: Mapping[str, str], from_day: date) -> None:
    """`save` about whoever is shown; what is about this computer goes into the own store."""
    about_computer = {key: text for key, text in answers.items() if key in settings.OF_THE_PROGRAM}
    if about_computer and workspace.is_demo:
        save(workspace.own, about_computer, from_day)
        answers = {key: text for key, text in answers.items() if key not in about_computer}
    if answers:
        save(workspace.store, answers, from_day)


def save(store: Store, answers: Mapping[str, str], from_day: date) -> None:
    """Store answers as typed, all or none; dated keys hold from `from_day` on. Raises InvalidSetting."""
    new = [
        Setting(key, settings.parse(key, text), from_day if key in DATED_KEYS else None)
        for key, text in answers.items()
    ]
    replaced = {(s.key, s.from_day) for s in new}
    kept = [s for s in reads.settings(store) if (s.key, s.from_day) not in replaced]
    settings.check_heart_rates([*kept, *new], from_day)
    for folder in (s.value for s in new if s.key == "inbox" and s.value):
        check(expanded(folder), store.folder)
    save_settings(store, new)


def _dated(key: str, body: Physiology) -> SettingView:
    held: Sourced = body.threshold_mps if key == "threshold_pace" else getattr(body, key)
    label, unit = LABELS[key]
    return SettingView(key, label, _number_text(key, held.value), unit, held.source, held.note, dated=True)


def _number_text(key: str, value: float | None) -> str:
    if value is None:
        return ""
    return units.clock(1000 / value) if key == "threshold_pace" else f"{value:.0f}"


def _undated(key: str, stored: list[Setting], wishes: Preferences) -> SettingView:
    label, unit = LABELS[key]
    answered = any(s.key == key and (s.value or key in settings.MAY_BE_EMPTY) for s in stored)
    source, note = ("you", "your answer") if answered else ("default", DEFAULT_NOTES.get(key, ""))
    return SettingView(key, label, settings.as_text(key, wishes), unit, source, note, dated=False)
