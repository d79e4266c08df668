"""What a sore region changes: nothing, an easier movement, or no movement at all."""

import pytest

from runstrong.model.athlete import Preferences
from runstrong.strength.dosing.session import contents
from runstrong.strength.safety import EASED_CUE, Choice, fitting, notices
from tests.runners import shipped


def chosen(exercise: str, *niggles: tuple[str, int], level: str = "intermediate") -> Choice | None:
    wishes = Preferences(niggles=niggles, level=level)  # type: ignore[arg-type]
    return fitting(shipped().exercises[exercise], shipped(), wishes)


def name(choice: Choice | None) -> str | None:
    return choice and choice.exercise.id


@pytest.mark.parametrize(
    ("pain", "instead"),
    [(0, "sl_deadlift"), (3, "sl_deadlift"), (4, "glute_bridge"), (5, "glute_bridge"), (6, None)],
)
def test_up_to_three_changes_nothing_four_eases_and_six_stops(pain: int, instead: str | None) -> None:
    assert name(chosen("sl_deadlift", ("low_back", pain))) == instead


def test_what_a_region_avoids_is_out_from_four_on() -> None:
    assert name(chosen("chair_dip", ("shoulder", 3))) == "chair_dip"
    assert chosen("chair_dip", ("shoulder", 4)) is None


def test_the_way_down_stops_at_a_form_that_nothing_speaks_against() -> None:
    assert name(chosen("pushup", ("wrist", 4))) == "wall_pushup"


def test_the_easiest_form_is_eased_where_nothing_easier_is_left() -> None:
    squat = chosen("air_squat", ("knee_pf", 5))
    assert name(squat) == "box_squat"
    alone = chosen("box_squat", ("knee_pf", 5))
    assert alone is not None
    assert alone.is_eased


def test_an_eased_exercise_says_how() -> None:
    inside = contents("full", 0, Preferences(niggles=(("ankle", 4),)), shipped(), is_new=True)
    rock = next(e for e in inside.exercises if e.id == "ankle_rock")
    assert rock.cues[-1] == EASED_CUE


def test_bone_stress_is_red_at_any_number() -> None:
    assert chosen("air_squat", ("bone_stress", 1)) is None


def test_red_regions_send_to_a_professional_and_quiet_ones_say_nothing() -> None:
    told = notices(shipped(), Preferences(niggles=(("achilles", 7), ("calf", 4), ("neck", 2))))
    assert len(told) == 2
    assert "professional" in told[0]
    assert "professional" not in told[1]
