"""Jobs: one holder at a time, a fence for the one that lost it, and an end that is seen."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.jobs import Job, NoSuchDeadJob
from medianest.eventlog.work import Again, Backoff, Claimed, Dead, Retry, Work, Workplace
from medianest.testkit.eventually import eventually

Open = Callable[..., Awaitable[EventLog]]
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
FAR_AHEAD = LONG_AGO + timedelta(days=36_500)
AT_ONCE = Backoff(first_s=0.01, most_s=0.01)


def job(key: str, *, priority: int = 0, due_at: datetime = LONG_AGO) -> Job:
    return Job(kind="knock", key=key, data={"door": key}, due_at=due_at, priority=priority)


def work(
    perform: Callable[[Claimed], Awaitable[None]],
    *,
    concurrency: int = 1,
    lease_s: float = 30.0,
    max_attempts: int = 3,
) -> Work:
    return Work(
        kind="knock",
        perform=perform,
        concurrency=concurrency,
        lease_s=lease_s,
        max_attempts=max_attempts,
        backoff=AT_ONCE,
    )


@pytest.fixture
async def knocking(open_log: Open) -> Callable[[Work], Awaitable[EventLog]]:
    async def start(*kinds: Work) -> EventLog:
        eventlog = await open_log(started=False)
        eventlog.perform(*kinds)
        await eventlog.start()
        return eventlog

    return start


Knocking = Callable[..., Awaitable[EventLog]]


async def none_left(eventlog: EventLog) -> bool:
    return await eventlog.jobs.counts() == {}


async def test_a_due_job_is_done_once_and_gone(open_log: Open) -> None:
    done: list[object] = []

    async def perform(claimed: Claimed) -> None:
        done.append((claimed.data, claimed.attempt))

    eventlog = await open_log(started=False)
    eventlog.perform(work(perform))
    await eventlog.jobs.plan(job("front"))
    await eventlog.jobs.plan(job("front"))
    await eventlog.start()
    await eventually(lambda: none_left(eventlog))
    assert done == [({"door": "front"}, 1)]


async def test_a_job_that_is_not_due_waits(knocking: Knocking) -> None:
    done: list[str | None] = []

    async def perform(claimed: Claimed) -> None:
        done.append(claimed.key)

    eventlog = await knocking(work(perform))
    await eventlog.jobs.plan(job("later", due_at=FAR_AHEAD))
    await eventlog.jobs.plan(job("now"))
    await eventually(lambda: done == ["now"])
    assert await eventlog.jobs.counts() == {("knock", "ready"): 1}


async def test_what_is_more_important_comes_first(open_log: Open) -> None:
    order: list[str | None] = []

    async def perform(claimed: Claimed) -> None:
        order.append(claimed.key)

    eventlog = await open_log()
    for key, priority in (("low", -1), ("normal", 0), ("high", 1)):
        await eventlog.jobs.plan(job(key, priority=priority))
    workplace = Workplace(eventlog.pool, work(perform), "one")
    workplace.start()
    await eventually(lambda: none_left(eventlog))
    await workplace.stop(1)
    assert order == ["high", "normal", "low"]


async def test_a_failed_job_is_tried_again_and_then_dead_until_it_is_redriven(
    knocking: Knocking,
) -> None:
    tries: list[int] = []
    mended = asyncio.Event()

    async def perform(claimed: Claimed) -> None:
        tries.append(claimed.attempt)
        if not mended.is_set():
            raise Retry("nobody opens")

    eventlog = await knocking(work(perform))
    await eventlog.jobs.plan(job("front"))
    await eventually(lambda: _dead(eventlog))
    (dead,) = await eventlog.jobs.show(status="dead")
    assert tries == [1, 2, 3]
    assert dead.error == {"why": "nobody opens"}

    mended.set()
    await eventlog.jobs.redrive(dead.id)
    await eventually(lambda: none_left(eventlog))
    assert tries == [1, 2, 3, 1]
    with pytest.raises(NoSuchDeadJob):
        await eventlog.jobs.redrive(dead.id)


async def test_what_is_dead_and_planned_anew_is_done_as_it_is_wanted_now(
    knocking: Knocking,
) -> None:
    tries: list[tuple[object, int]] = []

    async def perform(claimed: Claimed) -> None:
        tries.append((claimed.data, claimed.attempt))
        if claimed.data != {"door": "back"}:
            raise Retry("nobody opens")

    eventlog = await knocking(work(perform, max_attempts=2))
    await eventlog.jobs.plan(job("house"))
    await eventually(lambda: _dead(eventlog))
    back = Job(kind="knock", key="house", data={"door": "back"}, due_at=LONG_AGO)
    await eventlog.jobs.plan(back)
    await eventually(lambda: none_left(eventlog))
    assert tries == [({"door": "house"}, 1), ({"door": "house"}, 2), ({"door": "back"}, 1)]


async def test_what_waits_for_its_next_try_and_is_planned_again_stays_as_it_is(
    open_log: Open,
) -> None:
    eventlog = await open_log()
    first = await eventlog.jobs.plan(job("front", due_at=FAR_AHEAD, priority=1))
    assert await eventlog.jobs.plan(job("front")) == first
    (row,) = await eventlog.jobs.show()
    assert (row.due_at, row.priority, row.status) == (FAR_AHEAD, 1, "ready")


async def _dead(eventlog: EventLog) -> bool:
    return await eventlog.jobs.counts() == {("knock", "dead"): 1}


async def test_an_error_that_nobody_foresaw_is_a_try_like_any_other(knocking: Knocking) -> None:
    async def perform(claimed: Claimed) -> None:
        raise ZeroDivisionError

    eventlog = await knocking(work(perform, max_attempts=2))
    await eventlog.jobs.plan(job("front"))
    await eventually(lambda: _dead(eventlog))


async def test_a_hopeless_job_is_dead_at_once(knocking: Knocking) -> None:
    async def perform(claimed: Claimed) -> None:
        raise Dead("the house was torn down")

    eventlog = await knocking(work(perform))
    await eventlog.jobs.plan(job("front"))
    await eventually(lambda: _dead(eventlog))
    (dead,) = await eventlog.jobs.show(status="dead")
    assert dead.attempts == 1


async def test_a_try_that_does_not_count_uses_nothing_up(knocking: Knocking) -> None:
    tries: list[int] = []

    async def perform(claimed: Claimed) -> None:
        tries.append(claimed.attempt)
        if len(tries) < 6:
            raise Retry("the disk is full", after_s=0.01, counts=False)

    eventlog = await knocking(work(perform, max_attempts=2))
    await eventlog.jobs.plan(job("front"))
    await eventually(lambda: none_left(eventlog))
    assert tries == [1] * 6


async def test_a_lease_that_ran_out_is_taken_over_and_the_old_holder_is_fenced(
    open_log: Open,
) -> None:
    """The first worker is stopped as SIGSTOP would: its heart does not beat."""
    eventlog = await open_log()
    await eventlog.jobs.plan(job("front"))
    statement = work(_nothing).claim
    row = await eventlog.pool.fetchrow(statement, "knock", 0.05, "the one that hangs")
    assert row is not None
    zombie = Claimed(row, eventlog.pool)
    assert await zombie.still_mine()

    async def free() -> Claimed | None:
        found = await eventlog.pool.fetchrow(statement, "knock", 30.0, "the next one")
        return None if found is None else Claimed(found, eventlog.pool)

    heir = await eventually(free)
    assert heir is not None
    assert heir.fence == zombie.fence + 1
    assert await heir.still_mine()
    assert not await zombie.still_mine()


async def _nothing(claimed: Claimed) -> None:
    """Do nothing."""


async def test_a_long_job_keeps_its_lease(knocking: Knocking) -> None:
    began = asyncio.Event()
    finish = asyncio.Event()
    tries: list[int] = []

    async def perform(claimed: Claimed) -> None:
        tries.append(claimed.attempt)
        began.set()
        await finish.wait()
        assert await claimed.still_mine()

    eventlog = await knocking(work(perform, lease_s=0.3, concurrency=2))
    await eventlog.jobs.plan(job("front"))
    await began.wait()
    leases = [await eventlog.pool.fetchval("select lease_until from jobs")]

    async def renewed() -> bool:
        leases.append(await eventlog.pool.fetchval("select lease_until from jobs"))
        return len(set(leases)) > 4

    await eventually(renewed)
    finish.set()
    await eventually(lambda: none_left(eventlog))
    assert tries == [1]


async def test_a_cancelled_job_stops_its_holder(knocking: Knocking) -> None:
    began, stopped = asyncio.Event(), asyncio.Event()

    async def perform(claimed: Claimed) -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    eventlog = await knocking(work(perform, lease_s=0.3))
    await eventlog.jobs.plan(job("front"))
    await began.wait()
    assert await eventlog.jobs.cancel("knock", "front")
    await asyncio.wait_for(stopped.wait(), 5)
    assert await none_left(eventlog)


async def test_no_more_run_at_once_than_allowed(knocking: Knocking) -> None:
    running, most = 0, 0
    may_end = asyncio.Event()

    async def perform(claimed: Claimed) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await may_end.wait()
        running -= 1

    eventlog = await knocking(work(perform, concurrency=3))
    for n in range(20):
        await eventlog.jobs.plan(job(str(n)))
    await eventually(lambda: running == 3, timeout_s=10)
    may_end.set()
    await eventually(lambda: none_left(eventlog), timeout_s=10)
    assert most == 3


async def test_a_worker_that_stops_hands_its_job_back(open_log: Open) -> None:
    began = asyncio.Event()

    async def perform(claimed: Claimed) -> None:
        began.set()
        await asyncio.Event().wait()

    eventlog = await open_log()
    workplace = Workplace(eventlog.pool, work(perform), "one")
    workplace.start()
    await eventlog.jobs.plan(job("front"))
    await began.wait()
    await workplace.stop(grace_s=0.05)
    (left,) = await eventlog.jobs.show()
    assert (left.lease_until, left.attempts) == (None, 0)


async def test_another_process_is_woken_when_something_is_planned(
    open_log: Open, knocking: Knocking
) -> None:
    done = asyncio.Event()

    async def perform(claimed: Claimed) -> None:
        done.set()

    await knocking(work(perform))
    planner = await open_log()
    await planner.jobs.plan(job("front"))
    await asyncio.wait_for(done.wait(), 5)


def test_the_backoff_doubles_up_to_its_most() -> None:
    backoff = Backoff(first_s=1, most_s=10, jitter=0)
    assert [backoff.after(n) for n in range(1, 7)] == [1, 2, 4, 8, 10, 10]


async def test_a_round_that_went_well_forgives_what_failed_before(knocking: Knocking) -> None:
    tries = 0

    async def perform(claimed: Claimed) -> None:
        nonlocal tries
        tries += 1
        if tries % 3:
            raise Retry("nobody opened")  # twice in a row; the third time would be its end
        raise Again(after_s=0.01)

    eventlog = await knocking(work(perform, max_attempts=3))
    await eventlog.jobs.plan(job("1"))
    await eventually(lambda: tries > 12)


async def test_endless_work_is_handed_back_at_once_when_its_holder_stops(
    knocking: Knocking,
) -> None:
    begun: list[int] = []

    async def perform(claimed: Claimed) -> None:
        begun.append(claimed.attempt)
        await asyncio.Event().wait()

    endless = Work(kind="knock", perform=perform, concurrency=1, endless=True)
    first = await knocking(endless)
    await first.jobs.plan(job("1"))
    await eventually(lambda: len(begun) == 1)
    async with asyncio.timeout(3):
        await first.stop(grace_s=60)
    await knocking(endless)
    await eventually(lambda: begun == [1, 1])


async def test_endless_work_outlives_all_of_its_holders(knocking: Knocking) -> None:
    begun: list[int] = []

    async def perform(claimed: Claimed) -> None:
        begun.append(claimed.attempt)
        if len(begun) < 9:
            raise RuntimeError("broken")
        await asyncio.Event().wait()

    backoff = Backoff(first_s=0.01, most_s=0.01)
    eventlog = await knocking(
        Work(kind="knock", perform=perform, concurrency=1, backoff=backoff, endless=True)
    )
    await eventlog.jobs.plan(job("1"))
    await eventually(lambda: len(begun) == 9)
