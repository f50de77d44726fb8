"""Answers: what a carried-out command and a list look like on the wire.

- `created` is 201 with `Location`, `done` is 200; both carry `ETag: "v7"` and `Mn-Position`, to
  which the door adds the service's name, and `Idempotency-Replayed` when nothing new happened.
- A cursor is opaque to clients; one that we did not make is refused, never an error of ours.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Annotated, Any, Final, Generic, Protocol, TypeVar
from uuid import UUID

import msgspec
from litestar import Response
from litestar.params import QueryParameter

from medianest.contracts.record import Record
from medianest.contracts.refusals import FieldError, Invalid

T = TypeVar("T")
EFFECTS_BYTES_MAX: Final = 8 * 1024
_CURSOR_CHARACTERS_MAX: Final = 1024

Limit = Annotated[int, QueryParameter(name="limit", ge=1, le=200)]
"""A list's `?limit=`; give it a default in the handler: `limit: Limit = 50`."""


class CarriedOut(Protocol):
    """What an answer needs of the event log's receipt."""

    @property
    def version(self) -> int:
        """The stream's version after the command."""
        ...

    @property
    def position(self) -> int:
        """Where the log was then."""
        ...

    @property
    def replayed(self) -> bool:
        """Whether an idempotency key gave back an earlier result."""
        ...


class Page(Record, Generic[T]):
    """One page of a list; `next` is the cursor of the page after it, or null."""

    items: Sequence[T]
    next: str | None = None


class BadCursor(Invalid):
    """This cursor is not one of ours. Begin again without it."""


class EffectsTooLarge(Exception):
    """The effects of one command do not fit into their header."""


def created(id: UUID, receipt: CarriedOut, body: T, location: str) -> Response[T]:  # noqa: A002 - the members' word
    """201: the thing exists now, at `location` (`{id}` in it is filled in)."""
    headers = {**_headers(receipt), "Location": location.replace("{id}", str(id))}
    return Response(body, status_code=201, headers=headers)


def done(receipt: CarriedOut, body: T, status_code: int = 200) -> Response[T]:
    """200: the command was carried out; `body` is how the thing looks now."""
    return Response(body, status_code=status_code, headers=_headers(receipt))


def versioned(version: int, body: T) -> Response[T]:
    """200 for a read of one thing, with the ETag that `If-Match` takes."""
    return Response(body, headers={"ETag": etag(version)})


def page(items: Sequence[T], next: str | None = None) -> Page[T]:  # noqa: A002 - the word on the wire
    """One page of a list."""
    return Page(items=items, next=next)


def etag(version: int) -> str:
    """A version as an entity tag."""
    return f'"v{version}"'


def encode_cursor(value: Any) -> str:
    """Where the next page begins: any value that msgspec knows, opaque to the client."""
    return base64.urlsafe_b64encode(msgspec.json.encode(value)).rstrip(b"=").decode()


def decode_cursor(cursor: str, kind: type[T]) -> T:
    """The value in a cursor of ours; anything else is a BadCursor."""
    try:
        if len(cursor) > _CURSOR_CHARACTERS_MAX:
            raise binascii.Error
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        return msgspec.json.decode(raw, type=kind)
    except (ValueError, msgspec.DecodeError, RecursionError):
        fault = FieldError(pointer="/cursor", detail="not a cursor of this list")
        raise BadCursor(errors=(fault,)) from None


def with_effects(response: Response[T], effects: Sequence[Any]) -> Response[T]:
    """Hand identity's own events to the gateway at once, in the internal header `Mn-Effects`."""
    text = json.dumps(msgspec.to_builtins(list(effects)), separators=(",", ":"))
    if len(text) > EFFECTS_BYTES_MAX:
        raise EffectsTooLarge
    if effects:
        response.headers["Mn-Effects"] = text
    return response


def _headers(receipt: CarriedOut) -> dict[str, str]:
    headers = {"ETag": etag(receipt.version), "Mn-Position": str(receipt.position)}
    if receipt.replayed:
        headers["Idempotency-Replayed"] = "true"
    return headers
