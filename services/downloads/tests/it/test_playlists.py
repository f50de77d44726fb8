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
