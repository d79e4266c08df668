"""What one session holds: the minutes asked for, the most valuable exercises, doses a beginner can do."""

import pytest

from runstrong.model.athlete import Preferences
from runstrong.strength.dosing.session import SIZES, Contents, Size, contents
from tests.runners import shipped


def session(size: Size = "full", turn: int = 0, *, is_new: bool = True, **preferences: object) -> Contents:
    wishes = Preferences(**preferences)  # type: ignore[arg-type]
    return contents(size, turn, wishes, shipped(), is_new=is_new)


def regions(inside: Contents) -> set[str]:
    return {shipped().exercises[e.id].region for e in inside.exercises}


def leg_sets(inside: Contents) -> int:
    return sum(e.sets for e in inside.exercises if shipped().exercises[e.id].region == "lower")


@pytest.mark.parametrize("level", ["novice", "intermediate"])
@pytest.mark.parametrize("turn", [0, 1])
def test_a_whole_session_takes_the_minutes_asked_for_within_ten_percent(level: str, turn: int) -> None:
    for minutes in range(10, 51):
        for is_new in (True, False):
            taken = session(turn=turn, is_new=is_new, minutes=minutes, level=level).minutes
            assert 0.9 * minutes <= taken <= 1.1 * minutes


@pytest.mark.parametrize("size", SIZES)
def test_no_session_outgrows_its_minutes(size: Size) -> None:
    assert all(session(size, minutes=minutes).minutes <= 1.1 * minutes for minutes in range(10, 121))


@pytest.mark.parametrize("turn", [0, 1])
def test_a_quarter_of_an_hour_still_trains_the_whole_body(turn: int) -> None:
    for is_new in (True, False):
        assert regions(session(turn=turn, is_new=is_new, minutes=15)) == {"full", "lower", "upper", "core"}


def test_shorter_means_fewer_exercises_and_never_shorter_rests() -> None:
    short, long = session(minutes=15), session(minutes=40)
    assert {e.id for e in short.exercises} < {e.id for e in long.exercises}
    rests = {e.id: e.rest_s for e in long.exercises}
    assert all(e.rest_s == rests[e.id] for e in short.exercises)


def test_two_sessions_of_half_an_hour_meet_every_founding_movement() -> None:
    week = [e.id for turn in (0, 1) for e in session(turn=turn, level="intermediate").exercises]
    assert set(week) >= {
        "air_squat", "lunge", "calf_raise", "sl_deadlift", "pushup", "plank", "chair_dip", "leg_lift",
        "hollow_hold",
    }  # fmt: skip


def test_a_novice_gets_the_easier_form_and_hears_when_to_go_on() -> None:
    novice = {e.id: e for e in session(minutes=40).exercises}
    assert not {"pushup", "hollow_hold", "leg_lift"} & set(novice)
    assert novice["knee_pushup"].cues[-1].endswith("Push-up.")
    assert "Wall push-up" in novice["knee_pushup"].cues[-2]


def test_every_set_leaves_repetitions_in_reserve() -> None:
    for e in session(minutes=40).exercises:
        warm_up_or_hold = shipped().exercises[e.id].region == "full" or e.seconds is not None
        assert (e.rir is None) == warm_up_or_hold
        assert e.rir is None or e.rir >= 4
        assert (e.reps is None) != (e.seconds is None)


def test_in_new_weeks_any_leg_work_is_hard_and_legs_keep_two_sets() -> None:
    assert session("full").work == session("half_legs").work == "hard_legs"
    assert {e.sets for e in session(minutes=50).exercises if shipped().exercises[e.id].region == "lower"} == {2}


def test_half_the_legs_are_two_easy_sets_later_on() -> None:
    half = session("half_legs", is_new=False)
    assert (half.work, leg_sets(half)) == ("easy_legs", 2)
    assert session("full", is_new=False).work == "hard_legs"


def test_upper_body_and_core_leave_the_legs_alone() -> None:
    inside = session("upper_core")
    assert (inside.focus, inside.work, leg_sets(inside)) == ("upper", "upper_core", 0)


def test_mobility_is_a_quarter_of_an_hour_at_most() -> None:
    assert session("mobility", minutes=60).minutes <= 16
    assert session("mobility").intensity == "light"


def test_three_sessions_a_week_keep_each_leg_region_within_twelve_sets() -> None:
    week = [session(turn=turn, is_new=False, minutes=60, sessions_per_week=3) for turn in range(3)]
    done = [e for inside in week for e in inside.exercises]
    squats = sum(e.sets for e in done if shipped().exercises[e.id].pattern in ("squat", "lunge"))
    assert squats <= 12
    assert sum(e.sets for e in done if shipped().exercises[e.id].pattern == "calf") <= 12
