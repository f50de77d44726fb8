"""Dashboards, alerts, runbooks: each names what is there, and none is left alone."""

import json
import re
from pathlib import Path
from typing import Any

import dashboards
import pytest
import yaml
from infra_chart import HOUSEHOLDS, component, of_kind, render
from prometheus_client import CollectorRegistry

from medianest.chassis.watching.metrics import Metrics
from medianest.eventlog.bus import stream_metrics
from medianest.eventlog.metrics import REGISTRY

ROOT = Path(__file__).parents[2]
OBSERVE = ROOT / "infra/observe"
RUNBOOKS = ROOT / "docs/runbooks"
RULES: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((OBSERVE / "rules/medianest.yaml").read_text())["groups"]
    for rule in group["rules"]
]
EXPRESSIONS = [rule["expr"] for rule in RULES] + [
    panel.asks for panels in dashboards.DASHBOARDS.values() for panel in panels
]
# What a service measures besides, in its own code.
OWN = {"medianest_live_clients"}
UNITS = ("_seconds", "_bytes", "_ratio")


def measured(*registries: CollectorRegistry) -> set[str]:
    """Every name under which Prometheus may ask."""
    names = set()
    for registry in registries:
        for metric in registry.collect():
            names |= {metric.name, f"{metric.name}_total", f"{metric.name}_bucket"}
    return names


def test_nobody_asks_for_what_is_not_measured() -> None:
    assert stream_metrics.REGISTRY is REGISTRY
    known = measured(REGISTRY, Metrics("x").registry) | OWN
    asked = {name for one in EXPRESSIONS for name in re.findall(r"medianest_\w+", one)}
    assert asked - known == set()


def test_everything_that_is_measured_is_looked_at_somewhere() -> None:
    asked = {name for one in EXPRESSIONS for name in re.findall(r"medianest_\w+", one)}
    stems = {re.sub(r"_(total|bucket)$", "", name) for name in asked}
    every = [m.name for r in (REGISTRY, Metrics("x").registry) for m in r.collect()]
    assert set(every) - stems == {"medianest_breaker_calls"}


def test_names_follow_the_convention() -> None:
    for registry in (REGISTRY, Metrics("x").registry):
        for metric in registry.collect():
            assert re.fullmatch(r"medianest_[a-z_]+", metric.name)
            assert metric.documentation.endswith("."), metric.name
            if any(unit in metric.name for unit in UNITS):
                assert metric.name.endswith(UNITS)


@pytest.mark.parametrize("name", dashboards.DASHBOARDS)
def test_dashboards_are_as_generated(name: str) -> None:
    path = OBSERVE / "dashboards" / f"{name}.json"
    assert path.read_text() == dashboards.dashboard(name), "run infra/observe/dashboards.py"


def test_every_alert_has_a_runbook_and_every_runbook_an_alert() -> None:
    named = {rule["annotations"]["runbook"] for rule in RULES}
    assert named == {page.stem for page in RUNBOOKS.glob("*.md")} - {"README"}
    index = (RUNBOOKS / "README.md").read_text()
    assert all(f"({name}.md)" in index for name in named)


def test_every_alert_is_tried() -> None:
    tests = (OBSERVE / "rules/medianest.test.yaml").read_text()
    assert [rule["alert"] for rule in RULES if f"alertname: {rule['alert']}" not in tests] == []


def test_every_alert_says_how_bad_it_is_and_waits_a_little() -> None:
    for rule in RULES:
        assert rule["labels"]["severity"] in {"warning", "critical"}
        assert rule["for"]


def test_the_chart_brings_rules_dashboards_and_monitors() -> None:
    documents = render(HOUSEHOLDS["everything"])
    (rules,) = of_kind("PrometheusRule", documents)
    assert [r["alert"] for g in rules["spec"]["groups"] for r in g["rules"]] == [
        rule["alert"] for rule in RULES
    ]
    pages = [json.loads(t) for c in of_kind("ConfigMap", documents) for t in c["data"].values()]
    assert {page["uid"] for page in pages} == {f"medianest-{d}" for d in dashboards.DASHBOARDS}
    watched = {component(one) for one in of_kind("PodMonitor", documents)}
    prometheus = yaml.safe_load((OBSERVE / "prometheus.yaml").read_text())
    assert watched == {job["job_name"] for job in prometheus["scrape_configs"]}
