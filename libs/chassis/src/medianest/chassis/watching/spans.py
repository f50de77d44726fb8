"""Spans on their way to a collector, for houses that have one: OTLP over HTTP, in batches."""

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


def provider_to(endpoint: str, service: str) -> TracerProvider:
    """Makes tracers whose spans are sent to `endpoint`, the collector's base address."""
    resource = Resource.create({"service.name": f"medianest-{service}"})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    exporter = OTLPSpanExporter(endpoint=endpoint.rstrip("/") + "/v1/traces", timeout=5)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider
