"""For who sees otherwise: the system's own colours, words twice as large, nothing that moves."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_is_missed")]
Settled = Callable[[Page], None]
Cut = Callable[[Locator], list[str]]
PAGES: Final = ("/", "/downloads", "/status", "/approvals", "/settings")
TWICE: Final = {"standard": 32, "fixed": 26}
# What is told by its ground: it must not look like what is around it.
LOST: Final = """() => {
  const ground = (one, pseudo) => getComputedStyle(one, pseudo).backgroundColor;
  const all = (wanted) => [...document.querySelectorAll(wanted)];
  const seen = (wanted) => all(wanted).filter((one) => one.checkVisibility());
  const page = ground(document.body);
  const lost = [];
  const told = (one, how, is) => is || lost.push(`${how}: ${one.outerHTML.slice(0, 120)}`);
  for (const one of seen(".strand i, .bar, .pips i, .bars i, .dot, .btn.pri, .count.hot"))
    told(one, "as the page", ground(one) !== page);
  for (const one of seen(".strand i.n"))
    told(one, "how far it is", ground(one) !== ground(one, "::before"));
  for (const one of seen(".strand i.d")) {
    const rest = one.parentElement.querySelector("i:not(.d, .n)");
    if (rest) told(one, "what is done", ground(one) !== ground(rest));
  }
  for (const one of seen("[aria-pressed=true]")) {
    const other = one.parentElement.querySelector("[aria-pressed=false]");
    if (other) told(one, "what is chosen", ground(one) !== ground(other));
  }
  for (const one of seen(".nav[aria-current], .q.cur"))
    told(one, "where one is", getComputedStyle(one).outlineStyle !== "none");
  for (const one of seen(".panel, .paste, .note, .menu, .over, .chip, .btn"))
    told(one, "where it ends", getComputedStyle(one).borderStyle !== "none");
  return lost.slice(0, 8);
}"""
MOVES: Final = """() => [...document.querySelectorAll("*")].filter((one) =>
  ["", "::before", "::after"].some((part) => {
    const { animationName, transitionDuration } = getComputedStyle(one, part);
    return animationName !== "none" || transitionDuration.split(", ").some((it) => it !== "0s");
  })).slice(0, 5).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def page(people: dict[str, BrowserContext]) -> Iterator[Page]:
    """Of who sees most."""
    page = people["owner"].new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    yield page
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_systems_own_colours_nothing_is_lost(
    lived_in: Any, page: Page, settled: Settled, scheme: Any
) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme, reduced_motion="reduce")
    lost = {}
    for path in PAGES:
        page.goto(lived_in.url + path)
        settled(page)
        lost[path] = page.evaluate(LOST)
    page.get_by_role("button", name="Your menu").first.click()
    lost["the menu"] = page.evaluate(LOST)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option").first).to_be_visible()
    lost["the palette"] = page.evaluate(LOST)
    assert {where: what for where, what in lost.items() if what} == {}


def test_twice_as_large_words_are_read_whole(
    lived_in: Any, page: Page, settled: Settled, cut: Cut
) -> None:
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": TWICE})
    lost = {}
    for path in PAGES:
        page.goto(lived_in.url + path)
        settled(page)
        lost[path] = cut(page.locator(":root"))
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert {where: what for where, what in lost.items() if what} == {}


def test_nothing_moves_for_whoever_wants_no_motion(
    lived_in: Any, page: Page, settled: Settled
) -> None:
    moves = {}
    for wish in ("reduce", "no-preference"):
        page.emulate_media(reduced_motion="reduce" if wish == "reduce" else "no-preference")
        page.goto(f"{lived_in.url}/downloads")
        settled(page)
        page.keyboard.press("Control+k")
        expect(page.get_by_role("dialog")).to_be_visible()
        moves[wish] = page.evaluate(MOVES)
    assert moves["reduce"] == []
    assert moves["no-preference"] != [], "it asks for what never moves"


def test_who_asks_the_device_for_more_contrast_gets_it(lived_in: Any, page: Page) -> None:
    page.emulate_media(contrast="more")
    page.add_init_script("localStorage.setItem('medianest.theme', 'system')")
    page.goto(lived_in.url)
    expect(page.locator("html[data-theme=contrast]")).to_have_count(1)
