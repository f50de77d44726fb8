"""Something of the house stops: the page says so, an incident is opened, and closes by itself."""

from typing import Any

import httpx

from medianest.testkit.eventually import eventually

LONG_S = 60


async def test_a_part_that_stops_is_seen_and_told_and_its_return_as_well(household: Any) -> None:
    with household.signed_in(household.told["owner"]) as owner, household.frozen("requests"):
        opened = await eventually(lambda: incident(owner.client), timeout_s=LONG_S, every_s=0.2)
        assert opened["closed_at"] is None
        page = owner.client.get("/api/v1/status").json()
        assert page["overall"] == "down"
        assert [one["id"] for one in page["incidents"]] == [opened["id"]]
    with household.signed_in(household.told["owner"]) as owner:
        await eventually(
            lambda: (incident(owner.client) or {})["closed_at"], timeout_s=LONG_S, every_s=0.2
        )
        await eventually(lambda: is_told(owner.client), timeout_s=20, every_s=0.2)


def incident(client: httpx.Client) -> dict[str, Any] | None:
    found = client.get("/api/v1/status/incidents").json()["items"]
    return next((one for one in found if one["monitor_name"] == "requests"), None)


def is_told(client: httpx.Client) -> bool:
    """One line in the inbox says that it was away and is back."""
    lines = client.get("/api/v1/notifications").json()["items"]
    return any("“requests” was away" in line["title"] for line in lines)
