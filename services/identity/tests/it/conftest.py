"""Identity as a running service, and a hand that knocks at its door as the gateway would."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from typing import Any, Final
from urllib.parse import unquote
from uuid import UUID

import asyncpg
import httpx
import pytest_asyncio
from aiosmtpd.smtp import SMTP, Envelope

from medianest.chassis.doorway.people import Person
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import BY_ROLE
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.identity.app import DECIDERS, READ_MODELS, STREAMS, build
from medianest.identity.domain import member
from medianest.testkit.eventually import eventually
from medianest.testkit.house import House
from medianest.testkit.people import NOON
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

SETUP_TOKEN: Final = "the-printed-token"
FLOOR_S: Final = 0.05


class Mailbox:
    """A real SMTP server that keeps what it is given, as soon as it is willing."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []
        self.refuses = 0
        self.port = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's word
        if self.refuses:
            self.refuses -= 1
            return "451 not now"
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos[0], letter.get_content()))
        return "250 OK"

    def token(self, number: int = -1) -> str:
        """What the link in a letter ends with."""
        found = re.search(r"/reset-password#(\S+)", self.letters[number][1])
        assert found is not None
        return unquote(found[1])


class Overseerr:
    """Knows three people; or hears the question and is silent, as it wishes."""

    KNOWN = 3

    def __init__(self) -> None:
        self.is_silent = False
        self.port = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if self.is_silent:
            await reader.read()
        people = [{"plexId": n, "plexUsername": f"friend {n}"} for n in range(1, self.KNOWN + 1)]
        body = json.dumps({"pageInfo": {"results": self.KNOWN}, "results": people}).encode()
        head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
        writer.write(head % len(body) + body)
        writer.close()


async def _waiting(admin: Any, calls: int) -> bool:
    found = await admin.fetchval(
        "select count(*) from pg_stat_activity"
        " where wait_event_type = 'Lock' and datname = current_database()"
    )
    return bool(found >= calls)


class Door:
    """Calls as they come through the gateway."""

    FLOOR_S = FLOOR_S
    PASSWORD = "a long password"

    def __init__(self, client: httpx.AsyncClient, house: House) -> None:
        self._client = client
        self._house = house

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        who: Person | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        sent = dict(headers or {})
        if who is not None:
            sent |= self._house.bearer(
                "identity",
                who.id,
                who.role,
                permissions=who.permissions,
                session_id=who.session_id,
                epoch=who.epoch,
            )
        return await self._client.request(
            method, f"/api/v1{path}", json=body, headers=sent, timeout=60
        )

    async def get(self, path: str, **more: Any) -> httpx.Response:
        return await self.call("GET", path, **more)

    async def post(self, path: str, body: Any = None, **more: Any) -> httpx.Response:
        return await self.call("POST", path, body, **more)

    async def patch(self, path: str, body: Any, **more: Any) -> httpx.Response:
        return await self.call("PATCH", path, body, **more)

    async def delete(self, path: str, **more: Any) -> httpx.Response:
        return await self.call("DELETE", path, **more)

    async def set_up(self, **other: str) -> httpx.Response:
        body = {
            "setup_token": SETUP_TOKEN,
            "username": "Olga",
            "password": "the owner's password",
            "email": "olga@example.org",
        }
        return await self.post("/setup", body | other)

    async def sign_in(self, username: str, password: str, **more: Any) -> httpx.Response:
        return await self.post("/auth/local", {"username": username, "password": password}, **more)

    async def owner(self) -> Person:
        """The owner, after the first run."""
        answer = await self.set_up()
        assert answer.status_code == 201, answer.text
        return self.person_of(answer)

    async def add(
        self, by: Person, username: str, *, role: str = "member", password: str = PASSWORD
    ) -> str:
        """A new member's id."""
        body = {"username": username, "password": password, "role": role}
        answer = await self.post("/members", body, who=by)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def signed_in(self, by: Person, username: str, *, role: str = "member") -> Person:
        """A new member, signed in."""
        await self.add(by, username, role=role)
        return self.person_of(await self.sign_in(username, self.PASSWORD))

    def person_of(self, answer: httpx.Response) -> Person:
        """Whom the gateway would vouch for after this answer."""
        assert answer.is_success, answer.text
        member = answer.json()["member"]
        (started,) = [
            effect["event"]
            for effect in self.effects(answer)
            if effect["event"]["type"] == "medianest.identity.session-started"
        ]
        return Person(
            id=UUID(member["id"]),
            session_id=UUID(started["session_id"]),
            role=member["role"],
            permissions=frozenset(BY_ROLE[member["role"]]),
            epoch=started["epoch"],
        )

    def effects(self, answer: httpx.Response) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(answer.headers.get("Mn-Effects", "[]"))
        return found

    @asynccontextmanager
    async def after(self, calls: int) -> AsyncIterator[None]:
        """Nothing is appended until so many calls, of as many replicas, wait for it."""
        holder = await asyncpg.connect(self._house("identity").owner_dsn)
        admin = await asyncpg.connect(self._house.admin_dsn)
        async with holder.transaction():
            await holder.execute("select * from identity.log_head for update")
            yield
            await eventually(lambda: _waiting(admin, calls))
        await holder.close()
        await admin.close()

    async def fetch(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self._house("identity").owner_dsn)
        try:
            await connection.execute("set search_path to identity")
            rows: list[asyncpg.Record] = await connection.fetch(sql, *values)
            return rows
        finally:
            await connection.close()

    async def everything_stored(self) -> str:
        """Every row of every table that identity can write, as one text; bytes as they are."""
        return await self._stored("identity%")

    async def read_models_stored(self) -> str:
        """Every row of the read models, in order."""
        return await self._stored("identity\\_%")

    async def rebuild(self) -> None:
        """Build both tables anew from the facts, as an operator would."""
        eventlog = await self._log()
        for model in READ_MODELS:
            await eventlog.rebuild(model.name)
        await eventlog.pool.close()

    async def keep_address(self, who: UUID, address: str) -> None:
        """Keep it as earlier versions did, which took more for an address."""
        eventlog = await self._log()
        await eventlog.start()
        kept = member.EmailChanged(changed_at=NOON, email=await eventlog.keys.seal(who, address))
        step = Step(STREAMS.member, who, lambda _: [kept])
        await eventlog.log.carry_out(step, meta=Meta(correlation=who, actor=who))
        await eventlog.stop()

    async def _log(self) -> EventLog:
        return await EventLog.open(
            service="identity",
            settings=self._house("identity").settings,
            deciders=DECIDERS,
            read_models=READ_MODELS,
            speaks=False,
        )

    async def _stored(self, schemas: str) -> str:
        connection = await asyncpg.connect(self._house("identity").owner_dsn)
        try:
            tables = await connection.fetch(
                "select format('%I.%I', schemaname, tablename) from pg_tables "
                "where schemaname like $1 order by schemaname, tablename",
                schemas,
            )
            assert tables
            rows = [
                str(tuple(row))
                for (table,) in tables
                for row in await connection.fetch(f"select * from {table} order by 1")  # noqa: S608 -- names from the catalogue
            ]
            return "\n".join(rows)
        finally:
            await connection.close()


