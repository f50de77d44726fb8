"""Which story a request belongs to and from where it came: noted beside the facts it leads to."""

import hmac
from functools import lru_cache

from medianest.chassis.watching.tracing import traceparent
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.networks import KNOWN_MAX


class Story:
    """Tells it in headers. What a client says of itself by these names is not believed."""

    def __init__(self, pepper: bytes) -> None:
        """`pepper`: nobody can look an address up by its hash in a table of all addresses."""
        self._pepper = pepper
        self.address_hash = lru_cache(maxsize=KNOWN_MAX)(self._hash)

    def of(self, incoming: Incoming) -> list[tuple[str, str]]:
        """The headers of every call that is made for this request."""
        return [
            ("x-request-id", incoming.request_id_text),
            ("traceparent", traceparent() or _trace(incoming)),
            ("mn-address-hash", self.address_hash(incoming.address)),
        ]

    def _hash(self, address: str) -> str:
        """Where somebody sits, for who compares and for nobody who looks up."""
        return hmac.digest(self._pepper, address.encode(), "sha256").hex()[:32]


def _trace(incoming: Incoming) -> str:
    # The last half of the id is random, as a span's id has to be.
    of_this = incoming.request_id.hex
    return incoming.traceparent or f"00-{of_this}-{of_this[16:]}-01"
