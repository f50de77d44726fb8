"""One's own cookies: kept, replaced, forgotten, and never shown again."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import Response, delete, get, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from medianest.chassis.answers import done, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.downloads.domain.cookies import LONGEST
from medianest.downloads.handlers.cookies import CookieJars, ShownCookies

COOKIES = "/downloads/cookies"


class CookiesBody(Record):
    """A file of cookies as a browser's add-on exports it (cookies.txt, Netscape's format)."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST)]


class CookiesPage(Record):
    """That some are kept; what they are is never told."""

    count: int
    kept_at: datetime
    has_secret: bool = True


def cookies_routes(jars: CookieJars) -> list[HTTPRouteHandler]:
    """The routes of one's own jar."""

    @get(COOKIES, opt=needs("downloads.create"))
    async def see_cookies(person: Person) -> Response[CookiesPage]:
        shown = await jars.shown(person.id)
        return versioned(shown.version, _page(shown))

    @put(COOKIES, opt=needs("downloads.create"))
    async def keep_cookies(
        data: JSONBody[CookiesBody], person: Person, meta: Meta, expected: int | None
    ) -> Response[CookiesPage]:
        receipt = await jars.keep(person.id, data.text, now=now(), expected=expected, meta=meta)
        return done(receipt, _page(await jars.shown(person.id)))

    @delete(COOKIES, opt=needs("downloads.create"), status_code=HTTP_204_NO_CONTENT)
    async def forget_cookies(person: Person, meta: Meta, expected: int | None) -> None:
        await jars.forget(person.id, now=now(), expected=expected, meta=meta)

    return [see_cookies, keep_cookies, forget_cookies]


def _page(shown: ShownCookies) -> CookiesPage:
    return CookiesPage(count=shown.cookies.count, kept_at=shown.cookies.kept_at)
