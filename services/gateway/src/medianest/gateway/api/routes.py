"""Which service answers which path: matched segment by segment, never by a prefix of the text.

The most specific route wins: more segments first, a name before `*`, then fewer methods. What no
route names is not reachable, whatever a service may serve.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from medianest.contracts.record import Record, replace
from medianest.contracts.topology import ServiceName
from medianest.gateway.ports import SAFE

ANY: Final = "*"
JSON_BYTES_MAX: Final = 1024 * 1024
USUALLY_WITHIN_S: Final = 10.0
UNSAFE: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
READ: Final = frozenset({"GET", "HEAD"})
POST: Final = frozenset({"POST"})
PATCH: Final = frozenset({"PATCH"})
OWN: Final = "gateway"
ADMIN_PAGES: Final = ("events", "streams", "dead-letters", "system", "proofs")
"""Put together of all services."""

Counted = Literal["person", "search", "submissions", "images", "sign_in", "live", "strangers"]


class Route(Record):
    """All paths that begin with these segments. `*` stands for any one segment.

    `head_within_s`: how long an answer may take to begin; clients read it in the API document.
    `is_exempt_from_csrf`: called by other machines, which prove themselves in another manner.
    `passes`: headers that only this route hands on, and as what.
    `account_field`: whose sign-in is counted.
    `asks_password`: who is signed in types theirs; tries count for their account, as a sign-in.
    `tells_uses`: the service hears when each of the asker's own sessions and keys was last used, or
    when each member was last seen.
    `may_hold_secrets`: its answers are neither kept by anybody nor packed.
    """

    segments: tuple[str, ...]
    service: ServiceName
    methods: frozenset[str] = SAFE | UNSAFE
    counted: Counted = "person"
    body_bytes_max: int = JSON_BYTES_MAX
    head_within_s: float = USUALLY_WITHIN_S
    is_exempt_from_csrf: bool = False
    passes: Mapping[str, str] = {}
    account_field: str | None = None
    asks_password: bool = False
    tells_uses: Literal["own", "members"] | None = None
    may_hold_secrets: bool = False

    @property
    def template(self) -> str:
        """How it is called in measurements and traces, where no path may stand."""
        return "/" + "/".join(self.segments)


class RouteTable:
    """Finds the route of a path."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._root = _Node()
        for route in routes:
            node = self._root
            for segment in route.segments:
                node = node.children.setdefault(segment, _Node())
            node.routes.append(route)
            node.routes.sort(key=lambda one: len(one.methods))

    def match(self, method: str, segments: tuple[str, ...]) -> Route | None:
        """The most specific route for this method and path."""
        return _match(self._root, method, segments, 0)


class _Node:
    __slots__ = ("children", "routes")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.routes: list[Route] = []


def _match(node: _Node, method: str, segments: tuple[str, ...], at: int) -> Route | None:
    if at < len(segments):
        for name in (segments[at], ANY):
            child = node.children.get(name)
            found = None if child is None else _match(child, method, segments, at + 1)
            if found is not None:
                return found
    return next((route for route in node.routes if method in route.methods), None)


def _v1(*segments: str) -> tuple[str, ...]:
    return ("api", "v1", *segments)


def _identity() -> Iterable[Route]:
    """All of them speak of who people are, some with secrets in them."""
    for route in _of_people():
        yield replace(route, may_hold_secrets=True)


def _of_people() -> Iterable[Route]:
    yield Route(segments=_v1("house"), service="identity", methods=READ)
    yield Route(segments=_v1("setup"), service="identity", methods=READ)
    yield Route(segments=_v1("setup"), service="identity", methods=UNSAFE, counted="sign_in")
    yield Route(segments=_v1("auth"), service="identity", methods=READ)
    yield Route(segments=_v1("auth"), service="identity", methods=UNSAFE, counted="sign_in")
    yield Route(segments=_v1("auth", "logout"), service="identity", methods=POST)
    yield Route(
        segments=_v1("auth", "local"),
        service="identity",
        methods=POST,
        counted="sign_in",
        account_field="username",
        body_bytes_max=16 * 1024,
    )
    yield Route(
        segments=_v1("auth", "password", "forgot"),
        service="identity",
        methods=POST,
        counted="sign_in",
        account_field="email",
        body_bytes_max=16 * 1024,
    )
    # Whether it was pressed on a page of ours: a link from elsewhere signs nobody in.
    yield Route(
        segments=_v1("auth", "oidc", ANY, "start"),
        service="identity",
        methods=READ,
        passes={"sec-fetch-site": "sec-fetch-site"},
    )
    yield Route(
        segments=_v1("auth", "oidc", ANY, "backchannel-logout"),
        service="identity",
        methods=POST,
        is_exempt_from_csrf=True,
    )
    for name in ("me", "invites"):
        yield Route(segments=_v1(name), service="identity")
    # It may hold one's password, for another mail address: nobody is to guess it here.
    yield Route(
        segments=_v1("me"),
        service="identity",
        methods=PATCH,
        counted="sign_in",
        asks_password=True,
    )
    yield Route(segments=_v1("members"), service="identity", tells_uses="members")
    yield Route(
        segments=_v1("invites", "accept"), service="identity", methods=UNSAFE, counted="sign_in"
    )
    for name in ("sessions", "api-keys"):
        yield Route(segments=_v1("me", name), service="identity", methods=READ, tells_uses="own")
    for name in ("password", "second-factors", "ways-in"):
        yield Route(
            segments=_v1("me", name),
            service="identity",
            methods=UNSAFE,
            counted="sign_in",
            asks_password=True,
        )
    yield Route(
        segments=_v1("settings", "identity", "plex", "owner"),
        service="identity",
        methods=POST,
        counted="sign_in",
        asks_password=True,
    )


