"""Abuse of signing in with an OpenID provider: a real one, made with Authlib, and its traps."""

import asyncio
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

import asyncpg
import httpx
import pytest

from medianest.local.simulators.openid_server import PEOPLE
from medianest.testkit.openid import DORA, EMIL, FRITZ, OpenId

SESSION: Final = "mn_session"
LOGIN: Final = "mn_login"


@pytest.fixture
def door(door_to_openid: Any) -> Any:
    return door_to_openid


async def begin(browser: httpx.AsyncClient, name: str = "household", **more: Any) -> str:
    """Where the provider's page is."""
    answer = await browser.get(f"/auth/oidc/{name}/start", params=more)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


async def begin_linking(browser: httpx.AsyncClient, name: str = "household") -> str:
    """Where the provider's page is, for a member who gave their password once more."""
    body = {"current_password": "a long password", "return_to": "/me"}
    answer = await browser.post(f"/me/ways-in/{name}", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["auth_url"])


async def come_in(door: Any, provider: OpenId, account: str = DORA) -> httpx.AsyncClient:
    """A browser in which somebody is signed in."""
    browser: httpx.AsyncClient = door.stranger()
    back = await provider.approve(await begin(browser, provider.name), account)
    answer = await browser.get(back)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/"), answer.headers
    return browser


def problem_of(answer: httpx.Response) -> str:
    """What the sign-in page is to say."""
    assert answer.status_code == 303, answer.text
    assert SESSION not in answer.cookies
    return parse_qs(urlsplit(answer.headers["Location"]).query)["problem"][0]


async def comes_back(door: Any, provider: OpenId, account: str = DORA) -> str:
    """Why somebody who proved it there is not let in."""
    browser = door.stranger()
    back = await provider.approve(await begin(browser, provider.name), account)
    return problem_of(await browser.get(back))


async def who(browser: httpx.AsyncClient) -> str:
    return str((await browser.get("/me")).json()["id"])


async def test_who_is_known_there_joins_and_is_the_same_ever_after(
    door: Any, provider: OpenId
) -> None:
    await door.owner()
    offered = (await door.stranger().get("/auth/providers")).json()["items"]
    household = {"id": "household", "kind": "oidc", "name": "The household login"}
    assert [one["id"] for one in offered] == ["local", "household", "other"]
    assert household in offered
    came = []
    for _ in range(2):
        browser = door.stranger()
        back = await provider.approve(await begin(browser, return_to="/downloads?x=1"))
        answer = await browser.get(back)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/downloads?x=1")
        came.append((await browser.get("/me")).json())
    assert came[0]["id"] == came[1]["id"]
    assert (came[0]["username"], came[0]["role"], came[0]["email"]) == ("dora", "member", None)


async def test_a_name_that_is_not_in_the_token_is_asked_for(door: Any, provider: OpenId) -> None:
    await door.owner()
    provider.behaves(bare=True)
    assert (await (await come_in(door, provider)).get("/me")).json()["username"] == "dora"


async def test_who_speaks_of_somebody_else_when_asked_for_a_name_is_refused(
    door: Any, provider: OpenId
) -> None:
    await door.owner()
    provider.behaves(bare=True, userinfo={"sub": EMIL})
    assert await comes_back(door, provider) == "not-vouched-for"


async def test_a_member_links_theirs_while_signed_in_and_comes_by_it(
    door: Any, provider: OpenId
) -> None:
    owner = await door.owner()
    answer = await owner.get(await provider.approve(await begin_linking(owner)))
    assert answer.headers["Location"] == "/me"
    assert await who(await come_in(door, provider)) == await who(owner)
    ways = (await owner.get("/me/ways-in")).json()["items"]
    assert [(one["id"], one["linked"]) for one in ways] == [("household", True), ("other", False)]


