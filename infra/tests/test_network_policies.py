"""Every edge of the network policies is one that the topology names, and there are no more."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from infra_chart import CHART, HOUSEHOLDS, component, of_kind, pods, render

from medianest.contracts.topology import SERVICES, TOPOLOGY, Outside

OPERATE = ("provision", "streams", "test")
HTTP, POSTGRES, NATS, VALKEY = 8080, 5432, 4222, 6379
OUTSIDE = {"0.0.0.0/0", "::/0"}
FIREWALLED = {name: v for name, v in HOUSEHOLDS.items() if name != "bare"}
each_household = pytest.mark.parametrize("values", FIREWALLED.values(), ids=FIREWALLED)


def policies(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {component(one): one["spec"] for one in of_kind("NetworkPolicy", render(values))}


def ports(rule: dict[str, Any]) -> set[int]:
    return {port["port"] for port in rule["ports"]}


def peers(rule: dict[str, Any], direction: str) -> Iterator[str]:
    """Each peer in a word: a component, `ns:<namespace>`, a network, or what its labels say."""
    for peer in rule.get(direction, [{}]):
        if "ipBlock" in peer:
            yield peer["ipBlock"]["cidr"]
        elif "namespaceSelector" in peer:
            labels = peer["namespaceSelector"]["matchLabels"]
            yield f"ns:{labels['kubernetes.io/metadata.name']}"
        elif "podSelector" in peer:
            labels = peer["podSelector"]["matchLabels"]
            yield labels.get("app.kubernetes.io/component") or next(iter(labels))
        else:
            yield "anywhere"


def out_of(name: str, values: dict[str, Any]) -> set[tuple[str, int]]:
    rules = policies(values)[name].get("egress") or []
    return {(peer, port) for rule in rules for peer in peers(rule, "to") for port in ports(rule)}


def into(name: str, values: dict[str, Any]) -> set[tuple[str, int]]:
    rules = policies(values)[name].get("ingress") or []
    return {(peer, port) for rule in rules for peer in peers(rule, "from") for port in ports(rule)}


@each_household
def test_s58_nothing_passes_unless_it_is_named(values: dict[str, Any]) -> None:
    nothing = policies(values)["all"]
    assert set(nothing["podSelector"]["matchLabels"]) == {
        "app.kubernetes.io/name",
        "app.kubernetes.io/instance",
    }
    assert nothing["policyTypes"] == ["Ingress", "Egress"]
    assert not nothing.get("ingress")
    assert not nothing.get("egress")
    assert {*pods(render(values)), *OPERATE} <= set(policies(values)) | {"valkey"}


@each_household
def test_services_are_asked_by_whom_the_topology_names(values: dict[str, Any]) -> None:
    asked = {
        (name, peer)
        for name in SERVICES
        for peer, port in out_of(name, values)
        if port == HTTP and peer in SERVICES
    }
    assert asked == {(one.name, whom) for one in TOPOLOGY.values() for whom in one.calls}


@each_household
def test_both_ends_of_an_edge_agree(values: dict[str, Any]) -> None:
    for name in (*SERVICES, "test"):
        for peer, port in out_of(name, values):
            if peer in SERVICES:
                assert (name, port) in into(peer, values)
    for name in SERVICES:
        for peer, port in into(name, values):
            if peer in SERVICES:
                assert (name, port) in out_of(peer, values)


def edges(beyond: Outside) -> set[str]:
    """Pods that may go there: each service that the topology names, and what works for it."""
    named = {one.name for one in TOPOLOGY.values() if beyond in one.reaches}
    return named | ({"downloads-worker"} & {f"{name}-worker" for name in named})


@each_household
def test_s58_only_whom_the_topology_names_gets_out(values: dict[str, Any]) -> None:
    def who_goes(port: int) -> set[str]:
        return {
            name
            for name in policies(values)
            if {peer for peer, to in out_of(name, values) if to == port} & OUTSIDE
        }

    assert who_goes(443) == who_goes(80) == edges("web")
    assert who_goes(25) == who_goes(465) == who_goes(587) == edges("mail")
    assert {
        port for name in policies(values) for peer, port in out_of(name, values) if peer in OUTSIDE
    } == {80, 443, 25, 465, 587}


def test_only_whom_the_topology_names_may_be_let_to_the_household() -> None:
    schema = json.loads((CHART / "values.schema.json").read_text())
    home = schema["properties"]["networkPolicies"]["properties"]["home"]
    assert set(home["propertyNames"]["enum"]) == edges("household")


def test_private_networks_are_not_outside() -> None:
    for rule in policies({})["downloads-worker"]["egress"]:
        for peer in rule.get("to", []):
            if "ipBlock" in peer:
                assert peer["ipBlock"]["except"]


def test_servers_of_the_household_are_let_in_one_by_one() -> None:
    values = HOUSEHOLDS["everything"]
    assert ("192.168.1.5/32", 5055) in out_of("requests", values)
    assert ("192.168.1.5/32", 3001) in out_of("status", values)
    for name in set(policies(values)) - {"requests", "status"}:
        assert not any(peer == "192.168.1.5/32" for peer, _ in out_of(name, values))


def test_only_the_door_is_knocked_at_from_outside() -> None:
    entered = {name for name in policies({}) if any(p.startswith("ns:") for p, _ in into(name, {}))}
    assert entered == {"gateway"}


def test_measurements_are_for_prometheus_only() -> None:
    values = HOUSEHOLDS["everything"]
    for name in (*SERVICES, "downloads-worker"):
        assert {peer for peer, port in into(name, values) if port == 9090} == {"ns:monitoring"}
    assert all(port != 9090 for name in SERVICES for _, port in into(name, {}))


def test_the_cache_is_for_limits_for_titles_looked_up_and_for_looking_whether_it_is_there() -> None:
    asks = ("gateway", "requests", "status", "test")
    assert into("valkey", {}) == {(name, VALKEY) for name in asks}


@pytest.mark.parametrize("name", [*SERVICES, "downloads-worker", *OPERATE])
def test_everybody_finds_names_the_database_and_the_bus(name: str) -> None:
    assert {("ns:kube-system", 53), ("cnpg.io/cluster", POSTGRES)} <= out_of(name, {})
    assert ("app.kubernetes.io/name", NATS) in out_of(name, {})


def test_a_backup_reaches_the_database_and_nothing_else() -> None:
    values = HOUSEHOLDS["everything"]
    assert out_of("backup", values) == {("ns:kube-system", 53), ("cnpg.io/cluster", POSTGRES)} | {
        ("ns:otel", 4318)
    }
    assert into("backup", values) == set()


def test_only_provision_reaches_the_clusters_api() -> None:
    anywhere = {name for name in policies({}) for peer, _ in out_of(name, {}) if peer == "anywhere"}
    assert anywhere == {"provision"}
