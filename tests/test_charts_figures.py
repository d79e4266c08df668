"""The drawn figures: one for every exercise, bodies that keep their bones, feet that stand on the floor."""

import json
import math
import re
from typing import Any
from xml.etree import ElementTree

import pytest

from runstrong.charts.body import FAR, NEAR, PARTS, TRUNK, WORK
from runstrong.charts.figures import HEIGHT, WIDTH, figure
from runstrong.charts.props import MOVE, NEEDS, THING, WEIGHT, thing
from runstrong.charts.shapes import Stroke, room
from runstrong.charts.skeleton import LENGTHS, SIDES, Pose, joints
from runstrong.charts.sketches import Sketch, parse
from runstrong.config import shipped
from runstrong.errors import RunstrongError

TEXT = shipped("data/figures.json").read_text(encoding="utf-8")
SKETCHES = parse(TEXT)
BONES = {
    "lower": ("pelvis", "waist"),
    "upper": ("waist", "chest"),
    "neck": ("chest", "head"),
    **{
        side + bone: (side + start, side + end)
        for side in SIDES
        for bone, start, end in (
            ("arm", "shoulder", "elbow"),
            ("forearm", "elbow", "hand"),
            ("thigh", "hip", "knee"),
            ("shank", "knee", "ankle"),
        )
    },
}
LIMBS_AT_REST = {"lower": 90, "arm": -90, "thigh": -90, "pin": ["heel", 0, 0]}
POSES = [
    pytest.param(sketch, frame.pose, id=f"{exercise_id}-{number}")
    for exercise_id, sketch in SKETCHES.items()
    for number, frame in enumerate(sketch.frames)
]


def _table(frame: dict[str, Any], **more: Any) -> str:
    return json.dumps({"poses": {}, "figures": {"one": {"alt": "A person.", "frames": [frame], **more}}})


def _pose(**words: Any) -> Pose:
    return parse(_table({**LIMBS_AT_REST, **words}))["one"].frames[0].pose


def test_every_exercise_has_a_figure_and_every_figure_an_exercise() -> None:
    exercises = json.loads(shipped("data/exercises.json").read_text(encoding="utf-8"))["exercises"]
    assert {row["id"] for row in exercises} == set(SKETCHES)


@pytest.mark.parametrize("exercise_id", SKETCHES)
def test_a_figure_is_plain_svg_that_needs_nothing_from_outside(exercise_id: str) -> None:
    drawing = figure(exercise_id, SKETCHES)
    root = ElementTree.fromstring(drawing.svg)
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert kinds <= {"svg", "g", "path", "circle"}
    assert drawing.svg.count("://") == 1, "only the name of SVG itself"
    assert root.get("aria-label") == drawing.alt
    assert len(drawing.svg) < 5_000


@pytest.mark.parametrize("exercise_id", SKETCHES)
def test_a_figure_stays_inside_its_picture(exercise_id: str) -> None:
    root = ElementTree.fromstring(figure(exercise_id, SKETCHES).svg)
    for element in root.iter():
        spare = float(element.get("stroke-width", 0)) / 2 + float(element.get("r", 0))
        for x, y in _points(element):
            assert spare - 0.2 <= x <= WIDTH - spare + 0.2
            assert spare - 0.2 <= y <= HEIGHT - spare + 0.2


def _points(element: ElementTree.Element) -> list[tuple[float, float]]:
    """The points an element passes through; the middle of an arc only pulls it."""
    if "cx" in element.attrib:
        return [(float(element.attrib["cx"]), float(element.attrib["cy"]))]
    path = re.sub(r"Q\S+ ", "L", element.get("d", ""))
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]


@pytest.mark.parametrize(("sketch", "pose"), POSES)
def test_bones_keep_their_length(sketch: Sketch, pose: Pose) -> None:
    found = joints(pose)
    for bone, (start, end) in BONES.items():
        seen = pose.short.get(bone, 1.0)
        assert math.dist(found[start], found[end]) == pytest.approx(LENGTHS[bone.removeprefix("far_")] * seen)
        assert seen <= 1
        assert seen == 1 or pose.view == "front", "a side view hides no length"


