"""Through the pages: a house that nobody lives in gets its owner, and is connected step by step."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from medianest.local.crew import OVERSEERR_KEY
from medianest.local.simulators.plex_tv_accounts import BY_ID, THE_OWNERS_ID

pytestmark = pytest.mark.browser
LONG_MS = 30_000


@pytest.fixture
def empty_house(up: Callable[..., Iterator[Any]], tmp_path: Path) -> Iterator[Any]:
    """Nobody lives there yet, and it knows of nothing that runs beside it."""
    yield from up(tmp_path, SEED="0", MEDIANEST_WEB="keep", MEDIANEST_MODE="all-in-one")


def test_an_owner_moves_in_and_connects_the_house_step_by_step(
    empty_house: Any, page: Page
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
    expect(page.get_by_role("button", name="Your menu").first).to_be_visible(timeout=LONG_MS)


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


def all_well(where: Page | Locator) -> None:
    expect(where.get_by_text("All of it works.")).to_be_visible(timeout=LONG_MS)
