"""What travels with a command besides its wish: `Meta` (who asked, in which trace) and `Once`."""

from typing import Final
from uuid import UUID

from medianest.contracts.record import Record

THE_OPERATOR: Final = UUID(int=0)
"""Whoever is at the machine itself, with the house's secrets in hand."""
THE_HOUSE: Final = UUID("00000000-0000-8000-8000-000000000001")
"""A service in its own time: nobody asked."""
A_STRANGER: Final = UUID("00000000-0000-8000-8000-000000000002")
"""Somebody at the door whom nobody knows, or not yet."""
NOBODIES: Final = frozenset({THE_OPERATOR, THE_HOUSE, A_STRANGER})
"""Who acts without being a person of the house."""


class Meta(Record):
    """Who set something going, on whose behalf, and what it is a part of.

    `correlation` is one for the whole story, `causation` the fact that led to this one;
    `address_hash` and `client` are where a person sat, never in clear. `actor` is a member or one
    of the `NOBODIES`; None only in what was kept before it was asked for.
    """

    actor: UUID | None = THE_HOUSE
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
