"""What the household's Uptime Kuma sees is on the page, at once."""

from typing import Any

import httpx

from medianest.testkit.eventually import eventually


def connect(household: Any, owner: Any) -> str:
    kuma = household.told["simulators"]["uptime_kuma"]
    owner.put("/api/v1/settings/status/uptime-kuma", json=kuma).raise_for_status()
    return str(kuma["url"])


async def until(client: httpx.Client, name: str, state: str) -> None:
    def seen() -> bool:
        page = client.get("/api/v1/status").json()
        return any(m["name"] == name and m["state"] == state for m in page["monitors"])

    await eventually(seen, timeout_s=20, every_s=0.1)


async def test_what_it_finds_down_is_down_here_and_comes_back(household: Any, anna: Any) -> None:
    with household.signed_in(household.told["owner"]) as owner:
        kuma = connect(household, owner.client)
    await until(anna.client, "Plex", "up")
    for state in ("down", "maintenance", "up"):
        httpx.put(f"{kuma}/control/monitors/1", json={"status": state}).raise_for_status()
        await until(anna.client, "Plex", state)
