"""The topology as data: who announces what, and who reads whom.

Streams, NATS accounts, permissions, network policies and documents are made from this table.
"""

from typing import Final, Literal

from medianest.contracts.events import ALL, Event
from medianest.contracts.live import LIVE_VALUES, LiveValue
from medianest.contracts.record import Record
from medianest.contracts.state import STATE_VALUES, StateValue

ServiceName = Literal["gateway", "identity", "requests", "downloads", "status", "notify"]
Reader = ServiceName
Outside = Literal["web", "mail", "household"]
"""What lies beyond the services: the public web, the house's mail server, and the servers of the
household that an owner connects (Plex, Overseerr, Uptime Kuma), each named by its address."""


class Service(Record):
    """One service: whose events (`reads`), live values and latest values it may read.

    `calls`: whom it asks over HTTP. `reaches`: where it goes beyond the house.
    """

    name: ServiceName
    reads: tuple[ServiceName, ...] = ()
    reads_live: tuple[ServiceName, ...] = ()
    reads_state: tuple[ServiceName, ...] = ()
    calls: tuple[ServiceName, ...] = ()
    reaches: tuple[Outside, ...] = ()

    @property
    def stream(self) -> str:
        """The JetStream stream that holds what it announces."""
        return f"MN_{self.name.upper()}"

    @property
    def state_stream(self) -> str:
        """The in-memory stream of its latest values."""
        return f"MN_STATE_{self.name.upper()}"

    @property
    def announces(self) -> tuple[type[Event], ...]:
        """Its words on the bus."""
        return tuple(event for event in ALL if event.service == self.name)

    @property
    def live_values(self) -> tuple[type[LiveValue], ...]:
        """The live values it sends."""
        return tuple(value for value in LIVE_VALUES if value.service == self.name)

    @property
    def state_values(self) -> tuple[type[StateValue], ...]:
        """The latest values it keeps for others."""
        return tuple(value for value in STATE_VALUES if value.service == self.name)


TOPOLOGY: Final[dict[ServiceName, Service]] = {
    service.name: service
    for service in (
        Service(
            name="gateway",
            reads=("identity", "requests", "downloads", "status", "notify"),
            reads_live=("requests", "downloads"),
            calls=("identity", "requests", "downloads", "status", "notify"),
        ),
        Service(name="identity", reads=("gateway",), reaches=("web", "mail")),
        Service(
            name="requests",
            reads=("gateway", "identity", "downloads", "status", "notify"),
            reads_state=("identity",),
            reaches=("web", "household"),
        ),
        Service(
            name="downloads",
            reads=("gateway", "identity", "requests", "status"),
            reads_state=("identity",),
            reaches=("web",),
        ),
        Service(
            name="status",
            reads=("gateway", "identity"),
            calls=("gateway", "identity", "requests", "downloads", "notify"),
            reaches=("web", "household"),
        ),
        Service(
            name="notify",
            reads=("gateway", "identity", "requests", "downloads", "status"),
            reads_state=("identity",),
            reaches=("web", "mail"),
        ),
    )
}
SERVICES: Final[tuple[ServiceName, ...]] = tuple(TOPOLOGY)


def event_subject(event: Event) -> str:
    """The NATS subject of an announced event."""
    return f"mn.evt.{event.service}.{event.aggregate}.{event.name}.{event.subject_id()}"


def live_subject(value: LiveValue) -> str:
    """The NATS subject of a live value."""
    return f"mn.live.{value.service}.{value.aggregate}.{value.subject_id()}"


def state_subject(value: StateValue) -> str:
    """The NATS subject of a latest value."""
    return f"mn.state.{value.service}.{value.kind}.{value.subject_id()}"
