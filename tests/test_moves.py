"""A session on another day, sessions that stand, and what the rules make of both."""

from dataclasses import replace
from datetime import timedelta

import pytest

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Checkin, Diary, ExerciseDone, SessionDone, SetDone
from runstrong.model.plan import PlannedSession, Slot, WeekPlan
from runstrong.strength.placing.moves import check_move
from runstrong.strength.placing.placement import Work
from runstrong.strength.runs.outlook import outlook
from runstrong.strength.standing import done, work_of
from runstrong.strength.week import Week
from tests.runners import FOUR_RUNS, FRI, MON, MONDAY, SAT, SUN, THU, TUE, WED, plan, shipped, weeks_of
from tests.stories import DUMBBELLS, in_week, on, story


def around(week: WeekPlan) -> Week:
    ahead = outlook(weeks_of(FOUR_RUNS), MONDAY, MONDAY)
    return Week.of(ahead, Preferences(level="novice"), shipped(), MONDAY, kept=week.sessions)


def moved(day: int, slot: Slot) -> set[str]:
    week = plan(weeks_of(FOUR_RUNS))
    return {wall.rule for wall in check_move(week.sessions[1], on(day), slot, around(week))}


@pytest.mark.parametrize(
    ("day", "slot", "rules"),
    [
        (SAT, "pm", {"before_key_run"}),
        (SUN, "pm", set()),
        (SUN, "am", {"run_first", "before_key_run"}),
        (THU, "pm", {"legs_apart", "jumps_apart"}),
        (FRI, "pm", set()),
    ],
)
def test_a_moved_session_names_the_rules_it_breaks(day: int, slot: Slot, rules: set[str]) -> None:
    assert moved(day, slot) == rules


def test_a_moved_session_stays_and_says_what_it_breaks() -> None:
    week = story("skipped_and_moved")
    pinned = next(session for session in week.sessions if session.pinned and session.status == "planned")
    assert [reason.rule for reason in pinned.reasons] == ["your_choice", "before_key_run"]
    assert pinned.reasons[1].text.startswith("It breaks a rule: Saturday evening is 14 h before")


def test_a_session_that_stands_keeps_its_letter_and_the_other_one_is_planned() -> None:
    week = story("skipped_and_moved")
    skipped, new, kept = week.sessions
    assert [e.id for e in new.exercises] == [e.id for e in skipped.exercises]
    assert {e.id for e in new.exercises if e.part == "strength"}.isdisjoint(
        e.id for e in kept.exercises if e.part == "strength"
    )


def logged(*names: str, day: int = MON) -> SessionDone:
    exercises = tuple(ExerciseDone(name, (SetDone(8),) * 3) for name in names)
    return SessionDone("free-1", on(day), 18, 30, 7, None, exercises, "log")


def test_a_session_logged_freely_stands_and_counts() -> None:
    week = plan(weeks_of(FOUR_RUNS), today=on(TUE), diary=Diary((logged("goblet_squat"),)))
    assert [session.status for session in week.sessions] == ["done", "planned"]
    assert week.sessions[0].id == "free-1"
    assert week.sessions[0].reasons[0].rule == "logged"


@pytest.mark.parametrize(
    ("names", "work"),
    [
        ((), "hard_legs"),
        (("goblet_squat",), "hard_legs"),
        (("pushup",), "upper_core"),
        (("leg_swing",), "mobility"),
    ],
)
def test_what_was_done_is_hard_where_it_held_legs_or_nobody_knows(names: tuple[str, ...], work: Work) -> None:
    assert done(logged(*names), shipped()).work == work


def test_a_planned_session_is_hard_by_what_is_in_it() -> None:
    heavy, light = in_week(6, DUMBBELLS).sessions[0], story("race_10k_on_saturday").sessions[0]
    assert work_of(heavy, shipped(), is_new=False) == "hard_legs"
    assert work_of(light, shipped(), is_new=False) == "easy_legs"
    assert work_of(light, shipped(), is_new=True) == "hard_legs"
    warm = tuple(exercise for exercise in heavy.exercises if exercise.part == "warm_up")
    assert work_of(replace(heavy, exercises=warm), shipped(), is_new=True) == "mobility"


def names(session: PlannedSession) -> set[str]:
    return {reason.rule for reason in session.reasons}


def test_after_an_illness_only_the_first_leg_session_is_one_of_foundation() -> None:
    first, second = story("well_again_on_tuesday").sessions
    assert first.day >= on(THU)
    assert "after_illness" in names(first)
    assert "after_illness" not in names(second)
    assert first.foot_contacts == 0


def test_whoever_was_never_ill_is_not_well_again() -> None:
    said = Diary(checkins=(Checkin(on(MON), ill=False),))
    assert plan(weeks_of(FOUR_RUNS), diary=said) == plan(weeks_of(FOUR_RUNS))


def test_missed_sessions_are_made_up_for_and_skipped_ones_are_not_forced_on_their_day() -> None:
    wednesday, friday = plan(weeks_of(FOUR_RUNS)).sessions
    missed = plan(weeks_of(FOUR_RUNS), today=on(THU), kept=(replace(wednesday, status="missed"),))
    assert sum(session.status == "planned" for session in missed.sessions) == 2
    gone = replace(friday, status="skipped", pinned=True)
    skipped = plan(weeks_of(FOUR_RUNS), today=on(WED), kept=(gone,))
    assert on(FRI) not in {session.day for session in skipped.sessions if session.status == "planned"}


def test_the_plan_of_a_week_to_come_is_made_around_the_one_before() -> None:
    this = plan(weeks_of(FOUR_RUNS), days=(SUN,)).sessions
    later = MONDAY + timedelta(weeks=1)
    ahead = plan(weeks_of(FOUR_RUNS), week_start=later, kept=this, days=(MON, THU))
    assert ahead.sessions
    assert all(session.status == "planned" for session in ahead.sessions)
    assert ahead.sessions[0].focus == "upper"
