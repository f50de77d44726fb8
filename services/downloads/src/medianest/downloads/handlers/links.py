"""How links to finished files are made and checked."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.record import Record
from medianest.downloads.domain.links import LASTS_S, FileLink, check, signature
from medianest.downloads.ports import FileGone, Placed
from medianest.eventlog.secrecy.secrets import Secrets

_KEY: Final = UUID("6d6e646f-776e-4000-8000-000000000001")
_KEY_BYTES: Final = 32


class SignedLink(Record):
    """A link, and what proves it."""

    link: FileLink
    signature: str


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Signs with a key that all replicas have, made when it is first needed."""

    secrets: Secrets
    placed: Placed

    async def made(
        self, download_id: UUID, index: int, *, of_member: UUID | None, by: UUID, now: datetime
    ) -> SignedLink:
        """For whoever may see the download. Raises `FileGone`."""
        file = await self._file(download_id, index, of_member)
        if file is None:
            raise FileGone
        link = FileLink(
            member_id=by,
            download_id=download_id,
            index=index,
            path=file.path,
            until=int(now.timestamp()) + LASTS_S,
        )
        return SignedLink(link=link, signature=signature(await self._key(), link))

    async def followed(
        self,
        download_id: UUID,
        index: int,
        *,
        member_id: UUID,
        until: int,
        said: str,
        by: UUID | None,
        now: datetime,
    ) -> PlacedFile:
        """The file. Raises `LinkAltered`, `LinkExpired`; a link to nothing was not made here."""
        file = await self._file(download_id, index, None)
        link = FileLink(
            member_id=member_id,
            download_id=download_id,
            index=index,
            path="" if file is None else file.path,
            until=until,
        )
        check(await self._key(), link, said, by=by, now=now)
        if file is None:
            raise FileGone
        return file

    async def _file(
        self, download_id: UUID, index: int, of_member: UUID | None
    ) -> PlacedFile | None:
        files = await self.placed.files_of(download_id, of_member)
        return files[index] if 0 <= index < len(files) else None

    async def _key(self) -> bytes:
        fresh = secrets.token_urlsafe(_KEY_BYTES)
        return (await self.secrets.first("file-links", fresh, _KEY)).encode()
