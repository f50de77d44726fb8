"""Through the pages: a member chooses what reaches them, and when they are left in peace."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_choices_are_kept(household: Any, page: Page) -> None:
    member = household.told["members"][0]
    page.goto(household.url)
    page.get_by_role("textbox", name="Name", exact=True).fill(member["username"])
    page.get_by_role("textbox", name="Password", exact=True).fill(member["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda here: "/login" not in here)
    page.get_by_role("button", name="Your menu").click()
    page.get_by_role("link", name="What you are told").click()
    matrix = page.get_by_role("region", name="What reaches you, and how")
    first = matrix.get_by_role("checkbox").first
    was_on = first.is_checked()
    with page.expect_response("**/notifications/preferences"):
        first.click()
    with page.expect_response("**/notifications/preferences"):
        page.get_by_role("checkbox", name="Be quiet at night").check()
    page.reload()
    expect(first).to_be_checked(checked=not was_on)
    expect(page.get_by_label("From")).to_have_value("22:00")
