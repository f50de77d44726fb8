"""With whom the owner shares the server, and by which token each of them is let in.

Kept in memory only, for some minutes; while plex.tv is away what was known last counts, for the
media server itself judges every token.
"""

import asyncio
import xml.etree.ElementTree as ET
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from medianest.chassis.clock import monotonic
from medianest.requests.ports import LibraryAway

_FRESH_S: Final = 600.0
_ASKED_AGAIN_S: Final = 5.0
_MOST: Final = 2000
_TOKEN_MOST: Final = 200


class SharesUnknown(Exception):
    """plex.tv said nothing that tells whom the server is shared with."""


class Shares:
    """By Plex id."""

    def __init__(self) -> None:
        self._tokens: Mapping[int, str] | None = None
        self._asked_at = 0.0
        self._asking = asyncio.Lock()

    async def token(
        self, plex_id: int, ask: Callable[[], Awaitable[bytes]], *, again: bool
    ) -> str | None:
        """Raises `SharesUnknown`. `again` asks anew, but not more often than every few seconds."""
        async with self._asking:
            age_s = monotonic() - self._asked_at
            fresh_s = _ASKED_AGAIN_S if again else _FRESH_S
            if self._tokens is None or age_s > fresh_s:
                await self._ask(ask)
            return (self._tokens or {}).get(plex_id)

    async def _ask(self, ask: Callable[[], Awaitable[bytes]]) -> None:
        try:
            self._tokens = tokens_in(await ask())
        except (LibraryAway, SharesUnknown):
            if self._tokens is None:
                raise SharesUnknown from None
        self._asked_at = monotonic()


def tokens_in(document: bytes) -> Mapping[int, str]:
    """Raises `SharesUnknown`. A document that declares anything of its own is none of plex.tv."""
    if b"<!" in document:
        raise SharesUnknown
    try:
        root = ET.fromstring(document)  # noqa: S314 -- without declarations nothing can unfold
    except (ET.ParseError, ValueError):
        raise SharesUnknown from None
    if root.tag != "MediaContainer":
        raise SharesUnknown
    found: dict[int, str] = {}
    for shared in root.iter("SharedServer"):
        user, token = shared.get("userID", ""), shared.get("accessToken", "")
        is_whole = user.isascii() and user.isdigit() and len(user) < len(str(2**63))
        if is_whole and 0 < len(token) <= _TOKEN_MOST and token.isascii() and token.isprintable():
            found[int(user)] = token
        if len(found) >= _MOST:
            break
    return found
