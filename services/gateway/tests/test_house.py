"""The whole gateway in a throw-away house: it adopts its key, knows sessions, counts, goes on."""

import asyncio
import hashlib
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import permutations
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pytest

from medianest.chassis import clock
from medianest.chassis.service import Service
from medianest.chassis.valkey import Valkey
from medianest.contracts.events.identity import (
    ApiKeyIssued,
    ApiKeyRevoked,
    MemberDisabled,
    MemberEnabled,
    MemberJoined,
    MemberPermissionsChanged,
    MemberRoleChanged,
    MemberSessionsEnded,
    SessionRevoked,
    SessionStarted,
)
from medianest.contracts.topology import TOPOLOGY
from medianest.eventlog.postgres import open_pool
from medianest.gateway import app, projections
from medianest.gateway.adapters.limiter import LimiterAlone, SharedLimiter
from medianest.gateway.ports import Effect, Limit, Spent
from medianest.gateway.queries import KnownSessions
from medianest.testkit.clock import FakeClock
from medianest.testkit.eventually import eventually
from medianest.testkit.fault_proxy import FaultProxy
from medianest.testkit.house import House
from medianest.testkit.people import ANNA, NOON

SESSION, OTHER = UUID(int=5), UUID(int=6)
COOKIE_HASH = hashlib.sha256(b"cookie").hexdigest()
KEY = UUID(int=7)
KEY_HASH = hashlib.sha256(b"key").hexdigest()
WITHIN_S = 0.5
TRACE = f"00-{'1' * 32}-{'2' * 16}-01"
SLOWLY = Limit(name="slowly", count=5, period_s=60.0, burst=10)


def joined(role: str = "member") -> MemberJoined:
    return MemberJoined(member_id=ANNA, role=role, permissions=("me.manage",), epoch=0)


def started(epoch: int = 0) -> SessionStarted:
    now = clock.now()
    return SessionStarted(
        session_id=SESSION,
        member_id=ANNA,
        cookie_sha256=COOKIE_HASH,
        epoch=epoch,
        started_at=now,
        idle_s=14 * 86_400,
        expires_at=now + timedelta(days=90),
    )


REVOKED = SessionRevoked(session_id=SESSION, member_id=ANNA)


# Nothing listens there, whatever else runs on this machine.
NOBODY = {f"{name}_url": "http://127.0.0.1:9" for name in TOPOLOGY if name != "gateway"}


@asynccontextmanager
async def running(house: House, **more: str) -> AsyncIterator[Service]:
    service = await app.build(house.environ("gateway", **(NOBODY | more)))
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    started_ = asyncio.create_task(service.started.wait())
    await asyncio.wait({task, started_}, timeout=30, return_when=asyncio.FIRST_COMPLETED)
    try:
        assert service.started.is_set()
        yield service
    finally:
        started_.cancel()
        stop.set()
        await asyncio.wait_for(task, 20)


async def test_the_gateway_starts_and_answers(house: House) -> None:
    async with running(house) as gateway, httpx.AsyncClient(base_url=gateway.url) as client:
        await is_ready(gateway)
        assert (await client.get("/healthz")).json() == {"status": "down"}
        document = (await client.get("/api/openapi.json")).json()
        assert document["openapi"].startswith("3.1")
        assert "/api/v1/live/ticket" in document["paths"]
        assert "downloads" in document["x-missing-services"]
        page = await client.get("/api/docs")
        assert "<script" not in page.text
        assert "script-src" not in page.headers["content-security-policy"]
        away = await client.get("/api/v1/downloads")
        assert away.status_code == 503
        ticket = await client.post("/api/v1/live/ticket", headers={"x-requested-with": "medianest"})
        assert ticket.status_code == 401


async def test_provisions_key_is_adopted_once_and_announced(house: House) -> None:
    for _ in range(2):
        async with running(house):
            pass
    pool = await open_pool(house("gateway").dsn, ["gateway"], size=1)
    try:
        rows = await pool.fetch("select type, said from facts")
        assert [row["type"] for row in rows] == ["gateway.key-adopted"]
        assert "signing-key-published" in rows[0]["said"]
    finally:
        await pool.close()


