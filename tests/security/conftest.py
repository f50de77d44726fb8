"""A real gateway in front of a real identity, for attacks that need no more of the house."""

import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final

import httpx
import pytest
import pytest_asyncio

from medianest.gateway.app import build as build_gateway
from medianest.identity.app import build as build_identity
from medianest.local.probe import status_of
from medianest.local.servers.ports import next_free
from medianest.local.servers.process import Process
from medianest.testkit.house import House
from medianest.testkit.openid import OpenId
from medianest.testkit.plex_tv import PlexTv
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

OURS: Final = {"X-Requested-With": "medianest"}
PASSWORD: Final = "a long password"
OK: Final = 200
SETUP_TOKEN: Final = "the-printed-token"
OFTEN: Final = "100000/min burst 10000"
COUNTED: Final = ("person", "strangers", "sign_in_address", "sign_in_account", "live", "guesses")


class FrontDoor:
    """The address that a household types."""

    def __init__(self, url: str, identity_url: str, house: House) -> None:
        self.url = url
        self.identity_url = identity_url
        self.house = house
        self.clients: list[httpx.AsyncClient] = []

    def stranger(self, **headers: str) -> httpx.AsyncClient:
        """A browser, or a program, that nobody knows yet."""
        client = httpx.AsyncClient(
            base_url=f"{self.url}/api/v1", headers=OURS | headers, timeout=60, verify=NOBODY
        )
        self.clients.append(client)
        return client

    async def owner(self) -> httpx.AsyncClient:
        """The owner's browser, after the first run."""
        client = self.stranger()
        body = {"setup_token": SETUP_TOKEN, "username": "olga", "password": PASSWORD}
        assert (await client.post("/setup", json=body)).status_code == 201
        return client

    async def member(self, owner: httpx.AsyncClient, name: str, role: str = "member") -> Any:
        """A new member's browser."""
        body = {"username": name, "password": PASSWORD, "role": role}
        assert (await owner.post("/members", json=body)).status_code == 201
        return await self.signed_in(name)

    async def signed_in(self, name: str) -> httpx.AsyncClient:
        """Another browser of the same member."""
        client = self.stranger()
        body = {"username": name, "password": PASSWORD}
        assert (await client.post("/auth/local", json=body)).status_code == 200
        return client

    async def program(self, member: httpx.AsyncClient, *scopes: str) -> httpx.AsyncClient:
        """A member's program, with a key of its own."""
        answer = await member.post("/me/api-keys", json={"name": "program", "scopes": scopes})
        assert answer.status_code == 201, answer.text
        return self.stranger(**{"X-Api-Key": answer.json()["key"]})


@pytest.fixture
def opened(house: House) -> Callable[..., AbstractAsyncContextManager[FrontDoor]]:
    """`async with opened(public_url=…) as door:` opens one with these settings of the gateway."""

    @asynccontextmanager
    async def open_(
        *, identity: Mapping[str, str] | None = None, **settings: str
    ) -> AsyncIterator[FrontDoor]:
        identity_environ = house.environ(
            "identity",
            setup_token=SETUP_TOKEN,
            argon2_memory_kib="8",
            argon2_passes="1",
            sign_in_floor_s="0.01",
            **(identity or {}),
        )
        often = {f"limit_{name}": OFTEN for name in COUNTED}
        async with running(build_identity, identity_environ) as people:
            environ = house.environ("gateway", identity_url=people.url, **{**often, **settings})
            async with running(build_gateway, environ) as gateway:
                made = FrontDoor(gateway.url, people.url, house)
                yield made
                for client in made.clients:
                    await client.aclose()

    return open_


@pytest_asyncio.fixture(loop_scope="session")
async def door(opened: Any) -> AsyncIterator[FrontDoor]:
    """Two services are enough: whoever gets past them is in."""
    async with opened() as made:
        yield made


@pytest.fixture(scope="module")
def provider() -> Iterator[OpenId]:
    made = OpenId("household")
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def other() -> Iterator[OpenId]:
    made = OpenId("other")
    made.start()
    yield made
    made.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def door_to_openid(opened: Any, provider: OpenId, other: OpenId) -> AsyncIterator[FrontDoor]:
    provider.behaves()
    other.behaves()
    settings = {
        "oidc_providers": "household,other",
        "egress_allowed": f"127.0.0.1:{provider.port},127.0.0.1:{other.port}",
        **provider.settings,
        **other.settings,
    }
    async with opened(identity=settings) as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def plex(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PlexTv]:
    port = next_free(17_400 + os.getpid() % 1000)
    command = [sys.executable, "-m", "medianest.local.simulators.plex_tv", "--port", str(port)]
    process = Process("plex-tv", command, log=tmp_path_factory.mktemp("plex") / "log")

    await process.ready(lambda: is_up(port), within_s=60)
    at = f"127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=f"http://{at}", timeout=10, verify=NOBODY) as client:
        yield PlexTv(client, at)
    await process.stop()


async def is_up(port: int) -> bool:
    """Whether somebody answers there."""
    return await status_of(port, "/") == OK
