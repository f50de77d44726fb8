"""Commands that hold a password and may be sent twice."""

import hmac

from medianest.contracts.meta import Once
from medianest.contracts.record import replace


def peppered(once: Once | None, *, pepper: bytes) -> Once | None:
    """The body holds a password: its plain hash, kept for two days, could be guessed from."""
    if once is None:
        return None
    return replace(once, body_sha256=hmac.digest(pepper, once.body_sha256, "sha256"))
