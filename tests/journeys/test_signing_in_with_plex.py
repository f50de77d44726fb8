"""In a real browser: who may use the media server comes in by Plex, also when it was replaced."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from medianest.local.simulators.plex_tv_accounts import ANOTHER_SERVER

pytestmark = pytest.mark.browser
SignIn = Callable[[BrowserContext, str, dict[str, Any]], None]


@pytest.fixture
def watchful(up: Callable[..., Iterator[Any]], tmp_path: Path) -> Iterator[Any]:
    """A house that looks every second who may use the media server."""
    looks = {"MEDIANEST_IDENTITY_PLEX_LOOK_EVERY_S": "1"}
    yield from up(tmp_path, MEDIANEST_WEB="keep", MEDIANEST_MODE="all-in-one", **looks)


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


def test_a_server_that_was_replaced_is_said_so_and_the_new_one_is_chosen(
    watchful: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(page.context, watchful.url, watchful.told["owner"])
    page.goto(f"{watchful.url}/settings")
    card = page.get_by_role("region", name="Sign-in with Plex")
    well = card.get_by_text("Every day the house looks who may still use it.")
    expect(well).to_be_visible(timeout=30_000)
    # The new one is at Plex already; the house still goes by the one that is no more.
    with watchful.signed_in(watchful.told["owner"]) as owner:
        old = {"machine_identifier": ANOTHER_SERVER}
        owner.client.put("/api/v1/settings/identity/plex", json=old).raise_for_status()
    gone = card.get_by_text("Plex does not count this server among the owner's any more.")
    expect(gone).to_be_visible(timeout=30_000)

    card.get_by_role("button", name="Choose the new one").click()
    form = page.get_by_role("form", name="Sign-in with Plex")
    expect(form.get_by_role("radio", name="Living room")).to_be_checked(timeout=20_000)
    form.get_by_role("button", name="Keep and test").click()
    expect(card.get_by_text("All of it works.")).to_be_visible(timeout=20_000)
    expect(gone).to_have_count(0)
    expect(well).to_be_visible()

    page.context.clear_cookies()
    to_plex(page, watchful)
    page.get_by_role("button", name="anna_too").click()
    expect(page.get_by_role("region", name="Now", exact=True)).to_be_visible(timeout=20_000)


def test_the_owner_of_the_server_is_linked_on_its_card_and_let_go_again(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    owner = household.told["owner"]
    sign_in(page.context, household.url, owner)
    page.goto(f"{household.url}/settings")
    card = page.get_by_role("region", name="Sign-in with Plex")
    expect(card.get_by_text("set where the house runs")).to_be_visible(timeout=20_000)

    approve(page, owner, by="anna")
    refused = card.get_by_role("alert")
    expect(refused).to_contain_text("does not own the media server", timeout=20_000)
    expect(card.get_by_text("set where the house runs")).to_be_visible()

    approve(page, owner, by="olga")
    expect(card.get_by_text("The owner at Plex is olga")).to_be_visible(timeout=20_000)
    expect(card.get_by_text("You linked it")).to_be_visible()
    assert page.url == f"{household.url}/settings"
    card.get_by_role("button", name="Test: Sign-in with Plex").click()
    expect(card.get_by_text("All of it works.")).to_be_visible(timeout=20_000)

    card.get_by_role("button", name="Link anew").click()
    expect(card.get_by_role("form", name="Link anew")).to_be_visible()
    card.get_by_role("button", name="Never mind").click()
    card.get_by_role("button", name="Unlink").click()
    expect(page.get_by_text("The owner's Plex account is unlinked.")).to_be_visible()
    expect(card.get_by_text("set where the house runs")).to_be_visible(timeout=20_000)


def approve(page: Page, owner: dict[str, Any], *, by: str) -> None:
    """By keys alone on our page: to Plex, where somebody approves it, and back."""
    page.get_by_role("button", name="Link the owner's Plex account").press("Enter")
    proof = page.get_by_role("textbox", name="Your password, once more")
    expect(proof).to_be_focused(timeout=20_000)
    proof.fill(owner["password"])
    proof.press("Enter")
    page.get_by_role("button", name=by, exact=True).click(timeout=20_000)
