"""What is true of every page and of what opens on it: all can use it, in every look and width."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_is_missed")]
Settled = Callable[[Page], None]
Cut = Callable[[Locator], list[str]]
Open = Callable[[str, str, int], Page]
HERE: Final = Path(__file__).parent
PAGES: Final = yaml.safe_load((HERE / "pages.yaml").read_text())
VISITS: Final = yaml.safe_load((HERE / "surfaces.yaml").read_text())
OUT: Final = Path(__file__).parents[2] / "web/out"
# What is shown where nothing is: `/nothing-is-here` stands for both.
NO_PAGE: Final = {"/404", "/_not-found"}
PLACES: Final = [(who, path) for who, paths in PAGES.items() for path in paths]
AXE: Final = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
# Whoever keeps no cookies here is told so.
NONE_KEPT: Final = "/api/v1/downloads/cookies"
WIDTHS: Final = {"wide": 1440, "narrow": 320}
THREE_WIDTHS: Final = {"wide": 1280, "phone": 390, "narrow": 320}
EVERY_RULE: Final = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
RULES_OF_COLOUR: Final = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# A look is other values of the colours in tokens.css: what has no colour is the same in each.
DARK_AND_LIGHT: Final = {"dark": EVERY_RULE, "light": RULES_OF_COLOUR}
LOOKS: Final = {**DARK_AND_LIGHT, "contrast": RULES_OF_COLOUR}
# High contrast is asked of those who see a page first; who sees more on it sees no other parts.
FIRST: Final = {path: who for who, path in reversed(PLACES)}
ASK: Final = """async (root, rules) => {
  const asked = { runOnly: rules, resultTypes: ["violations"] };
  const found = await axe.run(root.matches(":root") ? document : root, asked);
  return found.violations.map(({ id, nodes }) =>
    `${id}: ${nodes.map(({ html, target }) => `${target} ${html.slice(0, 160)}`).join(" | ")}`);
}"""


@pytest.fixture(scope="module")
def tabs(people: dict[str, BrowserContext]) -> dict[str, Page]:
    """One for each kind of person, in which they open page after page."""
    return {who: context.new_page() for who, context in people.items()}


@pytest.fixture
def opened(
    lived_in: Any,
    found: dict[str, str],
    tabs: dict[str, Page],
    settled: Settled,
    worked: Settled,
) -> Iterator[Open]:
    """A page of somebody's, with all that it has, ready to be asked; at last nothing is left."""
    used: list[Page] = []

    def opened(who: str, path: str, across: int) -> Page:
        page = tabs[who]
        used.append(page)
        resized(page, across)
        page.goto(lived_in.url + path.format_map(found))
        settled(page)
        # Strangers have no worker: it comes with the house behind the door.
        if who != "stranger":
            worked(page)
        page.evaluate(AXE.read_text())
        return page

    yield opened
    for page in used:
        page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")


@pytest.mark.breaks("^404: .*/nothing-is-here$")
@pytest.mark.parametrize("place", PLACES, ids=" ".join)
def test_everybody_can_use_it_in_every_look_and_width(
    opened: Open, cut: Cut, complaints: Any, place: tuple[str, str]
) -> None:
    who, path = place
    page = opened(who, path, WIDTHS["wide"])
    looks = LOOKS if FIRST[path] == who else DARK_AND_LIGHT
    assert looked_at(page.locator(":root"), WIDTHS, looks, cut) == {}
    refused = [one for one in complaints.refused if not one.endswith(NONE_KEPT)]
    assert who == "stranger" or refused == []


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: f"{visit['who']} {visit['at']}")
def test_everybody_can_use_what_opens_on_it(
    opened: Open, settled: Settled, cut: Cut, found: dict[str, str], visit: dict[str, Any]
) -> None:
    widths = {"narrow": WIDTHS["narrow"]} if visit.get("phone") else WIDTHS
    page = opened(visit["who"], visit["at"], next(iter(widths.values())))
    wrong: dict[str, list[str]] = {}
    for surface, steps in visit["opens"].items():
        *way, last = steps.format_map(found).split(" > ")
        for step in way:
            taken(page, step)
        seen = taken(page, last)
        settled(page)
        looks = looked_at(seen, widths, DARK_AND_LIGHT, cut)
        wrong |= {f"{surface}, {how}": what for how, what in looks.items()}
    assert wrong == {}


