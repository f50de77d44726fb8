"""Whose servers count at Plex follows the owner's token, whichever is handed in with a question."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import pytest

from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.identity.adapters.plex_tv import PlexSites, PlexTv
from medianest.identity.ports.plex import OwnerKey, PlexToken, PlexTokenDead
from medianest.testkit.clock import FakeClock

OLGAS, CARLS = PlexToken(text="of-olga"), PlexToken(text="of-carl")
PEOPLE: Final = {"of-olga": 1, "of-carl": 2, "of-anna": 3}


def resource(machine_id: str, provides: str, owner: int | None) -> dict[str, Any]:
    told = {"clientIdentifier": machine_id, "provides": provides, "name": machine_id}
    return {**told, "owned": owner is None, "ownerId": owner}


RESOURCES: Final = {
    "of-olga": [resource("olgas", "server", None), resource("phone", "player", None)],
    "of-carl": [resource("carls", "server", None), resource("olgas", "server", 1)],
    "of-anna": [resource("olgas", "server", 1), resource("carls", "server", 2)],
}


class Cloud:
    """plex.tv with three people; `approved` is whose token the one PIN has."""

    def __init__(self) -> None:
        self.approved: str | None = "of-anna"
        self.asked: list[tuple[str, str]] = []

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        path = lines[0].split()[1].partition("?")[0]
        headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        token = headers.get("x-plex-token", "")
        self.asked.append((path, token))
        known = "pins" in path or token in PEOPLE
        body = json.dumps(self.told(path, token) if known else {}).encode()
        status = b"200 OK" if known else b"401 Unauthorized"
        head = b"HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
        writer.write(head % (status, len(body)) + body)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    def told(self, path: str, token: str) -> Any:
        if path == "/api/v2/user":
            return {"id": PEOPLE[token], "username": token}
        if path == "/api/v2/resources":
            return RESOURCES[token]
        return {"id": 7, "code": "abc", "authToken": self.approved}


@asynccontextmanager
async def plex_of(cloud: Cloud) -> AsyncIterator[PlexTv]:
    server = await asyncio.start_server(cloud.answer, "127.0.0.1", 0)
    at = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    sites = PlexSites(
        service_url=f"http://{at}", clients_url=f"http://{at}", page_url=f"http://{at}"
    )
    proxy = EgressProxy(EgressGuard([at]))
    plex = PlexTv(proxy, sites, "one-for-the-house", clock=FakeClock(), pause_s=0)
    await plex.start()
    yield plex
    await plex.stop()
    server.close()
    await server.wait_closed()


async def servers_of_anna(plex: PlexTv, owner: OwnerKey | None) -> frozenset[str]:
    account = await plex.approved_by(7, owner)
    assert account is not None
    return account.machine_ids


async def test_an_account_is_offered_with_its_token_and_the_servers_that_it_owns() -> None:
    cloud = Cloud()
    async with plex_of(cloud) as plex:
        for token, owned in (("of-carl", {"carls"}), ("of-olga", {"olgas"}), ("of-anna", set())):
            cloud.approved = token
            offer = await plex.offered_by(7)
            assert offer is not None
            assert (offer.token.text, offer.id, offer.owned) == (token, PEOPLE[token], owned)
        cloud.approved = None
        assert await plex.offered_by(7) is None


async def test_only_the_servers_of_whose_token_it_is_count_also_when_it_changes() -> None:
    cloud = Cloud()
    async with plex_of(cloud) as plex:
        assert await servers_of_anna(plex, None) == {"olgas", "carls"}
        assert await servers_of_anna(plex, OwnerKey(token=OLGAS)) == {"olgas"}
        assert await servers_of_anna(plex, OwnerKey(token=CARLS)) == {"carls"}
        assert await servers_of_anna(plex, OwnerKey(token=CARLS)) == {"carls"}
    # Whose it is does not change: that is asked once.
    assert cloud.asked.count(("/api/v2/user", "of-carl")) == 1


async def test_whom_the_house_knows_as_the_owner_is_not_asked_for_and_outlives_the_token() -> None:
    cloud = Cloud()
    dead = PlexToken(text="that-is-dead")
    async with plex_of(cloud) as plex:
        assert await servers_of_anna(plex, OwnerKey(token=dead, owner_id=1)) == {"olgas"}
        assert ("/api/v2/user", "that-is-dead") not in cloud.asked
        with pytest.raises(PlexTokenDead):
            await plex.shares(dead)
