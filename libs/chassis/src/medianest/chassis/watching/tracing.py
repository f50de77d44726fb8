"""Tracing: one trace from the click to the screen, by W3C `traceparent`.

Without an OTLP endpoint nothing is recorded or sent, but the trace that a request came with still
goes through to logs, facts and onward calls.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from opentelemetry import trace
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_W3C: Final = TraceContextTextMapPropagator()


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

    @contextmanager
    def span(self, name: str, carrier: Mapping[str, str]) -> Iterator[trace.Span]:
        """Go on with the trace in `carrier` (headers, lower case)."""
        if self._shutdown is None and "traceparent" not in carrier:
            yield trace.INVALID_SPAN  # nothing is recorded, and there is nothing to go on with
            return
        parent = _W3C.extract(carrier)
        with self.tracer.start_as_current_span(
            name, context=parent, kind=trace.SpanKind.SERVER, record_exception=False
        ) as span:
            yield span

    def close(self) -> None:
        """Send what is left."""
        if self._shutdown is not None:
            self._shutdown()


def traceparent() -> str | None:
    """The current trace as a header for an onward call."""
    carrier: dict[str, str] = {}
    _W3C.inject(carrier)
    return carrier.get("traceparent")
