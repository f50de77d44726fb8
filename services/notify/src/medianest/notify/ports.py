"""What notify needs from outside: somebody who carries a letter, and the words of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Literal, Protocol
from uuid import UUID

from medianest.contracts.facts import Sealed
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.postgres import Connection
from medianest.notify.domain.address import Address, Kind
from medianest.notify.domain.categories import Urgency
from medianest.notify.domain.messages import To
from medianest.notify.domain.smtp import Security


class Letter(Record):
    """One message to one address.

    `delivery_id` is the same at every try, so that the far end can know it again. `values` are
    plain text and stay so; each has at least `title` and `body`, which are what is said when
    `template` has no words of its own. `path` is the page that says more. Of two with the same
    `topic` (32 characters, URL-safe) a browser that was away is shown the later one.
    """

    delivery_id: UUID
    channel_id: UUID
    to: Address
    template: str
    locale: str
    values: Mapping[str, str]
    path: str
    urgency: Urgency = "normal"
    topic: str | None = None


class Sent(Record):
    """The far end took it. `provider_id` is what it calls it, if it says."""

    provider_id: str | None = None


class TryAgain(Exception):
    """It was not taken now. `after_s`: what the far end asked for, if it did."""

    def __init__(self, why: str, *, after_s: float | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.after_s = after_s


class Refused(Exception):
    """It will never be taken like this. `gone`: nor will anything else at this address."""

    def __init__(self, why: str, *, gone: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.gone = gone


class Sender(Protocol):
    """Carries letters of one kind."""

    @property
    def kind(self) -> Kind: ...

    async def send(self, letter: Letter) -> Sent:
        """Returns once the far end took it, within a deadline. Raises `TryAgain`, `Refused`."""
        ...


class Channel(Record):
    """One address of a member, without what is secret of it. `disabled` says why, if it is."""

    id: UUID
    member_id: UUID
    kind: Kind
    label: str
    verified: bool
    disabled: str | None


class Counts(Record):
    """How many channels a member has, and how many they made in the last hour."""

    held: int
    lately: int


class ChannelBook(Protocol):
    """Knows channels."""

    async def counts(self, member_id: UUID, now: datetime) -> Counts: ...

    async def of(self, member_id: UUID) -> Sequence[Channel]:
        """All of one member; none once they are erased."""
        ...

    async def address(self, channel_id: UUID) -> Address | None:
        """Where it goes; nothing if it was removed, or its member was erased."""
        ...


class Browsers(Protocol):
    """Knows in which session each browser's channel was made."""

    async def of_session(self, connection: Connection, session_id: UUID) -> Sequence[UUID]:
        """The channels of this session."""
        ...

    async def of_member(
        self, connection: Connection, member_id: UUID, *, kept: UUID | None, until: datetime
    ) -> Sequence[UUID]:
        """Those of all sessions but the one that is kept, made before `until`."""
        ...


class Channels(Protocol):
    """What deliveries need to know of channels."""

    async def of(self, member_id: UUID) -> Sequence[Channel]:
        """All of one member; none once they are erased."""
        ...

    async def address(self, channel_id: UUID) -> Address | None:
        """Where it goes; nothing if it was removed, or its member was erased."""
        ...

    async def disable(self, channel_id: UUID, why: str, meta: Meta | None = None) -> None:
        """Use it no more until its member mends it; nothing happens if it is off already.

        `meta` is the story that led to it; else its own goes on.
        """
        ...


class Words(Record):
    """What is said in a letter, as plain text, and the address of its page, if we know ours."""

    title: str
    body: str
    action: str
    url: str | None


class House(Record):
    """How the house calls itself, and the colour that it shows."""

    name: str = "MediaNest"
    accent: str = "egg"


UNNAMED: Final = House()


class Wording(Protocol):
    """Puts letters into words."""

    @property
    def templates(self) -> Sequence[str]:
        """Every template that has words of its own."""
        ...

    @property
    def locales(self) -> Sequence[str]:
        """The languages it knows."""
        ...

    def words(self, letter: Letter, house: House = UNNAMED) -> Words:
        """The plain words, for channels that have no look of their own."""
        ...

    def mail(self, letter: Letter, unsubscribe_url: str | None, house: House) -> tuple[str, str]:
        """The text and the HTML of an e-mail from this house."""
        ...


class AddressCheck(Protocol):
    """Says early whether an address could ever be called."""

    async def vet(self, address: Address) -> None:
        """Raises `AddressNotAllowed`, which tells nothing of what is there."""
        ...


class MailServer(Record):
    """The household's mail server, with what it takes to use it."""

    host: str
    port: int
    security: Security
    username: str | None
    password: str | None
    from_address: str


class MailServers(Protocol):
    """Knows the mail server that is set."""

    async def current(self) -> MailServer | None:
        """None while nobody has set one."""
        ...


class TriedStep(Record):
    """One step of trying a connection. `hint` says what to look at when it failed."""

    name: Literal["dns", "tcp", "tls", "auth", "permission"]
    ok: bool
    detail: str
    hint: str | None = None


class MailServerTrial(Protocol):
    """Tries a mail server step by step, without sending anything."""

    async def steps(self, server: MailServer) -> Sequence[TriedStep]:
        """Up to and with the first step that fails."""
        ...


class Gathering(Record):
    """A line of the inbox that takes in more. `until` is when it was closed, or will be."""

    id: UUID
    template: str
    text: Sealed
    until: datetime
    first_at: datetime


class Lines(Protocol):
    """Knows what was told already, as a reaction's own transaction sees it."""

    async def gathering(
        self, connection: Connection, member_id: UUID, gathers: str
    ) -> Gathering | None:
        """The latest line of a member that takes in things of this name, open or closed."""
        ...


class Roster(Protocol):
    """Knows who is there and what they may do."""

    async def who(self, connection: Connection, to: To) -> Sequence[UUID]:
        """The people who are meant."""
        ...

    async def obstacle(self, member_id: UUID) -> str | None:
        """Why nothing may be sent to this person any more, if so."""
        ...


class Joinable(Record):
    """A delivery that takes in more until it is due."""

    id: UUID
    due_at: datetime


class PastDeliveries(Protocol):
    """Knows what was planned for channels, and how they have fared."""

    async def latest(self, channel_id: UUID, joins: str) -> Joinable | None:
        """The latest of the deliveries to it that take in more of this name, gone or not."""
        ...

    async def refused_in_a_row(self, channel_id: UUID, at_most: int) -> int:
        """How many of its latest deliveries were refused for good, one after another."""
        ...
