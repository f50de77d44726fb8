"""What an answer tells the gateway besides its body: the cookie, and what changed just now.

`Mn-Session-…`, `Mn-Login-…` and `Mn-Effects` never reach a browser: the gateway takes
them off, applies the effects at once, and sets or clears a cookie of its own.
"""

from typing import Final, TypeVar
from uuid import UUID

from litestar import Response

from medianest.chassis.answers import with_effects
from medianest.contracts.events import Event
from medianest.contracts.record import Record
from medianest.eventlog.log import Receipt
from medianest.identity.handlers.opening import Cookie

T = TypeVar("T")
COOKIE: Final = "Mn-Session-Cookie"
CLEAR: Final = "Mn-Session-Clear"
LOGIN_COOKIE: Final = "Mn-Login-Cookie"
LOGIN_CLEAR: Final = "Mn-Login-Clear"


class Effect(Record):
    """One announced event, as its stream will say it: same id, same position, same version."""

    id: UUID
    source: str = "identity"
    position: int
    version: int
    event: Event


def with_effects_of(answer: Response[T], receipt: Receipt) -> Response[T]:
    """Everybody who holds a session is to feel this now, not when the stream says it."""
    return with_effects(
        answer,
        [
            Effect(id=said.fact_id, position=said.position, version=said.version, event=said.event)
            for said in receipt.announced
        ],
    )


def with_cookie(answer: Response[T], cookie: Cookie) -> Response[T]:
    """The browser is to keep this cookie from now on."""
    answer.headers[COOKIE] = f"{cookie.value}; Max-Age={cookie.max_age_s}"
    return answer


def without_cookie(answer: Response[T]) -> Response[T]:
    """The browser is to forget its cookie."""
    answer.headers[CLEAR] = "1"
    return answer


def with_login_cookie(answer: Response[T], cookie: Cookie) -> Response[T]:
    """The browser is on its way in, and brings this cookie with its next step."""
    answer.headers[LOGIN_COOKIE] = f"{cookie.value}; Max-Age={cookie.max_age_s}"
    return answer


def without_login_cookie(answer: Response[T]) -> Response[T]:
    """The browser is to forget the cookie of a sign-in that is over."""
    answer.headers[LOGIN_CLEAR] = "1"
    return answer
