"""New ids: UUIDv7, so that rows lie in the order in which they were made."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """48 bits of milliseconds since 1970, then 74 random bits (RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000
    random = secrets.randbits(74)
    value = (
        milliseconds << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    )
    return UUID(int=value)
