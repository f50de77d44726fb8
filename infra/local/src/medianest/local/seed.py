"""Furnishes a fresh house through its real API: people, Uptime Kuma, Plex, and a look at Seerr."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

import httpx

from medianest.cli.provision import Credentials
from medianest.local.people import Person, make_up, remember
from medianest.local.places import Places
from medianest.local.simulators.plex_tv_accounts import ACCOUNTS, THE_SERVER

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
    plex: Mapping[str, object],
) -> list[Person]:
    """Let everybody in, once; can be repeated after a crash in the middle.

    `uptime_kuma`, `plex`: with what they are connected; `seerr`: how it is looked at.
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
        server = {"machine_identifier": THE_SERVER}
        _accepted(await client.put("/settings/identity/plex", json=server), "Plex")
        _accepted(await client.put("/settings/requests/plex", json=plex), "the library")
        _accepted(await client.post("/auth/logout"), "the owner's sign-out")
        await _link(client, members[0])
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


async def _link(client: httpx.AsyncClient, person: Person) -> None:
    """One of them is at Plex as well, by the same name, and sees what is shared with them there."""
    sign_in = {key: person[key] for key in ("username", "password")}
    _accepted(await client.post("/auth/local", json=sign_in), person["username"])
    started = await client.post("/me/ways-in/plex", json={"current_password": person["password"]})
    _accepted(started, "the way to Plex")
    page, _, asked = started.json()["auth_url"].partition("#?")
    wish = dict(parse_qsl(asked))
    account = next(one for one in ACCOUNTS if one.title == person["username"])
    form = {"code": wish["code"], "account": account.token, "forward": wish["forwardUrl"]}
    _accepted(await client.post(f"{page}/approve", data=form), "Plex")
    _accepted(await client.get(wish["forwardUrl"]), "the way back from Plex")
    _accepted(await client.post("/auth/logout"), "the sign-out")


def _accepted(answer: httpx.Response, whom: str) -> None:
    if answer.status_code >= httpx.codes.BAD_REQUEST:
        raise SeedRefused(f"{whom}: {answer.status_code} {answer.text[:300]}")
