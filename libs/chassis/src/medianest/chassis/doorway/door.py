"""The door of a service: who asks, in which trace, for the first time or again, on which version.

Handlers get these by name: `person`, `meta`, `once` (the `Idempotency-Key`), `expected` (the
version in `If-Match`). Nothing that a client sends says who it is: only the gateway's token does.
"""

import hashlib
import re
from typing import Any, Final
from uuid import UUID

import msgspec
from litestar import Request as LitestarRequest
from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.exceptions import SerializationException

from medianest.chassis.doorway.people import Person
from medianest.chassis.problems import BodyTypeUnknown
from medianest.contracts.ids import new_id
from medianest.contracts.meta import A_STRANGER, Meta, Once
from medianest.contracts.refusals import FieldError, Invalid

ADDRESS_HASH_HEADER: Final = "mn-address-hash"
CLIENT_HEADER: Final = "mn-client"
_ETAG: Final = re.compile(r'^"v(\d{1,18})"$')
_KEY: Final = re.compile(r"^[\x21-\x7e]{1,200}$")
_TRACEPARENT: Final = re.compile(r"^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$")
# As JSON writes it; a backslash may stand before it only as one of a pair.
_NUL_IN_JSON: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_WORDS: Final = re.compile(r"^[\x20-\x7e]{1,200}$")


class BadBody(Invalid):
    """The body is not JSON that can be read."""


class BadText(Invalid):
    """A text may not hold the character NUL; nothing here can keep it."""


class BadPrecondition(Invalid):
    """If-Match takes one version as we gave it, such as "v7"."""


class BadIdempotencyKey(Invalid):
    """An Idempotency-Key is 1 to 200 visible ASCII characters."""


class Request(LitestarRequest[Any, Any, Any]):
    """A request whose JSON body is refused, not feared."""

    async def json(self) -> Any:
        """The body; too deep, cut off, not UTF-8, NaN or of another type is a refusal."""
        body = await self.body()
        if body and not _is_json(self.headers.get("content-type", "")):
            raise BodyTypeUnknown
        if _NUL_IN_JSON.search(body):
            raise BadText
        try:
            return await super().json()
        except SerializationException as error:
            raise BadBody(_why(error)) from None
        except UnicodeDecodeError:
            raise BadBody("It is not UTF-8.") from None
        except RecursionError:
            raise BadBody("It is nested too deep.") from None


def check_address(path: str, query: bytes) -> None:
    """Refuse an address with a text in it that can't be kept. Raises `BadText`."""
    if "\0" in path or b"%00" in query:
        raise BadText


def person(request: LitestarRequest[Any, Any, Any]) -> Person | None:
    """Who asks; the guard has seen to it that there is one unless the route is open to all."""
    known = request.scope["state"].get("person")
    return known if isinstance(known, Person) else None


def meta(request: LitestarRequest[Any, Any, Any]) -> Meta:
    """What the log notes beside each fact."""
    asker = person(request)
    traceparent = _matching(_TRACEPARENT, request, "traceparent")
    return Meta(
        actor=asker.id if asker else A_STRANGER,
        correlation=correlation_of(request),
        traceparent=traceparent,
        address_hash=_matching(_WORDS, request, ADDRESS_HASH_HEADER),
        client=_matching(_WORDS, request, CLIENT_HEADER),
    )


def correlation_of(connection: ASGIConnection[Any, Any, Any, Any]) -> UUID:
    """One id for the whole story: the gateway's request id, else the trace, else a new one."""
    state = connection.scope["state"]
    known = state.get("correlation")
    if isinstance(known, UUID):
        return known
    correlation = _uuid(connection.headers.get("x-request-id", ""))
    if correlation is None:
        trace = _TRACEPARENT.match(connection.headers.get("traceparent", ""))
        correlation = UUID(hex=trace[1]) if trace else new_id()
    state["correlation"] = correlation
    return correlation


async def once(request: LitestarRequest[Any, Any, Any]) -> Once | None:
    """The idempotency key of a command, bound to who asks, where, and what exactly."""
    key = request.headers.get("idempotency-key")
    asker = person(request)
    if key is None or asker is None:
        return None
    if not _KEY.match(key):
        raise BadIdempotencyKey
    return Once(
        member_id=asker.id,
        route=f"{request.method} {request.scope['path']}",
        key=key,
        body_sha256=hashlib.sha256(await request.body()).digest(),
    )


def expected(request: LitestarRequest[Any, Any, Any]) -> int | None:
    """The version that the client has seen."""
    header = request.headers.get("if-match")
    if header is None or header.strip() == "*":
        return None
    found = _ETAG.match(header.strip())
    if found is None:
        fault = FieldError(pointer="/headers/If-Match", detail='not a version such as "v7"')
        raise BadPrecondition(errors=(fault,))
    return int(found[1])


DEPENDENCIES: Final[dict[str, Provide]] = {
    "person": Provide(person, sync_to_thread=False),
    "meta": Provide(meta, sync_to_thread=False),
    "once": Provide(once),
    "expected": Provide(expected, sync_to_thread=False),
}


def _is_json(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind == "application/json" or (
        kind.startswith("application/") and kind.endswith("+json")
    )


def _why(error: SerializationException) -> str | None:
    # Only the decoder's own words: they name the byte, never the content.
    cause = error.__cause__
    return str(cause) if isinstance(cause, msgspec.DecodeError) else None


def _matching(
    pattern: re.Pattern[str], request: LitestarRequest[Any, Any, Any], name: str
) -> str | None:
    value = request.headers.get(name, "")
    return value if pattern.match(value) else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
