"""The Helm chart, rendered for several households and held against what matters."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import infra_settings
import kubernetes_validate
import pytest
import yaml
from helm_python.chart import Chart, lint
from helm_python.errors import HelmError
from infra_chart import CHART, HOUSEHOLDS, component, containers, of_kind, pods, render
from typer.testing import CliRunner

from medianest.cli.main import app
from medianest.contracts.topology import SERVICES, ServiceName

FOREIGN = {
    "Cluster",
    "ScaledObject",
    "TriggerAuthentication",
    "HTTPRoute",
    "PodMonitor",
    "PrometheusRule",
}
OF_A_SERVICE: dict[str, ServiceName] = {s: s for s in SERVICES} | {"downloads-worker": "downloads"}
ONCE = {"provision", "test", "backup"}
each_household = pytest.mark.parametrize("values", HOUSEHOLDS.values(), ids=HOUSEHOLDS)
each_service = pytest.mark.parametrize("name", OF_A_SERVICE)


@each_household
def test_helm_has_nothing_to_say(values: dict[str, Any]) -> None:
    found = lint(CHART, values)
    assert found["errors"] == []
    assert {said["error"] for said in found["messages"]} <= {"icon is recommended"}


@each_household
def test_kubernetes_knows_every_field(values: dict[str, Any]) -> None:
    for document in render(values):
        if document["kind"] not in FOREIGN:
            kubernetes_validate.validate(document, "1.31", strict=True)


@each_household
def test_s57_nobody_is_root_or_may_become_more(values: dict[str, Any]) -> None:
    for name, pod in pods(render(values)).items():
        context = pod["securityContext"]
        assert (context["runAsNonRoot"], context["runAsUser"]) == (True, 10001), name
        assert context["seccompProfile"] == {"type": "RuntimeDefault"}
        for one in containers(pod):
            assert one["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }


@each_household
def test_only_what_makes_secrets_has_a_token(values: dict[str, Any]) -> None:
    for name, pod in pods(render(values)).items():
        assert pod["automountServiceAccountToken"] is False, name
        holders = [
            (name, one["name"])
            for one in containers(pod)
            for mount in one["volumeMounts"]
            if mount["name"] == "token"
        ]
        assert holders == ([("provision", "secrets")] if name == "provision" else [])


def test_provision_reads_no_secret_but_its_own() -> None:
    (role,) = of_kind("Role", render({}))
    for rule in role["rules"]:
        assert rule["resources"] == ["secrets"]
        named = all(name.startswith("home-medianest-") for name in rule.get("resourceNames", []))
        assert rule["verbs"] == ["create"] or (rule["resourceNames"] and named)


@each_household
def test_every_container_has_limits_and_is_asked_how_it_is(values: dict[str, Any]) -> None:
    for name, pod in pods(render(values)).items():
        for one in containers(pod):
            for most in ("requests", "limits"):
                assert {"cpu", "memory"} <= set(one["resources"][most]), name
            if name not in ONCE:
                assert {"livenessProbe", "readinessProbe"} <= set(one), name


@each_household
def test_secrets_are_only_referred_to(values: dict[str, Any]) -> None:
    documents = render(values)
    assert of_kind("Secret", documents) == []
    for pod in pods(documents).values():
        for one in containers(pod):
            for variable in one.get("env", []):
                secret = re.search(
                    r"PASSWORD|DSN|SEED|KEK|PEPPER|TOKEN|SIGNING|REDIS", variable["name"]
                )
                assert not secret or variable["name"].endswith("_FILE")


@each_household
@each_service
def test_every_setting_is_one_that_the_service_knows(name: str, values: dict[str, Any]) -> None:
    (container,) = pods(render(values))[name]["containers"]
    told = {variable["name"]: variable["value"] for variable in container["env"]}
    service = OF_A_SERVICE[name]
    assert infra_settings.required(service) <= infra_settings.told(told, service)


@each_service
def test_a_service_sees_its_own_secrets_only(name: str) -> None:
    volumes = pods(render({}))[name]["volumes"]
    seen = [volume["secret"]["secretName"] for volume in volumes if "secret" in volume]
    assert seen == [f"home-medianest-{OF_A_SERVICE[name]}"]


def test_services_go_over_one_by_one() -> None:
    for deployment in of_kind("Deployment", render({})):
        if component(deployment) in OF_A_SERVICE:
            assert deployment["spec"]["strategy"]["rollingUpdate"] == {
                "maxUnavailable": 0,
                "maxSurge": 1,
            }


def test_a_pod_is_given_longer_than_its_service_takes_to_end() -> None:
    for name, service in OF_A_SERVICE.items():
        pod = pods(render({}))[name]
        told = {v["name"]: v["value"] for v in pod["containers"][0]["env"]}
        grace_s = infra_settings.fields(service)["drain_grace_s"].default
        drains_s = float(told["MEDIANEST_DRAIN_DELAY_S"]) + grace_s
        assert pod["terminationGracePeriodSeconds"] > drains_s


def test_migrations_are_a_job_of_their_revision_and_no_hook() -> None:
    (job,) = of_kind("Job", render({}))
    assert job["metadata"]["name"].endswith("-r1")
    assert "annotations" not in job["metadata"]
    steps = [one["args"][:2] for one in containers(job["spec"]["template"]["spec"])]
    assert steps == [["provision", "secrets"], ["provision", "servers"], ["migrate"]]


def test_a_backup_is_made_every_night_and_the_newest_are_kept() -> None:
    assert of_kind("CronJob", render({})) == []
    (nightly,) = of_kind("CronJob", render(HOUSEHOLDS["everything"]))
    assert (nightly["spec"]["schedule"], nightly["spec"]["concurrencyPolicy"]) == (
        "17 3 * * *",
        "Forbid",
    )
    (container,) = pods([nightly])["backup"]["containers"]
    assert container["args"] == [
        "backup",
        "--backups=/backups",
        "--keep=14",
        "--ledger=/erased",
        "--passphrase-file=/passphrase/passphrase",
    ]
    claimed = [
        volume["persistentVolumeClaim"]["claimName"]
        for volume in pods(render(HOUSEHOLDS["servers of one's own"]))["backup"]["volumes"]
        if "persistentVolumeClaim" in volume
    ]
    assert claimed == ["tapes", "home-medianest-erased"]


def test_what_the_chart_asks_of_the_command_is_understood() -> None:
    documents = render(HOUSEHOLDS["everything"])
    for pod in pods(documents).values():
        for one in containers(pod):
            if one.get("command") == ["medianest"]:
                told = CliRunner().invoke(app, [*one["args"], "--help"])
                assert told.exit_code == 0, one["args"]


def test_who_is_many_is_never_gone_all_at_once() -> None:
    documents = render({})
    guarded = {
        one["spec"]["selector"]["matchLabels"]["app.kubernetes.io/component"]: one["spec"]
        for one in of_kind("PodDisruptionBudget", documents)
    }
    assert set(guarded) >= set(SERVICES)
    assert {spec["maxUnavailable"] for spec in guarded.values()} == {1}


def test_who_is_many_is_spread_over_nodes() -> None:
    for name, pod in pods(render({})).items():
        if name in SERVICES:
            (spread,) = pod["topologySpreadConstraints"]
            assert spread["topologyKey"] == "kubernetes.io/hostname"
            labels = spread["labelSelector"]["matchLabels"]
            assert labels["app.kubernetes.io/component"] == name


def test_kubectl_users_get_the_same_documents(tmp_path: Path) -> None:
    values = tmp_path / "mine.yaml"
    values.write_text(yaml.safe_dump({"keda": {"enabled": True}}))
    told = [sys.executable, CHART.parent / "manifests.py", "--name", "home", "--namespace", "nest"]
    made = subprocess.run([*told, "--values", values], capture_output=True, check=True)  # noqa: S603  our own
    documents = [one for one in yaml.safe_load_all(made.stdout) if one]
    tests = {one["metadata"]["name"] for one in documents if one["kind"] == "Pod"}
    wanted = [one for one in render({"keda": {"enabled": True}}) if one["kind"] != "Pod"]
    assert tests == set()
    assert sorted(map(_named, documents)) == sorted(map(_named, wanted))
    values.write_text("hots: nest.example.org\n")
    refused = subprocess.run([*told, "--values", values], capture_output=True, check=False)  # noqa: S603  our own
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert b"hots" in refused.stderr


def _named(document: dict[str, Any]) -> tuple[str, str]:
    return document["kind"], document["metadata"]["name"]


def test_who_scales_on_work_has_no_second_master() -> None:
    documents = render(HOUSEHOLDS["everything"])
    scaled = {one["spec"]["scaleTargetRef"]["name"] for one in of_kind("ScaledObject", documents)}
    by_load = of_kind("HorizontalPodAutoscaler", documents)
    assert scaled == {"home-medianest-notify", "home-medianest-downloads-worker"}
    assert scaled & {one["spec"]["scaleTargetRef"]["name"] for one in by_load} == set()
    for deployment in of_kind("Deployment", documents):
        if deployment["metadata"]["name"] in scaled:
            assert "replicas" not in deployment["spec"]


def test_an_image_may_be_named_by_digest() -> None:
    (gateway,) = pods(render(HOUSEHOLDS["everything"]))["gateway"]["containers"]
    wanted = f"registry.example.org/medianest/gateway@sha256:{'a' * 64}"
    assert gateway["image"] == wanted


@pytest.mark.parametrize(
    "values",
    [
        {"hots": "nest.example.org"},
        {"host": "https://nest.example.org"},
        {"services": {"gateway": {"replicas": 0}}},
        {"services": {"gateway": {"settings": {"MEDIANEST_X": "1"}}}},
        {"image": {"digests": {"gateway": "latest"}}},
        {"postgres": {"mode": "sqlite"}},
    ],
    ids=str,
)
def test_values_that_make_no_sense_are_refused(values: dict[str, Any]) -> None:
    with Chart.load(CHART) as chart, pytest.raises(HelmError):
        chart.validate_schema(values)


def test_a_server_of_ones_own_must_be_said_to_be_somewhere() -> None:
    with Chart.load(CHART) as chart, pytest.raises(HelmError, match=r"postgres\.host"):
        chart.render({"postgres": {"mode": "external"}}, name="home", namespace="nest")
