"""Where every joint of a drawn figure lies, from the directions of its bones and the points it must touch.

Lengths are centimetres of a runner 1.75 m tall, y points up and the floor is y = 0. A side view faces right; in a
front view the near limbs are those at the right of the picture. Directions are absolute degrees: 0 to the right,
90 up, -90 down, so that "one straight line from knee to head" is one number.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Point = tuple[float, float]
View = Literal["side", "front"]

# After the shares of body height in Winter, Biomechanics and Motor Control of Human Movement; hands half closed.
LENGTHS: Final[Mapping[str, float]] = {
    "lower": 24, "upper": 26, "neck": 20, "arm": 31, "forearm": 31, "thigh": 43, "shank": 43, "toes": 7,
}  # fmt: skip
HALF_WIDTHS: Final[Mapping[View, Mapping[str, float]]] = {
    "side": {"hips": 0, "shoulders": 0},
    "front": {"hips": 8, "shoulders": 17},
}
# The sole under the ankle, for a flat foot: how far heel and ball lie forward of it and below it.
SOLES: Final[Mapping[View, Mapping[str, Point]]] = {
    "side": {"heel": (-6, -7), "ball": (13, -7)},
    "front": {"heel": (-4, -7), "ball": (4, -7)},
}
SIDES: Final = ("", "far_")
TRUNK_TURNS: Final = ("lower", "upper", "neck", "hips", "shoulders")
LIMB_TURNS: Final = ("arm", "forearm", "thigh", "shank", "foot", "toes")
TURNS: Final = frozenset(TRUNK_TURNS) | {side + part for side in SIDES for part in LIMB_TURNS}
_LIMB_JOINTS: Final = ("hip", "shoulder", "elbow", "hand", "knee", "ankle", "heel", "ball", "toe")
JOINTS: Final = frozenset({"pelvis", "waist", "chest", "head"}) | {s + j for s in SIDES for j in _LIMB_JOINTS}
_ENDS: Final = ("hand", "ankle", "heel", "ball", "toe")
ENDS: Final = frozenset(side + end for side in SIDES for end in _ENDS)
# A bone without a direction of its own follows another one, at this angle: straight knees, feet square to shins.
_FOLLOWS: Final[Mapping[str, tuple[str, float]]] = {
    "upper": ("lower", 0), "neck": ("upper", 0), "hips": ("lower", -90), "shoulders": ("upper", -90),
    "forearm": ("arm", 0), "shank": ("thigh", 0), "foot": ("shank", 90), "toes": ("foot", 0),
}  # fmt: skip
_AT_REST: Final[Mapping[str, float]] = {"lower": 90, "arm": -90, "thigh": -90}


@dataclass(frozen=True, slots=True)
class Place:
    """A point: `dx`, `dy` from a named joint, or from the origin on the floor where `joint` is None."""

    joint: str | None
    dx: float
    dy: float

    def among(self, joints: Mapping[str, Point]) -> Point:
        """The point itself, once the joints are known."""
        x, y = joints[self.joint] if self.joint else (0.0, 0.0)
        return x + self.dx, y + self.dy


@dataclass(frozen=True, slots=True)
class Pose:
    """One position of the body: directions of bones, the joint that is `pinned`, ends that `reach` for a point.

    An end that reaches bends its elbow or knee as needed; `flipped` ends bend it to the other side. `short` holds
    the share of a bone's length that is seen when it points towards the viewer (1 where nothing is said).
    """

    view: View
    turns: Mapping[str, float]
    pinned: tuple[str, Point]
    reach: Mapping[str, Place]
    flipped: frozenset[str]
    short: Mapping[str, float]

    def turn(self, bone: str) -> float:
        """The direction of `bone` in degrees: as given, its near twin's, that of its lead, or at rest."""
        near = bone.removeprefix("far_")
        if near not in _FOLLOWS:
            return self.given(bone, _AT_REST[near])
        lead, angle = _FOLLOWS[near]
        return self.given(bone, self.turn(lead if lead in TRUNK_TURNS else bone.removesuffix(near) + lead) + angle)

    def given(self, bone: str, otherwise: float) -> float:
        """The direction stated for `bone` or, mirrored in a front view, for its near twin; else `otherwise`."""
        near = bone.removeprefix("far_")
        if bone in self.turns or near not in self.turns:
            return self.turns.get(bone, otherwise)
        return self._mirrored(near)

    def length(self, bone: str) -> float:
        """How long `bone` is in the picture, cm."""
        return LENGTHS[bone.removeprefix("far_")] * self.short.get(bone, 1.0)

    def _mirrored(self, near: str) -> float:
        if self.view == "side":
            return self.turns[near]
        return -self.turns[near] if near in ("foot", "toes") else 180 - self.turns[near]


