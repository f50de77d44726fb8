"""S42: a finished file by a link that is signed for a minute."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

import httpx
import pytest

from medianest.testkit.eventually import eventually
from medianest.testkit.people import ANNA, BEN, THE_OWNER


async def a_film(desk: Any, origin: Any, film: bytes) -> tuple[str, bytes]:
    """A finished download of Anna's, and its bytes."""
    origin.add("/nest.mp4", film)
    download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
    done = await desk.until(ANNA, download_id, "completed")
    return download_id, (desk.library / done["files"][0]["path"]).read_bytes()


async def linked(desk: Any, download_id: str, who: UUID = ANNA, **more: Any) -> str:
    """The link, without what the house puts before it."""
    answer = await desk.ask(who, "POST", f"/downloads/{download_id}/files/0/link", **more)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["url"]).removeprefix("/api/v1")


def altered(link: str, **changes: str) -> str:
    parts = urlsplit(link)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | changes
    return f"{parts.path}?{urlencode(query)}"


async def test_a_file_is_fetched_whole_and_in_parts(home: Any, origin: Any, film: bytes) -> None:
    async with home.serving() as desk:
        download_id, body = await a_film(desk, origin, film)
        link = await linked(desk, download_id)
        whole = await desk.client.get(link)
        assert (whole.status_code, whole.content) == (200, body)
        assert whole.headers["content-type"] == "video/mp4"
        assert whole.headers["accept-ranges"] == "bytes"
        assert whole.headers["content-disposition"].startswith('attachment; filename="nest')
        size = len(body)
        for wished, start, end in (
            ("bytes=0-99", 0, 100),
            (f"bytes={size - 7}-", size - 7, size),
            ("bytes=-5", size - 5, size),
            (f"bytes=100-{size * 9}", 100, size),
        ):
            part = await desk.client.get(link, headers={"Range": wished})
            assert (part.status_code, part.content) == (206, body[start:end]), wished
            assert part.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
        for odd in ("bytes=0-1,5-9", "bytes=-", "pages=1-2", "bytes=b-a"):
            assert (await desk.client.get(link, headers={"Range": odd})).status_code == 200, odd
        for nothing in (f"bytes={size}-", "bytes=9-3", "bytes=-0"):
            refused = await desk.client.get(link, headers={"Range": nothing})
            assert refused.status_code == 416, nothing
            assert refused.headers["content-type"] == "application/problem+json"
        other = {"Range": "bytes=0-9", "If-Range": '"another file"'}
        assert (await desk.client.get(link, headers=other)).status_code == 200
        same = {"Range": "bytes=0-9", "If-Range": whole.headers["etag"]}
        assert (await desk.client.get(link, headers=same)).status_code == 206


async def test_s42_an_altered_path_expiry_or_user_is_refused(
    home: Any, origin: Any, film: bytes
) -> None:
    async with home.serving() as desk:
        download_id, _ = await a_film(desk, origin, film)
        origin.add("/other.mp4", film)
        other = await desk.submit(BEN, f"{origin.url}/other.mp4")
        await desk.until(BEN, other, "completed")
        link = await linked(desk, download_id)
        until = parse_qs(urlsplit(link).query)["until"][0]
        for bad in (
            link.replace(download_id, other),
            link.replace("/files/0", "/files/1"),
            link.replace("/files/0", "/files/-1"),
            altered(link, until=str(int(until) + 1)),
            altered(link, until="9" * 40),
            altered(link, until="-1"),
            altered(link, member=str(BEN)),
            altered(link, signature="A" * 43),
        ):
            refused = await desk.client.get(bad)
            assert refused.status_code in {403, 404}, bad
            assert refused.headers["content-type"] == "application/problem+json"
        for bad in (
            urlsplit(link).path,
            altered(link, until="soon"),
            altered(link, member="anna"),
        ):
            assert (await desk.client.get(bad)).status_code == 400, bad
        # Whoever is known to be somebody else gets nothing, though the link itself is good.
        assert (await desk.ask(BEN, "GET", link)).status_code == 403
        assert (await desk.ask(ANNA, "GET", link)).status_code == 200


async def test_only_who_may_see_a_download_gets_a_link(home: Any, origin: Any, film: bytes) -> None:
    async with home.serving() as desk:
        download_id, body = await a_film(desk, origin, film)
        at = f"/downloads/{download_id}/files/0/link"
        assert (await desk.ask(BEN, "POST", at)).status_code == 404
        assert (await desk.client.post(at)).status_code == 401
        assert (await desk.ask(ANNA, "POST", at.replace("/0/", "/1/"))).status_code == 404
        owners = await linked(desk, download_id, THE_OWNER, role="owner")
        assert (await desk.client.get(owners)).content == body


@pytest.mark.parametrize("instead", ["nothing", "a link", "another file"])
async def test_s42_what_lies_there_instead_is_not_sent(
    home: Any, origin: Any, film: bytes, instead: str
) -> None:
    async with home.serving() as desk:
        download_id, _ = await a_film(desk, origin, film)
        link = await linked(desk, download_id)
        (name,) = desk.files()
        (home.library / name).unlink()
        if instead == "a link":
            (home.library / name).symlink_to("/etc/passwd")
        if instead == "another file":
            (home.library / name).write_bytes(b"short")
        assert (await desk.client.get(link)).status_code == 404


async def test_a_client_that_leaves_halfway_leaves_nothing_open(
    home: Any, origin: Any, film: bytes
) -> None:
    async with home.serving() as desk:
        download_id, _ = await a_film(desk, origin, film)
        link = await linked(desk, download_id)
        async with (
            httpx.AsyncClient(base_url=f"{desk.url}/api/v1", trust_env=False) as client,
            client.stream("GET", link) as answer,
        ):
            async for _ in answer.aiter_bytes(1000):
                break

        def is_closed() -> bool:
            return not any(
                Path(path).resolve().suffix == ".mp4" for path in Path("/proc/self/fd").iterdir()
            )

        await eventually(is_closed)
        assert (await desk.client.get(link)).status_code == 200
