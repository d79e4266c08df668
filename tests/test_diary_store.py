"""The diary as it is stored: what goes in comes out, one act at a time, and a rebuild keeps it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from runstrong import importing
from runstrong.model.diary import Checkin, ExerciseDone, Expectation, SessionDone, SetDone
from runstrong.model.plan import PlacedBy, PlannedExercise, PlannedSession
from runstrong.model.recording import StrengthSet
from runstrong.store import diary, shown
from runstrong.store.database import Store
from runstrong.store.schema import OWN
from tests.files import gpx
from tests.store_activities import START, a_track, an_activity, keep

DAY = date(2026, 3, 4)
SQUAT = ExerciseDone("air_squat", (SetDone(12), SetDone(10, load_kg=17.5, rir=1)))
PLANK = ExerciseDone("plank", (SetDone(seconds=45),))
DONE = SessionDone("2026-W10-1", DAY, 18.5, 31.0, 6.5, 3, (SQUAT, PLANK), "log")
SESSION = PlannedSession(
    "2026-W10-1", DAY, "pm", "full", "light", 30, 12,
    (PlannedExercise("air_squat", "Squat", 2, 12, None, False, 7.5, 3, 60, ("box",), ("Sit.",), "jumps", 2, "."),),
    (PlacedBy("run_first", "The run comes first.", "mixed", {"h": 3, "seen": 11.25}),),
    ("If it rains.",), "planned", "Friday morning", True,
)  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def test_a_shown_session_comes_back_whole(store: Store) -> None:
    skipped = replace(SESSION, id="b", day=DAY - timedelta(days=1), status="skipped")
    shown.remember(store, [SESSION, skipped])
    assert shown.shown(store) == [skipped, SESSION]


def test_a_session_shown_again_takes_its_old_place_and_others_are_forgotten(store: Store) -> None:
    shown.remember(store, [SESSION, replace(SESSION, id="b")])
    moved = replace(SESSION, day=DAY + timedelta(days=1), exercises=())
    shown.remember(store, [moved], forget=["b", "never there"])
    assert shown.shown(store) == [moved]


def test_remembering_what_was_shown_is_no_news_unless_the_runner_did_it(store: Store) -> None:
    shown.remember(store, [SESSION], is_news=False)
    assert (store.revision, len(shown.shown(store))) == (0, 1)
    shown.remember(store, [SESSION])
    assert store.revision == 1


def test_a_log_comes_back_set_by_set_and_logging_again_replaces_it(store: Store) -> None:
    diary.save_log(store, DONE)
    assert diary.logs(store) == [DONE]
    short = replace(DONE, exercises=(PLANK,), rpe=None, as_planned=True)
    diary.save_log(store, short)
    assert diary.logs(store) == [short]
    diary.drop_log(store, DONE.id)
    assert diary.logs(store) == []


def test_a_log_that_fails_half_way_leaves_the_old_one(store: Store) -> None:
    diary.save_log(store, DONE)
    broken = replace(DONE, exercises=(SQUAT, ExerciseDone("plank", (SetDone(seconds="long"),))))  # type: ignore[arg-type]
    with suppress(Exception):
        diary.save_log(store, broken)
    assert diary.logs(store) == [DONE]


def test_the_last_word_on_a_day_is_kept(store: Store) -> None:
    for checkin in (Checkin(DAY, 4, None), Checkin(DAY - timedelta(days=3), None, True), Checkin(DAY, 6, False)):
        diary.save_checkin(store, checkin)
    assert diary.checkins(store) == [Checkin(DAY - timedelta(days=3), None, True), Checkin(DAY, 6, False)]
    for expectation in (Expectation(DAY, "race", 95.5), Expectation(DAY, "none")):
        diary.save_expectation(store, expectation)
    assert diary.expectations(store) == [Expectation(DAY, "none")]
    diary.drop_expectation(store, DAY)
    assert diary.expectations(store) == []


def test_recorded_strength_sessions_come_with_their_working_sets(store: Store) -> None:
    sets = (StrengthSet(None, 40.0, True, 10, 16.0, 28, 37), StrengthSet(None, 75.0, False))
    gym = replace(a_track(50, sport="training"), sub_sport="strength_training", sets=sets)
    yoga = replace(a_track(50, start=START + timedelta(days=1), sport="training"), sub_sport="yoga")
    kept = keep(store, "gym.fit", an_activity("gym.fit", track=gym)).activities[0].id
    keep(store, "again.fit", an_activity("again.fit", track=gym, duplicate_of=kept))
    keep(store, "yoga.fit", an_activity("yoga.fit", track=yoga))
    keep(store, "run.fit")
    [(done, seen)] = diary.recorded(store)
    assert (done.id, done.day, done.source, seen) == (kept, START.date(), "watch", [sets[0]])
    assert done.start_hour == pytest.approx(START.hour + 2 + START.minute / 60, abs=0.01)
    assert done.minutes == pytest.approx(590 / 60, abs=0.05)


def test_a_rebuild_keeps_the_whole_diary(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        list(importing.import_bytes(store, "run.gpx", gpx()))
        shown.remember(store, [SESSION])
        diary.save_log(store, DONE)
        diary.save_checkin(store, Checkin(DAY, 4, True))
        diary.save_expectation(store, Expectation(DAY, "long", 120))
        before = _said(store)
    list(importing.rebuild(tmp_path))
    with Store.open(tmp_path) as store:
        assert _said(store) == before
        assert all(before)
    assert {"shown_sessions", "session_logs", "logged_sets", "checkins", "expectations"} <= OWN.keys()


def _said(store: Store) -> tuple[object, ...]:
    return shown.shown(store), diary.logs(store), diary.checkins(store), diary.expectations(store)
