"""The trace that a fact belongs to, as W3C trace context."""

from opentelemetry import trace


def current_traceparent() -> str | None:
    """The `traceparent` of the current span, or None outside of a trace."""
    context = trace.get_current_span().get_span_context()
    if not context.is_valid:
        return None
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"
