"""In a real browser: a passkey is made where the house has a name, signs in, and is taken away."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
LONG_MS = 60_000
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}
"""Somebody whose finger is always the right one."""


@pytest.fixture
def named_household(up: Callable[..., Iterator[Any]], tmp_path: Any) -> Iterator[Any]:
    yield from up(
        tmp_path, MEDIANEST_WEB="keep", MEDIANEST_MODE="all-in-one", MEDIANEST_HOST="localhost"
    )


def test_a_passkey_is_made_signs_in_and_is_taken_away(named_household: Any, page: Page) -> None:
    house, member = named_household, named_household.told["members"][0]
    has_authenticator(page)
    type_password(page, house.url, member)
    expect(page.get_by_role("button", name="Your menu").first).to_be_visible(timeout=LONG_MS)
    page.goto(f"{house.url}/me")
    page.get_by_role("button", name="Add a passkey").click(timeout=LONG_MS)
    prove(page, "Add a passkey", member["password"])
    shown = page.get_by_role("region", name="Your recovery codes")
    expect(shown.locator("code")).to_have_count(10, timeout=LONG_MS)
    shown.get_by_role("button", name="I have kept them").click()
    page.get_by_role("button", name="Your menu").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**/login")

    type_password(page, house.url, member)
    expect(page.get_by_role("heading", name="One more step.")).to_be_visible(timeout=LONG_MS)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{house.url}/")
    page.goto(f"{house.url}/me")
    page.get_by_role("button", name="Remove: Passkey").click(timeout=LONG_MS)
    prove(page, "Remove: Passkey", member["password"])
    expect(page.get_by_role("button", name="Remove: Passkey")).to_have_count(0, timeout=LONG_MS)

    # The same house by its figures: no browser would make one there, so none is offered.
    by_figures = house.url.replace("localhost", "127.0.0.1")
    type_password(page, by_figures, member)
    expect(page.get_by_role("button", name="Your menu").first).to_be_visible(timeout=LONG_MS)
    page.goto(f"{by_figures}/me")
    expect(page.get_by_role("button", name="Add an authenticator app")).to_be_visible(
        timeout=LONG_MS
    )
    expect(page.get_by_role("button", name="Add a passkey")).to_have_count(0)


def has_authenticator(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})


def prove(page: Page, what: str, password: str) -> None:
    form = page.get_by_role("form", name=what)
    form.get_by_role("textbox", name="Your password, once more").fill(password)
    form.get_by_role("button", name="Go on").click()


def type_password(page: Page, url: str, person: dict[str, str]) -> None:
    page.goto(f"{url}/login")
    page.get_by_role("textbox", name="Name", exact=True).fill(person["username"])
    page.get_by_role("textbox", name="Password", exact=True).fill(person["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
