"""By the keyboard alone: in at the door, a wish, a yes, a download, and never lost on the way."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_is_missed")]
SignIn = Callable[[BrowserContext, str, dict[str, Any]], None]
ByKeys = Callable[[Page, Locator], None]
LONG_MS: Final = 60_000
TABS_MOST: Final = 40
# Where the focus is: on something of a size, in the window, under nothing else, and with a ring.
UNSEEN: Final = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const hasRing = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  // A choice of one pixel is for readers: its label shows where the focus is.
  let ringed = at.getBoundingClientRect().width > 1 ? at : at.parentElement;
  while (ringed && !hasRing(ringed)) ringed = ringed.parentElement;
  if (!ringed) return `no ring: ${at.outerHTML.slice(0, 120)}`;
  const { left, top, right, bottom } = ringed.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  if (right <= left || x < 0 || y < 0 || x > innerWidth || y > innerHeight)
    return `out of sight: ${ringed.outerHTML.slice(0, 120)}`;
  const over = document.elementFromPoint(x, y);
  const isFree = over && (ringed.contains(over) || over.contains(ringed));
  return isFree ? null : `under ${over?.outerHTML.slice(0, 80)}: ${ringed.outerHTML.slice(0, 80)}`;
}"""


def test_a_wish_a_yes_and_a_download_without_a_mouse(
    household: Any, page: Page, by_keys: ByKeys
) -> None:
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
    expect(page.get_by_role("heading", level=1, name="Pulp Fiction")).to_be_focused()
    to(page, "button", "Ask for the film")
    page.keyboard.press("Enter")
    expect(said(page, "Asked for.")).to_be_visible()

    # G, then F: the downloads. What is typed in a field is no shortcut.
    page.keyboard.press("g")
    page.keyboard.press("f")
    page.wait_for_url("**/downloads")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    to(page, "textbox", "Address of a video")
    page.keyboard.type(f"{household.videos}/watch/night-train?for=keys")
    page.keyboard.press("Enter")
    ready = page.get_by_role("button", name="Download", exact=True)
    expect(ready).to_be_enabled(timeout=LONG_MS)  # the house looks at the address first
    to(page, "button", "Download")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Address of a video")).to_have_value("")
    expect(page.get_by_text("In the library since").first).to_be_visible(timeout=LONG_MS)
    # Readers hear that there is something in the inbox.
    expect(said(page, "unread")).to_have_count(1, timeout=LONG_MS)
    page.context.clear_cookies()

    enter(page, household.url, household.told["owner"])
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/approvals")  # the first page shows it as well
    waiting = page.get_by_role("list", name="Waiting")
    by_keys(page, waiting.get_by_role("listitem").filter(has_text="Pulp Fiction"))
    page.keyboard.press("a")
    expect(said(page, "Approved “Pulp Fiction”.")).to_be_visible()


def test_the_first_stop_leads_past_what_stands_on_every_page(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(page.context, household.url, household.told["owner"])
    page.goto(f"{household.url}/people")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    assert page.evaluate(UNSEEN) is None
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Import people")).to_be_focused()


def test_what_opens_takes_the_focus_and_gives_it_back(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(page.context, household.url, household.told["owner"])
    page.goto(f"{household.url}/people")
    expect(page.get_by_role("button", name="Your menu")).to_be_visible()
    # What lies over the page.
    search = to(page, "button", "Search")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(search).to_be_focused()
    page.keyboard.press("?")
    to(page, "checkbox", "Single keys do something")
    page.keyboard.press("Escape")
    expect(search).to_be_focused()
    menu = to(page, "button", "Your menu")
    page.keyboard.press("Enter")
    to(page, "link", "You and your keys")
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    # What stands where its button stood.
    opener = to(page, "button", "Invite somebody")
    page.keyboard.press("Enter")
    form = page.get_by_role("form", name="Invite somebody")
    expect(form.get_by_role("radio", name="member")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(form.get_by_role("button", name="Done")).to_be_focused()
    page.keyboard.press("Enter")
    expect(opener).to_be_focused()


def test_single_keys_can_be_switched_off(household: Any, page: Page, sign_in: SignIn) -> None:
    sign_in(page.context, household.url, household.told["members"][1])
    page.goto(household.url)
    expect(page.get_by_role("button", name="Your menu").first).to_be_visible()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_be_visible()
    to(page, "checkbox", "Single keys do something")
    page.keyboard.press("Space")
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


def to(page: Page, role: Any, name: str) -> Locator:
    """Tab until this has the focus; each stop on the way is seen."""
    wanted = page.get_by_role(role, name=name).locator("visible=true").first
    expect(wanted).to_be_visible()
    for _ in range(TABS_MOST):
        assert page.evaluate(UNSEEN) is None
        if wanted.evaluate("(one) => one === document.activeElement"):
            return wanted
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached by Tab")


def said(page: Page, text: str) -> Locator:
    """What readers are told by themselves."""
    return page.locator("[aria-live=polite], [role=status]").get_by_text(text).first
