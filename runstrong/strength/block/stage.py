"""Where the week stands in the training block: its phase, a deload, a taper, a return (science C.2, C.3, D.5)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runstrong.model.plan import Phase, PlacedBy
from runstrong.strength.block.past import off_both, past_of
from runstrong.strength.block.reasons import reasons
from runstrong.strength.block.rules import (
    DELOAD,
    FOUNDATION_AGAIN,
    FOUNDATION_WEEKS,
    NOVICE_WEEKS,
    PHASES,
    POWER_WEEKS,
    SHORT_BLOCK,
    TAPER,
)
from runstrong.strength.placing.race_walls import after_race_days
from runstrong.strength.week import Week

_STEP_BACK: Final[dict[Phase, Phase]] = {"power": "strength", "maintenance": "strength"}


@dataclass(frozen=True, slots=True)
class Stage:
    """The week's place in its block.

    `number` counts calendar weeks from 1; `effective` those in which sessions were done, `weeks_done` of them
    before this one. `dosed_as` is the phase whose doses hold: a taper, a return and the days after a race borrow
    another's. `body_only`: no kit this week. `race` is the one that this taper is for.
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


def stage(week: Week) -> Stage:
    """Where `week` stands: by what was done, the races around it, and the days since the last session."""
    past, race, rests = past_of(week), week.race_ahead(TAPER.numbers["days"]), _rests(week)
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
        jumps_allowed=week.outlook.enough_history and not (past.is_return or rests or off_both(week, past)),
        is_new=past.effective <= PHASES.numbers["new_weeks"] or not week.outlook.enough_history,
        body_only=off_both(week, past),
        race=race,
        reasons=tuple(reasons(week, past, built, race, deload=deload, rests=rests)),
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


def _rests(week: Week) -> bool:
    """Whether most of the week lies in the days after a race that end with a foundation week."""
    again = timedelta(days=FOUNDATION_AGAIN.numbers["days"])
    ends = [race.day + timedelta(days=after_race_days(race)) + again for race in week.races_behind()]
    return any(week.middle <= end for end in ends)
