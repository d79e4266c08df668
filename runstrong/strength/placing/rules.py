"""The walls as data: when strength work may not be, their numbers, and how far the evidence carries (D.2, D.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from runstrong.model.plan import PlacedBy
from runstrong.strength.placing.wording import capital

Strength = Literal["strong", "mixed", "coaches' custom", "our default"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as data: its numbers (hours `h`, days, minutes), its sentence, its evidence and strength."""

    id: str
    numbers: Mapping[str, float]
    text: str
    evidence: str
    strength: Strength = "our default"


def finding(rule: Rule, text: str, **numbers: float) -> PlacedBy:
    """A rule applied: its sentence for this case and the numbers it saw."""
    return PlacedBy(rule.id, capital(text), rule.evidence, {name: round(n, 2) for name, n in numbers.items()})


LIFT_THEN_RUN: Final = (
    "mixed: small trials, mostly of men new to lifting (Doma 2013, 2017); the hours are our choice"
)
CUSTOM: Final = "coaches' custom: no trial behind the number"
DEFAULT: Final = "our default: no study behind the number"
_TAPER = "mixed: tapering is well studied for running (Bosquet 2007, Wang 2023), for lifting it is custom"
_SAME_DAY = (
    "mixed: six hours of lifting before running cost pace in 14 men (Doma 2013), "
    "gaps under 3 h cost explosive strength (Schumann 2022)"
)

RULES: Final[tuple[Rule, ...]] = (
    # The first wall a session meets is the one it is explained by: what says most comes first.
    Rule(
        "ill",
        {"h": 48},
        "No session while you are ill, and no leg work in the 48 h after you are well again.",
        CUSTOM,
        "coaches' custom",
    ),
    Rule("before_race", {"h": 48}, "No heavy or new leg work in the 48 h before a race.", LIFT_THEN_RUN, "mixed"),
    Rule(
        "race_week",
        {"light_days": 6, "quiet_days": 3},
        "In the last 6 days before a race one short, light session; only mobility in the last 3.",
        _TAPER,
        "mixed",
    ),
    Rule(
        "after_race",
        {"quiet_days": 1, "to_12_km": 3, "to_25_km": 5, "beyond": 14},
        "Only mobility the day after a race, then no leg work: 3 days up to 12 km, 5 to a half marathon, else 14.",
        CUSTOM,
        "coaches' custom",
    ),
    Rule(
        "before_key_run",
        {"h": 24, "new_h": 36, "sore_h": 48, "sore_from": 5},
        "No heavy leg work in the 24 h before a quality or long run; 36 h while it is new, 48 h with sore legs.",
        LIFT_THEN_RUN,
        "mixed",
    ),
    Rule(
        "legs_apart",
        {"h": 48, "masters_h": 72},
        "48 h between two sessions of heavy or new leg work; better 72 h from 50 years on.",
        CUSTOM,
        "coaches' custom",
    ),
    Rule(
        "jumps_apart",
        {"h": 48, "a_week": 2},
        "48 h between two sessions with jumps, and at most two a week.",
        CUSTOM,
        "coaches' custom",
    ),
    Rule(
        "run_first",
        {"h": 3, "preferred_h": 6, "short_min": 30, "latest_hour": 21},
        "On a running day the run comes first and strength follows 3 h later or more, better 6.",
        _SAME_DAY,
        "mixed",
    ),
    Rule(
        "after_cross_training",
        {"h": 24},
        "No heavy leg work in the 24 h after skiing, surfing or whatever else tires the legs.",
        DEFAULT,
    ),
    Rule(
        "free_day",
        {"days": 1},
        "One day a week with neither a quality run nor leg work.",
        CUSTOM,
        "coaches' custom",
    ),
)
"""What no planned session ever breaks. Pain (science E) overrides all of it and is not a matter of days."""

BY_ID: Final[Mapping[str, Rule]] = {rule.id: rule for rule in RULES}
