"""What a figure stands on, holds and pushes against, and the arrows that say which way it moves."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from runstrong.charts.shapes import Disc, Shape, Stroke
from runstrong.charts.skeleton import Point, step
from runstrong.charts.theme import HEART, LOAD

THING: Final = "#8a8478"
WEIGHT: Final = LOAD
MOVE: Final = HEART
# The floor is drawn below y = 0, where the middle of a sole 5 cm thick lies.
FLOOR: Final = -4.0
_LINE: Final = 3.0


def floor(left: float, right: float) -> Shape:
    """The floor from `left` to `right`, cm."""
    return Stroke(((left, FLOOR), (right, FLOOR)), _LINE, THING)


def arrow(points: Sequence[Point], colour: str = MOVE, width: float = _LINE) -> list[Shape]:
    """An arrow through two points, or bent over the middle one of three."""
    (x0, y0), (x1, y1) = points[-2:]
    back = math.degrees(math.atan2(y0 - y1, x0 - x1))
    wings = tuple(step((x1, y1), back + turn, 8.0) for turn in (-35, 35))
    return [
        Stroke(tuple(points), width, colour, smooth=True),
        Stroke((wings[0], (x1, y1), wings[1]), width, colour),
    ]


def _box(points: Sequence[Point]) -> list[Shape]:
    (left, bottom), (right, top) = points
    inside = _LINE / 2
    left, right, bottom, top = left + inside, right - inside, bottom + inside, top - inside
    return [Stroke(((left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)), _LINE, THING)]


def _bench(points: Sequence[Point]) -> list[Shape]:
    """A board on two legs, from its lower left to its upper right corner."""
    (left, bottom), (right, top) = points
    board = Stroke(((left + 3, top - 3), (right - 3, top - 3)), 6.0, THING)
    legs = [Stroke(((x, top - 3), (x, bottom + 1.5)), _LINE, THING) for x in (left + 7, right - 7)]
    return [board, *legs]


def _wall(points: Sequence[Point]) -> list[Shape]:
    """A wall whose face ends in the first point; the second one's x says on which side the wall lies."""
    (x, top), (behind, _) = points
    lean = math.copysign(7.0, behind - x)
    hatch = [Stroke(((x, y), (x + lean, y + 7)), 1.5, THING) for y in range(0, int(top) - 6, 24)]
    return [Stroke(((x, FLOOR), (x, top)), _LINE, THING), *hatch]


def _bar(points: Sequence[Point]) -> list[Shape]:
    return [Disc(points[0], 4.5, THING)]


def _barbell(points: Sequence[Point]) -> list[Shape]:
    """A barbell seen along its bar: plate and sleeve."""
    return [Disc(points[0], 19.0, WEIGHT, line=_LINE), Disc(points[0], 4.0, WEIGHT)]


def _dumbbell(points: Sequence[Point]) -> list[Shape]:
    (x, y) = points[0]
    heads = [Stroke(((x + side, y - 3.5), (x + side, y + 3.5)), 6.0, WEIGHT) for side in (-8.5, 8.5)]
    return [Stroke(((x - 8, y), (x + 8, y)), _LINE, WEIGHT), *heads]


def _kettlebell(points: Sequence[Point]) -> list[Shape]:
    """A kettlebell hanging from the first point towards the second one."""
    hand, towards = points
    direction = math.degrees(math.atan2(towards[1] - hand[1], towards[0] - hand[0]))
    ring, bell = step(hand, direction, 4.0), step(hand, direction, 14.0)
    return [Disc(ring, 5.0, WEIGHT, line=_LINE), Disc(bell, 8.5, WEIGHT)]


def _weight(points: Sequence[Point]) -> list[Shape]:
    (left, bottom), (right, top) = points
    y, thick = (bottom + top) / 2, top - bottom
    return [Stroke(((left + thick / 2, y), (right - thick / 2, y)), thick, WEIGHT)]


def _band(points: Sequence[Point]) -> list[Shape]:
    return [Stroke(tuple(points), 2.6, WEIGHT)]


def _rope(points: Sequence[Point]) -> list[Shape]:
    return [Stroke(tuple(points), 2.2, WEIGHT, smooth=True)]


def _stick(points: Sequence[Point]) -> list[Shape]:
    return [Stroke(tuple(points), _LINE, THING)]


def _towel(points: Sequence[Point]) -> list[Shape]:
    return [Disc(points[0], 4.0, WEIGHT, line=2.2)]


def _helper(points: Sequence[Point]) -> list[Shape]:
    """The forearm and hand of a partner, or the strap in their place."""
    return [Stroke(tuple(points), 6.0, THING), Disc(points[-1], 4.5, THING)]


def _ground(points: Sequence[Point]) -> list[Shape]:
    return [Stroke(tuple(points), _LINE, THING)]


_DRAWN: Final[Mapping[str, tuple[int, Callable[[Sequence[Point]], list[Shape]]]]] = {
    "arrow": (2, arrow),
    "box": (2, _box),
    "bench": (2, _bench),
    "wall": (2, _wall),
    "bar": (1, _bar),
    "barbell": (1, _barbell),
    "dumbbell": (1, _dumbbell),
    "kettlebell": (2, _kettlebell),
    "weight": (2, _weight),
    "band": (2, _band),
    "rope": (3, _rope),
    "stick": (2, _stick),
    "towel": (1, _towel),
    "helper": (2, _helper),
    "ground": (2, _ground),
}
# How many points a thing needs at the least.
NEEDS: Final[Mapping[str, int]] = {kind: points for kind, (points, _) in _DRAWN.items()}
# What lies behind the person; everything else is held or worn, and lies before them.
BEHIND: Final = frozenset({"box", "bench", "wall", "ground", "barbell"})


def thing(kind: str, points: Sequence[Point]) -> list[Shape]:
    """The shapes of a thing of this `kind` at these points."""
    return _DRAWN[kind][1](points)