@pytest.mark.parametrize(("sketch", "pose"), POSES)
def test_hands_and_feet_touch_what_they_reach_for(sketch: Sketch, pose: Pose) -> None:
    found = joints(pose)
    assert math.dist(found[pose.pinned[0]], pose.pinned[1]) == pytest.approx(0, abs=1e-9)
    for end, place in pose.reach.items():
        assert math.dist(found[end], place.among(found)) < 0.5


@pytest.mark.parametrize(("sketch", "pose"), POSES)
def test_nobody_sinks_into_the_floor(sketch: Sketch, pose: Pose) -> None:
    lowest = min(y for _, y in joints(pose).values())
    assert lowest > -0.7 or not sketch.floor


@pytest.mark.parametrize(("sketch", "pose"), POSES)
def test_everybody_touches_the_floor_or_something_else_or_jumps(sketch: Sketch, pose: Pose) -> None:
    """Lying, a trunk is 5 cm up; off the floor there is a box, bars, a rope, or an arrow where a jump goes."""
    frame = next(frame for frame in sketch.frames if frame.pose is pose)
    lowest = min(y for _, y in joints(pose).values())
    kinds = {one.kind for one in (*sketch.things, *frame.things)}
    assert lowest <= 5 or not sketch.floor or kinds & {"box", "ground", "arrow", "rope"}


@pytest.mark.parametrize("exercise_id", SKETCHES)
def test_the_words_are_one_plain_sentence(exercise_id: str) -> None:
    alt = SKETCHES[exercise_id].alt
    assert alt[0].isupper()
    assert alt.endswith(".")
    assert alt.count(". ") == 0
    assert len(alt) <= 160


def test_a_movement_colours_what_moves() -> None:
    assert [name for name, sketch in SKETCHES.items() if not any(frame.work for frame in sketch.frames)] == []


@pytest.mark.parametrize("colour", [NEAR, TRUNK, FAR, WORK, THING, WEIGHT, MOVE])
@pytest.mark.parametrize("ground", ["#ffffff", "#0e1117"])
def test_every_colour_stands_out_on_a_light_and_on_a_dark_page(colour: str, ground: str) -> None:
    bright, dim = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 3


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_knee_bends_forward_and_an_elbow_back() -> None:
    found = joints(_pose(pin=["pelvis", 0, 70], reach={"heel": [-6, 0], "hand": ["chest", 20, 0]}))
    assert found["knee"][0] > 20
    assert found["elbow"][1] < found["chest"][1]


def test_a_flipped_end_bends_the_other_way() -> None:
    reach = {"hand": ["chest", 40, 0]}
    plain, flipped = joints(_pose(reach=reach)), joints(_pose(reach=reach, flip=["hand"]))
    assert plain["elbow"][1] < plain["chest"][1] < flipped["elbow"][1]
    assert flipped["hand"] == pytest.approx(plain["hand"])


def test_what_lies_out_of_reach_is_pointed_at_with_a_straight_arm() -> None:
    found = joints(_pose(reach={"hand": ["chest", 500, 0]}))
    assert found["hand"] == pytest.approx((found["chest"][0] + 62, found["chest"][1]))


def test_the_far_limb_does_as_the_near_one_and_in_a_front_view_mirrors_it() -> None:
    side = joints(_pose(arm=20))
    front = joints(_pose(view="front", arm=20))
    assert side["far_hand"] == side["hand"]
    assert front["far_hand"][0] - front["chest"][0] == pytest.approx(front["chest"][0] - front["hand"][0])


def test_a_standing_foot_is_flat() -> None:
    found = joints(_pose())
    assert found["heel"] == (0, 0)
    assert [found[name][1] for name in ("ball", "toe")] == pytest.approx([0, 0])


def test_an_arc_takes_only_the_room_it_needs() -> None:
    assert room([Stroke(((0, 0), (10, 20), (20, 0)), 0, WORK, smooth=True)]).top == pytest.approx(10)


