"""What travels with a command besides its wish: `Meta` (who asked, in which trace) and `Once`."""

from uuid import UUID

from medianest.contracts.record import Record


class Meta(Record):
    """Who asked for something, on whose behalf, and what it is a part of.

    `correlation` is one for the whole story, `causation` the fact that led to this one;
    `address_hash` and `client` are where a person sat, never in clear.
    """

    actor: UUID | None = None
    on_behalf_of: UUID | None = None
    correlation: UUID
    causation: UUID | None = None
    traceparent: str | None = None
    address_hash: str | None = None
    client: str | None = None


class Once(Record):
    """The idempotency key of one command: the same key with the same body has one effect."""

    member_id: UUID
    route: str
    key: str
    body_sha256: bytes
