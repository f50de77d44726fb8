"""Whom the server knows: a member's account there, found by their Plex id, made if it is missing.

People are never matched by name or address. Who may use the household's Plex gets an account by
being imported, which the server does once however often it is asked; who may not has none.
"""

import asyncio
from typing import Final

from medianest.requests.adapters.overseerr import words
from medianest.requests.adapters.overseerr.server import Server

_PAGE: Final = 100
_PAGES_MOST: Final = 50
_IMPORTED: Final = 201


class Accounts:
    """Asks anew each time: accounts may be removed there at any moment."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._one_at_a_time = asyncio.Lock()

    async def of(self, plex_id: str) -> int | None:
        """Their account, or None for who gets none there. Raises `ServerAway`."""
        async with self._one_at_a_time:
            known = await self._find(plex_id)
            return known if known is not None else await self._import(plex_id)

    async def _find(self, plex_id: str) -> int | None:
        for number in range(_PAGES_MOST):
            path = f"/user?take={_PAGE}&skip={number * _PAGE}&sort=created"
            page = (await self._server.ask("GET", path)).read(words.Users)
            for user in page.results:
                if user.plex_id is not None and str(user.plex_id) == plex_id:
                    return user.id
            if len(page.results) < _PAGE:
                return None
        return None

    async def _import(self, plex_id: str) -> int | None:
        said = await self._server.ask("POST", "/user/import-from-plex", {"plexIds": [plex_id]})
        if said.status != _IMPORTED:
            return None
        # It names only whom it took in just now; another may have been faster.
        return await self._find(plex_id)