async def test_v7_5_1_linking_takes_the_password_and_what_went_wrong_is_told_on_ones_own_page(
    door: Any, provider: OpenId
) -> None:
    owner = await door.owner()
    for body, status in (({}, 400), ({"current_password": "a guess"}, 403)):
        refused = await owner.post("/me/ways-in/household", json=body)
        assert refused.status_code == status, refused.text
    dora = await come_in(door, provider)
    answer = await owner.get(await provider.approve(await begin_linking(owner)))
    assert answer.headers["Location"] == "/me?problem=linked-to-somebody-else"
    assert await who(dora) != await who(owner)


@pytest.mark.parametrize("comes_from", ["cross-site", "same-site", "none"])
async def test_s26_a_link_from_elsewhere_leads_to_the_sign_in_page_and_no_further(
    door: Any, provider: OpenId, comes_from: str
) -> None:
    await door.owner()
    browser = door.stranger(**{"Sec-Fetch-Site": comes_from})
    answer = await browser.get("/auth/oidc/household/start", params={"return_to": "/me?a=1"})
    assert answer.headers["Location"] == "/login?problem=not-pressed-here&to=%2Fme%3Fa%3D1"
    assert LOGIN not in answer.cookies
    pressed = door.stranger(**{"Sec-Fetch-Site": "same-origin"})
    assert (await begin(pressed)).startswith(provider.url)


async def test_s26_a_link_that_another_site_makes_a_browser_follow_links_nothing(
    door: Any, provider: OpenId
) -> None:
    owner = await door.owner()
    known = await who(owner)
    back = await provider.approve(await begin(owner))
    assert (await owner.get(back)).is_redirect
    assert await who(owner) != known
    assert await who(await come_in(door, provider)) != known
    assert await who(await door.signed_in("olga")) == known


async def test_a_key_never_links_an_account(door: Any) -> None:
    program = await door.program(await door.owner(), "settings.manage")
    assert (await program.post("/me/ways-in/household", json={})).status_code == 403


async def test_keys_that_were_rotated_are_fetched(door: Any, provider: OpenId) -> None:
    await door.owner()
    first = await come_in(door, provider)
    provider.household.provider.rotate()
    assert await who(await come_in(door, provider)) == await who(first)


async def test_when_the_provider_is_away_nobody_is_signed_out(door: Any, provider: OpenId) -> None:
    await door.owner()
    browser, late = await come_in(door, provider), door.stranger()
    back = await provider.approve(await begin(late))
    provider.behaves(status=503)
    assert problem_of(await late.get(back)) == "provider-away"
    assert (await browser.get("/me")).is_success
    provider.behaves()
    assert (await (await come_in(door, provider)).get("/me")).is_success


async def test_who_thinks_better_of_it_there_is_not_signed_in(door: Any, provider: OpenId) -> None:
    await door.owner()
    browser = door.stranger()
    back = await provider.approve(await begin(browser), "")
    assert "error=access_denied" in back
    assert problem_of(await browser.get(back)) == "begun-elsewhere"


async def test_s09_what_a_victim_approved_does_not_sign_the_attacker_in(
    door: Any, provider: OpenId
) -> None:
    await door.owner()
    attacker, victim = door.stranger(), door.stranger()
    back = await provider.approve(await begin(attacker))
    assert problem_of(await victim.get(back)) == "begun-elsewhere"
    assert problem_of(await attacker.get(back)) == "begun-elsewhere"


async def test_s10_of_fifty_returns_at_once_one_signs_in(door: Any, provider: OpenId) -> None:
    await door.owner()
    browser = door.stranger()
    back = await provider.approve(await begin(browser))
    answers = await asyncio.gather(*(browser.get(back) for _ in range(50)))
    assert sum(SESSION in answer.cookies for answer in answers) == 1
    assert problem_of(await browser.get(back)) == "begun-elsewhere"


async def test_s10_the_code_of_somebody_else_is_of_no_use(door: Any, provider: OpenId) -> None:
    await door.owner()
    victim, attacker = door.stranger(), door.stranger()
    stolen = parse_qs(urlsplit(await provider.approve(await begin(victim))).query)
    mine = await provider.approve(await begin(attacker), EMIL)
    query = {name: values[0] for name, values in parse_qs(urlsplit(mine).query).items()}
    query["code"] = stolen["code"][0]
    answer = await attacker.get(f"/auth/oidc/household/return?{urlencode(query)}")
    assert problem_of(answer) == "not-vouched-for"


