"""A link to a finished file: for a minute, for one person, and for exactly this file."""

import base64
import hmac
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from medianest.contracts.record import Record
from medianest.contracts.refusals import Forbidden

LASTS_S: Final = 60


class FileLink(Record):
    """`path` is where the file lies in the library, `until` in seconds since 1970."""

    member_id: UUID
    download_id: UUID
    index: int
    path: str
    until: int

    @property
    def expires_at(self) -> datetime:
        return datetime.fromtimestamp(self.until, UTC)


class LinkAltered(Forbidden):
    """This link was not made here, or not for this file and person."""


class LinkExpired(Forbidden):
    """This link has expired; open the download again for a new one."""


def signature(key: bytes, link: FileLink) -> str:
    """Proves that this link was made by whoever holds the key."""
    # The path comes last: it alone may hold anything.
    said = f"{link.member_id}\n{link.download_id}\n{link.index}\n{link.until}\n{link.path}"
    digest = hmac.digest(key, said.encode(), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def check(key: bytes, link: FileLink, said: str, *, by: UUID | None, now: datetime) -> None:
    """Raises `LinkAltered` or `LinkExpired`. `by` is who asks, where that is known."""
    if not hmac.compare_digest(signature(key, link).encode(), said.encode(errors="replace")):
        raise LinkAltered
    if by is not None and by != link.member_id:
        raise LinkAltered
    if now >= link.expires_at:
        raise LinkExpired
