"""The plan as a runner uses it: done set by set, moved, skipped; the week corrected; exercises looked up."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from runstrong import importing, planning
from runstrong.model.diary import Expectation
from runstrong.model.plan import PlannedSession
from runstrong.reference import exercise_library
from runstrong.store.database import Store
from runstrong.ui import state
from runstrong.ui.done import APART
from runstrong.ui.plain import plain
from tests import visits
from tests.files import gpx
from tests.visits import sound, texts

pytestmark = pytest.mark.usefixtures("stores_closed")
WEEKS = 5


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five weeks of three runs, the last of them yesterday."""
    now = datetime.now(UTC).replace(hour=6, minute=30, second=0, microsecond=0, tzinfo=None)
    with Store.open(tmp_path) as store:
        for days_ago in sorted((7 * week + day for week in range(WEEKS) for day in (1, 3, 5)), reverse=True):
            data = gpx(start=now - timedelta(days=days_ago), seconds=1200, hr=140)
            list(importing.import_bytes(store, f"run-{days_ago}.gpx", data))
    monkeypatch.setenv("RUNSTRONG_DATA", str(tmp_path))
    return tmp_path


def visit(page: str, **query: str) -> AppTest:
    return sound(visits.visit(page, **query))


def press(app: AppTest, label: str) -> AppTest:
    return sound(visits.press(app, label))


def planned_sessions() -> list[PlannedSession]:
    """This week's or, late in the week, next week's sessions to do."""
    store, today = state.workspace().store, state.today()
    weeks = [planning.show(store, today, day) for day in (today, today + timedelta(days=7))]
    return [session for week in weeks for session in week.sessions if session.status == "planned"]


def some_session(folder: Path) -> PlannedSession:
    assert folder.exists()
    visit("pages/plan.py")
    return next(session for session in planned_sessions() if session.focus == "full")


@pytest.mark.parametrize(("minutes", "is_said"), [(20, False), (90, True)])
def test_a_long_run_far_beyond_the_usual_is_told_what_stays_near_it(
    folder: Path, minutes: float, *, is_said: bool
) -> None:
    assert folder.exists()
    visit("pages/plan.py")
    planning.expect(state.workspace().store, Expectation(state.today(), "long", minutes))
    said = texts(visit("pages/plan.py"))
    assert ("Your longest run of the last 30 days was" in said) is is_said
    assert ("not a prediction for you" in said) is is_said


def test_a_set_is_kept_the_moment_it_is_ticked(folder: Path) -> None:
    session = some_session(folder)
    app = press(visit("pages/session.py", session=session.id), "Set done")
    first = session.exercises[0]
    done = planning.log_of(state.workspace().store, session.id)
    assert done is not None
    assert not done.as_planned
    [exercise] = done.exercises
    assert (exercise.id, len(exercise.sets)) == (first.id, 1)
    assert exercise.sets[0].reps == first.reps
    assert "1 of" in app.get("progress")[0].proto.text


def test_what_is_left_out_of_one_session_is_in_the_next(folder: Path) -> None:
    session = some_session(folder)
    app = press(visit("pages/session.py", session=session.id), "Leave it out today")
    assert f"## {plain(session.exercises[1].name)}" in texts(app)
    assert f"left out of {session.id}" in app.session_state
    other = next(one for one in planned_sessions() if one.id != session.id)
    app.query_params["session"] = other.id
    assert f"## {plain(other.exercises[0].name)}" in texts(app.run())


def test_one_tap_logs_the_whole_session_and_one_takes_it_back(folder: Path) -> None:
    session = some_session(folder)
    app = press(visit("pages/session.py", session=session.id), "Done as planned")
    store = state.workspace().store
    done = planning.log_of(store, session.id)
    assert done is not None
    assert [exercise.id for exercise in done.exercises] == [exercise.id for exercise in session.exercises]
    assert "Well done" in texts(app)
    press(app, "Take the whole entry back")
    assert planning.log_of(store, session.id) is None


def test_how_it_felt_is_kept_beside_the_sets(folder: Path) -> None:
    session = some_session(folder)
    app = press(visit("pages/session.py", session=session.id), "Done as planned")
    next(slider for slider in app.slider if slider.label.startswith("How hard")).set_value(8)
    press(app, "Save")
    done = planning.log_of(state.workspace().store, session.id)
    assert done is not None
    assert done.rpe == 8
    assert [toast.value for toast in app.toast] == ["Saved."]
    assert not app.run().toast, "it is said once"


