"""Where the week stands in the training block: its phase, a deload, a taper, a return (science C.2, C.3, D.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from runstrong.model.plan import Phase, PlacedBy
from runstrong.strength.placing.race_walls import after_race_days
from runstrong.strength.placing.rules import CUSTOM, DEFAULT, Rule, finding
from runstrong.strength.placing.wording import counted
from runstrong.strength.week import WEEK, Week

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
    "running_first",
    {"days": 28},
    "After four weeks without running and lifting, running comes first and strength is body weight only.",
    DEFAULT,
)
TAPER: Final = Rule(
    "taper",
    {"days": 21, "sets": 0.67, "last_heavy_days": 7, "light_days": 6, "quiet_days": 3},
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

_STEP_BACK: Final[dict[Phase, Phase]] = {"power": "strength", "maintenance": "strength"}


@dataclass(frozen=True, slots=True)
class Stage:
    """The week's place in its block.

    `number` counts calendar weeks from 1; `effective` those in which sessions were done, `weeks_done` of them
    before this one. `dosed_as` is the phase whose doses hold: a taper, a return and the days after a race borrow
    another's. `gap_days` lie since the last session, None without one. `body_only`: no kit this week.
    """

    phase: Phase
    number: int
    effective: int
    weeks_done: int
    deload: bool
    dosed_as: Phase
    load_factor: float
    jumps_allowed: bool
    is_new: bool
    body_only: bool
    race: date | None
    reasons: tuple[PlacedBy, ...]

    def set_factor(self, day: date) -> float:
        """What a coming race leaves of the leg sets on one day."""
        near = self.race is not None and 0 < (self.race - day).days <= TAPER.numbers["days"]
        return TAPER.numbers["sets"] if near else 1.0


@dataclass(frozen=True, slots=True)
class _Past:
    """What was done of the block: calendar week, weeks with a session before this one, days since the last."""

    number: int
    weeks_done: int
    gap_days: int | None
    rested: bool

    @property
    def effective(self) -> int:
        return min(self.number, 1 + self.weeks_done)

    @property
    def is_again(self) -> bool:
        return self.gap_days is not None and self.gap_days >= GAP.numbers["again_days"]

    @property
    def is_return(self) -> bool:
        return (
            self.gap_days is not None and GAP.numbers["return_days"] <= self.gap_days < GAP.numbers["again_days"]
        )

    @property
    def load_factor(self) -> float:
        if self.is_return:
            return 1 - GAP.numbers["return"]
        light = self.gap_days is not None and self.gap_days >= GAP.numbers["lighter_days"] and not self.is_again
        return 1 - GAP.numbers["lighter"] if light else 1.0


def stage(week: Week) -> Stage:
    """Where `week` stands: by what was done, the races around it, and the days since the last session."""
    past, race, rests = _past(week), week.race_ahead(TAPER.numbers["days"]), _rests(week)
    built = _phase(past.effective, week) if week.outlook.enough_history else "foundation"
    stepped = _STEP_BACK.get(built, "foundation") if past.is_return else built
    dosed_as: Phase = "foundation" if rests else stepped
    shown: Phase = "taper" if race else ("foundation" if rests else ("return" if past.is_return else built))
    every = int(DELOAD.numbers["every_weeks"])
    deload = shown in ("foundation", "strength", "power") and not rests and past.effective % every == 0
    return Stage(
        phase=shown,
        number=past.number,
        effective=past.effective,
        weeks_done=past.weeks_done,
        deload=deload and not past.rested,
        dosed_as=dosed_as,
        load_factor=past.load_factor,
        jumps_allowed=week.outlook.enough_history and not past.is_return and not rests,
        is_new=past.effective <= PHASES.numbers["new_weeks"] or not week.outlook.enough_history,
        body_only=_both_again(week, past),
        race=race,
        reasons=tuple(_reasons(week, past, built, race, deload=deload, rests=rests)),
    )


def _phase(effective: int, week: Week) -> Phase:
    """The phase of a week of the block by its number."""
    length = week.preferences.block_weeks
    foundation = NOVICE_WEEKS if week.preferences.level == "novice" else FOUNDATION_WEEKS
    power = POWER_WEEKS - (length - foundation <= SHORT_BLOCK)
    if effective > length:
        return "maintenance"
    if effective <= foundation:
        return "foundation"
    return "power" if effective > length - power else "strength"


def _past(week: Week) -> _Past:
    """The block so far. Weeks between today's and a later one count as done: the plan ahead supposes them."""
    done = sorted({*week.done_days(), *_supposed(week)})
    before = [day for day in done if day < week.start]
    reference = next((day for day in done if day >= week.start), week.now)
    gap = (reference - before[-1]).days if before else None
    steps = pairwise([*before, reference])
    again = [later for earlier, later in steps if (later - earlier).days >= GAP.numbers["again_days"]]
    begin = week.preferences.block_start
    first = max(filter(None, [begin and week.first_of(begin), again[-1] if again else None]), default=date.min)
    counted_days = [day for day in before if day >= first]
    origin = begin or (counted_days[0] if counted_days else week.start)
    number = max(1, (week.start - week.first_of(origin)).days // 7 + 1)
    weeks = {week.first_of(day) for day in counted_days}
    return _Past(number, len(weeks), gap, rested=bool(weeks) and week.start - WEEK not in weeks)


def _supposed(week: Week) -> Iterator[date]:
    """A day in every week from today's to the one before `week`, as if what is planned will be done."""
    day = week.today
    while week.first_of(day) < week.start:
        yield day
        day = week.first_of(day) + WEEK


def _rests(week: Week) -> bool:
    """Whether most of the week lies in the days after a race that end with a foundation week."""
    again = timedelta(days=FOUNDATION_AGAIN.numbers["days"])
    ends = [race.day + timedelta(days=after_race_days(race)) + again for race in week.races_behind()]
    return any(week.middle <= end for end in ends)


def _both_again(week: Week, past: _Past) -> bool:
    days = BOTH_AGAIN.numbers["days"]
    no_runs = week.recent.gap_days is not None and week.recent.gap_days >= days
    return no_runs and (past.gap_days is None or past.gap_days >= days)


def _reasons(
    week: Week, past: _Past, built: Phase, race: date | None, *, deload: bool, rests: bool
) -> Iterator[PlacedBy]:
    """Why the week is of its phase, with the numbers that say so."""
    if not week.outlook.enough_history:
        yield finding(STARTER, "A gentle start: too few of your runs are known yet.")
        return
    yield _block_reason(week, past, built)
    if race:
        days = (race - week.now).days
        text = f"{counted(days, 'day')} to the race: a third fewer leg sets, the last heavy ones 7 days before."
        yield finding(TAPER, text, days=days)
    elif rests:
        yield finding(
            FOUNDATION_AGAIN, "After the race the legs rest, then start again with a week of foundation."
        )
    elif deload and past.rested:
        yield finding(DELOAD, "A lighter week was due; last week held no session, so that was it.")
    elif deload:
        yield finding(DELOAD, f"Week {past.effective} is a lighter one: about half the sets, the same weights.")
    yield from _gap_reasons(week, past)


def _block_reason(week: Week, past: _Past, built: Phase) -> PlacedBy:
    length, done = week.preferences.block_weeks, counted(past.weeks_done, "week")
    numbers = {"week": past.number, "of": length, "weeks_done": past.weeks_done}
    if built == "maintenance":
        text = f"The block of {length} weeks is done. {MAINTENANCE.text}"
        return finding(MAINTENANCE, text, **numbers)
    so_far = f"You have done {done}." if past.weeks_done else "No week of it is done yet."
    if past.effective < past.number:
        text = (
            f"Week {past.number} by the calendar, with sessions in {done} of it before this one: "
            f"you stand at week {past.effective} of {length}, {built}."
        )
        return finding(PHASES, text, **numbers)
    return finding(PHASES, f"Week {past.number} of {length}: {built}. {so_far}", **numbers)


def _gap_reasons(week: Week, past: _Past) -> Iterator[PlacedBy]:
    days = past.gap_days or 0
    since = f"{counted(days, 'day')} since the last strength session"
    if past.is_again:
        yield finding(GAP, f"{since}: it is foundation again.", days=days)
    elif past.is_return:
        yield finding(GAP, f"{since}: one step back for a week, weights a fifth lower, no jumps.", days=days)
    elif past.load_factor < 1:
        yield finding(GAP, f"{since}: weights a tenth lower.", days=days)
    if _both_again(week, past):
        away = week.recent.gap_days or 0
        yield finding(
            BOTH_AGAIN,
            f"{counted(away, 'day')} since the last run: running comes first, strength is body weight only.",
            days=away,
        )
