"""What a coach would not allow in a table of exercises: each rule broken once, each fault named."""

import json
from typing import Any

import pytest

from runstrong.errors import RunstrongError
from runstrong.strength.library import parse
from tests.small_table import AT_HOME, SPARED_BY_JUMPS, exercise, jump, row, small_table

LOADED: dict[str, Any] = {"kits": [["dumbbell"]], "is_loaded": True}


def _fault(*more: dict[str, Any]) -> str:
    return _refusal(small_table(*more))


def _refusal(table: dict[str, Any]) -> str:
    with pytest.raises(RunstrongError, match="contradicts itself") as refused:
        parse(json.dumps(table))
    return str(refused.value)


def _phases(made: dict[str, Any], *phases: str) -> dict[str, Any]:
    return {phase: made["dose"][phase] for phase in phases}


def _with_reserve(made: dict[str, Any], rir: int | None) -> dict[str, Any]:
    return {**made, "dose": {phase: {**dose, "rir": rir} for phase, dose in made["dose"].items()}}


# ---- Ladders


def test_a_ladder_may_branch() -> None:
    table = small_table(
        exercise("goblet", level=2, regression="any_squat"),
        exercise("slow_squat", level=2, regression="any_squat", progression="goblet"),
    )
    assert parse(json.dumps(table)).exercises["slow_squat"].progression == "goblet"


@pytest.mark.parametrize("side", ["regression", "progression"])
def test_a_neighbour_must_exist(side: str) -> None:
    assert "goblet names an unknown neighbour, flying" in _fault(exercise("goblet", **{side: "flying"}))


def test_a_neighbour_shares_the_purpose() -> None:
    assert "goblet has a neighbour of another purpose, any_hinge" in _fault(
        exercise("goblet", regression="any_hinge")
    )


def test_a_step_back_is_no_harder() -> None:
    fault = _fault(exercise("goblet", regression="front"), exercise("front", level=2, regression="any_squat"))
    assert "goblet calls front easier, which it is not" in fault


def test_a_step_on_is_no_easier() -> None:
    fault = _fault(exercise("goblet", level=2, regression="any_squat", progression="any_squat"))
    assert "goblet calls any_squat harder, which it is not" in fault


@pytest.mark.parametrize("side", ["regression", "progression"])
def test_a_ladder_never_leads_round_in_a_circle(side: str) -> None:
    circle = [
        exercise("one", **{side: "two"}),
        exercise("two", **{side: "three"}),
        exercise("three", **{side: "one"}),
    ]
    assert "is easier than itself" in _fault(*circle)


def test_two_exercises_are_not_each_easier_than_the_other() -> None:
    """`one` steps back to `two`, and yet steps on to it over `three`."""
    assert "is easier than itself" in _fault(
        exercise("one", regression="two", progression="three"),
        exercise("two"),
        exercise("three", progression="two"),
    )


def test_a_hard_exercise_leads_down_to_an_easy_one() -> None:
    assert "front leads down to nothing easy" in _fault(exercise("front", level=3))


def test_the_easy_end_needs_no_kit_that_the_hard_one_does_without() -> None:
    boxed = exercise("boxed", kits=[["box"]])
    assert "front leads down to nothing easy" in _fault(exercise("front", level=2, regression="boxed"), boxed)


def test_the_easy_end_may_need_kit_of_the_hard_one() -> None:
    boxed = exercise("boxed", kits=[["box"]])
    heavy = exercise("heavy", level=2, regression="boxed", kits=[["dumbbell", "box"]], is_loaded=True)
    assert "heavy" in parse(json.dumps(small_table(boxed, heavy))).exercises


# ---- Jumps


@pytest.mark.parametrize("sore", SPARED_BY_JUMPS)
def test_a_jump_is_never_done_on_a_sore_lower_leg_or_bone(sore: str) -> None:
    hop = jump("hop")
    hop["contraindications"][sore] = "modify"
    fault = _fault(hop)
    assert fault.startswith("The table of exercises contradicts itself: hop ")
    assert "spare" in fault


