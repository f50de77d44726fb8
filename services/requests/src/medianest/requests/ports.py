"""What requests needs from outside: a server that knows films and series, and fetches them."""

from collections.abc import Mapping, Sequence
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


Row = Literal["trending", "popular-movies", "popular-tv", "upcoming-movies", "upcoming-tv"]


class Card(Record):
    """A title in a list. `seen`: how much of it is here or on its way, None for nothing."""

    media_type: MediaType
    tmdb_id: int
    name: str
    year: int | None
    overview: str
    poster_path: str | None
    seen: Seen | None


class Cards(Record):
    """One page of titles."""

    items: Sequence[Card]
    page: int
    pages: int


class Season(Record):
    """One season of a series; 0 are its specials."""

    number: int
    name: str
    episodes: int
    seen: Seen | None


class Details(Record):
    """One title with all that is known of it. `rating` is of 10, `minutes` None for series."""

    card: Card
    genres: tuple[str, ...]
    minutes: int | None
    rating: float | None
    seasons: tuple[Season, ...]
    seen_in_4k: Seen | None


class Catalogue(Protocol):
    """What there is to wish for. At its deadline a call raises `ServerAway`."""

    async def search(self, query: str, page: int) -> Cards:
        """Films and series by words."""
        ...

    async def row(self, row: Row, page: int) -> Cards:
        """What others look at."""
        ...

    async def title(self, media_type: MediaType, tmdb_id: int) -> Details | None:
        """All about one; None where nobody knows it."""
        ...


class Upstream(Record):
    """A server of the household, with what it takes to call it. It must not leave this service.

    `internal`: it is on the own network. `hook` is what it must say when it calls us.
    """

    url: str
    key: str
    hook: str | None = None
    internal: bool = False


class Upstreams(Protocol):
    """Knows the server that is set."""

    async def current(self) -> Upstream | None:
        """None while nobody has set one."""
        ...


class TriedStep(Record):
    """One step of trying a connection. `hint` says what to look at when it failed."""

    name: Literal["dns", "tcp", "tls", "auth", "version", "permission"]
    ok: bool
    detail: str
    hint: str | None = None


class Trial(Protocol):
    """Tries a server step by step, and changes nothing there."""

    async def steps(self, upstream: Upstream) -> Sequence[TriedStep]:
        """Up to and with the first step that fails."""
        ...
