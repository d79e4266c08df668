"""Runners by chance: whatever they run, own and say, their plans keep every promise."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from runstrong.model.plan import PlannedSession
from tests.plan_checker import Case, broken_promises, leg_sets, working_sets
from tests.random_runners import Somebody, somebody, worse_off

SEED = 4
HALVES = range(2)
EACH = 50


def runners(half: int) -> list[tuple[int, np.random.Generator, Somebody]]:
    """The same runners in every test, in two halves."""
    made = ((number, np.random.default_rng((SEED, number))) for number in range(half * EACH, (half + 1) * EACH))
    return [(number, rng, somebody(rng)) for number, rng in made]


def legs(case: Case) -> int:
    return sum(leg_sets(case, session) for session in case.plan.sessions)


def dose(case: Case) -> tuple[int, int, int]:
    """Leg sets, all working sets and foot contacts of a week."""
    sessions = case.plan.sessions
    return legs(case), sum(map(working_sets, sessions)), sum(session.foot_contacts for session in sessions)


@pytest.mark.parametrize("half", HALVES)
def test_no_plan_breaks_a_promise_and_more_load_never_raises_the_dose(half: int) -> None:
    sessions = softened = 0
    for number, rng, one in runners(half):
        case, after = one.case(), worse_off(one, rng).case()
        assert broken_promises(case) == [], number
        assert all(more <= before for more, before in zip(dose(after), dose(case), strict=True)), number
        sessions += len(case.plan.sessions)
        softened += legs(after) < legs(case)
    assert sessions > EACH // 2
    assert softened > 0


def test_fewer_days_or_no_kit_still_keep_every_promise() -> None:
    for number, _, one in runners(0)[:40]:
        for less in ({"days": one.wishes.days[:1]}, {"equipment": ()}):
            poorer = replace(one, wishes=replace(one.wishes, **less))  # type: ignore[arg-type]
            assert broken_promises(poorer.case()) == [], number


def test_the_same_runs_in_any_order_give_the_same_plan() -> None:
    for _, rng, one in runners(0)[:25]:
        shuffled = [one.runs[place] for place in rng.permutation(len(one.runs))]
        assert repr(one.case().plan) == repr(replace(one, runs=shuffled).case().plan)


def moved(session: PlannedSession, days: int) -> PlannedSession:
    return replace(session, day=session.day + timedelta(days=days))


def test_the_checker_sees_what_is_broken() -> None:
    """A checker that never complains proves nothing: sessions pushed a day on, doubled or out of kit are seen."""
    seen: dict[str, int] = {"moved": 0, "twice": 0, "kit": 0, "silent": 0, "long": 0}
    for _, _, one in runners(0)[:40]:
        case = one.case()
        for session in [s for s in case.plan.sessions if s.status == "planned"][:1]:
            changed = {
                "moved": moved(session, 1),
                "twice": replace(session, id="other"),
                "kit": replace(session, exercises=(replace(session.exercises[0], equipment=("trap_bar",)),)),
                "silent": replace(session, reasons=()),
                "long": replace(session, minutes=200),
            }
            for name, wrong in changed.items():
                kept = (*case.plan.sessions, wrong) if name == "twice" else (wrong,)
                seen[name] += bool(broken_promises(replace(case, plan=replace(case.plan, sessions=kept))))
    assert all(seen.values()), seen
    assert seen["twice"] == seen["kit"] == seen["silent"] == seen["long"]
