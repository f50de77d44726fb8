"""One OpenAPI document of the whole house, merged from what each service says of itself.

A service that is away is named in `x-missing-services`, with its last document still in place.
Schemas of the same name but another shape get their service's name in front. `x-problem-types` has
every problem that the house knows. Whatever may take longer than most says so in
`x-answers-within-s`. It is open to all, so it is made only when something in it changed.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from medianest.chassis.clock import SYSTEM, Clock
from medianest.contracts.topology import ServiceName
from medianest.gateway.api.kept import Kept
from medianest.gateway.api.reading import METHODS, POLICY, rendered
from medianest.gateway.api.routes import USUALLY_WITHIN_S, RouteTable
from medianest.gateway.api.visit import Visit
from medianest.gateway.ports import Outgoing, Upstream, UpstreamFailed

FRESH_S: Final = 30.0
MISSED_S: Final = 3.0
"""How long a service that was away is not asked again."""
BYTES_MAX: Final = 8 * 1024 * 1024
PUBLIC: Final = "/api/v1/"
SIGNED_IN_BY: Final[Mapping[str, Any]] = {
    "session": {"type": "apiKey", "in": "cookie", "name": "__Host-mn_session"},
    "key": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
}
_OK: Final = 200
_ASK: Final = Outgoing(
    method="GET",
    target="/internal/openapi.json",
    headers=(("accept", "application/json"),),
    head_within_s=3.0,
    idle_within_s=3.0,
)

Document = dict[str, Any]


class Documents:
    """Serves `/api/openapi.json` and `/api/docs`."""

    def __init__(
        self,
        upstreams: Mapping[ServiceName, Upstream],
        own: Document,
        table: RouteTable,
        base_path: str,
        clock: Clock = SYSTEM,
    ) -> None:
        """`own` is the gateway's own document."""
        self._table = table
        self._base_path = base_path
        self._upstreams = upstreams
        self._own = own
        self._clock = clock
        self._known: dict[str, Document] = {}
        self._missing: list[str] = []
        self._merged: Document = {}
        self._json: Kept | None = None
        self._page: Kept | None = None
        self._good_until_s = float("-inf")
        self._asking = asyncio.Lock()

    async def as_json(self, visit: Visit) -> None:
        """The document."""
        document = await self.merged()
        if self._json is None:
            self._json = Kept(msgspec.json.encode(document), "application/json")
        await visit.answer(self._json.ready(visit.incoming))

    async def as_page(self, visit: Visit) -> None:
        """The same to read: one page, no script."""
        document = await self.merged()
        if self._page is None:
            page = rendered(document, f"{self._base_path}/api/openapi.json").encode()
            policy = {"content-security-policy": POLICY}
            self._page = Kept(page, "text/html; charset=utf-8", policy)
        await visit.answer(self._page.ready(visit.incoming))

    async def merged(self) -> Document:
        """The whole house in one document."""
        async with self._asking:
            if self._clock.monotonic() > self._good_until_s:
                await self._ask_all()
                documents = {"gateway": self._own, **self._known}
                merged = merge(documents, self._missing, self._table, self._base_path)
                if merged != self._merged:
                    self._merged, self._json, self._page = merged, None, None
                fresh_s = MISSED_S if self._missing else FRESH_S
                self._good_until_s = self._clock.monotonic() + fresh_s
            return self._merged

    async def _ask_all(self) -> None:
        answers = await asyncio.gather(*map(_document, self._upstreams.values()))
        self._missing = []
        for name, document in zip(self._upstreams, answers, strict=True):
            if document is None:
                self._missing.append(name)
            else:
                self._known[name] = document


async def _document(upstream: Upstream) -> Document | None:
    try:
        with await upstream.ask(_ASK) as said:
            if said.status != _OK:
                return None
            body = b""
            while (piece := await said.next_piece()) is not None:
                body += piece
                if len(body) > BYTES_MAX:
                    return None
        return msgspec.json.decode(body, type=dict[str, Any])
    except (UpstreamFailed, msgspec.DecodeError):
        return None


def merge(
    documents: Mapping[str, Document], missing: list[str], table: RouteTable, base_path: str
) -> Document:
    """Many documents as one. Only public paths are taken."""
    paths: Document = {}
    components: dict[str, Document] = {"securitySchemes": dict(SIGNED_IN_BY)}
    problems: dict[str, Document] = {}
    for service, document in documents.items():
        problems |= {problem["type"]: problem for problem in document.get("x-problem-types") or ()}
        renamed = _added(components, service, document.get("components") or {})
        for path, operations in (document.get("paths") or {}).items():
            if not path.startswith(PUBLIC):
                continue
            place = paths.setdefault(path, {})
            for method, operation in _renamed(operations, renamed).items():
                if method in METHODS:
                    waits = _patience(table, method, path)
                    place.setdefault(method, _of(service, operation) | waits)
                else:
                    place.setdefault(method, operation)
    merged: Document = {
        "openapi": "3.1.0",
        "info": {"title": "MediaNest", "version": "1"},
        "servers": [{"url": base_path or "/"}],
        "tags": [{"name": name} for name in documents],
        "paths": dict(sorted(paths.items())),
        "components": components,
        "x-problem-types": [problem for _, problem in sorted(problems.items())],
    }
    if missing:
        merged["x-missing-services"] = sorted(missing)
    return merged


def _of(service: str, operation: Document) -> Document:
    """The operation, named and tagged by its service, so that no two share an id."""
    named = {**operation, "tags": [service]}
    if "operationId" in operation:
        named["operationId"] = f"{service}.{operation['operationId']}"
    return named


def _patience(table: RouteTable, method: str, path: str) -> Document:
    route = table.match(method.upper(), tuple(path.strip("/").split("/")))
    if route is None or route.head_within_s == USUALLY_WITHIN_S:
        return {}
    return {"x-answers-within-s": route.head_within_s}


def _added(components: dict[str, Document], service: str, more: Document) -> dict[str, str]:
    """Take over components; returns how references to renamed ones are written now."""
    renamed = {
        f"#/components/{kind}/{name}": f"#/components/{kind}/{service}.{name}"
        for kind, things in more.items()
        for name, thing in things.items()
        if name in components.get(kind, {}) and components[kind][name] != thing
    }
    for kind, things in more.items():
        place = components.setdefault(kind, {})
        for name, thing in things.items():
            is_renamed = f"#/components/{kind}/{name}" in renamed
            place[f"{service}.{name}" if is_renamed else name] = _renamed(thing, renamed)
    return renamed


def _renamed(thing: Any, renamed: Mapping[str, str]) -> Any:
    if isinstance(thing, dict):
        return {
            key: renamed.get(value, value)
            if key == "$ref" and isinstance(value, str)
            else _renamed(value, renamed)
            for key, value in thing.items()
        }
    if isinstance(thing, list):
        return [_renamed(one, renamed) for one in thing]
    return thing
