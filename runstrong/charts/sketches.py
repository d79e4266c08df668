"""The table of drawn figures: what each exercise's figure shows, checked joint by joint."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from runstrong.charts.body import PARTS
from runstrong.charts.props import NEEDS
from runstrong.charts.skeleton import ENDS, JOINTS, TURNS, Place, Pose, View
from runstrong.errors import RunstrongError

Layout = Literal["beside", "over"]
_MOST_FRAMES: Final = 3
_POSE_WORDS: Final = frozenset({"base", "view", "pin", "reach", "flip", "short"})
_FRAME_WORDS: Final = frozenset({"work", "things"})
_SHORTENED: Final = frozenset({"lower", "upper", "neck"}) | {
    side + bone for side in ("", "far_") for bone in ("arm", "forearm", "thigh", "shank")
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something drawn that is not the body: its kind (`props.NEEDS`) and the points that place it."""

    kind: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One key pose, the parts of the body that work in it, and what is held, worn or pointed at."""

    pose: Pose
    work: frozenset[str]
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The figure of one exercise: key poses side by side, or `over` each other with all but the last as ghosts.

    A `closeup` shows the lower legs alone.
    """

    alt: str
    layout: Layout
    floor: bool
    closeup: bool
    frames: tuple[Frame, ...]
    things: tuple[Thing, ...]


def parse(text: str) -> Mapping[str, Sketch]:
    """The sketches in `text` (JSON) by exercise id; raises RunstrongError where the table is damaged or odd."""
    try:
        table = json.loads(text)
        poses = table["poses"]
        return {exercise_id: _sketch(row, poses) for exercise_id, row in table["figures"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as trouble:
        raise RunstrongError("The table of figures is damaged: install the program again.") from trouble


def _sketch(row: Mapping[str, Any], poses: Mapping[str, Any]) -> Sketch:
    _known("a figure", set(row), {"alt", "layout", "floor", "closeup", "frames", "things"})
    frames = tuple(_frame(frame, poses) for frame in row["frames"])
    layout = row.get("layout", "beside")
    _known("a layout", {layout}, get_args(Layout))
    if not 1 <= len(frames) <= _MOST_FRAMES:
        raise RunstrongError(f"A figure shows one to {_MOST_FRAMES} poses, not {len(frames)}.")
    floor, closeup = bool(row.get("floor", True)), bool(row.get("closeup", False))
    return Sketch(str(row["alt"]), layout, floor, closeup, frames, _things(row.get("things", [])))


def _frame(row: Mapping[str, Any], poses: Mapping[str, Any]) -> Frame:
    whole = _merged(row, poses)
    _known("a pose", set(whole), TURNS | _POSE_WORDS | _FRAME_WORDS)
    work = frozenset(whole.get("work", ()))
    _known("a part of the body", work, PARTS)
    return Frame(_pose(whole), work, _things(whole.get("things", [])))


def _merged(row: Mapping[str, Any], poses: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """`row` laid over the pose it is based on, and that one over its own base; null takes a word back."""
    if depth > len(poses):
        raise RunstrongError("The table of figures contradicts itself: a pose is based on itself.")
    base = _merged(poses[row["base"]], poses, depth + 1) if "base" in row else {}
    whole = base | dict(row)
    for group in ("reach", "short"):
        joined = base.get(group, {}) | row.get(group, {})
        whole[group] = {name: value for name, value in joined.items() if value is not None}
    return {word: value for word, value in whole.items() if value is not None}


def _pose(row: Mapping[str, Any]) -> Pose:
    joint, x, y = row["pin"]
    view = row.get("view", "side")
    flipped = frozenset(row.get("flip", ()))
    _known("a view", {view}, get_args(View))
    _known("a joint", {joint}, JOINTS)
    _known("a hand or foot", flipped | set(row["reach"]), ENDS)
    _known("a bone that can look shorter", set(row["short"]), _SHORTENED)
    return Pose(
        view,
        {word: float(value) for word, value in row.items() if word in TURNS},
        (joint, (float(x), float(y))),
        {end: _place(place) for end, place in row["reach"].items()},
        flipped,
        {bone: float(share) for bone, share in row["short"].items()},
    )


def _things(rows: list[Mapping[str, list[Any]]]) -> tuple[Thing, ...]:
    return tuple(_thing(kind, places) for row in rows for kind, places in row.items())


def _thing(kind: str, places: list[Any]) -> Thing:
    _known("a thing", {kind}, NEEDS)
    if len(places) < NEEDS[kind]:
        raise RunstrongError(f"The table of figures contradicts itself: {kind} needs {NEEDS[kind]} points.")
    return Thing(kind, tuple(_place(place) for place in places))


def _place(given: Any) -> Place:
    """`"knee"`, `["knee", dx, dy]` from that joint, or `[x, y]` from the origin on the floor; cm."""
    joint, dx, dy = (given, 0, 0) if isinstance(given, str) else given if len(given) == 3 else (None, *given)
    _known("a joint", {joint} - {None}, JOINTS)
    return Place(joint, float(dx), float(dy))


def _known(what: str, words: Any, known: Any) -> None:
    strangers = sorted(set(words) - set(known))
    if strangers:
        raise RunstrongError(f"The table of figures contradicts itself: {strangers[0]} is not {what}.")
