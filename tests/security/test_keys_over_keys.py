"""The key over all keys is changed while people go on, and the old one opens nothing after."""

import asyncio
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
import structlog
from typer.testing import CliRunner

from medianest.chassis.settings import ServiceSettings, load
from medianest.cli.main import app
from medianest.contracts.facts import Sealed
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.secrecy import envelope
from medianest.testkit.eventually import eventually
from medianest.testkit.guestbook import GUESTBOOK, lines
from medianest.testkit.house import House

TURNS: Final = 2


class Members:
    """People who are written to and read all the time, and everything that was sealed for them."""

    def __init__(self) -> None:
        self.sealed: dict[UUID, Sealed] = {}
        self.secrets: dict[UUID, str] = {}
        self.turns = 0
        self.between_turns = asyncio.Lock()

    async def go_on(self, processes: list[EventLog], stop: asyncio.Event) -> None:
        while not stop.is_set():
            async with self.between_turns:
                await self._turn(processes, uuid4())
            self.turns += 1

    async def _turn(self, processes: list[EventLog], who: UUID) -> None:
        for process in processes:
            self.sealed[who] = await process.keys.seal(who, f"text of {who}")
            id_ = await process.secrets.put("canary", f"secret of {who}")
            self.secrets[id_] = f"secret of {who}"
        for process in processes:
            await self.check(process, who)

    async def check(self, process: EventLog, who: UUID) -> None:
        assert await process.keys.open(self.sealed[who]) == f"text of {who}"


async def test_s52_the_key_over_keys_is_changed_twice_under_load(house: House) -> None:
    processes = [await process_of(house), await process_of(house)]
    members, stop = Members(), asyncio.Event()
    load_ = asyncio.create_task(members.go_on(processes, stop))
    first = house.credentials.vault.read("notify/keks")
    for _ in range(TURNS):
        for stage in ("known", "first", "alone"):
            before = members.turns
            assert stage in await rotate(house)
            await restart_each(house, processes, members)
            await eventually(lambda: load_.done() or members.turns > before + 1)  # noqa: B023  now
    stop.set()
    await load_
    assert members.turns > TURNS * 3
    await everything_is_readable(processes[0], members)
    assert first not in house.credentials.vault.read("notify/keks")
    for process in processes:
        await process.stop(2)
    old = await process_of(house, first)
    with pytest.raises(envelope.WontOpen):
        await old.keys.open(next(iter(members.sealed.values())))
    await old.stop(2)


async def test_s52_no_step_is_taken_while_a_process_runs_that_missed_the_last(house: House) -> None:
    early = await process_of(house)
    assert "known" in await rotate(house)
    kept = house.credentials.vault.read("notify/keks")
    assert "restart them first" in await rotate(house, refused=True)
    assert house.credentials.vault.read("notify/keks") == kept
    await early.stop(2)
    late = await process_of(house)
    assert "first" in await rotate(house)
    await late.stop(2)


async def everything_is_readable(process: EventLog, members: Members) -> None:
    for who in members.sealed:
        await members.check(process, who)
    for id_, text in members.secrets.items():
        assert await process.secrets.get(id_) == text


async def restart_each(house: House, processes: list[EventLog], members: Members) -> None:
    """One after the other, as a rolling restart does: for a while they hold different keys."""
    for at, old in enumerate(list(processes)):
        started = await process_of(house)
        async with members.between_turns:
            processes[at] = started
        await old.stop(2)
        turns = members.turns
        await eventually(lambda: members.turns > turns)  # noqa: B023  now


async def process_of(house: House, keks: str | None = None) -> EventLog:
    environ: dict[str, Any] = house("notify").environ
    if keks is not None:
        environ["MEDIANEST_NOTIFY_KEKS"] = keks
    eventlog = await EventLog.open(
        service="notify",
        settings=load(ServiceSettings, "notify", environ),
        deciders=(GUESTBOOK,),
        read_models=(lines(),),
        speaks=False,
    )
    await eventlog.start()
    return eventlog


async def rotate(house: House, *, refused: bool = False) -> str:
    words = ["keys", "rotate-kek", "notify", "--json", "--secrets", str(house.credentials.folder)]
    logs = structlog.get_config()  # the command silences them, and runs in this process here
    told = await asyncio.to_thread(CliRunner().invoke, app, words)
    structlog.configure(**logs)
    assert told.exit_code == int(refused), told.output
    return told.output
