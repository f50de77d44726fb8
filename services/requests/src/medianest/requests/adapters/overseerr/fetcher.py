"""The real `Fetcher`: one request for each order, found again after a lost answer.

`is4k` is always said: without it the server finds no duplicate. Our own rules have approved the
order, so what waits for a yes there gets it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from medianest.requests.adapters.overseerr import words
from medianest.requests.adapters.overseerr.server import Said, Server
from medianest.requests.domain.wish import Seen
from medianest.requests.ports import (
    Look,
    NothingLeft,
    Order,
    ServerAway,
    Standing,
    Taken,
    Taking,
    TurnedDown,
)

_PAGE: Final = 50
_PAGES_MOST: Final = 40
_CREATED: Final = 201
_NOTHING_LEFT: Final = 202
_FORBIDDEN: Final = 403
_CONFLICT: Final = 409
_GONE: Final = frozenset({200, 204, 404})


class OverseerrFetcher:
    """Overseerr or Seerr, whichever it is."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def standing(self, order: Order) -> Standing:
        details = await self._details(order)
        if _is_here(order, details):
            return Standing(seen="here")
        known = [one for one in _requests(order, details) if one.status != words.FAILED]
        if not known:
            return Standing()
        return Standing(upstream_id=known[0].id, seen=_seen(known[0], details.media_info))

    async def order(self, order: Order) -> Taking:
        said = await self._server.ask("POST", "/request", _body(order))
        if said.status == _CREATED:
            return await self._approved(said.read(words.Request))
        if said.status == _NOTHING_LEFT:
            return NothingLeft()
        if said.status == _CONFLICT:
            return await self._again(order, said)
        if said.status == _FORBIDDEN and not said.message:
            raise ServerAway("The server that fetches does not accept our key.")
        return TurnedDown(reason=said.message or "The server that fetches turned it down.")

    async def withdraw(self, upstream_id: int) -> None:
        said = await self._server.ask("DELETE", f"/request/{upstream_id}")
        if said.status not in _GONE:
            raise ServerAway(retry_after_s=60)

    async def look(self, upstream_ids: frozenset[int]) -> Mapping[int, Look]:
        found: dict[int, Look] = {}
        for number in range(_PAGES_MOST):
            path = f"/request?take={_PAGE}&skip={number * _PAGE}&filter=all&sort=modified"
            page = (await self._server.ask("GET", path)).read(words.Requests)
            for one in page.results:
                if one.id in upstream_ids:
                    found[one.id] = _look(one)
            if len(found) == len(upstream_ids) or len(page.results) < _PAGE:
                break
        return found

    async def _details(self, order: Order) -> words.Details:
        said = await self._server.ask("GET", f"/{order.media_type}/{order.tmdb_id}")
        return said.read(words.Details)

    async def _approved(self, created: words.Request) -> Taking:
        if created.status == words.PENDING:
            await self._server.ask("POST", f"/request/{created.id}/approve")
        return Taken(upstream_id=created.id)

    async def _again(self, order: Order, said: Said) -> Taking:
        """It has one already: that of somebody else, or one that failed and is tried again."""
        known = _requests(order, await self._details(order))
        if not known:
            return TurnedDown(reason=said.message or "The server that fetches turned it down.")
        if known[0].status == words.FAILED:
            await self._server.ask("POST", f"/request/{known[0].id}/retry")
        return Taken(upstream_id=known[0].id)


def _body(order: Order) -> dict[str, Any]:
    body: dict[str, Any] = {
        "mediaType": order.media_type,
        "mediaId": order.tmdb_id,
        "is4k": order.is_4k,
    }
    if order.media_type == "tv":
        body["seasons"] = list(order.seasons) or "all"
    return body


def _requests(order: Order, details: words.Details) -> Sequence[words.Request]:
    """Those that cover the whole order, the newest first."""
    media = details.media_info
    if media is None:
        return []
    wanted = set(order.seasons)
    fit = [
        one
        for one in media.requests
        if one.is4k == order.is_4k
        and one.status != words.DECLINED
        and wanted <= {season.season_number for season in one.seasons}
    ]
    return sorted(fit, key=lambda one: one.id, reverse=True)


def _is_here(order: Order, details: words.Details) -> bool:
    media = details.media_info
    if media is None:
        return False
    if _lane(media, is_4k=order.is_4k) == words.HERE:
        return True
    here = {
        season.season_number
        for season in media.seasons
        if (season.status4k if order.is_4k else season.status) == words.HERE
    }
    return bool(order.seasons) and set(order.seasons) <= here


def _look(request: words.Request) -> Look:
    if request.status == words.DECLINED:
        return "turned down"
    if request.status == words.FAILED:
        return "failed"
    return _seen(request, request.media)


def _seen(request: words.Request, media: words.Media | None) -> Seen:
    if request.status == words.COMPLETED:
        return "here"
    match _lane(media, is_4k=request.is4k) if media else 0:
        case words.HERE:
            return "here"
        case words.PARTLY_HERE:
            return "partly here"
        case _:
            return "underway"


def _lane(media: words.Media, *, is_4k: bool) -> int:
    return media.status4k if is_4k else media.status