@pytest.mark.parametrize(
    "odd",
    [jump("hop", plyometric=0), exercise("hop", plyometric=1), exercise("hop", pattern="calf", plyometric=2)],
)
def test_only_jumps_have_a_plyometric_level_and_all_of_them_do(odd: dict[str, Any]) -> None:
    assert "hop is a jump without a plyometric level, or has one and is no jump" in _fault(odd)


@pytest.mark.parametrize("odd", [jump("hop", contacts_per_rep=0), exercise("hop", contacts_per_rep=1)])
def test_only_jumps_count_foot_contacts_and_all_of_them_do(odd: dict[str, Any]) -> None:
    assert "hop counts foot contacts that are none, or does not count its own" in _fault(odd)


@pytest.mark.parametrize(
    ("level", "phases"),
    [
        (2, ("foundation", "strength", "power", "maintenance")),
        (3, ("strength", "power", "maintenance")),
        (1, ("strength", "power", "maintenance")),
    ],
)
def test_harder_jumps_wait_for_later_phases(level: int, phases: tuple[str, ...]) -> None:
    hop = jump("hop", plyometric=level)
    assert "hop has no dose in a phase it belongs to" in _fault({**hop, "dose": _phases(hop, *phases)})


def test_what_is_no_jump_has_a_dose_in_every_phase() -> None:
    goblet = exercise("goblet")
    assert "goblet has no dose in a phase" in _fault({**goblet, "dose": _phases(goblet, "strength", "power")})


# ---- Weight, kit and reserve


def test_a_weight_needs_something_that_weighs() -> None:
    fault = _fault(exercise("goblet", is_loaded=True, kits=[["dumbbell"], ["band"]]))
    assert "goblet takes a weight that not each of its kits has" in fault


def test_body_weight_is_the_last_of_the_kits() -> None:
    assert "goblet hides a kit" in _fault(exercise("goblet", kits=[[], ["step"]]))


def test_a_kit_is_named_once() -> None:
    assert "goblet hides a kit behind an easier one, or names one twice" in _fault(
        exercise("goblet", kits=[["step"], ["step"]])
    )


@pytest.mark.parametrize(
    "odd",
    [
        _with_reserve(exercise("odd"), None),
        exercise("odd", measure="seconds", rep_s=1),
        exercise("odd", pattern="mobility", region="full"),
        _with_reserve(jump("odd"), 3),
    ],
)
def test_reserve_belongs_to_repetitions_of_work_and_to_nothing_else(odd: dict[str, Any]) -> None:
    assert "odd speaks of repetitions in reserve where there are none, or is silent" in _fault(odd)


def test_a_second_lasts_a_second() -> None:
    hold = _with_reserve(exercise("hold", measure="seconds"), None)
    assert "hold holds for seconds that do not last one second" in _fault(hold)


# ---- Sore regions, home and order


def test_leg_work_spares_a_bone_stress_injury() -> None:
    assert "goblet loads the legs and does not spare a bone stress injury" in _fault(
        exercise("goblet", contraindications={})
    )


@pytest.mark.parametrize("name", ["flying", "any_squat"])
def test_a_substitute_exists_and_is_allowed_where_it_stands_in(name: str) -> None:
    table = small_table()
    table["regions"]["bone_stress"] |= {"name": "bone", "substitutes": [name]}
    assert f"{name} cannot stand in where bone is sore" in _refusal(table)


@pytest.mark.parametrize("pattern", AT_HOME)
def test_every_movement_can_be_begun_at_home_with_nothing(pattern: str) -> None:
    table = small_table()
    row(table, f"any_{pattern}")["kits"] = [["box"]]
    assert f"no easy {pattern} exercise does without equipment" in _refusal(table)


def test_the_table_lies_in_the_order_of_a_session() -> None:
    table = small_table()
    table["exercises"].append(exercise("late_squat"))
    assert "late_squat stands out of the order of a session" in _refusal(table)
