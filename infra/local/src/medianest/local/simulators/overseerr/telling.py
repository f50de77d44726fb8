"""What it fetched is in the media server: it tells that one, as a scan would."""

import asyncio
from collections.abc import Mapping
from typing import Final

import httpx

from medianest.local.simulators.overseerr.house import House

_AGAIN_S: Final = 0.5
_TRIES: Final = 600


async def tell_plex(house: House, url: str) -> None:
    """For ever; a media server that is away is told again, for some minutes."""
    async with httpx.AsyncClient(base_url=url, timeout=5, trust_env=False) as plex:
        while True:
            (kind, tmdb_id), seasons = await house.came.get()
            added = {"kind": kind, "tmdb_id": tmdb_id, "seasons": seasons}
            await _tell(plex, added)


async def _tell(plex: httpx.AsyncClient, added: Mapping[str, object]) -> None:
    for _ in range(_TRIES):
        try:
            (await plex.post("/control", json={"add": added})).raise_for_status()
        except httpx.HTTPError:
            await asyncio.sleep(_AGAIN_S)
        else:
            return
