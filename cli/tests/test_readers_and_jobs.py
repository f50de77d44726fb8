"""An operator finds why a reader stopped, builds a read model anew, and tries a dead job again."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.downloads import app as downloads
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.facts import Stored
from medianest.eventlog.jobs import Job
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.turn import Turn
from medianest.gateway import app as gateway
from medianest.testkit import eventually
from medianest.testkit.guestbook import GUESTBOOK, sign
from medianest.testkit.house import House
from medianest.testkit.people import ANNA, NOON
from medianest.testkit.runner import running

Medianest = Callable[..., Awaitable[Any]]

META = Meta(correlation=UUID(int=1), actor=ANNA)
FORGED = """
insert into downloads_limits_g1.member_limits values (gen_random_uuid(), 'downloads_per_hour', 99)
"""
DEAD = """
update jobs set status = 'dead', attempts = 5, error = '{"why": "the letter box is full"}'
where id = $1
"""


async def _stumble(turn: Turn, stored: Stored[Any]) -> None:
    raise ValueError("the ink is gone")


async def test_a_reader_that_stopped_says_why(medianest: Medianest, at_home: House) -> None:
    log = await EventLog.open(
        service="notify",
        settings=at_home("notify").settings,
        deciders=(GUESTBOOK,),
        speaks=False,
    )
    log.react(Reaction(name="replies", sources="own", start="zero", react=_stumble))
    await log.start()
    await log.log.carry_out(sign(UUID(int=2), "hello", "again"), meta=META)

    async def stopped() -> bool:
        (reader,) = (await medianest("readers", "list", "notify", "--json")).json
        return bool(reader["status"] == "stopped")

    await eventually(stopped, timeout_s=20, every_s=0.2)
    listed = await medianest("readers", "list", "notify")
    assert "replies stopped at own: ValueError('the ink is gone')" in listed.out
    (reader,) = (await medianest("readers", "list", "notify", "--json")).json
    assert (reader["position"], reader["behind"]) == (0, 2)
    doctor = await medianest("doctor")
    assert doctor.code == 1
    assert "stopped: replies (own); see `medianest readers list notify`" in doctor.out
    await log.stop(grace_s=2)


async def test_a_read_model_is_built_anew_beside_the_running_service(
    medianest: Medianest, at_home: House
) -> None:
    environ = at_home.environ("downloads", library_dir=str(at_home.folder / "library"))
    async with running(downloads.build, environ):
        built = await medianest("readers", "rebuild", "downloads", "downloads", "--json")
        assert (built.code, built.err) == (0, "")
        unknown = await medianest("readers", "rebuild", "downloads", "own-downloads")
        assert unknown.code == 1
        assert unknown.err.startswith("✗ downloads has no read model 'own-downloads'")


async def test_so_is_one_that_others_feed(medianest: Medianest, at_home: House) -> None:
    async with running(gateway.build, at_home.environ("gateway")):

        async def reads() -> bool:
            rows = (await medianest("readers", "list", "gateway", "--json")).json
            return any(row["source"] == "identity" and row["behind"] == 0 for row in rows)

        await eventually(reads, timeout_s=20, every_s=0.2)
        built = await medianest("readers", "rebuild", "gateway", "sessions")
        assert (built.code, built.err) == (0, "")


async def test_a_read_model_is_held_against_its_facts(medianest: Medianest, at_home: House) -> None:
    environ = at_home.environ("downloads", library_dir=str(at_home.folder / "library"))
    diff = ("readers", "diff", "downloads")
    async with running(downloads.build, environ):
        for reader in ("downloads", "limits"):
            proved = await medianest(*diff, reader)
            assert (proved.code, proved.err) == (0, "")
            assert proved.out.endswith(f"{reader} is what its facts say.\n")
        await at_home.administer(FORGED)
        found = await medianest(*diff, "limits", "--json")
        assert (found.code, found.json) == (
            1,
            [{"table": "member_limits", "rows": 1, "unexplained": 1, "missing": 0}],
        )
        assert "`medianest readers rebuild downloads limits` makes it so" in found.err
        assert (await medianest("readers", "rebuild", "downloads", "limits")).code == 0
        assert (await medianest(*diff, "limits")).code == 0
        assert (await medianest(*diff, "wishes")).code == 1


async def test_no_readers_is_an_answer(medianest: Medianest, at_home: House) -> None:
    assert (await medianest("readers", "list", "requests")).out == "requests has no readers yet.\n"
    assert (await medianest("readers", "list", "requests", "--json")).json == []


async def test_a_dead_job_is_found_and_tried_again(
    medianest: Medianest, guestbook: EventLog
) -> None:
    job = await guestbook.jobs.plan(Job(kind="mail", key="anna", data={"to": 1}, due_at=NOON))
    async with guestbook.pool.acquire() as connection:
        await connection.execute(DEAD, job)
    listed = await medianest("jobs", "list", "notify", "--status", "dead")
    assert str(job) in listed.out
    assert "mail anna" in listed.out
    shown = (await medianest("jobs", "show", "notify", str(job), "--json")).json
    assert (shown["error"]["why"], shown["data"]) == ("the letter box is full", {"to": 1})
    assert "the letter box is full" in (await medianest("jobs", "show", "notify", str(job))).out

    tried = await medianest("jobs", "redrive", "notify", str(job), "--json")
    assert (tried.code, tried.json["id"]) == (0, str(job))
    assert (await medianest("jobs", "list", "notify", "--status", "dead")).out == "No jobs.\n"
    (ready,) = (await medianest("jobs", "list", "notify", "--json")).json
    assert (ready["status"], ready["attempts"]) == ("ready", 0)


async def test_work_that_exists_once_is_named_once(
    medianest: Medianest, guestbook: EventLog
) -> None:
    await guestbook.jobs.plan(Job(kind="sweep", key="sweep", due_at=NOON))
    assert (await medianest("jobs", "list", "notify")).out.count("sweep") == 1


async def test_only_a_dead_job_is_tried_again(medianest: Medianest, guestbook: EventLog) -> None:
    job = await guestbook.jobs.plan(Job(kind="mail", due_at=NOON))
    for each in (job, new_id()):
        answer = await medianest("jobs", "redrive", "notify", str(each))
        assert (answer.code, answer.out) == (1, "")
        assert answer.err == "✗ There is no such dead job.\n"
    unknown = await medianest("jobs", "show", "notify", str(new_id()))
    assert (unknown.code, unknown.err.count("\n")) == (1, 1)
    assert (await medianest("jobs", "list", "notify", "--status", "gone")).code == 2
