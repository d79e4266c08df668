"""Why a session is where it is and as it is, and what would change it: rules applied, put into words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from runstrong.model.plan import PlacedBy, PlannedRun
from runstrong.strength import safety
from runstrong.strength.dosing.session import Size
from runstrong.strength.placing.place import SPACIOUS_GAP_H, Placed
from runstrong.strength.placing.placement import Placement, Surroundings, Work, hours, is_key, run_end, run_start
from runstrong.strength.placing.rules import BY_ID, CUSTOM, Rule, broken, finding
from runstrong.strength.placing.wording import SLOTS, WEEKDAYS, capital, day_name, run_name

NEAR_H: Final = 7 * 24
SORE_H: Final = 48

_DOMA = "weak: alternating days of lifting and running cost endurance over a week (Doma 2015); the choice is ours"
STACK: Final = Rule("hard_days_stack", {}, "Legs on a quality day, after the run, keep easy days easy.", _DOMA)
EASY_THEN_REST: Final = Rule("easy_then_rest", {}, "Legs on an easy day that a rest day follows.", CUSTOM)
ONLY_MOBILITY: Final = Rule("mobility_any_day", {}, "Easy movement may lie on any day.", CUSTOM)
RECORDED: Final = Rule(
    "recorded",
    {},
    "Recorded by your watch: it counts as done, and as hard leg work.",
    "our choice: files seldom say more",
)
POSSIBLE_DAY: Final = Rule("possible_day", {}, "A day you named, with no run known nearby.", CUSTOM)


def recorded() -> PlacedBy:
    """The reason of a session that a watch recorded."""
    return finding(RECORDED, RECORDED.text)


def reasons(placed: Placed, around: Surroundings, stand_ins: Sequence[safety.Choice]) -> tuple[PlacedBy, ...]:
    """What put a session here; `around` holds the week's other sessions. At least one reason, always."""
    at = placed.at
    found = [*_gave_way(placed, around), *_key_run_ahead(at, around), *_run_today(at, around)]
    found += [*_other_legs(at, around), *_liked(placed, around), *_pain(stand_ins)]
    if not found and at.work == "mobility":
        found.append(finding(ONLY_MOBILITY, "Easy movement costs no recovery: it may lie on any day."))
    return tuple(found) or (
        finding(POSSIBLE_DAY, f"{WEEKDAYS[at.day.weekday()]} is a day you named, and no run is near."),
    )


def gave_way(placed: Placed, around: Surroundings) -> PlacedBy | None:
    """The wall that took the legs, or all strength, out of a session; None for one that is whole."""
    whole: Mapping[Size, tuple[Work, ...]] = {"full": (), "mobility": ("upper_core", "hard_legs")}
    larger = whole.get(placed.size, ("hard_legs",))
    walls = [wall for work in larger for wall in broken(replace(placed.at, work=work), around)]
    return walls[0] if walls else None


def _gave_way(placed: Placed, around: Surroundings) -> Iterator[PlacedBy]:
    wall = gave_way(placed, around)
    if wall:
        yield replace(wall, text=f"{wall.text} {INSTEAD[placed.size]}")


INSTEAD: Final = {
    "half_legs": "So the legs get half their sets.",
    "upper_core": "So this is upper body and core.",
    "mobility": "So this is mobility only.",
}


def _next_key_run(at: Placement, around: Surroundings) -> PlannedRun | None:
    ahead = [run for run in around.runs if is_key(run) and 0 <= hours(at.start, run_start(run)) <= NEAR_H]
    return min(ahead, key=run_start, default=None)


def _key_run_ahead(at: Placement, around: Surroundings) -> Iterator[PlacedBy]:
    run = _next_key_run(at, around)
    if run is None or at.work != "hard_legs":
        return
    rule, gap = BY_ID["before_key_run"], hours(at.start, run_start(run))
    needed = rule.numbers["new_h" if around.unaccustomed else "h"]
    text = (
        f"The legs have {int(gap)} h until {run_name(run, around.week_start)}; at least {needed:.0f} h are kept."
    )
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
    if at.work != "hard_legs" or not others:
        return
    nearest = min(others, key=lambda other: (abs(hours(other.start, at.start)), other.start))
    rule, gap = BY_ID["legs_apart"], abs(hours(nearest.start, at.start))
    text = f"The week's other leg work, {day_name(nearest.day, around.week_start)}, is {int(gap)} h away."
    yield finding(rule, text, hours=gap, needed_hours=rule.numbers["h"])


