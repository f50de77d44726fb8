"""Who forgot their password gets one mail, and a stranger learns nothing."""

import asyncio
import time
from uuid import UUID

import pytest

from medianest.testkit import eventually

NEW = "a new password"


async def with_address(door, owner, name: str, email: str) -> None:
    body = {"username": name, "password": door.PASSWORD, "email": email}
    assert (await door.post("/members", body, who=owner)).status_code == 201


async def asked(door, email: str) -> None:
    assert (await door.post("/auth/password/forgot", {"email": email})).status_code == 202


async def reset(door, token: str, password: str = NEW) -> int:
    body = {"token": token, "password": password}
    return (await door.post("/auth/password/reset", body)).status_code


async def letters(mailbox, count: int) -> None:
    await eventually(lambda: len(mailbox.letters) >= count, timeout_s=30)
    assert len(mailbox.letters) == count


async def test_a_forgotten_password_is_set_anew_by_mail(mailing_door, mailbox) -> None:
    door, owner = mailing_door, await mailing_door.owner()
    assert (await door.get("/auth/providers")).json()["can_reset_password"] is True
    await with_address(door, owner, "mia", "Mia@Example.org")
    mia = door.person_of(await door.sign_in("mia", door.PASSWORD))
    await door.post("/me/api-keys", {"name": "x", "scopes": ["downloads.read"]}, who=mia)
    await asked(door, " mia@example.org")
    await letters(mailbox, 1)
    to, text = mailbox.letters[0]
    assert to == "Mia@Example.org"
    assert "“mia”" in text
    token = mailbox.token()
    assert token not in await door.everything_stored()
    assert await reset(door, token, "short") == 400
    assert await reset(door, token) == 204
    assert await reset(door, token, "another password") == 403
    assert (await door.sign_in("mia", door.PASSWORD)).status_code == 401
    again = door.person_of(await door.sign_in("mia", NEW))
    assert len((await door.get("/me/sessions", who=again)).json()["items"]) == 1
    assert (await door.get("/me/api-keys", who=again)).json()["items"] == []


async def test_a_mail_is_tried_again_and_only_its_last_link_counts(mailing_door, mailbox) -> None:
    door, _ = mailing_door, await mailing_door.owner()
    mailbox.refuses = 1
    await asked(door, "olga@example.org")
    await letters(mailbox, 1)
    await asked(door, "olga@example.org")
    jobs = "select 1 from jobs where kind = 'reset-mail'"

    async def is_idle() -> bool:
        return await door.fetch(jobs) == []

    await eventually(is_idle, timeout_s=20)
    assert len(mailbox.letters) == 1
    assert await reset(door, mailbox.token()) == 204


async def test_what_was_kept_as_one_address_and_is_two_gets_no_mail(mailing_door, mailbox) -> None:
    door, owner = mailing_door, await mailing_door.owner()
    both = "olga@example.org,stranger@example.net"
    assert (await door.patch(f"/members/{owner.id}", {"email": both}, who=owner)).status_code == 400
    await door.keep_address(owner.id, both)
    await asked(door, both)
    await with_address(door, owner, "mia", "mia@example.org")
    await asked(door, "mia@example.org")
    await letters(mailbox, 1)
    assert mailbox.letters[0][0] == "mia@example.org"
    jobs = "select 1 from jobs where kind = 'reset-mail'"

    async def is_idle() -> bool:
        return await door.fetch(jobs) == []

    await eventually(is_idle, timeout_s=20)
    assert len(mailbox.letters) == 1


async def test_families_that_share_an_address_get_a_link_each(mailing_door, mailbox) -> None:
    door, owner = mailing_door, await mailing_door.owner()
    for name in ("mia", "ben"):
        await with_address(door, owner, name, "family@example.org")
    await asked(door, "family@example.org")
    await letters(mailbox, 2)
    assert [await reset(door, mailbox.token(number)) for number in (0, 1)] == [204, 204]


async def test_a_link_is_void_once_the_account_changed_or_is_disabled(
    mailing_door, mailbox
) -> None:
    door, owner = mailing_door, await mailing_door.owner()
    await with_address(door, owner, "mia", "mia@example.org")
    mia = door.person_of(await door.sign_in("mia", door.PASSWORD))
    await asked(door, "mia@example.org")
    await letters(mailbox, 1)
    await door.delete("/me/sessions", who=mia)
    assert await reset(door, mailbox.token()) == 409
    await door.patch(f"/members/{mia.id}", {"disabled": True}, who=owner)
    assert await reset(door, mailbox.token()) == 403


async def test_what_is_no_token_is_refused(door) -> None:
    await door.owner()
    for token in ("", "nonsense", "ä", "A" * 64, "=" * 64, UUID(int=1).hex * 2):
        assert await reset(door, token) == 403


async def test_without_a_mail_server_asking_is_answered_all_the_same(door) -> None:
    await door.owner()
    await asked(door, "olga@example.org")
    await asked(door, "not an address")


@pytest.mark.long
async def test_s17_asking_takes_as_long_for_nobody_as_for_somebody(door) -> None:
    """Two samples of 1,000 each, in turns; Mann and Whitney's test must not tell them apart."""
    await door.owner()
    took: dict[str, list[float]] = {"olga@example.org": [], "nobody@example.org": []}
    for _ in range(1000):
        for email, times in took.items():
            begun = time.perf_counter()
            await asked(door, email)
            times.append(time.perf_counter() - begun)
            await asyncio.sleep(0)
    assert abs(z_of(*took.values())) < 2.58


def z_of(some: list[float], others: list[float]) -> float:
    """Mann and Whitney's U of two large samples without ties, in standard deviations."""
    ranks = {value: rank for rank, value in enumerate(sorted([*some, *others]), start=1)}
    n, m = len(some), len(others)
    u = sum(ranks[value] for value in some) - n * (n + 1) / 2
    deviation: float = (n * m * (n + m + 1) / 12) ** 0.5
    return (u - n * m / 2) / deviation


async def test_whose_address_is_changed_is_told_at_the_old_one(mailing_door, mailbox) -> None:
    door, owner = mailing_door, await mailing_door.owner()
    wish = {"email": "new@example.org", "current_password": "the owner's password"}
    mailbox.refuses = 1
    assert (await door.patch("/me", wish, who=owner)).is_success
    await letters(mailbox, 1)
    to, text = mailbox.letters[0]
    assert to == "olga@example.org"
    assert "“Olga”" in text
    assert "new@example.org" not in text
    assert "olga@example.org" not in await door.everything_stored()
