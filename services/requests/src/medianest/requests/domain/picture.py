"""Pictures as our pages have them: by names of ours, in a few widths, and never from elsewhere."""

from typing import Final, Literal

from medianest.contracts.record import Record
from medianest.contracts.refusals import FieldError, Invalid, NotFound

WIDTHS: Final = (120, 240, 320, 480, 640, 960)
"""Those that may be asked for, so that what is kept has an end."""
USUAL_WIDTH: Final = 320


class NoPicture(NotFound):
    """There is no such picture."""


class OddWidth(Invalid):
    """Pictures are not made in this width."""


class Place(Record):
    """Where a picture comes from; `path` is only ever one that this place gave itself.

    `face` is TMDB's too, which has faces in other sizes than posters.
    """

    where: Literal["plex", "tmdb", "face"]
    path: str


class Picture(Record):
    """`tint` is the hue that it has most of, in degrees."""

    jpeg: bytes
    tint: int


def poster(path: str | None) -> Place | None:
    """Where the poster of a title is that was named with this path."""
    return None if path is None else Place(where="tmdb", path=path)


def face(path: str | None) -> Place | None:
    """Where the picture of somebody is who plays in it."""
    return None if path is None else Place(where="face", path=path)


def fitting(width: int) -> int:
    """Raises `OddWidth`."""
    if width not in WIDTHS:
        detail = f"Choose from: {', '.join(map(str, WIDTHS))}."
        raise OddWidth(detail, errors=(FieldError(pointer="/w", detail=detail),))
    return width
