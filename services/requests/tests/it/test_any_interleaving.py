"""Whatever people, jobs, webhooks, faults and restarts do in whatever order, facts tell it all."""

import asyncio
import contextlib
import threading
from collections import Counter
from collections.abc import Coroutine, Iterator
from typing import Any, Final, TypeVar
from uuid import UUID

import asyncpg
import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from medianest.eventlog.eventlog import EventLog
from medianest.local.simulators.overseerr.house import DECLINED, FAILED
from medianest.local.simulators.overseerr.people import User
from medianest.requests.app import DECIDERS, READ_MODELS, build
from medianest.requests.projections.wishes import WISHES
from medianest.testkit import ANNA, THE_OWNER, eventually
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

T = TypeVar("T")
SECRET: Final = "a-secret-that-was-agreed-on"
FAULTS: Final = ("html", "empty", "garbage", "error", "lost", "guarded", "csrf", "conflict")
ENDED: Final = frozenset({"pending", "declined", "cancelled", "available", "failed", "processing"})
PLEX_ID: Final = 4711
_KNOWN: Final = """
insert into requests.people(member_id, version, display_name, role, disabled, erased, plex_id)
values ($1, 1, 'Anna', 'member', false, false, $2)
"""
_AGAIN: Final = """
insert into requests.jobs(id, kind, data, due_at)
values (gen_random_uuid(), $1, json_build_object('request_id', $2::text), now())
"""


class Stage:
    """The service and the server that fetches, on a loop of their own that goes on meanwhile."""

    def __init__(self, house: House, place: Any) -> None:
        self.house, self.place = house, place
        self.first_film = 950_000
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._service = contextlib.AsyncExitStack()

    def do(self, action: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(action, self._loop).result(timeout=120)

    async def raise_curtain(self) -> None:
        await self.place.start()
        self.place.house.users[7] = User(7, PLEX_ID, "anna")
        await self._sql(_KNOWN, ANNA, str(PLEX_ID))
        await self.start()

    async def start(self) -> None:
        more = {"webhook_secret": SECRET, "requests_per_hour": "1000", "look_every_s": "0.3"}
        environ = self.house.environ("requests", **{**self.place.settings, **more})
        service = await self._service.enter_async_context(running(build, environ))
        client = httpx.AsyncClient(base_url=f"{service.url}/api/v1", timeout=30, verify=NOBODY)
        self._client = await self._service.enter_async_context(client)

    async def restart(self) -> None:
        await self._service.aclose()
        await self.start()

    async def drop_curtain(self) -> None:
        await self._service.aclose()
        await self.place.stop()

    def close(self) -> None:
        self.do(self.drop_curtain())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    async def ask(self, who: UUID, role: Any, path: str, body: Any = None) -> httpx.Response:
        headers = dict(self.house.bearer("requests", who, role))
        answer = await self._client.post(path, json=body, headers=headers)
        assert answer.status_code < 500, answer.text
        return answer

    async def hook(self, times: int) -> None:
        for _ in range(times):
            headers = {"Mn-Webhook-Secret": SECRET}
            await self._client.post("/webhooks/overseerr", json={}, headers=headers)

    async def hurry(self) -> None:
        await self._sql(
            "with due as (update requests.jobs set due_at = now()"
            " where kind in ('fulfil', 'withdraw', 'look-now') and due_at > now() returning id)"
            " select count(pg_notify('medianest_jobs', '')) from due"
        )

    async def again(self, wish: str, kind: str) -> None:
        """As if a job had been delivered once more."""
        await self._sql(_AGAIN, kind, wish)

    async def settled(self) -> None:
        """Nothing is left to be done but to look again."""
        self.place.misbehave("error", times=0)

        async def is_quiet() -> bool:
            await self.hurry()
            left = await self._rows(
                "select kind from requests.jobs where kind in ('fulfil', 'withdraw', 'look-now')"
            )
            return not left and all(row["status"] in ENDED for row in await self.wishes())

        await eventually(is_quiet, 60, every_s=0.1)

    async def wishes(self) -> list[dict[str, Any]]:
        schemas = await self._rows(
            "select schemaname from pg_tables where tablename = 'wishes' order by 1"
        )
        table = f'"{schemas[-1]["schemaname"]}".wishes'
        rows = await self._rows(f"select * from {table} order by request_id")  # noqa: S608  from the catalogue
        return [dict(row) for row in rows]

    async def rebuilt(self) -> list[dict[str, Any]]:
        eventlog = await EventLog.open(
            service="requests",
            settings=self.house("requests").settings,
            deciders=DECIDERS,
            read_models=READ_MODELS,
            speaks=False,
        )
        await eventlog.rebuild(WISHES.name)
        await eventlog.pool.close()
        return await self.wishes()

    async def grants(self) -> Counter[str]:
        """How often each wish was let go to the server that fetches."""
        rows = await self._rows(
            "select stream_id from requests.facts where type = any($1)",
            ["requests.approved", "requests.retried", "requests.undone"],
        )
        return Counter(row["stream_id"].removeprefix("request-") for row in rows)

    async def _sql(self, statement: str, *values: Any) -> None:
        await self._rows(statement, *values)

    async def _rows(self, statement: str, *values: Any) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self.house("requests").owner_dsn)
        try:
            return list(await connection.fetch(statement, *values))
        finally:
            await connection.close()


