"""What a sore region changes: nothing, an easier movement, or no movement at all; and what brings it back."""

from dataclasses import replace

import numpy as np
import pytest

from runstrong.model.athlete import Preferences
from runstrong.model.exercise import Dose, Exercise, Library, SoreRegion
from runstrong.settings import EQUIPMENT, REGIONS
from runstrong.strength import safety
from runstrong.strength.notices import sore_notices
from runstrong.strength.safety import Choice, fitting
from tests.runners import shipped

FORBIDDEN = ("is safe", "safely", "prevent", "cleared", "cure", "injury-free")


def move(key: str, **differences: object) -> Exercise:
    made = Exercise(
        id=key, name=key.capitalize(), pattern="squat", region="lower", primary=(), secondary=(), kits=((),),
        is_loaded=False, per_side=False, plyometric=0, contacts_per_rep=0, level=1, measure="reps", rep_s=4,
        dose={"foundation": Dose((2, 3), (8, 12), 3, 60)}, regression=None, progression=None, contraindications={},
        purpose="", cues=(), faults=(), fit=None, in_article=False,
    )  # fmt: skip
    return replace(made, **differences)  # type: ignore[arg-type]


def house(
    *moves: Exercise, substitutes: tuple[str, ...] = (), no_jumps: bool = False, at_once: str = ""
) -> Library:
    """A library with one region that can hurt."""
    regions = {
        name: SoreRegion(name, name, no_jumps, substitutes, at_once)
        for name in ("knee_pf", "bone_stress", "wrist")
    }
    return Library({move.id: move for move in moves}, regions)


def chosen(library: Library, exercise: str, pain: int, region: str = "knee_pf", **wishes: object) -> Choice | None:
    level = wishes.pop("level", "intermediate")
    preferences = Preferences(niggles=((region, pain),), level=level, **wishes)  # type: ignore[arg-type]
    return fitting(library.exercises[exercise], library, preferences)


def name(choice: Choice | None) -> str | None:
    return choice and choice.exercise.id


LADDER = house(
    move("deep", regression="half", contraindications={"knee_pf": "modify"}),
    move("half", regression="chair", contraindications={"knee_pf": "modify"}),
    move("chair"),
)


@pytest.mark.parametrize(("pain", "instead"), [(0, "deep"), (3, "deep"), (4, "chair"), (5, "chair"), (6, None)])
def test_up_to_three_changes_nothing_four_eases_and_six_stops(pain: int, instead: str | None) -> None:
    assert name(chosen(LADDER, "deep", pain)) == instead


def test_the_way_down_stops_at_a_form_that_nothing_speaks_against() -> None:
    choice = chosen(LADDER, "deep", 4)
    assert choice == Choice(LADDER.exercises["chair"], instead_of=LADDER.exercises["deep"])
    assert choice is not None
    assert not choice.is_eased


def test_a_region_offers_its_own_substitute_first_and_gently() -> None:
    hold = move("hold", contraindications={"knee_pf": "modify"})
    library = house(*LADDER.exercises.values(), hold, substitutes=("hold",))
    choice = chosen(library, "deep", 5)
    assert name(choice) == "hold"
    assert choice is not None
    assert choice.is_eased


def test_a_substitute_for_another_purpose_stands_in_for_nothing() -> None:
    library = house(*LADDER.exercises.values(), move("press", pattern="push"), substitutes=("press",))
    assert name(chosen(library, "deep", 4)) == "chair"


def test_a_stand_in_never_needs_kit_or_years_the_runner_lacks() -> None:
    heavy, hard = move("heavy", kits=(("barbell",),)), move("hard", level=3)
    library = house(*LADDER.exercises.values(), heavy, hard, substitutes=("heavy", "hard"))
    assert name(chosen(library, "deep", 4)) == "chair"
    assert name(chosen(library, "deep", 4, equipment=("barbell",))) == "heavy"
    assert name(chosen(library, "deep", 4, level="advanced")) == "hard"


def test_what_is_to_be_avoided_is_out_from_four_on_unless_something_stands_in() -> None:
    alone = house(move("hop", contraindications={"knee_pf": "avoid"}))
    assert name(chosen(alone, "hop", 3)) == "hop"
    assert chosen(alone, "hop", 4) is None
    helped = house(*alone.exercises.values(), move("hold"), substitutes=("hold",))
    assert name(chosen(helped, "hop", 4)) == "hold"


def test_for_want_of_an_easier_form_an_exercise_stays_smaller_and_slower() -> None:
    only = house(move("sit", contraindications={"knee_pf": "modify"}))
    choice = chosen(only, "sit", 5)
    assert choice == Choice(only.exercises["sit"], only.exercises["sit"], is_eased=True)


