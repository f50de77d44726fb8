"""A child reads what strangers wrote, so its words are a stranger's too: bounded, or lost."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from medianest.downloads.adapters.ytdlp.fetcher import JailedPreviewer
from medianest.downloads.adapters.ytdlp.previewing import listed
from medianest.downloads.adapters.ytdlp.process import Child
from medianest.downloads.adapters.ytdlp.words import Terms

FEED = '<rss version="2.0"><channel><title>Nests</title>{items}</channel></rss>'


@asynccontextmanager
async def child_that_says(words: str) -> AsyncIterator[Child]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        f"import sys; sys.stdout.write({words})",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=1000,
        start_new_session=True,
    )
    child = Child(process)
    try:
        yield child
    finally:
        await child.end(grace_s=0)


@pytest.mark.parametrize(
    "words",
    [
        "'x' * 2_000_000",
        "'x' * 2_000_000 + chr(10)",
        "'nonsense' + chr(10)",
        "'[]' + chr(10)",
        """'{"type": "previewed"}' + chr(10)""",
        """'{"type": "nobody knows this"}' + chr(10)""",
        "chr(0) + chr(10)",
    ],
)
async def test_what_no_child_of_ours_would_say_is_the_end_of_it(words: str) -> None:
    async with child_that_says(words) as child:
        assert await child.hear() is None
        await child.lost()


async def test_a_list_of_endless_addresses_is_shown_without_them(
    terms: Terms, tmp_path: Path, origin: Any
) -> None:
    item = f"<item><title>One</title><link>{origin.url}/{'x' * 20_000}</link></item>"
    feed = FEED.format(items=item * 200).encode()
    origin.add("/list.rss", feed, "application/rss+xml")

    async def agreed() -> Terms:
        return terms

    asker = JailedPreviewer(agreed, tmp_path, lambda: UUID(int=7), deadline_s=30, most_at_once=1)
    preview = await asker.preview(f"{origin.url}/list.rss")
    assert len(preview.items) == 200
    assert {item.url for item in preview.items} == {None}


def test_an_address_is_whole_or_not_there() -> None:
    longest = "https://nests.example/".ljust(2048, "x")
    entries = [{"url": longest}, {"url": longest + "x"}, {"url": "ftp://nests.example/1"}]
    preview = listed({"thumbnail": longest + "x", "entries": entries}, 200)
    assert [item.url for item in preview.items] == [longest, None, None]
    assert preview.thumbnail_url is None
