"""plex.tv: PINs that people approve, and what an account that approved one may use.

Everything is asked by the server, with one client identifier for the whole installation: plex.tv
gives no token to a client that changes its name. A person's token is used for two questions and
then forgotten; the owner's is handed in with each question and handed out when they link it. Once
it says that it was asked too often it is left alone, whatever for.
"""

import asyncio
import math
from collections.abc import Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

import httpx
import msgspec
import structlog

from medianest.chassis.clock import Clock
from medianest.chassis.egress import EgressProxy
from medianest.chassis.http import Answer, AnswerTooLarge, Outward
from medianest.contracts.record import Record
from medianest.identity.adapters.plex_shares import Unreadable, friends_in
from medianest.identity.ports.plex import (
    OwnerKey,
    PlexAccount,
    PlexAway,
    PlexOffer,
    PlexPin,
    PlexServer,
    PlexShares,
    PlexToken,
    PlexTokenDead,
)

log = structlog.get_logger()

T = TypeVar("T")
_PRODUCT: Final = "MediaNest"
_OK: Final = frozenset({200, 201})
_GONE: Final = frozenset({401, 404})
_TRIES: Final = 3
_ASKED_WITHIN_S: Final = 4.0
_ALL_WITHIN_S: Final = 8.0
_REST_S: Final = 15 * 60
_REST_MAX_S: Final = 24 * 60 * 60


class PlexSites(Record):
    """Where Plex is: its service, the one for clients, and the page on which people approve."""

    service_url: str
    clients_url: str
    page_url: str


class _Pin(Record):
    id: int
    code: str
    authToken: str | None = None  # noqa: N815  as plex.tv spells it


class _User(Record):
    id: int
    username: str = ""
    title: str = ""


class _Resource(Record):
    clientIdentifier: str  # noqa: N815  as plex.tv spells it
    provides: str = ""
    name: str = ""
    owned: bool = False
    ownerId: int | None = None  # noqa: N815  as plex.tv spells it; null of one's own

    @property
    def is_server(self) -> bool:
        """Whether it is a media server; telephones are among them as well."""
        return "server" in self.provides.split(",")

    def is_of(self, owner_id: int | None, seen_by: int) -> bool:
        """Whether it can be this owner's; as long as nobody knows who that is, it can."""
        whose = seen_by if self.owned else self.ownerId
        return owner_id is None or whose in {None, owner_id}


