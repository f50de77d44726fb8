"""Posters drawn here: plain shapes and a name, the same for each name, and no film's own art."""

import hashlib
import io
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Final

from PIL import Image, ImageColor, ImageDraw

from medianest.local.simulators.motifs import HANGING, PALETTES, STANDING, Canvas

POSTER: Final = (600, 900)
_FINER: Final = 2
_LINES: Final = 4
_SHORT: Final = 9


@cache
def draw(name: str, size: tuple[int, int] = POSTER) -> bytes:
    """A JPEG; the same name always gives the same one."""
    seed = hashlib.sha256(name.encode()).digest()
    wear = PALETTES[seed[0] % len(PALETTES)]
    motif = (*STANDING, *HANGING)[seed[1] % (len(STANDING) + len(HANGING))]
    foot = wear.near if motif in STANDING else wear.ground
    picture = Image.new("RGB", size, foot)
    top = _write(picture, name, max((wear.words, wear.lit, wear.ground), key=_against(foot)))
    # Drawn larger than it is kept: shapes have no soft edges of their own.
    large = (size[0] * _FINER, top * _FINER)
    above = Image.new("RGB", large, wear.ground)
    chance = Random(seed)  # noqa: S311  a picture, not a secret
    motif(Canvas(ImageDraw.Draw(above), large, chance), wear)
    picture.paste(above.reduce(_FINER))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88)
    return file.getvalue()


def resized(picture: bytes, width: int, height: int) -> bytes:
    """Smaller, but not by more than these; a JPEG again."""
    image = Image.open(io.BytesIO(picture))
    image.thumbnail((width, height))
    file = io.BytesIO()
    image.convert("RGB").save(file, "JPEG", quality=85)
    return file.getvalue()


def _write(picture: Image.Image, name: str, colour: str) -> int:
    """The name at the foot, in as many lines as it needs; return where its room begins."""
    width, height = picture.size
    pen = ImageDraw.Draw(picture)
    letters = min(picture.size) // (6 if len(name) <= _SHORT else 8)
    lines: list[str] = []
    for word in name.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and pen.textlength(longer, font_size=letters) < width * 5 // 6:
            lines[-1] = longer
        else:
            lines.append(word)
    lines, line, margin = lines[:_LINES], letters * 11 // 10, width // 12
    top = height - margin - line * len(lines)
    for number, text in enumerate(lines):
        place = (margin, top + line * number)
        pen.text(place, text, fill=colour, font_size=letters, stroke_width=letters // 24)
    return top - margin // 2


def _against(ground: str) -> Callable[[str], float]:
    """How well a colour stands on this one."""
    return lambda colour: abs(_light(colour) - _light(ground))


def _light(colour: str) -> float:
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return 0.3 * red + 0.6 * green + 0.1 * blue
