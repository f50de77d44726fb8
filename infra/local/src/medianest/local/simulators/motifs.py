"""What stands on a poster: a dozen pictures of plain shapes, each in the colours of one palette."""

import math
from collections.abc import Callable
from random import Random
from typing import Final, NamedTuple, TypeAlias

from PIL import ImageDraw

Shape: TypeAlias = list[tuple[float, float]]
Motif: TypeAlias = "Callable[[Canvas, Palette], None]"


class Palette(NamedTuple):
    """A ground, what stands on it, what stands before that, and one colour that is lit."""

    ground: str
    far: str
    near: str
    lit: str
    words: str


PALETTES: Final = (
    Palette("#d8452f", "#e8704f", "#1f1b24", "#f7e6d0", "#f7e6d0"),
    Palette("#f3e3cf", "#dba24a", "#b8394b", "#55744a", "#2b2020"),
    Palette("#1c2542", "#3f5489", "#101528", "#f4c95d", "#f3ead6"),
    Palette("#a9bf8f", "#6f8f5f", "#2e432e", "#e9763f", "#f6f1dc"),
    Palette("#2c2030", "#5b4059", "#170f1b", "#f2b84b", "#f4e4cf"),
    Palette("#0e5b66", "#3f9a9d", "#083840", "#f4a97a", "#f5ecd8"),
    Palette("#ecb9ab", "#d07f78", "#6f2738", "#fbf1e5", "#3a1420"),
    Palette("#2c44a8", "#5c7be0", "#141b4d", "#ff7a59", "#f6e7da"),
    Palette("#1f5d49", "#4c8f6d", "#0f3129", "#edbe4f", "#f3ebcf"),
    Palette("#e3a72b", "#c9702c", "#2d2838", "#fbf0d3", "#2a2130"),
    Palette("#26282e", "#5a5f69", "#15161a", "#e5583f", "#ece7dd"),
    Palette("#c8d6dc", "#7f9fb0", "#22384a", "#e25b45", "#1c2b38"),
)


