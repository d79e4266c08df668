"""What one session holds: the minutes asked for, the most valuable exercises, doses a beginner can do."""

from collections import Counter
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from runstrong.model.athlete import Preferences
from runstrong.model.diary import Diary, ExerciseDone, SessionDone, SetDone
from runstrong.settings import EQUIPMENT
from runstrong.strength import safety
from runstrong.strength.dosing.jumps import contacts_of
from runstrong.strength.dosing.session import SIZES, Contents, Need, Size, contents
from runstrong.strength.dosing.skeleton import WEEK_MOST
from runstrong.strength.dosing.swaps import alternatives
from runstrong.strength.dosing.tracks import QUOTAS
from tests.random_runners import somebody
from tests.runners import MONDAY, shipped

PHASES = ("foundation", "strength", "power", "maintenance", "taper", "return")
ASKED = {"deload", "set_factor", "load_factor", "jumps_allowed", "is_new", "sessions", "diary", "banned", "swaps"}


def need(phase: Any = "foundation", **given: Any) -> Need:
    """What a session is asked to be; names a need does not know are the runner's settings."""
    wishes = {name: value for name, value in given.items() if name not in ASKED}
    return Need(Preferences(**wishes), phase, MONDAY, **{k: given[k] for k in given if k in ASKED})


def session(size: Size = "full", turn: int = 0, **given: Any) -> Contents:
    return contents(size, turn, need(**given), shipped())


def ids(inside: Contents) -> set[str]:
    return {e.id for e in inside.exercises}


def regions(inside: Contents) -> set[str]:
    return {shipped().exercises[e.id].region for e in inside.exercises}


def leg_sets(inside: Contents) -> int:
    """Working sets of the legs: neither warm-up, jumps nor stretches."""
    lower = (e for e in inside.exercises if shipped().exercises[e.id].region == "lower")
    return sum(e.sets for e in lower if e.part in ("strength", "feet"))


def working_sets(inside: Contents) -> int:
    return sum(e.sets for e in inside.exercises if e.part in ("strength", "core", "feet"))


def quotas(inside: Contents) -> Counter[str]:
    counted: Counter[str] = Counter()
    for e in inside.exercises:
        counted[QUOTAS[shipped().exercises[e.id].pattern]] += e.sets
    return counted


@pytest.mark.parametrize("equipment", [(), EQUIPMENT], ids=["body weight", "all kit"])
@pytest.mark.parametrize("level", ["novice", "intermediate", "advanced"])
@pytest.mark.parametrize("turn", [0, 1])
def test_a_whole_session_takes_the_minutes_asked_for_within_ten_percent(
    level: str, turn: int, equipment: tuple[str, ...]
) -> None:
    for minutes in range(10, 61, 3):
        for phase, is_new in (("foundation", True), ("foundation", False), ("strength", False), ("power", False)):
            given = {"phase": phase, "is_new": is_new, "minutes": minutes, "level": level, "equipment": equipment}
            assert 0.9 * minutes <= session(turn=turn, **given).minutes <= 1.1 * minutes, given


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("turn", [0, 1, 2])
def test_no_session_outgrows_its_minutes(size: Size, turn: int) -> None:
    for minutes in range(10, 121, 5):
        assert session(size, turn, minutes=minutes).minutes <= 1.1 * minutes
        assert session(size, turn, minutes=minutes, phase="power", equipment=EQUIPMENT).minutes <= 1.1 * minutes


@pytest.mark.parametrize("turn", [0, 1])
def test_a_quarter_of_an_hour_still_trains_the_whole_body(turn: int) -> None:
    for is_new in (True, False):
        assert regions(session(turn=turn, is_new=is_new, minutes=15)) >= {"lower", "upper", "core"}


def test_shorter_means_fewer_exercises_and_never_shorter_rests() -> None:
    short, long = session(minutes=15), session(minutes=40)
    assert ids(short) < ids(long)
    rests = {e.id: e.rest_s for e in long.exercises}
    assert all(e.rest_s == rests[e.id] for e in short.exercises)


