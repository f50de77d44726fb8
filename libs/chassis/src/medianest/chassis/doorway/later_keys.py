"""Trusting the gateway's later signing keys: what the log heard of them goes into the ring.

Looked up at start and every few seconds: a key is announced long before it signs, and one that is
withdrawn is trusted until no gateway signs with it.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

import structlog

from medianest.chassis.clock import SYSTEM, Clock
from medianest.chassis.doorway.tokens import KeyRing

LOOK_EVERY_S: Final = 2.0
_log: Final = structlog.get_logger("medianest.keys")


class HeardKey(Protocol):
    """One key that the gateway announced."""

    @property
    def names(self) -> tuple[str, ...]:
        """What tokens may call it."""
        ...

    @property
    def public_key(self) -> str | None:
        """Hex; None if it was never announced here."""
        ...

    @property
    def trusted_until(self) -> datetime:
        """When it is refused."""
        ...

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is refused even if it stands in the settings."""
        ...


class HearsKeys(Protocol):
    """Who knows what was announced."""

    async def signing_keys(self) -> Sequence[HeardKey]:
        """All keys."""
        ...


class LaterKeys:
    """Keeps the ring as the gateway announced it."""

    def __init__(self, heard: HearsKeys, ring: KeyRing, clock: Clock = SYSTEM) -> None:
        self._heard = heard
        self._ring = ring
        self._clock = clock
        self._in_settings = ring.names
        self._looking: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Know all keys before the first request is let in."""
        await self._look()
        self._looking = asyncio.create_task(self._look_for_ever(), name="chassis.keys")

    async def stop(self) -> None:
        """Look no more."""
        if self._looking is not None:
            self._looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._looking

    async def _look(self) -> None:
        now = self._clock.now()
        for key in await self._heard.signing_keys():
            for name in key.names:
                if now < key.trusted_until:
                    self._trust(name, key.public_key)
                elif key.is_withdrawn or name not in self._in_settings:
                    self._ring.retire(name)

    def _trust(self, name: str, public_key: str | None) -> None:
        if public_key is not None and name not in self._ring:
            self._ring.add(name, public_key)
            _log.info("signing-key.trusted", kid=name)

    async def _look_for_ever(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                await self._look()
            except Exception as error:  # noqa: BLE001 - the keys that are known stay good meanwhile
                _log.warning("signing-keys.not-looked-up", error=type(error).__name__)
