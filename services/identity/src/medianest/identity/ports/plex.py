"""What identity needs of plex.tv: accounts that approve a PIN, and what the owner shares."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict, Unavailable
from medianest.identity.domain.plex_look import Linked


class PlexAway(Unavailable):
    """Plex does not answer just now. Try again in a minute."""


class PlexPin(Record):
    """What a person approves at Plex; `code` is for the address of that page."""

    id: int
    code: str


class PlexAccount(Record):
    """Somebody at Plex, and the media servers that they may use."""

    id: int
    name: str
    machine_ids: frozenset[str]

    def __repr__(self) -> str:
        """Never who it is: this may end in a log."""
        return "PlexAccount()"


class PlexToken(Record):
    """By what plex.tv knows an account: nothing of it is shown but to plex.tv.

    Of the newer kind, which ends after a week, `PlexAccounts` would be given another, made anew.
    """

    text: str

    def __repr__(self) -> str:
        """Never the token."""
        return "PlexToken()"

    @property
    def headers(self) -> dict[str, str]:
        """How a request says it."""
        return {"X-Plex-Token": self.text}


class OwnerKey(Record):
    """The token of the media server's owner, and their Plex id where it is known already."""

    token: PlexToken
    owner_id: int | None = None

    def __repr__(self) -> str:
        """Neither the token nor who it is."""
        return "OwnerKey()"


class PlexOffer(Record):
    """An account whose token was handed over to be kept, and the media servers that it owns."""

    id: int
    name: str
    token: PlexToken
    owned: frozenset[str]

    def __repr__(self) -> str:
        """Neither the token nor who it is."""
        return "PlexOffer()"


class NoOwnerToken(Conflict):
    """Who may use the media server is known only once its owner's Plex account is linked."""


class PlexTokenDead(Conflict):
    """Plex does not take the owner's token any more; link their account anew."""


class PlexServer(Record):
    """A media server of the owner's."""

    machine_id: str
    name: str


class PlexFriend(Record):
    """Somebody with whom the owner shares, and how: `pending` is not accepted yet.

    `can_sign_in` is false of those in the owner's home who have no account of their own.
    """

    id: int
    name: str
    shares: Mapping[str, Literal["shared", "pending"]]
    can_sign_in: bool

    def __repr__(self) -> str:
        """Never who it is."""
        return "PlexFriend()"


class PlexShares(Record):
    """What the owner has, and whom they let use it."""

    owner_id: int
    servers: tuple[PlexServer, ...]
    friends: tuple[PlexFriend, ...]

    def who_may_use(self, machine_id: str) -> frozenset[str]:
        """The Plex ids of all who may use this server now."""
        friends = (one for one in self.friends if one.shares.get(machine_id) == "shared")
        return frozenset({str(self.owner_id), *(str(one.id) for one in friends)})

    def has(self, machine_id: str) -> bool:
        """Whether it is still one of the owner's."""
        return any(one.machine_id == machine_id for one in self.servers)


class PlexAccounts(Protocol):
    """plex.tv. Everything raises `PlexAway` for whatever is not a clear answer."""

    async def begin(self) -> PlexPin:
        """A new PIN."""
        ...

    def page(self, pin: PlexPin, forward_url: str) -> str:
        """Where a person approves it; the browser is sent on to `forward_url`."""
        ...

    async def approved_by(self, pin_id: int, owner: OwnerKey | None) -> PlexAccount | None:
        """Who approved the PIN; None when nobody did. The account's token is not kept.

        Where the owner is known no other's servers are among theirs.
        """
        ...

    async def offered_by(self, pin_id: int) -> PlexOffer | None:
        """Who approved the PIN, with their token; None when nobody did."""
        ...

    async def shares(self, token: PlexToken) -> PlexShares:
        """What the account of this token shares with whom. Raises `PlexTokenDead`."""
        ...


class PlexOwner(Protocol):
    """The owner of the media server at Plex, as the house knows them at this moment."""

    async def has_token(self) -> bool:
        """Whether they are known at all."""
        ...

    async def key(self) -> OwnerKey | None:
        """By what to ask in their name."""
        ...

    async def shares(self) -> PlexShares:
        """What they share with whom, now. Raises `NoOwnerToken`, `PlexTokenDead`, `PlexAway`."""
        ...


class PlexLooking(Protocol):
    """The daily look at who may use the media server."""

    async def soon(self) -> None:
        """Have it done now, by whichever replica."""
        ...


class PlexMissed(Protocol):
    """Members with an account at Plex, and since when Plex does not show some of them."""

    async def linked(self) -> Sequence[Linked]:
        """All of them."""
        ...

    async def missed_since(self) -> Mapping[UUID, datetime]:
        """Those who were missed at the last look."""
        ...

    async def miss(self, members: Sequence[UUID], now: datetime) -> None:
        """These and no others are missed; who was before stays so since then."""
        ...
