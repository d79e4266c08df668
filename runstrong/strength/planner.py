"""The week's plan: where strength fits around the runs, what is done there, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from runstrong.model.plan import PlacedBy, PlannedSession, WeekPlan
from runstrong.strength import remarks, screening
from runstrong.strength.basis import Basis
from runstrong.strength.block.rules import TAPER
from runstrong.strength.block.stage import stage
from runstrong.strength.keeping import shown
from runstrong.strength.placing.changes import changes_if
from runstrong.strength.placing.place import Chain, Search, Wishes, turn_of
from runstrong.strength.placing.reasons import Found, larger_sizes, reasons
from runstrong.strength.placing.rules import CUSTOM, Rule, finding
from runstrong.strength.placing.second import runner_up
from runstrong.strength.placing.wording import WEEKDAYS, counted
from runstrong.strength.softening import softening
from runstrong.strength.week import Week

FIRST_AFTER_ILLNESS: Final = Rule(
    "after_illness", {}, "The first leg session after an illness is an easy one of foundation.", CUSTOM,
    "coaches' custom",
)  # fmt: skip


def week_plan(week: Week) -> WeekPlan:
    """The strength sessions of `week`, from its `today` on: a pure function, the same inputs the same plan."""
    basis = Basis(week, stage(week), softening(week.recent, week.diary, week.today))
    stop = screening.stops(week.preferences, week.today)
    found = [] if stop else _found(basis)
    sessions = tuple(_written(basis, found, is_stopped=stop is not None))
    return WeekPlan(
        week_start=week.start,
        today=week.today,
        phase=basis.stage.phase,
        week_of_block=basis.stage.number,
        deload=basis.stage.deload,
        runs=tuple(run for run in week.outlook.runs if week.holds(run.day)),
        sessions=sessions,
        left_out=() if stop else remarks.left_out(week, found, basis.open_sessions, basis.asked),
        notices=remarks.notices(week, sessions, basis.stage, stop),
        reasons=() if stop else basis.stage.reasons,
    )


def _found(basis: Basis) -> list[Found]:
    """The sessions found, each with what lies around it and the day that came second."""
    week = basis.week
    around = week.surroundings(is_new=basis.stage.is_new)
    asks = basis.asks()
    search = Search(Wishes(basis.open_sessions, week.free_days(), asks, week.preferences.hard_days), around)
    chain = search.best()
    return [_with_others(basis, search, chain, index) for index in range(len(chain))]


def _with_others(basis: Basis, search: Search, chain: Chain, index: int) -> Found:
    placed, asks = chain[index], search.wishes.asks
    others = (*search.around.sessions, *(other.at for other in chain if other is not placed))
    turn = turn_of(chain, index)
    larger = tuple(asks[size][turn] for size in larger_sizes(placed.size) if size in asks)
    around = replace(search.around, sessions=others)
    return Found(placed, basis.turns()[turn], around, larger, runner_up(search, chain, index))


def _written(basis: Basis, found: Sequence[Found], *, is_stopped: bool) -> list[PlannedSession]:
    """The week's sessions whole: those that stand, those only done, and those found, with a name each."""
    ids = basis.week.new_ids()
    stands = shown(basis.week, is_new=basis.stage.is_new, is_stopped=is_stopped)
    gentle = _gentle_turn(basis, found)
    made = [_session(basis, one, next(ids), is_gentle=one.turn == gentle) for one in found]
    return sorted([*stands, *made], key=lambda session: (session.day, session.slot))


def _gentle_turn(basis: Basis, found: Sequence[Found]) -> int | None:
    """The first session with legs after an illness; None where there is nothing to be gentle about."""
    week, until = basis.week, basis.week.no_legs_until()
    well = week.well_again()
    if well is None or until is None or any(day >= until.date() for day in week.done_days()):
        return None
    return next((one.turn for one in found if one.placed.at.uses_legs), None)


def _session(basis: Basis, found: Found, name: str, *, is_gentle: bool) -> PlannedSession:
    """One session written out: softened as its day asks, with its reasons."""
    at, size = found.placed.at, found.placed.size
    soft = basis.softening.at(at.start) if at.uses_legs else ()
    factor = min(basis.stage.set_factor(at.day), basis.softening.set_factor(at.start))
    need = replace(basis.need(), set_factor=factor)
    if is_gentle:
        need = replace(need, phase="foundation", jumps_allowed=False)
    if _is_primer(basis, found):
        minutes = min(need.preferences.minutes, int(TAPER.numbers["primer_min"]))
        need = replace(need, preferences=replace(need.preferences, minutes=minutes))
    inside = basis.contents(size, found.turn, need)
    return PlannedSession(
        id=name,
        day=at.day,
        slot=at.slot,
        focus=inside.focus,
        intensity=inside.intensity,
        minutes=inside.minutes,
        foot_contacts=inside.foot_contacts,
        exercises=inside.exercises,
        reasons=reasons(found, inside.stand_ins, (*soft, *_race_near(basis, found), *_gentle(is_gentle))),
        changes_if=changes_if(found),
        runner_up=found.runner_up,
    )


def _is_primer(basis: Basis, found: Found) -> bool:
    """Whether a session is the one of race week."""
    race, at = basis.stage.race, found.placed.at
    near = race is not None and 0 < (race - at.day).days <= TAPER.numbers["light_days"]
    return near and at.work != "mobility"


def _race_near(basis: Basis, found: Found) -> Iterator[PlacedBy]:
    """Why a session of a taper holds fewer sets."""
    race, day = basis.stage.race, found.placed.at.day
    if race is not None and found.placed.at.uses_legs and basis.stage.set_factor(day) < 1:
        days = (race - day).days
        what = "short and light, to stay fresh" if _is_primer(basis, found) else "a third fewer leg sets"
        text = f"{counted(days, 'day')} before {WEEKDAYS[race.weekday()]}'s race: {what}."
        yield finding(TAPER, text, days=days)


def _gentle(is_gentle: bool) -> Iterator[PlacedBy]:
    if is_gentle:
        text = "The first leg session since you were ill: one of foundation, without jumps."
        yield finding(FIRST_AFTER_ILLNESS, text)
