"""What a browser is told that goes to a sign-in elsewhere, or comes back from one."""

from typing import Final
from urllib.parse import urlencode

from litestar import Response
from litestar.status_codes import HTTP_303_SEE_OTHER

from medianest.contracts.record import Record
from medianest.contracts.refusals import Refusal
from medianest.eventlog.log import Receipt
from medianest.identity.api.askers import Typed
from medianest.identity.api.effects import (
    with_cookie,
    with_effects_of,
    with_login_cookie,
    without_login_cookie,
)
from medianest.identity.handlers.begun import LIVES_S, Finished, Started
from medianest.identity.handlers.entering import Halfway
from medianest.identity.handlers.opening import Cookie, SignedIn

HOME: Final = "/"


class StartBody(Record):
    """`return_to`: a page of this MediaNest."""

    return_to: Typed | None = None


class StartedBody(Record):
    """The browser goes to `auth_url` with the whole page, and is sent back."""

    auth_url: str
    expires_at: str


def told(started: Started) -> StartedBody:
    """Where the browser goes."""
    return StartedBody(auth_url=started.auth_url, expires_at=started.expires_at.isoformat())


def held(started: Started) -> Cookie:
    """What only the browser has that began."""
    return Cookie(value=started.ticket.browser, max_age_s=LIVES_S)


def on(finished: Finished) -> Response[None]:
    """Into the house, or to the second factor; or back, for a member who linked theirs."""
    match finished.into:
        case SignedIn(receipt=receipt, cookie=cookie):
            return with_cookie(with_effects_of(_to(finished.return_to), receipt), cookie)
        case Halfway(cookie=cookie):
            wanted = {"problem": "second-factor-wanted", "to": finished.return_to}
            answer = seen(f"/login?{urlencode(wanted)}")
            return with_login_cookie(answer, cookie)
        case Receipt() as receipt:
            return with_effects_of(_to(finished.return_to), receipt)
        case Refusal() as refusal if finished.links:
            return back(finished.return_to, refusal)
        case Refusal() as refusal:
            return refused(refusal, finished.return_to)


def back(to: str, refusal: Refusal) -> Response[None]:
    """To the page where it was begun, which says why nothing came of it."""
    mark = "&" if "?" in to else "?"
    return _to(f"{to}{mark}{urlencode({'problem': refusal.type_slug()})}")


def refused(refusal: Refusal, to: str = HOME) -> Response[None]:
    """Back to the sign-in page, which says why, and leads on to where they were going."""
    on_to = {} if to == HOME else {"to": to}
    return _to(f"/login?{urlencode({'problem': refusal.type_slug(), **on_to})}")


def seen(path: str) -> Response[None]:
    """Look there."""
    return Response(None, status_code=HTTP_303_SEE_OTHER, headers={"Location": path})


def _to(path: str) -> Response[None]:
    """The cookie of this sign-in is used up, wherever it leads."""
    return without_login_cookie(seen(path))
