"""Something of the house stops: the page says so, an incident is opened, and closes by itself."""

from datetime import UTC, datetime
from typing import Any

import httpx

from medianest.testkit.eventually import eventually

LONG_S = 60
RESTS_S = 10
ENDLESS = {"media_type": "movie", "tmdb_id": 990_001}


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


async def test_the_owner_sees_what_the_door_gave_up_on_and_since_when(household: Any) -> None:
    with household.signed_in(household.told["owner"]) as owner:

        def given_up() -> dict[str, Any] | None:
            told = owner.client.get("/api/v1/admin/system").json()["given_up"]
            return next((one for one in told if one["service"] == "notify"), None)

        def lost() -> dict[str, Any] | None:
            owner.client.get("/api/v1/notifications")  # five that are not answered are enough
            return given_up()

        with household.stopped("notify"):
            found = await eventually(lost, timeout_s=LONG_S, every_s=0.2)
            assert datetime.fromisoformat(found["since"]) < datetime.now(UTC)
            assert 1 <= found["tries_again_in_s"] <= RESTS_S
        await eventually(lambda: given_up() is None, timeout_s=LONG_S, every_s=0.5)


async def test_while_seerr_is_away_wishes_say_so_and_wait_for_its_return(household: Any) -> None:
    with household.signed_in(household.told["owner"]) as owner:
        with household.frozen("overseerr"):
            await eventually(lambda: incident(owner.client, "Seerr"), timeout_s=LONG_S, every_s=0.2)
            made = await eventually(lambda: asked(owner.client), timeout_s=LONG_S, every_s=0.5)
            path = f"/api/v1/requests/{made['id']}"

            def says_why() -> bool:
                stuck = owner.client.get(path).json()["stuck_reason"] or ""
                return "is sent when it is back" in stuck

            await eventually(says_why, timeout_s=LONG_S, every_s=0.2)

        def is_sent() -> bool:
            return owner.client.get(path).json()["status"] in {"processing", "available"}

        await eventually(is_sent, timeout_s=LONG_S, every_s=0.2)
        await eventually(
            lambda: (incident(owner.client, "Seerr") or {})["closed_at"],
            timeout_s=LONG_S,
            every_s=0.2,
        )


def asked(client: httpx.Client) -> dict[str, Any] | None:
    """The wish, once the service that takes wishes is let through again."""
    answer = client.post("/api/v1/requests", json=ENDLESS)
    return dict(answer.json()) if answer.is_success else None


def incident(client: httpx.Client, of: str = "requests") -> dict[str, Any] | None:
    found = client.get("/api/v1/status/incidents").json()["items"]
    return next((one for one in found if one["monitor_name"] == of), None)


def is_told(client: httpx.Client) -> bool:
    """One line in the inbox says that it was away and is back."""
    lines = client.get("/api/v1/notifications").json()["items"]
    return any("“requests” was away" in line["title"] for line in lines)
