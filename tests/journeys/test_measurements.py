"""What a running house tells Prometheus: by one convention, and all of it."""

import re
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from medianest.contracts.topology import SERVICES
from medianest.testkit.eventually import eventually

UNITS = ("seconds", "bytes", "ratio")


def page(household: Any, service: str) -> dict[str, Any]:
    text = httpx.get(household.told["services"][service]["metrics_url"], timeout=5).text
    return {family.name: family for family in text_string_to_metric_families(text)}


@pytest.mark.parametrize("service", [*SERVICES, "downloads-worker"])
def test_names_follow_the_convention(service: str, household: Any) -> None:
    for name, family in page(household, service).items():
        assert re.fullmatch(r"medianest_[a-z_]+", name)
        assert family.documentation.endswith("."), name
        words = name.split("_")
        assert not set(words) & set(UNITS) or words[-1] in UNITS


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_tells_of_its_own_log_and_of_no_other(service: str, household: Any) -> None:
    def told() -> list[Any]:
        return list(page(household, service)["medianest_broker_connected"].samples)

    found = await eventually(told, timeout_s=20)
    assert [one.labels["service"] for one in found] == [service]


async def test_what_happened_is_counted_once(household: Any, anna: Any) -> None:
    def queued() -> float:
        facts = page(household, "downloads")["medianest_facts"].samples
        return sum(
            one.value
            for one in facts
            if one.name.endswith("_total") and one.labels["type"] == "downloads.queued"
        )

    before = queued()
    headers = {"Idempotency-Key": "counted-once"}
    body = {"url": f"{household.videos}/watch/letters-from-the-attic"}
    answers = [anna.client.post("/api/v1/downloads", json=body, headers=headers) for _ in range(3)]
    assert {answer.json()["id"] for answer in answers} == {answers[0].json()["id"]}
    assert queued() == before + 1
    await anna.ended(answers[0].json()["id"])
