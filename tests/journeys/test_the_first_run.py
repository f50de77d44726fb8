"""Through the pages: a house that nobody lives in gets its owner, and is connected step by step."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from medianest.local.crew import OVERSEERR_KEY
from medianest.local.simulators.plex_tv_accounts import BY_ID, THE_OWNERS_ID, THE_SERVER

pytestmark = pytest.mark.browser
LONG_MS = 30_000


@pytest.fixture
def empty_house(up: Callable[..., Iterator[Any]], tmp_path: Path) -> Iterator[Any]:
    """Nobody lives there yet, and it knows of nothing that runs beside it."""
    yield from up(tmp_path, SEED="0", MEDIANEST_WEB="keep", MEDIANEST_MODE="all-in-one")


def test_an_owner_moves_in_and_connects_the_house_step_by_step(
    empty_house: Any, page: Page, cut: Callable[[Locator], list[str]]
) -> None:
    beside = empty_house.told["simulators"]
    page.goto(f"{empty_house.url}/login")
    page.get_by_role("link", name="Be the first").click()
    page.get_by_role("textbox", name="Setup token").fill(empty_house.told["setup_token"])
    page.get_by_role("textbox", name="Your name here").fill("ida")
    page.get_by_role("textbox", name="A password").fill("three words suffice")
    page.get_by_role("button", name="Move in").click()

    key = BY_ID[THE_OWNERS_ID].token
    connect(page, "Plex Media Server", {"Address": beside["plex"]["url"], "Token": key})
    at(page, "Sign-in with Plex")
    page.set_viewport_size({"width": 390, "height": 844})
    assert cut(page.locator("main")) == []
    let_plex_vouch(page, password="three words suffice")
    wish = {"Address": beside["overseerr"]["url"], "API key": OVERSEERR_KEY}
    connect(page, "Overseerr or Seerr", wish)

    at(page, "Uptime Kuma")
    page.get_by_role("button", name="Later").click()
    at(page, "Downloads folder")
    page.reload()
    at(page, "Downloads folder")
    expect(page.get_by_text(str(empty_house.library))).to_be_visible()
    page.get_by_role("button", name="Test it").click()
    all_well(page)
    assert list(empty_house.library.iterdir()) == []
    page.get_by_role("button", name="Go on").click()

    host, _, port = beside["smtp"]["address"].partition(":")
    page.get_by_text("open", exact=True).click()
    letters = {"Server": host, "Port": port, "Letters come from": "nest@example.org"}
    connect(page, "Mail server", letters, is_inside=False)

    at(page, "The house is ready.")
    expect(page.get_by_text("Left for later: Uptime Kuma.")).to_be_visible()
    page.get_by_role("button", name="Take it up now").click()
    kuma = beside["uptime_kuma"]
    wish = {"Address": kuma["url"], "Name": kuma["username"], "Password": kuma["password"]}
    connect(page, "Uptime Kuma", wish)
    at(page, "The house is ready.")
    expect(page.get_by_text("Left for later")).to_have_count(0)
    page.get_by_role("link", name="Into the house").click()
    page.get_by_role("button", name="Your menu").first.click(timeout=LONG_MS)
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**/login")
    come_by_plex(page, "anna")
    assert page.url == f"{empty_house.url}/"


def at(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", name=title)).to_be_visible(timeout=LONG_MS)


def connect(page: Page, title: str, wish: dict[str, str], *, is_inside: bool = True) -> None:
    """Fill in a step, try it before anything is kept, keep it, and go on."""
    form = page.get_by_role("form", name=title)
    for name, value in wish.items():
        form.get_by_role("textbox", name=name).first.fill(value)
    if is_inside:
        form.get_by_role("checkbox", name="It is on the own network").check()
    form.get_by_role("button", name="Try it first").click()
    all_well(form)
    form.get_by_role("button", name="Keep and test").click()
    expect(page.get_by_text("It is connected:")).to_be_visible(timeout=LONG_MS)
    all_well(page)
    page.get_by_role("button", name="Go on").click()


def let_plex_vouch(page: Page, *, password: str) -> None:
    """The house knows by now which media server it is; once its owner is linked, by its name."""
    form = page.get_by_role("form", name="Sign-in with Plex")
    server = form.get_by_role("textbox", name="Identifier of the media server")
    expect(server).to_have_value(THE_SERVER, timeout=LONG_MS)
    expect(page.get_by_text("Without the owner's account")).to_be_visible()
    server.fill("")
    form.get_by_role("button", name="Keep and test").click()
    expect(form.get_by_text("This is needed.")).to_be_visible()
    page.get_by_role("button", name="Link the owner's Plex account").click()
    page.get_by_role("textbox", name="Your password, once more").fill(password)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="olga", exact=True).click(timeout=LONG_MS)
    at(page, "Sign-in with Plex")
    expect(page.get_by_text("The owner at Plex is olga")).to_be_visible(timeout=LONG_MS)
    expect(form.get_by_role("radio", name="Living room")).to_be_checked(timeout=LONG_MS)
    form.get_by_role("button", name="Keep and test").click()
    expect(page.get_by_text("It is connected:")).to_be_visible(timeout=LONG_MS)
    all_well(page)
    page.get_by_role("button", name="Go on").click()


def come_by_plex(page: Page, account: str) -> None:
    """Somebody whom the owner shares with comes in for the first time, and is a member."""
    page.get_by_role("button", name="Sign in with Plex").click()
    page.get_by_role("button", name=account, exact=True).click(timeout=LONG_MS)
    expect(page.get_by_role("button", name="Your menu").first).to_be_visible(timeout=LONG_MS)


def all_well(where: Page | Locator) -> None:
    expect(where.get_by_text("All of it works.")).to_be_visible(timeout=LONG_MS)
