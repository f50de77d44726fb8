"""The real `Fetcher`: one request for each order, found again after a lost answer.

It is asked in the name of whoever wished (by `X-API-User`, for `userId` in the body would have it
judged as the key's account); for who has no account there, in the household's. `is4k` is always
said: without it the server finds no duplicate. Our own rules have approved the order, so what
waits for a yes there gets it.
"""

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import Any, Final

from medianest.requests.adapters.overseerr import words
from medianest.requests.adapters.overseerr.accounts import Accounts
from medianest.requests.adapters.overseerr.server import Said, Server
from medianest.requests.domain.wish import AskedAs, Seen
from medianest.requests.ports import (
    Coming,
    Look,
    Looked,
    NothingLeft,
    Order,
    ServerAway,
    Standing,
    Taken,
    Taking,
    TitleUnknown,
    TurnedDown,
)

_PAGE: Final = 50
_PAGES_MOST: Final = 4
_SINGLY_MOST: Final = 50
_MISSING: Final = 404
_CREATED: Final = 201
_NOTHING_LEFT: Final = 202
_REFUSALS: Final = 400
_CONFLICT: Final = 409
_LOOKED_AGAIN_S: Final = 30
_GONE: Final = frozenset({200, 204, 404})
_ENDED: Final = frozenset({words.FAILED, words.COMPLETED})
_HERE_BY: Final[Mapping[int, Seen]] = {words.HERE: "here", words.PARTLY_HERE: "partly here"}
_CSRF: Final = "The server that fetches refuses us: turn off its CSRF protection."


