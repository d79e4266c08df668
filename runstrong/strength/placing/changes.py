"""What would move or shrink a session: the same rules, asked about runs and legs that turn out otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from runstrong.model.plan import PlannedRun
from runstrong.strength.placing.placement import Placement, Surroundings, hours, is_key, run_end, run_start
from runstrong.strength.placing.reasons import Found, next_key_run
from runstrong.strength.placing.rules import BY_ID
from runstrong.strength.placing.walls import broken
from runstrong.strength.placing.wording import capital, day_name, run_name

SORE_H: Final = 48
SORE_FROM: Final = int(BY_ID["before_key_run"].numbers["sore_from"])


def changes_if(found: Found) -> tuple[str, ...]:
    """What would change the session, one sentence each."""
    at, around = found.placed.at, found.around
    if at.work == "mobility":
        return _if_called_off(found)
    turned = [*_if_harder(at, around), *_if_earlier(at, around), *_if_late(at, around)]
    return (*_if_called_off(found), *turned, *_if_sore(at, around), *_if_it_hurts(at))


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
    run = next_key_run(at, around)
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
    if not at.uses_legs:
        return
    run = next_key_run(at, around)
    if run is not None and hours(at.start, run_start(run)) < SORE_H:
        name = run_name(run, around.week_start)
        left = f"leave them out: {name} is less than {SORE_H} h away."
        yield f"If your legs are sore on the day ({SORE_FROM} of 10 or more), {left}"
    else:
        yield f"If your legs are still sore on the day ({SORE_FROM} of 10 or more), do upper body and core only."


def _if_it_hurts(at: Placement) -> Iterator[str]:
    if at.jumps:
        yield "If landing hurts (3 of 10 or more), leave the jumps out."


def _if_called_off(found: Found) -> tuple[str, ...]:
    """The runs of which each alone stands in the way of a larger session."""
    if not found.larger:
        return ()
    at, around, ask = found.placed.at, found.around, found.larger[-1]
    whole = replace(at, work=ask.work, minutes=ask.minutes, jumps=ask.jumps)
    if not broken(whole, around):
        return ()
    runs = [run for run in around.runs if run.source != "recorded"]
    freed = [
        run
        for run in runs
        if not broken(whole, replace(around, runs=tuple(other for other in around.runs if other is not run)))
    ]
    back = "the jumps" if found.placed.size == "no_jumps" else "the legs"
    return tuple(
        capital(f"if {run_name(run, around.week_start)} is called off, {back} can come back.") for run in freed
    )
