"""The first stages of a connection test end at the first that fails, and say what to do."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from medianest.chassis.egress import EgressGuard
from medianest.requests.adapters.stages import knock


async def _deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


@pytest.fixture
async def at() -> AsyncIterator[str]:
    """A server that takes connections and says nothing."""
    server = await asyncio.start_server(_deaf, "127.0.0.1", 0)
    yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()
    await server.wait_closed()


async def test_a_name_that_may_not_be_called_ends_the_test(at: str) -> None:
    stages = await knock(f"http://{at}", EgressGuard(), deadline_s=1)
    assert [(stage.name, stage.ok) for stage in stages] == [("dns", False)]
    assert "internal" in str(stages[0].hint)


async def test_an_open_door_is_seen(at: str) -> None:
    stages = await knock(f"http://{at}", EgressGuard([at]), deadline_s=1)
    assert [(stage.name, stage.ok) for stage in stages] == [("dns", True), ("tcp", True)]


async def test_a_closed_door_is_seen() -> None:
    nobody = "127.0.0.1:1"
    stages = await knock(f"http://{nobody}", EgressGuard([nobody]), deadline_s=1)
    assert [(stage.name, stage.ok) for stage in stages] == [("dns", True), ("tcp", False)]


async def test_one_that_proves_nothing_is_not_trusted(at: str) -> None:
    stages = await knock(f"https://{at}", EgressGuard([at]), deadline_s=0.5)
    assert [(stage.name, stage.ok) for stage in stages][-1] == ("tls", False)