@pytest.fixture
async def sessions(house: House) -> AsyncIterator[KnownSessions]:
    async with running(house) as gateway:
        await is_ready(gateway)
    async with known_in(house) as known:
        yield known


@asynccontextmanager
async def known_in(house: House) -> AsyncIterator[KnownSessions]:
    """The tables that a gateway made."""
    pool = await open_pool(house("gateway").dsn, ["gateway_sessions_g3", "gateway"], size=2)
    try:
        yield KnownSessions(pool, projections.hear, model=projections.SESSIONS)
    finally:
        await pool.close()


async def test_nobody_is_taken_for_a_stranger_before_all_of_them_are_known(house: House) -> None:
    await house.nats.stop()
    async with running(house) as gateway, httpx.AsyncClient(base_url=gateway.url) as client:
        assert (await client.get("/readyz")).status_code == 503
        for shown in ({"cookie": f"mn_session={'c' * 43}"}, {"x-api-key": "k"}):
            assert (await client.get("/api/v1/me", headers=shown)).status_code == 503
        async with known_in(house) as known:
            await hear(known, (1, joined()), (1, started()))
            assert await known.find(COOKIE_HASH) is not None, "who just signed in is known"
        await house.nats.start()
        await is_ready(gateway)
        assert (await client.get("/api/v1/me", headers={"x-api-key": "k"})).status_code == 401


async def is_ready(gateway: Service) -> None:
    async with httpx.AsyncClient(base_url=gateway.url) as client:

        async def answers() -> bool:
            return (await client.get("/readyz")).status_code == 200

        await eventually(answers, timeout_s=20)


async def hear(sessions: KnownSessions, *said: tuple[int, Any]) -> None:
    assert await sessions.apply([Effect(event=event, version=version) for version, event in said])


async def test_signing_in_needs_no_bus(sessions: KnownSessions) -> None:
    assert await sessions.find(COOKIE_HASH) is None
    await hear(sessions, (1, joined()), (1, started()))
    visitor = await sessions.find(COOKIE_HASH)
    assert visitor is not None
    assert visitor.member_id == ANNA
    await hear(sessions, (2, REVOKED))
    assert await sessions.find(COOKIE_HASH) is None


