"""What shows at once and is then refused stands as it was before, and it is said why: each kind."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

pytestmark = pytest.mark.browser
Visit = Callable[[str, str], Page]
ByKeys = Callable[[Page, Locator], None]
Refused = Callable[[Page, str, str], AbstractContextManager[None]]
LONG_MS: Final = 60_000
ASKED_WITHIN_S: Final = 20.0
WHY: Final = "The house has made up its mind."
PROBLEM: Final = {"type": "https://medianest.invalid/problems/no", "title": WHY, "status": 409}
FOR_ANNA: Final = {"media_type": "movie", "tmdb_id": 990_389}


@pytest.fixture
def visit(
    lived_in: Any, people: dict[str, BrowserContext], open_bare: Callable[..., BrowserContext]
) -> Iterator[Visit]:
    """Open a page as one of these people, where nothing asks the house past a route."""
    contexts: list[BrowserContext] = []

    def visit(who: str, path: str) -> Page:
        contexts.append(open_bare(storage_state=people[who].storage_state()))
        page = contexts[-1].new_page()
        page.goto(lived_in.url + path)
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def refused() -> Refused:
    """What is done meanwhile shows at once; only after that the house says no."""

    @contextmanager
    def refused(page: Page, pattern: str, method: str) -> Iterator[None]:
        waiting: list[Route] = []

        def keep(route: Route) -> None:
            if route.request.method == method:
                waiting.append(route)
            else:
                route.continue_()

        page.route(pattern, keep)
        yield
        until = time.monotonic() + ASKED_WITHIN_S
        while not waiting:
            assert time.monotonic() < until, "nobody was asked"
            page.wait_for_timeout(20)  # routes are told of while one waits
        for route in waiting:
            route.fulfill(
                status=409, content_type="application/problem+json", body=json.dumps(PROBLEM)
            )
        page.unroute(pattern)

    return refused


def test_a_yes(lived_in: Any, visit: Visit, refused: Refused, by_keys: ByKeys) -> None:
    with wished(lived_in, 0, FOR_ANNA) as (_, title):
        page = visit("moderator", "/approvals")
        row = (
            page.get_by_role("list", name="Waiting").get_by_role("listitem").filter(has_text=title)
        )
        by_keys(page, row)
        with refused(page, "**/requests/bulk", "POST"):
            page.keyboard.press("a")
            expect(row).to_have_count(0)
        told_why(page)
        expect(row).to_be_visible()


def test_a_wish_that_is_taken_back(lived_in: Any, visit: Visit, refused: Refused) -> None:
    with wished(lived_in, 0, FOR_ANNA) as (_, title):
        page = visit("member", "/wishes")
        row = page.get_by_role("listitem").filter(has_text=title).first
        with refused(page, "**/requests/*/cancel", "POST"):
            row.get_by_role("button", name=f"Take it back: {title}").click()
            expect(row).to_contain_text("Taken back")
        told_why(page)
        expect(row).to_contain_text("Waits for a yes")


def test_reading(lived_in: Any, visit: Visit, refused: Refused) -> None:
    with lived_in.signed_in(lived_in.told["owner"]) as owner:
        news = {"title": "The cat is back", "text": "She was in the attic."}
        said = owner.client.post("/api/v1/status/announcements", json=news).json()
        owner.client.delete(f"/api/v1/status/announcements/{said['id']}").raise_for_status()
    page = visit("member", "/inbox")
    letter = page.get_by_role("listitem").filter(has_text="The cat is back").first
    read = letter.get_by_role("button", name=re.compile("^Mark as read: "))
    with refused(page, "**/notifications/*/read", "POST"):
        read.click(timeout=LONG_MS)
        expect(read).to_have_count(0)
    told_why(page)
    expect(read).to_be_visible()


def test_what_somebody_may(found: dict[str, str], visit: Visit, refused: Refused) -> None:
    page = visit("owner", f"/people/one?id={found['person']}")
    may = page.get_by_role("checkbox", name=re.compile("^See all downloads"))
    expect(may).not_to_be_checked(timeout=LONG_MS)
    with refused(page, "**/members/*", "PATCH"):
        may.click()
        expect(may).to_be_checked()
    told_why(page)
    expect(may).not_to_be_checked()


def test_what_one_is_told(visit: Visit, refused: Refused) -> None:
    page = visit("member", "/settings/notifications")
    quiet = page.get_by_role("checkbox", name="Be quiet at night")
    expect(quiet).to_be_visible(timeout=LONG_MS)
    was_on = quiet.is_checked()
    with refused(page, "**/notifications/preferences", "PUT"):
        quiet.click()
        expect(quiet).to_be_checked(checked=not was_on)
    told_why(page)
    expect(quiet).to_be_checked(checked=was_on)


def test_a_download_that_is_called_off(lived_in: Any, visit: Visit, refused: Refused) -> None:
    with lived_in.signed_in(lived_in.told["members"][0]) as anna:
        slow = f"{lived_in.videos}/watch/a-very-long-evening?rate=100000&for=refused"
        download = anna.submit(slow)
        page = visit("member", "/downloads")
        job = page.locator(f'li.job[data-id="{download}"]')
        cancel = job.get_by_role("button", name=re.compile("^Cancel"))
        expect(job).to_contain_text("Fetching", timeout=LONG_MS)
        with refused(page, "**/downloads/*/cancel", "POST"):
            cancel.click(timeout=LONG_MS)
            expect(cancel).to_have_count(0)
        told_why(page)
        expect(cancel).to_be_visible()
        anna.client.post(f"/api/v1/downloads/{download}/cancel").raise_for_status()


def told_why(page: Page) -> None:
    expect(page.get_by_role("region", name="Messages").get_by_text(WHY)).to_be_visible()


@contextmanager
def wished(house: Any, whose: int, wish: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """A wish that waits, and what it is for."""
    with house.signed_in(house.told["members"][whose]) as someone:
        made = someone.client.post("/api/v1/requests", json=wish)
        assert made.is_success, made.text
        path = f"/api/v1/requests/{made.json()['id']}"
        try:
            yield path, str(someone.client.get(path).json()["title"])
        finally:
            someone.client.post(f"{path}/cancel").raise_for_status()
