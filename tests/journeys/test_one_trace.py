"""One trace from the click to the last reader, as a collector of traces receives it."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from medianest.contracts.record import Record
from medianest.testkit.eventually import eventually

CLICK = "00f067aa0ba902b7"


class Span(Record):
    """A span, as it came in."""

    service: str
    name: str
    trace: str
    id: str
    parent: str


class Collector:
    """Takes OTLP over HTTP, as a collector does, and keeps every span."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.bodies: list[bytes] = []
        spans, bodies = self.spans, self.bodies

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                bodies.append(body)
                spans.extend(_spans(ExportTraceServiceRequest.FromString(body)))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Stay quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def of(self, trace: str) -> dict[str, Span]:
        """The spans of a trace, by their ids."""
        return {span.id: span for span in self.spans if span.trace == trace}


def _spans(told: ExportTraceServiceRequest) -> Iterator[Span]:
    for resource in told.resource_spans:
        names = {one.key: one.value.string_value for one in resource.resource.attributes}
        for scope in resource.scope_spans:
            for span in scope.spans:
                yield Span(
                    service=names["service.name"].removeprefix("medianest-"),
                    name=span.name,
                    trace=span.trace_id.hex(),
                    id=span.span_id.hex(),
                    parent=span.parent_span_id.hex(),
                )


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    collector = Collector()
    thread = threading.Thread(target=collector.server.serve_forever)
    thread.start()
    yield collector
    collector.server.shutdown()
    thread.join(timeout=10)
    collector.server.server_close()


@pytest.fixture(scope="module")
def traced(
    up: Callable[..., Iterator[Any]],
    tmp_path_factory: pytest.TempPathFactory,
    collector: Collector,
) -> Iterator[Any]:
    yield from up(
        tmp_path_factory.mktemp("traced"),
        MEDIANEST_WEB="keep",
        MEDIANEST_MODE="all-in-one",
        MEDIANEST_OTLP_ENDPOINT=collector.url,
    )


async def test_a_click_is_followed_to_everybody_who_heard_of_it(
    traced: Any, collector: Collector
) -> None:
    trace = uuid4().hex
    with traced.signed_in(traced.told["members"][0]) as member:
        asked = member.client.post(
            "/api/v1/downloads",
            json={"url": f"{traced.videos}/watch/night-train"},
            headers={"traceparent": f"00-{trace}-{CLICK}-01"},
        )
        assert asked.status_code == 201, asked.text

    def reached() -> dict[str, Span]:
        spans = collector.of(trace)
        assert {
            ("gateway", "live downloads.download.queued"),
            ("notify", "telling downloads.download.queued"),
        } <= {(span.service, span.name) for span in spans.values()}
        # Each service tells when it has some: one may be heard of before what led to it.
        assert {span.parent for span in spans.values()} <= {CLICK, *spans}
        return spans

    spans = await eventually(reached, timeout_s=30, every_s=0.5)
    assert spans is not None
    assert {"gateway", "downloads", "notify"} <= {span.service for span in spans.values()}
    for span in spans.values():
        assert "gateway" in _way_back(span, spans), span
    first = [(span.service, span.name) for span in spans.values() if span.parent == CLICK]
    assert first == [("gateway", "POST /api/v1/downloads")]


async def test_s04_no_trace_tells_a_secret(traced: Any, collector: Collector) -> None:
    anna, owner = traced.told["members"][0], traced.told["owner"]
    with traced.signed_in(owner) as keeper:
        invite = keeper.client.post("/api/v1/invites", json={"role": "guest"}).json()["code"]
    with traced.signed_in(anna) as member:
        key = {"name": "radio", "scopes": ["library.read"]}
        secret = member.client.post("/api/v1/me/api-keys", json=key).json()["key"]
        member.client.get("/api/v1/library/recent", headers={"X-Api-Key": secret})
        member.client.get("/api/v1/search", params={"query": "what nobody else is to know"})
        cookie = member.client.cookies["mn_session"]
        member.client.post("/api/v1/invites/offer", json={"code": invite})

    def reached() -> bool:
        assert "POST /api/v1/invites/offer" in {span.name for span in collector.spans}
        return True

    await eventually(reached, timeout_s=30, every_s=0.5)
    told = b"".join(collector.bodies)
    for what in (anna["password"], owner["password"], invite, secret, cookie, "nobody else"):
        assert what.encode() not in told, what


def _way_back(span: Span, spans: dict[str, Span]) -> list[str]:
    """The services from a span to the click; every step of it is known."""
    way = [span.service]
    while span.parent != CLICK:
        span = spans[span.parent]
        way.append(span.service)
    return way