class PlexTv:
    """A part of the service: its calls go out through the egress proxy, which it starts."""

    def __init__(
        self,
        proxy: EgressProxy,
        sites: PlexSites,
        client_id: str,
        *,
        clock: Clock,
        pause_s: float,
    ) -> None:
        """`pause_s`: between two looks at a PIN whose token is not there yet."""
        self._proxy = proxy
        self._sites = sites
        self._client_id = client_id
        self._clock = clock
        self._pause_s = pause_s
        self._known: tuple[PlexToken, int] | None = None
        self._out: Outward | None = None
        self._rests_until = clock.monotonic()

    async def start(self) -> None:
        await self._proxy.start()
        headers = {
            "Accept": "application/json",
            "X-Plex-Client-Identifier": self._client_id,
            "X-Plex-Product": _PRODUCT,
        }
        self._out = Outward(self._proxy.url("plex"), total_s=_ASKED_WITHIN_S, headers=headers)

    async def stop(self) -> None:
        if self._out is not None:
            await self._out.close()
        await self._proxy.stop()

    async def begin(self) -> PlexPin:
        url = f"{self._sites.service_url}/api/v2/pins?strong=true"
        pin = _clear(await self._ask("POST", url, _Pin))
        return PlexPin(id=pin.id, code=pin.code)

    def page(self, pin: PlexPin, forward_url: str) -> str:
        asked = {
            "clientID": self._client_id,
            "code": pin.code,
            "context[device][product]": _PRODUCT,
            "forwardUrl": forward_url,
        }
        return f"{self._sites.page_url}#?{urlencode(asked)}"

    async def approved_by(self, pin_id: int, owner: OwnerKey | None) -> PlexAccount | None:
        try:
            async with asyncio.timeout(_ALL_WITHIN_S):
                token = await self._token(pin_id)
                return await self._account(token, owner) if token else None
        except TimeoutError:
            raise PlexAway(retry_after_s=60) from None

    async def offered_by(self, pin_id: int) -> PlexOffer | None:
        try:
            async with asyncio.timeout(_ALL_WITHIN_S):
                token = await self._token(pin_id)
                return await self._offer(token) if token else None
        except TimeoutError:
            raise PlexAway(retry_after_s=60) from None

    async def shares(self, token: PlexToken) -> PlexShares:
        try:
            async with asyncio.timeout(_ALL_WITHIN_S):
                return await self._shares(token)
        except TimeoutError:
            raise _away("too slow") from None

    async def _shares(self, token: PlexToken) -> PlexShares:
        at = self._sites
        user = await self._as_owner(f"{at.service_url}/api/v2/user", token)
        resources = await self._as_owner(f"{at.clients_url}/api/v2/resources", token)
        users = await self._as_owner(f"{at.service_url}/api/users", token)
        owner, found = _decoded(user, _User), _decoded(resources, list[_Resource])
        try:
            friends = friends_in(users.body)
        except Unreadable:
            raise _away("its list can't be read") from None
        servers = tuple(
            PlexServer(machine_id=one.clientIdentifier, name=one.name)
            for one in found
            if one.owned and one.is_server
        )
        return PlexShares(owner_id=owner.id, servers=servers, friends=friends)

    async def _as_owner(self, url: str, token: PlexToken) -> Answer:
        answer = await self._answered("GET", url, headers=token.headers)
        if answer.status == httpx.codes.UNAUTHORIZED:
            raise PlexTokenDead
        if answer.status != httpx.codes.OK:
            raise _away(f"status {answer.status}")
        return answer

    async def _token(self, pin_id: int) -> PlexToken | None:
        """The token often comes a moment after the browser."""
        url = f"{self._sites.service_url}/api/v2/pins/{pin_id}"
        for number in range(_TRIES):
            if number:
                await asyncio.sleep(self._pause_s * number)
            pin = await self._ask("GET", url, _Pin)
            if pin is None:
                return None
            if pin.authToken:
                return PlexToken(text=pin.authToken)
        return None

    async def _account(self, token: PlexToken, owner: OwnerKey | None) -> PlexAccount | None:
        user = await self._user(token)
        if user is None:
            return None
        found = await self._servers(token)
        owner_id = None if owner is None else await self._id_of(owner)
        # A server states by itself which machine it is, and anybody can run one.
        servers = (one for one in found if one.is_of(owner_id, seen_by=user.id))
        return PlexAccount(
            id=user.id,
            name=user.username or user.title,
            machine_ids=frozenset(one.clientIdentifier for one in servers),
        )

    async def _offer(self, token: PlexToken) -> PlexOffer | None:
        user = await self._user(token)
        if user is None:
            return None
        owned = (one for one in await self._servers(token) if one.owned)
        return PlexOffer(
            id=user.id,
            name=user.username or user.title,
            token=token,
            owned=frozenset(one.clientIdentifier for one in owned),
        )

    async def _id_of(self, owner: OwnerKey) -> int | None:
        """Whose token it is; None of one that is dead."""
        if owner.owner_id is not None:
            return owner.owner_id
        if self._known is None or self._known[0] != owner.token:
            user = await self._user(owner.token)
            self._known = None if user is None else (owner.token, user.id)
        return None if self._known is None else self._known[1]

    async def _user(self, token: PlexToken) -> _User | None:
        url = f"{self._sites.service_url}/api/v2/user"
        return await self._ask("GET", url, _User, headers=token.headers)

    async def _servers(self, token: PlexToken) -> Sequence[_Resource]:
        url = f"{self._sites.clients_url}/api/v2/resources?includeHttps=1"
        found = _clear(await self._ask("GET", url, list[_Resource], headers=token.headers))
        return [one for one in found if one.is_server]

    async def _ask(self, method: str, url: str, kind: type[T], **options: Any) -> T | None:
        """What it says; None when it says that there is no such PIN or account."""
        answer = await self._answered(method, url, **options)
        if answer.status in _GONE:
            return None
        if answer.status not in _OK:
            raise _away(f"status {answer.status}")
        return _decoded(answer, kind)

    async def _answered(self, method: str, url: str, **options: Any) -> Answer:
        if self._out is None:
            raise PlexAway(retry_after_s=5)
        rests_s = self._rests_until - self._clock.monotonic()
        if rests_s > 0:
            raise PlexAway(retry_after_s=math.ceil(rests_s))
        try:
            answer = await self._out.ask(method, url, **options)
        except (TimeoutError, httpx.HTTPError, AnswerTooLarge) as error:
            raise _away(type(error).__name__) from None
        if answer.status == httpx.codes.TOO_MANY_REQUESTS:
            # It counts by address, and goes on counting while it is asked.
            rests_s = _wished_s(answer)
            self._rests_until = self._clock.monotonic() + rests_s
            raise _away("asked too often", retry_after_s=rests_s)
        return answer


def _decoded(answer: Answer, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(answer.body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _away(type(error).__name__) from None


def _clear(found: T | None) -> T:
    if found is None:
        raise _away("it knows nothing of what it just made")
    return found


def _wished_s(answer: Answer) -> int:
    """How long it wants to be left alone."""
    wished = answer.headers.get("retry-after", "")
    if not (wished.isascii() and wished.isdecimal()):
        return _REST_S
    return int(min(float(wished), _REST_MAX_S))


def _away(reason: str, *, retry_after_s: int = 60) -> PlexAway:
    """Noted for the operator: whoever signs in is only told that Plex is away."""
    log.warning("plex.away", reason=reason)
    return PlexAway(retry_after_s=retry_after_s)
