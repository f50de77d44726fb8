"""Every edge of the network policies is one that the topology names, and there are no more."""

from collections.abc import Iterator
from typing import Any

import pytest
from infra_chart import HOUSEHOLDS, component, of_kind, pods, render

from medianest.contracts.topology import SERVICES, TOPOLOGY

OPERATE = ("provision", "streams", "test")
HTTP, POSTGRES, NATS, VALKEY = 8080, 5432, 4222, 6379
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
def test_nothing_passes_unless_it_is_named(values: dict[str, Any]) -> None:
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


def test_only_who_reaches_out_gets_out() -> None:
    networks = {"0.0.0.0/0", "::/0"}
    out = {name for name in policies({}) if {p for p, _ in out_of(name, {})} & networks}
    allowed = {one.name for one in TOPOLOGY.values() if one.reaches_out}
    assert out == allowed | {"downloads-worker"}


def test_private_networks_are_not_outside() -> None:
    for rule in policies({})["downloads-worker"]["egress"]:
        for peer in rule.get("to", []):
            if "ipBlock" in peer:
                assert peer["ipBlock"]["except"]


def test_servers_of_the_household_are_let_in_one_by_one() -> None:
    values = HOUSEHOLDS["everything"]
    assert ("192.168.1.5/32", 5055) in out_of("requests", values)
    assert not any(peer == "192.168.1.5/32" for peer, _ in out_of("gateway", values))


def test_only_the_door_is_knocked_at_from_outside() -> None:
    entered = {name for name in policies({}) if any(p.startswith("ns:") for p, _ in into(name, {}))}
    assert entered == {"gateway"}


def test_measurements_are_for_prometheus_only() -> None:
    values = HOUSEHOLDS["everything"]
    for name in (*SERVICES, "downloads-worker"):
        assert {peer for peer, port in into(name, values) if port == 9090} == {"ns:monitoring"}
    assert all(port != 9090 for name in SERVICES for _, port in into(name, {}))


def test_the_cache_is_for_limits_and_for_looking_whether_it_is_there() -> None:
    assert into("valkey", {}) == {("gateway", VALKEY), ("status", VALKEY), ("test", VALKEY)}


@pytest.mark.parametrize("name", [*SERVICES, "downloads-worker", *OPERATE])
def test_everybody_finds_names_the_database_and_the_bus(name: str) -> None:
    assert {("ns:kube-system", 53), ("cnpg.io/cluster", POSTGRES)} <= out_of(name, {})
    assert ("app.kubernetes.io/name", NATS) in out_of(name, {})


def test_only_provision_reaches_the_clusters_api() -> None:
    anywhere = {name for name in policies({}) for peer, _ in out_of(name, {}) if peer == "anywhere"}
    assert anywhere == {"provision"}
