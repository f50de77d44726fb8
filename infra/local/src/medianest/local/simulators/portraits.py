"""Faces drawn here: plain shapes, the same for each name, and nobody's own."""

import hashlib
import io
from functools import cache
from random import Random
from typing import Final

from PIL import Image, ImageDraw

from medianest.local.simulators.motifs import PALETTES, Canvas

PORTRAIT: Final = (421, 632)
_FINER: Final = 2
_SKINS: Final = ("#f1c9a5", "#dda77b", "#c08457", "#96623d", "#6d452c", "#4b2f20")
_HAIRS: Final = ("#1d1714", "#3a261a", "#6b4423", "#a8743a", "#d9b36c", "#8d8a86", "#7a2f1d")
_DRESSES: Final = ("#27364f", "#5a2f3f", "#2f4a3c", "#6a4a2a", "#3b3550", "#8a3f33")


@cache
def portrait(name: str) -> bytes:
    """A JPEG; the same name always gives the same one."""
    seed = hashlib.sha256(name.encode()).digest()
    chance = Random(seed)  # noqa: S311  a picture, not a secret
    wear = PALETTES[seed[0] % len(PALETTES)]
    large = (PORTRAIT[0] * _FINER, PORTRAIT[1] * _FINER)
    picture = Image.new("RGB", large, wear.far)
    on = Canvas(ImageDraw.Draw(picture), large, chance)
    on.disc(chance.uniform(0.1, 0.9), chance.uniform(0.2, 0.6), 0.42, wear.ground)
    _draw(on, chance.choice(_SKINS), chance.choice(_HAIRS), chance.choice(_DRESSES))
    file = io.BytesIO()
    picture.reduce(_FINER).save(file, "JPEG", quality=88)
    return file.getvalue()


def _draw(on: Canvas, skin: str, hair: str, dress: str) -> None:
    """From the back to the front."""
    x, y = 0.5 + on.chance.uniform(-0.03, 0.03), 0.6
    wide = on.chance.uniform(0.19, 0.22)
    is_long = on.chance.random() < 0.5  # noqa: PLR2004  one in two
    if is_long:
        on.disc(x, y - 0.04, wide + 0.07, hair)
        on.box(x - wide - 0.07, y - 0.04, x + wide + 0.07, y + 0.36, hair)
    on.disc(x, on.deep + 0.06, 0.46, dress)
    on.box(x - 0.08, y + 0.1, x + 0.08, y + 0.42, skin)
    on.disc(x, y + 0.4, 0.08, skin)
    on.disc(x, y + 0.05, wide * 0.92, skin)
    on.disc(x, y - 0.03, wide, skin)
    top = y - 0.05 - (0.02 if is_long else 0.0)
    on.half(x, top, wide + 0.025, 180, hair)
    fringe = on.chance.choice((-1, 1))
    on.disc(x + fringe * wide * 0.45, top - 0.03, wide * 0.5, hair)
    for side in (-1, 1):
        on.disc(x + side * wide * 0.42, y + 0.01, 0.017, "#241a16")
        on.disc(x + side * wide * 0.42 + 0.005, y + 0.004, 0.005, "#f7efe6")
    on.half(x, y + 0.1, 0.045, 0, "#8c3b33")
