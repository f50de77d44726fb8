"""Notify as a running service, neighbours that announce things, and a far end that misbehaves."""

import asyncio
import contextlib
import importlib.util
import json
import os
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import msgspec
import pytest
import pytest_asyncio

from medianest.contracts.events import ALL, Event
from medianest.contracts.facts import Fact
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import Role
from medianest.contracts.topology import ServiceName
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.notify.app import build
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

SCRIPT = Path(__file__).parent / "webhooks.py"


def _webhooks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notify_webhooks", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Announced(Fact, tag="announced-in-a-test"):
    event: str


def _decoded(text: str) -> Event:
    kinds = {str(kind.__struct_config__.tag): kind for kind in ALL}
    event: Event = msgspec.json.decode(text, type=kinds[json.loads(text)["type"]])
    return event


class Neighbour:
    """Another service's log, with its relay running."""

    def __init__(self, eventlog: EventLog, decider: Decider[Any, Any]) -> None:
        self._eventlog = eventlog
        self._decider = decider

    async def announce(self, *events: Event) -> tuple[UUID, ...]:
        """Each in a story of its own, whose ids are told."""
        texts = [msgspec.json.encode(event).decode() for event in events]
        stories = tuple(new_id() for _ in texts)
        await asyncio.gather(
            *(
                self._eventlog.log.carry_out(
                    Step(self._decider, new_id(), lambda _, text=text: [Announced(event=text)]),
                    meta=Meta(correlation=story),
                )
                for text, story in zip(texts, stories, strict=True)
            )
        )
        return stories


class Neighbours:
    """Whoever announces what notify hears."""

    def __init__(self, house: House, stack: contextlib.AsyncExitStack) -> None:
        self._house = house
        self._stack = stack

    async def __call__(self, service: ServiceName) -> Neighbour:
        decider: Decider[Any, Any] = Decider(
            name="thing",
            facts=(Announced,),
            initial=None,
            evolve=lambda state, _: state,
            announce=lambda _, fact: _decoded(fact.event),
        )
        settings = self._house(service).settings
        eventlog = await EventLog.open(service=service, settings=settings, deciders=(decider,))
        await eventlog.start()
        self._stack.push_async_callback(eventlog.stop)
        return Neighbour(eventlog, decider)


class Sink:
    """A far end. It takes each delivery once, knows repeats, and fails as it is told.

    `status` answers everything so; `faults` is how often it fails by chance, before taking a
    delivery (an answer of 503) or after (the connection is cut).
    """

    def __init__(self) -> None:
        self.url = ""
        self.status: dict[str, int] = {}
        self.faults = 0.0
        self.taken: dict[str, dict[str, Any]] = {}
        self.calls: Counter[str] = Counter()
        self.paths: dict[str, str] = {}
        self._chance = random.Random(11)  # noqa: S311  faults, not secrets

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                names = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
                body = await reader.readexactly(int(names["content-length"]))
                status = self._take(head[0].split(" ")[1], names["idempotency-key"], body)
                if status is None:
                    break
                writer.write(
                    f"HTTP/1.1 {status} Said\r\nContent-Length: 0\r\n"
                    f"X-Receipt: {names['idempotency-key'][:8]}\r\n\r\n".encode()
                )
                await writer.drain()
        writer.close()

    def _take(self, path: str, key: str, body: bytes) -> int | None:
        self.calls[key] += 1
        if path in self.status:
            return self.status[path]
        if self._chance.random() < self.faults:
            return 503
        self.taken.setdefault(key, json.loads(body))
        self.paths[key] = path
        return None if self._chance.random() < self.faults else 201


@pytest_asyncio.fixture(loop_scope="session")
async def sink() -> AsyncIterator[Sink]:
    sink = Sink()
    server = await asyncio.start_server(sink.serve, "127.0.0.1", 0)
    sink.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield sink
    server.close()


@pytest_asyncio.fixture(loop_scope="session")
async def neighbours(house: House) -> AsyncIterator[Neighbours]:
    async with contextlib.AsyncExitStack() as stack:
        yield Neighbours(house, stack)


class Desk:
    """What people do: a client of the running service."""

    def __init__(self, house: House, url: str) -> None:
        self._house = house
        self.client = httpx.AsyncClient(
            base_url=f"{url}/api/v1", timeout=30, trust_env=False, verify=NOBODY
        )

    async def ask(
        self, who: UUID, method: str, path: str, *, role: Role = "member", **options: Any
    ) -> httpx.Response:
        headers = {**self._house.bearer("notify", who, role), **options.pop("headers", {})}
        return await self.client.request(method, path, headers=headers, **options)

    async def inbox(self, who: UUID) -> list[dict[str, Any]]:
        answer = await self.ask(who, "GET", "/notifications")
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])

    async def deliveries(self, **query: str) -> list[dict[str, Any]]:
        """All of them, page by page, as an admin sees them."""
        found: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            answer = await self.ask(
                UUID(int=1),
                "GET",
                "/notifications/deliveries",
                role="admin",
                params={"limit": "200", **query, **cursor},
            )
            assert answer.status_code == 200, answer.text
            found += answer.json()["items"]
            if answer.json()["next"] is None:
                return found
            cursor = {"cursor": answer.json()["next"]}


class Home:
    """Starts notify, in this process or as one that can be killed."""

    def __init__(self, house: House, book: Any, path: Path) -> None:
        self.house, self.book, self._path = house, book, path
        self.settings = {
            "retry_s": "0.05,0.05,0.05,0.05,0.05,0.05,0.05,0.05",
            "gather_settles_s": "0",
            "delivery_lease_s": "1",
            "delivery_deadline_s": "5",
        }

    def environ(self, **more: str) -> Mapping[str, str]:
        return self.house.environ("notify", **{**self.settings, **more})

    @contextlib.asynccontextmanager
    async def serving(self, **more: str) -> AsyncIterator[Desk]:
        with_book = partial(build, outside=_webhooks().outside(self.book))
        async with running(with_book, self.environ(**more)) as service:
            desk = Desk(self.house, service.url)
            async with desk.client:
                yield desk

    async def start(self, **more: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            str(SCRIPT),
            env={
                "PATH": os.environ["PATH"],
                "MEDIANEST_TEST_BOOK": str(self._path),
                **self.environ(**more),
            },
            stdout=asyncio.subprocess.DEVNULL,
        )

    async def rows(self, query: str) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(
            self.house("notify").dsn, server_settings={"search_path": "notify"}
        )
        try:
            return list(await connection.fetch(query))
        finally:
            await connection.close()


@pytest.fixture
def home(house: House, tmp_path: Path) -> Home:
    path = tmp_path / "book.json"
    book = _webhooks().Book(path)
    book.write({})
    return Home(house, book, path)
