"""What leaves the house: no secret in any sink, cookies that stay at home, links that are ours."""

import asyncio
import json
import re
from typing import Any, Final
from urllib.parse import unquote
from uuid import uuid4

import asyncpg
import httpx
import pytest

from medianest.contracts.topology import SERVICES
from medianest.local.crew import OPENID_SECRET, OVERSEERR_KEY
from medianest.local.simulators.plex_tv_accounts import BY_ID, THE_OWNERS_ID
from medianest.testkit.eventually import eventually

OURS: Final = {"X-Requested-With": "medianest"}
OLGAS_TOKEN: Final = BY_ID[THE_OWNERS_ID].token
ANNAS_TOKEN: Final = BY_ID[1002].token
"""Of hers only a look is taken: the house signed her in at Plex when it was furnished."""


async def test_s04_no_secret_is_in_any_answer_log_event_metric_or_file(household: Any) -> None:
    password, wrong = (f"canary {uuid4()}" for _ in range(2))
    name = f"canary-{uuid4().hex[:8]}"
    told = household.told
    with household.signed_in(told["owner"]) as owner, httpx.Client() as browser:
        address = f"{name}@example.org"
        person = {"username": name, "password": password, "role": "member", "email": address}
        owner.client.post("/api/v1/members", json=person).raise_for_status()
        browser.base_url, browser.headers = household.url, httpx.Headers(OURS)
        signing_in = {"username": name, "password": wrong}
        assert browser.post("/api/v1/auth/local", json=signing_in).status_code == 401
        signing_in["password"] = password
        answer = browser.post("/api/v1/auth/local", json=signing_in)
        cookie = browser.cookies["mn_session"]
        assert cookie not in answer.text
        key = {"name": "x", "scopes": ["library.read"]}
        secret = browser.post("/api/v1/me/api-keys", json=key).json()["key"]
        browser.get("/api/v1/library/recent", headers={"X-Api-Key": secret})
        app = {"kind": "totp", "name": "phone", "password": password}
        shared = browser.post("/api/v1/me/second-factors", json=app).json()["secret"]
        invite = owner.client.post("/api/v1/invites", json={"role": "guest"}).json()["code"]
        browser.post("/api/v1/invites/offer", json={"code": invite})
        forgot = browser.post("/api/v1/auth/password/forgot", json={"email": address})
        assert forgot.status_code == 202
        reset = await token_sent_to(address, told["simulators"]["smtp"]["url"])
        paths = (
            *("/me", "/me/sessions", "/me/api-keys", "/me/second-factors", "/members?limit=200"),
            *("/invites", "/settings/identity/plex", "/settings/requests/plex"),
            *("/settings/requests/overseerr", "/admin/events?limit=200", "/admin/system"),
        )
        answers = [owner.client.get(f"/api/v1{path}").text for path in paths]
        answers += [browser.get(f"/api/v1{path}").text for path in paths]
    metrics = [httpx.get(f"{one['metrics_url']}/metrics").text for one in told["services"].values()]
    # Where provision keeps secrets is no sink.
    sinks = [kept for path, kept in household.files() if "secrets" not in path.parts]
    canaries = {
        "a password": password,
        "a wrong password": wrong,
        "a cookie": cookie,
        "an API key": secret,
        "an app's secret": shared,
        "an invite": invite,
        "a link for a new password": reset,
        "what OpenID knows us by": OPENID_SECRET,
        "Overseerr's key": OVERSEERR_KEY,
        "the owner's Plex token": OLGAS_TOKEN,
        "a friend's Plex token": ANNAS_TOKEN,
    }
    facts = await all_facts(told["postgres"]["dsn"])
    assert name not in facts
    for what, canary in canaries.items():
        assert not any(canary in text for text in [*answers, *metrics, facts]), what
        assert not any(canary.encode() in sink for sink in sinks), what


async def token_sent_to(address: str, post: str) -> str:
    """With what the link in the mail for a forgotten password ends."""

    def link() -> str | None:
        mails = httpx.get(f"{post}/mails").json()["items"]
        texts = [text for text in map(json.dumps, mails) if address in text]
        found = re.search(r"/reset-password#([\w%-]+)", "".join(texts))
        return found and found[1]

    token = await eventually(link, timeout_s=30, every_s=0.5)
    assert token is not None
    return unquote(token)


async def test_s49_no_answer_is_a_sheet_that_calculates(household: Any) -> None:
    """A name such as `=cmd|…` does harm in a spreadsheet only: exports are JSON, in quotes."""
    document = await household.api()
    kinds = {
        kind
        for methods in document["paths"].values()
        for operation in methods.values()
        for answer in operation["responses"].values()
        for kind in answer.get("content") or {}
    }
    assert "application/json" in kinds
    assert not [kind for kind in kinds if "csv" in kind or "sheet" in kind or "excel" in kind]
    formula = "=cmd|' /C calc'!A0"
    with household.signed_in(household.told["members"][0]) as member:
        before = member.client.get("/api/v1/me").json()["display_name"]
        member.client.patch("/api/v1/me", json={"display_name": formula}).raise_for_status()
        try:
            member.client.post("/api/v1/me/export").raise_for_status()
            answer = member.client.get("/api/v1/me/export")
        finally:
            member.client.patch("/api/v1/me", json={"display_name": before})
    assert answer.headers["Content-Type"].startswith("application/json")
    assert json.dumps(formula) in answer.text


