"""Why a week is of its phase, in words with the numbers that say so."""

from collections.abc import Iterator
from datetime import date

from runstrong.model.plan import Phase, PlacedBy
from runstrong.strength.block.past import Past, off_both
from runstrong.strength.block.rules import (
    BOTH_AGAIN,
    DELOAD,
    FOUNDATION_AGAIN,
    GAP,
    MAINTENANCE,
    PHASES,
    STARTER,
    TAPER,
)
from runstrong.strength.placing.rules import finding
from runstrong.strength.placing.wording import counted
from runstrong.strength.week import Week


def reasons(
    week: Week, past: Past, built: Phase, race: date | None, *, deload: bool, rests: bool
) -> Iterator[PlacedBy]:
    """Why the week is of its phase, with the numbers that say so."""
    if not week.outlook.enough_history:
        yield finding(STARTER, "A gentle start: too few of your runs are known yet.")
        return
    yield _block_reason(week, past, "" if race or rests or past.is_return else built)
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


def _block_reason(week: Week, past: Past, phase: str) -> PlacedBy:
    """How far the block is; `phase` is empty where another one holds for the week."""
    length, done = week.preferences.block_weeks, counted(past.weeks_done, "week")
    numbers = {"week": past.number, "of": length, "weeks_done": past.weeks_done}
    if past.effective > length:
        text = f"The block of {length} weeks is done.{phase and f' {MAINTENANCE.text}'}"
        return finding(MAINTENANCE, text, **numbers)
    if past.is_again:
        return finding(
            GAP, f"{counted(past.gap_days or 0, 'day')} without strength work: foundation again.", **numbers
        )
    so_far = f"You have done {done}." if past.weeks_done else "No week of it is done yet."
    if past.effective < past.number:
        text = (
            f"Weeks with sessions so far: {past.weeks_done} of {past.number - 1}. "
            f"So this is planned as week {past.effective} of {length}{phase and f', {phase}'}."
        )
        return finding(PHASES, text, **numbers)
    return finding(PHASES, f"Week {past.number} of {length}{phase and f': {phase}'}. {so_far}", **numbers)


def _gap_reasons(week: Week, past: Past) -> Iterator[PlacedBy]:
    days = past.gap_days or 0
    since = f"{counted(days, 'day')} without strength work"
    if past.is_return:
        yield finding(GAP, f"{since}: one step back for a week, weights a fifth lower, no jumps.", days=days)
    elif days >= GAP.numbers["lighter_days"] and not past.is_again:
        yield finding(GAP, f"{since}: weights a tenth lower.", days=days)
    if off_both(week, past):
        away = week.recent.gap_days or 0
        yield finding(
            BOTH_AGAIN,
            f"{counted(away, 'day')} without a run: running comes first, strength is body weight only.",
            days=away,
        )
