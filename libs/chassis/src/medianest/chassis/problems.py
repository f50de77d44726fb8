"""Problems: the one place where a refusal becomes HTTP (RFC 9457, `application/problem+json`).

- Every refusal, fault of a body, unknown path and wrong method is a problem whose `type` is
  `urn:medianest:problem:<slug>`.
- What nobody expected is a 500 with an `incident` id and no details; the log has the trace under
  the same id, without anything that the person sent.
"""

import re
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import Scope, Send

from medianest.chassis.doorway.tokens import TokenRefused
from medianest.contracts.ids import new_id
from medianest.contracts.record import Record
from medianest.contracts.refusals import (
    Conflict,
    FieldError,
    Forbidden,
    Invalid,
    Limited,
    NotFound,
    NotSignedIn,
    Outdated,
    Refusal,
    Unavailable,
)

MEDIA_TYPE: Final = "application/problem+json"
TYPE_PREFIX: Final = "urn:medianest:problem:"
_AT: Final = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_MISSING: Final = re.compile(r"missing required field `(?P<field>[^`]+)`")
_log: Final = structlog.get_logger("medianest.problems")


class BodyTooLarge(Refusal):
    """This is too large."""


class BodyTypeUnknown(Refusal):
    """This kind of body is not understood. Send application/json."""


class BodyTooSlow(Refusal):
    """The body did not arrive in time."""


class RangeNotThere(Refusal):
    """There are no such bytes in this file."""


_STATUS: Final[dict[type[Refusal], int]] = {
    NotSignedIn: 401,
    TokenRefused: 401,
    NotFound: 404,
    Conflict: 409,
    Forbidden: 403,
    Invalid: 400,
    Outdated: 412,
    Limited: 429,
    Unavailable: 503,
    BodyTooLarge: 413,
    BodyTypeUnknown: 415,
    BodyTooSlow: 408,
    RangeNotThere: 416,
}


class Problem(Record, omit_defaults=True):
    """What a client gets instead of an answer."""

    type: str
    title: str
    status: int
    detail: str | None = None
    instance: str | None = None
    errors: tuple[FieldError, ...] = ()
    incident: str | None = None


def status_of(refusal: type[Refusal]) -> int:
    """The HTTP status of a kind of refusal."""
    return next((_STATUS[base] for base in refusal.__mro__ if base in _STATUS), 400)


def of_refusal(refusal: Refusal, instance: str) -> Problem:
    """A refusal in HTTP's words."""
    return Problem(
        type=TYPE_PREFIX + refusal.type_slug(),
        title=refusal.title(),
        status=status_of(type(refusal)),
        detail=refusal.detail or refusal.title(),
        instance=instance,
        errors=refusal.errors,
    )


def of_unexpected(error: BaseException, instance: str) -> Problem:
    """Log what nobody expected, and say no more than its number."""
    incident = str(new_id())
    # Only where it happened: the messages and values of an error may hold what a person sent.
    frames = traceback.extract_tb(error.__traceback__)
    _log.error(
        "request.broke",
        incident=incident,
        error=type(error).__qualname__,
        at=[f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:]],
    )
    return Problem(
        type=TYPE_PREFIX + "unexpected",
        title="Something went wrong on our side.",
        status=500,
        detail=f"It is noted under the number {incident}.",
        instance=instance,
        incident=incident,
    )


def headers_of(refusal: Refusal) -> dict[str, str]:
    """`Retry-After` for what frees later, `WWW-Authenticate` for who is not signed in, its own."""
    if isinstance(refusal, Limited | Unavailable):
        return {"Retry-After": str(refusal.retry_after_s), **refusal.headers}
    if status_of(type(refusal)) == HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": "Bearer", **refusal.headers}
    return dict(refusal.headers)


