"""The simulated Plex Media Server is as particular as the real one."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from medianest.local.simulators.plex.library import Library
from medianest.local.simulators.plex.pages import Pages
from medianest.local.simulators.plex.shares import Shares
from medianest.local.simulators.plex_tv_accounts import THE_SERVER
from medianest.testkit import eventually

OWNER = {"X-Plex-Token": "token-of-olga", "Accept": "application/json"}
ANNA = {"X-Plex-Token": "server-token-of-anna", "Accept": "application/json"}
FIRST = {"X-Plex-Container-Start": "0"}
METADATA = f"server://{THE_SERVER}/com.plexapp.plugins.library/library/metadata/"


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return Pages(Library(tmp_path, moment_s=0.05), Shares())


@pytest.fixture
async def plex(pages: Pages) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=pages.app())
    async with httpx.AsyncClient(transport=transport, base_url="http://plex") as client:
        yield client


async def told(plex: httpx.AsyncClient, path: str, headers: Any = OWNER, **query: str) -> Any:
    answer = await plex.get(path, headers=headers, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["MediaContainer"]


async def test_who_it_is_it_says_to_everybody_and_nothing_else(plex: httpx.AsyncClient) -> None:
    assert (await told(plex, "/identity"))["machineIdentifier"] == THE_SERVER
    refused = await plex.get("/library/sections", headers={"Accept": "application/json"})
    assert refused.status_code == 401
    assert refused.headers["content-type"].startswith("text/html")


async def test_the_account_token_of_a_friend_opens_nothing(plex: httpx.AsyncClient) -> None:
    refused = await plex.get("/library/sections", headers={"X-Plex-Token": "token-of-anna"})
    assert refused.status_code == 401


async def test_who_does_not_ask_for_json_gets_xml(plex: httpx.AsyncClient) -> None:
    answer = await plex.get("/library/sections", headers={"X-Plex-Token": "token-of-olga"})
    assert answer.text.startswith("<?xml")


async def test_a_page_needs_its_start_and_its_size(plex: httpx.AsyncClient) -> None:
    at = "/library/sections/1/all"
    every = await told(plex, at, OWNER | FIRST)
    assert len(every["Metadata"]) == every["totalSize"] > 5
    some = await told(plex, at, OWNER | FIRST | {"X-Plex-Container-Size": "3"})
    assert (some["size"], some["totalSize"]) == (3, every["totalSize"])
    total = await told(plex, at, OWNER | FIRST | {"X-Plex-Container-Size": "0"})
    assert "Metadata" not in total
    assert total["totalSize"] == every["totalSize"]


async def test_everybody_sees_what_is_shared_to_them(plex: httpx.AsyncClient) -> None:
    seen = (await told(plex, "/library/sections", ANNA))["Directory"]
    assert [section["key"] for section in seen] == ["1", "2", "5"]
    anime = (await told(plex, "/library/sections/4/all"))["Metadata"][0]["ratingKey"]
    assert (await plex.get(f"/library/metadata/{anime}", headers=ANNA)).status_code == 404
    assert (await plex.get("/library/sections/4/all", headers=ANNA)).status_code == 404


async def test_each_agent_has_its_own_guids(plex: httpx.AsyncClient) -> None:
    new = (await told(plex, "/library/sections/1/all", includeGuids="1"))["Metadata"][0]
    assert new["guid"].startswith("plex://movie/")
    assert {guid["id"].split(":")[0] for guid in new["Guid"]} == {"imdb", "tmdb", "tvdb"}
    bare = (await told(plex, "/library/sections/1/all"))["Metadata"][0]
    assert "Guid" not in bare
    old = (await told(plex, "/library/sections/3/all"))["Metadata"]
    kinds = {item["guid"].split("://")[0].rpartition(".")[2] for item in old}
    assert kinds == {"imdb", "themoviedb"}
    anime = (await told(plex, "/library/sections/4/all"))["Metadata"]
    assert {item["guid"].split("://")[0].rpartition(".")[2] for item in anime} == {"hama"}


async def test_a_scan_finds_what_really_lies_there(
    plex: httpx.AsyncClient, pages: Pages, tmp_path: Path
) -> None:
    (tmp_path / "Channel").mkdir()
    (tmp_path / "Channel" / "A talk [x1].mp4").write_bytes(b"film")
    asked = {"path": str(tmp_path / "Channel")}
    outside = await plex.get("/library/sections/5/refresh", headers=OWNER, params={"path": "/etc"})
    assert outside.status_code == 404
    for _ in range(2):
        await told_nothing(plex, "/library/sections/5/refresh", asked)
        assert (await told(plex, "/activities"))["Activity"]

        async def done() -> bool:
            return "Activity" not in await told(plex, "/activities")

        await eventually(done)
    found = (await told(plex, "/library/sections/5/all"))["Metadata"]
    assert [item["title"] for item in found] == ["A talk [x1]"]
    assert found[0]["guid"].startswith("local://")


async def told_nothing(plex: httpx.AsyncClient, path: str, query: dict[str, str]) -> None:
    answer = await plex.get(path, headers=OWNER, params=query)
    assert (answer.status_code, answer.content) == (200, b"")


async def test_it_makes_a_second_collection_of_the_same_name(plex: httpx.AsyncClient) -> None:
    items = (await told(plex, "/library/sections/1/all"))["Metadata"][:2]
    one, two = (item["ratingKey"] for item in items)
    asked = {"type": "1", "title": "Both", "sectionId": "1", "uri": f"{METADATA}{one}"}
    for _ in range(2):
        made = await plex.post("/library/collections", headers=OWNER, params=asked)
    key = made.json()["MediaContainer"]["Metadata"][0]["ratingKey"]
    found = (await told(plex, "/library/sections/1/collections"))["Metadata"]
    assert [item["title"] for item in found] == ["Both", "Both"]
    put = {"uri": f"{METADATA}{two}"}
    await plex.put(f"/library/collections/{key}/items", headers=OWNER, params=put)
    await plex.put(f"/library/collections/{key}/items/{two}/move", headers=OWNER)
    order = (await told(plex, f"/library/collections/{key}/children"))["Metadata"]
    assert [item["ratingKey"] for item in order] == [two, one]
    empty = {**asked, "uri": METADATA}
    assert (await plex.post("/library/collections", headers=OWNER, params=empty)).status_code == 400


async def test_a_search_shows_three_of_each_kind(plex: httpx.AsyncClient) -> None:
    hubs = (await told(plex, "/hubs/search", query="e"))["Hub"]
    films = next(hub for hub in hubs if hub["type"] == "movie")
    assert (films["size"], films["more"]) == (3, True)


async def test_it_misbehaves_on_command(plex: httpx.AsyncClient) -> None:
    for fault in ("error", "html", "garbage", "unauthorized"):
        await plex.post("/control", json={"fault": fault, "times": 1})
        answer = await plex.get("/library/sections", headers=OWNER)
        with pytest.raises((ValueError, KeyError)):
            _ = answer.json()["MediaContainer"]
    await told(plex, "/library/sections")
