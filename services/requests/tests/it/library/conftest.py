"""A household with a Plex Media Server and its plex.tv, both on real sockets, and requests."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import asyncpg
import httpx
import pytest
import pytest_asyncio
import uvicorn
from starlette.applications import Starlette

from medianest.contracts.permissions import Role
from medianest.local.servers.ports import next_free
from medianest.local.simulators.overseerr.house import House as Fetching
from medianest.local.simulators.overseerr.pages import app_of
from medianest.local.simulators.plex.library import Library
from medianest.local.simulators.plex.pages import Pages
from medianest.local.simulators.plex.shares import Shares
from medianest.local.simulators.plex_tv import PlexTv
from medianest.requests.app import build
from medianest.testkit import ANNA, THE_OWNER, eventually
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

TOKEN: Final = "token-of-olga"
SEERR_KEY: Final = "c2VlcnItYXBpLWtleQ=="
VIDEOS: Final = "/data/videos"
SECRET: Final = "a-secret-of-plex-0123"
BEN: Final = UUID(int=0xBE4)
CARLA: Final = UUID(int=0xCA41A)
AT_PLEX: Final = {ANNA: 1002, CARLA: 1004}
"""Anna has shares, Carla none; Ben has no account there."""


class Listening:
    """An application on a port of its own."""

    def __init__(self, app: Starlette) -> None:
        self._app = app
        self.port = 0

    @property
    def at(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def start(self) -> None:
        self.port = self.port or next_free(19_200 + os.getpid() % 1000)
        config = uvicorn.Config(
            self._app,
            host="127.0.0.1",
            port=self.port,
            log_level="error",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._serving = asyncio.create_task(self._server.serve())
        await eventually(lambda: self._server.started)

    async def stop(self) -> None:
        self._server.should_exit = True
        await self._serving


class PlexPlace:
    """A media server, the plex.tv that knows its shares, and a Seerr that knows titles."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shares = Shares()
        self.pages = Pages(Library(folder, videos_at=VIDEOS, moment_s=0.05), self.shares)
        self.server = Listening(self.pages.app())
        self.cloud = Listening(PlexTv(self.shares).app())
        self.fetching = Fetching("seerr", ready_after_s=None)
        self.seerr = Listening(app_of(self.fetching, SEERR_KEY))

    async def start(self) -> None:
        for each in (self.cloud, self.server, self.seerr):
            await each.start()

    async def stop(self) -> None:
        for each in (self.server, self.seerr, self.cloud):
            await each.stop()

    @property
    def settings(self) -> dict[str, str]:
        """With what requests is started beside it."""
        return {
            "plex_service_url": f"http://{self.cloud.at}",
            "pictures_url": f"http://{self.seerr.at}",
            "overseerr_url": f"http://{self.seerr.at}",
            "overseerr_api_key": SEERR_KEY,
            "egress_allowed": f"{self.cloud.at},{self.seerr.at}",
            "deadline_s": "2",
            "place_tries": "8",
        }

    @property
    def connection(self) -> dict[str, Any]:
        """What an admin types."""
        return {
            "url": f"http://{self.server.at}",
            "internal": True,
            "key": TOKEN,
            "folder": VIDEOS,
        }

    def misbehave(self, fault: str, times: int = 1, at: str | None = None) -> None:
        """The next answers are of this kind; `at` one path, or all: also what nobody here asks."""
        self.pages.fault, self.pages.faults_left, self.pages.fault_at = fault, times, at

    def holds(self, title: str) -> str:
        """The rating key of what is called so."""
        items = self.pages.library.items.values()
        return next(item.key for item in items if item.title == title)


class Desk:
    """Requests, as people of the household use it."""

    def __init__(self, client: httpx.AsyncClient, house: House) -> None:
        self._client, self._house = client, house

    async def ask(
        self,
        path: str,
        who: UUID = THE_OWNER,
        role: Role = "owner",
        *,
        method: str = "GET",
        **options: Any,
    ) -> httpx.Response:
        headers = dict(self._house.bearer("requests", who, role)) | options.pop("headers", {})
        return await self._client.request(method, f"/api/v1{path}", headers=headers, **options)

    async def see(self, path: str, who: UUID = THE_OWNER, role: Role = "owner") -> Any:
        answer = await self.ask(path, who, role)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def as_member(self, path: str, who: UUID) -> httpx.Response:
        return await self.ask(path, who, "member")

    async def set(self, body: Mapping[str, Any]) -> httpx.Response:
        return await self.ask("/settings/requests/plex", method="PUT", json=body)

    async def hook(self, secret: str, body: bytes) -> httpx.Response:
        return await self._client.post(f"/api/v1/webhooks/plex/{secret}", content=body)

    async def sql(self, statement: str, *values: Any) -> Any:
        connection = await asyncpg.connect(
            self._house("requests").owner_dsn, server_settings={"search_path": "requests"}
        )
        try:
            return await connection.fetchval(statement, *values)
        finally:
            await connection.close()

    async def introduce(self) -> None:
        """Who is who at Plex, as identity lets the others know."""
        for who, plex_id in AT_PLEX.items():
            await self.sql(
                "insert into people(member_id, version, display_name, role, disabled, erased,"
                " plex_id) values ($1, 1, 'somebody', 'member', false, false, $2)",
                who,
                str(plex_id),
            )


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def plex(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PlexPlace]:
    made = PlexPlace(tmp_path_factory.mktemp("videos"))
    await made.start()
    yield made
    await made.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(plex: PlexPlace, module_house: House) -> AsyncIterator[Desk]:
    """Connected, and everybody introduced."""
    environ = module_house.environ("requests", **plex.settings)
    async with (
        running(build, environ) as service,
        httpx.AsyncClient(base_url=service.url, timeout=30, verify=NOBODY) as client,
    ):
        made = Desk(client, module_house)
        await made.introduce()
        answer = await made.set(plex.connection)
        assert answer.status_code == 200, answer.text
        yield made
