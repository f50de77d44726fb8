"""What everybody may see: what was chosen, and nothing that it did not say."""

from typing import Any
from xml.etree import ElementTree as ET

import httpx
import pytest

HOSTILE = '"><script>alert(1)</script>'
SETTINGS = "/settings/status/public-page"


@pytest.fixture
def stranger(house: Any) -> Any:
    async def ask(desk: Any, path: str) -> httpx.Response:
        """Through the gateway's door, as nobody."""
        answer: httpx.Response = await desk.client.get(path)
        return answer

    return ask


async def made(desk: Any, name: str) -> str:
    probe = {"type": "tcp", "host": "secret-host.example.org", "port": 4711, "internal": True}
    body = {"name": name, "probe": probe, "every_s": 86_400}
    answer = await desk.ask("POST", "/status/monitors", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_s06_there_is_none_until_it_is_opened_and_none_after_it_was_shut(
    home: Any, stranger: Any
) -> None:
    async with home.serving() as desk:
        plex = await made(desk, "Plex")
        paths = ("/status/public", "/status/public/badge.svg", "/status/public/1/badge.svg")
        for path in paths:
            assert (await stranger(desk, path)).status_code == 404
        body = {"is_open": True, "title": "Our nest", "monitor_ids": [plex]}
        assert (await desk.ask("PUT", SETTINGS, json=body)).status_code == 200
        for path in paths:
            answer = await stranger(desk, path)
            assert answer.status_code == 200
            # The gateway names what names nothing: it is kept to be asked for again.
            assert answer.headers.get("cache-control", "no-cache") == "no-cache"
        assert (await stranger(desk, "/status/public/2/badge.svg")).status_code == 404
        shut = await desk.ask("PUT", SETTINGS, json={"is_open": False})
        assert shut.json() == {"is_open": False, "title": "Our nest", "monitor_ids": [plex]}
        for path in paths:
            assert (await stranger(desk, path)).status_code == 404


async def test_nothing_private_is_on_it(home: Any, stranger: Any) -> None:
    async with home.serving() as desk:
        plex, secret = await made(desk, "Plex"), await made(desk, "canary-other-monitor")
        await desk.ask("PUT", f"/status/monitors/{plex}/meaning", json={"means": "canary-meaning"})
        body = {"is_open": True, "monitor_ids": [plex]}
        assert (await desk.ask("PUT", SETTINGS, json=body)).status_code == 200
        answer = await stranger(desk, "/status/public")
        assert [one["name"] for one in answer.json()["monitors"]] == ["Plex"]
        for private in ("canary", "secret-host", "4711", plex, secret):
            assert private not in answer.text


async def test_s29_no_name_becomes_markup_in_a_badge(home: Any, stranger: Any) -> None:
    async with home.serving() as desk:
        plex = await made(desk, HOSTILE)
        body = {"is_open": True, "title": HOSTILE, "monitor_ids": [plex]}
        await desk.ask("PUT", SETTINGS, json=body)
        for path in ("/status/public/badge.svg", "/status/public/1/badge.svg"):
            badge = await stranger(desk, path)
            assert badge.headers["content-type"].startswith("image/svg+xml")
            assert badge.headers["content-security-policy"] == "default-src 'none'"
            drawn = ET.fromstring(badge.text)  # noqa: S314  our own words
            texts = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
            assert texts[0] == HOSTILE
            assert not list(drawn.iter("{http://www.w3.org/2000/svg}script"))


async def test_only_monitors_that_are_there_can_be_shown(home: Any) -> None:
    async with home.serving() as desk:
        body = {"is_open": True, "monitor_ids": ["00000000-0000-0000-0000-000000000009"]}
        assert (await desk.ask("PUT", SETTINGS, json=body)).status_code == 404
        assert (await desk.ask("GET", SETTINGS, role="moderator")).status_code == 403


async def test_what_is_deleted_leaves_the_page(home: Any, stranger: Any) -> None:
    async with home.serving() as desk:
        plex = await made(desk, "Plex")
        await desk.ask("PUT", SETTINGS, json={"is_open": True, "monitor_ids": [plex]})
        await desk.ask("DELETE", f"/status/monitors/{plex}")
        assert (await stranger(desk, "/status/public")).json()["monitors"] == []
