"""The door to a member's channels, and the one click that stops mail."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Final
from uuid import UUID

import msgspec
from litestar import MediaType, Response, delete, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.answers import Page, created, done, page
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs, open_to_all
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record, replace
from medianest.notify.domain.address import (
    Address,
    AppriseAddress,
    EmailAddress,
    Form,
    PushAddress,
    PushKeys,
    Url,
    WebhookAddress,
)
from medianest.notify.domain.channel import NoSuchChannel
from medianest.notify.handlers.channels import OwnChannels, Stopping, Tried, new_secret
from medianest.notify.queries.channels import ChannelLine, ChannelQueries, secret_of

PATH: Final = "/notifications/channels"
UNSUBSCRIBE: Final = "/notifications/unsubscribe/{token:str}"
OurPushKey = Callable[[], Awaitable[str]]


class NewEmail(Record, tag_field="kind", tag="email"):
    """A code is sent there; nothing else, until it is entered."""

    email: Annotated[str, msgspec.Meta(min_length=3, max_length=254)]


class NewPush(Record, tag_field="kind", tag="push"):
    """A browser's `PushSubscription`, as it says it."""

    endpoint: Url
    keys: PushKeys


class NewWebhook(Record, tag_field="kind", tag="webhook"):
    """The secret that signs its calls is in the answer, this once."""

    url: Url


class NewApprise(Record, tag_field="kind", tag="apprise"):
    """A chat service, by the form of that service."""

    form: Form


class CodeBody(Record):
    code: Annotated[str, msgspec.Meta(min_length=1, max_length=32)]


class PushKey(Record):
    """What a browser needs to subscribe: `applicationServerKey`, base64url."""

    key: str


def _page(said: str, more: str) -> str:
    """For people who may not be signed in; nothing of theirs stands on it."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>MediaNest</title><h1>{said}</h1>{more}</html>"
    )


_FORM: Final = '<form method="post"><button>Stop</button></form>'
_POLICY: Final = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
}
_ASK: Final = _page("Stop all mail to this address?", _FORM)
_DONE: Final = _page("No more mail comes to this address.", "")


def channel_routes(channels: OwnChannels, queries: ChannelQueries) -> list[HTTPRouteHandler]:
    @get(PATH, opt=needs("notifications.read"))
    async def see_channels(person: Person) -> Page[ChannelLine]:
        return page(await queries.lines(person.id))

    @post(PATH, opt=needs("notifications.read"))
    async def add_channel(
        data: JSONBody[NewEmail | NewPush | NewWebhook | NewApprise],
        person: Person,
        meta: Meta,
        once: Once | None,
    ) -> Response[ChannelLine]:
        receipt = await channels.add(
            _address(data),
            by=person.id,
            session_id=person.session_id if person.may("me.manage") else None,  # keys have none
            now=now(),
            meta=meta,
            once=once,
        )
        line = await _line(queries, person, receipt.id)
        secret = secret_of(await queries.address(receipt.id))
        shown = replace(line, secret=secret)
        return created(receipt.id, receipt, shown, f"/api/v1{PATH}/{{id}}")

    @delete(f"{PATH}/{{channel_id:uuid}}", opt=needs("notifications.read"))
    async def remove_channel(channel_id: UUID, person: Person, meta: Meta) -> None:
        await channels.remove(channel_id, by=person.id, now=now(), meta=meta)

    return [see_channels, add_channel, remove_channel]


def proving_routes(channels: OwnChannels, queries: ChannelQueries) -> list[HTTPRouteHandler]:
    @post(
        f"{PATH}/{{channel_id:uuid}}/test",
        opt=needs("notifications.read"),
        status_code=HTTP_200_OK,
    )
    async def try_channel(channel_id: UUID, person: Person, meta: Meta) -> Tried:
        return await channels.try_out(channel_id, by=person.id, now=now(), meta=meta)

    @post(
        f"{PATH}/{{channel_id:uuid}}/code",
        opt=needs("notifications.read"),
        status_code=HTTP_200_OK,
    )
    async def send_code(channel_id: UUID, person: Person, meta: Meta) -> Response[ChannelLine]:
        receipt = await channels.make_code(channel_id, by=person.id, now=now(), meta=meta)
        return done(receipt, await _line(queries, person, channel_id))

    @post(
        f"{PATH}/{{channel_id:uuid}}/confirm",
        opt=needs("notifications.read"),
        status_code=HTTP_200_OK,
    )
    async def confirm_channel(
        channel_id: UUID, data: JSONBody[CodeBody], person: Person, meta: Meta
    ) -> Response[ChannelLine]:
        receipt = await channels.enter_code(
            channel_id, data.code, by=person.id, now=now(), meta=meta
        )
        return done(receipt, await _line(queries, person, channel_id))

    return [try_channel, send_code, confirm_channel]


def other_routes(stopping: Stopping, push_key: OurPushKey) -> list[HTTPRouteHandler]:
    @get("/notifications/push-key", opt=needs("notifications.read"))
    async def see_push_key() -> PushKey:
        return PushKey(key=await push_key())

    # Mail readers post by themselves (RFC 8058); a person who follows the link is asked first,
    # because a look at a link must not change anything.
    @get(UNSUBSCRIBE, opt=open_to_all(), media_type=MediaType.HTML, response_headers=_POLICY)
    async def ask_to_unsubscribe(token: str) -> str:
        return _ASK

    @post(UNSUBSCRIBE, opt=open_to_all(), status_code=HTTP_200_OK, media_type=MediaType.HTML)
    async def unsubscribe(token: str, meta: Meta) -> str:
        await stopping.unsubscribe(token, now=now(), meta=meta)
        return _DONE

    return [see_push_key, ask_to_unsubscribe, unsubscribe]


async def _line(queries: ChannelQueries, person: Person, channel_id: UUID) -> ChannelLine:
    line = await queries.line(person.id, channel_id)
    if line is None:
        raise NoSuchChannel
    return line


def _address(wished: NewEmail | NewPush | NewWebhook | NewApprise) -> Address:
    match wished:
        case NewEmail():
            return EmailAddress(email=wished.email)
        case NewPush():
            return PushAddress(endpoint=wished.endpoint, keys=wished.keys)
        case NewWebhook():
            return WebhookAddress(url=wished.url, secret=new_secret())
        case NewApprise():
            return AppriseAddress(form=wished.form)
