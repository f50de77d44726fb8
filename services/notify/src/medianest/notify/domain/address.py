"""Where somebody can be reached: an address of each kind, in typed forms that leave no room.

An address holds credentials: it is stored sealed, and of it only `label` and `last_four` are shown.
"""

import re
from typing import Annotated, Final, Literal, TypeAlias
from urllib.parse import urlsplit

import msgspec

from medianest.contracts.record import Record
from medianest.contracts.refusals import FieldError, Invalid
from medianest.contracts.spelling import MAIL_ADDRESS_MAX, is_mail_address

Kind = Literal["email", "push", "webhook", "apprise"]
Service = Literal["discord", "telegram", "slack", "ntfy", "gotify", "pushover", "matrix"]

_URL_UNFIT: Final = re.compile(r"[\x00-\x20\x7f\\]|[^\x00-\x7f]")
LAST: Final = 4

Token: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.-]{8,200}\Z")]
Url: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=1024)]


class NotAnEmail(Invalid):
    """This is not an e-mail address."""


class NotAUrl(Invalid):
    """This address can't be used. Give a whole one, such as https://example.org/hook."""


class AddressNotAllowed(Invalid):
    """This address can't be used: there is no such place, or it lies in a private network."""


class EmailAddress(Record, tag_field="kind", tag="email"):
    email: Annotated[str, msgspec.Meta(min_length=3, max_length=MAIL_ADDRESS_MAX)]


class PushKeys(Record):
    """A browser's keys, base64url: an uncompressed P-256 point and 16 bytes."""

    p256dh: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{87}=?\Z")]
    auth: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{22}={0,2}\Z")]


class PushAddress(Record, tag_field="kind", tag="push"):
    """As a browser's `PushSubscription` says it."""

    endpoint: Url
    keys: PushKeys


class WebhookAddress(Record, tag_field="kind", tag="webhook"):
    """`secret` signs each call; we make it, and show it once."""

    url: Url
    secret: str


class Discord(Record, tag_field="service", tag="discord"):
    """The two parts of a webhook's address."""

    webhook_id: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{5,25}\Z")]
    token: Token


class Telegram(Record, tag_field="service", tag="telegram"):
    bot_token: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{5,15}:[A-Za-z0-9_-]{30,60}\Z")]
    chat_id: Annotated[str, msgspec.Meta(pattern=r"^-?[0-9]{3,20}\Z")]


class Slack(Record, tag_field="service", tag="slack"):
    """The three parts of an incoming webhook's address."""

    token_a: Annotated[str, msgspec.Meta(pattern=r"^[A-Z0-9]{8,12}\Z")]
    token_b: Annotated[str, msgspec.Meta(pattern=r"^[A-Z0-9]{8,12}\Z")]
    token_c: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9]{20,30}\Z")]


class Ntfy(Record, tag_field="service", tag="ntfy"):
    topic: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{1,64}\Z")]
    server: Url = "https://ntfy.sh"
    token: Annotated[str, msgspec.Meta(pattern=r"^tk_[a-z0-9]{20,60}\Z")] | None = None


class Gotify(Record, tag_field="service", tag="gotify"):
    server: Url
    token: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.-]{10,60}\Z")]


class Pushover(Record, tag_field="service", tag="pushover"):
    user_key: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9]{30}\Z")]
    token: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9]{30}\Z")]


class Matrix(Record, tag_field="service", tag="matrix"):
    """A room by its id, and the access token of an account that is in it."""

    server: Url
    access_token: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.=-]{8,300}\Z")]
    room_id: Annotated[str, msgspec.Meta(pattern=r"^![A-Za-z0-9_-]{5,80}(:[A-Za-z0-9.-]+)?\Z")]


Form = Discord | Telegram | Slack | Ntfy | Gotify | Pushover | Matrix


class AppriseAddress(Record, tag_field="kind", tag="apprise"):
    form: Form


Address = EmailAddress | PushAddress | WebhookAddress | AppriseAddress


def kind_of(address: Address) -> Kind:
    match address:
        case EmailAddress():
            return "email"
        case PushAddress():
            return "push"
        case WebhookAddress():
            return "webhook"
        case AppriseAddress():
            return "apprise"


def email(text: str) -> str:
    """An address that can stand in a header as it is, or a refusal."""
    text = text.strip()
    if not is_mail_address(text):
        raise NotAnEmail(errors=(FieldError(pointer="/email", detail="not an e-mail address"),))
    return text


def url(text: str, pointer: str) -> str:
    """An http(s) address without a name or a password in it. Says nothing of what is there."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _no(pointer) from None
    if _URL_UNFIT.search(text) or parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        raise _no(pointer)
    if not parts.hostname or port == 0:
        raise _no(pointer)
    return parts._replace(fragment="").geturl()


def server_of(form: Form) -> str | None:
    """The server that a form names, if its service is one that people run themselves."""
    match form:
        case Ntfy() | Gotify() | Matrix():
            return form.server
        case Discord() | Telegram() | Slack() | Pushover():
            return None


def label(address: Address) -> str:
    """What the member sees of it: enough to know it again, too little to use it."""
    match address:
        case EmailAddress():
            return address.email
        case PushAddress():
            return urlsplit(address.endpoint).hostname or "a browser"
        case WebhookAddress():
            return urlsplit(address.url).hostname or "a webhook"
        case AppriseAddress(form=form):
            server = server_of(form)
            host = urlsplit(server).hostname if server else None
            name = type(form).__name__
            return f"{name} on {host}" if host else name


def last_four(address: Address) -> str | None:
    """The end of its secret, if it has one."""
    match address:
        case EmailAddress() | PushAddress():
            return None
        case WebhookAddress():
            return address.secret[-LAST:]
        case AppriseAddress(form=form):
            return _secret_of(form)


def _secret_of(form: Form) -> str | None:
    match form:
        case Discord() | Gotify() | Pushover():
            return form.token[-LAST:]
        case Telegram():
            return form.bot_token[-LAST:]
        case Slack():
            return form.token_c[-LAST:]
        case Matrix():
            return form.access_token[-LAST:]
        case Ntfy():
            return form.token[-LAST:] if form.token else None


def _no(pointer: str) -> NotAUrl:
    return NotAUrl(errors=(FieldError(pointer=pointer, detail="not an address to use"),))
