"""The trace that a fact belongs to, as W3C trace context, and what readers did because of it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final
from uuid import UUID

from opentelemetry import trace
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from medianest.eventlog.readers.heard import Heard

_W3C: Final = TraceContextTextMapPropagator()


class Traces:
    """Notes a span for each thing that a reader takes, once a service brought its tracer."""

    def __init__(self) -> None:
        """Notes nothing."""
        self.tracer: trace.Tracer | None = None

    def taking(self, reader: str, heard: Heard) -> AbstractContextManager[None]:
        """Go on with the trace of what another service announced."""
        kind = f"{heard.source}.{heard.event.aggregate}.{heard.event.name}"
        return self.following(reader, kind, heard.id, heard.meta.traceparent)

    @contextmanager
    def following(
        self, reader: str, kind: str, cause: UUID, traceparent: str | None
    ) -> Iterator[None]:
        """Go on with the trace of a fact; `kind` is its type, `cause` its id."""
        if self.tracer is None or traceparent is None:
            yield
            return
        with self.tracer.start_as_current_span(
            f"{reader} {kind}",
            context=_W3C.extract({"traceparent": traceparent}),
            kind=trace.SpanKind.CONSUMER,
            attributes={"messaging.message.id": str(cause)},
            record_exception=False,
        ):
            yield


def current_traceparent() -> str | None:
    """The `traceparent` of the current span, or None outside of a trace."""
    context = trace.get_current_span().get_span_context()
    if not context.is_valid:
        return None
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"
