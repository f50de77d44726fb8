"""Two stories in a real browser: who comes in by the household's login leaves with it."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def come_in(page: Page, household: Any, account: str) -> None:
    page.goto(f"{household.url}/login?to=/downloads")
    page.get_by_role("link", name="Sign in with Household login").click()
    expect(page.get_by_role("heading", name="Household login")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name=account).click()


def test_somebody_comes_in_by_the_households_login_and_leaves_with_it(
    household: Any, page: Page
) -> None:
    come_in(page, household, "dora")
    address = page.get_by_role("textbox", name="Address of a video")
    expect(address).to_be_visible(timeout=20_000)
    assert page.url == f"{household.url}/downloads"
    cookies = {cookie["name"] for cookie in page.context.cookies(household.url)}
    assert cookies == {"mn_session"}

    at = household.told["simulators"]["openid"]["url"]
    assert httpx.post(f"{at}/leave", json={"account": "h-1001"}).json() == {"status": 200}
    page.goto(f"{household.url}/downloads")
    expect(page.get_by_role("link", name="Sign in with Household login")).to_be_visible(
        timeout=20_000
    )


def test_somebody_whose_address_was_not_verified_is_told_why(household: Any, page: Page) -> None:
    come_in(page, household, "fritz")
    told = page.get_by_text("Your mail address was not verified where you signed in.")
    expect(told).to_be_visible(timeout=20_000)
    assert page.context.cookies(household.url) == []
