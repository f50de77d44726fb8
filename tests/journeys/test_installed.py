"""The house on a phone: it can be installed, and takes what other apps share."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_it_can_be_installed_and_takes_what_is_shared(household: Any, page: Page) -> None:
    member = household.told["members"][0]
    manifest = page.request.get(f"{household.url}/manifest.webmanifest").json()
    for icon in manifest["icons"]:
        assert page.request.get(f"{household.url}/{icon['src']}").status == 200
    shared = manifest["share_target"]
    assert shared["method"] == "GET"
    enter(page, household.url, member)
    link = f"{household.videos}/watch/night-train"
    page.goto(f"{household.url}/{shared['action']}?title=A+train&text=Look+at+{link}&url=")
    expect(page.get_by_role("textbox", name="Address of a video")).to_have_value(link)
    expect(page.get_by_role("heading", name="A night train").first).to_be_visible()
    assert "text=" not in page.url
    scope = page.evaluate("navigator.serviceWorker.ready.then((worker) => worker.scope)")
    assert scope == f"{household.url}/"


def enter(page: Page, url: str, person: dict[str, str]) -> None:
    page.goto(f"{url}/login")
    page.get_by_role("textbox", name="Name", exact=True).fill(person["username"])
    page.get_by_role("textbox", name="Password", exact=True).fill(person["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Your menu").first).to_be_visible()
