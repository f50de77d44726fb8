"""Pictures: their names for the web, where they come from, and how they are made small.

A name is the place sealed under a key that only this service has (AES-SIV): nobody can guess or
make one, and the same picture always has the same. What comes from outside is only ever shown as a
JPEG that was drawn anew here.
"""

import asyncio
import base64
import binascii
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Literal
from uuid import UUID

import httpx
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.chassis.http import AnswerTooLarge, Outward
from medianest.eventlog.secrecy.secrets import Secrets
from medianest.requests.adapters.plex import words
from medianest.requests.adapters.plex.server import MediaServer
from medianest.requests.domain.library import OWNERS_EYES, NothingShared
from medianest.requests.domain.picture import NoPicture, Picture, Place
from medianest.requests.ports import LibraryAway, NoLibrary

_KEY: Final = UUID("6d6e7265-7069-4000-8000-000000000001")
_SEALED: Final = [b"medianest:requests:pictures:v1"]
_NAME_MOST: Final = 400
_BYTES_MAX: Final = 8 * 1024 * 1024
_TMDB_POSTER: Final = re.compile(r"/[A-Za-z0-9_-]{1,100}\.(jpg|jpeg|png|webp)")
_POSTERS: Final = {width: f"w{width}" for width in (92, 154, 185, 342, 500, 780)}
_FACES: Final = {45: "w45", 185: "w185", 421: "h632"}
"""The sizes that TMDB has of each, by how wide they are."""
_PLACES: Final[dict[str, Literal["plex", "face"]]] = {"plex": "plex", "face": "face"}
_OK: Final = 200


class SealedNames:
    """The port `PictureNames`; every replica has the same key."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._box: AESSIV | None = None

    async def name(self, place: Place) -> str:
        text = f"{place.where}{place.path}".encode()
        sealed = (await self._opened()).encrypt(text, _SEALED)
        return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()

    async def place(self, name: str) -> Place:
        if len(name) > _NAME_MOST or not name.isascii():
            raise NoPicture
        try:
            sealed = base64.b64decode(name + "=" * (-len(name) % 4), altchars=b"-_", validate=True)
            text = (await self._opened()).decrypt(sealed, _SEALED).decode()
        except (InvalidTag, ValueError, binascii.Error):
            raise NoPicture from None
        where, slash, path = text.partition("/")
        return Place(where=_PLACES.get(where, "tmdb"), path=slash + path)

    async def _opened(self) -> AESSIV:
        if self._box is None:
            fresh = base64.b64encode(AESSIV.generate_key(256)).decode()
            kept = await self._secrets.first("pictures", fresh, _KEY)
            self._box = AESSIV(base64.b64decode(kept))
        return self._box


class Sources:
    """The port `Gallery`: the media server by its own way, TMDB through an egress proxy."""

    def __init__(
        self, server: MediaServer, tmdb: str, *, allowed: tuple[str, ...], deadline_s: float
    ) -> None:
        self._server = server
        self._tmdb = tmdb.rstrip("/")
        self._deadline_s = deadline_s
        self._proxy = EgressProxy(EgressGuard(allowed))
        self._out: Outward | None = None

    async def start(self) -> None:
        await self._proxy.start()
        self._out = Outward(
            self._proxy.url("pictures"), total_s=self._deadline_s, body_bytes_max=_BYTES_MAX
        )

    async def stop(self) -> None:
        if self._out is not None:
            await self._out.close()
        await self._proxy.stop()

    async def fetch(self, place: Place, width: int) -> bytes:
        if place.where == "plex":
            return await self._of_plex(place.path)
        sizes = _FACES if place.where == "face" else _POSTERS
        return await self._of_tmdb(place.path, _fitting(sizes, width))

    async def _of_plex(self, path: str) -> bytes:
        if words.picture_of(path) is None:
            raise NoPicture
        try:
            answer = await self._server.ask(OWNERS_EYES, path)
        except (NoLibrary, NothingShared):
            raise NoPicture from None
        if answer is None:
            raise NoPicture
        return answer.body

    async def _of_tmdb(self, path: str, size: str) -> bytes:
        if not _TMDB_POSTER.fullmatch(path) or self._out is None:
            raise NoPicture
        try:
            answer = await self._out.ask("GET", f"{self._tmdb}/t/p/{size}{path}")
        except (TimeoutError, httpx.HTTPError, AnswerTooLarge):
            raise LibraryAway(retry_after_s=10) from None
        if answer.status != _OK:
            raise NoPicture
        return answer.body


class Pillow:
    """The port `Shrinker`. At most two pictures are drawn at a time, beside the event loop."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="pictures")

    async def shrunk(self, original: bytes, width: int) -> Picture:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _shrunk, original, width)


def _fitting(sizes: Mapping[int, str], width: int) -> str:
    """The next larger one, or the largest."""
    wide = next((each for each in sizes if each >= width), max(sizes))
    return sizes[wide]


def _shrunk(original: bytes, width: int) -> Picture:
    # Pillow takes 6 MB, and many processes never draw; it is loaded beside the event loop.
    from medianest.requests.adapters.drawing import shrunk  # noqa: PLC0415  see above

    return shrunk(original, width)
