"""Two stories in a real browser: somebody comes in by Plex, and somebody else is not let in."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def to_plex(page: Page, household: Any) -> None:
    page.goto(f"{household.url}/login")
    page.get_by_role("button", name="Sign in with Plex").click()
    expect(page.get_by_role("heading", name="Sign in to Plex")).to_be_visible(timeout=20_000)


def test_somebody_who_may_use_the_server_comes_in_by_plex(household: Any, page: Page) -> None:
    to_plex(page, household)
    page.get_by_role("button", name="anna_too").click()
    expect(page.get_by_role("region", name="Now", exact=True)).to_be_visible(timeout=20_000)
    assert page.url == f"{household.url}/"
    cookies = {cookie["name"] for cookie in page.context.cookies(household.url)}
    assert cookies == {"mn_session"}


def test_who_comes_by_plex_is_shown_nothing_that_only_a_password_opens(
    household: Any, page: Page
) -> None:
    to_plex(page, household)
    page.get_by_role("button", name="anna_too").click()
    expect(page.get_by_role("region", name="Now", exact=True)).to_be_visible(timeout=20_000)
    page.goto(f"{household.url}/me")
    mine = page.get_by_role("region", name="Password and second step")
    expect(mine.get_by_text("its second step is turned on there")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("form", name="Your password")).to_have_count(0)
    expect(page.get_by_role("button", name="Add an authenticator app")).to_have_count(0)
    # A letter goes to an address that the house knows, and there is none yet.
    expect(mine.get_by_text("give the house your mail address")).to_be_visible()
    page.get_by_role("textbox", name="Mail address").fill("anna.too@example.org")
    page.get_by_role("button", name="Keep").first.click()
    mine.get_by_role("button", name="Send me a link to set a password").click()
    expect(mine.get_by_text("on its way to anna.too@example.org")).to_be_visible()


def test_somebody_who_may_not_use_it_is_told_why(household: Any, page: Page) -> None:
    to_plex(page, household)
    page.get_by_role("button", name="stranger").click()
    told = page.get_by_text("This Plex account may not use the server of this house.")
    expect(told).to_be_visible(timeout=20_000)
    assert page.context.cookies(household.url) == []
