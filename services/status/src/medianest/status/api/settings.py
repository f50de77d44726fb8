"""The door for those who run the household: its Uptime Kuma."""

from collections.abc import Sequence
from typing import Annotated, Final

import msgspec
from litestar import Response, delete, get, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.answers import done, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.status.handlers.uptime_kuma import Shown, UptimeKumaSettings
from medianest.status.ports import KumaAddress, SignIn, TriedStep

PATH: Final = "/settings/status/uptime-kuma"


class UptimeKumaBody(Record):
    """The password is used once, to ask for a token. `internal`: it is on your own network.

    `page` is the name of one of its public status pages, read while its live connection is away.
    """

    url: Annotated[
        str, msgspec.Meta(pattern=r"^https?://[A-Za-z0-9.:\[\]_-]{1,253}/?\Z", max_length=300)
    ]
    username: Annotated[str, msgspec.Meta(min_length=1, max_length=254)]
    password: Annotated[str, msgspec.Meta(min_length=1, max_length=1024)]
    code: Annotated[str, msgspec.Meta(max_length=16)] = ""
    internal: bool = False
    page: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]*\Z", max_length=100)] = ""


class UptimeKumaPage(Record):
    """`needs_sign_in`: it no longer takes our token, because its password was changed."""

    url: str
    username: str
    internal: bool
    page: str
    needs_sign_in: bool
    has_secret: bool = True


class TrialPage(Record):
    """Every step up to the first that failed."""

    steps: Sequence[TriedStep]


def routes(settings: UptimeKumaSettings) -> list[HTTPRouteHandler]:
    @get(PATH, opt=needs("settings.manage"))
    async def see_uptime_kuma() -> Response[UptimeKumaPage]:
        shown = await settings.shown()
        return versioned(shown.version, _page(shown))

    @put(PATH, opt=needs("settings.manage"))
    async def connect_uptime_kuma(
        data: JSONBody[UptimeKumaBody], person: Person, meta: Meta, expected: int | None
    ) -> Response[UptimeKumaPage]:
        receipt = await settings.connect(
            *_wished(data),
            by=person.id,
            now=now(),
            expected=expected,
            meta=meta,
        )
        return done(receipt, _page(await settings.shown()))

    @delete(PATH, opt=needs("settings.manage"))
    async def disconnect_uptime_kuma(person: Person, meta: Meta) -> None:
        await settings.disconnect(by=person.id, now=now(), meta=meta)

    @post(f"{PATH}/test", opt=needs("settings.manage"), status_code=HTTP_200_OK)
    async def test_uptime_kuma(data: JSONBody[UptimeKumaBody | None] = None) -> TrialPage:
        """What is set, or what is about to be."""
        if data is None:
            return TrialPage(steps=await settings.steps())
        return TrialPage(steps=await settings.steps_of(*_wished(data)))

    return [see_uptime_kuma, connect_uptime_kuma, disconnect_uptime_kuma, test_uptime_kuma]


def _wished(body: UptimeKumaBody) -> tuple[KumaAddress, SignIn]:
    at = KumaAddress(url=body.url.rstrip("/"), internal=body.internal, page=body.page)
    return at, SignIn(username=body.username, password=body.password, code=body.code)


def _page(shown: Shown) -> UptimeKumaPage:
    kuma = shown.kuma
    return UptimeKumaPage(
        url=kuma.address,
        username=kuma.username,
        internal=kuma.internal,
        page=kuma.page,
        needs_sign_in=kuma.refused,
    )
