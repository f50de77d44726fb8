"""Rules and dashboards in a real Prometheus, which looks at a running house."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from medianest.testkit.eventually import eventually

pytestmark = pytest.mark.observe
ROOT = Path(__file__).parents[2]
RULES = ROOT / "infra/observe/rules"
PAGES = sorted((ROOT / "infra/observe/dashboards").glob("*.json"))
PANELS = [
    (page.stem, panel["title"], panel["targets"][0]["expr"])
    for page in PAGES
    for panel in json.loads(page.read_text())["panels"]
]
# Only where something waits, is cut off or dropped, which may not have happened yet.
RARE = re.compile(r"jobs|egress|breaker|turned_away|dropped|conflicts|status=~\"5")


@pytest.fixture(scope="module")
def observed(
    tmp_path_factory: pytest.TempPathFactory, up: Callable[..., Iterator[Any]]
) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("observed")
    yield from up(folder, MEDIANEST_WEB="keep", OBSERVE="1")


@pytest.fixture(scope="module")
def prometheus(observed: Any) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=observed.told["observe"]["prometheus"], timeout=10) as client:
        yield client


def ask(prometheus: httpx.Client, expression: str) -> list[Any]:
    plain = expression.replace("$__rate_interval", "1m").replace("$__interval", "1m")
    answer = prometheus.get("/api/v1/query", params={"query": plain})
    assert answer.status_code == 200, f"{plain}: {answer.text}"
    found: list[Any] = answer.json()["data"]["result"]
    return found


@pytest.mark.parametrize("what", [("check", "medianest.yaml"), ("test", "medianest.test.yaml")])
def test_promtool_agrees(what: tuple[str, str]) -> None:
    verb, file = what
    said = subprocess.run(
        ["promtool", verb, "rules", file],  # noqa: S607  it is on PATH in this lane
        cwd=RULES,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stdout + said.stderr


async def test_every_service_is_seen(prometheus: httpx.Client, observed: Any) -> None:
    def seen() -> set[str]:
        return {one["metric"]["job"] for one in ask(prometheus, "up == 1")}

    await eventually(lambda: seen() == set(observed.told["services"]), timeout_s=30)


async def test_every_panel_shows_something(prometheus: httpx.Client, observed: Any) -> None:
    with observed.signed_in(observed.told["owner"]) as owner:
        download = owner.submit(f"{observed.videos}/watch/letters-from-the-attic")
        await owner.ended(download)
    for page, title, expression in PANELS:
        found = await eventually(
            lambda asked=expression: ask(prometheus, asked) or bool(RARE.search(asked)),
            timeout_s=30,
        )
        assert found, f"{page}: {title}"


def test_rules_are_loaded_and_nothing_is_amiss(prometheus: httpx.Client) -> None:
    groups = prometheus.get("/api/v1/rules").json()["data"]["groups"]
    rules = [rule for group in groups for rule in group["rules"]]
    assert len(rules) > 10
    assert {rule["health"] for rule in rules} <= {"ok", "unknown"}
    assert [rule["name"] for rule in rules if rule["state"] == "firing"] == []