def test_poses_build_on_poses_and_null_takes_a_word_back() -> None:
    poses = {
        "stand": {**LIMBS_AT_REST, "arm": 45, "reach": {"hand": [0, 100]}},
        "bow": {"base": "stand", "lower": 30},
    }
    frame = {"base": "bow", "arm": None, "reach": {"hand": None}}
    table = {"poses": poses, "figures": {"one": {"alt": "A person.", "frames": [frame]}}}
    pose = parse(json.dumps(table))["one"].frames[0].pose
    assert (pose.turn("lower"), pose.turn("arm"), pose.reach) == (30, -90, {})


def test_an_exercise_without_a_figure_is_one_plain_sentence() -> None:
    with pytest.raises(RunstrongError, match="no figure of the exercise 'flying'"):
        figure("flying", SKETCHES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"poses": {}, "figures": 3}',
        _table({}),
        _table({"base": "nothing"}),
        _table({"pin": "up"}),
    ],
)
def test_a_damaged_table_is_one_plain_sentence(text: str) -> None:
    with pytest.raises(RunstrongError, match="damaged"):
        parse(text)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"tail": 3}, "tail is not a pose"),
        ({"pin": ["tail", 0, 0]}, "tail is not a joint"),
        ({"reach": {"knee": [0, 0]}}, "knee is not a hand or foot"),
        ({"flip": ["nose"]}, "nose is not a hand or foot"),
        ({"short": {"foot": 0.5}}, "foot is not a bone"),
        ({"view": "top"}, "top is not a view"),
        ({"work": ["nose"]}, "nose is not a part"),
        ({"things": [{"sofa": [[0, 0]]}]}, "sofa is not a thing"),
        ({"things": [{"band": ["hand"]}]}, "band needs 2 points"),
        ({"things": [{"dumbbell": ["paw"]}]}, "paw is not a joint"),
    ],
)
def test_a_table_that_leaves_the_closed_lists_is_refused(words: dict[str, Any], fault: str) -> None:
    with pytest.raises(RunstrongError, match=fault):
        parse(_table({**LIMBS_AT_REST, **words}))


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"layout": "heap"}, "heap is not a layout"),
        ({"frames": []}, "one to 3 poses"),
        ({"frames": [LIMBS_AT_REST] * 4}, "one to 3 poses"),
        ({"colour": "red"}, "colour is not a figure"),
    ],
)
def test_a_figure_that_leaves_the_closed_lists_is_refused(more: dict[str, Any], fault: str) -> None:
    with pytest.raises(RunstrongError, match=fault):
        parse(_table(LIMBS_AT_REST, **more))


def test_a_pose_based_on_itself_is_refused() -> None:
    circle = {
        "poses": {"a": {"base": "b"}, "b": {"base": "a"}},
        "figures": {"one": {"alt": "", "frames": [{"base": "a"}]}},
    }
    with pytest.raises(RunstrongError, match="based on itself"):
        parse(json.dumps(circle))


def test_nothing_is_kept_that_no_figure_uses() -> None:
    table = json.loads(TEXT)
    based_on = set(re.findall(r'"base": "(\w+)"', TEXT))
    things = {one.kind for sketch in SKETCHES.values() for one in sketch.things}
    things |= {one.kind for sketch in SKETCHES.values() for frame in sketch.frames for one in frame.things}
    assert set(table["poses"]) == based_on
    assert set(NEEDS) == things
    assert {part for sketch in SKETCHES.values() for frame in sketch.frames for part in frame.work} <= PARTS


@pytest.mark.parametrize("kind", NEEDS)
def test_a_thing_lies_where_it_is_put(kind: str) -> None:
    there = [(10.0, 20.0), (40.0, 60.0), (70.0, 20.0)][: NEEDS[kind]]
    space = room(thing(kind, there))
    reached = (space.left - 1, space.right + 1, space.bottom - 1, space.top + 1)
    assert reached[0] <= 10 <= reached[1]
    assert reached[2] <= 20 <= reached[3]
    assert space.width < 60 + 2 * 24
    assert space.height < 60 + 2 * 24
