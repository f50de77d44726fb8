"""Who made a title and who plays in it, of what is public, and no more of it than a page shows."""

from typing import Final

from medianest.contracts.record import Record

CAST_MOST: Final = 20
MAKERS_MOST: Final = 5
HOUSES_MOST: Final = 3


class Player(Record):
    """Somebody who plays in it. `role` is empty where nobody says it.

    `photo_path` is where their picture is, `image` its name at our own image door.
    """

    name: str
    role: str
    photo_path: str | None = None
    image: str | None = None


class Credits(Record):
    """Those of a title, the first the ones that are named first; each is empty where it is unknown.

    At most `CAST_MOST` in `cast`, `MAKERS_MOST` in `directors` and in `creators`, `HOUSES_MOST` in
    `studios` and in `networks`.
    """

    cast: tuple[Player, ...] = ()
    directors: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
    studios: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
