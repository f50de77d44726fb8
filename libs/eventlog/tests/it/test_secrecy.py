"""What is personal or secret: sealed, bound to its place, and gone when it is to be gone."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import asyncpg
import pytest

from medianest.contracts.meta import Meta
from medianest.eventlog.audit import seals
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.secrecy import envelope
from medianest.eventlog.secrecy.keys import WasErased
from medianest.eventlog.secrecy.secrets import NoSuchSecret
from medianest.testkit.guestbook import sign
from medianest.testkit.house import House
from medianest.testkit.people import ANNA, BEN

Open = Callable[..., Awaitable[EventLog]]


async def test_a_sealed_text_opens_for_its_person_only(eventlog: EventLog) -> None:
    sealed = await eventlog.keys.seal(ANNA, "Anna Lindqvist")
    assert "Anna" not in sealed.box
    assert await eventlog.keys.open(sealed) == "Anna Lindqvist"
    await eventlog.keys.seal(BEN, "Ben")
    stolen = type(sealed)(subject=BEN, box=sealed.box)
    with pytest.raises(envelope.WontOpen):
        await eventlog.keys.open(stolen)


async def test_a_shredded_person_opens_as_nothing_and_is_never_sealed_again(
    open_log: Open,
) -> None:
    here, there = await open_log(), await open_log()
    sealed = await here.keys.seal(ANNA, "Anna Lindqvist")
    assert await there.keys.open(sealed) == "Anna Lindqvist"
    await here.keys.shred(ANNA)
    assert await here.keys.open(sealed) is None
    with pytest.raises(WasErased):
        await there.keys.seal(ANNA, "Anna again")


async def test_s51_a_ciphertext_moved_to_another_row_does_not_open(eventlog: EventLog) -> None:
    mine = await eventlog.secrets.put("overseerr", "sk-0123456789abcdef")
    other = await eventlog.secrets.put("plex", "sk-fedcba9876543210")
    await eventlog.pool.execute(
        "update secrets set wrapped = (select wrapped from secrets where id = $1) where id = $2",
        mine,
        other,
    )
    with pytest.raises(envelope.WontOpen):
        await eventlog.secrets.get(other)


async def test_a_secret_is_kept_wrapped_and_shows_its_last_four(eventlog: EventLog) -> None:
    id_ = await eventlog.secrets.put("overseerr", "sk-0123456789abcdef")
    row = await eventlog.pool.fetchrow("select wrapped, last4 from secrets")
    assert row is not None
    assert b"0123456789" not in row["wrapped"]
    assert row["last4"] == "cdef"
    assert await eventlog.secrets.get(id_) == "sk-0123456789abcdef"
    await eventlog.secrets.drop(id_)
    with pytest.raises(NoSuchSecret):
        await eventlog.secrets.get(id_)


async def test_s52_keys_are_rotated_online_and_the_old_one_is_not_needed_after(
    open_log: Open,
) -> None:
    old, new = envelope.new_key(), envelope.new_key()
    before = await open_log(keks=(old,))
    sealed = await before.keys.seal(ANNA, "Anna")
    secret = await before.secrets.put("plex", "token")
    during = await open_log(keks=(new, old))
    assert await during.keys.open(sealed) == "Anna"
    assert await during.keys.rewrap() == 1
    assert await during.secrets.rewrap() == 1
    after = await open_log(keks=(new,))
    assert await after.keys.open(sealed) == "Anna"
    assert await after.secrets.get(secret) == "token"


async def test_s56_a_fact_that_was_altered_behind_our_back_is_found(
    eventlog: EventLog, house: House
) -> None:
    meta = Meta(correlation=uuid4())
    for _ in range(21):
        await eventlog.log.carry_out(sign(uuid4(), *("line",) * 100), meta=meta)
    assert await seals.seal(eventlog.pool) == 2
    assert (await seals.verify(eventlog.pool)).broken_at is None

    admin = await asyncpg.connect(house.admin_dsn)
    await admin.execute(
        "set search_path = notify; alter table facts disable trigger facts_final;"
        """ update facts set data = '{"line":"forged"}' where position = 1500"""
    )
    await admin.close()
    assert (await seals.verify(eventlog.pool)).broken_at == 2000
