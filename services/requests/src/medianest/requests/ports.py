"""What requests needs from outside: a server that fetches films and series."""

from collections.abc import Mapping
from typing import Literal, Protocol

from medianest.contracts.record import Record
from medianest.contracts.refusals import Unavailable
from medianest.requests.domain.wish import MediaType, Seen


class ServerAway(Unavailable):
    """The server that fetches is away. The wish is safe, and is sent when it is back."""


class Order(Record):
    """What is to be fetched. No `seasons` is the film, or the whole series."""

    media_type: MediaType
    tmdb_id: int
    seasons: tuple[int, ...]
    is_4k: bool


class Standing(Record):
    """How an order stands before it is given. `upstream_id`: the server has it by this name.

    `seen` is None where nobody asked for it and nothing of it is there.
    """

    upstream_id: int | None = None
    seen: Seen | None = None


class Taken(Record):
    """The server has it now."""

    upstream_id: int


class NothingLeft(Record):
    """The server says that all of it is there, or on its way, already."""


class TurnedDown(Record):
    """The server will not fetch it; `reason` says why in plain words."""

    reason: str


Taking = Taken | NothingLeft | TurnedDown
Look = Seen | Literal["turned down", "failed", "gone"]


class Fetcher(Protocol):
    """Overseerr, Seerr, or whatever else fetches. At its deadline a call raises `ServerAway`."""

    async def standing(self, order: Order) -> Standing:
        """Look it up. Ask this before every order: the server keeps no key of ours."""
        ...

    async def order(self, order: Order) -> Taking:
        """Give the order. After `ServerAway` it may have been taken all the same."""
        ...

    async def withdraw(self, upstream_id: int) -> None:
        """Take it back; one that is gone already is no trouble."""
        ...

    async def look(self, upstream_ids: frozenset[int]) -> Mapping[int, Look]:
        """How each of them stands."""
        ...