def _requests() -> Iterable[Route]:
    for name in ("search", "discover"):
        yield Route(segments=_v1(name), service="requests", methods=READ, counted="search")
    for name in ("titles", "requests", "issues", "library"):
        yield Route(segments=_v1(name), service="requests")
    yield Route(
        segments=_v1("library", "search"), service="requests", methods=READ, counted="search"
    )
    yield Route(segments=_v1("requests"), service="requests", methods=POST, counted="submissions")
    # What is done to one request is no new submission.
    yield Route(segments=_v1("requests", ANY), service="requests")
    yield Route(segments=_v1("images"), service="requests", methods=READ, counted="images")
    yield Route(
        segments=_v1("webhooks"),
        service="requests",
        methods=POST,
        is_exempt_from_csrf=True,
        counted="strangers",
        passes={"authorization": "mn-webhook-secret"},
        body_bytes_max=8 * JSON_BYTES_MAX,
    )


def _others() -> Iterable[Route]:
    yield Route(segments=_v1("downloads"), service="downloads")
    yield Route(segments=_v1("downloads"), service="downloads", methods=POST, counted="submissions")
    yield Route(segments=_v1("downloads", ANY), service="downloads")
    # Looking a page up takes as long as the site takes.
    yield Route(
        segments=_v1("downloads", "preview"),
        service="downloads",
        methods=POST,
        counted="search",
        head_within_s=90.0,
    )
    yield Route(segments=_v1("status"), service="status")
    yield Route(segments=_v1("notifications"), service="notify")
    # A test message waits for the place that it goes to.
    yield Route(
        segments=_v1("notifications", "channels", ANY, "test"),
        service="notify",
        methods=POST,
        head_within_s=60.0,
    )
    yield Route(
        segments=_v1("notifications", "unsubscribe"),
        service="notify",
        methods=POST,
        is_exempt_from_csrf=True,
        counted="strangers",
    )


def _operators() -> Iterable[Route]:
    services: tuple[ServiceName, ...] = ("identity", "requests", "downloads", "status", "notify")
    for service in services:
        settings = Route(segments=_v1("settings", service), service=service, may_hold_secrets=True)
        yield settings
        # A connection test asks the foreign system in several steps.
        yield replace(settings, methods=UNSAFE, head_within_s=60.0)


def _own() -> Iterable[Route]:
    yield Route(segments=_v1("live"), service=OWN, methods=READ, counted="live")
    yield Route(segments=_v1("live", "ticket"), service=OWN, methods=POST)
    # Every log is read from one end to the other for it.
    yield Route(segments=_v1("me", "export"), service=OWN, counted="search", head_within_s=30.0)
    for page in ADMIN_PAGES:
        within_s = 60.0 if page == "proofs" else USUALLY_WITHIN_S
        yield Route(segments=_v1("admin", page), service=OWN, head_within_s=within_s)
    yield Route(segments=("api", "openapi.json"), service=OWN, methods=READ)
    yield Route(segments=("api", "docs"), service=OWN, methods=READ)
    yield Route(
        segments=("api", "csp-report"),
        service=OWN,
        methods=POST,
        is_exempt_from_csrf=True,
        counted="strangers",
        body_bytes_max=64 * 1024,
    )
    yield Route(segments=("healthz",), service=OWN, methods=READ)


ROUTES: Final[tuple[Route, ...]] = (
    *_identity(),
    *_requests(),
    *_others(),
    *_operators(),
    *_own(),
)
