"""The door for those who run the household: its mail server, and how letters look."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated

import msgspec
from litestar import Response, get, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.answers import done, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.contracts.refusals import NotFound
from medianest.notify.domain.address import EmailAddress
from medianest.notify.domain.places import place
from medianest.notify.domain.samples import samples
from medianest.notify.domain.smtp import NoMailServer, Security
from medianest.notify.handlers.mail_server import MailServerSettings, Shown, Wish
from medianest.notify.ports import House, Letter, TriedStep, Wording

SMTP = "/settings/notify/smtp"
TEMPLATES = "/settings/notify/templates"


class NoSuchTemplate(NotFound):
    """There is no such template."""


class SmtpBody(Record):
    """A password that is left out stays as it is, for the same server only; null is none."""

    host: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9.:_-]{1,253}\Z")]
    port: Annotated[int, msgspec.Meta(ge=1, le=65_535)]
    security: Security
    from_address: Annotated[str, msgspec.Meta(min_length=3, max_length=254)]
    username: Annotated[str, msgspec.Meta(min_length=1, max_length=254)] | None = None
    password: Annotated[str, msgspec.Meta(max_length=1024)] | msgspec.UnsetType | None = (
        msgspec.UNSET
    )


class SmtpPage(Record):
    """The mail server in use; its password never comes back."""

    host: str
    port: int
    security: Security
    from_address: str
    username: str | None
    has_secret: bool
    last_four: str | None


class TrialPage(Record):
    """Every step up to the first that failed."""

    steps: Sequence[TriedStep]


class TemplateList(Record):
    items: Sequence[str]
    locales: Sequence[str]


class Preview(Record):
    """How a letter reads, with sample values."""

    title: str
    text: str
    html: str


def mail_server_routes(settings: MailServerSettings) -> list[HTTPRouteHandler]:
    @get(SMTP, opt=needs("settings.manage"))
    async def see_smtp() -> Response[SmtpPage]:
        shown = await _shown(settings)
        return versioned(shown.version, _page(shown))

    @put(SMTP, opt=needs("settings.manage"))
    async def set_smtp(
        data: JSONBody[SmtpBody], person: Person, meta: Meta, expected: int | None
    ) -> Response[SmtpPage]:
        receipt = await settings.change(
            _wish(data), by=person.id, now=now(), expected=expected, meta=meta
        )
        return done(receipt, _page(await _shown(settings)))

    @post(f"{SMTP}/test", opt=needs("settings.manage"), status_code=HTTP_200_OK)
    async def test_smtp(data: JSONBody[SmtpBody | None] = None) -> TrialPage:
        """What is set, or what is about to be."""
        return TrialPage(steps=await settings.steps(None if data is None else _wish(data)))

    return [see_smtp, set_smtp, test_smtp]


def template_routes(
    wording: Wording, called: Callable[[], Awaitable[House]]
) -> list[HTTPRouteHandler]:
    @get(TEMPLATES, opt=needs("settings.manage"))
    async def see_templates() -> TemplateList:
        return TemplateList(items=wording.templates, locales=wording.locales)

    @get(f"{TEMPLATES}/{{name:str}}", opt=needs("settings.manage"))
    async def preview_template(name: str, locale: str = "en") -> Preview:
        if name not in wording.templates:
            raise NoSuchTemplate
        letter = _sample(name, locale)
        house = await called()
        text, html = wording.mail(letter, "https://medianest.example/stop", house)
        return Preview(title=wording.words(letter, house).title, text=text, html=html)

    return [see_templates, preview_template]


def _wish(body: SmtpBody) -> Wish:
    return Wish(
        host=body.host,
        port=body.port,
        security=body.security,
        username=body.username,
        password=body.password,
        from_address=body.from_address,
    )


async def _shown(settings: MailServerSettings) -> Shown:
    shown = await settings.shown()
    if shown is None:
        raise NoMailServer
    return shown


def _page(shown: Shown) -> SmtpPage:
    server = shown.server
    return SmtpPage(
        host=server.host,
        port=server.port,
        security=server.security,
        from_address=server.from_address,
        username=server.username,
        has_secret=server.password is not None,
        last_four=shown.last_four,
    )


def _sample(name: str, locale: str) -> Letter:
    text = samples().get(name, samples()["download-completed"])
    return Letter(
        delivery_id=new_id(),
        channel_id=new_id(),
        to=EmailAddress(email="anna@example.org"),
        template=name,
        locale=locale,
        values={
            "title": text.title,
            "body": text.body,
            "code": "123456",
        },
        path=place(name),
    )
