"""Through the pages: who forgot their password reads a mail, and comes back in with a new one."""

from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
LONG_MS: Final = 20_000
OLD: Final = "an old password"
NEW: Final = "a new password"


def test_who_forgot_their_password_comes_back_by_mail(household: Any, page: Page) -> None:
    dora = {"username": "dora", "password": OLD, "email": "dora@example.org"}
    with household.signed_in(household.told["owner"]) as owner:
        owner.client.post("/api/v1/members", json=dora).raise_for_status()
    page.goto(f"{household.url}/login")
    page.get_by_role("link", name="I forgot my password").click()
    ask(page, dora["email"])
    link = household.mailed(dora["email"], r"http\S+/reset-password#\S+")
    page.goto(link)
    choose(page, "short")
    expect(page.get_by_text("Use 8 to 256 characters.")).to_be_visible(timeout=LONG_MS)
    assert "#" not in page.url
    choose(page, NEW)
    expect(page.get_by_role("heading", name="Your new password counts.")).to_be_visible(
        timeout=LONG_MS
    )

    page.get_by_role("link", name="Sign in").click()
    type_password(page, dora["username"], OLD)
    told = page.get_by_text("This username and password don't go together.")
    expect(told).to_be_visible(timeout=LONG_MS)
    type_password(page, dora["username"], NEW)
    expect(page.get_by_role("button", name="Your menu").first).to_be_visible(timeout=LONG_MS)

    page.goto(link)
    choose(page, "another password")
    expect(page.get_by_role("heading", name="This link opens nothing any more.")).to_be_visible(
        timeout=LONG_MS
    )
    page.get_by_role("button", name="Send me another").click()
    expect(page.get_by_role("textbox", name="Mail address")).to_be_visible()


def test_whoever_asks_for_somebody_unknown_is_told_the_same(household: Any, page: Page) -> None:
    page.goto(f"{household.url}/reset-password")
    ask(page, "nobody-lives-here@example.org")


def ask(page: Page, email: str) -> None:
    page.get_by_role("textbox", name="Mail address").fill(email)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", name="Look into your mail.")).to_be_visible(timeout=LONG_MS)


def choose(page: Page, password: str) -> None:
    page.get_by_role("textbox", name="The new one").fill(password)
    page.get_by_role("button", name="Keep it").click()


def type_password(page: Page, username: str, password: str) -> None:
    page.get_by_role("textbox", name="Name", exact=True).fill(username)
    page.get_by_role("textbox", name="Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
