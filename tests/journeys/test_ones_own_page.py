"""Through the pages: a member guards their place with a second step, and signs in with it."""

from typing import Any

import pyotp
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
LONG_MS = 20_000


def test_a_second_step_is_added_asked_for_and_taken_away(household: Any, page: Page) -> None:
    member = household.told["members"][1]
    type_password(page, household.url, member)
    expect(page.get_by_role("button", name="Your menu").first).to_be_visible()
    page.get_by_role("button", name="Your menu").click()
    page.get_by_role("link", name="You and your keys").click()
    codes = add_app(page, member["password"])
    sign_out(page)

    type_password(page, household.url, member)
    expect(page.get_by_role("heading", name="One more step.")).to_be_visible()
    prove(page, "000000")
    expect(page.get_by_role("alert").filter(has_text="code")).to_be_visible()
    prove(page, codes[0])
    page.wait_for_url(f"{household.url}/")
    page.goto(f"{household.url}/me")
    expect(page.get_by_text("Nine recovery codes are left.")).to_be_visible()

    remove_app(page, member["password"])
    sign_out(page)
    type_password(page, household.url, member)
    page.wait_for_url(f"{household.url}/")


def test_a_key_for_a_script_is_shown_once_and_taken_back(household: Any, page: Page) -> None:
    member = household.told["members"][0]
    type_password(page, household.url, member)
    page.wait_for_url(f"{household.url}/")
    page.goto(f"{household.url}/me")
    page.get_by_role("button", name="Make a key").click()
    form = page.get_by_role("form", name="Make a key")
    form.get_by_role("textbox", name="What it is for").fill("kitchen radio")
    for box in form.get_by_role("checkbox").all():
        box.check()
    form.get_by_text("a month", exact=True).click()
    form.get_by_role("button", name="Make a key").click()
    shown = page.get_by_role("region", name="Your new key, shown only now")
    expect(shown.locator("code")).not_to_be_empty()
    shown.get_by_role("button", name="I have kept them").click()
    expect(shown).to_have_count(0)
    key = page.get_by_role("listitem").filter(has_text="kitchen radio")
    expect(key.get_by_text("until ")).to_be_visible()
    expect(key.get_by_text("until it is taken back")).to_have_count(0)
    page.get_by_role("button", name="Remove: kitchen radio").click()
    expect(page.get_by_text("kitchen radio")).to_have_count(0)


def test_who_came_by_a_link_and_signed_in_stands_where_it_led(household: Any, bare: Page) -> None:
    link = f"{household.url}/title?type=movie&id=129"
    bare.goto(link)
    bare.wait_for_url("**/login?*")
    fill_in(bare, household.told["members"][0])
    bare.wait_for_url(lambda here: here == link)
    expect(bare.get_by_role("heading", level=1).first).to_be_visible(timeout=LONG_MS)

    bare.route("**/api/v1/auth/logout", lambda asked: asked.abort())
    bare.get_by_role("button", name="Your menu").click()
    bare.get_by_role("button", name="Sign out", exact=True).click()
    expect(bare.get_by_text("You are still signed in.")).to_be_visible(timeout=LONG_MS)
    assert bare.url == link


def add_app(page: Page, password: str) -> list[str]:
    """Turn an authenticator app on; return the recovery codes that are shown for it."""
    page.get_by_role("button", name="Add an authenticator app").click()
    form = page.get_by_role("form", name="Add an authenticator app")
    form.get_by_role("textbox", name="Your password, once more").fill(password)
    form.get_by_role("button", name="Go on").click()
    secret = form.locator("code").inner_text().replace(" ", "")
    form.get_by_role("textbox", name="Code from the app").fill(pyotp.TOTP(secret).now())
    form.get_by_role("button", name="Turn it on").click()
    shown = page.get_by_role("region", name="Your recovery codes")
    expect(shown).to_be_visible()
    codes = shown.locator("code").all_inner_texts()
    shown.get_by_role("button", name="I have kept them").click()
    return codes


def remove_app(page: Page, password: str) -> None:
    page.get_by_role("button", name="Remove: Authenticator app").click()
    form = page.get_by_role("form", name="Remove: Authenticator app")
    form.get_by_role("textbox", name="Your password, once more").fill(password)
    form.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Only your password guards your place.")).to_be_visible()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Your menu").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**/login")


def prove(page: Page, code: str) -> None:
    page.get_by_role("textbox", name="Code", exact=True).fill(code)
    page.get_by_role("button", name="Open the door").click()


def type_password(page: Page, url: str, person: dict[str, str]) -> None:
    page.goto(f"{url}/login")
    fill_in(page, person)


def fill_in(page: Page, person: dict[str, str]) -> None:
    page.get_by_role("textbox", name="Name", exact=True).fill(person["username"])
    page.get_by_role("textbox", name="Password", exact=True).fill(person["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
