"""Passwords are hashed slowly, a few at a time, and never on the event loop."""

import asyncio

import pytest

from medianest.identity.adapters.argon2 import Argon2Passwords, Cost, TooManyWait
from medianest.identity.adapters.common_passwords import common_passwords
from medianest.identity.domain.names import PASSWORD_MIN

QUICK = Cost(memory_kib=8, passes=1, lanes=1, threads=1, waiting=1)


async def test_a_password_fits_its_own_hash_only() -> None:
    passwords = Argon2Passwords(QUICK)
    hashed = await passwords.hashed("correct horse")
    assert hashed.startswith("$argon2id$")
    assert "correct horse" not in hashed
    assert await passwords.fits("correct horse", hashed)
    assert not await passwords.fits("wrong horse", hashed)
    await passwords.stop()


async def test_the_same_password_never_gives_the_same_hash() -> None:
    passwords = Argon2Passwords(QUICK)
    assert await passwords.hashed("correct horse") != await passwords.hashed("correct horse")
    await passwords.stop()


async def test_nothing_fits_what_is_no_hash() -> None:
    passwords = Argon2Passwords(QUICK)
    assert not await passwords.fits("", "")
    assert not await passwords.fits("anything", "not a hash")
    await passwords.stop()


async def test_who_comes_when_the_line_is_full_is_told_to_come_back() -> None:
    passwords = Argon2Passwords(QUICK)
    answers = await asyncio.gather(
        *(passwords.hashed("correct horse") for _ in range(10)), return_exceptions=True
    )
    assert sum(isinstance(answer, str) for answer in answers) == 2
    assert sum(isinstance(answer, TooManyWait) for answer in answers) == 8
    assert await passwords.hashed("correct horse")
    await passwords.stop()


async def test_a_hash_that_takes_too_long_is_given_up() -> None:
    slow = Cost(memory_kib=8, passes=100, lanes=1, threads=1, waiting=1, deadline_s=0.0)
    passwords = Argon2Passwords(slow)
    with pytest.raises(TooManyWait):
        await passwords.hashed("correct horse")
    await passwords.stop()


@pytest.mark.parametrize("text", ["password", "12345678", "Qwertyuiop", "iloveyou", "TRUSTNO1"])
def test_what_is_tried_first_is_known(text: str) -> None:
    assert Argon2Passwords(QUICK).is_common(text)


def test_enough_of_them_are_known_and_none_that_is_too_short() -> None:
    known = common_passwords()
    assert len(known) >= 3000
    assert all(len(one) >= PASSWORD_MIN and one == one.casefold() for one in known)
    assert not Argon2Passwords(QUICK).is_common("a long password")
