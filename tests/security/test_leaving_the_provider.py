"""An OpenID provider says that somebody left: what ends, what stays, what nobody can end."""

from typing import Any, Final
from urllib.parse import urlencode

import httpx
import pyotp
import pytest

from medianest.chassis import clock
from medianest.testkit.eventually import eventually
from medianest.testkit.openid import DORA, EMIL, OpenId
from medianest.testkit.trust import NOBODY

FORM: Final = {"content-type": "application/x-www-form-urlencoded"}
IN_TIME_S: Final = 2.0


@pytest.fixture
def door(door_to_openid: Any) -> Any:
    return door_to_openid


async def begin(browser: httpx.AsyncClient, name: str = "household", **more: Any) -> str:
    """Where the provider's page is."""
    answer = await browser.get(f"/auth/oidc/{name}/start", params=more)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


async def come_in(door: Any, provider: OpenId, account: str = DORA) -> httpx.AsyncClient:
    """A browser in which somebody is signed in."""
    browser: httpx.AsyncClient = door.stranger()
    back = await provider.approve(await begin(browser, provider.name), account)
    answer = await browser.get(back)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/"), answer.headers
    return browser


async def leaves(door: Any, word: str, name: str = "household", **more: Any) -> httpx.Response:
    """The provider says so, as a machine that is not ours."""
    async with httpx.AsyncClient(
        base_url=f"{door.url}/api/v1", timeout=20, verify=NOBODY
    ) as machine:
        body = more.pop("content", urlencode({"logout_token": word}))
        at = f"/auth/oidc/{name}/backchannel-logout"
        return await machine.post(at, content=body, headers={**FORM, **more})


async def who(browser: httpx.AsyncClient) -> str:
    return str((await browser.get("/me")).json()["id"])


async def owner_with_an_app(
    door: Any, provider: OpenId
) -> tuple[httpx.AsyncClient, pyotp.TOTP, httpx.AsyncClient]:
    """The owner, their app, and another browser, which came half way by the provider."""
    owner: httpx.AsyncClient = await door.owner()
    proof = {"current_password": "a long password"}
    started = await owner.post("/me/ways-in/household", json=proof)
    await owner.get(await provider.approve(started.json()["auth_url"]))
    wish = {"kind": "totp", "name": "telephone", "password": "a long password"}
    offered = (await owner.post("/me/second-factors", json=wish)).json()
    app = pyotp.TOTP(offered["secret"])
    at = f"/me/second-factors/{offered['id']}/confirm"
    assert (await owner.post(at, json={"code": app.at(clock.now())})).is_success
    browser: httpx.AsyncClient = door.stranger()
    back = await provider.approve(await begin(browser))
    assert "second-factor-wanted" in (await browser.get(back)).headers["Location"]
    return owner, app, browser


async def test_who_has_a_second_factor_is_asked_for_it_here_as_well(
    door: Any, provider: OpenId
) -> None:
    owner, app, browser = await owner_with_an_app(door, provider)
    code = app.at(clock.now(), counter_offset=1)
    assert (await browser.post("/auth/second-factor", json={"code": code})).is_success
    assert await who(browser) == await who(owner)
    # It came by the provider all the same, so the provider's word ends it.
    assert (await leaves(door, provider.word())).status_code == 200
    assert (await browser.get("/me")).status_code == 401
    assert (await owner.get("/me")).is_success


@pytest.mark.parametrize("said", [{}, {"sub": None, "sid": f"sid-of-{DORA}"}])
async def test_who_leaves_there_while_asked_for_the_second_factor_does_not_come_in(
    door: Any, provider: OpenId, said: dict[str, Any]
) -> None:
    owner, app, browser = await owner_with_an_app(door, provider)
    assert (await leaves(door, provider.word(**said))).status_code == 200
    code = app.at(clock.now(), counter_offset=1)
    answer = await browser.post("/auth/second-factor", json={"code": code})
    assert (answer.status_code, answer.json()["type"]) == (
        403,
        "urn:medianest:problem:sign-in-over",
    )
    assert (await browser.get("/me")).status_code == 401
    assert (await owner.get("/me")).is_success