STAGE: list[Stage] = []


class Interleaving(RuleBasedStateMachine):
    """Anna wishes, the owner decides, and everything else gets in between."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = STAGE[0]
        self.mine: list[str] = []
        self.films: dict[str, int] = {}
        self.was_restarted = False

    @initialize()
    def begin(self) -> None:
        self.stage.first_film += 10

    @rule(number=some.integers(0, 3))
    def ask(self, number: int) -> None:
        film = self.stage.first_film + number
        body = {"media_type": "movie", "tmdb_id": film}
        answer = self.stage.do(self.stage.ask(ANNA, "member", "/requests", body))
        assert answer.status_code in {201, 409}
        if answer.status_code == 201:
            self.mine.append(answer.json()["id"])
            self.films[self.mine[-1]] = film

    @precondition(lambda self: self.mine)
    @rule(
        which=some.integers(0, 9),
        what=some.sampled_from(["approve", "approve", "decline", "cancel", "undo", "retry"]),
    )
    def decide(self, which: int, what: str) -> None:
        path = f"/requests/{self.mine[which % len(self.mine)]}/{what}"
        answer = self.stage.do(self.stage.ask(THE_OWNER, "owner", path))
        assert answer.status_code in {200, 409}

    @precondition(lambda self: self.mine)
    @rule(which=some.integers(0, 9), kind=some.sampled_from(["fulfil", "withdraw"]))
    def a_job_comes_twice(self, which: int, kind: str) -> None:
        self.stage.do(self.stage.again(self.mine[which % len(self.mine)], kind))

    @rule(
        which=some.integers(0, 9), becomes=some.sampled_from(["here", "here", "declined", "failed"])
    )
    def upstream(self, which: int, becomes: str) -> None:
        ours = set(self.films.values())
        open_ones = [one for one in self.requests() if one.key[1] in ours and one.status < DECLINED]
        if open_ones:
            request = open_ones[which % len(open_ones)]
            if becomes == "here":
                self.stage.place.house.arrive(request)
            else:
                request.status = DECLINED if becomes == "declined" else FAILED

    @rule()
    def time_passes(self) -> None:
        self.stage.do(self.stage.hurry())

    @rule(times=some.integers(1, 5))
    def webhooks(self, times: int) -> None:
        self.stage.do(self.stage.hook(times))

    @rule(fault=some.sampled_from(FAULTS), times=some.integers(1, 2))
    def it_misbehaves(self, fault: str, times: int) -> None:
        at = "POST /request" if fault in {"lost", "guarded", "csrf", "conflict"} else None
        self.stage.place.misbehave(fault, times=times, at=at)

    @precondition(lambda self: self.mine and not self.was_restarted)
    @rule()
    def restart(self) -> None:
        """Once in a history, for it takes seconds."""
        self.was_restarted = True
        self.stage.do(self.stage.restart())

    def teardown(self) -> None:
        if not self.mine:
            return
        stage = self.stage
        stage.do(stage.settled())
        rows = stage.do(stage.wishes())
        grants = stage.do(stage.grants())
        assert rows == stage.do(stage.rebuilt()), "the table is what the facts make of it"
        standing = {str(row["request_id"]): row["status"] for row in rows}
        for film in set(self.films.values()):
            open_ones = [
                one for one in self.requests() if one.key[1] == film and one.status < DECLINED
            ]
            assert len(open_ones) <= 1, "nothing is asked for twice"
            theirs = [wish for wish, of in self.films.items() if of == film]
            made = stage.place.house.made[film]
            assert made <= sum(grants[wish] for wish in theirs), "no more than was granted"
            if open_ones:
                assert {standing[wish] for wish in theirs} & {"processing", "available", "failed"}

    def requests(self) -> list[Any]:
        return list(self.stage.place.house.requests.values())


@pytest.fixture
def stage(house: House, idle_place: Any) -> Iterator[Stage]:
    made = Stage(house, idle_place)
    made.do(made.raise_curtain())
    STAGE[:] = [made]
    yield made
    STAGE.clear()
    made.close()


@pytest.mark.parametrize(
    ("histories", "steps"), [(4, 16), pytest.param(60, 30, marks=pytest.mark.long)]
)
def test_any_interleaving_ends_as_a_rebuild_from_facts_would(
    stage: Stage, histories: int, steps: int
) -> None:
    run_state_machine_as_test(
        Interleaving,
        settings=settings(
            max_examples=histories,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # a history that fails takes seconds, so it is not shrunk
            suppress_health_check=list(HealthCheck),
        ),
    )