async def all_facts(dsn: str) -> str:
    """Everything that was ever noted, by every service."""
    connection = await asyncpg.connect(dsn)
    try:
        queries = [
            f"select concat(data::text, meta::text, said::text) from {name}.facts"  # noqa: S608 - names of our own
            for name in SERVICES
        ]
        return "".join([str(row[0]) for query in queries for row in await connection.fetch(query)])
    finally:
        await connection.close()


@pytest.mark.parametrize(
    "path",
    [
        "/internal/openapi.json",
        "/INTERNAL/openapi.json",
        "//internal/openapi.json",
        "/api/v1/internal/openapi.json",
        "/api/v1/%2e%2e/%2e%2e/internal/openapi.json",
        "/api/v1/downloads/..%2f..%2finternal/openapi.json",
        "/metrics",
        "/api/metrics",
        "/startupz/../metrics",
    ],
)
def test_s08_what_is_internal_is_not_at_the_door(household: Any, path: str) -> None:
    with httpx.Client(base_url=household.url) as client:
        request = client.build_request("GET", "/")
        request.url = request.url.copy_with(raw_path=path.encode())
        answer = client.send(request)
    assert answer.status_code in {400, 404}
    assert '"openapi":' not in answer.text
    assert "# HELP" not in answer.text


async def test_s08_servers_let_nobody_in_without_a_secret(household: Any) -> None:
    told = household.told
    dsn = told["postgres"]["dsn"]
    parts = httpx.URL(dsn)
    with pytest.raises(asyncpg.PostgresError):
        await asyncpg.connect(
            host=parts.host, port=parts.port, user=parts.username, password="guessed", database="x"
        )
    nats = httpx.URL(told["nats"]["url"])
    assert await said(nats, b'CONNECT {"verbose":true}\r\nPING\r\n') == b"Authorization Violation"
    redis = httpx.URL(told["redis"]["url"])
    assert await said(redis, b"PING\r\n") == b"NOAUTH"


async def said(url: httpx.URL, words: bytes) -> bytes:
    """The word by which a server refuses."""
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(words)
    got = b""
    refusals = (b"Authorization Violation", b"NOAUTH")
    async with asyncio.timeout(5):
        while not any(refusal in got for refusal in refusals):
            piece = await reader.read(4096)
            assert piece, got
            got += piece
    writer.close()
    return next(refusal for refusal in refusals if refusal in got)


@pytest.mark.parametrize(
    ("public_url", "cookie", "path"),
    [
        ("https://nest.example", "__Host-mn_session", "Path=/;"),
        ("https://nest.example/medianest", "__Secure-mn_session", "Path=/medianest;"),
    ],
)
async def test_s25_the_cookie_is_bound_to_its_host_and_nothing_else_holds_the_session(
    opened: Any, public_url: str, cookie: str, path: str
) -> None:
    async with opened(public_url=public_url) as door:
        client = door.stranger()
        body = {
            "setup_token": "the-printed-token",
            "username": "olga",
            "password": "a long password",
        }
        made = await client.post("/setup", json=body)
        assert made.status_code == 201
        (told,) = made.headers.get_list("set-cookie")
        name, _, rest = told.partition("=")
        assert name == cookie
        value, _, flags = rest.partition(";")
        assert len(value) >= 43
        assert path in f"{flags};"
        for flag in ("HttpOnly", "Secure", "SameSite=Lax"):
            assert flag in flags
        assert "Domain" not in flags
        assert value not in made.text
        assert value not in str([pair for pair in made.headers.items() if pair[0] != "set-cookie"])
        assert made.headers["strict-transport-security"].startswith("max-age=31536000")
        assert made.headers["referrer-policy"] == "same-origin"
        assert made.headers["cache-control"] == "no-store"
        in_url = await client.get("/me", params={name: value, "token": value})
        assert in_url.status_code == 401, "a session in an address is none"


async def test_s33_no_header_of_a_client_changes_a_link(door: Any) -> None:
    owner = await door.owner()
    evil = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "ftp",
        "X-Original-Host": "evil.example",
        "Forwarded": "host=evil.example",
    }
    answers = [
        await owner.post("/invites", json={"role": "guest"}, headers=evil),
        await owner.get("/invites", headers=evil),
        await owner.get(f"{door.url}/api/openapi.json", headers=evil),
        await owner.get(f"{door.url}/", headers=evil),
    ]
    for answer in answers:
        assert "evil.example" not in answer.text + json.dumps(dict(answer.headers))
    for host in ("evil.example", "127.0.0.1.evil.example", ""):
        refused = await owner.get("/me", headers={"Host": host})
        assert refused.status_code == 400
        assert "evil" not in refused.text