def test_a_shorter_session_drops_exercises(folder: Path) -> None:
    session = some_session(folder)
    app = visit("pages/session.py", session=session.id)
    [length] = [one for one in app.button_group if one.label == "Time today"]
    before = texts(app).count(" × ")
    app = length.set_value(15).run()
    assert not app.exception
    assert 0 < texts(app).count(" × ") < before


def test_a_skipped_session_is_left_out_and_brought_back(folder: Path) -> None:
    session = some_session(folder)
    app = press(visit("pages/session.py", session=session.id), "Skip it")
    held = planning.find(state.workspace().store, session.id, state.today())
    assert held is not None
    assert held.status == "skipped"
    press(app, "Bring it back")
    back = planning.find(state.workspace().store, session.id, state.today())
    assert back is not None
    assert back.status == "planned"


def test_a_typed_day_beats_habit(folder: Path) -> None:
    assert folder.exists()
    app = visit("pages/plan.py")
    kinds = [box for box in app.selectbox if box.label == "What it holds"]
    kinds[0].set_value("none")
    [save] = [button for button in app.button if button.key == "save day"]
    save.click().run()
    said = planning.expected(state.workspace().store, state.today())
    assert said is not None
    assert said.kind == "none"


def test_soreness_is_asked_and_remembered(folder: Path) -> None:
    assert folder.exists()
    app = visit("pages/plan.py")
    next(slider for slider in app.slider if slider.label.startswith("How sore are your legs")).set_value(6)
    [save] = [button for button in app.button if button.key == "save body"]
    save.click().run()
    assert planning.checkin_on(state.workspace().store, state.today()).soreness == 6


def test_what_was_done_shows_with_the_first_session(folder: Path) -> None:
    assert "What was done" not in " ".join(box.label for box in visit("pages/plan.py").expander)
    session = some_session(folder)
    planning.log(state.workspace().store, session.id, planning.LogEntry(rpe=6), state.today())
    assert "What was done: 1 session" in " ".join(box.label for box in visit("pages/plan.py").expander)


def test_what_was_done_is_drawn_once_it_is_opened(folder: Path) -> None:
    planning.log(state.workspace().store, some_session(folder).id, planning.LogEntry(rpe=6), state.today())
    app = visit("pages/plan.py")
    assert APART not in texts(app)
    app.session_state["what was done"] = True
    assert APART in texts(sound(app.run()))


def test_an_unknown_session_leads_to_the_plan(folder: Path) -> None:
    assert folder.exists()
    assert "Choose a session in the plan" in texts(visit("pages/session.py", session="no-such"))


def test_exercises_show_what_the_kit_allows_and_search_finds(folder: Path) -> None:
    assert folder.exists()
    app = visit("pages/exercises.py")
    first = texts(app)
    app.pagination[0].set_value(2).run()
    assert "**Air squat**" in first + texts(app)
    assert texts(app) != first
    [search] = [box for box in app.text_input if box.label == "Search"]
    app = search.set_value("squat").run()
    assert "**Air squat**" in texts(app)
    assert "Back squat" not in texts(app)
    [search] = [box for box in app.text_input if box.label == "Search"]
    app = search.set_value("deadlift").run()
    assert not app.exception
    assert "**Air squat**" not in texts(app)


@pytest.mark.parametrize("name", ["air_squat", "nordic", "pogo", "pallof"])
def test_an_exercise_page_says_how_and_what_to_watch(name: str, folder: Path) -> None:
    assert folder.exists()
    said = texts(visit("pages/exercises.py", exercise=name))
    assert exercise_library().exercises[name].name.split("-")[0] in said
    assert "#### How" in said
    assert "#### Watch for" in said


def test_a_session_begun_stays_open_without_an_address(folder: Path) -> None:
    assert folder.exists()
    visit("pages/plan.py")
    here = planning.plan(state.workspace().store, state.today()).sessions
    ahead = [session.id for session in here if session.status == "planned"]
    if not ahead:
        pytest.skip("no session is left this week")
    app = press(visit("pages/session.py"), "Set done")
    assert app.query_params["session"] == ahead[0]
    assert "1 of" in app.get("progress")[0].proto.text