def test_jumps_that_load_a_sore_region_are_out_from_four_on() -> None:
    jump = move("jump", plyometric=1, contraindications={"knee_pf": "modify"}, regression="sit")
    assert chosen(house(jump, move("sit")), "jump", 4) is None
    assert name(chosen(house(jump, move("sit")), "jump", 3)) == "jump"


def test_some_regions_take_every_jump_out() -> None:
    assert chosen(house(move("jump", plyometric=1), no_jumps=True), "jump", 4) is None
    assert name(chosen(house(move("jump", plyometric=1)), "jump", 4)) == "jump"


def test_a_red_region_loses_its_substitutes_too() -> None:
    library = house(*LADDER.exercises.values(), move("hold"), substitutes=("hold",))
    assert name(chosen(library, "hold", 5)) == "hold"
    assert chosen(library, "hold", 6) is None


def test_bone_stress_is_red_at_any_number() -> None:
    assert chosen(shipped(), "air_squat", 0, "bone_stress") is None


def test_a_second_sore_region_is_not_harmed_by_what_spares_the_first() -> None:
    wall = move("wall", contraindications={"wrist": "modify"})
    library = house(*LADDER.exercises.values(), wall, substitutes=("wall",))
    both = Preferences(niggles=(("knee_pf", 4), ("wrist", 6)), level="intermediate")
    assert name(fitting(library.exercises["deep"], library, both)) == "chair"


def test_a_region_nobody_knows_limits_nothing() -> None:
    assert name(chosen(LADDER, "deep", 9, "left ear")) == "deep"


def test_back_at_three_everything_is_as_before_in_the_shipped_library() -> None:
    healed = Preferences(niggles=tuple((region, 3) for region in REGIONS if region != "bone_stress"))
    for exercise in shipped().exercises.values():
        assert fitting(exercise, shipped(), healed) == fitting(exercise, shipped(), Preferences())
    assert sore_notices(shipped(), healed) == ()


def test_whatever_hurts_nothing_forbidden_is_ever_chosen() -> None:
    """A hundred runners with random niggles, kit and level, against every exercise there is."""
    draw = np.random.default_rng(4)
    for _ in range(100):
        sore = draw.choice(REGIONS, size=draw.integers(1, 4), replace=False)
        wishes = Preferences(
            niggles=tuple((str(region), int(draw.integers(0, 11))) for region in sore),
            equipment=tuple(thing for thing in EQUIPMENT if draw.random() < 0.4),
            level=("novice", "intermediate", "advanced")[draw.integers(3)],
        )
        for exercise in shipped().exercises.values():
            choice = fitting(exercise, shipped(), wishes)
            if choice is not None:
                _nothing_forbidden(choice, wishes)


def _nothing_forbidden(choice: Choice, wishes: Preferences) -> None:
    for region, pain in wishes.niggles:
        limit = choice.exercise.contraindications.get(region)
        if pain >= 6 or region == "bone_stress":
            assert limit is None
            assert choice.exercise.id not in shipped().regions[region].substitutes
        elif pain >= 4:
            assert limit is None or (limit == "modify" and choice.is_eased)
            assert not (choice.exercise.plyometric and shipped().regions[region].no_jumps)
    if choice.instead_of not in (None, choice.exercise):
        assert safety.is_open(choice.exercise, wishes)


def test_a_notice_names_what_is_out_what_stands_in_and_what_brings_it_back() -> None:
    hold = move("hold", name="Wall sit (still)")
    jump = move("jump", plyometric=1, contraindications={"knee_pf": "avoid"})
    library = house(*LADDER.exercises.values(), hold, jump, substitutes=("hold",), at_once="locking")
    (told,) = sore_notices(library, Preferences(niggles=(("knee_pf", 4),)))
    assert "knee_pf, 4 of 10" in told
    assert "Out: jumps that load it." in told
    assert "In their place or gentler: Wall sit." in told
    assert "See someone for this: locking." in told
    assert "back at 3 or less" in told


def test_red_regions_send_to_a_professional_and_quiet_ones_say_nothing() -> None:
    told = sore_notices(shipped(), Preferences(niggles=(("achilles", 7), ("calf", 4), ("neck", 2))))
    assert len(told) == 2
    assert "professional" in told[0]
    assert "professional" not in told[1]


def test_bone_stress_never_comes_back_by_a_number() -> None:
    (told,) = sore_notices(shipped(), Preferences(niggles=(("bone_stress", 1),)))
    assert "at any number" in told
    assert "everything returns" not in told


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("pain", [4, 7])
def test_no_notice_promises_anything(region: str, pain: int) -> None:
    (told,) = sore_notices(
        shipped(), Preferences(niggles=((region, pain),), level="advanced", equipment=EQUIPMENT)
    )
    assert not any(word in told.lower() for word in FORBIDDEN)
    assert "_" not in told, "a key is no word for a runner"
    assert len(told) < 420