@pytest.mark.breaks("^503: ")
def test_everybody_can_use_what_stands_for_a_page_that_rests(
    lived_in: Any,
    open_bare: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
    paused: Callable[[str], AbstractContextManager[None]],
    cut: Cut,
) -> None:
    context = open_bare(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    sign_in(context, lived_in.url, lived_in.told["members"][0])
    page = context.new_page()
    page.route("**/api/v1/requests?*", lambda asked: asked.fulfill(status=503, body=""))
    with paused("requests"):
        page.goto(f"{lived_in.url}/wishes")
        rests = page.get_by_role("heading", name=re.compile("^Back at about"))
        expect(rests).to_be_visible(timeout=20_000)
        page.evaluate(AXE.read_text())
        assert looked_at(page.locator(":root"), THREE_WIDTHS, DARK_AND_LIGHT, cut) == {}
    context.close()


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


@pytest.mark.breaks("img-src", "^csp: ")
def test_what_a_page_may_not_do_is_heard(
    lived_in: Any, people: dict[str, BrowserContext], settled: Settled, complaints: Any
) -> None:
    page = people["member"].new_page()
    page.goto(f"{lived_in.url}/help")
    settled(page)
    with page.expect_console_message(lambda said: said.text.startswith("KEPT OUT")):
        page.evaluate("document.body.append(Object.assign(new Image(), { src: 'http://[::1]/' }))")
    page.close()
    assert any("KEPT OUT img-src http://[::1]" in one for one in complaints.heard)


def looked_at(
    seen: Locator, widths: dict[str, int], looks: dict[str, Any], cut: Cut
) -> dict[str, list[str]]:
    """What is wrong with it, by how it was looked at; at last it is as wide as at first."""
    page = seen.page
    wrong: dict[str, list[str]] = {}
    for width, across in widths.items():
        resized(page, across)
        wrong[width] = cut(seen)
        for look, rules in looks.items():
            page.evaluate("(look) => { document.documentElement.dataset.theme = look }", look)
            wrong[f"{width}, {look}"] = seen.evaluate(ASK, rules)
    resized(page, next(iter(widths.values())))
    return {how: what for how, what in wrong.items() if what}


def resized(page: Page, across: int) -> None:
    page.set_viewport_size({"width": across, "height": 900})


def taken(page: Page, step: str) -> Locator:
    """Take a step of surfaces.yaml; return what it was taken at."""
    verb, _, rest = step.partition(" ")
    what, _, text = rest.partition(" with ")
    at = page.locator(":focus") if verb in {"press", "type"} else named(page, what)
    match verb:
        case "press":
            page.keyboard.press(rest)
        case "type":
            page.keyboard.type(rest)
        case "click":
            at.click()
        case "fill":
            at.fill(text)
        case "see":
            expect(at).to_be_visible(timeout=20_000)
        case "hold":  # a message stays as long as the focus is in it
            at.get_by_role("button").first.focus()
        case _:
            raise AssertionError(f"nobody knows how to {step}")
    return at


def named(page: Page, what: str) -> Locator:
    """By role and name, as `button "Done"`; `text "Done"` is anything that says it."""
    role, _, name = what.partition(" ")
    wanted: Any = role
    match role:
        case "summary":
            found = page.locator("summary")
        case "text":
            found = page.get_by_text(name.strip('"'))
        case _:
            found = page.get_by_role(wanted, name=name.strip('"') or None)
    return found.locator("visible=true").first
