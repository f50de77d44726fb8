"""By the keyboard alone: in at the door, a wish, a yes, a download, and out again."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
LONG_MS = 60_000
TABS_MOST = 40


def test_a_wish_a_yes_and_a_download_without_a_mouse(household: Any, page: Page) -> None:
    enter(page, household.url, household.told["members"][0])
    # The palette finds a film; Enter opens it.
    page.keyboard.press("/")
    palette = page.get_by_role("dialog", name="Search and go")
    expect(palette.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("pulp fiction")
    found = palette.get_by_role("option", name="Pulp Fiction Film").first
    expect(found).to_be_visible()
    page.keyboard.press("Home")
    expect(found).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Pulp Fiction")).to_be_visible()
    to(page, "button", "Ask for the film")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Asked for.", exact=True)).to_be_visible()

    # G, then F: the downloads. What is typed in a field is no shortcut.
    page.locator("#main").focus()
    page.keyboard.press("g")
    page.keyboard.press("f")
    to(page, "textbox", "Address of a video")
    page.keyboard.type(f"{household.videos}/watch/night-train?for=keys")
    page.keyboard.press("Enter")
    ready = page.get_by_role("button", name="Download", exact=True)
    expect(ready).to_be_enabled(timeout=LONG_MS)  # the house looks at the address first
    to(page, "button", "Download")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Address of a video")).to_have_value("")
    expect(page.get_by_text("In the library since").first).to_be_visible(timeout=LONG_MS)
    page.context.clear_cookies()

    enter(page, household.url, household.told["owner"])
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/approvals")  # the first page shows it as well
    row = page.get_by_role("listitem").filter(has_text="Pulp Fiction")
    expect(row).to_be_visible()
    while row.get_attribute("aria-current") != "true":
        page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.get_by_text("Approved “Pulp Fiction”.")).to_be_visible()


def test_single_keys_can_be_switched_off(household: Any, page: Page) -> None:
    enter(page, household.url, household.told["members"][1])
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_be_visible()
    sheet.get_by_role("checkbox", name="Single keys do something").press("Space")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    # With Ctrl it is no single key.
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Search and go")).to_be_visible()


def enter(page: Page, url: str, person: dict[str, str]) -> None:
    page.goto(f"{url}/login")
    to(page, "textbox", "Name")
    page.keyboard.type(person["username"])
    to(page, "textbox", "Password")
    page.keyboard.type(person["password"])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda here: "/login" not in here)
    expect(page.get_by_role("button", name="Your menu").first).to_be_visible()


def to(page: Page, role: Any, name: str) -> None:
    """Tab until this has the focus."""
    wanted = page.get_by_role(role, name=name, exact=True)
    expect(wanted.first).to_be_visible()
    for _ in range(TABS_MOST):
        if wanted.first.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached by Tab")
