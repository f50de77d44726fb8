"""Metrics: one Prometheus registry per service, so that six services can share a process."""

from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)

# When a counter began is of no use to Prometheus, and would be every third line of the page.
disable_created_metrics()  # type: ignore[no-untyped-call]  # theirs lacks a type

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """What every service measures; a service adds its own to `registry`."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "medianest_http_requests",
            "Requests answered.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.request_seconds = Histogram(
            "medianest_http_request_seconds",
            "How long answers took.",
            ["method", "route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.in_flight = Gauge(
            "medianest_http_in_flight", "Requests being answered.", registry=self.registry
        )
        self.turned_away = Counter(
            "medianest_http_turned_away",
            "Requests told to come back because too many were in flight.",
            registry=self.registry,
        )
        self.loop_lag_seconds = Gauge(
            "medianest_loop_lag_seconds",
            "How late the event loop's last heartbeat was.",
            registry=self.registry,
        )
        self.breaker_state = Gauge(
            "medianest_breaker_state",
            "0 closed, 1 half open, 2 open.",
            ["breaker"],
            registry=self.registry,
        )
        self.breaker_calls = Counter(
            "medianest_breaker_calls",
            "Calls through a breaker, by how they ended.",
            ["breaker", "outcome"],
            registry=self.registry,
        )
        self.egress_bytes = Counter(
            "medianest_egress_bytes",
            "Bytes through the egress proxy.",
            ["direction"],
            registry=self.registry,
        )
        self.egress_refused = Counter(
            "medianest_egress_refused",
            "Connections that the egress proxy refused.",
            ["why"],
            registry=self.registry,
        )

        self._answers: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def answered(self, method: str, route: str, status: int, took_s: float) -> None:
        """One more request. `route` is a template, so that there are few of them."""
        found = self._answers.get((method, route, status))
        if found is None:  # looking both up by their labels each time costs more than counting
            counter = self.requests.labels(method, route, str(status))
            found = counter, self.request_seconds.labels(method, route)
            self._answers[method, route, status] = found
        found[0].inc()
        found[1].observe(took_s)

    def render(self) -> bytes:
        """The page that Prometheus reads."""
        return generate_latest(self.registry)
