"""Notify as a running service, with a post office and a hand that knocks at its door."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest_asyncio

# Under importmode=importlib a test's neighbours are not importable by themselves.
sys.path.append(str(Path(__file__).parent))

from notify_door import Door

from medianest.local.simulators.smtp import PASSWORD, USER, PostOffice
from medianest.notify.app import build
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY


@pytest_asyncio.fixture(loop_scope="session")
async def door(house: House) -> AsyncIterator[Door]:
    async with PostOffice().open() as post_office:
        post = f"{USER}:{PASSWORD}@localhost:{post_office.smtp_port}"
        environ = {
            **house.environ("notify"),
            "MEDIANEST_NOTIFY_SMTP_URL": f"smtp://{post}/?from=nest@example.org",
            "MEDIANEST_NOTIFY_PUBLIC_URL": "https://nest.example",
            "MEDIANEST_NOTIFY_CODE_RETRY_FIRST_S": "0.1",
            "MEDIANEST_NOTIFY_CALL_DEADLINE_S": "2",
        }
        async with (
            running(build, environ) as service,
            httpx.AsyncClient(base_url=service.url, verify=NOBODY) as client,
        ):
            yield Door(client, house, post_office)
