"""An Overseerr or Seerr on a real socket, which can be stopped and started again."""

import asyncio
import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
import uvicorn

from medianest.local.servers.ports import next_free
from medianest.local.simulators.overseerr.house import House, Product
from medianest.local.simulators.overseerr.pages import app_of
from medianest.testkit import eventually

KEY = "c2VlcnItYXBpLWtleQ=="


class Place:
    """A server on a port of its own; what it holds outlives its stops."""

    def __init__(self, product: Product) -> None:
        self.house = House(product, ready_after_s=None)
        self.port = next_free(19_000 + os.getpid() % 1000)
        self.at = f"127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """With what requests is set to it."""
        return {
            "overseerr_url": f"http://{self.at}",
            "overseerr_api_key": KEY,
            "egress_allowed": self.at,
            "look_every_s": "0.2",
            "deadline_s": "1",
        }

    async def start(self) -> None:
        config = uvicorn.Config(
            app_of(self.house, KEY),
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

    def misbehave(self, fault: str, times: int, at: str | None = None) -> None:
        """The next answers are of this kind; `at` one place, e.g. `POST /request`, or all."""
        self.house.fault, self.house.faults_left, self.house.fault_at = fault, times, at


@pytest.fixture
async def place(request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    """A Seerr, or the product that the test names."""
    made = Place(getattr(request, "param", "seerr"))
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def idle_place() -> Place:
    """A Seerr that somebody else starts, on a loop of their own."""
    return Place("seerr")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def module_place() -> AsyncIterator[Place]:
    """A Seerr for the tests of one module."""
    made = Place("seerr")
    await made.start()
    yield made
    await made.stop()
