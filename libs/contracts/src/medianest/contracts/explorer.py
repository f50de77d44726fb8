"""What a service tells operators of its own log: facts, histories, failed work, and how it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from medianest.contracts.record import Record
from medianest.contracts.topology import ServiceName

Doer = Literal["person", "house", "operator", "stranger"]
"""A member, a service in its own time, whoever is at the machine, somebody whom nobody knows."""


class Wanted(Record):
    """Which facts, newest first: all fields that are not None must fit.

    `stream` is one stream (`download-<id>`) or a kind of them (`download`); `after` is the time
    that they were recorded after, `before` the position that they stand before.
    """

    stream: str | None = None
    type: str | None = None
    actor: UUID | None = None
    after: datetime | None = None
    before: int | None = None
    limit: int = 50


class Personal(Record):
    """What is shown for sealed text: the text, that it is hidden, or that it is erased.

    Hidden is what nobody needs to see of a log, such as the hash of a password.
    """

    personal: Literal["shown", "hidden", "erased"]
    text: str | None = None


class FactShown(Record):
    """A fact as it stands in a log, with who caused it. `told`: others were told of it.

    `actor` is the member; where `by` says that it was none, there is no id. Neither is known of
    what was kept before it was asked for.
    """

    id: UUID
    service: ServiceName
    position: int
    stream: str
    version: int
    type: str
    at: datetime
    by: Doer | None = None
    actor: UUID | None
    on_behalf_of: UUID | None
    correlation: UUID
    causation: UUID | None
    address_hash: str | None
    client: str | None
    told: bool
    data: Mapping[str, Any]


class Turn(Record):
    """A fact, and the state of its stream before and after it."""

    fact: FactShown
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class Story(Record):
    """Facts that belong together, in the order of their log."""

    items: tuple[FactShown, ...]


class Holdings(Record):
    """What a log holds of one person, oldest first; `next`: the position after which it goes on."""

    items: tuple[FactShown, ...]
    next: int | None = None


class History(Record):
    """What happened to one thing, oldest first; `next` is the version after which it goes on."""

    items: tuple[Turn, ...]
    next: int | None = None


class DeadLetter(Record):
    """Work that failed for good, until somebody redrives it."""

    service: ServiceName
    id: UUID
    kind: str
    key: str | None
    attempts: int
    due_at: datetime
    why: str | None


class DeadLetters(Record):
    items: tuple[DeadLetter, ...]


class ReaderShown(Record):
    """A reader of facts or messages, how far it came, and why it stopped if it did."""

    name: str
    source: str
    position: int
    status: str
    error: str | None


class JobsCounted(Record):
    """How many jobs of a kind there are in a state."""

    kind: str
    status: str
    count: int


class SystemPart(Record):
    """How the log of one service is. `detail` says in plain words what is missing, if anything."""

    service: ServiceName
    head: int
    detail: str | None
    readers: tuple[ReaderShown, ...]
    jobs: tuple[JobsCounted, ...]


class Proof(Record):
    """Whether a log is as it was written. Positions; `broken_at` is the first seal that fails."""

    service: ServiceName
    facts: int
    last: int
    head: int
    sealed_up_to: int
    broken_at: int | None
    streams_with_gaps: tuple[str, ...]

    def faults(self) -> list[str]:
        """What is not as it was written, in sentences."""
        found = []
        if not self.facts == self.last == self.head:
            found.append(
                f"The log counts {self.head} facts; {self.facts} are there, the last at position"
                f" {self.last}."
            )
        if self.broken_at is not None:
            found.append(
                f"A fact from position {self.sealed_up_to + 1} to {self.broken_at} is not as it"
                " was when it was sealed."
            )
        if self.streams_with_gaps:
            found.append(f"Facts are missing in {', '.join(self.streams_with_gaps)}.")
        return found
