"""Personal text and secrets: opened in their own place only, and not at all once shredded."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from medianest.contracts.facts import Sealed
from medianest.eventlog import envelope
from medianest.eventlog.envelope import WontOpen, new_key
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.keys import SubjectKeys, WasErased
from medianest.eventlog.secrets import NoSuchSecret, Secrets
from medianest.testkit.people import ANNA, BEN

Open = Callable[..., Awaitable[EventLog]]
OLD_KEK, NEW_KEK = new_key(), new_key()


@given(text=some.binary(max_size=200), place=some.text(max_size=20), bit=some.integers(0, 79))
def test_what_is_locked_opens_with_its_key_in_its_place_unaltered(
    text: bytes, place: str, bit: int
) -> None:
    box = envelope.lock(OLD_KEK, text, place)
    assert envelope.unlock([NEW_KEK, OLD_KEK], box, place) == text
    for keys, at in (([NEW_KEK], place), ([OLD_KEK], place + "!")):
        with pytest.raises(WontOpen):
            envelope.unlock(keys, box, at)
    altered = bytearray(box)
    altered[bit // 8] ^= 1 << bit % 8
    with pytest.raises(WontOpen):
        envelope.unlock([OLD_KEK], bytes(altered), place)


async def test_sealed_text_opens_for_its_subject_only(eventlog: EventLog) -> None:
    sealed = await eventlog.keys.seal(ANNA, "anna@example.org")
    await eventlog.keys.seal(BEN, "ben@example.org")
    assert "anna" not in sealed.box
    assert await eventlog.keys.open(sealed) == "anna@example.org"
    with pytest.raises(WontOpen):
        await eventlog.keys.open(Sealed(subject=BEN, box=sealed.box))


async def test_what_was_shredded_opens_as_none_for_ever(open_log: Open) -> None:
    here, there = await open_log(), await open_log()
    sealed = await here.keys.seal(ANNA, "Anna")
    await here.keys.shred(ANNA)
    assert await here.keys.open(sealed) is None
    assert await there.keys.open(sealed) is None
    with pytest.raises(WasErased):
        await there.keys.seal(ANNA, "Anna again")
    row = await here.pool.fetchrow("select wrapped_key, shredded_at from subject_keys")
    assert row is not None
    assert row["wrapped_key"] is None
    assert row["shredded_at"] is not None


async def test_a_key_that_was_moved_to_another_person_does_not_open(eventlog: EventLog) -> None:
    await eventlog.keys.seal(ANNA, "Anna")
    sealed = await eventlog.keys.seal(BEN, "Ben")
    await eventlog.pool.execute(
        "update subject_keys set wrapped_key = (select wrapped_key from subject_keys"
        " where subject_id = $1) where subject_id = $2",
        ANNA,
        BEN,
    )
    with pytest.raises(WontOpen):
        await SubjectKeys("notify", eventlog.pool, eventlog.keys._keks).open(sealed)  # noqa: SLF001  without its cache


async def test_a_secret_is_kept_encrypted_and_bound_to_its_row(eventlog: EventLog) -> None:
    plex = await eventlog.secrets.put("plex", "token-of-the-plex-server")
    mail = await eventlog.secrets.put("mail", "hunter2")
    assert await eventlog.secrets.get(plex) == "token-of-the-plex-server"
    rows = await eventlog.pool.fetch("select wrapped, last4 from secrets order by owner")
    assert [row["last4"] for row in rows] == [None, "rver"]
    assert all(b"hunter2" not in row["wrapped"] for row in rows)
    await eventlog.pool.execute("update secrets set wrapped = $1", rows[1]["wrapped"])
    with pytest.raises(WontOpen):
        await eventlog.secrets.get(mail)
    await eventlog.secrets.drop(mail)
    with pytest.raises(NoSuchSecret):
        await eventlog.secrets.get(mail)


async def test_the_key_encryption_key_is_rotated_while_all_goes_on(eventlog: EventLog) -> None:
    def with_keys(*keks: bytes) -> tuple[SubjectKeys, Secrets]:
        return (
            SubjectKeys("notify", eventlog.pool, keks),
            Secrets("notify", eventlog.pool, keks),
        )

    keys, secrets = with_keys(OLD_KEK)
    sealed, secret = await keys.seal(ANNA, "Anna"), await secrets.put("plex", "token")
    erased = await keys.seal(BEN, "Ben")
    await keys.shred(BEN)

    keys, secrets = with_keys(NEW_KEK, OLD_KEK)
    assert (await keys.open(sealed), await secrets.get(secret)) == ("Anna", "token")
    assert (await keys.rewrap(), await secrets.rewrap()) == (1, 1)

    keys, secrets = with_keys(NEW_KEK)
    assert (await keys.open(sealed), await secrets.get(secret)) == ("Anna", "token")
    assert await keys.open(erased) is None
    keys, secrets = with_keys(OLD_KEK)
    with pytest.raises(WontOpen):
        await keys.open(sealed)
    with pytest.raises(NoSuchSecret):
        await secrets.get(uuid4())