def test_two_sessions_of_half_an_hour_meet_every_founding_movement() -> None:
    week = ids(session(is_new=True)) | ids(session(turn=1, is_new=True))
    assert week >= {
        "air_squat", "lunge", "calf_raise", "sl_deadlift", "pushup", "plank", "chair_dip", "leg_lift",
        "hollow_hold", "crunch",
    }  # fmt: skip


def test_a_novice_hears_of_the_easier_form_where_there_is_one() -> None:
    for e in session(minutes=40).exercises:
        easier = shipped().exercises[e.id].regression
        assert easier is None or any(shipped().exercises[easier].name in cue for cue in e.cues)


def test_a_novice_meets_nothing_beyond_a_beginning() -> None:
    known = shipped().exercises
    for turn in (0, 1, 2):
        chosen = session(turn=turn, minutes=60, is_new=True, equipment=EQUIPMENT).exercises
        assert all(known[e.id].level == 1 or known[e.id].in_article for e in chosen)
        assert all(known[e.id].plyometric <= 1 for e in chosen)


def test_every_set_leaves_repetitions_in_reserve() -> None:
    for phase, least in (("foundation", 4), ("strength", 3), ("power", 3)):
        chosen = [e for turn in (0, 1) for e in session(turn=turn, phase=phase, minutes=40).exercises]
        for e in chosen:
            assert (e.reps is None) != (e.seconds is None)
            assert e.rir is None or e.rir >= least
            assert e.rir is not None or e.seconds is not None or e.part in ("warm_up", "jumps", "mobility")


def test_in_new_weeks_any_leg_work_is_hard_and_legs_keep_two_sets() -> None:
    for turn in (0, 1):
        full = session("full", turn, is_new=True, minutes=50)
        assert full.work == session("half_legs", turn, is_new=True).work == "hard_legs"
        lower = [e for e in full.exercises if e.part == "strength" and e.reps is not None]
        assert max(e.sets for e in lower if shipped().exercises[e.id].region == "lower") == 2


def test_half_the_legs_are_half_the_sets_with_more_in_reserve_and_easy_later_on() -> None:
    for turn in (0, 1):
        full, half = session("no_jumps", turn), session("half_legs", turn)
        assert (full.work, half.work) == ("hard_legs", "easy_legs")
        assert 1 <= leg_sets(half) <= 0.5 * leg_sets(full)
        assert half.foot_contacts == 0


def test_upper_body_and_core_leave_the_legs_alone() -> None:
    for turn in (0, 1, 2):
        inside = session("upper_core", turn)
        assert (inside.focus, inside.work, leg_sets(inside), inside.foot_contacts) == ("upper", "upper_core", 0, 0)


def test_mobility_is_a_quarter_of_an_hour_at_most() -> None:
    inside = session("mobility", minutes=60)
    assert inside.minutes <= 16
    assert (inside.intensity, inside.work, inside.focus) == ("light", "mobility", "mobility")


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("sessions", [1, 2, 3])
def test_a_week_keeps_each_region_within_its_limit(sessions: int, phase: str) -> None:
    given = {"phase": phase, "minutes": 60, "sessions": sessions, "level": "advanced", "equipment": EQUIPMENT}
    week = sum((quotas(session(turn=turn, **given)) for turn in range(sessions)), Counter())
    assert all(week[quota] <= most for quota, most in WEEK_MOST.items()), week


