"""The two shapes a drawing is made of, how much room they take, and how SVG writes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from runstrong.charts.skeleton import Point

NO_COLOUR: Final = "none"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through `points`, `width` cm thick with round ends; `smooth` bends three points to an arc.

    With a `fill` the line is closed and its inside painted.
    """

    points: tuple[Point, ...]
    width: float
    colour: str
    smooth: bool = False
    fill: str = NO_COLOUR


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle; with a `line` (cm) only its rim."""

    middle: Point
    radius: float
    colour: str
    line: float = 0.0


Shape = Stroke | Disc


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle in cm, y up."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right, cm."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top, cm."""
        return self.top - self.bottom


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """`shape` moved by `dx`, `dy` cm."""
    if isinstance(shape, Disc):
        return replace(shape, middle=(shape.middle[0] + dx, shape.middle[1] + dy))
    return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))


def room(shapes: Iterable[Shape]) -> Room:
    """The smallest rectangle around `shapes`, of which there must be one."""
    rooms = [_room(shape) for shape in shapes]
    return Room(
        min(one.left for one in rooms),
        min(one.bottom for one in rooms),
        max(one.right for one in rooms),
        max(one.top for one in rooms),
    )


def _room(shape: Shape) -> Room:
    if isinstance(shape, Disc):
        (x, y), spare = shape.middle, shape.radius + shape.line / 2
        return Room(x - spare, y - spare, x + spare, y + spare)
    points = _along(shape.points) if shape.smooth and len(shape.points) == 3 else shape.points
    across, up, spare = [x for x, _ in points], [y for _, y in points], shape.width / 2
    return Room(min(across) - spare, min(up) - spare, max(across) + spare, max(up) + spare)


def _along(arc: Sequence[Point]) -> list[Point]:
    """Points on the quadratic curve that three points make: it stays well inside the middle one."""
    (x0, y0), (x1, y1), (x2, y2) = arc
    weights = [((1 - t) ** 2, 2 * t * (1 - t), t**2) for t in (i / 8 for i in range(9))]
    return [(a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2) for a, b, c in weights]


@dataclass(frozen=True, slots=True)
class Pen:
    """Puts cm onto the picture: `scale` units per cm, the floor's origin at `x`, `y` (down) of the picture."""

    scale: float
    x: float
    y: float

    def draw(self, shapes: Sequence[Shape]) -> str:
        """The SVG elements of `shapes`, the first one lowest."""
        return "".join(self._disc(one) if isinstance(one, Disc) else self._stroke(one) for one in shapes)

    def _stroke(self, shape: Stroke) -> str:
        first, *rest = (self._at(point) for point in shape.points)
        join = "Q" if shape.smooth and len(rest) == 2 else "L"
        path = f"M{first}{join}{' '.join(rest)}"
        filled = shape.fill != NO_COLOUR
        fill = f' fill="{shape.fill}"' if filled else ""
        width = _number(shape.width * self.scale)
        return f'<path d="{path}{"Z" if filled else ""}" stroke="{shape.colour}" stroke-width="{width}"{fill}/>'

    def _disc(self, shape: Disc) -> str:
        x, y = self._at(shape.middle).split(",")
        circle = f'<circle cx="{x}" cy="{y}" r="{_number(shape.radius * self.scale)}"'
        if shape.line:
            return f'{circle} stroke="{shape.colour}" stroke-width="{_number(shape.line * self.scale)}"/>'
        return f'{circle} fill="{shape.colour}"/>'

    def _at(self, point: Point) -> str:
        return f"{_number(self.x + point[0] * self.scale)},{_number(self.y - point[1] * self.scale)}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
