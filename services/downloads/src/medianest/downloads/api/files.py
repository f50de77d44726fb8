"""Fetching a finished file with a browser: a link for a minute, and the file with its ranges."""

import re
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlencode
from uuid import UUID

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from litestar.response import Stream
from litestar.status_codes import HTTP_200_OK, HTTP_206_PARTIAL_CONTENT

from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs, open_to_all
from medianest.chassis.doorway.door import Request
from medianest.chassis.doorway.people import Person
from medianest.chassis.problems import RangeNotThere
from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.record import Record
from medianest.downloads.api.sending import Place, Sending, holding
from medianest.downloads.api.whose import seen_by
from medianest.downloads.handlers.links import FileLinks
from medianest.downloads.ports import Shelf

_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_PLAIN: Final = re.compile(r"[^A-Za-z0-9 ._()\[\]-]")
_KINDS: Final = {
    "mp4": "video/mp4",
    "mkv": "video/x-matroska",
    "webm": "video/webm",
    "mov": "video/quicktime",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "ogg": "audio/ogg",
}


class LinkPage(Record):
    """Good until then, for whoever asked for it; what is being fetched goes on to its end."""

    url: str
    expires_at: datetime


def files_routes(links: FileLinks, shelf: Shelf) -> list[HTTPRouteHandler]:
    """The link, and what is behind it."""
    sending = Sending()

    @post(
        "/downloads/{download_id:uuid}/files/{index:int}/link",
        opt=needs("downloads.read"),
        status_code=HTTP_200_OK,
    )
    async def link_file(
        download_id: FromPath[UUID], index: FromPath[int], person: Person
    ) -> LinkPage:
        signed = await links.made(
            download_id, index, of_member=seen_by(person), by=person.id, now=now()
        )
        said = {
            "member": str(person.id),
            "until": str(signed.link.until),
            "signature": signed.signature,
        }
        url = f"/api/v1/downloads/{download_id}/files/{index}?{urlencode(said)}"
        return LinkPage(url=url, expires_at=signed.link.expires_at)

    @get("/downloads/{download_id:uuid}/files/{index:int}", opt=open_to_all())
    async def fetch_file(
        download_id: FromPath[UUID],
        index: FromPath[int],
        person: Person | None,
        request: Request,
        *,
        member: FromQuery[UUID],
        until: FromQuery[int],
        signature: FromQuery[str],
    ) -> Stream:
        file = await links.followed(
            download_id,
            index,
            member_id=member,
            until=until,
            said=signature,
            by=person.id if person else None,
            now=now(),
        )
        place = sending.place(member)
        return await _sent(shelf, file, _wished(request, file), place)

    return [link_file, fetch_file]


def _wished(request: Request, file: PlacedFile) -> str | None:
    """The part that is asked for; none of it if the client began with another file."""
    unless = request.headers.get("if-range")
    is_the_same = unless is None or (file.sha256 is not None and unless == f'"{file.sha256}"')
    return request.headers.get("range") if is_the_same else None


async def _sent(shelf: Shelf, file: PlacedFile, wished: str | None, place: Place) -> Stream:
    start, end = _part(wished, file.size_bytes)
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-store",
        "Content-Disposition": disposition(file.path.rpartition("/")[2]),
        "Content-Length": str(end - start),
    }
    if file.sha256 is not None:
        headers["ETag"] = f'"{file.sha256}"'
    status = HTTP_200_OK
    if (start, end) != (0, file.size_bytes):
        status = HTTP_206_PARTIAL_CONTENT
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size_bytes}"
    kind = _KINDS.get(file.path.rpartition(".")[2], "application/octet-stream")
    pieces = holding(place, await shelf.read(file, start, end))
    return Stream(pieces, status_code=status, headers=headers, media_type=kind)


def _part(wished: str | None, size: int) -> tuple[int, int]:
    """From which byte before which. Several parts at once are more than we give: all of it."""
    found = None if wished is None else _RANGE.fullmatch(wished.strip())
    if found is None or not any(found.groups()):
        return 0, size
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
    if start >= end:
        raise RangeNotThere
    return start, end


def disposition(name: str) -> str:
    """Save it under this name; the plain one is for who can't read the other."""
    plain = _PLAIN.sub("_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
