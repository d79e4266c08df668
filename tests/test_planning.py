"""The weekly plan over real days: what was shown stands, what was done counts, the same inputs the same plan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pytest

from runstrong import athlete, coach, importing, planning
from runstrong.errors import InvalidEntry, UnknownSession
from runstrong.model.diary import Checkin, Expectation
from runstrong.model.plan import PlannedSession, WeekPlan
from runstrong.planning.history import lately
from runstrong.planning.week import Known
from runstrong.simulate import fit_file, gym
from runstrong.store import reads, shown
from runstrong.store.database import Store
from tests.files import gpx

MONDAY = date(2026, 3, 2)
TUE, WED, THU, FRI, SAT, SUN = (MONDAY + timedelta(days=offset) for offset in range(1, 7))
RUN_DAYS = (1, 3, 5, 6)
"""Tuesday, Thursday, Saturday, Sunday."""


def run_on(store: Store, day: date, seconds: int = 2400) -> None:
    data = gpx(start=datetime.combine(day, time(6)), seconds=seconds, every_s=10)
    assert [str(o.outcome) for o in importing.import_bytes(store, f"{day}.gpx", data)] == ["imported"]


def lift_on(store: Store, day: date, hour: int = 17) -> None:
    rng = np.random.default_rng([day.day, hour])
    made = gym.gym_session("strength", datetime.combine(day, time(hour)), 3600, 1, rng)
    assert [str(o.outcome) for o in importing.import_bytes(store, f"{day}-{hour}.fit", fit_file.as_fit(made))] == [
        "imported"
    ]


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten weeks of four runs each, up to the Sunday before MONDAY."""
    folder = tmp_path_factory.mktemp("runner")
    with Store.open(folder) as store:
        for back in range(70, 0, -1):
            day = MONDAY - timedelta(days=back)
            if day.weekday() in RUN_DAYS:
                run_on(store, day, 6000 if day.weekday() == 6 else 2400)
        athlete.save(store, {"screening": "none", "minutes": "30", "level": "intermediate"}, MONDAY)
    return folder


