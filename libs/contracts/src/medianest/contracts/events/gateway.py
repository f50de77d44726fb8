"""What the gateway announces: its signing keys, and which service it cannot reach."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from medianest.contracts.audience import Audience
from medianest.contracts.events.base import Event


class SigningKeyPublished(Event, tag="medianest.gateway.signing-key-published"):
    """Identity tokens may be signed with this key from `usable_at` on.

    `public_key`: 32 bytes of Ed25519, in hex.
    """

    service: ClassVar[str] = "gateway"
    aggregate: ClassVar[str] = "signing-key"
    name: ClassVar[str] = "published"

    key_id: UUID
    public_key: str
    usable_at: datetime
    retires_at: datetime

    def subject_id(self) -> UUID:
        return self.key_id


class SigningKeyWithdrawn(Event, tag="medianest.gateway.signing-key-withdrawn"):
    """Tokens that name the key `kid` are refused from `trusted_until` on, in settings or not."""

    service: ClassVar[str] = "gateway"
    aggregate: ClassVar[str] = "signing-key"
    name: ClassVar[str] = "withdrawn"

    key_id: UUID
    kid: str
    trusted_until: datetime

    def subject_id(self) -> UUID:
        return self.key_id


class _BreakerEvent(Event):
    service: ClassVar[str] = "gateway"
    aggregate: ClassVar[str] = "breaker"

    breaker_id: UUID
    toward: str

    def subject_id(self) -> UUID:
        return self.breaker_id

    def audience(self) -> Audience:
        return Audience(permission="status.read", topics=("status",))


class BreakerOpened(_BreakerEvent, tag="medianest.gateway.breaker-opened"):
    """The gateway stopped asking the service `toward`, because it did not answer."""

    name: ClassVar[str] = "opened"


class BreakerClosed(_BreakerEvent, tag="medianest.gateway.breaker-closed"):
    """The service `toward` answers again."""

    name: ClassVar[str] = "closed"
