"""Kuma's public status page: what is left to read while its socket is shut to us.

The page shows only what its owner put on it, and a minute late. Version 1 never answers when asked
for a page that it has not, so every question has a deadline.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

import httpcore
import msgspec

from medianest.chassis.egress import EgressGuard
from medianest.status.adapters.pages import Page, get_page
from medianest.status.adapters.uptime_kuma import words
from medianest.status.adapters.uptime_kuma.session import KumaAway
from medianest.status.ports import Sighted

PAGE_BYTES_MOST: Final = 4_000_000


class StatusPage:
    """One page of one Kuma, named by its slug."""

    def __init__(self, address: str, slug: str, guard: EgressGuard, *, deadline_s: float) -> None:
        self._pages = f"{address}/api/status-page"
        self._slug = slug
        self._guard = guard
        self._deadline_s = deadline_s

    async def is_there(self) -> bool:
        """Raises KumaAway, AddressRefused."""
        return (await self._get(f"{self._pages}/{self._slug}")).is_good

    async def beats(self) -> Sequence[Sighted]:
        """The newest of each monitor on the page, oldest first; none where there is no such page.

        Raises KumaAway, AddressRefused.
        """
        page = await self._get(f"{self._pages}/heartbeat/{self._slug}")
        try:
            if page.is_good:
                return words.page_beats(msgspec.json.decode(page.body))
        except (msgspec.DecodeError, words.NotUnderstood):
            pass  # whatever answered there was no Kuma
        raise KumaAway

    async def _get(self, url: str) -> Page:
        try:
            async with asyncio.timeout(self._deadline_s):
                return await get_page(
                    url, self._guard, deadline_s=self._deadline_s, most_bytes=PAGE_BYTES_MOST
                )
        except (
            TimeoutError,
            OSError,
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.TimeoutException,
        ):
            raise KumaAway from None
