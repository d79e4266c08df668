"""An exercise drawn: its key poses laid out on one picture, with words for those who cannot see it."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from runstrong.charts.body import body, ghost, lower_legs
from runstrong.charts.props import BEHIND, THING, arrow, floor, thing
from runstrong.charts.shapes import Pen, Room, Shape, moved, room
from runstrong.charts.skeleton import Point, joints
from runstrong.charts.sketches import Frame, Sketch, Thing
from runstrong.errors import RunstrongError

WIDTH: Final = 280
HEIGHT: Final = 210
_MARGIN: Final = 8.0
_GAP: Final = 40.0
_STACK_GAP: Final = 34.0
# Larger than this a crouching figure would be a giant next to a standing one.
_LARGEST: Final = 1.15
_LARGEST_CLOSE: Final = 2.1


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG text, as wide as it is given room, and one sentence that says what is drawn."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class _Laid:
    """Shapes of the whole picture in cm."""

    shapes: list[Shape]
    room: Room
    largest: float

    @property
    def scale(self) -> float:
        across, up = (WIDTH - 2 * _MARGIN) / self.room.width, (HEIGHT - 2 * _MARGIN) / self.room.height
        return min(across, up, self.largest)


def figure(exercise_id: str, sketches: Mapping[str, Sketch]) -> Drawing:
    """The figure of `exercise_id`, 280 by 210 units, transparent; raises RunstrongError if it has none.

    Its colours hold on a light and on a dark page alike, so it may stand in an <img>.
    """
    if exercise_id not in sketches:
        raise RunstrongError(f"There is no figure of the exercise {exercise_id!r}.")
    sketch = sketches[exercise_id]
    laid = _over(sketch) if sketch.layout == "over" else _roomiest(sketch)
    return Drawing(_svg(laid, sketch.alt), sketch.alt)


def _svg(laid: _Laid, alt: str) -> str:
    scale, space = laid.scale, laid.room
    x = WIDTH / 2 - scale * (space.left + space.right) / 2
    y = HEIGHT / 2 + scale * (space.bottom + space.top) / 2
    drawn = Pen(scale, x, y).draw(laid.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" role="img"'
        f' aria-label="{html.escape(alt, quote=True)}">'
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">{drawn}</g></svg>'
    )


def _over(sketch: Sketch) -> _Laid:
    """All poses in one place, the earlier ones as ghosts."""
    *before, last = sketch.frames
    ghosts = [shape for frame in before for shape in ghost(joints(frame.pose))]
    held = [shape for frame in before for shape in _drawn(frame.things, joints(frame.pose), behind=None)]
    shapes = [*ghosts, *held, *_panel(sketch, last)]
    return _laid(sketch, _with_floor(sketch, shapes))


def _roomiest(sketch: Sketch) -> _Laid:
    """The poses next to each other or one below the other, whichever lets them be larger."""
    panels = [_with_floor(sketch, _panel(sketch, frame)) for frame in sketch.frames]
    return max(_laid(sketch, _row(panels)), _laid(sketch, _column(panels)), key=lambda laid: laid.scale)


def _laid(sketch: Sketch, shapes: list[Shape]) -> _Laid:
    return _Laid(shapes, room(shapes), _LARGEST_CLOSE if sketch.closeup else _LARGEST)


def _panel(sketch: Sketch, frame: Frame) -> list[Shape]:
    found = joints(frame.pose)
    things = (*sketch.things, *frame.things)
    person = lower_legs if sketch.closeup else body
    return [
        *_drawn(things, found, behind=True),
        *person(found, frame.pose.view, frame.work),
        *_drawn(things, found, behind=False),
    ]


def _drawn(things: Sequence[Thing], found: Mapping[str, Point], behind: bool | None) -> list[Shape]:
    """The shapes of `things` that lie behind the person, before them, or (None) of all."""
    return [
        shape
        for one in things
        if behind is None or (one.kind in BEHIND) is behind
        for shape in thing(one.kind, [place.among(found) for place in one.places])
    ]


def _with_floor(sketch: Sketch, shapes: list[Shape]) -> list[Shape]:
    if not sketch.floor:
        return shapes
    space = room(shapes)
    return [floor(space.left, space.right), *shapes]


def _row(panels: Sequence[list[Shape]]) -> list[Shape]:
    """Panels from left to right on one floor, an arrow between them."""
    shapes, right = list(panels[0]), room(panels[0]).right
    for panel in panels[1:]:
        space = room([*shapes, *panel])
        middle = (space.bottom + space.top) / 2
        shapes += arrow([(right + 8, middle), (right + _GAP - 8, middle)], THING)
        shapes += [moved(shape, right + _GAP - room(panel).left, 0) for shape in panel]
        right = room(shapes).right
    return shapes


def _column(panels: Sequence[list[Shape]]) -> list[Shape]:
    """Panels from top to bottom, an arrow between them."""
    shapes, bottom = list(panels[0]), room(panels[0]).bottom
    for panel in panels[1:]:
        space = room([*panels[0], *panel])
        middle = (space.left + space.right) / 2
        shapes += arrow([(middle, bottom - 5), (middle, bottom - _STACK_GAP + 9)], THING)
        shapes += [moved(shape, 0, bottom - _STACK_GAP - room(panel).top) for shape in panel]
        bottom = room(shapes).bottom
    return shapes
