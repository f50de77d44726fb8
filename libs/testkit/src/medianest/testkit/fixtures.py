"""The pytest plugin: `pytest_plugins = ["medianest.testkit.fixtures"]` in a root conftest.

`servers` lives as long as the session; `house` is fresh for each test, `module_house` for each
module. A test may kill or wipe the NATS and the Valkey of its `house`; Postgres is everybody's.
"""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    # Tests of pure rules load this plugin too, and must not pay for drivers and cryptography.
    from medianest.testkit.house import House, Servers


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def servers(tmp_path_factory: pytest.TempPathFactory) -> "AsyncIterator[Servers]":
    """The session's Postgres, with all schemas migrated in a template."""
    from medianest.testkit.house import Servers  # noqa: PLC0415  see above
    from medianest.testkit.places import throw_away  # noqa: PLC0415

    with throw_away(tmp_path_factory.mktemp("servers")) as folder:
        running = await Servers.start(folder)
        try:
            yield running
        finally:
            await running.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def house(servers: "Servers") -> "AsyncIterator[House]":
    """A fresh house for one test."""
    built = await servers.build()
    try:
        yield built
    finally:
        await built.close()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def module_house(servers: "Servers") -> "AsyncIterator[House]":
    """A fresh house for the tests of one module, which share what is in it."""
    built = await servers.build()
    try:
        yield built
    finally:
        await built.close()