async def test_who_is_refused_there_still_knows_where_they_were_going(
    door: Any, provider: OpenId
) -> None:
    await door.owner()
    browser = door.stranger()
    back = await provider.approve(await begin(browser, return_to="/title?id=7"), FRITZ)
    assert (await browser.get(back)).headers["Location"] == (
        "/login?problem=address-unverified&to=%2Ftitle%3Fid%3D7"
    )


async def test_s12_the_same_address_there_is_somebody_else(door: Any, provider: OpenId) -> None:
    owner = await door.owner()
    body = {"username": "anna", "password": "a long password", "email": PEOPLE[EMIL].email}
    made = await owner.post("/members", json=body)
    assert await who(await come_in(door, provider, EMIL)) != made.json()["id"]
    assert len((await owner.get("/members")).json()["items"]) == 3


async def test_s12_the_same_word_of_two_providers_is_two_people(
    door: Any, provider: OpenId, other: OpenId
) -> None:
    await door.owner()
    assert await who(await come_in(door, provider)) != await who(await come_in(door, other))


async def test_s13_an_address_that_was_not_verified_lets_nobody_join(
    door: Any, provider: OpenId
) -> None:
    owner = await door.owner()
    assert await comes_back(door, provider, FRITZ) == "address-unverified"
    assert len((await owner.get("/members")).json()["items"]) == 1


OTHERWISE: Final[tuple[dict[str, Any], ...]] = (
    *({"nonce": "another"}, {"nonce": None}, {"aud": "somebody-else"}, {"aud": None}),
    *({"aud": ["medianest", "somebody-else"]}, {"azp": "somebody-else"}),
    *({"iss": "https://evil.example"}, {"iss": None}, {"exp": 1}, {"exp": None}),
    *({"exp": "soon"}, {"iat": None}, {"iat": 4_000_000_000}, {"nbf": 4_000_000_000}),
    *({"sub": None}, {"sub": ""}, {"sub": 7}, {"sub": "x" * 256}, {"at_hash": "no"}),
)


async def test_s13_a_token_that_says_otherwise_than_asked_is_refused(
    door: Any, provider: OpenId
) -> None:
    owner = await door.owner()
    for claims in OTHERWISE:
        provider.behaves(claims=claims)
        assert await comes_back(door, provider) == "not-vouched-for", claims
    assert len((await owner.get("/members")).json()["items"]) == 1


async def test_s13_a_token_of_another_kind_is_no_proof_of_who_somebody_is(
    door: Any, provider: OpenId
) -> None:
    await door.owner()
    for typ in ("at+jwt", "AT+JWT", "application/at+jwt", "logout+jwt"):
        provider.behaves(id_typ=typ)
        assert await comes_back(door, provider) == "not-vouched-for", typ
    for typ in ("JWT", "jwt", None):
        provider.behaves(id_typ=typ)
        await come_in(door, provider)


async def test_s13_a_token_that_anybody_could_sign_is_refused(door: Any, provider: OpenId) -> None:
    await door.owner()
    for algorithm in ("none", "HS256"):
        provider.behaves(algorithm=algorithm)
        assert await comes_back(door, provider) == "not-vouched-for", algorithm


async def test_s13_unknown_keys_make_us_ask_once_and_no_more(door: Any, provider: OpenId) -> None:
    await door.owner()
    await come_in(door, provider)
    provider.behaves(key_id="unheard-of")
    before = provider.household.provider.keys_asked
    for _ in range(4):
        assert await comes_back(door, provider) == "not-vouched-for"
    assert provider.household.provider.keys_asked - before <= 1


async def test_s13_a_browser_that_another_provider_sends_back_is_refused(
    door: Any, provider: OpenId
) -> None:
    await door.owner()
    for issuer in ("https://evil.example", ""):
        provider.behaves(back_issuer=issuer)
        assert await comes_back(door, provider) == "not-vouched-for", issuer


