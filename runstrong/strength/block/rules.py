"""The rules of a training block as data (science C.2, C.3, D.5, D.6)."""

from typing import Final

from runstrong.strength.placing.rules import CUSTOM, DEFAULT, Rule

FOUNDATION_WEEKS: Final = 3
NOVICE_WEEKS: Final = 4
POWER_WEEKS: Final = 3
SHORT_BLOCK: Final = 4
"""With this many weeks or fewer for strength and power together, power gets one less."""

_TEMPLATE = (
    "mixed: trials of 8-14 weeks with heavy and explosive work (Blagrove 2018, Eihara 2022); weeks are custom"
)
_GAP = "our default: strength lasts weeks without training (Spiering 2021); the steps back are ours"

PHASES: Final = Rule(
    "block",
    {
        "foundation_weeks": FOUNDATION_WEEKS,
        "novice_weeks": NOVICE_WEEKS,
        "power_weeks": POWER_WEEKS,
        "new_weeks": 2,
    },
    "Foundation, then strength, then strength and power. The phase follows the weeks in which you did a session.",
    _TEMPLATE,
    "mixed",
)
DELOAD: Final = Rule(
    "deload", {"every_weeks": 4}, "Every fourth week about half the sets, with the same weights.", CUSTOM,
    "coaches' custom",
)  # fmt: skip
MAINTENANCE: Final = Rule(
    "maintenance",
    {"sessions": 1, "masters_sessions": 2},
    "After the block one session a week keeps what you built; two from 50 years on.",
    "mixed: one session a week kept strength up to 32 weeks (Spiering 2021), in few athletes",
    "mixed",
)
GAP: Final = Rule(
    "gap",
    {"lighter_days": 8, "return_days": 15, "again_days": 29, "lighter": 0.1, "return": 0.2},
    "After 8 days without a session weights are a tenth lower, after 15 a fifth and one step back, "
    "after 28 it is foundation again.",
    _GAP,
)
BOTH_AGAIN: Final = Rule(
    "return_both",
    {"days": 28},
    "After four weeks without running and lifting, running comes first and strength is body weight only.",
    DEFAULT,
)
TAPER: Final = Rule(
    "taper",
    {"days": 21, "sets": 0.67, "last_heavy_days": 7, "light_days": 6, "primer_min": 25, "quiet_days": 3},
    "From three weeks before a race a third fewer leg sets; the last heavy session lies 7 days before or more.",
    "mixed: tapering is well studied for running (Bosquet 2007, Wang 2023), for lifting it is custom",
    "mixed",
)
FOUNDATION_AGAIN: Final = Rule(
    "foundation_after_race", {"days": 7}, "Once the legs are rested after a race, a week of foundation.", CUSTOM,
    "coaches' custom",
)  # fmt: skip
STARTER: Final = Rule("starter", {}, "A gentle start as long as too few runs are known.", DEFAULT)
RULES: Final = (PHASES, DELOAD, MAINTENANCE, GAP, BOTH_AGAIN, TAPER, FOUNDATION_AGAIN, STARTER)
