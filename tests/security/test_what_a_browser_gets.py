"""What a browser is given: never framed, never guessed at, and no words of people as markup."""

from typing import Any, Final
from uuid import uuid4

import httpx
import pytest

INJECTED: Final = (
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '"><meta property="og:image" content="https://evil.example/x.png">',
    "](https://evil.example/) ![x](https://evil.example/pixel)",
    "<script>fetch('https://evil.example/')</script>",
    "<svg onload=alert(1)>",
    "x\r\nSet-Cookie: evil=1\r\n\r\n<html>",
    "@everyone `code` *bold* _under_ [a](javascript:alert(1))",
    "</title><link rel=canonical href=https://evil.example/>",
)
KINDS: Final = (
    "/",
    "/nowhere-at-all",
    "/downloads",
    "/api/docs",
    "/api/openapi.json",
    "/api/v1/me",
    "/api/v1/nothing",
    "/api/v1/%00",
    "/api/v1/status/public",
    "/healthz",
    "/readyz",
    "/internal/openapi.json",
)
OF_PAGES: Final = {
    "default-src": {"'none'"},
    "img-src": {"'self'", "data:", "blob:"},
    "connect-src": {"'self'"},
    "font-src": {"'self'"},
    "worker-src": {"'self'"},
    "base-uri": {"'none'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
    "object-src": {"'none'"},
}


@pytest.mark.parametrize("path", KINDS)
def test_s32_no_answer_may_be_framed_or_guessed_at(household: Any, path: str) -> None:
    with (
        household.signed_in(household.told["members"][0]) as member,
        httpx.Client(base_url=household.url) as stranger,
    ):
        for client in (stranger, member.client):
            answer = client.get(path)
            assert answer.headers["x-frame-options"] == "DENY"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["cross-origin-opener-policy"] == "same-origin"
            assert answer.headers["cross-origin-resource-policy"] == "same-origin"
            policy = answer.headers["content-security-policy"].split("; ")
            assert "frame-ancestors 'none'" in policy
            assert "default-src 'none'" in policy
            assert not any("unsafe-eval" in each or "unsafe-inline" in each for each in policy)


def test_s32_a_page_takes_everything_from_this_house_alone(household: Any) -> None:
    said = httpx.get(f"{household.url}/login").headers["content-security-policy"].split("; ")
    policy = {name: set(words) for name, *words in map(str.split, said)}
    for kind, sources in OF_PAGES.items():
        assert policy[kind] == sources, kind
    # Only what the export came with, by its hash: no address, no nonce.
    scripts = policy["script-src"] - {"'self'", "'strict-dynamic'"}
    assert scripts
    assert all(each.startswith("'sha256-") for each in scripts)
    assert policy["require-trusted-types-for"] == {"'script'"}


def test_s06_what_strangers_saw_is_kept_nowhere_once_it_is_shut(household: Any) -> None:
    at = "/api/v1/settings/status/public-page"
    paths = ("/api/v1/status/public", "/api/v1/status/public/badge.svg")
    with (
        household.signed_in(household.told["owner"]) as owner,
        httpx.Client(base_url=household.url) as stranger,
    ):
        monitors = owner.client.get("/api/v1/status").json()["monitors"]
        page = {"is_open": True, "title": "Our nest", "monitor_ids": [monitors[0]["id"]]}
        owner.client.put(at, json=page).raise_for_status()
        seen = [stranger.get(path) for path in paths]
        owner.client.put(at, json={**page, "is_open": False}).raise_for_status()
        for path, answer in zip(paths, seen, strict=True):
            assert answer.status_code == 200
            # Whoever keeps it asks again before each use, and what they hold counts no more.
            told = answer.headers["cache-control"]
            assert "no-cache" in told or "no-store" in told
            assert "max-age" not in told
            held = {"If-None-Match": answer.headers.get("etag", "*")}
            assert stranger.get(path, headers=held).status_code == 404


@pytest.mark.parametrize("text", INJECTED)
def test_s31_no_words_of_people_become_markup_a_header_or_a_link(household: Any, text: str) -> None:
    mark = uuid4().hex
    with household.signed_in(household.told["members"][0]) as anna:
        before = anna.client.get("/api/v1/me").json()["display_name"]
        anna.client.patch("/api/v1/me", json={"display_name": f"{mark}{text}"[:64]})
        wish = {"media_type": "movie", "tmdb_id": 9_600_000 + int(mark[:5], 16), "note": text}
        wished = anna.client.post("/api/v1/requests", json=wish)
        asked = anna.client.post("/api/v1/downloads", json={"url": text})
        searched = anna.client.get("/api/v1/search", params={"query": text})
        lost = anna.client.get(f"/{mark}", params={"q": text})
        try:
            for answer in (wished, asked, searched, anna.client.get("/api/v1/me")):
                assert answer.status_code < 500
                assert answer.headers["content-type"].partition(";")[0] in {
                    "application/json",
                    "application/problem+json",
                }
                assert "set-cookie" not in answer.headers
            # Pages are the same for everybody: nobody's words stand in them.
            for page in (lost, anna.client.get("/"), anna.client.get("/downloads")):
                assert text not in page.text
                assert mark not in page.text
        finally:
            anna.client.patch("/api/v1/me", json={"display_name": before})