def environ_of(house: House) -> dict[str, str]:
    """Settings of an identity that hashes quickly."""
    return house.environ(
        "identity",
        public_url="http://localhost:8484",
        setup_token=SETUP_TOKEN,
        argon2_memory_kib="8",
        argon2_passes="1",
        sign_in_floor_s=str(FLOOR_S),
    )


@pytest_asyncio.fixture(loop_scope="session")
async def door(house: House) -> AsyncIterator[Door]:
    """A fresh identity, not yet set up."""
    async with (
        running(build, environ_of(house)) as service,
        httpx.AsyncClient(base_url=service.url, verify=NOBODY) as client,
    ):
        yield Door(client, house)


@pytest_asyncio.fixture(loop_scope="session")
async def slow_door(house: House) -> AsyncIterator[Door]:
    """A fresh identity that hashes as it is shipped, and waits for nothing else."""
    quick = environ_of(house) | {"MEDIANEST_IDENTITY_SIGN_IN_FLOOR_S": "0"}
    environ = {name: value for name, value in quick.items() if "ARGON2" not in name}
    async with (
        running(build, environ) as service,
        httpx.AsyncClient(base_url=service.url, verify=NOBODY) as client,
    ):
        yield Door(client, house)


@pytest_asyncio.fixture(loop_scope="session")
async def other_door(house: House, door: Door) -> AsyncIterator[Door]:
    """A second replica of the same identity."""
    async with (
        running(build, environ_of(house)) as service,
        httpx.AsyncClient(base_url=service.url, verify=NOBODY) as client,
    ):
        yield Door(client, house)


@pytest_asyncio.fixture(loop_scope="session")
async def mailbox() -> AsyncIterator[Mailbox]:
    """The household's mail server."""
    kept = Mailbox()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(kept), "127.0.0.1", 0)
    kept.port = server.sockets[0].getsockname()[1]
    yield kept
    server.close()
    await server.wait_closed()


@pytest_asyncio.fixture(loop_scope="session")
async def mailing_door(house: House, mailbox: Mailbox) -> AsyncIterator[Door]:
    """A fresh identity that may send mails."""
    smtp = {
        "MEDIANEST_IDENTITY_SMTP_HOST": "127.0.0.1",
        "MEDIANEST_IDENTITY_SMTP_PORT": str(mailbox.port),
        "MEDIANEST_IDENTITY_SMTP_SECURITY": "none",
        "MEDIANEST_IDENTITY_SMTP_FROM": "medianest@example.org",
    }
    async with (
        running(build, environ_of(house) | smtp) as service,
        httpx.AsyncClient(base_url=service.url, verify=NOBODY) as client,
    ):
        yield Door(client, house)


@pytest_asyncio.fixture(loop_scope="session")
async def overseerr() -> AsyncIterator[Overseerr]:
    """Where the household wished for things before."""
    there = Overseerr()
    server = await asyncio.start_server(there.answer, "127.0.0.1", 0)
    there.port = server.sockets[0].getsockname()[1]
    yield there
    server.close()
    await server.wait_closed()


@pytest_asyncio.fixture(loop_scope="session")
async def importing_door(house: House, overseerr: Overseerr) -> AsyncIterator[Door]:
    """A fresh identity that may bring people from Overseerr."""
    at = f"127.0.0.1:{overseerr.port}"
    known = {
        "MEDIANEST_IDENTITY_OVERSEERR_URL": f"http://{at}",
        "MEDIANEST_IDENTITY_OVERSEERR_API_KEY": "key",
        "MEDIANEST_IDENTITY_EGRESS_ALLOWED": at,
    }
    async with (
        running(build, environ_of(house) | known) as service,
        httpx.AsyncClient(base_url=service.url, verify=NOBODY) as client,
    ):
        yield Door(client, house)