def test_the_third_session_is_the_body_s_own_weight_and_never_heavy() -> None:
    light = session(turn=2, sessions=3, phase="strength", level="advanced", equipment=EQUIPMENT)
    assert light.intensity != "heavy"
    assert light.foot_contacts == 0
    assert all(e.equipment == () and e.load_kg is None for e in light.exercises)
    assert all(e.rir is None or e.rir >= 4 for e in light.exercises)


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("turn", [0, 1])
def test_a_deload_has_forty_to_fifty_percent_fewer_sets(turn: int, phase: str) -> None:
    for minutes in (30, 45, 60):
        given = {"phase": phase, "minutes": minutes, "level": "intermediate", "equipment": EQUIPMENT}
        usual = session("no_jumps", turn, **given)
        easier = session("no_jumps", turn, deload=True, **given)
        assert 0.5 <= working_sets(easier) / working_sets(usual) <= 0.6, given
        assert ids(easier) <= ids(usual)


@pytest.mark.parametrize("turn", [0, 1])
def test_a_deload_has_at_most_half_the_jumps_of_the_weeks_before(turn: int) -> None:
    for minutes in (30, 60):
        given = {"phase": "strength", "minutes": minutes, "level": "intermediate", "sessions": 1}
        usual = session(turn=turn, **given)
        done = tuple(ExerciseDone(e.id, (SetDone(e.reps, e.seconds),) * e.sets) for e in usual.exercises)
        week_ago = SessionDone("w-1", MONDAY - timedelta(days=6), 18.0, 40, 6, None, done, "log")
        easier = session(turn=turn, deload=True, diary=Diary((week_ago,)), **given)
        assert usual.foot_contacts > 0
        assert easier.foot_contacts <= 0.5 * usual.foot_contacts


def test_softened_legs_lose_sets_and_nothing_else_grows() -> None:
    usual, softened = session(minutes=40), session(minutes=40, set_factor=0.5)
    assert leg_sets(softened) <= 0.5 * leg_sets(usual)
    sets = {e.id: e.sets for e in usual.exercises if e.part != "mobility"}
    assert all(e.sets <= sets[e.id] for e in softened.exercises if e.part != "mobility")


def test_without_leave_to_jump_nobody_jumps() -> None:
    inside = session(jumps_allowed=False, phase="power", level="advanced")
    assert inside.foot_contacts == 0
    assert all(e.part != "jumps" for e in inside.exercises)


@pytest.mark.parametrize("kit", [(), ("band",), ("dumbbell",), ("barbell", "rack"), ("kettlebell", "box")])
def test_every_exercise_needs_only_what_the_runner_has(kit: tuple[str, ...]) -> None:
    for turn in (0, 1):
        chosen = session(turn=turn, phase="strength", level="advanced", equipment=kit, minutes=60).exercises
        assert all(e.equipment in shipped().exercises[e.id].kits and set(e.equipment) <= set(kit) for e in chosen)


def test_kit_is_used_once_the_foundation_is_laid() -> None:
    loaded = session(phase="strength", level="intermediate", equipment=("barbell", "rack", "dumbbell"))
    assert any("barbell" in e.equipment or "dumbbell" in e.equipment for e in loaded.exercises)


@pytest.mark.parametrize("region", sorted(shipped().regions))
def test_a_red_region_is_left_alone(region: str) -> None:
    for turn in (0, 1):
        inside = session(turn=turn, minutes=45, level="intermediate", niggles=((region, 7),))
        loading = [e.id for e in inside.exercises if region in shipped().exercises[e.id].contraindications]
        assert loading == []


def test_a_sore_region_names_its_stand_ins() -> None:
    inside = session(minutes=45, level="intermediate", niggles=(("wrist", 4),))
    assert inside.stand_ins
    assert {choice.exercise.id for choice in inside.stand_ins} <= ids(inside)


def test_what_is_banned_stays_out_and_what_is_swapped_comes_in() -> None:
    inside = session(banned=frozenset({"calf_raise"}), swaps={"pushup": "knee_pushup"})
    assert not {"calf_raise", "pushup"} & ids(inside)
    assert "knee_pushup" in ids(inside)


