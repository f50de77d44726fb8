"""Renders the chart with Helm's own engine, for several households."""

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml
from helm_python import Chart

CHART: Final = Path(__file__).parents[1] / "k8s/medianest"
NAMESPACE: Final = "nest"

Document = dict[str, Any]

HOUSEHOLDS: Final[dict[str, Document]] = {
    "as it comes": {},
    "everything": {
        "keda": {"enabled": True},
        "monitoring": {"enabled": True},
        "httpRoute": {"enabled": True, "parentRefs": [{"name": "edge"}]},
        "otlpEndpoint": "http://collector.otel:4318",
        "networkPolicies": {
            "collectorNamespace": "otel",
            "home": {
                "requests": [{"cidr": "192.168.1.5/32", "port": 5055}],
                "status": [{"cidr": "192.168.1.5/32", "port": 3001}],
            },
        },
        "backup": {"enabled": True, "passphraseSecret": "backup-words"},
        "image": {"digests": {"gateway": "sha256:" + "a" * 64}, "registry": "registry.example.org"},
    },
    "servers of one's own": {
        "postgres": {
            "mode": "external",
            "host": "db.home",
            "adminSecret": "pg",
            "cidrs": ["10.0.0.5/32"],
        },
        "valkey": {"enabled": False, "host": "cache.home", "cidrs": ["10.0.0.6/32"]},
        "media": {"existingClaim": "films"},
        "backup": {"enabled": True, "existingClaim": "tapes"},
        "services": {"notify": {"secretSettings": {"smtp_url": "smtp.url"}}},
    },
    "bare": {
        "networkPolicies": {"enabled": False},
        "ingress": {"enabled": False},
        "podDisruptionBudgets": False,
        "provision": {"watch": False},
    },
}


def render(values: Document) -> list[Document]:
    """All documents, as a first install would make them."""
    return json.loads(_rendered(json.dumps(values)))  # type: ignore[no-any-return]  # a list of documents


@functools.cache
def _rendered(values: str) -> str:
    with Chart.load(CHART) as chart:
        files = chart.render(
            json.loads(values), name="home", namespace=NAMESPACE, revision=1, is_install=True
        )
    return json.dumps([*_documents(files)])


def _documents(files: dict[str, str]) -> Iterator[Document]:
    for name, text in files.items():
        if name.endswith(".yaml"):
            yield from (found for found in yaml.safe_load_all(text) if found)


def of_kind(kind: str, documents: list[Document]) -> list[Document]:
    return [one for one in documents if one["kind"] == kind]


def component(document: Document) -> str:
    labels = document["metadata"]["labels"]
    return str(labels["app.kubernetes.io/component"])


def pods(documents: list[Document]) -> dict[str, Document]:
    """What pods will be made of, by what they are."""
    found = {}
    for document in documents:
        if document["kind"] == "Pod":
            found[component(document)] = document["spec"]
        elif document["kind"] == "CronJob":
            found[component(document)] = document["spec"]["jobTemplate"]["spec"]["template"]["spec"]
        elif "template" in document.get("spec", {}):
            found[component(document)] = document["spec"]["template"]["spec"]
    return found


def containers(pod: Document) -> list[Document]:
    return [*pod.get("initContainers", []), *pod["containers"]]
