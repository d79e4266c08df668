"""`runstrong log`, `checkin` and `expect`: what they take, what they print, what they refuse."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from runstrong import importing, planning
from runstrong.errors import InvalidEntry
from runstrong.model.diary import ExerciseDone, SetDone
from runstrong.store.database import Store
from tests.commands import Run
from tests.files import gpx

TODAY = "2026-03-04"
DONE_FIELDS = {"id", "day", "minutes", "rpe", "soreness", "source", "as_planned", "exercises"}


@pytest.fixture(autouse=True)
def a_run(tmp_path: Path) -> None:
    with Store.open(tmp_path / "data") as store:
        list(importing.import_bytes(store, "run.gpx", gpx()))


def a_session(run: Run) -> dict[str, Any]:
    session: dict[str, Any] = run("plan", "--today", TODAY, "--json").json["sessions"][0]
    return session


def logged(run: Run) -> Any:
    return run("log", "--list", "--json").json


def test_a_session_is_logged_as_planned_and_the_plan_says_so(run: Run) -> None:
    session = a_session(run)
    said = run("log", session["id"], "--rpe", "6", "--soreness", "2", "--today", session["day"])
    assert (said.status, said.err) == (0, "")
    [done] = logged(run)
    assert done.keys() >= DONE_FIELDS
    assert (done["id"], done["day"], done["rpe"], done["soreness"]) == (session["id"], session["day"], 6, 2)
    assert (done["source"], done["as_planned"], done["minutes"]) == ("log", True, session["minutes"])
    assert [e["id"] for e in done["exercises"]] == [e["id"] for e in session["exercises"]]
    after = run("plan", "--today", session["day"], "--json").json["sessions"]
    assert [s["status"] for s in after if s["id"] == session["id"]] == ["done"]


def test_logging_again_replaces_it(run: Run) -> None:
    session = a_session(run)
    run("log", session["id"], "--today", session["day"])
    run("log", session["id"], "--set", "air_squat:12,12,10", "--set", "plank:45s,45s", "--today", session["day"])
    [done] = logged(run)
    assert (done["as_planned"], done["rpe"]) == (False, None)
    assert done["exercises"] == [
        {"id": "air_squat", "sets": [{"reps": reps, "load_kg": None, "rir": None} for reps in (12, 12, 10)]},
        {"id": "plank", "sets": [{"seconds": 45, "load_kg": None, "rir": None}] * 2},
    ]


def test_a_session_done_early_lies_on_today(run: Run) -> None:
    last = run("plan", "--today", TODAY, "--json").json["sessions"][-1]
    assert last["day"] > TODAY
    assert run("log", last["id"], "--today", TODAY, "--json").json["day"] == TODAY


def test_a_free_session_and_the_newest_first(run: Run) -> None:
    for day in ("2026-03-01", "2026-03-03"):
        said = run(
            "log", "--day", day, "--minutes", "20", "--set", "goblet_squat:8x16@2,8x17.5@1", "--today", TODAY
        )
        assert (said.status, said.err) == (0, "")
    done = logged(run)
    assert [one["day"] for one in done] == ["2026-03-03", "2026-03-01"]
    assert done[0]["exercises"] == [
        {"id": "goblet_squat", "sets": [
            {"reps": 8, "load_kg": 16.0, "rir": 2}, {"reps": 8, "load_kg": 17.5, "rir": 1},
        ]},
    ]  # fmt: skip
    assert "goblet_squat" in run("log", "--list").out


WRONG = [
    ("2026-W10-99",),
    ("--day", "2026-03-03"),
    ("--minutes", "20"),
    (),
    ("--day", "2026-03-05", "--minutes", "20"),
    ("--day", "2026-03-03", "--minutes", "0"),
    ("--day", "2026-03-03", "--minutes", "20", "--rpe", "11"),
    ("--day", "2026-03-03", "--minutes", "20", "--rpe", "nan"),
    ("--day", "2026-03-03", "--minutes", "20", "--soreness", "-1"),
    ("--day", "2026-03-03", "--minutes", "20", "--set", "moon_walk:12"),
    ("--day", "2026-03-03", "--minutes", "20", "--set", "air_squat:501"),
    ("--day", "2026-03-03", "--minutes", "20", "--set", "goblet_squat:8x501"),
    ("--day", "2026-03-03", "--minutes", "20", "--set", "air_squat:12@11"),
    ("--day", "2026-03-03", "--minutes", "20", "--set", "air_squat:45s"),
    ("--day", "2026-03-03", "--minutes", "20", "--set", "plank:45"),
    ("--day", "2026-03-03", "--minutes", "20", "--set", "air_squat"),
    ("--day", "0001-01-01", "--minutes", "20"),
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_what_cannot_be_is_one_sentence_and_nothing_is_stored(run: Run, words: tuple[str, ...]) -> None:
    said = run("log", *words, "--today", TODAY)
    assert (said.status, said.out) == (2, "")
    assert len(said.err.strip().splitlines()) == 1
    assert logged(run) == []


def test_one_wrong_set_keeps_the_right_ones_out_too(run: Run) -> None:
    session = a_session(run)
    run("log", session["id"], "--set", "air_squat:12", "--set", "plank:9999s", "--today", TODAY)
    assert logged(run) == []


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("air_squat:12,12,10", [SetDone(12), SetDone(12), SetDone(10)]),
        ("goblet_squat:8x16@2,8x16@1", [SetDone(8, load_kg=16, rir=2), SetDone(8, load_kg=16, rir=1)]),
        ("plank:45s,45s", [SetDone(seconds=45), SetDone(seconds=45)]),
        ("goblet_squat:8x17.5@1,6,8x20kg", [SetDone(8, load_kg=17.5, rir=1), SetDone(6), SetDone(8, load_kg=20)]),
        ("Air_Squat: 0 , 500@0", [SetDone(0), SetDone(500, rir=0)]),
        ("plank:30sx5", [SetDone(seconds=30, load_kg=5)]),
    ],
)
def test_sets_as_they_are_typed(text: str, sets: list[SetDone]) -> None:
    assert planning.parse_set(text) == ExerciseDone(text.partition(":")[0].lower(), tuple(sets))


@pytest.mark.parametrize(
    "text",
    ["", ":", "air_squat", "air_squat:", "air_squat:12,", "air_squat:-3", "air_squat:12x", "air_squat:12@", "x:1",
     "air_squat:1e3", "air_squat:12x1.2.3", "air_squat:٣", "air_squat:12@1.5", "goblet_squat:8x16x2"],
)  # fmt: skip
def test_sets_that_cannot_be_read_are_a_sentence(text: str) -> None:
    with pytest.raises(InvalidEntry, match=r"\.$|id\.$"):
        planning.parse_set(text)


def test_how_the_body_is(run: Run) -> None:
    assert run("checkin", "--day", "2026-03-01", "--soreness", "4", "--ill", "--json").json == {
        "day": "2026-03-01", "soreness": 4, "ill": True,
    }  # fmt: skip
    assert run("checkin", "--day", "2026-03-02", "--json").json == {
        "day": "2026-03-02", "soreness": None, "ill": True,
    }  # fmt: skip
    assert run("checkin", "--day", "2026-03-03", "--well", "--json").json["ill"] is False
    assert "well" in run("checkin", "--day", "2026-03-03").out


def test_a_body_that_cannot_be_is_refused(run: Run) -> None:
    tomorrow = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()
    for words in (("--soreness", "11"), ("--day", tomorrow, "--ill"), ("--day", "soon")):
        said = run("checkin", *words)
        assert (said.status, said.out) == (2, "")
        assert len(said.err.strip().splitlines()) == 1


def test_what_a_day_holds_is_said_and_taken_back(run: Run) -> None:
    said = run("expect", "--day", "2026-03-06", "--kind", "race", "--minutes", "95", "--json")
    assert said.json == {"day": "2026-03-06", "kind": "race", "minutes": 95.0}
    week = run("plan", "--today", TODAY, "--json").json
    assert [(r["kind"], r["source"], r["minutes"]) for r in week["runs"] if r["day"] == "2026-03-06"] == [
        ("race", "planned", 95.0)
    ]
    assert run("expect", "--day", "2026-03-06", "--kind", "habit", "--json").json["kind"] == "habit"
    week = run("plan", "--today", TODAY, "--json").json
    assert all(r["day"] != "2026-03-06" for r in week["runs"])
    assert "easy" in run("expect", "--kind", "easy").out


@pytest.mark.parametrize(
    "words", [("--day", "2026-03-06"), ("--kind", "swim"), ("--kind", "none", "--minutes", "30"),
              ("--kind", "easy", "--minutes", "0"), ("--kind", "easy", "--day", "2300-01-01")]
)  # fmt: skip
def test_days_that_cannot_be_are_refused(run: Run, words: tuple[str, ...]) -> None:
    said = run("expect", *words)
    assert (said.status, said.out) == (2, "")
    assert len(said.err.strip().splitlines()) == 1


def test_the_plan_bears_what_the_week_is_made_of(run: Run) -> None:
    week = run("plan", "--today", TODAY, "--json").json
    assert {"reasons", "phase", "deload"} <= week.keys()
    for session in week["sessions"]:
        assert {"status", "runner_up", "pinned"} <= session.keys()
        assert all({"part", "value", "because"} <= exercise.keys() for exercise in session["exercises"])


def test_a_plan_shown_for_days_gone_by_is_kept(run: Run) -> None:
    first = run("plan", "--today", TODAY, "--json").json["sessions"][0]
    run("athlete", "set", "days=sun", "minutes=15")
    after = (date.fromisoformat(first["day"]) + timedelta(days=1)).isoformat()
    kept = next(s for s in run("plan", "--today", after, "--json").json["sessions"] if s["id"] == first["id"])
    assert kept == {**first, "status": "missed"}
    assert run("plan", "--today", after).status == 0