def _liked(placed: Placed, around: Surroundings) -> Iterator[PlacedBy]:
    if "stack" in placed.liked:
        yield finding(
            STACK, "Hard days stay hard: legs on a quality day leave the easy days easy.", hours=SPACIOUS_GAP_H
        )
    if "easy_then_rest" in placed.liked:
        tomorrow = day_name(placed.at.day + timedelta(days=1), around.week_start)
        yield finding(EASY_THEN_REST, f"No run is expected {tomorrow}, so the legs can recover.")


def _pain(stand_ins: Iterable[safety.Choice]) -> Iterator[PlacedBy]:
    for choice in stand_ins:
        if choice.instead_of:
            name, meant = choice.exercise.name, choice.instead_of.name.lower()
            how = "is slower and smaller" if choice.is_eased else f"stands in for {meant}"
            text = f"{name} {how}, to spare what is sore."
            yield finding(safety.PAIN, text, amber_from=safety.AMBER_FROM, red_from=safety.RED_FROM)


def changes_if(placed: Placed, around: Surroundings) -> tuple[str, ...]:
    """What would move or shrink the session: the same rules, asked about runs that turn out otherwise."""
    at = placed.at
    if at.work == "mobility":
        return _if_called_off(placed, around)
    found = [*_if_harder(at, around), *_if_earlier(at, around), *_if_late(at, around), *_if_sore(at, around)]
    return (*_if_called_off(placed, around), *found)


def _breaks(at: Placement, around: Surroundings, run: PlannedRun, changed: PlannedRun) -> bool:
    runs = tuple(changed if held is run else held for held in around.runs)
    return bool(broken(at, replace(around, runs=runs)))


def _if_harder(at: Placement, around: Surroundings) -> Iterator[str]:
    for run in around.runs:
        easy = run.source != "recorded" and not is_key(run)
        if easy and _breaks(at, around, run, replace(run, kind="quality")):
            name = run_name(run, around.week_start)
            yield f"If {name} turns into a hard or long one, leave the legs out: upper body and core only."


def _if_earlier(at: Placement, around: Surroundings) -> Iterator[str]:
    run = _next_key_run(at, around)
    if run is None or run.kind == "race":
        return
    earlier = replace(run, day=run.day - timedelta(days=1))
    if earlier.day > at.day and _breaks(at, around, run, earlier):
        name, day = run_name(run, around.week_start), day_name(earlier.day, around.week_start)
        yield f"If {name} moves to {day}, this session moves too."


def _if_late(at: Placement, around: Surroundings) -> Iterator[str]:
    last = max((run for run in around.on(at.day) if run.source != "recorded"), key=run_end, default=None)
    needed = BY_ID["run_first"].numbers["h"]
    if last is not None and at.uses_legs and hours(run_end(last), at.start) >= needed:
        by = at.start - timedelta(hours=needed)
        yield f"If {run_name(last, around.week_start)} ends after {by:%H:%M}, leave the legs out that day."


def _if_sore(at: Placement, around: Surroundings) -> Iterator[str]:
    run = _next_key_run(at, around)
    if at.uses_legs and run is not None and hours(at.start, run_start(run)) < SORE_H:
        name = run_name(run, around.week_start)
        yield f"If your legs are sore on the day (5 of 10 or more), leave them out: {name} is less than 48 h away."
    elif at.uses_legs:
        yield "If your legs are still sore on the day (5 of 10 or more), do upper body and core only."


def _if_called_off(placed: Placed, around: Surroundings) -> tuple[str, ...]:
    """The runs of which each alone stands in the way of the legs."""
    if placed.size == "full" or not broken(replace(placed.at, work="hard_legs"), around):
        return ()
    whole = replace(placed.at, work="hard_legs")
    runs = [run for run in around.runs if run.source != "recorded"]
    freed = [
        run
        for run in runs
        if not broken(whole, replace(around, runs=tuple(r for r in around.runs if r is not run)))
    ]
    return tuple(
        capital(f"if {run_name(run, around.week_start)} is called off, the legs can come back.") for run in freed
    )
