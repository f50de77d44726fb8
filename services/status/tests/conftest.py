"""An Uptime Kuma on a real socket, which can be stopped and started again."""

import asyncio
import os
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from medianest.chassis.egress import EgressGuard
from medianest.local.servers.ports import next_free
from medianest.local.simulators.uptime_kuma.account import Account
from medianest.local.simulators.uptime_kuma.kuma import Kuma, Major
from medianest.local.simulators.uptime_kuma.pages import app_of
from medianest.local.simulators.uptime_kuma.watched import Monitor, Status
from medianest.status.adapters.uptime_kuma.session import greeted
from medianest.testkit import eventually

PASSWORD = "a long enough password"
PLEX, INTERNET = 1, 2


class Place:
    """A Kuma on a port of its own, which can be stopped and started again."""

    def __init__(self, major: Major) -> None:
        self.account = Account("kuma", PASSWORD)
        self.major = major
        self._monitors = [Monitor(id=PLEX, name="Plex"), Monitor(id=INTERNET, name="Internet")]
        self.port = next_free(17_000 + os.getpid() % 1000)
        self.guard = EgressGuard((f"127.0.0.1:{self.port}",))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self, *, socket_shut: bool = False) -> None:
        """With `socket_shut` a proxy before it lets only its pages through."""
        self.kuma = Kuma(self.major, self.account, self._monitors, greets_after_s=0.1)
        whole = app_of(self.kuma)
        config = uvicorn.Config(
            pages_only(whole) if socket_shut else whole,
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

    async def beat_unheard(self, monitor_id: int, status: Status) -> None:
        """A beat while nobody is connected."""
        await self.kuma.beat(monitor_id, status)

    async def token(self, code: str = "", password: str = PASSWORD) -> str:
        opening = greeted(self.url, self.guard, lambda *_: None, deadline_s=3)
        async with opening as session:
            return await session.token_for("kuma", password, code)


def pages_only(whole: ASGIApp) -> ASGIApp:
    """As a proxy does that knows nothing of its socket."""

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        shut = scope["type"] == "websocket" or scope.get("path", "").startswith("/socket.io")
        if shut and scope["type"] != "lifespan":
            await PlainTextResponse("Bad gateway", status_code=502)(scope, receive, send)
        else:
            await whole(scope, receive, send)

    return served


@pytest.fixture(params=[1, 2])
async def place(request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    """Kuma in version 1, then in version 2; it has seen Plex up."""
    made = Place(request.param)
    await made.start()
    await made.kuma.beat(PLEX, Status.UP)
    yield made
    await made.stop()
