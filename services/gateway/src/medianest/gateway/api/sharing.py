"""CORS: which other sites' pages may speak to the API, each named exactly; by default none.

They speak with an API key of their own. Cookies stay at home: the answer never allows credentials.
"""

from collections.abc import Iterable
from typing import Final

from medianest.gateway.api.answering import Pairs, Ready
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.people import API_KEY

KEPT_FOR_S: Final = 600
_METHODS: Final = "GET, HEAD, POST, PUT, PATCH, DELETE"
_TAKEN: Final = (
    f"content-type, idempotency-key, if-match, last-event-id, mn-after, x-requested-with, {API_KEY}"
)
_SHOWN: Final = (
    "etag, idempotency-replayed, location, mn-position, ratelimit-limit, ratelimit-remaining, "
    "ratelimit-reset, retry-after, x-request-id"
)
_TOLD: Final = (
    (b"access-control-expose-headers", _SHOWN.encode()),
    (b"vary", b"origin"),
)


class Sharing:
    """Knows the sites that are listed."""

    def __init__(self, origins: Iterable[str]) -> None:
        self._origins = frozenset(origin.rstrip("/").lower() for origin in origins)

    def origin(self, incoming: Incoming) -> str | None:
        """The listed site whose page asks."""
        if not self._origins:
            return None
        origin = incoming.headers.get("origin")
        return origin if origin in self._origins else None

    def told(self, origin: str) -> Pairs:
        """What lets pages of that site read an answer."""
        return [(b"access-control-allow-origin", origin.encode("latin-1")), *_TOLD]


def is_question(incoming: Incoming) -> bool:
    """Whether a browser asks what a page may do, before it does it."""
    return incoming.method == "OPTIONS" and "access-control-request-method" in incoming.headers


ALLOWED: Final = Ready(
    status=204,
    headers={
        "access-control-allow-methods": _METHODS,
        "access-control-allow-headers": _TAKEN,
        "access-control-max-age": str(KEPT_FOR_S),
    },
)
