"""What is true of every page: all can use it, in every look and width, and nothing is kept out."""

from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

pytestmark = pytest.mark.browser
PAGES: Final = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text())
OUT: Final = Path(__file__).parents[2] / "web/out"
# What is shown where nothing is: `/nothing-is-here` stands for both.
NO_PAGE: Final = {"/404", "/_not-found"}
PLACES: Final = [(who, path) for who, paths in PAGES.items() for path in paths]
AXE: Final = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
WIDTHS: Final = {"wide": 1440, "narrow": 320}
EVERY_RULE: Final = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
RULES_OF_COLOUR: Final = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# A look is other values of the colours in tokens.css: what has no colour is the same in each.
LOOKS: Final = {"dark": EVERY_RULE, "light": RULES_OF_COLOUR, "contrast": RULES_OF_COLOUR}
# What somebody else was shown before has the same colours for whoever sees more on it.
FIRST: Final = {path: who for who, path in reversed(PLACES)}
ASK: Final = """async (rules) => {
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  return found.violations.map(({ id, nodes }) =>
    `${id}: ${nodes.map(({ html, target }) => `${target} ${html.slice(0, 160)}`).join(" | ")}`);
}"""
FADED_IN: Final = """async () => {
  await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null)));
}"""
# Claimed when it is ready, so a first page may have to wait for it.
WORKER_STANDS_BETWEEN: Final = """() => new Promise((found) => {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) found(true);
  serviceWorker.addEventListener("controllerchange", () => found(true));
  setTimeout(() => found(false), 20_000);
})"""
TOO_WIDE: Final = """() => {
  const across = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= across) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > across + 1).slice(0, 5)
    .map((one) => `sticks out: ${one.outerHTML.slice(0, 120)}`);
}"""


@pytest.mark.parametrize(("who", "path"), PLACES, ids=str)
def test_everybody_can_use_it_in_every_look_and_width(
    lived_in: Any, found: dict[str, str], people: dict[str, BrowserContext], who: str, path: str
) -> None:
    page = people[who].new_page()
    kept_out: list[str] = []
    page.on("console", lambda said: kept_out.append(said.text) if is_kept_out(said) else None)
    page.on("pageerror", lambda error: kept_out.append(str(error)))
    page.goto(lived_in.url + path.format_map(found))
    settled(page)
    # Strangers have no worker: it comes with the house behind the door.
    assert who == "stranger" or page.evaluate(WORKER_STANDS_BETWEEN)
    page.evaluate(AXE.read_text())
    wrong = {}
    for width, across in WIDTHS.items():
        page.set_viewport_size({"width": across, "height": 900})
        wrong[width] = page.evaluate(TOO_WIDE)
        for look, rules in looks(who, path).items():
            page.evaluate("(look) => { document.documentElement.dataset.theme = look }", look)
            wrong[f"{width}, {look}"] = page.evaluate(ASK, rules)
    page.close()
    assert {where: what for where, what in wrong.items() if what} == {}
    assert kept_out == []


def looks(who: str, path: str) -> dict[str, Any]:
    return LOOKS if FIRST[path] == who else {"dark": EVERY_RULE}


def test_no_page_is_forgotten() -> None:
    found = OUT.rglob("*.html")
    built = {f"/{page.relative_to(OUT).with_suffix('')}".replace("/index", "/") for page in found}
    named = {path.split("?")[0].split("#")[0] for _, path in PLACES}
    assert "/" in built, "the pages are not built: run `make web`"
    assert built - NO_PAGE - named == set()


def test_every_page_is_used_in_a_story() -> None:
    stories = {story for told in PAGES.values() for story in told.values()}
    assert {story for story in stories if not is_told(story)} == set()


def is_told(story: str) -> bool:
    """Whether there is such a test, and it is told in a browser."""
    file, _, name = story.partition("::")
    text = (Path(__file__).parent / file).read_text()
    return f"def {name}(" in text and "pytest.mark.browser" in text


def test_what_a_page_may_not_do_is_heard(lived_in: Any, people: dict[str, BrowserContext]) -> None:
    page = people["member"].new_page()
    kept_out: list[str] = []
    page.on("console", lambda said: kept_out.append(said.text) if is_kept_out(said) else None)
    page.goto(f"{lived_in.url}/help")
    settled(page)
    with page.expect_console_message(lambda said: said.text.startswith("KEPT OUT")) as heard:
        page.evaluate("document.body.append(Object.assign(new Image(), { src: 'http://[::1]/' }))")
    page.close()
    assert "img-src http://[::1]" in heard.value.text
    assert kept_out


def is_kept_out(said: ConsoleMessage) -> bool:
    """What the policy of the page forbade: as the page hears it, and as the browser says it."""
    return said.text.startswith("KEPT OUT") or "Policy" in said.text


def settled(page: Page) -> None:
    """Until the page shows what it has: its heading, and nothing that is still being read."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=20_000)
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=20_000)
    # What fades in is looked at in its final colours.
    page.evaluate(FADED_IN)
