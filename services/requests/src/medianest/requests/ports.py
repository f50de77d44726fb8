"""What requests needs from outside: a server that knows films and series, and fetches them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, Literal, Protocol
from uuid import UUID

import msgspec

from medianest.contracts.record import Record
from medianest.contracts.refusals import NotFound, Unavailable
from medianest.requests.domain.choosing import EVERYTHING, Choice
from medianest.requests.domain.credits import Credits
from medianest.requests.domain.library import (
    Eyes,
    Guid,
    Item,
    Items,
    Narrowed,
    RatingKey,
    Section,
    SectionKey,
)
from medianest.requests.domain.picture import Picture, Place
from medianest.requests.domain.wish import AskedAs, MediaType, Seen


class ServerAway(Unavailable):
    """The server that fetches is away. The wish is safe, and is sent when it is back."""


class TitleUnknown(ServerAway):
    """The server that fetches can't find this title just now. It is asked again."""


class Order(Record):
    """What is to be fetched. No `seasons` is the film, or the whole series.

    `plex_id` is what Plex calls whoever wished for it, if they ever came by it.
    """

    media_type: MediaType
    tmdb_id: int
    seasons: tuple[int, ...]
    is_4k: bool
    plex_id: str | None = None


class Standing(Record):
    """How an order stands before it is given. `upstream_id`: the server has it by this name.

    `seen` is None where nobody asked for it and nothing of it is there. `asked_as`: it was asked
    for in this member's name, e.g. by an order whose answer was lost. One that `waits` needs a yes.
    """

    upstream_id: int | None = None
    seen: Seen | None = None
    asked_as: AskedAs | None = None
    waits: bool = False


class Taken(Record):
    """The server has it now."""

    upstream_id: int
    asked_as: AskedAs | None = None


class NothingLeft(Record):
    """The server says that all of it is there, or on its way, already."""


class TurnedDown(Record):
    """The server will not fetch it; `reason` says why in plain words."""

    reason: str


Taking = Taken | NothingLeft | TurnedDown
Look = Seen | Literal["turned down", "failed", "gone"]


class Coming(Record):
    """How much of what is underway is fetched; `eta_s` is None where nobody knows."""

    percent: float
    eta_s: int | None


class Looked(Record):
    """How one order stands."""

    look: Look
    coming: Coming | None = None


class OnItsWay(Record):
    """A wish that the server that fetches is busy with, as far as was seen before.

    `upstream_id` is None where it never said what it calls it.
    """

    order: Order
    upstream_id: int | None
    is_partly_here: bool


class Fetcher(Protocol):
    """Overseerr, Seerr, or whatever else fetches. At its deadline a call raises `ServerAway`."""

    async def standing(self, order: Order) -> Standing:
        """Look it up. Ask this before every order: the server keeps no key of ours.

        Raises `TitleUnknown`.
        """
        ...

    async def order(self, order: Order) -> Taking:
        """Give the order. After `ServerAway` it may have been taken all the same."""
        ...

    async def withdraw(self, upstream_id: int) -> None:
        """Take it back; one that is gone already is no trouble."""
        ...

    async def agree(self, upstream_id: int) -> None:
        """Say yes to one that waits for it; one that is decided is no trouble."""
        ...

    async def look(self, upstream_ids: frozenset[int]) -> Mapping[int, Looked]:
        """How they stand; one that could not be looked at in this round is left out."""
        ...


class Askers(Protocol):
    """Knows what Plex calls people."""

    async def plex_id(self, member_id: UUID) -> str | None:
        """None for who never came by Plex, or is not there any more."""
        ...


Row = Literal["trending", "popular-movies", "popular-tv", "upcoming-movies", "upcoming-tv"]


class InLibrary(Record):
    """Where it is in the library, and where to watch it."""

    rating_key: RatingKey
    deep_link: str


BY_CHOICE: Final[frozenset[Row]] = frozenset({"popular-movies", "popular-tv"})
"""The rows of which one may choose."""


class Card(Record):
    """A title in a list. `seen`: how much of it is here or on its way, None for nothing.

    `rating` is of 10, None where nobody judged it. `image` is the name of its picture at our own
    image door; `library` is None for who may not see it there.
    """

    media_type: MediaType
    tmdb_id: int
    name: str
    year: int | None
    overview: str
    poster_path: str | None
    seen: Seen | None
    rating: float | None = None
    image: str | None = None
    library: InLibrary | None = None


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


class Genre(Record):
    """A kind of titles, by the number that TMDB gives it."""

    id: int
    name: str


