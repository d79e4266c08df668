"""A session made shorter on the day."""

from datetime import date
from typing import Any

import pytest

from runstrong.model.athlete import Preferences
from runstrong.model.plan import PlannedSession
from runstrong.settings import EQUIPMENT
from runstrong.strength.dosing import jumps
from runstrong.strength.dosing.need import Need
from runstrong.strength.dosing.session import contents
from runstrong.strength.dosing.shorter import shorter
from tests.runners import shipped

TODAY = date(2026, 3, 2)


def planned(turn: int = 0, phase: Any = "strength", minutes: int = 50) -> PlannedSession:
    wishes = Preferences(level="intermediate", minutes=minutes, equipment=EQUIPMENT)
    inside = contents("full", turn, Need(wishes, phase, TODAY), shipped())
    return PlannedSession(
        "s-1", TODAY, "pm", inside.focus, inside.intensity, inside.minutes, inside.foot_contacts, inside.exercises,
        (), (),
    )  # fmt: skip


def cut(session: PlannedSession, minutes: int) -> PlannedSession:
    return shorter(session, minutes, shipped())


@pytest.mark.parametrize("turn", [0, 1])
@pytest.mark.parametrize("minutes", [15, 25, 40])
def test_it_fits_the_minutes_and_keeps_a_warm_up(turn: int, minutes: int) -> None:
    short = cut(planned(turn), minutes)
    assert 0.6 * minutes <= short.minutes <= 1.1 * minutes
    assert short.exercises[0].part == "warm_up"
    assert any(e.part == "strength" for e in short.exercises)


@pytest.mark.parametrize("turn", [0, 1])
@pytest.mark.parametrize("minutes", [15, 25, 40])
def test_what_is_worth_least_goes_first(turn: int, minutes: int) -> None:
    session = planned(turn)
    kept = {e.id for e in cut(session, minutes).exercises}
    main = [e for e in session.exercises if e.part != "warm_up"]
    values = {True: [e.value for e in main if e.id in kept], False: [e.value for e in main if e.id not in kept]}
    assert not values[False] or max(values[True]) < min(values[False])


def test_what_stays_keeps_its_order_and_amounts_and_never_gains_a_set() -> None:
    session = planned()
    before = {e.id: e for e in session.exercises}
    short = cut(session, 25)
    assert [e for e in before if e in {s.id for s in short.exercises}] == [e.id for e in short.exercises]
    for e in short.exercises:
        assert (e.reps, e.seconds, e.load_kg, e.rest_s) == (
            before[e.id].reps, before[e.id].seconds, before[e.id].load_kg, before[e.id].rest_s,
        )  # fmt: skip
        assert 1 <= e.sets <= before[e.id].sets


def test_a_session_that_is_as_short_already_stays_as_it_is() -> None:
    session = planned(minutes=25)
    assert cut(session, session.minutes) is session
    assert cut(session, 60) is session


def test_foot_contacts_are_those_of_the_jumps_that_stay() -> None:
    session = planned()
    for minutes in range(5, 50, 5):
        short = cut(session, minutes)
        known = shipped().exercises
        left = [e for e in short.exercises if e.part == "jumps"]
        assert short.foot_contacts == sum(jumps.contacts_of(known[e.id], e.sets, e.reps or 0) for e in left)
        assert short.foot_contacts <= session.foot_contacts


def test_it_is_the_same_session_on_the_same_day() -> None:
    session = planned()
    short = cut(session, 15)
    assert (short.id, short.day, short.slot) == (session.id, session.day, session.slot)
