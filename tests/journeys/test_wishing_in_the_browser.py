"""Through the pages: a film is found, wished for, approved by a key, and seen to arrive; others
follow it."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Page, expect

Open = Callable[..., BrowserContext]
SignIn = Callable[[BrowserContext, str, dict[str, Any]], None]
LONG_MS = 60_000
CASABLANCA: Final = {"media_type": "movie", "tmdb_id": 289}

pytestmark = pytest.mark.browser


def test_a_wish_from_the_search_to_the_library(
    household: Any, page: Page, open_browser: Open, sign_in: SignIn
) -> None:
    sign_in(page.context, household.url, household.told["members"][0])
    page.goto(household.url)
    page.get_by_role("link", name="Discover").first.click()
    page.get_by_role("searchbox", name="A film or a series").fill("parasite")
    expect(page.get_by_role("heading", name="One title for “parasite”.")).to_be_visible()
    page.get_by_role("link", name="Parasite").click()
    page.get_by_role("textbox", name="A word to whoever decides").fill("It is raining.")
    page.get_by_role("button", name="Ask for the film").click()
    expect(page.get_by_text("Asked for.", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Your wish")).to_be_visible()
    owner = open_browser()
    sign_in(owner, household.url, household.told["owner"])
    approve(owner.new_page(), household.url)
    owner.close()
    expect(page.get_by_text("Whoever keeps the house approved it")).to_be_visible(timeout=LONG_MS)
    expect(page.get_by_text("It is in the library")).to_be_visible(timeout=LONG_MS)


def approve(page: Page, url: str) -> None:
    """With the keyboard alone."""
    page.goto(f"{url}/approvals")
    row = page.get_by_role("listitem").filter(has_text="Parasite")
    expect(row).to_contain_text("It is raining.")
    while row.get_attribute("aria-current") != "true":
        page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.get_by_text("Approved “Parasite”.")).to_be_visible()
    expect(row).to_have_count(0)


def test_what_somebody_else_wished_for_is_followed_and_heard_of(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    anna, ben, *_ = household.told["members"]
    with household.signed_in(anna) as member:
        made = member.client.post("/api/v1/requests", json={**CASABLANCA, "note": "Play it."})
        assert made.is_success, made.text
    sign_in(page.context, household.url, ben)
    page.goto(f"{household.url}/title?type=movie&id={CASABLANCA['tmdb_id']}")
    expect(page.get_by_text("Somebody wished for it already.")).to_be_visible(timeout=LONG_MS)
    expect(page.get_by_role("button", name="Ask for the film")).to_have_count(0)
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_role("button", name="You follow it")).to_be_visible()
    expect(page.get_by_text("Somebody asked for it")).to_be_visible()
    expect(page.get_by_text("Play it.")).to_have_count(0)

    page.goto(f"{household.url}/wishes")
    page.get_by_role("button", name="Followed").click()
    followed = page.get_by_role("listitem").filter(has_text="Casablanca")
    expect(followed).to_be_visible(timeout=LONG_MS)
    with household.signed_in(household.told["owner"]) as owner:
        approved = owner.client.post(f"/api/v1/requests/{made.json()['id']}/approve")
        assert approved.is_success, approved.text
    page.goto(f"{household.url}/inbox")
    there = page.get_by_role("listitem").filter(has_text="“Casablanca” can be watched")
    expect(there).to_be_visible(timeout=LONG_MS)