def test_a_swap_for_what_the_session_holds_already_does_it_once() -> None:
    for old, new in (
        ("pogo", "snap_down"),
        ("snap_down", "pogo"),
        ("lunge", "air_squat"),
        ("leg_swing", "ankle_rock"),
    ):
        for turn in (0, 1):
            chosen = session(turn=turn, swaps={old: new}, minutes=60, level="intermediate").exercises
            assert len({e.id for e in chosen}) == len(chosen)


def test_nothing_left_to_do_is_said() -> None:
    nothing = session(banned=frozenset(shipped().exercises))
    assert nothing.exercises == ()
    assert nothing.reason


def test_the_same_need_gives_the_same_session() -> None:
    given = {"phase": "strength", "minutes": 45, "level": "intermediate", "equipment": EQUIPMENT}
    assert session(**given) == session(**dict(reversed(given.items())))


def chance_swaps(rng: np.random.Generator, wishes: Preferences) -> dict[str, str]:
    """Some exercises with one of what may stand in for them."""
    asked = [str(name) for name in rng.choice(list(shipped().exercises), 8, replace=False)]
    others = {name: alternatives(name, wishes, shipped()) for name in asked}
    return {name: found[rng.integers(len(found))].id for name, found in others.items() if found}


def chance_need(rng: np.random.Generator) -> Need:
    """What a runner by chance may be asked to do."""
    one, known = somebody(rng), list(shipped().exercises)
    return Need(
        one.wishes, PHASES[rng.integers(len(PHASES))], one.today,
        deload=bool(rng.random() < 0.2),
        set_factor=float(rng.choice([1.0, 0.7, 0.5, 0.0], p=[0.7, 0.1, 0.15, 0.05])),
        load_factor=float(rng.choice([1.0, 0.8])),
        jumps_allowed=bool(rng.random() < 0.8),
        is_new=bool(rng.random() < 0.3),
        sessions=one.wishes.sessions_per_week,
        diary=one.diary,
        banned=frozenset(rng.choice(known, int(rng.integers(0, 4)), replace=False).tolist()),
        swaps=chance_swaps(rng, one.wishes),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(300))
def test_whatever_is_asked_the_session_keeps_its_promises(seed: int) -> None:
    rng = np.random.default_rng(seed)
    asked, size, turn = chance_need(rng), SIZES[rng.integers(len(SIZES))], int(rng.integers(0, 3))
    inside = contents(size, turn, asked, shipped())
    known, owned = shipped().exercises, set(asked.preferences.equipment)
    assert inside == contents(size, turn, asked, shipped())
    assert inside.minutes <= 1.1 * asked.preferences.minutes
    assert inside.exercises or inside.reason
    assert len(ids(inside)) == len(inside.exercises)
    assert not ids(inside) & asked.banned
    assert inside.foot_contacts == sum(
        contacts_of(known[e.id], e.sets, e.reps or 0) for e in inside.exercises if e.part == "jumps"
    )
    red = {region for region, pain in asked.preferences.niggles if safety.is_red(region, pain)}
    for e in inside.exercises:
        assert e.equipment in known[e.id].kits
        assert set(e.equipment) <= owned
        assert e.sets >= 1
        assert (e.reps is None) != (e.seconds is None)
        assert not red & set(known[e.id].contraindications)


@pytest.mark.parametrize("seed", range(200))
def test_where_the_whole_body_can_train_the_minutes_are_met(seed: int) -> None:
    rng = np.random.default_rng([seed, 1])
    level = str(rng.choice(["novice", "intermediate", "advanced"]))
    kit = tuple(item for item in EQUIPMENT if rng.random() < rng.choice([0, 0.3, 0.8]))
    minutes, phase = int(rng.integers(20, 61)), PHASES[rng.integers(len(PHASES))]
    given = {"minutes": minutes, "level": level, "equipment": kit, "sessions": int(rng.integers(1, 3))}
    inside = session(turn=int(rng.integers(0, 2)), phase=phase, is_new=bool(rng.random() < 0.3), **given)
    assert 0.9 * minutes <= inside.minutes <= 1.1 * minutes, given
