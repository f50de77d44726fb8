"""In a real browser: who comes in by the household's login leaves with it, and who links it."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def come_in(page: Page, household: Any, account: str) -> None:
    page.goto(f"{household.url}/login?to=/downloads")
    page.get_by_role("link", name="Household login").click()
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
    expect(page.get_by_role("link", name="Household login")).to_be_visible(timeout=20_000)


def test_somebody_whose_address_was_not_verified_is_told_why(household: Any, page: Page) -> None:
    come_in(page, household, "fritz")
    told = page.get_by_text("Your mail address was not verified where you signed in.")
    expect(told).to_be_visible(timeout=20_000)
    assert page.context.cookies(household.url) == []


def test_a_link_from_elsewhere_signs_nobody_in_until_it_is_pressed_here(
    household: Any, page: Page
) -> None:
    come_in(page, household, "dora")
    expect(page.get_by_role("textbox", name="Address of a video")).to_be_visible(timeout=20_000)
    page.context.clear_cookies(name="mn_session")
    page.goto(f"{household.url}/api/v1/auth/oidc/household/start?return_to=/downloads")
    told = page.get_by_text("A link from elsewhere signs nobody in.")
    expect(told).to_be_visible(timeout=20_000)
    assert page.context.cookies(household.url) == []
    page.get_by_role("link", name="Household login").click()
    page.get_by_role("button", name="dora").click()
    expect(page.get_by_role("textbox", name="Address of a video")).to_be_visible(timeout=20_000)


def test_a_member_links_the_households_login_with_their_password(
    household: Any, page: Page
) -> None:
    member = household.told["members"][0]
    page.goto(f"{household.url}/login?to=/me")
    page.get_by_role("textbox", name="Name", exact=True).fill(member["username"])
    page.get_by_role("textbox", name="Password", exact=True).fill(member["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Link: Household login").click(timeout=20_000)
    form = page.get_by_role("form", name="Link: Household login")
    form.get_by_role("textbox", name="Your password, once more").fill("a guess")
    form.get_by_role("button", name="Go on").click()
    expect(form.get_by_role("alert")).to_be_visible(timeout=20_000)
    form.get_by_role("textbox", name="Your password, once more").fill(member["password"])
    form.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="emil").click(timeout=20_000)
    page.wait_for_url(f"{household.url}/me")
    row = page.get_by_role("listitem").filter(has_text="Household login")
    expect(row.get_by_text("You come in by it")).to_be_visible(timeout=20_000)
