"""One OpenAPI document of the whole house, merged from what each service says of itself.

A service that is away is named in `x-missing-services`, with its last document still in place.
Schemas of the same name but another shape get their service's name in front.
"""

import asyncio
import base64
import hashlib
import html
import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from litestar.types import Receive, Send

from medianest.chassis.clock import SYSTEM, Clock
from medianest.contracts.topology import ServiceName
from medianest.gateway.api.answering import Ready, answer
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.ports import Outgoing, Upstream, UpstreamFailed, Visitor

FRESH_S: Final = 30.0
BYTES_MAX: Final = 8 * 1024 * 1024
METHODS: Final = ("get", "post", "put", "patch", "delete")
PUBLIC: Final = "/api/v1/"
_OK: Final = 200
_REFERENCE: Final = re.compile(r"^#/components/([a-zA-Z]+)/(.+)$")
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
        self, upstreams: Mapping[ServiceName, Upstream], own: Document, clock: Clock = SYSTEM
    ) -> None:
        """`own` is the gateway's own document."""
        self._upstreams = upstreams
        self._own = own
        self._clock = clock
        self._known: dict[str, Document] = {}
        self._missing: list[str] = []
        self._asked_at: float | None = None
        self._asking = asyncio.Lock()

    async def as_json(
        self, incoming: Incoming, visitor: Visitor | None, scope: Any, receive: Receive, send: Send
    ) -> None:
        """The document."""
        await _send(incoming, send, msgspec.json.encode(await self.merged()), "application/json")

    async def as_page(
        self, incoming: Incoming, visitor: Visitor | None, scope: Any, receive: Receive, send: Send
    ) -> None:
        """The same to read: one page, no script."""
        page = rendered(await self.merged()).encode()
        await _send(
            incoming, send, page, "text/html; charset=utf-8", {"content-security-policy": POLICY}
        )

    async def merged(self) -> Document:
        """The whole house in one document."""
        async with self._asking:
            now_s = self._clock.monotonic()
            is_old = self._asked_at is None or now_s - self._asked_at > FRESH_S
            if is_old or self._missing:
                await self._ask_all()
                self._asked_at = now_s
            return merge({"gateway": self._own, **self._known}, self._missing)

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
        async with upstream.ask(_ASK) as said:
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


def merge(documents: Mapping[str, Document], missing: list[str]) -> Document:
    """Many documents as one. Only public paths are taken."""
    paths: Document = {}
    components: dict[str, Document] = {}
    for service, document in documents.items():
        renamed = _added(components, service, document.get("components") or {})
        for path, operations in (document.get("paths") or {}).items():
            if not path.startswith(PUBLIC):
                continue
            place = paths.setdefault(path, {})
            for method, operation in _renamed(operations, renamed).items():
                place.setdefault(
                    method, _of(service, operation) if method in METHODS else operation
                )
    merged: Document = {
        "openapi": "3.1.0",
        "info": {"title": "MediaNest", "version": "1"},
        "servers": [{"url": "/"}],
        "tags": [{"name": name} for name in documents],
        "paths": dict(sorted(paths.items())),
        "components": components,
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


async def _send(
    incoming: Incoming,
    send: Send,
    body: bytes,
    media_type: str,
    more: Mapping[str, str] | None = None,
) -> None:
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "content-type": media_type,
        "etag": etag,
        "cache-control": "no-cache",
        **(more or {}),
    }
    if incoming.headers.get("if-none-match") == etag:
        await answer(send, Ready(status=304, headers=headers))
        return
    ready = Ready(headers=headers, body=body)
    await answer(send, ready, head_only=incoming.method == "HEAD")


_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "code{font-family:ui-monospace,monospace}details{border-top:1px solid #8884;padding:.5rem 0}"
    "summary{cursor:pointer}summary b{display:inline-block;min-width:4.5rem}"
    "pre{overflow:auto;background:#8881;padding:1rem}:root{color-scheme:light dark}"
)
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def rendered(document: Document) -> str:
    """The document as a page."""
    operations = [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]
    missing = ", ".join(document.get("x-missing-services", ()))
    note = f"<p>Away just now: {html.escape(missing)}.</p>" if missing else ""
    return (
        "<!doctype html><html lang='en'><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width'>"
        f"<title>MediaNest API</title><style>{_STYLE}</style><h1>MediaNest API</h1>"
        "<p>The same as <a href='openapi.json'>an OpenAPI 3.1 document</a>.</p>"
        f"{note}{''.join(_operation(*one) for one in operations)}</html>"
    )


def _operation(path: str, method: str, operation: Document) -> str:
    said = html.escape(str(operation.get("summary") or operation.get("description") or ""))
    allowed = html.escape(str(operation.get("x-permission", "")))
    detail = msgspec.json.format(msgspec.json.encode(operation), indent=2).decode()
    return (
        f"<details><summary><b>{method.upper()}</b> <code>{html.escape(path)}</code> {said}"
        f"</summary><p>Who may: <code>{allowed}</code></p>"
        f"<pre>{html.escape(detail)}</pre></details>"
    )
