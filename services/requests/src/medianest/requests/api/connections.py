"""The door for those who run the household: the servers that requests leans on."""

from collections.abc import Sequence
from typing import Annotated, Final
from urllib.parse import urlsplit

import msgspec
from litestar import Response, delete, get, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.answers import done, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.contracts.refusals import FieldError, Invalid
from medianest.requests.handlers.connecting import Connections, Shown, Wish
from medianest.requests.ports import TriedStep

OVERSEERR: Final = "/settings/requests/overseerr"
Secret = Annotated[str, msgspec.Meta(pattern=r"^[\x21-\x7e]+\Z", max_length=1024)]


class ConnectionBody(Record):
    """A secret that is left out stays as it is. `internal`: it is on your own network.

    `webhook_secret` is what the server must send as `Authorization`; null hears none.
    """

    url: Annotated[
        str,
        msgspec.Meta(
            pattern=r"^https?://[A-Za-z0-9.:\[\]_-]{1,253}(/[A-Za-z0-9._~/-]*)?\Z", max_length=300
        ),
    ]
    internal: bool = False
    key: Secret | msgspec.UnsetType = msgspec.UNSET
    webhook_secret: Secret | msgspec.UnsetType | None = msgspec.UNSET


class NoAddress(Invalid):
    """No server can be at this address."""


class ConnectionPage(Record):
    """The server in use; its secrets never come back."""

    url: str
    internal: bool
    has_secret: bool
    last_four: str | None
    has_webhook_secret: bool


class TrialPage(Record):
    """Every step up to the first that failed."""

    steps: Sequence[TriedStep]


def overseerr_settings(connections: Connections) -> list[HTTPRouteHandler]:
    """The routes of the server that fetches."""

    @get(OVERSEERR, opt=needs("settings.manage"))
    async def see_overseerr() -> Response[ConnectionPage]:
        shown = await connections.shown()
        return versioned(shown.version, page_of(shown))

    @put(OVERSEERR, opt=needs("settings.manage"))
    async def connect_overseerr(
        data: JSONBody[ConnectionBody], person: Person, meta: Meta, expected: int | None
    ) -> Response[ConnectionPage]:
        receipt = await connections.change(
            wish_of(data), by=person.id, now=now(), expected=expected, meta=meta
        )
        return done(receipt, page_of(await connections.shown()))

    @delete(OVERSEERR, opt=needs("settings.manage"))
    async def disconnect_overseerr(person: Person, meta: Meta, expected: int | None) -> None:
        await connections.take_away(by=person.id, now=now(), expected=expected, meta=meta)

    @post(f"{OVERSEERR}/test", opt=needs("settings.manage"), status_code=HTTP_200_OK)
    async def test_overseerr(data: JSONBody[ConnectionBody | None] = None) -> TrialPage:
        """What is set, or what is about to be."""
        wish = None if data is None else wish_of(data)
        return TrialPage(steps=await connections.steps(wish))

    return [see_overseerr, connect_overseerr, disconnect_overseerr, test_overseerr]


def wish_of(body: ConnectionBody) -> Wish:
    """What the body asks for. Raises `NoAddress`."""
    return Wish(
        url=_address(body.url),
        internal=body.internal,
        key=body.key,
        hook=body.webhook_secret,
    )


def _address(url: str) -> str:
    try:
        urlsplit(url).port  # noqa: B018  it is read only when it is looked at
    except ValueError:
        raise NoAddress(errors=(FieldError(pointer="/url", detail="not an address"),)) from None
    return url.rstrip("/")


def page_of(shown: Shown) -> ConnectionPage:
    """What may be seen of it."""
    upstream = shown.upstream
    return ConnectionPage(
        url=upstream.url,
        internal=upstream.internal,
        has_secret=True,
        last_four=shown.last_four,
        has_webhook_secret=upstream.hook is not None,
    )