async def test_what_an_operator_does_is_noted_in_the_story_of_their_request(
    house: House, sessions: KnownSessions, played: Any
) -> None:
    keeper = MemberJoined(member_id=ANNA, role="owner", permissions=("settings.manage",), epoch=0)
    await hear(sessions, (1, keeper), (1, started()))
    heads: list[bytes] = []

    async def downloads(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            heads.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")

    ours = {"x-requested-with": "medianest", "cookie": "mn_session=cookie", "traceparent": TRACE}
    forged = {"mn-address-hash": "forged", "x-request-id": str(OTHER), "mn-client": "forged"}
    async with (
        played(downloads) as url,
        running(house, downloads_url=url) as gateway,
        httpx.AsyncClient(base_url=gateway.url, headers=ours | forged) as client,
    ):
        done = await client.post(f"/api/v1/admin/dead-letters/downloads/{OTHER}/redrive")
    assert done.status_code == 204, done.text
    redriven = next(head for head in heads if b"redrive" in head).decode().lower()
    assert f"x-request-id: {done.headers['x-request-id']}\r\n" in redriven
    assert f"traceparent: {TRACE[:35]}" in redriven
    assert re.search(r"mn-address-hash: [0-9a-f]{32}\r\n", redriven)
    assert "forged" not in redriven


async def test_a_late_event_revives_nothing(sessions: KnownSessions) -> None:
    await hear(sessions, (1, joined()), (2, REVOKED))
    await hear(sessions, (1, started()), (1, started()))
    assert await sessions.find(COOKIE_HASH) is None


async def test_ending_all_sessions_keeps_the_one_that_is_named(sessions: KnownSessions) -> None:
    await hear(sessions, (1, joined()), (1, started()))
    ended = MemberSessionsEnded(member_id=ANNA, epoch=1, kept_session_id=SESSION)
    await hear(sessions, (2, ended))
    kept = await sessions.find(COOKIE_HASH)
    assert kept is not None
    assert kept.epoch == 1
    await hear(sessions, (3, MemberSessionsEnded(member_id=ANNA, epoch=2)))
    assert await sessions.find(COOKIE_HASH) is None


async def test_any_order_of_the_same_events_ends_in_the_same(sessions: KnownSessions) -> None:
    story: list[tuple[int, Any]] = [
        (1, joined()),
        (2, MemberRoleChanged(member_id=ANNA, role="admin", permissions=("a",), epoch=1)),
        (
            3,
            MemberPermissionsChanged(member_id=ANNA, role="admin", permissions=("a", "b"), epoch=1),
        ),
        (4, MemberDisabled(member_id=ANNA, epoch=2)),
        (5, MemberEnabled(member_id=ANNA, epoch=3)),
        (1, started(epoch=3)),
    ]
    for n, order in enumerate(permutations(story)):
        if n % 29:
            continue
        async with sessions._pool.acquire() as connection:  # noqa: SLF001 - a test of the tables themselves
            await connection.execute("delete from sessions")
            await connection.execute("delete from session_members")
        await hear(sessions, *order)
        visitor = await sessions.find(COOKIE_HASH)
        assert visitor is not None
        assert (visitor.role, visitor.epoch) == ("admin", 3), order
        assert visitor.permissions == {"a", "b"}, order


def issued(epoch: int = 0, **more: Any) -> ApiKeyIssued:
    return ApiKeyIssued(
        key_id=KEY,
        member_id=ANNA,
        key_sha256=KEY_HASH,
        scopes=("downloads.read", "settings.manage"),
        epoch=epoch,
        issued_at=clock.now(),
        **more,
    )


def may(*permissions: str) -> MemberPermissionsChanged:
    return MemberPermissionsChanged(member_id=ANNA, role="member", permissions=permissions, epoch=0)


async def test_a_key_may_what_its_scopes_and_its_member_both_say(sessions: KnownSessions) -> None:
    await hear(sessions, (1, joined()), (2, may("me.manage", "downloads.read")), (1, issued()))
    visitor = await sessions.find_key(KEY_HASH)
    assert visitor is not None
    assert (visitor.session_id, visitor.by_key) == (KEY, True)
    assert visitor.permissions == {"downloads.read"}
    assert await sessions.still_good([KEY]) == {KEY: visitor}
    assert await sessions.find(KEY_HASH) is None
    await hear(sessions, (3, may("me.manage")))
    shrunk = await sessions.find_key(KEY_HASH)
    assert shrunk is not None
    assert shrunk.permissions == frozenset()


async def test_s21_a_key_is_over_with_the_epoch_the_member_or_itself(
    sessions: KnownSessions,
) -> None:
    await hear(sessions, (1, joined()), (1, issued()))
    ended = MemberSessionsEnded(member_id=ANNA, epoch=1, kept_session_id=SESSION)
    await hear(sessions, (2, ended))
    assert await sessions.find_key(KEY_HASH) is None
    await hear(sessions, (1, issued(epoch=1)))
    assert await sessions.find_key(KEY_HASH) is not None
    await hear(sessions, (3, MemberDisabled(member_id=ANNA, epoch=1)))
    assert await sessions.find_key(KEY_HASH) is None
    await hear(sessions, (4, MemberEnabled(member_id=ANNA, epoch=1)))
    assert await sessions.find_key(KEY_HASH) is not None
    await hear(sessions, (2, ApiKeyRevoked(key_id=KEY, member_id=ANNA)), (1, issued(epoch=1)))
    assert await sessions.find_key(KEY_HASH) is None
    assert await sessions.still_good([KEY]) == {}


async def test_a_key_outlives_the_sessions_that_its_member_ends(sessions: KnownSessions) -> None:
    await hear(sessions, (1, joined()), (1, issued()))
    mine = MemberSessionsEnded(member_id=ANNA, epoch=1, keeps_keys=True)
    await hear(sessions, (2, mine))
    assert await sessions.find_key(KEY_HASH) is not None
    narrower = MemberPermissionsChanged(
        member_id=ANNA, role="member", permissions=("downloads.read",), epoch=1
    )
    await hear(sessions, (2, narrower))
    assert set(await sessions.still_good([KEY])) == {KEY}
    await hear(sessions, (3, MemberSessionsEnded(member_id=ANNA, epoch=2)), (2, mine))
    assert await sessions.find_key(KEY_HASH) is None


async def test_a_key_that_ran_out_counts_no_longer(sessions: KnownSessions) -> None:
    await hear(sessions, (1, joined()))
    await hear(sessions, (1, issued(expires_at=clock.now() - timedelta(seconds=1))))
    assert await sessions.find_key(KEY_HASH) is None


@asynccontextmanager
async def as_days_pass(sessions: KnownSessions) -> AsyncIterator[Callable[[int], Awaitable[bool]]]:
    """Let so many days pass, then use the session: whether it was still good."""
    later = FakeClock(clock.now())

    async def used_after(days: int) -> bool:
        later.advance(timedelta(days=days))
        known = KnownSessions(sessions._pool, projections.hear, later, model=projections.SESSIONS)  # noqa: SLF001 - the same tables, another day
        is_good = await known.find(COOKIE_HASH) is not None
        await known.stop()  # notes that it was used
        return is_good

    await hear(sessions, (1, joined()), (1, started()))
    yield used_after


async def test_a_session_that_nobody_used_for_two_weeks_is_over(sessions: KnownSessions) -> None:
    async with as_days_pass(sessions) as used_after:
        assert [await used_after(days) for days in (13, 13, 15)] == [True, True, False]


async def test_a_session_that_was_begun_and_never_used_is_over_after_two_weeks_as_well(
    sessions: KnownSessions,
) -> None:
    async with as_days_pass(sessions) as used_after:
        assert not await used_after(15)


async def test_s21_what_nobody_used_for_two_weeks_holds_no_live_connection_either(
    sessions: KnownSessions,
) -> None:
    await hear(sessions, (1, joined()), (1, started()))
    later = FakeClock(clock.now() + timedelta(days=15))
    known = KnownSessions(sessions._pool, projections.hear, later, model=projections.SESSIONS)  # noqa: SLF001 - the same tables, another day
    assert set(await sessions.still_good([SESSION])) == {SESSION}
    assert await known.still_good([SESSION]) == {}


async def test_a_session_is_over_after_ninety_days_however_often_it_is_used(
    sessions: KnownSessions,
) -> None:
    async with as_days_pass(sessions) as used_after:
        assert [await used_after(11) for _ in range(9)] == [True] * 8 + [False]


async def test_a_database_that_does_not_answer_is_waited_for_no_longer_than_is_said(
    house: House, sessions: KnownSessions
) -> None:
    await hear(sessions, (1, joined()), (1, started()))
    parts = urlsplit(house("gateway").dsn)
    async with FaultProxy(parts.hostname or "", parts.port or 0) as way:
        dsn = house("gateway").dsn.replace(f"{parts.hostname}:{parts.port}", way.address)
        pool = await open_pool(dsn, ["gateway_sessions_g3", "gateway"], size=1)
        known = KnownSessions(pool, projections.hear, model=projections.SESSIONS, within_s=WITHIN_S)
        assert await known.find(COOKIE_HASH) is not None
        way.drop()
        began = time.monotonic()
        effect = Effect(event=REVOKED, version=2)
        assert await asyncio.gather(known.apply([effect]), known.apply([effect])) == [False] * 2
        assert await asyncio.gather(known.uses(ANNA), known.seen()) == [{}, {}]
        await known.stop()
        assert time.monotonic() - began < 10 * WITHIN_S
        pool.terminate()


async def test_when_a_session_was_used_is_noted_for_its_member(sessions: KnownSessions) -> None:
    await hear(sessions, (1, joined()), (1, started()), (1, issued()))
    await sessions.find(COOKIE_HASH)
    await sessions.find_key(KEY_HASH)
    assert await sessions.uses(ANNA) == {}
    await sessions.stop()
    assert set(await sessions.uses(ANNA)) == {SESSION, KEY}
    assert await sessions.uses(OTHER) == {}
    assert set(await sessions.seen()) == {ANNA}


async def test_limits_are_shared_by_two_gateways(house: House) -> None:
    url = house.environ("gateway")["MEDIANEST_GATEWAY_REDIS_URL_FILE"]
    with open(url, encoding="utf-8") as file:  # noqa: PTH123, ASYNC230 - one line of a test
        address = file.read().strip()
    one, two = Valkey(address), Valkey(address)
    await one.start()
    await two.start()
    try:
        spent = [Spent(limit=SLOWLY, whom="anna")]
        limiters = (SharedLimiter(one), SharedLimiter(two))
        verdicts = [await limiters[n % 2].spend(spent) for n in range(12)]
        assert [verdict.is_allowed for verdict in verdicts] == [True] * 10 + [False] * 2
        assert verdicts[0].remaining == 9
        assert 0 < verdicts[-1].retry_after_s <= 12
        assert (await limiters[0].spend([Spent(limit=SLOWLY, whom="ben")])).is_allowed
        assert await limiters[0].is_first("t", 60)
        assert not await limiters[1].is_first("t", 60)
    finally:
        await one.stop()
        await two.stop()


async def test_two_gateways_behind_one_counter_keep_one_limit(house: House) -> None:
    strict = {"limit_person": "60/h burst 24", "limit_strangers": "60/h burst 10"}
    async with (
        running(house, **strict) as one,
        running(house, **strict) as two,
        httpx.AsyncClient() as client,
    ):
        urls = [f"{gateway.url}/api/v1/downloads" for gateway in (one, two)] * 12
        answers = [await client.get(url) for url in urls]
    statuses = [answer.status_code for answer in answers]
    assert statuses == [503] * 10 + [429] * 14
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60


async def test_without_the_counter_a_stricter_limit_stands(house: House) -> None:
    url = house.environ("gateway")["MEDIANEST_GATEWAY_REDIS_URL_FILE"]
    with open(url, encoding="utf-8") as file:  # noqa: PTH123, ASYNC230 - one line of a test
        address = file.read().strip()
    host, _, port = house.valkey.address.rpartition(":")
    async with FaultProxy(host, int(port)) as way:
        valkey = Valkey(address.replace(house.valkey.address, way.address))
        await valkey.start()
        limiter = SharedLimiter(valkey)
        spent = [Spent(limit=SLOWLY, whom="anna")]
        try:
            assert (await limiter.spend(spent)).remaining == 9
            way.drop()
            allowed = [(await limiter.spend(spent)).is_allowed for _ in range(8)]
            assert allowed == [True] * 5 + [False] * 3
            way.cut()
            await way.heal()
            await eventually(lambda: valkey.is_connected)
            assert (await limiter.spend(spent)).is_allowed
        finally:
            await valkey.stop()


async def test_the_limit_in_the_process_frees_as_time_passes() -> None:
    clock_ = FakeClock(NOON)
    limiter = LimiterAlone(clock_.monotonic)
    spent = [Spent(limit=SLOWLY, whom="anna")]
    assert [(await limiter.spend(spent)).is_allowed for _ in range(11)] == [True] * 10 + [False]
    clock_.advance(12.0)
    assert (await limiter.spend(spent)).is_allowed
    assert not (await limiter.spend(spent)).is_allowed
