"""A playlist as one thing: chosen items, one progress, one end."""

from typing import Any

import asyncpg

from medianest.testkit.eventually import eventually
from medianest.testkit.people import ANNA, BEN

FEED = '<rss version="2.0"><channel><title>Nests</title>{items}</channel></rss>'
ITEM = "<item><title>{n}</title><link>{url}/{n}.mp4</link></item>"


async def test_a_playlist_is_one_thing_of_which_one_chooses(
    home: Any, origin: Any, film: bytes
) -> None:
    names = ("one", "two", "three", "gone")
    for name in names[:3]:
        origin.add(f"/{name}.mp4", film)
    items = "".join(ITEM.format(n=name, url=origin.url) for name in names)
    origin.add("/list.rss", FEED.format(items=items).encode(), "application/rss+xml")
    async with home.serving(downloads_per_hour="1") as desk:
        body = {"url": f"{origin.url}/list.rss", "items": [1, 3, 4]}
        answer = await desk.ask(ANNA, "POST", "/downloads/collections", json=body)
        assert answer.status_code == 201, answer.text
        where = f"/downloads/collections/{answer.json()['id']}"

        async def finished() -> dict[str, Any]:
            shown = (await desk.ask(ANNA, "GET", where)).json()
            assert shown["finished_at"], shown
            return dict(shown)

        shown = await eventually(finished, timeout_s=40)
        assert (shown["title"], shown["total"], shown["percent"]) == ("Nests", 3, 100)
        assert (shown["completed"], shown["failed"]) == (2, 1)
        listed = (await desk.ask(ANNA, "GET", f"{where}/items")).json()["items"]
        assert [item["status"] for item in listed] == ["completed", "completed", "failed"]
        assert len(desk.files()) == 2
        assert (await desk.ask(BEN, "GET", where)).status_code == 404
        none = await desk.ask(ANNA, "POST", "/downloads/collections", json={**body, "items": [99]})
        assert none.status_code == 400
        assert await said(home, "medianest.downloads.collection-finished") == 1


async def test_a_playlist_that_waits_for_a_yes_names_itself_with_each_of_its_videos(
    home: Any, origin: Any, film: bytes
) -> None:
    for name in ("one", "two"):
        origin.add(f"/{name}.mp4", film)
    items = "".join(ITEM.format(n=name, url=origin.url) for name in ("one", "two"))
    origin.add("/list.rss", FEED.format(items=items).encode(), "application/rss+xml")
    async with home.serving(approval_roles="member") as desk:
        body = {"url": f"{origin.url}/list.rss"}
        answer = await desk.ask(ANNA, "POST", "/downloads/collections", json=body)
        playlist = answer.json()["id"]

        async def waiting() -> list[dict[str, Any]]:
            path = "/downloads?status=awaiting_approval"
            shown = (await desk.ask(BEN, "GET", path, role="admin")).json()["items"]
            assert len(shown) == 2, shown
            return list(shown)

        both = await eventually(waiting, timeout_s=20)
        assert {(one["collection_id"], one["collection_title"]) for one in both} == {
            (playlist, "Nests")
        }
        decided = {"ids": [one["id"] for one in both], "action": "decline"}
        answer = await desk.ask(BEN, "POST", "/downloads/bulk", json=decided, role="admin")
        assert [one["ok"] for one in answer.json()["items"]] == [True, True]
        for kind in ("download-awaits-approval", "download-declined"):
            assert await said(home, f"{kind}%{playlist}%Nests") == 2, (
                "whoever hears it knows the playlist, and what it is called"
            )
        alone = await desk.see(ANNA, await desk.submit(ANNA, f"{origin.url}/one.mp4"))
        assert (alone["collection_id"], alone["collection_title"]) == (None, None)


async def said(home: Any, kind: str) -> int:
    """How often this was announced."""
    connection = await asyncpg.connect(home.house("downloads").dsn)
    try:
        return int(
            await connection.fetchval(
                "select count(*) from downloads.facts where said::text like $1", f"%{kind}%"
            )
        )
    finally:
        await connection.close()
