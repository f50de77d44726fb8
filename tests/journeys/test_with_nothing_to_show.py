"""A page whose answers fail, are empty, or never come: it says so in words, and what to do next."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

pytestmark = pytest.mark.browser
PAGES: Final = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text())
LONG_MS: Final = 60_000
AT_ONCE: Final = 4
# What a member sees is not asked of an owner once more: they see the same, and the rest.
MINE: Final = {
    "stranger": list(PAGES["stranger"]),
    "member": list(PAGES["member"]),
    "owner": [path for path in PAGES["owner"] if path not in PAGES["member"]],
}
# They hold what was written before, and what is typed: nothing of it has to be read first.
READ_NOTHING: Final = frozenset(
    (
        *("/login", "/setup", "/second-step", "/offline", "/nothing-is-here", "/invite"),
        *("/reset-password", "/reset-password#a-link-that-nobody-made", "/help"),
    )
)
WHO_IS_THERE: Final = re.compile(r"/api/v1/(me|setup)$")
# It only looks, but what it looks for is to stand in no address.
LOOKS: Final = re.compile(r"/invites/offer$")
AWAY: Final = {"title": "This part rests for a while.", "status": 503}
BROKEN: Final = {"title": "Something went wrong on our side.", "status": 500}
# What a program says to programs, and nobody to people.
RAW: Final = re.compile(
    r"\bundefined\b|\bNaN\b|\[object |\bnull\b|Invalid Date|\w+Error\b|\.js:\d|^\s*[{\[]\"",
    re.MULTILINE,
)
AWAY_SAID: Final = re.compile(
    r"rests for a while|went wrong on our side|does not answer|is away|are away|tries again"
    r"|Only those who keep"
)
AT_A_LOSS: Final = frozenset(("away", "broken"))
SAID_WITHIN_S: Final = 20.0
SENTENCE: Final = re.compile(r"\w[^.?!]*[.?!](\s|”|$)", re.MULTILINE)
GO: Final = "(to) => window.next.router.push(to)"
SHOWN: Final = """() => {
  const main = document.querySelector("main");
  const head = main?.querySelector("h1");
  return {
    head: head?.textContent?.trim() ?? "",
    text: main?.innerText ?? "",
    ways: main?.querySelectorAll("a[href], button, input").length ?? 0,
    isReading: main?.querySelector("[aria-busy=true]") !== null,
    tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}"""


def away(route: Route) -> None:
    """Every part of the house is away, and the page tries again before it gives up."""
    route.fulfill(status=503, content_type="application/problem+json", body=json.dumps(AWAY))


def broken(route: Route) -> None:
    """Every part of the house breaks over what it is asked: that is no word about what there is."""
    route.fulfill(status=500, content_type="application/problem+json", body=json.dumps(BROKEN))


def empty(route: Route) -> None:
    """As the house answers, but no list has anything in it."""
    answer = route.fetch()
    told = answer.text()
    if "json" in answer.headers.get("content-type", "") and told:
        told = json.dumps(emptied(json.loads(told)))
    route.fulfill(response=answer, body=told)


def never(_: Route) -> None:
    """Nobody answers, and nobody hangs up."""


ANSWERS: Final[dict[str, Callable[[Route], None]]] = {
    "away": away,
    "broken": broken,
    "empty": empty,
    "never": never,
}


@pytest.fixture
def pages(browser: Browser, people: dict[str, BrowserContext], who: str) -> Iterator[list[Page]]:
    """Pages on a phone of theirs; a service worker would stand between them and who answers."""
    context = browser.new_context(
        storage_state=people[who].storage_state(),
        service_workers="block",
        reduced_motion="reduce",
        viewport={"width": 390, "height": 844},
    )
    yield [context.new_page() for _ in range(AT_ONCE)]
    context.close()


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("who", MINE)
def test_every_page_says_in_words_that_there_is_nothing_to_show(
    lived_in: Any, found: dict[str, str], pages: list[Page], who: str, answer: str
) -> None:
    wrong: dict[str, list[str]] = {}
    broke = {page: heard_of(page) for page in pages}
    for page in pages:
        page.route("**/api/v1/**", lambda route: minded(route, ANSWERS[answer]))
        page.goto(lived_in.url + ("/login" if who == "stranger" else "/help"))
        page.wait_for_function("() => window.next?.router", timeout=LONG_MS)
    for at in range(0, len(MINE[who]), AT_ONCE):
        # A page tries for seconds before it gives up: several do so at once.
        shown = dict(zip(MINE[who][at : at + AT_ONCE], pages, strict=False))
        for path, page in shown.items():
            lead(page, lived_in.url, path.format_map(found))
        for path, page in shown.items():
            said = complaints(settled(page, path, answer), path, answer)
            if said or broke[page]:
                wrong[path] = [*said, *broke[page]]
            broke[page].clear()
    for page in pages:
        page.unroute_all(behavior="ignoreErrors")
    assert not wrong, "\n".join(f"{path}: {said}" for path, said in wrong.items())


def test_without_a_network_every_address_shows_the_house_as_it_was(
    lived_in: Any, found: dict[str, str], people: dict[str, BrowserContext]
) -> None:
    context = people["owner"]
    page = context.new_page()
    page.goto(f"{lived_in.url}/wishes")
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    wrong = {}
    context.set_offline(True)
    for path in (*MINE["member"], *MINE["owner"]):
        page.goto(lived_in.url + path.format_map(found))
        expect(page.get_by_role("heading", name="The house can't be reached.")).to_be_visible()
        said = complaints(page.evaluate(SHOWN), path, "offline")
        if said:
            wrong[path] = said
    context.set_offline(False)
    page.close()
    assert not wrong, "\n".join(f"{path}: {said}" for path, said in wrong.items())


def heard_of(page: Page) -> list[str]:
    """What breaks on it."""
    broke: list[str] = []
    page.on("pageerror", lambda error: broke.append(str(error)))
    return broke


def lead(page: Page, house: str, path: str) -> None:
    """From the page that it shows to this one."""
    if "#" in path:  # what stands there is read by a page that is opened with it
        page.goto("about:blank")
        page.goto(house + path)
    else:
        page.evaluate(GO, path)


def minded(route: Route, answer: Callable[[Route], None]) -> None:
    """It is known who looks; everything else is answered as the test wants."""
    url = route.request.url.split("?")[0]
    is_look = route.request.method == "GET" or LOOKS.search(url)
    if WHO_IS_THERE.search(url) or not is_look:
        route.continue_()
    else:
        answer(route)


def settled(page: Page, path: str, answer: str) -> dict[str, Any]:
    """What it shows once it shows what it will, or says that it tries again."""
    page.wait_for_url(lambda here: urlsplit(here).path == urlsplit(path).path)
    main = page.locator("main")
    expect(main.locator("h1").first).to_be_attached(timeout=LONG_MS)
    if answer == "empty":
        expect(main.locator("[aria-busy=true]")).to_have_count(0, timeout=LONG_MS)
    until = time.monotonic() + SAID_WITHIN_S
    while True:
        shown: dict[str, Any] = page.evaluate(SHOWN)
        is_over = answer == "never" or (is_led(shown, answer) and is_told(shown, path, answer))
        if is_over or time.monotonic() > until:
            return shown
        page.wait_for_timeout(100)


def is_told(shown: dict[str, Any], path: str, answer: str) -> bool:
    """Whether it says that something does not answer, where something had to and did not."""
    if path in READ_NOTHING or answer not in AT_A_LOSS:
        return not shown["isReading"]
    return AWAY_SAID.search(shown["text"]) is not None


def is_led(shown: dict[str, Any], answer: str) -> bool:
    """Whether there is something to do, where something went wrong that is not mended by itself."""
    is_well = answer in {"empty", "never"}
    return is_well or shown["ways"] > 0 or "tries again by itself" in shown["text"]


def complaints(shown: dict[str, Any], path: str, answer: str) -> list[str]:
    """What somebody who reads it would stumble over."""
    head, text = shown["head"], shown["text"]
    raw = RAW.search(text)
    says = SENTENCE.search(text) is not None
    found = {
        "it has no heading": not head,
        f"raw: {raw and text[max(0, raw.start() - 40) : raw.end() + 40]}": raw is not None,
        f"nothing to read: {text[:60]!r}": not says and not shown["isReading"],
        f"it does not say what is away: {text[:200]!r}": (
            answer in AT_A_LOSS and not is_told(shown, path, answer)
        ),
        "there is no way to go on": not is_led(shown, answer),
        f"it sticks out by {shown['tooWide']}": shown["tooWide"] > 0,
    }
    return [what for what, is_so in found.items() if is_so]


def emptied(told: Any) -> Any:
    """The same, with nothing in its lists."""
    match told:
        case list():
            return []
        case dict():
            return {name: emptied(one) for name, one in told.items()}
        case _:
            return told
