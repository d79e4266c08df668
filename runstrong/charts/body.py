"""A skeleton drawn as a person: thick near limbs, thin far ones, the part that works in colour."""

from collections.abc import Mapping, Set
from typing import Final

from runstrong.charts.shapes import Disc, Shape, Stroke
from runstrong.charts.skeleton import SIDES, Point, View
from runstrong.charts.theme import GROUND, PACE

# From near to far: as dark as a dark page allows, to as pale as a light page allows (contrast of 3 to 1).
NEAR: Final = "#52656c"
TRUNK: Final = GROUND
FAR: Final = "#84969d"
WORK: Final = PACE
_TRUNK, _NECK, _HEAD = 15.0, 7.0, 11.0
_THIGH, _SHANK, _FOOT, _ARM, _FOREARM = 11.0, 8.5, 5.0, 8.0, 7.0
_FAR_SHARE, _GHOST = 0.66, 2.2
_SPINE: Final = ("pelvis", "waist", "chest", "head")
_GHOST_LIMBS: Final = (("shoulder", "elbow", "hand"), ("hip", "knee", "ankle", "ball", "toe"))
_LIMBS: Final = ("arm", "leg", "calf", "foot")
PARTS: Final = frozenset({"trunk", *_LIMBS, *(f"far_{limb}" for limb in _LIMBS)})


def body(joints: Mapping[str, Point], view: View, work: Set[str]) -> list[Shape]:
    """The person with these `joints`, the parts named in `work` coloured; the first shape lies lowest."""
    thin, far = (_FAR_SHARE, FAR) if view == "side" else (1.0, NEAR)
    far_arm = _arm(joints, "far_", _colour("far_arm", work, far), thin)
    return [
        *(far_arm if view == "side" else ()),
        *_leg(joints, "far_", work, far, thin),
        *_trunk(joints, view, _colour("trunk", work, TRUNK)),
        *_head(joints),
        *_leg(joints, "", work, NEAR, 1.0),
        *(far_arm if view == "front" else ()),
        *_arm(joints, "", _colour("arm", work, NEAR), 1.0),
    ]


def lower_legs(joints: Mapping[str, Point], view: View, work: Set[str]) -> list[Shape]:
    """Only what lies below the knees, for a closer look at the feet."""
    thin, far = (_FAR_SHARE, FAR) if view == "side" else (1.0, NEAR)
    return [*_leg(joints, "far_", work, far, thin)[1:], *_leg(joints, "", work, NEAR, 1.0)[1:]]


def ghost(joints: Mapping[str, Point]) -> list[Shape]:
    """Where the same person began: thin lines only."""
    lines = [_SPINE, *(tuple(side + joint for joint in limb) for side in SIDES for limb in _GHOST_LIMBS)]
    limbs = [Stroke(tuple(joints[joint] for joint in line), _GHOST, FAR) for line in lines]
    return [*limbs, Disc(joints["head"], _HEAD - _GHOST / 2, FAR, line=_GHOST)]


def _colour(part: str, work: Set[str], otherwise: str) -> str:
    return WORK if part in work else otherwise


def _trunk(joints: Mapping[str, Point], view: View, colour: str) -> list[Shape]:
    if view == "side":
        spine = (joints["pelvis"], _control(joints), joints["chest"])
        return [Stroke(spine, _TRUNK, colour, smooth=True)]
    corners = ("hip", "far_hip", "far_shoulder", "shoulder")
    return [Stroke(tuple(joints[corner] for corner in corners), _ARM, colour, fill=colour)]


def _control(joints: Mapping[str, Point]) -> Point:
    """The point that bends the arc from pelvis to chest through the waist."""
    (px, py), (wx, wy), (cx, cy) = joints["pelvis"], joints["waist"], joints["chest"]
    return 2 * wx - (px + cx) / 2, 2 * wy - (py + cy) / 2


def _head(joints: Mapping[str, Point]) -> list[Shape]:
    return [Stroke((joints["chest"], joints["head"]), _NECK, TRUNK), Disc(joints["head"], _HEAD, TRUNK)]


def _leg(joints: Mapping[str, Point], side: str, work: Set[str], plain: str, share: float) -> list[Shape]:
    colour = _colour(f"{side}leg", work, plain)
    hip, knee, ankle, heel, ball, toe = (
        joints[side + name] for name in ("hip", "knee", "ankle", "heel", "ball", "toe")
    )
    calf = _colour(f"{side}calf", work, colour)
    foot = _colour(f"{side}foot", work, calf)
    return [
        Stroke((hip, knee), _THIGH * share, colour),
        Stroke((knee, ankle), _SHANK * share, calf),
        Stroke((ankle, heel, ball), _FOOT * share, foot, fill=foot),
        Stroke((ball, toe), _FOOT * share, foot),
    ]


def _arm(joints: Mapping[str, Point], side: str, colour: str, share: float) -> list[Shape]:
    shoulder, elbow, hand = (joints[side + name] for name in ("shoulder", "elbow", "hand"))
    return [
        Stroke((shoulder, elbow), _ARM * share, colour),
        Stroke((elbow, hand), _FOREARM * share, colour),
    ]
