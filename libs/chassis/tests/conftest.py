"""Fixtures of the chassis's tests."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

# Under importmode=importlib a test's neighbours are not importable by themselves.
sys.path.append(str(Path(__file__).parent))

from chassis_house import running, settings

from medianest.chassis.service import build


@pytest.fixture
def serve() -> Callable[..., Any]:
    @asynccontextmanager
    async def serve(*handlers: Any, **options: Any) -> AsyncIterator[httpx.AsyncClient]:
        changes = options.pop("settings", {})
        service = build("downloads", settings(**changes), list(handlers), **options)
        async with running(service) as client:
            yield client

    return serve
