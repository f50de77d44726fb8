"""Answers that are still good: kept in Valkey for all replicas, in the process while that is away.

Guarantees: of those who ask for the same at once one asks, and the others share its answer; nothing
waits for Valkey for longer than a moment; what it holds may vanish at any time, or be nonsense. An
answer of another shape, of a program before or after this one, is another answer. Keys are hashes,
so that nobody's words stand in it.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from functools import cache
from hashlib import sha256
from typing import Any, Final, TypeVar

import msgspec

from medianest.chassis.clock import monotonic
from medianest.chassis.valkey import Valkey, ValkeyAway, ValkeyRefused

T = TypeVar("T")
_PREFIX: Final = "mn:requests:kept:"
_BYTES_MOST: Final = 256 * 1024
_HERE_MOST: Final = 500
_AWAY: Final = (ValkeyAway, ValkeyRefused)


def kept_as(key: str, kind: Any) -> str:
    """What an answer of this kind is called in Valkey."""
    return _PREFIX + sha256(_shape_of(kind) + key.encode()).hexdigest()


@cache
def _shape_of(kind: Any) -> bytes:
    """The same for as long as its fields are."""
    return sha256(msgspec.json.encode(msgspec.json.schema(kind))).digest()


class Cache:
    """A part of the service. Without a `url` each process keeps its own."""

    def __init__(self, url: str | None) -> None:
        self._shared = None if url is None else Valkey(url)
        self._here: dict[str, tuple[float, bytes]] = {}
        self._asking: dict[str, asyncio.Task[bytes]] = {}

    async def start(self) -> None:
        """Connect; one that is away may come later."""
        if self._shared is not None:
            await self._shared.start()

    async def stop(self) -> None:
        if self._shared is not None:
            await self._shared.stop()

    async def get(self, key: str, kind: Any, for_s: float, ask: Callable[[], Awaitable[T]]) -> T:
        """The answer that is kept, or a new one of this kind. Raises what `ask` raises."""
        hashed = kept_as(key, kind)
        kept = await self._kept(hashed)
        answer: T
        if kept is not None:
            with contextlib.suppress(msgspec.DecodeError):
                answer = msgspec.json.decode(kept, type=kind)
                return answer
        asked = await self._asked_once(hashed, for_s, ask)
        answer = msgspec.json.decode(asked, type=kind)
        return answer

    async def _asked_once(self, key: str, for_s: float, ask: Callable[[], Awaitable[Any]]) -> bytes:
        task = self._asking.get(key)
        if task is None:
            task = asyncio.create_task(self._ask(key, for_s, ask), name="requests.asks")
            self._asking[key] = task
            task.add_done_callback(lambda done: self._answered(key, done))
        # Who gives up waiting does not take the answer from the others.
        return await asyncio.shield(task)

    def _answered(self, key: str, done: asyncio.Task[bytes]) -> None:
        del self._asking[key]
        if not done.cancelled():
            done.exception()  # whoever still waits gets it

    async def _ask(self, key: str, for_s: float, ask: Callable[[], Awaitable[Any]]) -> bytes:
        text = msgspec.json.encode(await ask())
        await self._keep(key, text, for_s)
        return text

    async def _kept(self, key: str) -> bytes | None:
        until, text = self._here.get(key, (0.0, b""))
        if until > monotonic():
            return text
        if self._shared is None:
            return None
        try:
            found = await self._shared.command("GET", key)
        except _AWAY:
            return None
        return found if isinstance(found, bytes) else None

    async def _keep(self, key: str, text: bytes, for_s: float) -> None:
        if len(text) > _BYTES_MOST:
            return
        if self._shared is not None:
            with contextlib.suppress(*_AWAY):
                await self._shared.command("SET", key, text, "PX", int(for_s * 1000))
                return
        self._here.pop(key, None)
        self._here[key] = monotonic() + for_s, text
        if len(self._here) > _HERE_MOST:
            del self._here[next(iter(self._here))]
