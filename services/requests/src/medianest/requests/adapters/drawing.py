"""Draws a picture anew, small, from whatever came from outside."""

import colorsys
import io
from typing import Final

from PIL import Image

from medianest.requests.domain.picture import NoPicture, Picture

_PIXELS_MAX: Final = 40_000_000
_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_QUALITY: Final = 82


def shrunk(original: bytes, width: int) -> Picture:
    """Only these formats are ever opened, and none that unfolds to more than it may."""
    try:
        with Image.open(io.BytesIO(original), formats=_FORMATS) as opened:
            if opened.width * opened.height > _PIXELS_MAX or 0 in opened.size:
                raise NoPicture
            height = max(1, opened.height * width // opened.width)
            opened.draft("RGB", (width, height))
            image = opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError,
            Image.DecompressionBombWarning):  # fmt: skip
        raise NoPicture from None
    image.thumbnail((width, min(height, 4 * width)))
    bare = Image.new("RGB", image.size)
    bare.paste(image)  # the dots alone: no comment and no other word comes along
    file = io.BytesIO()
    bare.save(file, "JPEG", quality=_QUALITY, progressive=True)
    return Picture(jpeg=file.getvalue(), tint=_hue(image))


def _hue(image: Image.Image) -> int:
    """The colour that it has most of, in degrees."""
    red, green, blue = image.resize((1, 1), Image.Resampling.BOX).tobytes()
    return round(colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)[0] * 360) % 360
