"""The operator lets people back in who can't help themselves, and keeps an owner in the house."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Final
from urllib.parse import unquote

import httpx
import pyotp
import pytest

from medianest.chassis import clock
from medianest.identity.app import build
from medianest.testkit.house import House
from medianest.testkit.people import THE_OWNER
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

Medianest = Callable[..., Awaitable[Any]]
PASSWORD: Final = "a long password"
ANOTHER: Final = "another long password"
QUICKLY: Final = {"argon2_memory_kib": "8", "argon2_passes": "1", "sign_in_floor_s": "0.01"}


@pytest.fixture
async def door(at_home: House) -> AsyncIterator[httpx.AsyncClient]:
    """Identity, as the gateway calls it, with an owner and a member."""
    environ = at_home.environ("identity", setup_token="token", **QUICKLY)
    async with running(build, environ) as identity:
        at = f"{identity.url}/api/v1"
        async with httpx.AsyncClient(base_url=at, timeout=20, verify=NOBODY) as client:
            owner = {"setup_token": "token", "username": "olga", "password": PASSWORD}
            assert (await client.post("/setup", json=owner)).status_code == 201
            anna = {"username": "anna", "password": PASSWORD}
            by = at_home.bearer("identity", THE_OWNER, "owner")
            assert (await client.post("/members", json=anna, headers=by)).status_code == 201
            yield client


async def sign_in(door: httpx.AsyncClient, username: str, password: str) -> httpx.Response:
    body = {"username": username, "password": password}
    return await door.post("/auth/local", json=body)


async def with_app(door: httpx.AsyncClient, house: House) -> None:
    """The owner's phone, which is going to be lost."""
    me = (await sign_in(door, "olga", PASSWORD)).json()["member"]["id"]
    as_olga = house.bearer("identity", me, "owner", epoch=0)
    wish = {"kind": "totp", "name": "phone", "password": PASSWORD}
    offered = (await door.post("/me/second-factors", json=wish, headers=as_olga)).json()
    code = {"code": pyotp.TOTP(offered["secret"]).at(clock.now())}
    at = f"/me/second-factors/{offered['id']}/confirm"
    assert (await door.post(at, json=code, headers=as_olga)).status_code == 200
    assert (await sign_in(door, "olga", PASSWORD)).status_code == 401


async def test_an_owner_who_lost_password_and_phone_comes_back(
    door: httpx.AsyncClient, medianest: Medianest, at_home: House
) -> None:
    await with_app(door, at_home)
    told = await medianest("users", "recover", "olga", "--remove-second-factors", "--json")
    place, token = told.json["link"].split("#")
    assert place.endswith("/reset-password")
    new = {"token": unquote(token), "password": ANOTHER}
    assert (await door.post("/auth/password/reset", json=new)).is_success
    assert (await sign_in(door, "olga", ANOTHER)).status_code == 200
    assert (await sign_in(door, "olga", PASSWORD)).status_code == 401
    again = await door.post("/auth/password/reset", json=new)
    assert again.status_code == 403


async def test_a_phone_that_is_not_lost_is_still_asked_for(
    door: httpx.AsyncClient, medianest: Medianest, at_home: House
) -> None:
    await with_app(door, at_home)
    told = await medianest("users", "recover", "olga", "--json")
    new = {"token": unquote(told.json["link"].split("#")[1]), "password": ANOTHER}
    assert (await door.post("/auth/password/reset", json=new)).is_success
    asked = await sign_in(door, "olga", ANOTHER)
    assert asked.json()["type"] == "urn:medianest:problem:second-factor-wanted"


async def test_members_are_stopped_let_in_and_given_roles_but_an_owner_is_left(
    door: httpx.AsyncClient, medianest: Medianest
) -> None:
    refused = await medianest("users", "disable", "olga")
    assert (refused.code, "needs an owner" in refused.err) == (1, True)
    assert "needs an owner" in (await medianest("users", "role", "olga", "member")).err
    assert (await medianest("users", "role", "anna", "owner")).code == 0
    assert (await medianest("users", "disable", "olga")).code == 0
    assert (await sign_in(door, "olga", PASSWORD)).status_code == 403
    assert "enable it first" in (await medianest("users", "recover", "olga")).err
    listed = {row["username"]: row for row in (await medianest("users", "list", "--json")).json}
    assert (listed["olga"]["disabled"], listed["anna"]["role"]) == (True, "owner")
    assert (await medianest("users", "enable", "olga")).code == 0
    assert (await sign_in(door, "olga", PASSWORD)).status_code == 200


async def test_who_is_not_there_is_told_to_be_nobody(
    door: httpx.AsyncClient, medianest: Medianest
) -> None:
    assert "no such member" in (await medianest("users", "recover", "nobody")).err
    assert (await medianest("users", "role", "anna", "emperor")).code == 2
