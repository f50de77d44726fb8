"""Through the rooms of settings: what an owner chooses there counts for everybody at once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser
SignIn = Callable[[BrowserContext, str, dict[str, Any]], None]
ITS_OWN = {"name": "MediaNest", "accent": "egg"}


@pytest.fixture
def as_it_came(household: Any) -> Iterator[Any]:
    """Others live in this house as well: what is chosen here is taken back."""
    yield household
    with household.signed_in(household.told["owner"]) as owner:
        for path in ("requests/limits", "downloads/limits", "downloads/quality"):
            owner.client.delete(f"/api/v1/settings/{path}").raise_for_status()
        owner.client.put("/api/v1/settings/identity/house", json=ITS_OWN).raise_for_status()


def test_each_room_has_an_address_and_is_found_beside_the_others(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(page.context, household.url, household.told["owner"])
    page.goto(f"{household.url}/settings")
    rooms = page.get_by_role("navigation", name="Settings")
    for name, path in (("Limits", "limits"), ("Quality and folders", "quality")):
        rooms.get_by_role("link", name=name).click()
        page.wait_for_url(f"**/settings/{path}")
        expect(rooms.get_by_role("link", name=name)).to_have_attribute("aria-current", "page")


def test_a_limit_counts_for_a_member_from_then_on_and_can_be_given_back(
    as_it_came: Any, page: Page, sign_in: SignIn
) -> None:
    member = as_it_came.told["members"][0]
    sign_in(page.context, as_it_came.url, as_it_came.told["owner"])
    page.goto(f"{as_it_came.url}/settings/limits")
    form = page.get_by_role("form", name="Wishes")
    form.get_by_role("textbox", name="Films").fill("many")
    form.get_by_role("button", name="Keep: Wishes").click()
    expect(form.get_by_text("A whole number, please.")).to_be_visible()
    form.get_by_role("textbox", name="Films").fill("70")
    form.get_by_role("button", name="Keep: Wishes").click()
    expect(page.get_by_text("Kept. It counts from now on.")).to_be_visible()
    with as_it_came.signed_in(member) as person:
        assert quota_of(person)["limit"] == 70
        form.get_by_role("button", name="As it came: Wishes").click()
        expect(page.get_by_text("It is as this house was set up.").first).to_be_visible()
        expect(form.get_by_role("button", name="As it came: Wishes")).to_have_count(0)
        assert quota_of(person)["limit"] is None
        page.get_by_role("button", name="Undo").click()
        expect(form.get_by_role("textbox", name="Films")).to_have_value("70")


def test_who_pastes_a_link_finds_the_quality_that_the_house_has_chosen(
    as_it_came: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(page.context, as_it_came.url, as_it_came.told["owner"])
    page.goto(f"{as_it_came.url}/settings/quality")
    form = page.get_by_role("form", name="Quality and names")
    form.get_by_text("HD", exact=True).click()
    form.get_by_text("Films", exact=True).click()
    expect(form.get_by_text("Winter Soup (2026)")).to_be_visible()
    form.get_by_role("button", name="Keep: Quality and names").click()
    expect(page.get_by_role("heading", name="Videos come in the quality “HD”.")).to_be_visible()
    expect(page.get_by_text("MEDIANEST_DOWNLOADS_LIBRARY_DIR")).to_be_visible()

    page.goto(f"{as_it_came.url}/downloads")
    page.get_by_role("textbox", name="Address").fill(f"{as_it_came.videos}/watch/night-train")
    expect(page.get_by_role("radio", name="HD", exact=True)).to_be_checked(timeout=30_000)


def test_the_house_is_called_by_its_name_on_its_door_and_in_its_letters(
    as_it_came: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(page.context, as_it_came.url, as_it_came.told["owner"])
    page.goto(f"{as_it_came.url}/settings/branding")
    look = page.locator("html")
    page.get_by_text("Iris", exact=True).click()
    expect(look).to_have_attribute("data-accent", "iris")
    name = page.get_by_role("textbox", name="What the house is called")
    name.fill("x" * 41)
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Use 1 to 40 characters.")).to_be_visible()
    name.fill("The Roost")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("heading", name="The Roost.")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main").get_by_text("The Roost")).to_be_visible()

    page.goto(f"{as_it_came.url}/settings/letters")
    expect(page.get_by_text("because you use The Roost")).to_be_visible(timeout=15_000)
    page.context.clear_cookies()
    page.goto(f"{as_it_came.url}/login")
    expect(page.get_by_text("The Roost", exact=True)).to_be_visible()
    expect(look).to_have_attribute("data-accent", "iris")
    expect(page).to_have_title("Sign in · The Roost")


def test_s35_a_webhook_goes_to_no_address_inside_and_its_secret_is_shown_once(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(page.context, household.url, household.told["owner"])
    page.goto(f"{household.url}/settings/webhooks")
    form = page.get_by_role("form", name="Call this address")
    address = form.get_by_role("textbox", name="Address")
    address.fill("http://127.0.0.1:9/hook")
    form.get_by_role("button", name="Call this address").click()
    expect(form.locator("[aria-invalid=true]")).to_have_count(1)
    address.fill("https://1.1.1.1/hook")
    form.get_by_role("button", name="Call this address").click()
    shown = page.get_by_role("region", name="What it is signed with, shown only now")
    expect(shown).to_be_visible()
    shown.get_by_role("button").click()
    page.get_by_role("button", name="Remove: ").first.click()
    expect(page.get_by_text("Nobody is called yet.")).to_be_visible()
    expect(page.get_by_text(f"{household.url}/api/v1/webhooks/overseerr")).to_be_visible()


def quota_of(person: Any) -> dict[str, Any]:
    return dict(person.client.get("/api/v1/requests/quota").json()["movie"])
