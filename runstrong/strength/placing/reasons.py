"""Why a session is where it is and as it is: the rules it met and the preferences that spoke for it, in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from runstrong.model.plan import PlacedBy, PlannedRun
from runstrong.strength import safety
from runstrong.strength.dosing.need import SIZES, Size
from runstrong.strength.placing.liking import SPACIOUS_GAP_H
from runstrong.strength.placing.place import Placed
from runstrong.strength.placing.placement import Ask, Placement, Surroundings, hours, is_key, run_end, run_start
from runstrong.strength.placing.rules import BY_ID, CUSTOM, DEFAULT, Rule, finding
from runstrong.strength.placing.run_walls import hours_before_key_run
from runstrong.strength.placing.walls import broken
from runstrong.strength.placing.wording import SLOTS, WEEKDAYS, day_name, run_name

NEAR_H: Final = 7 * 24

_DOMA = "coaches' custom: lifting on alternate days cost endurance over a week (Doma 2015); the choice is ours"
STACK: Final = Rule(
    "hard_days_stack", {}, "Legs on a quality day, after the run, keep easy days easy.", _DOMA, "coaches' custom"
)
EASY_THEN_REST: Final = Rule(
    "easy_then_rest", {}, "Legs on an easy day that a rest day follows.", CUSTOM, "coaches' custom"
)
ONLY_MOBILITY: Final = Rule("mobility_any_day", {}, "Easy movement may lie on any day.", CUSTOM, "coaches' custom")
POSSIBLE_DAY: Final = Rule("possible_day", {}, "A day you named, with no run known nearby.", DEFAULT)
RECORDED: Final = Rule(
    "recorded",
    {},
    "Recorded by your watch: it counts as done, and as hard leg work.",
    "our default: files seldom say more",
)
LOGGED: Final = Rule("logged", {}, "You logged it: it counts as done.", "our default: files seldom say more")
YOUR_CHOICE: Final = Rule("your_choice", {}, "You put this session here.", "your own choice")

PREFERENCES: Final = (STACK, EASY_THEN_REST, ONLY_MOBILITY, POSSIBLE_DAY, RECORDED, LOGGED, YOUR_CHOICE)

INSTEAD: Final[dict[Size, str]] = {
    "no_jumps": "So the jumps stay out.",
    "half_legs": "So the legs get half their sets.",
    "upper_core": "So this is upper body and core.",
    "mobility": "So this is mobility only.",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A session that found its place: `larger` is what its bigger sizes would have asked for, nearest first.

    `around` holds the runs and the week's other sessions; `runner_up` says which day came second, and why.
    """

    placed: Placed
    turn: int
    around: Surroundings
    larger: tuple[Ask, ...]
    runner_up: str


def reasons(found: Found, stand_ins: Sequence[safety.Choice], dose: Iterable[PlacedBy]) -> tuple[PlacedBy, ...]:
    """What put a session here and, from `dose`, what made it smaller. At least one reason, always."""
    at, around = found.placed.at, found.around
    here = [*_gave_way(found), *_key_run_ahead(at, around), *_run_today(at, around)]
    here += [*_other_legs(at, around), *_liked(found.placed, around)]
    if not here and at.work == "mobility":
        here.append(finding(ONLY_MOBILITY, "Easy movement costs no recovery: it may lie on any day."))
    if not here:
        here.append(finding(POSSIBLE_DAY, f"{WEEKDAYS[at.day.weekday()]} is a day you named, and no run is near."))
    return (*here, *dose, *_pain(stand_ins))


def gave_way(found: Found) -> PlacedBy | None:
    """The wall that took jumps, legs or all strength out of a session; None for one that is whole."""
    at = found.placed.at
    tried = (replace(at, work=ask.work, minutes=ask.minutes, jumps=ask.jumps) for ask in found.larger)
    return next((wall for session in tried for wall in broken(session, found.around)), None)


def larger_sizes(size: Size) -> tuple[Size, ...]:
    """The sizes above one, nearest first."""
    return tuple(reversed(SIZES[: SIZES.index(size)]))


def _gave_way(found: Found) -> Iterator[PlacedBy]:
    wall = gave_way(found)
    if wall:
        yield replace(wall, text=f"{wall.text} {INSTEAD[found.placed.size]}")


def next_key_run(at: Placement, around: Surroundings) -> PlannedRun | None:
    """The first run ahead, within a week, that is or may turn out a key run."""
    ahead = [run for run in around.runs if is_key(run) and 0 <= hours(at.start, run_start(run)) <= NEAR_H]
    return min(ahead, key=run_start, default=None)


def _key_run_ahead(at: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    run = next_key_run(at, around)
    if run is None or at.work != "hard_legs":
        return
    rule, gap = BY_ID["before_key_run"], hours(at.start, run_start(run))
    needed, _ = hours_before_key_run(rule, at, around)
    name = run_name(run, around.week_start)
    text = f"The legs have {int(gap)} h until {name}; at least {needed:.0f} h are kept."
    yield finding(rule, text, hours=gap, needed_hours=needed)


def _run_today(at: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    runs = around.on(at.day)
    if not runs or at.work == "mobility":
        return
    last = max(runs, key=run_end)
    rule, gap = BY_ID["run_first"], hours(run_end(last), at.start)
    name = run_name(last, around.week_start)
    after = "straight after" if gap < 1 else f"{int(gap)} h after"
    text = f"{name} comes first, strength follows in the {SLOTS[at.slot]}, {after} it."
    yield finding(rule, text, hours=gap, needed_hours=rule.numbers["h"])


def _other_legs(at: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    others = [session for session in around.sessions if session.work == "hard_legs"]
    near = [other for other in others if abs(hours(other.start, at.start)) <= NEAR_H]
    if at.work != "hard_legs" or not near:
        return
    nearest = min(near, key=lambda other: (abs(hours(other.start, at.start)), other.start))
    rule, gap = BY_ID["legs_apart"], abs(hours(nearest.start, at.start))
    text = f"The nearest other leg work, {day_name(nearest.day, around.week_start)}'s, is {int(gap)} h away."
    yield finding(rule, text, hours=gap, needed_hours=rule.numbers["h"])


def _liked(placed: Placed, around: Surroundings) -> Iterator[PlacedBy]:
    if "stack" in placed.liked:
        text = "Hard days stay hard: legs on a quality day leave the easy days easy."
        yield finding(STACK, text, hours=SPACIOUS_GAP_H)
    if "easy_then_rest" in placed.liked:
        tomorrow = day_name(placed.at.day + timedelta(days=1), around.week_start)
        yield finding(EASY_THEN_REST, f"No run is expected {tomorrow}, so the legs can recover.")


def _pain(stand_ins: Iterable[safety.Choice]) -> Iterator[PlacedBy]:
    for choice in stand_ins:
        if choice.instead_of:
            name, meant = choice.exercise.name, choice.instead_of.name.lower()
            eased = choice.instead_of is choice.exercise
            how = "is slower and smaller" if eased else f"stands in for {meant}"
            text = f"{name} {how}, to spare what is sore."
            yield finding(safety.PAIN, text, amber_from=safety.AMBER_FROM, red_from=safety.RED_FROM)
