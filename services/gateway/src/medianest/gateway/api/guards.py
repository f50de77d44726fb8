"""What protects a signed-in browser from other sites: CSRF, and who may open a live connection.

`SameSite=Lax` keeps the cookie off cross-site POSTs; a header that no plain form can send and the
browser's own `Sec-Fetch-Site` and `Origin` are asked for as well. Sites that an operator lists come
with an API key, and no cookie counts beside it.
"""

from typing import Final

from medianest.contracts.refusals import Forbidden
from medianest.gateway.api.incoming import Incoming, Reader
from medianest.gateway.api.people import API_KEY
from medianest.gateway.api.routes import Route
from medianest.gateway.ports import SAFE

HEADER: Final = "x-requested-with"
WORD: Final = "medianest"


class FromElsewhere(Forbidden):
    """This has to come from MediaNest's own pages."""


class HeaderMissing(Forbidden):
    """Send the header X-Requested-With: medianest with everything that changes something."""


def check_not_forged(incoming: Incoming, route: Route, reader: Reader) -> None:
    """Refuse an unsafe request that another site may have made the browser send."""
    if incoming.method in SAFE or route.is_exempt_from_csrf:
        return
    if API_KEY in incoming.headers:
        return  # no browser adds it by itself, and beside it no cookie counts
    check_from_here(incoming, reader)
    if incoming.headers.get(HEADER) != WORD:
        raise HeaderMissing


def check_from_here(incoming: Incoming, reader: Reader) -> None:
    """Refuse what the browser itself says comes from elsewhere."""
    if incoming.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise FromElsewhere
    origin = incoming.headers.get("origin")
    if origin is not None and not reader.is_own_origin(origin, incoming.headers["host"]):
        raise FromElsewhere


def check_origin_named(incoming: Incoming, reader: Reader) -> None:
    """A live connection by cookie must name its origin, and it must be ours."""
    if "origin" not in incoming.headers:
        raise FromElsewhere
    check_from_here(incoming, reader)
