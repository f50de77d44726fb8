"""S41: the cookies of one member are used for that member's downloads, and for nothing else."""

import os
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.downloads.app import STREAMS
from medianest.downloads.handlers.cookies import CookieJars
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.secrecy.keys import WasErased
from medianest.testkit import NOON
from medianest.testkit.eventually import eventually
from medianest.testkit.house import House
from medianest.testkit.people import ANNA, BEN, THE_OWNER

VALUE = "annas-very-own-session"


def jar(domain: str = "127.0.0.1", value: str = VALUE) -> dict[str, str]:
    fields = (domain, "FALSE", "/", "FALSE", "0", "session", value)
    return {"text": "# Netscape HTTP Cookie File\n" + "\t".join(fields) + "\n"}


async def keep(desk: Any, who: Any, **more: str) -> Any:
    answer = await desk.ask(who, "PUT", "/downloads/cookies", json=jar(**more))
    assert answer.status_code == 200, answer.text
    return answer


async def everything_in(home: Any, schema: str = "downloads") -> str:
    """All rows of all tables of the service, as text."""
    connection = await asyncpg.connect(home.house("downloads").dsn)
    try:
        tables = await connection.fetch(
            "select tablename from pg_tables where schemaname = $1", schema
        )
        rows = []
        for table in tables:
            rows += await connection.fetch(
                f'select t::text as row from {schema}."{table["tablename"]}" t'  # noqa: S608 - our own tables
            )
    finally:
        await connection.close()
    return "\n".join(row["row"] for row in rows)


async def remembered(home: Any) -> int:
    """How many previews are."""
    connection = await asyncpg.connect(home.house("downloads").dsn)
    try:
        return int(await connection.fetchval("select count(*) from downloads.previews"))
    finally:
        await connection.close()


def lies_in(folder: Path) -> list[str]:
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and VALUE.encode() in path.read_bytes()
    ]


