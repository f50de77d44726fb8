"""Posters drawn here: a landscape of its own for each name, and no film's own art."""

import colorsys
import hashlib
import io
from functools import cache
from typing import Final

from PIL import Image, ImageDraw

POSTER: Final = (600, 900)
WIDE: Final = (1280, 720)
_HILLS: Final = 4
_LINES: Final = 4


@cache
def draw(name: str, size: tuple[int, int] = POSTER) -> bytes:
    """A JPEG; the same name always gives the same one."""
    seed = hashlib.sha256(name.encode()).digest()
    hue = seed[0] / 255
    width, height = size
    picture = Image.new("RGB", size, _colour(hue, 0.45, 0.20))
    pen = ImageDraw.Draw(picture)
    for line in range(height):
        light = 0.18 + 0.5 * line / height
        pen.line([(0, line), (width, line)], fill=_colour(hue, 0.5, light))
    left, top, wide = width * seed[1] // 300, height * seed[2] // 600, width // 4
    pen.ellipse([left, top, left + wide, top + wide], fill=_colour(hue + 0.45, 0.7, 0.7))
    for hill in range(_HILLS):
        ground = height * (5 + hill) // 10
        peaks = [
            (width * step // 6, ground - height * seed[4 + hill * 7 + step] // 1600)
            for step in range(7)
        ]
        shade = _colour(hue + 0.04 * hill, 0.5, 0.40 - 0.09 * hill)
        pen.polygon([(0, height), *peaks, (width, height)], fill=shade)
    _write(pen, name, size)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()


def resized(picture: bytes, width: int, height: int) -> bytes:
    """Smaller, but not by more than these; a JPEG again."""
    image = Image.open(io.BytesIO(picture))
    image.thumbnail((width, height))
    file = io.BytesIO()
    image.convert("RGB").save(file, "JPEG", quality=85)
    return file.getvalue()


def _write(pen: ImageDraw.ImageDraw, name: str, size: tuple[int, int]) -> None:
    """The name at the foot, in as many lines as it needs."""
    width, height = size
    letters = min(size) // 9
    lines: list[str] = []
    for word in name.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and pen.textlength(longer, font_size=letters) < width * 5 // 6:
            lines[-1] = longer
        else:
            lines.append(word)
    line = letters * 6 // 5
    for number, text in enumerate(reversed(lines[:_LINES])):
        place = (width // 12, height - width // 12 - line * (number + 1))
        pen.text(place, text, fill=(255, 255, 255), font_size=letters)


def _colour(hue: float, saturation: float, light: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hls_to_rgb(hue % 1, light, saturation)
    return int(red * 255), int(green * 255), int(blue * 255)
