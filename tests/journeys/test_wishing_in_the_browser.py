"""Through the pages: a film is found, wished for, approved by a key, and seen to arrive."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

Open = Callable[..., BrowserContext]
SignIn = Callable[[BrowserContext, str, dict[str, Any]], None]
LONG_MS = 60_000

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
    expect(page.get_by_text("Somebody said yes")).to_be_visible(timeout=LONG_MS)
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