def is_told_to_a_process() -> bool:
    """Whether any process shows it in its words or its surroundings."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            for name in ("cmdline", "environ"):
                try:
                    if VALUE.encode() in (entry / name).read_bytes():
                        return True
                except OSError:
                    continue
    return False


async def test_s41_a_jar_is_kept_replaced_and_forgotten_and_never_shown(home: Any) -> None:
    async with home.serving(worker="apart") as desk:
        assert (await desk.ask(ANNA, "GET", "/downloads/cookies")).status_code == 404
        first = await keep(desk, ANNA)
        assert first.json()["count"] == 1
        assert VALUE not in first.text
        second = await keep(desk, ANNA, value="another-session")
        seen = await desk.ask(ANNA, "GET", "/downloads/cookies")
        assert VALUE not in seen.text
        assert seen.headers["etag"] == second.headers["etag"] == '"v2"'
        old = {"If-Match": '"v1"'}
        refused = await desk.ask(ANNA, "PUT", "/downloads/cookies", json=jar(), headers=old)
        assert refused.status_code == 412
        assert (await desk.ask(BEN, "GET", "/downloads/cookies")).status_code == 404
        owner = await desk.ask(THE_OWNER, "GET", "/downloads/cookies", role="owner")
        assert owner.status_code == 404
        kept = await everything_in(home)
        assert VALUE not in kept
        assert "another-session" not in kept
        assert kept.count(",cookies,") == 1, "what was replaced is gone, and so is what was refused"
        assert (await desk.ask(ANNA, "DELETE", "/downloads/cookies")).status_code == 204
        assert ",cookies," not in await everything_in(home)
        assert (await desk.ask(ANNA, "DELETE", "/downloads/cookies")).status_code == 404


@pytest.mark.parametrize("text", ["", "no cookies", "{}", "a" * 300_000])
async def test_what_is_no_jar_is_refused(home: Any, text: str) -> None:
    async with home.serving(worker="apart") as desk:
        answer = await desk.ask(ANNA, "PUT", "/downloads/cookies", json={"text": text})
        assert answer.status_code in {400, 413}
        assert answer.headers["content-type"] == "application/problem+json"


async def test_s41_only_the_members_own_download_carries_them_and_nothing_keeps_them(
    home: Any, origin: Any, film: bytes
) -> None:
    page = origin.add("/annas.mp4", film)
    page.hold_at = len(film) // 2
    origin.add("/bens.mp4", film)
    async with home.serving(workers="2") as desk:
        await keep(desk, ANNA)
        annas = await desk.submit(ANNA, f"{origin.url}/annas.mp4")
        part = home.library / ".jobs" / annas / "parts" / "media.mp4.part"

        async def comes() -> bool:
            return part.exists() and part.stat().st_size > 50_000

        await eventually(comes, timeout_s=30)
        assert lies_in(home.library) == []
        assert not is_told_to_a_process()
        bens = await desk.submit(BEN, f"{origin.url}/bens.mp4")
        await desk.until(BEN, bens, "completed")
        page.hold_at = None
        page.go_on.set()
        await desk.until(ANNA, annas, "completed")
        assert {cookie for _, cookie in origin.cookies_at("/annas.mp4")} == {f"session={VALUE}"}
        assert {cookie for _, cookie in origin.cookies_at("/bens.mp4")} == {""}
        await eventually(lambda: desk.jobs() == [])
        assert lies_in(home.library) == []
        assert VALUE not in await everything_in(home)


async def test_s41_what_came_with_them_serves_nobody_else(
    home: Any, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    url = f"{origin.url}/nest.mp4"
    async with home.serving() as desk:
        await keep(desk, ANNA)
        for _ in range(2):  # the second is served by the first: it is hers as well
            await desk.until(ANNA, await desk.submit(ANNA, url), "completed")
        fetched = len(origin.cookies_at("/nest.mp4"))
        bens = await desk.submit(BEN, url)
        await desk.until(BEN, bens, "completed")
        his = origin.cookies_at("/nest.mp4")[fetched:]
        assert his, "his own was fetched"
        assert {cookie for _, cookie in his} == {""}
        # What was fetched for Ben without any cookies serves her as before.
        again = len(origin.cookies_at("/nest.mp4"))
        await desk.until(ANNA, await desk.submit(ANNA, url), "completed")
        assert len(origin.cookies_at("/nest.mp4")) == again


async def test_s41_a_preview_with_them_is_remembered_for_nobody(
    home: Any, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    body = {"url": f"{origin.url}/nest.mp4"}
    async with home.serving(worker="apart") as desk:
        await keep(desk, ANNA)
        found = await desk.ask(ANNA, "POST", "/downloads/preview", json=body)
        assert found.json()["title"] == "nest"
        assert {cookie for _, cookie in origin.cookies_at("/nest.mp4")} == {f"session={VALUE}"}
        assert await remembered(home) == 0
        asked = len(origin.heads)
        bens = await desk.submit(BEN, body["url"])
        assert (await desk.see(BEN, bens))["title"] == "127.0.0.1", "nobody told him the title"
        await desk.ask(BEN, "POST", "/downloads/preview", json=body)
        assert {head.get("cookie", "") for _, head in origin.heads[asked:]} == {""}
        assert lies_in(home.library) == []


async def test_s41_the_cookies_of_the_erased_open_for_nobody(house: House) -> None:
    eventlog = await EventLog.open(
        service="downloads",
        settings=house("downloads").settings,
        deciders=(STREAMS.cookies,),
        read_models=(),
        speaks=False,
    )
    await eventlog.start()
    jars = CookieJars(eventlog.log, eventlog.secrets, eventlog.keys, STREAMS.cookies)
    meta, url = Meta(correlation=new_id()), "http://127.0.0.1/nest.mp4"
    await jars.keep(ANNA, jar()["text"], now=NOON, expected=None, meta=meta)
    assert VALUE in str(await jars.of(ANNA, url))
    assert await jars.of(BEN, url) is None
    await eventlog.keys.shred(ANNA)
    assert await jars.of(ANNA, url) is None
    with pytest.raises(WasErased):
        await jars.keep(ANNA, jar()["text"], now=NOON, expected=None, meta=meta)
    await eventlog.stop()


async def test_s41_a_redirect_carries_them_nowhere_else(
    home: Any, origin: Any, film: bytes
) -> None:
    port = origin.url.rpartition(":")[2]
    origin.redirect("/moved.mp4", f"http://localhost:{port}/there.mp4")
    origin.add("/there.mp4", film)
    allowed = f"127.0.0.1:{port},localhost:{port}"
    async with home.serving(egress_allowed=allowed) as desk:
        await keep(desk, ANNA)
        done = await desk.submit(ANNA, f"{origin.url}/moved.mp4")
        await desk.until(ANNA, done, "completed")
        assert {cookie for _, cookie in origin.cookies_at("/moved.mp4")} == {f"session={VALUE}"}
        assert {cookie for _, cookie in origin.cookies_at("/there.mp4")} == {""}
        assert {host for host, _ in origin.cookies_at("/there.mp4")} == {f"localhost:{port}"}
