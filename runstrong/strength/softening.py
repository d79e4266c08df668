"""When leg work shrinks for a while: a long-run spike, a big week, sore legs (science D.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from runstrong.model.diary import Diary, RecentLoad, Spike
from runstrong.model.plan import PlacedBy
from runstrong.strength.placing.rules import CUSTOM, DEFAULT, Rule, finding
from runstrong.strength.placing.wording import WEEKDAYS

DAY: Final = timedelta(days=1)

SPIKE: Final = Rule(
    "long_run_spike",
    {"ratio": 1.10, "h": 48},
    "A third fewer leg sets in the 48 h after a run over a tenth longer than any of the 30 days before.",
    "mixed: such runs went with more overuse injuries in 5,205 runners (Schuster Brandt Frandsen 2025), "
    "an association; what strength does with it is our choice",
    "mixed",
)
BIG_WEEK: Final = Rule(
    "big_week",
    {"usual_ratio": 1.5, "peak_ratio": 1.2, "days": 7},
    "A third fewer leg sets when seven days held 1.5 times the usual, and a fifth more than any of 12 weeks.",
    DEFAULT,
)
SORE: Final = Rule(
    "soreness", {"from": 6, "days": 2}, "A third fewer leg sets while the legs are sore, 6 of 10 or more.",
    CUSTOM, "coaches' custom",
)  # fmt: skip
RULES: Final = (SPIKE, BIG_WEEK, SORE)

ONE: Final = 0.65
SEVERAL: Final = 0.5
"""What is left of the leg sets under one reason to soften, and under more than one (D.6: 30-50 % less)."""


@dataclass(frozen=True, slots=True)
class Spell:
    """From when to when one reason softens leg work."""

    start: datetime
    end: datetime
    reason: PlacedBy


@dataclass(frozen=True, slots=True)
class Softening:
    """The spells of a week. They take sets away after the days are chosen, so more load never means more sets."""

    spells: tuple[Spell, ...] = ()

    def at(self, moment: datetime) -> tuple[PlacedBy, ...]:
        """Why leg work shrinks at one moment; each rule once."""
        held = {spell.reason.rule: spell.reason for spell in self.spells if spell.start <= moment < spell.end}
        return tuple(held.values())

    def set_factor(self, moment: datetime) -> float:
        """What is left of the leg sets at one moment."""
        count = len(self.at(moment))
        return 1.0 if not count else ONE if count == 1 else SEVERAL


def softening(recent: RecentLoad, diary: Diary, today: date) -> Softening:
    """What softens leg work from `today` on."""
    return Softening((*_spikes(recent), *_big_week(recent, today), *_sore(diary, today)))


def soreness(diary: Diary, today: date) -> tuple[date, int] | None:
    """The last word on soreness up to `today`: its day and 0-10; a check-in outdoes a session of that day."""
    said = [(s.day, 0, s.soreness) for s in diary.sessions if s.soreness is not None and s.day <= today]
    said += [(c.day, 1, c.soreness) for c in diary.checkins if c.soreness is not None and c.day <= today]
    if not said:
        return None
    day, _, number = max(said)
    return day, number


def sore_until(day: date) -> datetime:
    """Until when a day's soreness is reckoned with, unless the runner says something new."""
    return datetime.combine(day + DAY * (1 + SORE.numbers["days"]), time())


def _spikes(recent: RecentLoad) -> Iterator[Spell]:
    return (_spell(spike) for spike in recent.spikes if spike.ratio > SPIKE.numbers["ratio"])


def _spell(spike: Spike) -> Spell:
    start = datetime.combine(spike.day, time()) + timedelta(hours=spike.start_hour)
    percent = round(100 * (spike.ratio - 1))
    text = (
        f"{WEEKDAYS[spike.day.weekday()]}'s run was {percent} % longer than any of the 30 days before: "
        "about a third fewer leg sets for 48 h, with the same weights."
    )
    reason = finding(SPIKE, text, ratio=spike.ratio, h=SPIKE.numbers["h"])
    return Spell(start, start + timedelta(hours=SPIKE.numbers["h"]), reason)


def _big_week(recent: RecentLoad, today: date) -> Iterator[Spell]:
    usual, peak = recent.usual_ratio, recent.peak_ratio
    if usual is None or peak is None:
        return
    if usual > BIG_WEEK.numbers["usual_ratio"] and peak > BIG_WEEK.numbers["peak_ratio"]:
        text = (
            f"The last seven days held {usual:.1f} times your usual running, {100 * (peak - 1):.0f} % more than "
            "any seven days of the 12 weeks before: about a third fewer leg sets, with the same weights."
        )
        begin = datetime.combine(today, time())
        end = begin + DAY * BIG_WEEK.numbers["days"]
        yield Spell(begin, end, finding(BIG_WEEK, text, usual_ratio=usual, peak_ratio=peak))


def _sore(diary: Diary, today: date) -> Iterator[Spell]:
    said = soreness(diary, today)
    if said is None or said[1] < SORE.numbers["from"]:
        return
    day, number = said
    text = f"Your legs were sore on {WEEKDAYS[day.weekday()]}, {number} of 10: about a third fewer leg sets."
    yield Spell(datetime.combine(day, time()), sore_until(day), finding(SORE, text, soreness=number))
