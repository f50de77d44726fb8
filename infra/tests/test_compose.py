"""The compose files, held against the topology and against what each service may be told."""

import re
from pathlib import Path
from typing import Any

import infra_settings
import pytest
import yaml

from medianest.contracts.topology import SERVICES, ServiceName

COMPOSE = Path(__file__).parents[1] / "compose"
TEXT = (COMPOSE / "compose.yaml").read_text()
WATCHING = (COMPOSE / "observe.yaml").read_text()
HOUSE: dict[str, Any] = yaml.safe_load(TEXT)
CONTAINERS: dict[str, dict[str, Any]] = HOUSE["services"]
WATCHERS: dict[str, dict[str, Any]] = yaml.safe_load(WATCHING)["services"]
OF_A_SERVICE: dict[str, ServiceName] = {
    **{service: service for service in SERVICES},
    "downloads-worker": "downloads",
}
DONE_AT_ONCE = {"secrets", "medianest", "provision", "migrate"}
REACH_OUT = {"identity", "requests", "downloads", "downloads-worker", "status", "notify"}
each_container = pytest.mark.parametrize("name", CONTAINERS)
each_service = pytest.mark.parametrize("name", OF_A_SERVICE)


def sources(name: str) -> list[str]:
    """What a container sees of this machine, without the defaults."""
    mounts = [str(mount) for mount in CONTAINERS[name].get("volumes", [])]
    return [re.sub(r"\$\{(\w+)[^}]*\}", r"\1", mount).split(":")[0] for mount in mounts]


@pytest.mark.parametrize("name", [*CONTAINERS, *WATCHERS])
def test_a_container_is_tame(name: str) -> None:
    container = {**CONTAINERS, **WATCHERS}[name]
    # Who ships logs reads files that only root has; it may read, and nothing else.
    more = {"proxy": ["NET_BIND_SERVICE"], "shipper": ["DAC_READ_SEARCH"]}
    assert container["user"] == ("0:0" if name == "shipper" else "${PUID:-1000}:${PGID:-1000}")
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container.get("cap_add", []) == more.get(name, [])
    assert "no-new-privileges:true" in container["security_opt"]
    assert "privileged" not in container


@pytest.mark.parametrize("name", [*CONTAINERS, *WATCHERS])
def test_a_container_has_limits(name: str) -> None:
    container = {**CONTAINERS, **WATCHERS}[name]
    assert {"mem_limit", "cpus", "pids_limit", "stop_grace_period"} <= set(container)
    assert container["logging"]["options"]["max-size"]


@each_container
def test_what_goes_on_is_asked_how_it_is(name: str) -> None:
    test = CONTAINERS[name].get("healthcheck", {}).get("test")
    assert bool(test) == (name not in DONE_AT_ONCE | {"streams", "backup"})


def test_only_the_proxy_is_seen_from_outside() -> None:
    published = [name for name, container in CONTAINERS.items() if "ports" in container]
    assert published == ["proxy"]
    at_home = [port for one in WATCHERS.values() for port in one.get("ports", [])]
    assert at_home == ["127.0.0.1:3000:3000"]
    assert HOUSE["networks"]["edge"]["internal"] is True
    assert HOUSE["networks"]["inside"]["internal"] is True


def test_only_who_must_can_reach_out() -> None:
    out = {name for name, container in CONTAINERS.items() if "outside" in container["networks"]}
    assert out == REACH_OUT | {"proxy", "suite"}


def test_the_proxy_meets_nobody_but_the_gateway() -> None:
    assert "inside" not in CONTAINERS["proxy"]["networks"]
    beside = {name for name, one in CONTAINERS.items() if "edge" in one["networks"]}
    assert beside == {"proxy", "gateway", "suite"}


def test_probes_measurements_and_inner_pages_end_at_the_proxy() -> None:
    caddyfile = (COMPOSE / "caddy/Caddyfile").read_text()
    (paths,) = re.findall(r"@inside path (.*)", caddyfile)
    assert set(paths.split()) >= {"/internal/*", "/metrics", "/readyz", "/livez", "/startupz"}
    assert "respond @inside 404" in caddyfile


@each_service
def test_every_setting_is_one_that_the_service_knows(name: str) -> None:
    service = OF_A_SERVICE[name]
    known = infra_settings.told(CONTAINERS[name]["environment"], service)
    assert infra_settings.required(service) <= known


@each_service
def test_a_service_sees_its_own_secrets_only(name: str) -> None:
    mine = [source for source in sources(name) if source.startswith("SECRETS")]
    assert mine == [f"SECRETS/{OF_A_SERVICE[name]}"]


def test_secrets_come_by_file() -> None:
    for name, container in CONTAINERS.items():
        for variable in container.get("environment", {}):
            secret = re.search(r"PASSWORD|SECRET|DSN|SEED|KEK|PEPPER|TOKEN|SIGNING_KEY", variable)
            assert not secret or variable.endswith("_FILE") or variable == "MEDIANEST_SECRETS", name


def test_the_small_house_is_the_same_house() -> None:
    profiles = {name: one.get("profiles") for name, one in CONTAINERS.items()}
    assert {name for name, of in profiles.items() if of == ["full"]} == set(OF_A_SERVICE)
    assert {name for name, of in profiles.items() if of == ["small"]} == {"suite"}
    small = {source for source in sources("suite") if source.startswith("SECRETS")}
    assert small == {f"SECRETS/{service}" for service in SERVICES}


def test_nobody_starts_before_the_schemas_are_there() -> None:
    for name in (*OF_A_SERVICE, "suite", "streams", "backup"):
        waits_for = CONTAINERS[name]["depends_on"]
        assert waits_for["migrate"]["condition"] == "service_completed_successfully"


def test_every_variable_is_explained_in_the_example() -> None:
    example = (COMPOSE / ".env.example").read_text()
    offered = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    used = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", TEXT + WATCHING))
    assert used <= offered
    assert offered - used <= {"COMPOSE_PROFILES", "COMPOSE_FILE"}


def test_images_are_named_by_variables() -> None:
    every = [*CONTAINERS.values(), *WATCHERS.values()]
    assert all(container["image"].startswith("${") for container in every)


def test_what_watchers_are_given_exists() -> None:
    for name, watcher in WATCHERS.items():
        for mount in watcher["volumes"]:
            source = mount.split(":")[0]
            assert not source.startswith("../") or (COMPOSE / source).exists(), name


def test_old_and_new_compose_can_read_it() -> None:
    assert "include" not in HOUSE
    assert not any("develop" in container for container in CONTAINERS.values())
