"""Tracing: one trace from the click to the screen, by W3C `traceparent`.

Without an OTLP endpoint nothing is recorded or sent, but the trace that a request came with still
goes through to logs, facts and onward calls.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Final

from opentelemetry import trace
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_W3C: Final = TraceContextTextMapPropagator()
_NOTHING: Final = nullcontext(trace.INVALID_SPAN)
"""Nothing is recorded, and there is nothing to go on with."""


class Tracing:
    """One service's tracer; never the process's global one."""

    def __init__(self, service: str, endpoint: str | None = None) -> None:
        """`endpoint` is the collector's base address, such as `http://otel:4318`."""
        self.tracer: trace.Tracer = trace.NoOpTracer()
        self._shutdown: Callable[[], None] | None = None
        if endpoint is not None:
            # It costs memory and time at each start, and most households have no use for it.
            from medianest.chassis.watching.spans import provider_to  # noqa: PLC0415  see above

            provider = provider_to(endpoint, service)
            self.tracer = provider.get_tracer("medianest")
            self._shutdown = provider.shutdown

    def span(self, name: str, carrier: Mapping[str, str]) -> AbstractContextManager[trace.Span]:
        """Go on with the trace in `carrier` (headers, lower case)."""
        if self._shutdown is None and "traceparent" not in carrier:
            return _NOTHING
        parent = _W3C.extract(carrier)
        return self.tracer.start_as_current_span(
            name, context=parent, kind=trace.SpanKind.SERVER, record_exception=False
        )

    def close(self) -> None:
        """Send what is left."""
        if self._shutdown is not None:
            self._shutdown()


def traceparent() -> str | None:
    """The current trace as a header for an onward call."""
    current = trace.get_current_span().get_span_context()
    if not current.is_valid:
        return None
    return f"00-{current.trace_id:032x}-{current.span_id:016x}-{current.trace_flags:02x}"
