"""The house behind a path of somebody's proxy: nothing of it is asked for, or lies, beside that."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
BEHIND = "/medianest"
LONG_MS = 60_000
SHOWS_A_POSTER = "() => document.querySelector('main .poster img')?.naturalWidth > 0"


@pytest.fixture
def hidden_household(up: Callable[..., Iterator[Any]], tmp_path: Any) -> Iterator[Any]:
    yield from up(
        tmp_path,
        MEDIANEST_WEB="keep",
        MEDIANEST_MODE="all-in-one",
        MEDIANEST_BASE_PATH=BEHIND,
    )


def test_the_whole_app_stays_behind_its_path(hidden_household: Any, page: Page) -> None:
    house = hidden_household
    asked: set[str] = set()
    page.context.on("request", lambda one: asked.add(one.url))
    page.on("websocket", lambda line: asked.add(line.url.replace("ws:", "http:")))
    member = house.told["members"][0]
    page.goto(f"{house.url}/login")
    page.get_by_role("textbox", name="Name", exact=True).fill(member["username"])
    page.get_by_role("textbox", name="Password", exact=True).fill(member["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Your menu").first).to_be_visible(timeout=LONG_MS)

    page.get_by_role("link", name="Discover").locator("visible=true").first.click()
    page.get_by_role("searchbox", name="A film or a series").fill("parasite")
    expect(page.get_by_role("heading", name="One title for “parasite”.")).to_be_visible(
        timeout=LONG_MS
    )
    page.get_by_role("link", name="Parasite").first.click()
    expect(page.get_by_role("heading", level=1, name="Parasite")).to_be_visible(timeout=LONG_MS)
    page.wait_for_function(SHOWS_A_POSTER)

    # What another app shares comes by the manifest's own words.
    manifest = page.request.get(f"{house.url}/manifest.webmanifest").json()
    shared = f"{house.url}/{manifest['share_target']['action']}"
    page.goto(f"{shared}?text=Look+at+{house.videos}/watch/night-train")
    page.get_by_role("button", name="Download", exact=True).click(timeout=LONG_MS)
    # Nobody asks for it again: the live line tells of it.
    done = page.get_by_text("In the library since").first
    expect(done).to_be_visible(timeout=LONG_MS)

    scope = page.evaluate("navigator.serviceWorker.ready.then((worker) => worker.scope)")
    assert scope == f"{house.url}/"
    cookies = page.context.cookies()
    assert cookies
    assert {cookie["path"] for cookie in cookies} <= {BEHIND, f"{BEHIND}/"}
    page.reload()  # now with the worker between the page and the house
    expect(done).to_be_visible(timeout=LONG_MS)
    assert [url for url in asked if not is_behind(url, house.url)] == []
    assert any("/api/v1/live" in url for url in asked)


def is_behind(url: str, house: str) -> bool:
    """Of this house, behind its path; a picture that a page carries itself is asked of nobody."""
    if url.startswith(("data:", "blob:")):
        return True
    at, own = urlsplit(url), urlsplit(house)
    return at.netloc == own.netloc and (at.path + "/").startswith(f"{BEHIND}/")
