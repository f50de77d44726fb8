"""Keys that notify makes for itself, once for all replicas, and keeps as secrets."""

import secrets
from collections.abc import Callable
from typing import Final
from uuid import UUID

from medianest.eventlog.secrecy.secrets import Secrets

PUSH: Final = UUID("6d6e7075-7368-4000-8000-000000000001")
UNSUBSCRIBING: Final = UUID("6d6e756e-7375-4000-8000-000000000002")
_BYTES: Final = 32


class OwnKeys:
    """Made when they are first asked for. Lost, every browser has to subscribe anew."""

    def __init__(self, kept: Secrets, new_push_key: Callable[[], str]) -> None:
        self._kept = kept
        self._new_push_key = new_push_key
        self._known: dict[UUID, str] = {}

    async def push(self) -> str:
        """Our private key towards push services."""
        return await self._first(PUSH, "push", self._new_push_key)

    async def unsubscribing(self) -> bytes:
        """What signs the links that stop mail."""
        key = await self._first(
            UNSUBSCRIBING, "unsubscribing", lambda: secrets.token_urlsafe(_BYTES)
        )
        return key.encode()

    async def _first(self, id_: UUID, owner: str, make: Callable[[], str]) -> str:
        if id_ not in self._known:
            self._known[id_] = await self._kept.first(owner, make(), id_)
        return self._known[id_]
