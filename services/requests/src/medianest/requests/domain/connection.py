"""The rules of being connected to a server of the household: its secrets are kept apart."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID, uuid5

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Invalid, NotFound

Integration = Literal["overseerr", "plex"]
_CONNECTIONS: Final = UUID("6d6e7265-7100-4000-8000-000000000001")


class Connect(Record):
    """`key_id` and `hook_id` name secrets. `internal`: on the own network, by an admin's word."""

    by: UUID
    now: datetime
    url: str
    internal: bool
    key_id: UUID
    hook_id: UUID | None


class Disconnect(Record):
    by: UUID
    now: datetime


ConnectionCommand = Connect | Disconnect


class Connected(Fact, tag="requests.connected"):
    by: UUID
    at: datetime
    url: str
    internal: bool
    key_id: UUID
    hook_id: UUID | None


class Disconnected(Fact, tag="requests.disconnected"):
    by: UUID
    at: datetime


ConnectionFact = Connected | Disconnected
FACTS: Final = (Connected, Disconnected)


class NotSet(Record):
    """Nobody has set it here; what the environment says counts."""


class Connection(Record):
    url: str
    internal: bool
    key_id: UUID
    hook_id: UUID | None


class TakenAway(Record):
    """An admin took it away, and what the environment says counts no more."""


ConnectionState = NotSet | Connection | TakenAway


class NotConnected(NotFound):
    """No such server is connected."""


class KeyWanted(Invalid):
    """Another address wants its key anew, so that none gets the key of another."""


def connection_id(integration: Integration) -> UUID:
    """There is one of each, so its stream has a fixed id."""
    return uuid5(_CONNECTIONS, integration)


def decide(command: ConnectionCommand, state: ConnectionState) -> Sequence[ConnectionFact]:
    match command:
        case Connect():
            return _connect(command, state)
        case Disconnect(by=by, now=now):
            return [] if isinstance(state, TakenAway) else [Disconnected(by=by, at=now)]


def evolve(state: ConnectionState, fact: ConnectionFact) -> ConnectionState:
    match fact:
        case Connected():
            return Connection(
                url=fact.url,
                internal=fact.internal,
                key_id=fact.key_id,
                hook_id=fact.hook_id,
            )
        case Disconnected():
            return TakenAway()


def _connect(command: Connect, state: ConnectionState) -> Sequence[Connected]:
    wished = Connection(
        url=command.url,
        internal=command.internal,
        key_id=command.key_id,
        hook_id=command.hook_id,
    )
    if wished == state:
        return []
    return [
        Connected(
            by=command.by,
            at=command.now,
            url=wished.url,
            internal=wished.internal,
            key_id=wished.key_id,
            hook_id=wished.hook_id,
        )
    ]
