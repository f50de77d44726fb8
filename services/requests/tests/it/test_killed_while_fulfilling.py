"""Requests is killed again and again while wishes are made, sent and arrive: each is asked once."""

import asyncio
import contextlib
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any, Final

import asyncpg
import httpx
import pytest

from medianest.eventlog.eventlog import EventLog
from medianest.local.servers.ports import next_free
from medianest.requests.app import DECIDERS, READ_MODELS
from medianest.requests.projections.wishes import WISHES
from medianest.testkit import THE_OWNER, eventually
from medianest.testkit.house import House

FIRST_FILM: Final = 900_001  # from here on the simulated server knows a film for each number
SECRET: Final = "hook-secret"
PLEX_ID: Final = 4711
WITHIN_S: Final = 600.0


class Doomed:
    """Requests as a process of its own, for as long as it may live."""

    def __init__(self, house: House, settings: dict[str, str]) -> None:
        self.house = house
        port = next_free(21_000 + os.getpid() % 1000)
        self.url = f"http://127.0.0.1:{port}/api/v1"
        self._environ = house.environ("requests", listen=f"127.0.0.1:{port}", **settings)
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "medianest.requests"),
            env={"PATH": os.environ["PATH"], **self._environ},
            stdout=asyncio.subprocess.DEVNULL,
        )

    async def kill(self) -> None:
        """At once, whatever it is at; its leases end as they would a little later."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()
        connection = await asyncpg.connect(self.house("requests").owner_dsn)
        try:
            await connection.execute("update requests.jobs set lease_until = now()")
        finally:
            await connection.close()


async def said(
    doomed: Doomed, client: httpx.AsyncClient, path: str, **options: Any
) -> httpx.Response | None:
    """What it answers to a call; None while it lies there dead or comes to itself."""
    with contextlib.suppress(httpx.TransportError):
        answer = await client.post(f"{doomed.url}{path}", **options)
        return answer if answer.status_code < 500 else None
    return None


async def wish(doomed: Doomed, client: httpx.AsyncClient, film: int) -> None:
    """Asked until it is known to be asked: an answer may get lost with its process."""
    body = {"media_type": "movie", "tmdb_id": film}

    async def is_asked() -> bool:
        # Anew each time: a start may take longer than such a token is good for.
        headers = dict(doomed.house.bearer("requests", THE_OWNER, "owner"))
        answer = await said(doomed, client, "/requests", json=body, headers=headers)
        assert answer is None or answer.status_code in {201, 409}, answer.text
        return answer is not None

    await eventually(is_asked, WITHIN_S, every_s=0.05)


@contextlib.asynccontextmanager
async def hurrying(house: House) -> AsyncIterator[None]:
    """The ten seconds in which one may think again pass at once."""

    async def hurry() -> None:
        connection = await asyncpg.connect(house("requests").owner_dsn)
        try:
            while True:
                await connection.execute(
                    "update requests.jobs set due_at = now() where kind <> 'look-after'"
                    " and due_at > now(); select pg_notify('medianest_jobs', '')"
                )
                await asyncio.sleep(0.1)
        finally:
            await connection.close()

    task = asyncio.create_task(hurry())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def wishes_of(house: House) -> list[tuple[Any, ...]]:
    """The whole table, as the pages read it."""
    connection = await asyncpg.connect(house("requests").owner_dsn)
    try:
        schema = await connection.fetchval(
            "select schemaname from pg_tables where tablename = 'wishes'"
        )
        rows = await connection.fetch(
            f'select * from "{schema}".wishes order by request_id'  # noqa: S608  from the catalogue
        )
        return [tuple(row.items()) for row in rows]
    finally:
        await connection.close()


async def facts_of(house: House) -> Counter[tuple[str, str]]:
    """How often each thing happened to each wish."""
    connection = await asyncpg.connect(house("requests").owner_dsn)
    try:
        rows = await connection.fetch(
            "select stream_id wish, type kind from requests.facts where stream_id like 'request-%'"
        )
        return Counter((row["wish"], row["kind"]) for row in rows)
    finally:
        await connection.close()


async def rebuilt(house: House) -> list[tuple[Any, ...]]:
    """The table made anew from nothing but facts."""
    eventlog = await EventLog.open(
        service="requests",
        settings=house("requests").settings,
        deciders=DECIDERS,
        read_models=READ_MODELS,
        speaks=False,
    )
    await eventlog.rebuild(WISHES.name)
    await eventlog.pool.close()
    return await wishes_of(house)


@pytest.mark.parametrize(
    ("films", "kills"), [(24, 3), pytest.param(200, 20, marks=pytest.mark.long)]
)
async def test_each_wish_is_asked_of_the_server_once_and_arrives_once(
    house: House, place: Any, films: int, kills: int
) -> None:
    doomed = Doomed(
        house, {**place.settings, "webhook_secret": SECRET, "requests_per_hour": "1000"}
    )
    place.house.plex_people = {PLEX_ID: "olga"}
    await known_to_plex(house)
    await doomed.start()
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client, hurrying(house):
        asking = asyncio.create_task(_ask_all(doomed, client, films))
        for kill in range(1, kills + 1):
            enough = films * kill // (kills + 1)
            await eventually(
                lambda enough=enough: place.house.creates >= enough, WITHIN_S, every_s=0.01
            )
            place.misbehave("lost", times=1)
            await doomed.kill()
            await doomed.start()
        await asking
        await eventually(lambda: _all_stand(house, "processing", films), WITHIN_S, every_s=0.2)
        for number, request in enumerate(list(place.house.requests.values())):
            place.house.arrive(request)
            await _tell(doomed, client, request.id, times=(0, 1, 5)[number % 3])
            if number == films // 2:
                await doomed.kill()
                await doomed.start()
        await eventually(lambda: _all_stand(house, "available", films), WITHIN_S, every_s=0.2)
    await doomed.kill()
    assert (place.house.creates, len(place.house.requests)) == (films, films)
    assert place.house.imports == 1, "whoever wished was taken in once"
    assert {request.user for request in place.house.requests.values()} == {2}
    happened = await facts_of(house)
    assert set(happened.values()) == {1}, "nothing happened twice to a wish"
    assert await wishes_of(house) == await rebuilt(house)


async def known_to_plex(house: House) -> None:
    """As identity's latest value would have told."""
    connection = await asyncpg.connect(house("requests").owner_dsn)
    try:
        await connection.execute(
            "insert into requests.people(member_id, version, display_name, role, disabled, erased,"
            " plex_id) values ($1, 1, 'Olga', 'owner', false, false, $2)",
            THE_OWNER,
            str(PLEX_ID),
        )
    finally:
        await connection.close()


async def _ask_all(doomed: Doomed, client: httpx.AsyncClient, films: int) -> None:
    for film in range(FIRST_FILM, FIRST_FILM + films):
        await wish(doomed, client, film)


async def _tell(doomed: Doomed, client: httpx.AsyncClient, request: int, times: int) -> None:
    """A webhook: lost, or said once, or five times; who is away hears none of it."""
    body = {"notification_type": "MEDIA_AVAILABLE", "request": {"request_id": str(request)}}
    for _ in range(times):
        headers = {"Mn-Webhook-Secret": SECRET}
        await said(doomed, client, "/webhooks/overseerr", json=body, headers=headers)


async def _all_stand(house: House, status: str, films: int) -> bool:
    standing = Counter(dict(row)["status"] for row in await wishes_of(house))
    assert standing == {status: films}, standing
    return True