@pytest.fixture
def store(runner: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the runner's store for one test."""
    for name in ("runstrong.duckdb",):
        (tmp_path / name).write_bytes((runner / name).read_bytes())
    with Store.open(tmp_path) as opened:
        yield opened


def to_do(plan: WeekPlan) -> list[PlannedSession]:
    return [session for session in plan.sessions if session.status == "planned"]


def first_to_do(store: Store, today: date = MONDAY) -> PlannedSession:
    return to_do(planning.show(store, today))[0]


def status(store: Store, session_id: str, today: date) -> str:
    return planning.session(store, session_id, today).status


# ------------------------------------------------------------------ the same inputs, the same plan


def test_asking_twice_gives_the_same_plan_and_a_pure_question_writes_nothing(store: Store) -> None:
    first = planning.plan(store, MONDAY)
    assert first.sessions
    assert planning.plan(store, MONDAY) == first
    assert (store.revision, shown.shown(store)) == (reads_revision(store), [])


def reads_revision(store: Store) -> int:
    with store.read() as cursor:
        return int(cursor.execute("SELECT revision FROM meta").fetchall()[0][0])


def test_showing_remembers_the_week_without_making_news(store: Store) -> None:
    before = store.revision
    week = planning.show(store, MONDAY)
    assert shown.shown(store) == list(week.sessions)
    assert planning.show(store, MONDAY) == week == planning.plan(store, MONDAY)
    assert store.revision == before


def test_looking_ahead_changes_nothing_about_now(store: Store) -> None:
    now = planning.show(store, MONDAY)
    ahead = planning.show(store, MONDAY, MONDAY + timedelta(weeks=1))
    assert ahead.week_start == MONDAY + timedelta(weeks=1)
    assert planning.show(store, MONDAY) == now
    assert planning.show(store, MONDAY, MONDAY + timedelta(weeks=1)) == ahead


def test_a_plan_never_reads_what_lies_after_its_day(store: Store) -> None:
    before = planning.plan(store, MONDAY)
    planning.show(store, MONDAY)
    planning.log(store, before.sessions[-1].id, planning.LogEntry(), SUN)
    planning.checkin(store, Checkin(WED, 9))
    run_on(store, TUE)
    assert planning.plan(store, MONDAY) == before


def test_every_order_of_showing_the_days_ends_in_the_same_history(store: Store) -> None:
    first = first_to_do(store)
    later = planning.show(store, first.day + timedelta(days=1))
    assert [s.id for s in later.sessions if s.status == "missed"] == [first.id]
    assert planning.show(store, first.day + timedelta(days=1)) == later


# ------------------------------------------------------------------ what was shown stands


def test_a_day_gone_by_keeps_what_was_shown_for_it(store: Store) -> None:
    first = first_to_do(store)
    athlete.save(store, {"days": "sat", "minutes": "20", "equipment": "dumbbell"}, first.day)
    after = planning.show(store, first.day + timedelta(days=1))
    kept = next(session for session in after.sessions if session.id == first.id)
    assert kept == replace(first, status="missed")
    assert all(session.day == SAT for session in to_do(after))


def test_settings_change_the_days_to_come(store: Store) -> None:
    planning.show(store, MONDAY)
    athlete.save(store, {"days": "fri"}, MONDAY)
    assert {session.day for session in planning.show(store, MONDAY).sessions} == {FRI}
    assert {session.day for session in shown.shown(store)} == {FRI}, "what nobody was to do is forgotten"


def test_a_week_that_is_over_is_never_rewritten(store: Store) -> None:
    planning.show(store, MONDAY)
    run_on(store, WED, 5400)
    past = planning.show(store, MONDAY + timedelta(weeks=2), MONDAY)
    assert {session.status for session in past.sessions} == {"missed"}
    athlete.save(store, {"days": "", "level": "novice"}, MONDAY)
    assert planning.show(store, MONDAY + timedelta(weeks=2), MONDAY).sessions == past.sessions


def test_a_week_never_shown_holds_nothing_missed(store: Store) -> None:
    assert planning.plan(store, MONDAY + timedelta(weeks=2), MONDAY).sessions == ()


# ------------------------------------------------------------------ what was done


def test_a_logged_session_is_done_on_its_day_and_can_be_taken_back(store: Store) -> None:
    first = first_to_do(store)
    after = first.day + timedelta(days=1)
    done = planning.log(store, first.id, planning.LogEntry(rpe=6), after)
    assert (done.day, done.as_planned, done.minutes) == (first.day, True, first.minutes)
    assert [exercise.id for exercise in done.exercises] == [exercise.id for exercise in first.exercises]
    assert [len(exercise.sets) for exercise in done.exercises] == [exercise.sets for exercise in first.exercises]
    assert status(store, first.id, after) == "done"
    planning.unlog(store, first.id)
    assert status(store, first.id, after) == "missed"


def test_a_session_done_early_lies_where_it_was_done_and_frees_its_day(store: Store) -> None:
    last = to_do(planning.show(store, MONDAY))[-1]
    planning.log(store, last.id, planning.LogEntry(), MONDAY)
    week = planning.show(store, MONDAY)
    assert [(s.id, s.day) for s in week.sessions if s.status == "done"] == [(last.id, MONDAY)]
    assert len({session.id for session in week.sessions}) == len(week.sessions)


def test_a_watch_session_on_a_planned_day_is_that_session(store: Store) -> None:
    first = first_to_do(store)
    lift_on(store, first.day)
    week = planning.show(store, first.day)
    assert [s.id for s in week.sessions if s.day == first.day] == [first.id]
    assert status(store, first.id, first.day) == "done"
    after = planning.show(store, first.day + timedelta(days=1))
    assert [(s.id, s.status) for s in after.sessions if s.day == first.day] == [(first.id, "done")]
    assert [session.source for session in planning.logged(store)] == ["watch"]


def test_a_watch_session_on_the_day_of_a_logged_one_counts_once(store: Store) -> None:
    first = first_to_do(store)
    lift_on(store, first.day)
    planning.log(store, first.id, planning.LogEntry(rpe=7), first.day)
    [done] = planning.logged(store)
    assert (done.source, done.rpe, done.start_hour) == ("log", 7, 17.0)
    lift_on(store, first.day, hour=20)
    assert [session.source for session in planning.logged(store)] == ["watch", "log"], "a second one is a free one"


def test_loads_a_watch_recorded_are_known_by_exercise(store: Store) -> None:
    lift_on(store, MONDAY - timedelta(days=1))
    [done] = planning.logged(store)
    sets = {exercise.id: exercise.sets for exercise in done.exercises}
    assert {"goblet_squat", "rdl", "calf_raise", "pushup"} <= sets.keys()
    assert [(one.reps, one.load_kg) for one in sets["goblet_squat"]] == [(10, 16.0)] * 3


def test_a_session_done_on_a_skipped_day_is_done(store: Store) -> None:
    first = first_to_do(store)
    planning.skip(store, first.id, MONDAY)
    lift_on(store, first.day)
    assert status(store, first.id, first.day) == "done"


def test_a_free_session_counts_and_two_of_a_day_are_two(store: Store) -> None:
    planning.show(store, MONDAY)
    entry = planning.LogEntry((planning.parse_set("goblet_squat:8x16@2,8x16@1"),), rpe=7)
    first = planning.log_free(store, MONDAY, 25, entry, MONDAY)
    second = planning.log_free(store, MONDAY, 10, planning.LogEntry(), MONDAY)
    assert (first.id, second.id) == ("free-2026-03-02", "free-2026-03-02-2")
    week = planning.plan(store, MONDAY)
    assert [s.id for s in week.sessions if s.status == "done"] == [first.id, second.id]
    again = planning.log(store, first.id, planning.LogEntry(rpe=5), MONDAY)
    assert (again.id, again.minutes, again.rpe) == (first.id, 25, 5)
    assert len(planning.logged(store)) == 2


@pytest.mark.parametrize(
    "entry",
    [
        planning.LogEntry(rpe=11),
        planning.LogEntry(rpe=float("nan")),
        planning.LogEntry(soreness=-1),
        planning.LogEntry(minutes=0),
        planning.LogEntry(minutes=10_000),
    ],
)
def test_what_no_body_does_is_refused_and_nothing_is_stored(store: Store, entry: planning.LogEntry) -> None:
    first = first_to_do(store)
    with pytest.raises(InvalidEntry, match="cannot be"):
        planning.log(store, first.id, entry, first.day)
    assert planning.logged(store) == []


def test_unknown_sessions_and_days_to_come_are_sentences(store: Store) -> None:
    with pytest.raises(UnknownSession, match="no session"):
        planning.log(store, "2031-W01-9", planning.LogEntry(), MONDAY)
    with pytest.raises(UnknownSession):
        planning.unlog(store, "2031-W01-9")
    with pytest.raises(InvalidEntry, match="still to come"):
        planning.log_free(store, TUE, 20, planning.LogEntry(), MONDAY)
    assert planning.find(store, "2031-W01-9", MONDAY) is None


def test_a_session_of_a_week_long_past_can_still_be_logged(store: Store) -> None:
    first = first_to_do(store)
    later = MONDAY + timedelta(weeks=3)
    planning.log(store, first.id, planning.LogEntry(), later)
    past = planning.plan(store, later, MONDAY)
    assert next(s for s in past.sessions if s.id == first.id).status == "done"


# ------------------------------------------------------------------ what the runner changes


def test_a_skipped_session_stays_skipped_until_it_is_brought_back(store: Store) -> None:
    first = first_to_do(store)
    planning.skip(store, first.id, MONDAY)
    assert status(store, first.id, MONDAY) == "skipped"
    assert status(store, first.id, first.day + timedelta(days=1)) == "skipped"
    planning.unskip(store, first.id, MONDAY)
    assert status(store, first.id, MONDAY) == "planned"


def test_a_moved_session_stays_where_it_was_put_until_it_is_given_back(store: Store) -> None:
    before = planning.show(store, MONDAY)
    moved = before.sessions[0]
    free = [day for day in (MONDAY, WED, FRI) if all(session.day != day for session in before.sessions)]
    planning.move(store, moved.id, free[0], "pm", MONDAY, force=True)
    athlete.save(store, {"days": "sat"}, MONDAY)
    here = planning.session(store, moved.id, MONDAY)
    assert (here.day, here.pinned, here.reasons[0].rule) == (free[0], True, "your_choice")
    athlete.save(store, {"days": "mon,tue,wed,thu,fri,sat,sun"}, MONDAY)
    planning.unpin(store, moved.id, MONDAY)
    assert planning.plan(store, MONDAY) == before


def test_a_move_that_breaks_a_rule_is_named_and_waits_for_a_word(store: Store) -> None:
    first = first_to_do(store)
    broken = planning.move(store, first.id, SAT, "pm", MONDAY)
    assert [rule.rule for rule in broken], "the evening before the long run"
    assert planning.session(store, first.id, MONDAY) == first
    assert planning.move(store, first.id, SAT, "pm", MONDAY, force=True) == broken
    assert planning.session(store, first.id, MONDAY).day == SAT


def test_what_is_over_or_done_is_not_changed(store: Store) -> None:
    first = first_to_do(store)
    with pytest.raises(InvalidEntry, match="week that is over"):
        planning.skip(store, first.id, MONDAY + timedelta(weeks=1))
    with pytest.raises(InvalidEntry, match="choose a day"):
        planning.move(store, first.id, MONDAY - timedelta(days=1), "pm", MONDAY)
    planning.log(store, first.id, planning.LogEntry(), first.day)
    with pytest.raises(InvalidEntry, match="is done"):
        planning.move(store, first.id, FRI, "pm", first.day)


# ------------------------------------------------------------------ what the runner says


def test_a_typed_day_beats_habit_and_can_be_taken_back(store: Store) -> None:
    habit = planning.plan(store, MONDAY)
    assert any(run.day == THU for run in habit.runs)
    planning.expect(store, Expectation(THU, "none"))
    assert all(run.day != THU for run in planning.plan(store, MONDAY).runs)
    planning.expect(store, Expectation(THU, "quality", 50))
    assert [(r.kind, r.source, r.minutes) for r in planning.plan(store, MONDAY).runs if r.day == THU] == [
        ("quality", "planned", 50)
    ]
    planning.forget_expectation(store, THU)
    assert planning.plan(store, MONDAY) == habit


def test_a_checkin_adds_to_what_was_said_that_day_and_illness_lasts_until_well(store: Store) -> None:
    planning.checkin(store, Checkin(MONDAY, 4))
    planning.checkin(store, Checkin(MONDAY, ill=True))
    assert planning.checkin_on(store, MONDAY) == Checkin(MONDAY, 4, True)
    assert planning.checkin_on(store, WED) == Checkin(WED, None, True)
    planning.checkin(store, Checkin(WED, ill=False))
    assert planning.checkin_on(store, THU) == Checkin(THU, None, False)
    assert planning.checkin_on(store, TUE).ill is True
    with pytest.raises(InvalidEntry):
        planning.checkin(store, Checkin(THU, 11))


def test_impossible_minutes_are_refused(store: Store) -> None:
    for wrong in (Expectation(TUE, "none", 30), Expectation(TUE, "easy", 0), Expectation(TUE, "easy", 1e6)):
        with pytest.raises(InvalidEntry):
            planning.expect(store, wrong)
    assert planning.expected(store, TUE) is None


# ------------------------------------------------------------------ weeks, and what a plan reads


def test_planned_and_done_are_told_by_week(store: Store) -> None:
    week = planning.show(store, MONDAY)
    planning.log(store, week.sessions[0].id, planning.LogEntry(rpe=6), week.sessions[0].day)
    [told] = planning.adherence(store, SUN)
    assert (told.first_day, told.planned_sessions, told.done_sessions) == (MONDAY, len(week.sessions), 1)
    assert 0 < told.done_sets < told.planned_sets
    assert planning.adherence(store, MONDAY - timedelta(weeks=3)) == []
    pairs = planning.strength_weeks(store, SUN)
    assert [done.done_sessions for _, done in pairs][-2:] == [0, 1]
    assert all(run.first_day == done.first_day for run, done in pairs)


def test_a_comparison_counts_a_session_logged_and_recorded_once(store: Store) -> None:
    first = first_to_do(store)
    lift_on(store, first.day)
    recorded = planning.strength_between(store, MONDAY, SUN)
    entry = planning.LogEntry((planning.parse_set("air_squat:12@2,12@6"), planning.parse_set("plank:45s")))
    planning.log(store, first.id, entry, first.day)
    logged = planning.strength_between(store, MONDAY, SUN)
    assert (recorded.sessions, logged.sessions) == (1, 1)
    assert recorded.hard_sets["lower"] == 9
    assert {r: n for r, n in logged.hard_sets.items() if n} == {"lower": 1, "core": 1}
    early = (MONDAY - timedelta(weeks=8), MONDAY - timedelta(days=1))
    assert coach.compare(store, early, (MONDAY, SUN)).b.strength_sessions == 1


def test_the_last_weeks_bear_the_scores_of_the_whole_history(store: Store) -> None:
    whole = {run.summary.id: run.score for run in coach.activities(store)}
    near = lately(store, MONDAY)
    assert near
    assert all(whole[run.summary.id] == run.score for run in near)


def test_a_break_is_seen_as_a_break(store: Store) -> None:
    back = MONDAY + timedelta(weeks=30)
    run_on(store, back - timedelta(days=1))
    known = Known.of(store, back, back)
    days = [run.summary.local_day for run in known.runs]
    assert days == [MONDAY - timedelta(days=1), back - timedelta(days=1)]


def test_the_guess_about_run_days_is_checked(store: Store) -> None:
    assert planning.hits(store, MONDAY).weeks > 0
    assert planning.hit_line(store, MONDAY)


def test_settings_survive_a_plan(store: Store) -> None:
    before = reads.settings(store)
    planning.show(store, MONDAY)
    assert reads.settings(store) == before


def test_an_exercise_is_swapped_for_one_of_the_same_purpose_and_stays_swapped(store: Store) -> None:
    session = first_to_do(store)
    options = {e.id: planning.alternatives(store, session.id, e.id, MONDAY) for e in session.exercises}
    old, new = next((old, others[0]) for old, others in options.items() if others)
    planning.swap(store, session.id, old, new, MONDAY)
    swapped = planning.session(store, session.id, MONDAY)
    assert [e.id for e in swapped.exercises] == [new if e.id == old else e.id for e in session.exercises]
    assert swapped.pinned
    assert abs(swapped.minutes - session.minutes) <= 0.1 * session.minutes
    with pytest.raises(InvalidEntry, match="cannot take the place"):
        planning.swap(store, session.id, new, "moon_walk", MONDAY)
    with pytest.raises(InvalidEntry, match="holds no"):
        planning.swap(store, session.id, old, new, MONDAY)
