"""What protects a signed-in browser from other sites, and how the web app is served."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from medianest.testkit.trust import NOBODY

HELLO = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


async def hello(reader: Any, writer: Any) -> None:
    while True:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(HELLO)
        await writer.drain()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-requested-with": "XMLHttpRequest"},
        {"x-requested-with": "medianest", "origin": "https://evil.example"},
        {"x-requested-with": "medianest", "origin": "null"},
        {"x-requested-with": "medianest", "origin": "http://["},
        {"x-requested-with": "medianest", "sec-fetch-site": "cross-site"},
        {"x-requested-with": "medianest", "sec-fetch-site": "same-site"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "text/plain"},
    ],
)
async def test_s26_a_forged_command_is_refused(
    front: Any, played: Any, headers: dict[str, str]
) -> None:
    async with played(hello) as url, front(downloads=url) as door:
        cookies = {"mn_session": "c" * 43}
        async with httpx.AsyncClient(base_url=door.url, cookies=cookies, verify=NOBODY) as client:
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                answer = await client.request(method, "/api/v1/downloads/1", headers=headers)
                assert answer.status_code == 403, method


async def test_a_command_from_our_own_page_passes(front: Any, played: Any) -> None:
    async with (
        played(hello) as url,
        front(downloads=url) as door,
        door.client(signed_in=True) as client,
    ):
        own = {"origin": door.url, "sec-fetch-site": "same-origin"}
        assert (await client.post("/api/v1/downloads/1/x", headers=own)).status_code == 200


async def test_s27_nobody_is_invited_across_origins(front: Any, played: Any) -> None:
    async with played(hello) as url, front(downloads=url) as door, door.client() as client:
        asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}
        for answer in (
            await client.options("/api/v1/downloads", headers=asked),
            await client.get("/api/v1/downloads", headers=asked),
        ):
            assert not any(name.startswith("access-control-") for name in answer.headers)


async def test_s32_every_answer_refuses_framing_and_sniffing(front: Any, played: Any) -> None:
    async with played(hello) as url, front(downloads=url) as door, door.client() as client:
        for path in ("/", "/nothing", "/api/v1/downloads", "/api/v1/nothing", "/healthz"):
            headers = (await client.get(path)).headers
            assert "frame-ancestors 'none'" in headers["content-security-policy"], path
            assert headers["x-frame-options"] == "DENY"
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"


async def test_s33_a_spoofed_host_gets_nothing(front: Any) -> None:
    async with front() as door, door.client() as client:
        answer = await client.get("/", headers={"host": "evil.example"})
        assert answer.status_code == 400
        assert "evil" not in answer.text


async def test_signing_in_is_limited_by_address_and_by_account(front: Any, played: Any) -> None:
    async with played(hello) as url, front(identity=url) as door, door.client() as client:
        body = {"username": "Anna", "password": "x"}
        statuses = [
            (await client.post("/api/v1/auth/local", json=body)).status_code for _ in range(11)
        ]
        assert statuses == [200] * 10 + [429]
        refused = await client.post("/api/v1/auth/local", json=body)
        assert int(refused.headers["retry-after"]) >= 1
        assert refused.headers["ratelimit-remaining"] == "0"
        spoofed = {"x-forwarded-for": "203.0.113.77"}
        again = await client.post("/api/v1/auth/local", json=body, headers=spoofed)
        assert again.status_code == 429


async def test_a_report_of_a_browser_is_taken(front: Any) -> None:
    async with front() as door, httpx.AsyncClient(base_url=door.url, verify=NOBODY) as client:
        for report in (b'[{"body":{"effectiveDirective":"script-src"}}]', b"no", b"[" * 60_000):
            assert (await client.post("/api/csp-report", content=report)).status_code == 204


async def test_the_web_app_is_served_with_its_manners(front: Any, tmp_path: Path) -> None:
    (tmp_path / "_next/static").mkdir(parents=True)
    (tmp_path / "index.html").write_text("<html><script>1</script></html>")
    (tmp_path / "downloads.html").write_text("<html>downloads</html>")
    (tmp_path / "404.html").write_text("<html>nothing here</html>")
    (tmp_path / "_next/static/[a].js").write_text("x=1;" * 1000)
    async with front(web_folder=tmp_path) as door, door.client() as client:
        page = await client.get("/downloads")
        assert page.text == "<html>downloads</html>"
        assert page.headers["cache-control"] == "no-cache"
        known = {"if-none-match": page.headers["etag"]}
        assert (await client.get("/downloads", headers=known)).status_code == 304
        asset = await client.get("/_next/static/%5Ba%5D.js")
        assert "immutable" in asset.headers["cache-control"]
        assert asset.headers["content-encoding"] == "zstd"
        assert "'sha256-" in (await client.get("/")).headers["content-security-policy"]
        lost = await client.get("/nowhere")
        assert lost.status_code == 404
        assert lost.text == "<html>nothing here</html>"
        assert (
            (await client.get("/api/v1/nowhere"))
            .headers["content-type"]
            .startswith("application/problem+json")
        )


async def test_behind_a_base_path_everything_stands_under_it(front: Any, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<html><a href="/downloads">x</a></html>')
    address = "http://127.0.0.1:8484/medianest"
    async with front(web_folder=tmp_path, public_url=address) as door, door.client() as client:
        page = await client.get("/medianest/")
        assert page.text == '<html><a href="/medianest/downloads">x</a></html>'
        assert (await client.get("/medianest/healthz")).status_code == 200
        bare = await client.get("/medianest?from=a-friend")
        assert bare.status_code == 307
        assert bare.headers["location"] == "/medianest/?from=a-friend"