class OverseerrFetcher:
    """Overseerr or Seerr, whichever it is."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._accounts = Accounts(server)
        self._singly_last = 0

    async def standing(self, order: Order) -> Standing:
        details = await self._details(order)
        seen = _seen_of(order, details.media_info)
        if seen == "here":
            return Standing(seen=seen)
        # What came by a request that is completed is not here any more.
        known = [one for one in _requests(order, details) if one.status not in _ENDED]
        if not known:
            return Standing(seen=seen)
        found = known[0]
        return Standing(
            upstream_id=found.id,
            seen=seen or "underway",
            asked_as=_asked_as(found, order),
            waits=found.status == words.PENDING,
        )

    async def order(self, order: Order) -> Taking:
        account = None if order.plex_id is None else await self._accounts.of(order.plex_id)
        asked_as: AskedAs = "household" if account is None else "member"
        said = await self._server.ask("POST", "/request", _body(order), as_user=account)
        if said.status == _CREATED:
            created = said.read(words.Request)
            if created.status == words.PENDING:
                await self.agree(created.id)
            return Taken(upstream_id=created.id, asked_as=asked_as)
        if said.status == _NOTHING_LEFT:
            return NothingLeft()
        if said.status < _REFUSALS:
            # Neither yes nor no: whether it has one now, it is asked before it is told again.
            raise ServerAway(retry_after_s=_LOOKED_AGAIN_S)
        if said.status == _CONFLICT:
            return await self._again(order, said)
        if "csrf" in said.message.lower():
            raise ServerAway(_CSRF)
        return _turned_down(said)

    async def agree(self, upstream_id: int) -> None:
        await self._server.ask("POST", f"/request/{upstream_id}/approve")

    async def withdraw(self, upstream_id: int) -> None:
        said = await self._server.ask("DELETE", f"/request/{upstream_id}")
        if said.status not in _GONE:
            raise ServerAway(retry_after_s=60)

    async def look(self, upstream_ids: frozenset[int]) -> Mapping[int, Looked]:
        found: dict[int, Looked] = {}
        for number in range(_PAGES_MOST):
            path = f"/request?take={_PAGE}&skip={number * _PAGE}&filter=all&sort=modified"
            page = (await self._server.ask("GET", path)).read(words.Requests)
            found |= {one.id: _looked(one) for one in page.results if one.id in upstream_ids}
            if len(found) == len(upstream_ids) or len(page.results) < _PAGE:
                break
        # Of what is not among the latest only it can say whether it is gone.
        for upstream_id in self._turn_of(upstream_ids - found.keys()):
            with suppress(ServerAway):  # one that it can't show keeps none of the others waiting
                found[upstream_id] = await self._look_at(upstream_id)
        return found

    def _turn_of(self, upstream_ids: AbstractSet[int]) -> Sequence[int]:
        """Which are asked for one by one in this round: behind the last of the round before.

        After as many rounds as it takes each had its turn; a process that is new begins anew.
        """
        last = self._singly_last
        turn = sorted(upstream_ids, key=lambda one: (one <= last, one))[:_SINGLY_MOST]
        self._singly_last = turn[-1] if turn else 0
        return turn

    async def _look_at(self, upstream_id: int) -> Looked:
        said = await self._server.ask("GET", f"/request/{upstream_id}")
        if said.status == _MISSING:
            return Looked(look="gone")
        return _looked(said.read(words.Request))

    async def _details(self, order: Order) -> words.Details:
        said = await self._server.look_up(f"/{order.media_type}/{order.tmdb_id}")
        if said is None:
            raise TitleUnknown(retry_after_s=_LOOKED_AGAIN_S)
        return said.read(words.Details)

    async def _again(self, order: Order, said: Said) -> Taking:
        """It has one already: that of somebody else, or one that failed and is tried again."""
        found = _requests(order, await self._details(order))
        known = [one for one in found if one.status != words.COMPLETED]
        if not known:
            return _turned_down(said)
        if known[0].status == words.FAILED:
            await self._server.ask("POST", f"/request/{known[0].id}/retry")
        return Taken(upstream_id=known[0].id, asked_as=_asked_as(known[0], order))


def _asked_as(request: words.Request, order: Order) -> AskedAs | None:
    """None for what somebody else asked for, or nobody can tell."""
    asker = request.requested_by
    is_theirs = asker is not None and str(asker.plex_id) == order.plex_id
    return "member" if is_theirs else None


def _turned_down(said: Said) -> TurnedDown:
    return TurnedDown(reason=said.message or "The server that fetches turned it down.")


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
    """Those that cover all of the order that is not there, the newest first."""
    media = details.media_info
    if media is None:
        return []
    wanted = set(order.seasons)
    if order.media_type == "tv" and not wanted:
        wanted = {season.season_number for season in details.seasons} - {0}
    wanted -= {number for number, lane in _seasons(order, media).items() if lane == words.HERE}
    fit = [
        one
        for one in media.requests
        if one.is4k == order.is_4k
        and one.status != words.DECLINED
        and wanted <= {season.season_number for season in one.seasons}
    ]
    return sorted(fit, key=lambda one: one.id, reverse=True)


def _seen_of(order: Order, media: words.Media | None) -> Seen | None:
    """How much of an order is there; None for nothing.

    Of seasons only they themselves say it: a series stays "here" when a new season is announced.
    """
    if media is None:
        return None
    if not order.seasons or not media.seasons:
        return _HERE_BY.get(_lane(media, is_4k=order.is_4k))
    seasons = _seasons(order, media)
    wanted = {seasons.get(number, 0) for number in order.seasons}
    if wanted == {words.HERE}:
        return "here"
    return "partly here" if wanted & _HERE_BY.keys() else None


def _seasons(order: Order, media: words.Media) -> Mapping[int, int]:
    """How each season stands, by its number."""
    return {one.season_number: _lane(one, is_4k=order.is_4k) for one in media.seasons}


def _looked(request: words.Request) -> Looked:
    look: Look = _seen(request)
    if request.status == words.DECLINED:
        look = "turned down"
    if request.status == words.FAILED:
        look = "failed"
    return Looked(look=look, coming=_coming(request))


def _coming(request: words.Request) -> Coming | None:
    """All its files together; the last of them says when."""
    if request.media is None:
        return None
    media = request.media
    files = media.download_status4k if request.is4k else media.download_status
    size = sum(file.size for file in files)
    left = sum(file.size_left for file in files)
    if not 0 <= left <= size or not 0 < size < math.inf:
        return None
    times = [words.seconds_of(file.time_left) for file in files]
    known = [time for time in times if time is not None]
    return Coming(
        percent=round(100 * (size - left) / size, 1),
        eta_s=max(known) if len(known) == len(times) else None,
    )


def _seen(request: words.Request) -> Seen:
    """Of seasons a list does not say more than that some of the series may be there."""
    if request.status == words.COMPLETED:
        return "here"
    media = request.media
    seen = None if media is None else _HERE_BY.get(_lane(media, is_4k=request.is4k))
    if seen == "here" and request.seasons:
        return "partly here"
    return seen or "underway"


def _lane(media: words.Media | words.Season, *, is_4k: bool) -> int:
    return media.status4k if is_4k else media.status
