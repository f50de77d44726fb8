"""Furnishes a fresh house through its real API: people, Uptime Kuma, Plex, and a look at Seerr."""

from collections.abc import Mapping
from typing import Final

import httpx

from medianest.cli.provision import Credentials
from medianest.local.people import Person, make_up, remember
from medianest.local.places import Places
from medianest.local.simulators.plex_tv_accounts import THE_SERVER

_OURS: Final = {"x-requested-with": "medianest"}


class SeedRefused(Exception):
    """The house did not take its people."""


async def seed(
    url: str,
    credentials: Credentials,
    places: Places,
    *,
    uptime_kuma: Mapping[str, object],
    seerr: Mapping[str, object],
) -> list[Person]:
    """Let everybody in, once; can be repeated after a crash in the middle.

    `uptime_kuma`: with what it is signed in to; `seerr`: how it is looked at.
    """
    people = make_up(places)
    owner, *members = people
    sign_in = {key: owner[key] for key in ("username", "password")}
    async with httpx.AsyncClient(base_url=f"{url}/api/v1", headers=_OURS, timeout=20) as client:
        setup = await client.get("/setup")
        _accepted(setup, "the first run")
        if setup.json()["open"]:
            token = credentials.vault.read("identity/setup.token")
            wish = {**sign_in, "setup_token": token, "display_name": owner["display_name"]}
            _accepted(await client.post("/setup", json=wish), "the owner")
        else:
            _accepted(await client.post("/auth/local", json=sign_in), "the owner's sign-in")
        for person in members:
            answer = await client.post("/members", json=person)
            if answer.status_code != httpx.codes.CONFLICT:
                _accepted(answer, person["username"])
        kuma = await client.put("/settings/status/uptime-kuma", json=uptime_kuma)
        _accepted(kuma, "Uptime Kuma")
        await _look_at_seerr(client, seerr)
        plex = {"machine_identifier": THE_SERVER}
        _accepted(await client.put("/settings/identity/plex", json=plex), "Plex")
        _accepted(await client.post("/auth/logout"), "the owner's sign-out")
    remember(places, people, seeded=True)
    return people


async def _look_at_seerr(client: httpx.AsyncClient, probe: Mapping[str, object]) -> None:
    """While it is away, wishes wait and say so."""
    plan = {"name": "Seerr", "every_s": 5, "probe": probe}
    once = {"Idempotency-Key": "seerr"}
    made = await client.post("/status/monitors", json=plan, headers=once)
    _accepted(made, "the look at Seerr")
    meaning = {"means": "Wishes are kept, and sent when it is back.", "serves": "overseerr"}
    path = f"/status/monitors/{made.json()['id']}/meaning"
    _accepted(await client.put(path, json=meaning), "what Seerr is for")


def _accepted(answer: httpx.Response, whom: str) -> None:
    if answer.status_code >= httpx.codes.BAD_REQUEST:
        raise SeedRefused(f"{whom}: {answer.status_code} {answer.text[:300]}")