def joints(pose: Pose) -> dict[str, Point]:
    """Every joint of the figure in cm, by name."""
    found = _trunk(pose)
    for side in SIDES:
        found |= _hanging_arm(pose, side, found) | _hanging_leg(pose, side, found)
    name, (x, y) = pose.pinned
    dx, dy = x - found[name][0], y - found[name][1]
    found = {joint: (px + dx, py + dy) for joint, (px, py) in found.items()}
    for end, place in pose.reach.items():
        found |= _reaching(pose, end, place.among(found), found)
    return found


def _trunk(pose: Pose) -> dict[str, Point]:
    pelvis = (0.0, 0.0)
    waist = step(pelvis, pose.turn("lower"), pose.length("lower"))
    chest = step(waist, pose.turn("upper"), pose.length("upper"))
    head = step(chest, pose.turn("neck"), pose.length("neck"))
    found = {"pelvis": pelvis, "waist": waist, "chest": chest, "head": head}
    for joint, middle, line in (("hip", pelvis, "hips"), ("shoulder", chest, "shoulders")):
        half = HALF_WIDTHS[pose.view][line]
        found[joint] = step(middle, pose.turn(line), half)
        found[f"far_{joint}"] = step(middle, pose.turn(line), -half)
    return found


def _hanging_arm(pose: Pose, side: str, found: Mapping[str, Point]) -> dict[str, Point]:
    elbow = step(found[f"{side}shoulder"], pose.turn(f"{side}arm"), pose.length(f"{side}arm"))
    hand = step(elbow, pose.turn(f"{side}forearm"), pose.length(f"{side}forearm"))
    return {f"{side}elbow": elbow, f"{side}hand": hand}


def _hanging_leg(pose: Pose, side: str, found: Mapping[str, Point]) -> dict[str, Point]:
    knee = step(found[f"{side}hip"], pose.turn(f"{side}thigh"), pose.length(f"{side}thigh"))
    ankle = step(knee, pose.turn(f"{side}shank"), pose.length(f"{side}shank"))
    foot = pose.turn(f"{side}foot")
    return {f"{side}knee": knee, f"{side}ankle": ankle} | _sole(pose, side, ankle, foot)


def _sole(pose: Pose, side: str, ankle: Point, foot: float) -> dict[str, Point]:
    heel, ball = (_turned(ankle, offset, foot) for offset in SOLES[pose.view].values())
    toes = pose.given(f"{side}toes", foot)
    forward = pose.length(f"{side}toes") if pose.view == "side" else 0.0
    return {f"{side}heel": heel, f"{side}ball": ball, f"{side}toe": step(ball, toes, forward)}


def _reaching(pose: Pose, end: str, target: Point, found: Mapping[str, Point]) -> dict[str, Point]:
    side = "far_" if end.startswith("far_") else ""
    bend = -1.0 if end in pose.flipped else 1.0
    if end.endswith("hand"):
        bend *= -1 if pose.view == "side" or side else 1
        elbow, hand = _two_bones(pose, found[f"{side}shoulder"], target, (f"{side}arm", f"{side}forearm"), bend)
        return {f"{side}elbow": elbow, f"{side}hand": hand}
    bend *= -1 if pose.view == "front" and side else 1
    # A reaching foot is flat unless it is told otherwise: the shin it would be square to is not known yet.
    foot = pose.given(f"{side}foot", 0.0)
    sole = _sole(pose, side, (0.0, 0.0), foot) | {f"{side}ankle": (0.0, 0.0)}
    ankle = target[0] - sole[end][0], target[1] - sole[end][1]
    knee, ankle = _two_bones(pose, found[f"{side}hip"], ankle, (f"{side}thigh", f"{side}shank"), bend)
    return {f"{side}knee": knee, f"{side}ankle": ankle} | _sole(pose, side, ankle, foot)


def _two_bones(pose: Pose, root: Point, target: Point, bones: tuple[str, str], bend: float) -> tuple[Point, Point]:
    """The joint between two bones from `root` towards `target`, and their end (law of cosines)."""
    first, second = (pose.length(bone) for bone in bones)
    far = min(max(math.dist(root, target), abs(first - second) + 1e-9), first + second)
    towards = math.degrees(math.atan2(target[1] - root[1], target[0] - root[0]))
    cosine = (first**2 + far**2 - second**2) / (2 * first * far)
    middle = step(root, towards + bend * math.degrees(math.acos(min(1.0, cosine))), first)
    return middle, step(root, towards, far)


def step(start: Point, direction: float, length: float) -> Point:
    """The point `length` away from `start` in `direction` degrees."""
    angle = math.radians(direction)
    return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)


def _turned(middle: Point, offset: Point, degrees: float) -> Point:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return (
        middle[0] + offset[0] * cosine - offset[1] * sine,
        middle[1] + offset[0] * sine + offset[1] * cosine,
    )