async def test_s13_what_was_begun_at_one_provider_does_not_end_at_another(
    door: Any, provider: OpenId
) -> None:
    await door.owner()
    browser = door.stranger()
    back = await provider.approve(await begin(browser))
    mixed_up = back.replace("/household/", "/other/")
    assert problem_of(await browser.get(mixed_up)) == "begun-elsewhere"
    assert problem_of(await browser.get(back)) == "begun-elsewhere"


async def test_s13_a_state_that_was_never_given_is_refused(door: Any, provider: OpenId) -> None:
    await door.owner()
    browser = door.stranger()
    await begin(browser)
    for state in ("", "A" * 43, "A" * 4096, "\u2713"):
        query = urlencode({"state": state, "code": "x", "iss": provider.url})
        answer = await browser.get(f"/auth/oidc/household/return?{query}")
        assert problem_of(answer) == "begun-elsewhere", state


async def test_s14_a_provider_that_is_not_offered_has_no_doors(door: Any, provider: OpenId) -> None:
    owner = await door.owner()
    assert (await owner.get("/auth/oidc/nobody/start")).status_code == 404
    linking = {"current_password": "a long password"}
    assert (await owner.post("/me/ways-in/nobody", json=linking)).status_code == 404
    assert (await owner.get("/auth/oidc/nobody/return?state=x&code=y")).status_code == 404
    assert (await owner.post("/auth/oidc/nobody/backchannel-logout")).status_code == 404


async def test_s22_what_a_browser_held_before_opens_nothing_afterwards(
    door: Any, provider: OpenId
) -> None:
    await door.owner()
    browser, attacker = door.stranger(), door.stranger()
    planted = "A" * 43
    browser.cookies.set(SESSION, planted, domain="127.0.0.1", path="/")
    back = await provider.approve(await begin(browser))
    login = browser.cookies[LOGIN]
    answer = await browser.get(back)
    assert answer.cookies[SESSION] not in (planted, login)
    assert LOGIN not in browser.cookies
    attacker.cookies.set(SESSION, login, domain="127.0.0.1", path="/")
    assert (await attacker.get("/me")).status_code == 401


@pytest.mark.parametrize("end", ["token_endpoint", "jwks_uri", "userinfo_endpoint"])
async def test_s35_a_provider_leads_nobody_inside(door: Any, provider: OpenId, end: str) -> None:
    await door.owner()
    came: list[object] = []
    canary = await asyncio.start_server(lambda *both: came.append(both), "127.0.0.1", 0)
    inside = f"http://127.0.0.1:{canary.sockets[0].getsockname()[1]}/"
    provider.behaves(document={end: inside}, bare=True)
    assert await comes_back(door, provider) == "provider-away"
    assert came == []
    canary.close()


@pytest.mark.parametrize(
    "document",
    [
        *({"issuer": "https://evil.example"}, {"authorization_endpoint": "javascript:alert(1)"}),
        *({"token_endpoint": 7}, {"jwks_uri": "file:///etc/passwd"}),
    ],
)
async def test_s13_a_document_that_is_not_the_providers_own_begins_nothing(
    door: Any, provider: OpenId, document: dict[str, Any]
) -> None:
    await door.owner()
    provider.behaves(document=document)
    assert problem_of(await door.stranger().get("/auth/oidc/household/start")) == "provider-away"


async def test_s04_what_the_provider_says_of_somebody_is_stored_nowhere(
    door: Any, provider: OpenId
) -> None:
    await door.owner()
    await come_in(door, provider, EMIL)
    dump = await everything_stored(door)
    assert "identity.identity-attached" in dump
    assert not [one for one in (EMIL, f"sid-of-{EMIL}", PEOPLE[EMIL].email) if one in dump]


async def everything_stored(door: Any) -> str:
    """Every fact of identity, as it lies there."""
    connection = await asyncpg.connect(door.house.admin_dsn)
    try:
        rows = await connection.fetch("select type, data::text, meta::text from identity.facts")
    finally:
        await connection.close()
    return "\n".join(str(tuple(row)) for row in rows)