async def test_s21_who_leaves_there_is_signed_out_here_and_others_are_not(
    door: Any, provider: OpenId
) -> None:
    await door.owner()
    here, there = await come_in(door, provider), await come_in(door, provider)
    emil = await come_in(door, provider, EMIL)
    program = await door.program(here, "downloads.read")
    assert (await program.get("/auth/providers")).is_success
    answer = await leaves(door, provider.word())
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")

    async def is_out() -> bool:
        return all([(await one.get("/me")).status_code == 401 for one in (here, there)])

    await eventually(is_out, timeout_s=IN_TIME_S)
    assert (await emil.get("/me")).is_success
    assert (await program.get("/auth/providers")).is_success


async def test_s21_one_session_there_is_named_without_the_person(
    door: Any, provider: OpenId
) -> None:
    await door.owner()
    browser, emil = await come_in(door, provider), await come_in(door, provider, EMIL)
    word = provider.word(sub=None, sid=f"sid-of-{DORA}")
    assert (await leaves(door, word)).status_code == 200
    assert (await browser.get("/me")).status_code == 401
    assert (await emil.get("/me")).is_success


async def test_s21_a_word_is_heard_once(door: Any, provider: OpenId) -> None:
    await door.owner()
    await come_in(door, provider)
    word = provider.word()
    assert (await leaves(door, word)).status_code == 200
    later = await come_in(door, provider)
    assert (await leaves(door, word)).status_code == 400
    assert (await later.get("/me")).is_success


OUT_OF_ORDER: Final[tuple[dict[str, Any], ...]] = (
    *({"nonce": "any"}, {"events": None}, {"events": {}}, {"events": "left"}),
    *({"events": {"http://schemas.openid.net/event/backchannel-logout": True}},),
    *({"jti": None}, {"jti": 7}, {"sub": None}, {"sub": ""}, {"sid": 7}, {"iat": None}),
    *({"aud": "somebody-else"}, {"iss": "https://evil.example"}, {"exp": 1}, {"exp": None}),
    *({"iat": 1_000}, {"iat": 4_000_000_000}),
)


async def test_s21_a_word_that_is_not_in_order_ends_nothing(door: Any, provider: OpenId) -> None:
    await door.owner()
    browser = await come_in(door, provider)
    for claims in OUT_OF_ORDER:
        assert (await leaves(door, provider.word(**claims))).status_code == 400, claims
    assert (await browser.get("/me")).is_success


async def test_s21_a_word_that_calls_itself_something_else_ends_nothing(
    door: Any, provider: OpenId
) -> None:
    await door.owner()
    browser = await come_in(door, provider)
    for typ in ("at+jwt", "id+jwt", "logout+jwt ", ""):
        provider.behaves(logout_typ=typ)
        assert (await leaves(door, provider.word())).status_code == 400, typ
    assert (await browser.get("/me")).is_success
    for typ in ("LOGOUT+JWT", "application/logout+jwt", "JWT", None):
        provider.behaves(logout_typ=typ)
        assert (await leaves(door, provider.word())).status_code == 200, typ
    assert (await browser.get("/me")).status_code == 401


async def test_s21_a_word_that_anybody_could_say_ends_nothing(
    door: Any, provider: OpenId, other: OpenId
) -> None:
    await door.owner()
    browser = await come_in(door, provider)
    for algorithm in ("none", "HS256"):
        provider.behaves(algorithm=algorithm)
        assert (await leaves(door, provider.word())).status_code == 400
    provider.behaves()
    for word in ("", "a.b.c", "\u2713", "." * 20_000, other.word(iss=provider.url)):
        assert (await leaves(door, word)).status_code == 400
    good = provider.word()
    bodies = (f"logout_token={good}&logout_token={good}", "", "logout_token", f"word={good}")
    for body in bodies:
        assert (await leaves(door, good, content=body)).status_code == 400
    as_json = await leaves(door, good, **{"content-type": "application/json"})
    assert as_json.status_code == 400
    assert (await browser.get("/me")).is_success