def pointer(path: str) -> str:
    """An RFC 6901 pointer from a path as msgspec says it: `.items[0].url` is `/items/0/url`."""
    found = re.findall(r"\.([^.\[\]]+)|\[([^\]]*)\]", path)
    return "".join(f"/{name or index or '*'}" for name, index in found)


def _answer(problem: Problem, headers: Mapping[str, str]) -> Response[bytes]:
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers={**headers, "Cache-Control": "no-store"},
    )


def on_refusal(request: Request[Any, Any, Any], refusal: Refusal) -> Response[bytes]:
    """Litestar's handler for refusals."""
    return _answer(of_refusal(refusal, request.scope["path"]), headers_of(refusal))


def on_http_exception(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """Litestar's handler for its own errors: unknown paths, wrong methods, faults of a body."""
    if (fault := _fault_taken_for_ours(error)) is not None:
        return on_refusal(request, Invalid(fault.detail, errors=(fault,)))
    if error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return on_unexpected(request, error)
    if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return on_refusal(request, BodyTooLarge())
    faults = tuple(_faults(error.extra))
    status = HTTPStatus(error.status_code)
    # Litestar's own details repeat the address with its query, so only our words go out.
    problem = Problem(
        type=TYPE_PREFIX + ("invalid" if faults else status.phrase.lower().replace(" ", "-")),
        title=Invalid.title() if faults else status.phrase,
        status=error.status_code,
        detail=faults[0].detail if faults else status.description or status.phrase,
        instance=request.scope["path"],
        errors=faults,
    )
    return _answer(problem, dict(error.headers or {}))


def on_unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Litestar's handler for everything else."""
    return _answer(of_unexpected(error, request.scope["path"]), {})


HANDLERS: Final[dict[int | type[Exception], Any]] = {
    Refusal: on_refusal,
    HTTPException: on_http_exception,
    Exception: on_unexpected,
}


async def send_refusal(send: Send, scope: Scope, refusal: Refusal) -> None:
    """The same, for what is refused outside of Litestar."""
    await send_problem(send, of_refusal(refusal, scope["path"]), headers_of(refusal))


BARE: Final[Mapping[str, str]] = {
    "content-security-policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
"""What a browser is told of every answer that is no page, also of one that no app came to see."""


async def send_problem(send: Send, problem: Problem, headers: Mapping[str, str]) -> None:
    """A problem as plain ASGI messages."""
    body = msgspec.json.encode(problem)
    whole = {
        "content-type": MEDIA_TYPE,
        "content-length": str(len(body)),
        "cache-control": "no-store",
        **BARE,
        **headers,
    }
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in whole.items()]
    await send({"type": "http.response.start", "status": problem.status, "headers": raw})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _fault_taken_for_ours(error: HTTPException) -> FieldError | None:
    """Litestar breaks over a fault of a field that is named as one of our dependencies is."""
    cause = error.__cause__
    if error.status_code != HTTPStatus.INTERNAL_SERVER_ERROR or not isinstance(
        cause, msgspec.ValidationError
    ):
        return None
    text, data, inside = str(cause).partition(" - at `$.data")
    return _fault(text, inside.removesuffix("`")) if data else None


def _faults(extra: Any) -> list[FieldError]:
    """Litestar's notes on a request, one pointer each."""
    faults = []
    for note in extra if isinstance(extra, list) else []:
        if not isinstance(note, dict):
            continue
        # Litestar calls the body `data`; a client knows only what stands in it.
        key = re.sub(r"^data(\.|$)", "", str(note.get("key", "")))
        text = str(note.get("message", "not understood"))
        faults.append(_fault(text, f".{key}" if key else ""))
    return faults


def _fault(text: str, inside: str = "") -> FieldError:
    """What msgspec says, and where: the place that it names, or the field missing there."""
    at = _AT.search(text)
    place = at["path"] if at else inside
    missing = _MISSING.search(text)
    return FieldError(
        pointer=pointer(f"{place}.{missing['field']}" if missing else place),
        detail=_AT.sub("", text),
    )
