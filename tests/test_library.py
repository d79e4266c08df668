"""The table of exercises: read strictly, every fault one sentence; and what the table that ships promises."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from runstrong.errors import RunstrongError
from runstrong.model.exercise import Exercise, Library
from runstrong.settings import EQUIPMENT, REGIONS
from runstrong.strength.library import parse
from tests.small_table import exercise, row, small_table

SHIPPED = (Path(__file__).resolve().parent.parent / "data" / "exercises.json").read_text(encoding="utf-8")
FOUNDING = {
    "air_squat", "lunge", "calf_raise", "sl_deadlift",
    "front_squat", "back_squat", "calf_raise_weighted", "lunge_weighted", "deadlift", "sl_deadlift_weighted",
    "pushup", "plank", "chair_dip", "dip_weighted", "triceps_extension", "biceps_curl", "row", "inverted_fly",
    "crunch", "leg_lift", "hollow_hold",
}  # fmt: skip

OUT_WHEN_SORE = {
    "achilles": ("pogo", "hill_sprint", "towel_curl_heel_raise"),
    "calf": ("calf_raise_weighted", "sl_calf_raise_weighted", "seated_calf_weighted", "pogo", "hill_sprint"),
    "plantar": ("pogo", "sl_pogo", "hop_forward", "skip_rope"),
    "shin": ("pogo", "skip_rope", "a_skip"),
    "bone_stress": ("pogo", "air_squat", "deadlift", "calf_raise", "farmer_carry", "leg_swing"),
    "knee_pf": ("split_jump", "pistol_box", "drop_jump"),
    "knee_patellar": ("front_squat", "back_squat", "cmj", "drop_jump", "split_jump"),
    "itb": ("step_down", "sl_pogo", "hop_forward", "bound"),
    "hamstring_prox": ("rdl", "sl_deadlift_weighted", "good_morning_band", "bound", "hill_sprint"),
    "hamstring": ("nordic", "slider_curl", "hill_sprint", "bound"),
    "adductor": ("copenhagen_short", "side_lunge", "split_jump"),
    "hip_flexor": ("hanging_knee_raise", "leg_lift", "bulgarian_split_squat", "rfe_split_squat"),
    "hip_glute": ("side_leg_raise",),
    "hip_fai": ("pistol_box",),
    "low_back": ("deadlift", "back_squat", "kb_swing", "leg_lift", "hollow_hold"),
    "ankle": ("sl_pogo", "hop_forward"),
    "shoulder": ("chair_dip", "bench_dip", "dip", "dip_weighted", "overhead_press"),
    "elbow": ("biceps_curl", "chair_dip", "dip", "dip_weighted"),
    "wrist": ("pushup", "knee_pushup", "decline_pushup", "plank_shoulder_tap"),
    "neck": ("crunch", "hollow_hold"),
}
"""What science E.4 removes while a region is sore."""

NOT_PROMISED = re.compile(r"prevent|injur|econom|\bsafe|faster|speed|improve|guarantee|cure|heal", re.IGNORECASE)
"""Words of promises that nobody can keep (science H)."""


@pytest.fixture(scope="module")
def shipped() -> Library:
    return parse(SHIPPED)


def _refusal(table: object) -> str:
    with pytest.raises(RunstrongError) as refused:
        parse(json.dumps(table))
    return str(refused.value)


# ---- Reading


def test_a_small_whole_table_is_read_as_it_stands() -> None:
    table = small_table(exercise("goblet", kits=[["dumbbell"], ["kettlebell"]], is_loaded=True, level=2,
                                 regression="any_squat", contraindications={"bone_stress": "avoid"}))  # fmt: skip
    found = parse(json.dumps(table)).exercises["goblet"]
    assert found.kits == (("dumbbell",), ("kettlebell",))
    assert found.dose["strength"].sets == (2, 3)
    assert found.contraindications == {"bone_stress": "avoid"}
    assert found.regression == "any_squat"


def test_regions_keep_their_substitutes_and_words() -> None:
    table = small_table()
    table["regions"]["neck"] |= {"substitutes": ["any_push", "any_pull"], "see_someone": "A numb arm."}
    neck = parse(json.dumps(table)).regions["neck"]
    assert (neck.id, neck.substitutes, neck.see_someone) == ("neck", ("any_push", "any_pull"), "A numb arm.")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", "{", '{"exercises": 3, "regions": 4}', '{"exercises": [1]}']
)
def test_what_is_no_table_is_one_plain_sentence(text: str) -> None:
    with pytest.raises(RunstrongError, match="damaged") as refused:
        parse(text)
    assert str(refused.value).endswith("install the program again.")


def test_a_table_without_a_region_a_niggle_can_name_is_refused() -> None:
    table = small_table()
    del table["regions"]["elbow"]
    assert "body regions" in _refusal(table)


def test_an_exercise_is_there_once() -> None:
    assert "any_squat is there twice" in _refusal(small_table(exercise("any_squat")))


@pytest.mark.parametrize("field", sorted(exercise("air_squat")))
def test_every_field_must_be_there(field: str) -> None:
    table = small_table(exercise("goblet"))
    del row(table, "goblet")[field]
    assert f"has no “{field}”" in _refusal(table)


def test_a_field_nobody_knows_is_refused() -> None:
    assert "goblet has a field nobody knows: “colour”" in _refusal(small_table(exercise("goblet", colour="red")))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "two words"),
        ("name", " "),
        ("pattern", "flying"),
        ("region", "tail"),
        ("primary", []),
        ("secondary", [3]),
        ("kits", []),
        ("kits", [["sofa"]]),
        ("kits", ["dumbbell"]),
        ("is_loaded", 1),
        ("per_side", "yes"),
        ("plyometric", 4),
        ("plyometric", True),
        ("contacts_per_rep", -1),
        ("level", 0),
        ("level", 2.0),
        ("measure", "miles"),
        ("rep_s", 0),
        ("rep_s", "4"),
        ("regression", 7),
        ("contraindications", {"nose": "avoid"}),
        ("contraindications", {"neck": "perhaps"}),
        ("purpose", "no capital and no end"),
        ("cues", ["One.", "Two."]),
        ("cues", ["One.", "Two.", "three"]),
        ("faults", ["One."]),
        ("fit", {"category": 28}),
        ("fit", {"category": "squat", "name": None}),
        ("in_article", None),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(field: str, value: object) -> None:
    refusal = _refusal(small_table(exercise("goblet", **{field: value})))
    assert f"gives as {field} something else than" in refusal


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"sets": [0, 3]}, "sets"),
        ({"sets": [3, 2]}, "sets"),
        ({"sets": [3, 7]}, "sets"),
        ({"sets": [3]}, "sets"),
        ({"sets": [2.0, 3.0]}, "sets"),
        ({"work": [0, 8]}, "work"),
        ({"work": [8, 61]}, "work"),
        ({"rir": 0}, "rir"),
        ({"rir": 6}, "rir"),
        ({"rest_s": 241}, "rest_s"),
        ({"rest_s": "60"}, "rest_s"),
    ],
)
def test_a_dose_out_of_bounds_is_named_with_its_phase(change: dict[str, object], wrong: str) -> None:
    table = small_table(exercise("goblet"))
    row(table, "goblet")["dose"]["strength"] |= change
    assert f"goblet in phase strength gives as {wrong} something else than" in _refusal(table)


def test_a_dose_in_a_phase_that_does_not_exist_is_refused() -> None:
    table = small_table(exercise("goblet"))
    doses = row(table, "goblet")["dose"]
    doses["summer"] = doses["strength"]
    assert "goblet gives as dose something else than" in _refusal(table)


def test_a_region_says_in_a_sentence_when_to_see_someone() -> None:
    table = small_table()
    table["regions"]["neck"]["see_someone"] = "when it hurts"
    assert "the region neck gives as see_someone something else" in _refusal(table)


NONSENSE: tuple[Any, ...] = (
    None,
    True,
    -1,
    2.5,
    10**9,
    "",
    "x" * 500,
    "any_squat",
    [],
    [[]],
    [None],
    {},
    {"a": 1},
)


def _spots(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value in a table."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*path, key)
        yield from _spots(inner, (*path, key))


def test_nonsense_anywhere_in_a_table_is_one_sentence_or_does_no_harm() -> None:
    generator = np.random.default_rng(9)
    spots = list(_spots(small_table()))
    refusals: list[str] = []
    for _ in range(600):
        table = small_table()
        *way, last = spots[generator.integers(len(spots))]
        inside: Any = table
        for key in way:
            inside = inside[key]
        inside[last] = NONSENSE[generator.integers(len(NONSENSE))]
        try:
            parse(json.dumps(table))
        except RunstrongError as fault:
            refusals.append(str(fault))
    assert len(refusals) > 500
    assert [fault for fault in refusals if "\n" in fault] == []


# ---- The table that ships


def _ladder_down(start: Exercise, library: Library) -> Iterator[Exercise]:
    here = start
    while here.regression:
        here = library.exercises[here.regression]
        yield here


def test_the_founding_exercises_ship_and_carry_their_mark(shipped: Library) -> None:
    marked = {found.id for found in shipped.exercises.values() if found.in_article}
    assert marked >= FOUNDING
    assert marked - FOUNDING == {"deadlift_dumbbell", "bench_dip"}, "the same two movements with other means"


def test_the_founding_body_weight_exercises_need_nothing(shipped: Library) -> None:
    nothing = ("air_squat", "lunge", "calf_raise", "sl_deadlift", "pushup", "plank", "chair_dip", "crunch",
               "leg_lift", "hollow_hold")  # fmt: skip
    assert [name for name in nothing if () not in shipped.exercises[name].kits] == []


def test_every_kit_a_runner_can_name_is_good_for_something(shipped: Library) -> None:
    used = {item for found in shipped.exercises.values() for kit in found.kits for item in kit}
    assert used == set(EQUIPMENT)


def test_a_runner_with_one_kind_of_weight_can_load_every_big_movement(shipped: Library) -> None:
    patterns = ("squat", "lunge", "hinge", "bridge", "calf", "soleus", "push", "pull")
    for weight in ("dumbbell", "kettlebell"):
        loaded = {e.pattern for e in shipped.exercises.values() if e.is_loaded and (weight,) in e.kits}
        assert set(patterns) <= loaded


def test_a_runner_with_bands_only_can_push_pull_and_hinge(shipped: Library) -> None:
    banded = {e.pattern for e in shipped.exercises.values() if ("band",) in e.kits}
    assert {"push", "pull", "hinge", "arms", "anti_rotation"} <= banded


def test_body_weight_alone_leaves_something_harder_to_grow_into(shipped: Library) -> None:
    harder = {e.pattern for e in shipped.exercises.values() if e.level > 1 and () in e.kits}
    wanted = {"squat", "lunge", "single_leg", "bridge", "knee_flexion", "calf", "push", "anti_extension", "jump"}
    assert wanted <= harder


@pytest.mark.parametrize("region", REGIONS)
def test_what_science_takes_out_for_a_sore_region_is_out(region: str, shipped: Library) -> None:
    stays = [name for name in OUT_WHEN_SORE[region]
             if shipped.exercises[name].contraindications.get(region) != "avoid"]  # fmt: skip
    assert stays == []


def test_no_jump_is_done_on_a_sore_knee_tendon(shipped: Library) -> None:
    jumps = [e for e in shipped.exercises.values() if e.pattern == "jump"]
    assert {e.contraindications.get("knee_patellar") for e in jumps} == {"avoid"}


def test_a_bone_stress_injury_leaves_no_standing_leg_work(shipped: Library) -> None:
    standing_too = {"farmer_carry", "leg_swing", "ankle_rock", "hip_hinge", "lunge_rotation", "wall_calf_stretch"}
    left = [e for e in shipped.exercises.values() if e.contraindications.get("bone_stress") != "avoid"]
    assert not standing_too & {e.id for e in left}
    assert {e.region for e in left} == {"upper", "core", "full"}
    assert [e.id for e in left if e.region == "full"] == ["cat_camel"]


@pytest.mark.parametrize("region", REGIONS)
def test_every_sore_region_leaves_easy_work_that_does_not_touch_it(region: str, shipped: Library) -> None:
    options = [shipped.exercises[name] for name in shipped.regions[region].substitutes]
    assert [e.id for e in options if e.level == 1 and () in e.kits and region not in e.contraindications]


def test_modified_work_finds_its_way_to_something_gentler(shipped: Library) -> None:
    """Where an exercise above level 1 is to be modified, some step down its ladder is still possible."""
    stuck = [
        (e.id, region)
        for e in shipped.exercises.values()
        for region, limit in e.contraindications.items()
        if limit == "modify" and e.level > 1 and e.pattern != "jump"
        if all(step.contraindications.get(region) == "avoid" for step in _ladder_down(e, shipped))
    ]
    assert stuck == []


def test_jumps_ask_for_little_and_grow_from_easy_to_hard(shipped: Library) -> None:
    for jump in (e for e in shipped.exercises.values() if e.plyometric):
        contacts = [
            d.sets[1] * d.work[1] * jump.contacts_per_rep * (1 + jump.per_side) for d in jump.dose.values()
        ]
        assert max(contacts) <= 80, f"{jump.id}: one exercise never spends a hard session's contacts (science C.4)"
        assert all(step.plyometric <= jump.plyometric for step in _ladder_down(jump, shipped))


def test_heavy_phases_lift_heavier_and_rest_longer(shipped: Library) -> None:
    for lift in (e for e in shipped.exercises.values() if e.is_loaded and e.measure == "reps"):
        first, heavy, power = (lift.dose[phase] for phase in ("foundation", "strength", "power"))
        assert heavy.work[1] <= first.work[1], lift.id
        assert heavy.rest_s >= first.rest_s, lift.id
        assert power.sets[1] <= max(heavy.sets[1], 4), lift.id
        assert min(dose.rir or 0 for dose in lift.dose.values()) >= 2, f"{lift.id}: no set ends in failure"


def test_keeping_strength_costs_less_than_building_it(shipped: Library) -> None:
    for found in shipped.exercises.values():
        if "strength" in found.dose and found.pattern not in ("warm_up", "mobility"):
            assert found.dose["maintenance"].sets[1] <= found.dose["strength"].sets[1], found.id


def test_purposes_promise_nothing(shipped: Library) -> None:
    said = [text for e in shipped.exercises.values() for text in (e.purpose, *e.cues)]
    assert [text for text in said if NOT_PROMISED.search(text)] == []


def test_each_purpose_and_cue_is_its_own(shipped: Library) -> None:
    purposes = [e.purpose for e in shipped.exercises.values()]
    cues = [cue for e in shipped.exercises.values() for cue in e.cues]
    assert len(set(purposes)) == len(purposes)
    assert len(set(cues)) == len(cues)
    assert max(map(len, purposes)) <= 110
    assert max(map(len, cues)) <= 95


def test_muscles_are_called_by_one_name_each(shipped: Library) -> None:
    """A name used once only is most likely another name for a muscle that has one."""
    names = [muscle for e in shipped.exercises.values() for muscle in (*e.primary, *e.secondary)]
    assert {name for name in names if names.count(name) == 1} == set()
    assert all(not set(e.primary) & set(e.secondary) for e in shipped.exercises.values())


def test_a_watch_knows_the_exercises_by_garmins_numbers(shipped: Library) -> None:
    """Checked against FIT profile 21.218."""
    known: dict[str, tuple[int, int | None]] = {
        "air_squat": (28, 100), "lunge": (17, 32), "calf_raise": (1, 18), "deadlift": (8, 0), "pushup": (22, 77),
        "plank": (19, 43), "chair_dip": (30, 0), "dip_weighted": (30, 40), "biceps_curl": (7, 37), "row": (23, 13),
        "inverted_fly": (9, 11), "crunch": (6, 83), "leg_lift": (16, 8), "hollow_hold": (6, 24),
        "nordic": (15, None),
    }  # fmt: skip
    fits = {name: shipped.exercises[name].fit for name in known}
    assert {name: fit and (fit.category, fit.name) for name, fit in fits.items()} == known


def test_a_number_two_exercises_share_leads_to_the_plain_form_first(shipped: Library) -> None:
    """A watch that recorded it means the first in the table."""
    first: dict[tuple[int, int], str] = {}
    later: dict[str, str] = {}
    for found in shipped.exercises.values():
        if found.fit and found.fit.name is not None:
            meant = first.setdefault((found.fit.category, found.fit.name), found.id)
            later |= {found.id: meant} if meant != found.id else {}
    assert later == {"bench_dip": "chair_dip", "towel_curl_heel_raise": "sl_calf_raise"}


def test_the_regions_that_stop_all_jumps_are_those_every_jump_spares(shipped: Library) -> None:
    stop = {region.id for region in shipped.regions.values() if region.no_jumps}
    assert stop == {"achilles", "calf", "plantar", "shin", "ankle", "bone_stress"}


def test_the_table_reads_well_as_it_is_stored() -> None:
    table: dict[str, Any] = json.loads(SHIPPED)
    assert list(table) == ["regions", "exercises"]
    assert {tuple(entry) for entry in table["exercises"]} == {tuple(exercise("any"))}
