"""Who may come at all, whose word about addresses counts, and which other sites may ask."""

from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from medianest.gateway.api.networks import AddressNotAllowed, Admission

LISTED = "https://dash.example.com"
AWAY = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    ("allowed", "denied", "address", "may"),
    [
        ((), (), "203.0.113.7", True),
        (("192.168.0.0/16",), (), "192.168.7.7", True),
        (("192.168.0.0/16",), (), "203.0.113.7", False),
        (("192.168.0.0/16",), ("192.168.7.0/24",), "192.168.7.7", False),
        ((), ("2001:db8::/32",), "2001:db8::1", False),
        ((), ("203.0.113.7",), "::ffff:203.0.113.7", False),
        (("192.168.0.0/16",), (), "no address", False),
    ],
)
def test_an_operator_says_which_addresses_may_come(
    allowed: Sequence[str], denied: Sequence[str], address: str, *, may: bool
) -> None:
    admission = Admission(allowed, denied)
    if may:
        admission.check(address)
    else:
        with pytest.raises(AddressNotAllowed):
            admission.check(address)


async def test_a_denied_address_gets_neither_pages_nor_api_nor_live(front: Any) -> None:
    async with front(admission=Admission((), ("127.0.0.0/8",))) as door, door.client() as client:
        for path in ("/", "/api/v1/me", "/api/v1/live"):
            answer = await client.get(path)
            assert answer.status_code == 403
            assert answer.headers["content-type"] == "application/problem+json"


async def test_s18_many_from_one_address_are_limited_and_spoofed_ones_are_that_one(
    front: Any,
) -> None:
    async with front(identity=AWAY) as door, door.client() as client:
        spoofed = [await signing_in(client, f"someone-{n}", f"203.0.113.{n}") for n in range(40)]
        assert spoofed.count(429) == 30


async def test_s18_a_trusted_proxy_tells_addresses_apart_and_nobody_can_write_for_it(
    front: Any,
) -> None:
    async with front(identity=AWAY, proxies=("127.0.0.0/8",)) as door, door.client() as client:
        flood = [await signing_in(client, f"someone-{n}", "203.0.113.9") for n in range(12)]
        assert flood[10:] == [429, 429]
        assert await signing_in(client, "anna", "198.51.100.4") == 503, "she is not harmed"
        # What stands left of the last word of our proxy was written by the client.
        forged = [
            await signing_in(client, f"other-{n}", f"198.51.100.{n}, 203.0.113.9") for n in range(3)
        ]
        assert forged == [429] * 3


async def signing_in(client: httpx.AsyncClient, name: str, forwarded: str) -> int:
    answer = await client.post(
        "/api/v1/auth/local",
        json={"username": name, "password": "x"},
        headers={"x-forwarded-for": forwarded},
    )
    return answer.status_code


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "https://dash.example.com.evil.example",
        "https://dashXexample.com",
        "https://evil-dash.example.com",
        "http://dash.example.com",
        "https://dash.example.com:8443",
        "https://dash.example.com/",
        "https://DASH.example.com",
        "",
    ],
)
async def test_s27_no_site_but_the_listed_one_may_read_an_answer(front: Any, origin: str) -> None:
    async with front(downloads=AWAY, cors_origins=(LISTED,)) as door, door.client() as client:
        asked = {"origin": origin, "access-control-request-method": "GET"}
        for answer in (
            await client.get("/api/v1/downloads", headers={"origin": origin}),
            await client.options("/api/v1/downloads", headers=asked),
        ):
            assert not any(name.startswith("access-control-") for name in answer.headers)


async def test_s27_the_listed_site_reads_answers_but_never_with_a_cookie(front: Any) -> None:
    async with (
        front(downloads=AWAY, cors_origins=(LISTED,)) as door,
        door.client(signed_in=True) as client,
    ):
        asked = {"origin": LISTED, "access-control-request-method": "POST"}
        question = await client.options("/api/v1/downloads", headers=asked)
        assert question.status_code == 204
        assert "x-api-key" in question.headers["access-control-allow-headers"]
        read = await client.get("/api/v1/downloads", headers={"origin": LISTED})
        assert read.headers["access-control-allow-origin"] == LISTED
        assert "access-control-allow-credentials" not in read.headers
        written = await client.post("/api/v1/downloads", headers={"origin": LISTED}, json={})
        assert written.status_code == 403, "a cookie alone changes nothing from elsewhere"
        key = {"origin": LISTED, "x-api-key": "unknown"}
        assert (await client.get("/api/v1/downloads", headers=key)).status_code == 401