class Details(Record):
    """One title with all that is known of it. `rating` is of 10, `minutes` None for series.

    `guids`: what other catalogues call it. `released_on`: a series with its first episode.
    `language`: in which it was made, by its code in ISO 639.
    """

    card: Card
    genres: tuple[str, ...]
    minutes: int | None
    rating: float | None
    seasons: tuple[Season, ...]
    seen_in_4k: Seen | None
    trailer_url: str | None = None
    guids: tuple[Guid, ...] = ()
    released_on: date | None = None
    language: str | None = None
    credits: Credits = msgspec.field(default_factory=Credits)


Beside = Literal["similar", "recommended"]


class Catalogue(Protocol):
    """What there is to wish for. At its deadline a call raises `ServerAway`."""

    async def search(self, query: str, page: int) -> Cards:
        """Films and series by words."""
        ...

    async def row(self, row: Row, page: int, choice: Choice = EVERYTHING) -> Cards:
        """What others look at; what was chosen of it, where the row is one of `BY_CHOICE`."""
        ...

    async def genres(self, media_type: MediaType) -> Sequence[Genre]:
        """By which its rows may be narrowed."""
        ...

    async def beside(self, media_type: MediaType, tmdb_id: int, which: Beside) -> Cards:
        """Titles that are like this one, or go well with it."""
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


class LibraryAway(Unavailable):
    """The library is away just now."""


class NoLibrary(NotFound):
    """No media server is connected."""


class Shelves(Protocol):
    """The media server, seen with somebody's eyes: what is not shared with them is not there.

    Raises `NoLibrary`, `LibraryAway` at its deadline, and `NothingShared`.
    """

    async def machine_id(self) -> str:
        """What the server calls itself, for ever."""
        ...

    async def sections(self, eyes: Eyes) -> Sequence[Section]:
        """Each that these eyes may see."""
        ...

    async def items(
        self, eyes: Eyes, section: SectionKey, narrowed: Narrowed, start: int, size: int
    ) -> Items:
        """Some of a section. Raises `NoSuchSection`."""
        ...

    async def item(self, eyes: Eyes, rating_key: RatingKey) -> Item:
        """One of them. Raises `NoSuchItem`."""
        ...

    async def children(self, eyes: Eyes, rating_key: RatingKey, start: int, size: int) -> Items:
        """Seasons of a series, episodes of a season. Raises `NoSuchItem`."""
        ...

    async def search(self, eyes: Eyes, query: str, most: int) -> Sequence[Item]:
        """By words, at most so many of each kind."""
        ...

    async def collections(self, eyes: Eyes, section: SectionKey, start: int, size: int) -> Items:
        """Of one section. Raises `NoSuchSection`."""
        ...

    async def recent(self, eyes: Eyes, start: int, size: int) -> Items:
        """The newest first."""
        ...


class PictureNames(Protocol):
    """The names by which our pages know pictures."""

    async def name(self, place: Place) -> str:
        """The same for the same place, always."""
        ...

    async def place(self, name: str) -> Place:
        """Raises `NoPicture` for a name that we never gave."""
        ...


class Gallery(Protocol):
    """Where pictures come from."""

    async def fetch(self, place: Place, width: int) -> bytes:
        """As it is there, at least so wide if it can be. Raises `NoPicture`, `LibraryAway`."""
        ...


class Shrinker(Protocol):
    """Draws pictures anew."""

    async def shrunk(self, original: bytes, width: int) -> Picture:
        """At most so wide. Raises `NoPicture` for what is none, or unfolds to too much."""
        ...


class Placed(Record):
    """A section of the library that holds a folder of ours; `kind` is movie or show."""

    key: SectionKey
    kind: str


class Shelving(Protocol):
    """What is done at the media server for our videos, with the owner's rights.

    Raises `NoLibrary` and `LibraryAway`. Paths are as the server sees them.
    """

    async def section_with(self, folder: str) -> Placed | None:
        """The section that holds this folder."""
        ...

    async def scan(self, section: Placed, folder: str) -> None:
        """Look at this one folder anew. It is done some time later."""
        ...

    async def find(
        self, section: Placed, paths: frozenset[str], *, since: datetime | None
    ) -> Mapping[str, RatingKey]:
        """Those of these files that the server knows, of all or of what was added since."""
        ...

    async def called(self, section: Placed, title: str) -> Sequence[RatingKey]:
        """Every collection of this name: the server makes as many as it is asked for."""
        ...

    async def inside(self, collection: RatingKey) -> Sequence[RatingKey] | None:
        """What a collection holds, in its order; None where there is no such collection."""
        ...

    async def make(self, section: Placed, title: str, first: RatingKey) -> RatingKey:
        """A new collection, whose items keep the order in which they are put."""
        ...

    async def put(self, collection: RatingKey, item: RatingKey) -> None:
        """Into it, at its end; what is in it stays where it is."""
        ...

    async def move(self, collection: RatingKey, item: RatingKey, after: RatingKey | None) -> None:
        """Behind another, or to the front."""
        ...