class Canvas:
    """A picture that is drawn in shares of its width, from its upper left."""

    def __init__(self, pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> None:
        self.pen = pen
        self.width, self.height = size
        self.chance = chance
        self.deep = self.height / self.width

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """A full circle around a point."""
        self.pen.ellipse(self._box(x, y, radius), fill=colour)

    def ring(self, x: float, y: float, radius: float, thick: float, colour: str) -> None:
        """A circle's line around a point."""
        self.pen.ellipse(self._box(x, y, radius), outline=colour, width=self._px(thick))

    def half(self, x: float, y: float, radius: float, begin: int, colour: str) -> None:
        """Half a disc, clockwise from an angle."""
        self.pen.pieslice(self._box(x, y, radius), begin, begin + 180, fill=colour)

    def box(self, left: float, top: float, right: float, foot: float, colour: str) -> None:
        """A rectangle."""
        self.pen.rectangle([self._at(left, top), self._at(right, foot)], fill=colour)

    def shape(self, points: Shape, colour: str) -> None:
        """A polygon."""
        self.pen.polygon([self._at(x, y) for x, y in points], fill=colour)

    def arch(self, left: float, top: float, right: float, foot: float, colour: str) -> None:
        """A door with a round head."""
        radius = (right - left) / 2
        self.half(left + radius, top + radius, radius, 180, colour)
        self.box(left, top + radius, right, foot, colour)

    def wave(self, top: float, swing: float, turns: float, colour: str) -> None:
        """Everything below a line that swings."""
        begin = self.chance.uniform(0, math.tau)
        line = [
            (step / 60, top + swing * math.sin(begin + turns * math.tau * step / 60))
            for step in range(61)
        ]
        self.shape([(0, self.deep), *line, (1, self.deep)], colour)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.width, y * self.width

    def _box(self, x: float, y: float, radius: float) -> list[float]:
        return [edge * self.width for edge in (x - radius, y - radius, x + radius, y + radius)]

    def _px(self, share: float) -> int:
        return max(1, round(share * self.width))


def rings(on: Canvas, wear: Palette) -> None:
    """A mast calls across the water."""
    x, y = on.chance.uniform(0.35, 0.65), on.deep * 0.66
    for number in range(11):
        on.ring(x, y, 0.07 + 0.088 * number, 0.036 - 0.0027 * number, wear.lit)
    on.wave(y + 0.01, 0.02, 1.4, wear.near)
    on.shape([(x - 0.035, y + 0.03), (x, y - 0.42), (x + 0.035, y + 0.03)], wear.near)
    on.disc(x, y - 0.42, 0.026, wear.near)


def doors(on: Canvas, wear: Palette) -> None:
    """Many doors; behind one of them somebody is up."""
    down = max(1, int(on.deep / 0.35))
    bright = on.chance.randrange(3), on.chance.randrange(down)
    for column in range(3):
        for row in range(down):
            left, top = 0.105 + column * 0.285, 0.1 + row * 0.35
            is_bright = (column, row) == bright
            on.arch(left, top, left + 0.22, top + 0.28, wear.lit if is_bright else wear.far)
            inner = wear.words if is_bright else wear.near
            on.arch(left + 0.03, top + 0.03, left + 0.19, top + 0.28, inner)


def orchard(on: Canvas, wear: Palette) -> None:
    """Fruit in rows, each with its own evening side."""
    turn = on.chance.choice((90, 270))
    for column in range(3):
        for row in range(max(1, round(on.deep / 0.32))):
            x, y = 0.18 + column * 0.32, 0.16 + row * 0.32
            colours = [wear.far, wear.near, wear.lit]
            first = colours[(column + 2 * row) % 3]
            second = colours[(column + 2 * row + 1) % 3]
            on.disc(x, y, 0.135, first)
            on.half(x, y, 0.135, turn, second)


def hills(on: Canvas, wear: Palette) -> None:
    """Hills behind hills, and a low sun."""
    on.disc(on.chance.uniform(0.3, 0.7), on.deep * 0.36, 0.21, wear.lit)
    for number, colour in enumerate((wear.far, _between(wear.far, wear.near), wear.near)):
        swing, turns = on.chance.uniform(0.05, 0.1), on.chance.uniform(0.6, 1.2)
        on.wave(on.deep * (0.5 + 0.15 * number), swing, turns, colour)


def road(on: Canvas, wear: Palette) -> None:
    """A road that ends where the moon stands."""
    level, x = on.deep * 0.48, on.chance.uniform(0.4, 0.6)
    on.disc(x, level - 0.16, 0.15, wear.lit)
    on.box(0, level, 1, on.deep, wear.near)
    on.shape([(x - 0.012, level), (x + 0.012, level), (0.92, on.deep), (0.08, on.deep)], wear.far)
    for number in range(6):
        near = (number / 6) ** 2
        nearer = ((number + 0.55) / 6) ** 2
        top, foot = (level + (on.deep - level) * part for part in (near, nearer))
        middle, middle_2 = (x + (0.5 - x) * part for part in (near, nearer))
        wide, wider = 0.004 + 0.03 * near, 0.004 + 0.03 * nearer
        edge = [(middle - wide, top), (middle + wide, top)]
        on.shape([*edge, (middle_2 + wider, foot), (middle_2 - wider, foot)], wear.lit)


def town(on: Canvas, wear: Palette) -> None:
    """Houses at night, with some windows lit."""
    on.disc(on.chance.uniform(0.2, 0.8), on.deep * 0.2, 0.1, wear.lit)
    for layer, colour in enumerate((wear.far, wear.near)):
        left = -0.04
        while left < 1:
            wide = on.chance.uniform(0.13, 0.22)
            top = on.deep * on.chance.uniform(0.34 + 0.18 * layer, 0.56 + 0.16 * layer)
            on.box(left, top, left + wide, on.deep, colour)
            _windows(on, (left, top, wide), wear.lit if layer else wear.ground)
            left += wide + 0.012


def _windows(on: Canvas, house: tuple[float, float, float], colour: str) -> None:
    left, top, wide = house
    columns = round(wide / 0.07)
    gap = wide / (columns * 2 + 1)
    for column in range(columns):
        for row in range(12):
            if on.chance.randrange(3) == 0:
                x, y = left + gap * (1 + 2 * column), top + 0.04 + row * 0.07
                on.box(x, y, x + gap, y + 0.038, colour)


def scales(on: Canvas, wear: Palette) -> None:
    """The sea as it is printed on cloth, and the sun that goes into it."""
    on.disc(0.5, on.deep * 0.33, 0.27, wear.lit)
    top = on.deep * 0.4
    for row in range(math.ceil((on.deep - top) / 0.09) + 1):
        for column in range(-1, 6):
            x = column * 0.22 + (0.11 if row % 2 else 0)
            y = top + 0.13 + row * 0.09
            for radius, colour in ((0.14, wear.near), (0.108, wear.far), (0.07, wear.near)):
                on.disc(x, y, radius, colour)


def comet(on: Canvas, wear: Palette) -> None:
    """Something falls, and it is beautiful."""
    for _ in range(46):
        x, y = on.chance.random(), on.chance.random() * on.deep
        on.disc(x, y, on.chance.choice((0.004, 0.006, 0.009)), wear.words)
    x, y = on.chance.uniform(0.24, 0.38), on.deep * 0.56
    for thick, colour in ((0.13, wear.near), (0.09, wear.far), (0.045, wear.lit)):
        edges = [(x - thick * 0.75, y - thick * 0.6), (x + thick * 0.75, y + thick * 0.6)]
        on.shape([*edges, (1.2, -0.2)], colour)
    on.disc(x, y, 0.115, wear.lit)
    on.disc(x + 0.026, y - 0.026, 0.062, wear.words)


def phases(on: Canvas, wear: Palette) -> None:
    """A month of nights."""
    down = max(1, round(on.deep / 0.31))
    for row in range(down):
        # From the right: the shadow of one would fall upon the one before it.
        for column in (2, 1, 0):
            x, y = 0.2 + column * 0.3, 0.19 + row * 0.3
            part = (row * 3 + column) / (down * 3 - 1)
            on.disc(x, y, 0.115, wear.lit)
            if part < 1:
                on.disc(x - 0.2 * part - 0.03, y, 0.118, wear.ground)


def stairs(on: Canvas, wear: Palette) -> None:
    """Steps up to a lit door."""
    steps = 7
    for number in range(steps):
        left, top = number / steps, on.deep * 0.9 - number * 0.115
        colour = wear.near if number % 2 else _between(wear.far, wear.near)
        on.box(left, top, 1, on.deep, colour)
    top = on.deep * 0.9 - (steps - 1) * 0.115
    on.arch(0.78, top - 0.34, 0.96, top, wear.lit)
    on.disc(0.26, on.deep * 0.28, 0.16, wear.far)


def forest(on: Canvas, wear: Palette) -> None:
    """Trunks, and something pale between them."""
    on.disc(on.chance.uniform(0.4, 0.6), on.deep * 0.42, 0.24, wear.lit)
    for colour, many, wide in ((wear.far, 9, 0.028), (wear.near, 6, 0.06)):
        for number in range(many):
            x = (number + on.chance.uniform(0.2, 0.8)) / many
            lean = on.chance.uniform(-0.03, 0.03)
            head = [(x + lean, 0), (x + lean + wide, 0)]
            on.shape([*head, (x + wide * 1.35, on.deep), (x - wide * 0.35, on.deep)], colour)
    on.wave(on.deep * 0.86, 0.03, 1, wear.near)


def rose(on: Canvas, wear: Palette) -> None:
    """A window of many petals."""
    x, y, many = 0.5, on.deep * 0.42, 10
    circles = ((0.36, wear.far), (0.24, wear.near), (0.13, wear.lit))
    for circle, (radius, colour) in enumerate(circles):
        for number in range(many):
            turn = math.tau * (number + circle / 2) / many
            on.disc(x + radius * math.cos(turn), y + radius * math.sin(turn), 0.33 * radius, colour)
    on.disc(x, y, 0.075, wear.words)


STANDING: Final[tuple[Motif, ...]] = (rings, hills, road, town, scales, stairs, forest)
"""What grows out of the foot of the picture."""
HANGING: Final[tuple[Motif, ...]] = (doors, orchard, comet, phases, rose)
"""What has the ground all around it."""


def _between(one: str, other: str) -> str:
    return "#" + "".join(
        f"{(int(one[at : at + 2], 16) + int(other[at : at + 2], 16)) // 2:02x}" for at in (1, 3, 5)
    )
