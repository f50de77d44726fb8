"""New ids: UUIDv7 (RFC 9562), so that they sort by the time they were made.

Within a process each id is greater than the one before, even when several are made in a
millisecond or the clock steps back; it runs ahead of the clock only as far as it must.
"""

import secrets
import struct
import threading
import time
from typing import Final
from uuid import UUID

_RANDOM_BITS: Final = 74
_RANDOM_MAX: Final = (1 << _RANDOM_BITS) - 1
_STEPS: Final = "256I"
_STEPS_BYTES: Final = struct.calcsize(_STEPS)
_LOW_62: Final = (1 << 62) - 1


class _Ids:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = (0, 0)
        self._steps: list[int] = []

    def _step(self) -> int:
        """32 random bits; asking the system for many at once costs as much as for one."""
        if not self._steps:
            self._steps = list(struct.unpack(_STEPS, secrets.token_bytes(_STEPS_BYTES)))
        return self._steps.pop()

    def next(self, ms: int) -> UUID:
        with self._lock:
            last_ms, last_random = self._last
            if ms > last_ms:
                # The top bit stays clear, so that counting up within the millisecond has room.
                random = secrets.randbits(_RANDOM_BITS - 1)
            else:
                ms, random = last_ms, last_random + 1 + self._step()
                if random > _RANDOM_MAX:
                    ms, random = last_ms + 1, secrets.randbits(_RANDOM_BITS - 1)
            self._last = (ms, random)
        high = (ms << 16) | (0x7 << 12) | (random >> 62)
        return UUID(int=(high << 64) | (0b10 << 62) | (random & _LOW_62))


_ids: Final = _Ids()


def new_id() -> UUID:
    """A new UUIDv7, greater than any this process made before."""
    return _ids.next(time.time_ns() // 1_000_000)
