"""The table of exercises: what ships is whole, and a damaged table is one plain sentence."""

import json
from pathlib import Path

import pytest

from runstrong.errors import RunstrongError
from runstrong.settings import REGIONS
from runstrong.strength.library import parse
from tests.runners import shipped

TABLE = json.loads(
    (Path(__file__).resolve().parent.parent / "data" / "exercises.json").read_text(encoding="utf-8")
)
FOUNDING = {
    "air_squat", "lunge", "calf_raise", "sl_deadlift", "pushup", "plank", "chair_dip", "crunch", "leg_lift",
    "hollow_hold",
}  # fmt: skip


def test_the_founding_body_weight_exercises_ship() -> None:
    assert set(shipped().exercises) >= FOUNDING


def test_body_weight_needs_no_equipment() -> None:
    assert {exercise.id for exercise in shipped().exercises.values() if exercise.equipment} == set()


def test_every_exercise_says_how_in_whole_sentences() -> None:
    for exercise in shipped().exercises.values():
        assert len(exercise.cues) >= 2
        assert all(cue[0].isupper() and cue.endswith(".") for cue in exercise.cues)


def test_a_novice_finds_an_easier_form_below_every_hard_one() -> None:
    library = shipped()
    for exercise in library.exercises.values():
        if exercise.level > 1:
            assert exercise.regression
            assert library.exercises[exercise.regression].level < exercise.level


def test_ladders_end() -> None:
    library = shipped()
    for start in library.exercises.values():
        steps, here = 0, start
        while here.regression:
            here, steps = library.exercises[here.regression], steps + 1
            assert steps < len(library.exercises)


def test_a_suspected_bone_stress_injury_takes_out_all_leg_work() -> None:
    legs = [exercise for exercise in shipped().exercises.values() if exercise.region == "lower"]
    assert {exercise.contraindications.get("bone_stress") for exercise in legs} == {"avoid"}


def test_every_region_a_niggle_can_name_has_words() -> None:
    assert set(shipped().regions) == set(REGIONS)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"exercises": [{}], "regions": {}}', '{"exercises": 3, "regions": 4}']
)
def test_a_damaged_table_is_one_plain_sentence(text: str) -> None:
    with pytest.raises(RunstrongError, match="damaged"):
        parse(text)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"equipment": ["sofa"]}, "unknown equipment"),
        ({"regression": "flying"}, "unknown neighbour"),
        ({"contraindications": {"nose": "avoid"}}, "unknown body region"),
        ({"contraindications": {"neck": "perhaps"}}, "avoid and modify"),
        ({"measure": "miles"}, "reps or seconds"),
        ({"region": "tail"}, "lower, upper, core or full"),
        ({"dose": {"summer": TABLE["exercises"][0]["dose"]["foundation"]}}, "unknown phase"),
    ],
)
def test_a_table_that_leaves_the_closed_lists_is_refused(change: dict[str, object], fault: str) -> None:
    first, *rest = TABLE["exercises"]
    with pytest.raises(RunstrongError, match=fault):
        parse(json.dumps({**TABLE, "exercises": [{**first, **change}, *rest]}))


def test_an_exercise_is_there_once() -> None:
    with pytest.raises(RunstrongError, match="twice"):
        parse(json.dumps({**TABLE, "exercises": [*TABLE["exercises"], TABLE["exercises"][0]]}))
