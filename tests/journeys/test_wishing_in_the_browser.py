"""Through the pages: a film is found, wished for, approved by a key, and seen to arrive."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

LONG_MS = 60_000

pytestmark = pytest.mark.browser


def test_a_wish_from_the_search_to_the_library(household: Any, page: Page) -> None:
    member = household.told["members"][0]
    sign_in(page, household.url, member)
    page.get_by_role("link", name="Discover").first.click()
    page.get_by_role("searchbox", name="A film or a series").fill("parasite")
    expect(page.get_by_role("heading", name="One title for “parasite”.")).to_be_visible()
    page.get_by_role("link", name="Parasite").click()
    page.get_by_role("textbox", name="A word to whoever decides").fill("It is raining.")
    page.get_by_role("button", name="Ask for the film").click()
    expect(page.get_by_text("Asked for.", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Your wish")).to_be_visible()
    browser = page.context.browser
    assert browser is not None
    approve(browser, household)
    expect(page.get_by_text("Somebody said yes")).to_be_visible(timeout=LONG_MS)
    expect(page.get_by_text("It is in the library")).to_be_visible(timeout=LONG_MS)


def approve(browser: Browser, household: Any) -> None:
    """As the owner, with the keyboard alone."""
    page = browser.new_page()
    sign_in(page, household.url, household.told["owner"])
    page.goto(f"{household.url}/approvals")
    row = page.get_by_role("listitem").filter(has_text="Parasite")
    expect(row).to_contain_text("It is raining.")
    while row.get_attribute("aria-current") != "true":
        page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.get_by_text("Approved “Parasite”.")).to_be_visible()
    expect(row).to_have_count(0)
    page.close()


def sign_in(page: Page, url: str, person: dict[str, str]) -> None:
    page.goto(url)
    page.get_by_role("textbox", name="Name", exact=True).fill(person["username"])
    page.get_by_role("textbox", name="Password", exact=True).fill(person["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda here: "/login" not in here)
