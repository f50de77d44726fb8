"""What the log tells Prometheus. One process may hold several services, so labels name them."""

from collections.abc import Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

REGISTRY: Final = CollectorRegistry()
"""The log's own registry; each service's page shows its part of it, see `OfService`."""

FACTS: Final = Counter(
    "medianest_facts", "Facts appended, by what they say.", ["service", "type"], registry=REGISTRY
)
APPEND_CONFLICTS: Final = Counter(
    "medianest_append_conflicts",
    "Commands that another process was faster than.",
    ["service"],
    registry=REGISTRY,
)
BATCH_SIZE: Final = Histogram(
    "medianest_append_group_size",
    "Commands committed together.",
    ["service"],
    buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256),
    registry=REGISTRY,
)
RELAY_LAG_FACTS: Final = Gauge(
    "medianest_relay_lag_facts", "Facts not yet said.", ["service"], registry=REGISTRY
)
RELAY_LAG_SECONDS: Final = Gauge(
    "medianest_relay_lag_seconds",
    "Age of the oldest fact not yet said.",
    ["service"],
    registry=REGISTRY,
)
RELAY_RESYNCS: Final = Counter(
    "medianest_relay_resyncs", "Times the relay read the tail anew.", ["service"], registry=REGISTRY
)
READER_LAG: Final = Gauge(
    "medianest_reader_lag",
    "Messages a reader is behind.",
    ["service", "reader", "generation"],
    registry=REGISTRY,
)
READERS_STOPPED: Final = Gauge(
    "medianest_readers_stopped",
    "Readers that met something they could not take.",
    ["service"],
    registry=REGISTRY,
)
JOBS: Final = Gauge(
    "medianest_jobs", "Jobs by state.", ["service", "kind", "status"], registry=REGISTRY
)
OLDEST_DUE_JOB_SECONDS: Final = Gauge(
    "medianest_oldest_due_job_seconds",
    "How long a due job has waited.",
    ["service"],
    registry=REGISTRY,
)
CONNECTED: Final = Gauge(
    "medianest_broker_connected",
    "Whether the bus is there (1) or away (0).",
    ["service"],
    registry=REGISTRY,
)


class OfService(Collector):
    """The part of `REGISTRY` that is about one service: six of them may share a process."""

    def __init__(self, service: str) -> None:
        self._service = service

    def collect(self) -> Iterator[Metric]:
        """What prometheus_client asks for each time somebody looks."""
        for metric in REGISTRY.collect():
            metric.samples = [
                one for one in metric.samples if one.labels.get("service") == self._service
            ]
            yield metric
