"""Weeks of named runners as a coach would read them, and the promises every week keeps."""

import os
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest

from runstrong.model.plan import PlannedSession
from runstrong.strength import planner, safety, softening
from runstrong.strength.block import rules as block
from runstrong.strength.placing import reasons, rules
from tests.runners import (
    FOUR_RUNS,
    FRI,
    MON,
    MONDAY,
    SUN,
    THU,
    TUE,
    WED,
    as_text,
    lift,
    plan,
    run,
    shipped,
    weeks_of,
)
from tests.stories import STORIES, on, story

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", STORIES)
def test_a_coach_can_read_the_week(name: str) -> None:
    """Run with RUNSTRONG_UPDATE_GOLDEN=1 to write the weeks anew, then read what changed."""
    path = GOLDEN / f"week_{name}.txt"
    told = as_text(story(name))
    if os.environ.get("RUNSTRONG_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def legs_of(session: PlannedSession) -> int:
    work = [e for e in session.exercises if e.part not in ("warm_up", "mobility")]
    return sum(e.sets for e in work if shipped().exercises[e.id].region == "lower")


def test_nothing_is_planned_for_days_gone_by() -> None:
    week = plan(weeks_of(FOUR_RUNS), today=on(FRI), sessions_per_week=3)
    assert week.sessions
    assert min(session.day for session in week.sessions) >= on(FRI)


def test_a_week_that_is_over_gets_no_sessions_and_no_excuses() -> None:
    week = plan(weeks_of(FOUR_RUNS), today=on(SUN) + timedelta(days=1), week_start=MONDAY)
    assert (week.sessions, week.left_out) == ((), ())


def test_without_possible_days_there_is_no_session_but_a_notice() -> None:
    week = plan(weeks_of(FOUR_RUNS), days=())
    assert week.sessions == ()
    assert any("no day" in notice for notice in week.notices)


def test_under_eighteen_there_is_no_plan() -> None:
    week = plan(weeks_of(FOUR_RUNS), birth_year=MONDAY.year - 17)
    assert week.sessions == ()
    assert "under 18" in week.notices[0]


def test_a_starter_plan_says_so_and_stays_at_two_light_sessions() -> None:
    week = plan(weeks_of(FOUR_RUNS, weeks=1), sessions_per_week=3)
    assert "starter plan" in " ".join(week.notices)
    assert [session.intensity for session in week.sessions] == ["light", "light"]
    assert [out.what for out in week.left_out] == ["1 session"]


def test_a_recorded_strength_session_counts_and_keeps_48_hours_clear() -> None:
    week = plan([*weeks_of(FOUR_RUNS), lift(on(TUE), hour=19)], today=on(WED), sessions_per_week=2)
    assert [session.status for session in week.sessions] == ["done", "planned"]
    later = week.sessions[1]
    assert legs_of(later) == 0 or later.day >= on(THU)


def test_last_weeks_sessions_hold_the_rules_across_monday() -> None:
    sunday_legs = plan(weeks_of(FOUR_RUNS), days=(SUN,)).sessions
    next_week = plan(weeks_of(FOUR_RUNS), week_start=MONDAY + timedelta(days=7), days=(MON,), kept=sunday_legs)
    assert legs_of(sunday_legs[0]) > 0
    assert [legs_of(session) for session in next_week.sessions] == [0]
    assert next_week.sessions[0].reasons[0].rule == "legs_apart"


def test_kept_sessions_stay_as_they_were_and_their_names_are_not_given_twice() -> None:
    before = plan(weeks_of(FOUR_RUNS), days=(MON, FRI))
    monday = before.sessions[0]
    after = plan(weeks_of(FOUR_RUNS), today=on(TUE), kept=(monday,), minutes=15)
    assert after.sessions[0] == monday
    assert len(after.sessions) == len({session.id for session in after.sessions}) == 2


def test_names_follow_the_week_the_runner_counts() -> None:
    sunday = MONDAY - timedelta(days=1)
    week = plan(weeks_of(FOUR_RUNS, until=sunday), today=sunday, week_start=sunday)
    assert [session.id for session in week.sessions] == ["2026-W10-1", "2026-W10-2"]


def test_the_block_week_counts_from_the_week_that_holds_its_start() -> None:
    weeks = [
        plan([], block_start=start).week_of_block
        for start in (on(WED), on(WED) - timedelta(days=7), on(SUN) + timedelta(9))
    ]
    assert weeks == [1, 2, 1]


def test_a_typed_race_takes_the_place_of_the_usual_run_and_a_recorded_one_is_the_race() -> None:
    expected = plan(weeks_of(FOUR_RUNS), race_date=on(SUN))
    assert [(r.kind, r.source) for r in expected.runs if r.day == on(SUN)] == [("race", "planned")]
    ran = [*weeks_of(FOUR_RUNS), run(on(TUE), "quality", 42, 9)]
    after = plan(ran, today=on(WED), race_date=on(TUE), race_distance_m=10_000)
    assert [(r.kind, r.source) for r in after.runs if r.day == on(TUE)] == [("race", "recorded")]
    assert all(legs_of(session) == 0 for session in after.sessions if session.day <= on(FRI))


def test_a_suspected_bone_stress_injury_leaves_no_leg_work_at_any_number() -> None:
    week = plan(weeks_of(FOUR_RUNS), niggles=(("bone_stress", 1),))
    assert week.sessions
    assert [legs_of(session) for session in week.sessions] == [0] * len(week.sessions)
    assert "professional" in week.notices[0]


def test_words_promise_nothing() -> None:
    told = " ".join(str(asdict(story(name))).lower() for name in STORIES)
    assert not [word for word in (" safe", "prevent", "economy", "cleared", "injury-free") if word in told]


def test_every_reason_names_a_rule_that_is_written_down_with_its_evidence() -> None:
    written = (*rules.RULES, *reasons.PREFERENCES, *block.RULES, *softening.RULES)
    known = {rule.id: rule for rule in (*written, safety.PAIN, planner.FIRST_AFTER_ILLNESS)}
    weeks = [story(name) for name in STORIES]
    used = [reason for week in weeks for reason in week.reasons]
    used += [reason for week in weeks for session in week.sessions for reason in session.reasons]
    assert {reason.rule for reason in used} <= set(known)
    assert all(reason.evidence for reason in used)
    assert len(known) == len(written) + 2


def test_a_plan_for_somebody_with_a_reason_to_ask_first_is_one_sentence() -> None:
    week = story("a_yes_to_chest_pain")
    assert (week.sessions, week.left_out, week.reasons) == ((), (), ())
    assert week.notices[0].startswith("No plan yet")
