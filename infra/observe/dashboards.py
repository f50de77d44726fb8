"""`python infra/observe/dashboards.py`: writes `dashboards/*.json`, six pages for Grafana.

A panel is a title, what is asked, its unit and the words of its lines; how that becomes Grafana's
JSON stands in one place, here.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).with_name("dashboards")
_DOOR: Final = 'job=~"gateway|suite"'
_WIDTH, _HEIGHT, _ACROSS = 8, 7, 3


@dataclass(frozen=True, kw_only=True)
class Panel:
    """`says` names the lines by their labels, such as `{{service}}`."""

    title: str
    asks: str
    says: str = ""
    unit: str = "short"


def _rate(metric: str, by: str, where: str = "") -> str:
    return f"sum by ({by}) (rate({metric}{{{where}}}[$__rate_interval]))"


def _slowest(of: float, where: str) -> str:
    buckets = _rate("medianest_http_request_seconds_bucket", "le, job", where)
    return f"histogram_quantile({of}, {buckets})"


def _jobs_of(service: str) -> Panel:
    return Panel(
        title="Work, by kind and state",
        asks=f'max by (kind, status) (medianest_jobs{{service="{service}"}})',
        says="{{kind}} {{status}}",
    )


def _facts_of(service: str) -> Panel:
    return Panel(
        title="What happened",
        asks=f'sum by (type) (increase(medianest_facts_total{{service="{service}"}}[$__interval]))',
        says="{{type}}",
    )


def _waits(service: str) -> Panel:
    return Panel(
        title="The longest that work has waited",
        asks=f'max(medianest_oldest_due_job_seconds{{service="{service}"}})',
        says="waits",
        unit="s",
    )


DASHBOARDS: Final[dict[str, tuple[Panel, ...]]] = {
    "overview": (
        Panel(title="Is it there?", asks='up{job!=""}', says="{{job}}"),
        Panel(
            title="Requests",
            asks=_rate("medianest_http_requests_total", "job"),
            says="{{job}}",
            unit="reqps",
        ),
        Panel(
            title="Failed requests",
            asks=_rate("medianest_http_requests_total", "job", 'status=~"5.."'),
            says="{{job}}",
            unit="reqps",
        ),
        Panel(title="One in a hundred waits", asks=_slowest(0.99, ""), says="{{job}}", unit="s"),
        Panel(
            title="What happened",
            asks="sum by (service) (rate(medianest_facts_total[$__rate_interval]))",
            says="{{service}}",
        ),
        Panel(
            title="Not yet announced",
            asks="max by (service) (medianest_relay_lag_seconds)",
            says="{{service}}",
            unit="s",
        ),
        Panel(
            title="Failed for good",
            asks='max by (service, kind) (medianest_jobs{status="dead"})',
            says="{{service}} {{kind}}",
        ),
        Panel(
            title="Readers that stopped",
            asks="max by (service) (medianest_readers_stopped)",
            says="{{service}}",
        ),
        Panel(
            title="Connected to NATS",
            asks="min by (service) (medianest_broker_connected)",
            says="{{service}}",
        ),
    ),
    "gateway": (
        Panel(
            title="Requests by route",
            asks=_rate("medianest_http_requests_total", "route", _DOOR),
            says="{{route}}",
            unit="reqps",
        ),
        Panel(
            title="Answers by status",
            asks=_rate("medianest_http_requests_total", "status", _DOOR),
            says="{{status}}",
            unit="reqps",
        ),
        Panel(title="Half of all wait", asks=_slowest(0.5, _DOOR), says="half", unit="s"),
        Panel(title="One in a hundred waits", asks=_slowest(0.99, _DOOR), says="99 %", unit="s"),
        Panel(
            title="In flight",
            asks=f"sum by (instance) (medianest_http_in_flight{{{_DOOR}}})",
            says="{{instance}}",
        ),
        Panel(
            title="Turned away",
            asks=_rate("medianest_http_turned_away_total", "job"),
            says="{{job}}",
            unit="reqps",
        ),
        Panel(title="Live connections", asks="sum(medianest_live_clients)", says="connected"),
        Panel(
            title="Breakers: 0 closed, 2 open",
            asks="max by (job, breaker) (medianest_breaker_state)",
            says="{{job}}: {{breaker}}",
        ),
        Panel(
            title="Event loop late by",
            asks="max by (job) (medianest_loop_lag_seconds)",
            says="{{job}}",
            unit="s",
        ),
    ),
    "event-log": (
        Panel(title="Facts", asks=_rate("medianest_facts_total", "service"), says="{{service}}"),
        Panel(
            title="Commands committed together",
            asks=(
                "histogram_quantile(0.9, "
                + _rate("medianest_append_group_size_bucket", "le, service")
                + ")"
            ),
            says="{{service}}",
        ),
        Panel(
            title="Somebody else was faster",
            asks=_rate("medianest_append_conflicts_total", "service"),
            says="{{service}}",
        ),
        Panel(
            title="Facts not yet announced",
            asks="max by (service) (medianest_relay_lag_facts)",
            says="{{service}}",
        ),
        Panel(
            title="The oldest of them",
            asks="max by (service) (medianest_relay_lag_seconds)",
            says="{{service}}",
            unit="s",
        ),
        Panel(
            title="Readers are behind",
            asks="max by (service, reader) (medianest_reader_lag)",
            says="{{service}}: {{reader}}",
        ),
        Panel(
            title="The stream was read anew",
            asks=_rate("medianest_relay_resyncs_total", "service"),
            says="{{service}}",
        ),
        Panel(
            title="Streams are full by",
            asks="max by (stream) (medianest_stream_bytes_ratio)",
            says="{{stream}}",
            unit="percentunit",
        ),
        Panel(
            title="Work, by state",
            asks="max by (service, kind, status) (medianest_jobs)",
            says="{{service}}: {{kind}} {{status}}",
        ),
    ),
    "downloads": (
        _facts_of("downloads"),
        _jobs_of("downloads"),
        _waits("downloads"),
        Panel(
            title="Through the way out",
            asks=_rate("medianest_egress_bytes_total", "direction"),
            says="{{direction}}",
            unit="Bps",
        ),
        Panel(
            title="Refused by the egress guard",
            asks=_rate("medianest_egress_refused_total", "job, why"),
            says="{{job}}: {{why}}",
        ),
        Panel(
            title="Progress that nobody waited for",
            asks=_rate("medianest_live_values_dropped_total", "service"),
            says="{{service}}",
        ),
    ),
    "status": (
        _facts_of("status"),
        Panel(
            title="Requests",
            asks=_rate("medianest_http_requests_total", "route", 'job="status"'),
            says="{{route}}",
            unit="reqps",
        ),
        Panel(
            title="One in a hundred waits",
            asks=_slowest(0.99, 'job="status"'),
            says="99 %",
            unit="s",
        ),
    ),
    "notify": (
        _facts_of("notify"),
        _jobs_of("notify"),
        _waits("notify"),
        Panel(
            title="Breakers: 0 closed, 2 open",
            asks='max by (breaker) (medianest_breaker_state{job="notify"})',
            says="{{breaker}}",
        ),
        Panel(
            title="Refused by the egress guard",
            asks=_rate("medianest_egress_refused_total", "why", 'job="notify"'),
            says="{{why}}",
        ),
    ),
}


def dashboard(name: str) -> str:
    """Grafana's JSON for one page."""
    panels = [_panel(i, panel) for i, panel in enumerate(DASHBOARDS[name])]
    page = {
        "uid": f"medianest-{name}",
        "title": f"MediaNest: {name.replace('-', ' ')}",
        "tags": ["medianest"],
        "schemaVersion": 39,
        "editable": False,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "links": [{"type": "dashboards", "tags": ["medianest"], "title": "MediaNest"}],
        "panels": panels,
    }
    return json.dumps(page, indent=1) + "\n"


def _panel(i: int, panel: Panel) -> dict[str, Any]:
    at = {"x": i % _ACROSS * _WIDTH, "y": i // _ACROSS * _HEIGHT, "w": _WIDTH, "h": _HEIGHT}
    return {
        "id": i + 1,
        "type": "timeseries",
        "title": panel.title,
        "gridPos": at,
        "datasource": {"type": "prometheus", "uid": "prometheus"},
        "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
        "options": {"legend": {"displayMode": "list", "placement": "bottom"}},
        "targets": [{"refId": "A", "expr": panel.asks, "legendFormat": panel.says}],
    }


if __name__ == "__main__":
    for each in DASHBOARDS:
        (FOLDER / f"{each}.json").write_text(dashboard(each))
