"""In the pseudo-locale no plain English is left on a page but what the house itself said."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

pytestmark = pytest.mark.browser
PAGES: Final = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text())
LONG_MS: Final = 20_000
AT_ONCE: Final = 4
WORD: Final = re.compile(r"[A-Za-z]{3,}")
# Names and key caps are the same in every language.
KNOWN: Final = frozenset(("MediaNest", "Plex", "Overseerr", "Seerr", "Uptime Kuma", "Ctrl", "NATS"))
ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SPEAK: Final = "localStorage.setItem('medianest.language', 'en-XA')"
TEXTS: Final = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (!at.closest("script, style, .poster .pt, [translate=no]"))
      found.push(walk.currentNode.textContent);
  }
  for (const one of document.body.querySelectorAll("[aria-label], [title], [placeholder]"))
    for (const name of ["aria-label", "title", "placeholder"])
      if (one.hasAttribute(name)) found.push(one.getAttribute(name));
  return found.map((text) => text.trim()).filter(Boolean);
}"""


class Heard:
    """What the house said to a page: every answer passes through here, so that none is missed."""

    def __init__(self) -> None:
        self.said: set[str] = set(KNOWN)

    def pass_on(self, route: Route) -> None:
        """Fetch it for the page, and keep every text that is in it."""
        answer = route.fetch()
        if "json" in answer.headers.get("content-type", ""):
            for text in texts_in(json.loads(answer.body() or b"null")):
                # A name may begin a sentence; "requests.title-taken" is read as "Title taken".
                name = text.strip().split(".")[-1].replace("-", " ")
                self.said |= {text.strip(), text.strip().capitalize(), name, name.capitalize()}
                if ID.fullmatch(text):  # its end is enough to tell it from others
                    self.said.add(text[-8:])
                if text.startswith("http"):  # an address may be shown without its scheme and port
                    at = urlsplit(text)
                    self.said.add(f"{at.hostname}{at.path}")
        route.fulfill(response=answer)

    def missed(self, texts: list[str]) -> list[str]:
        """Those in which something plain is that the house did not say."""
        # The longest first, so that no part of a longer one stays.
        words = sorted(filter(WORD.search, self.said), key=len, reverse=True)
        return [text for text in texts if WORD.search(without(text, words))]


def without(text: str, words: list[str]) -> str:
    """What is left of this text."""
    for word in words:
        text = text.replace(word, " ")
    return text


@pytest.mark.parametrize("who", PAGES)
def test_no_plain_english_is_left(
    lived_in: Any,
    found: dict[str, str],
    browser: Browser,
    people: dict[str, BrowserContext],
    who: str,
) -> None:
    # A service worker would stand between the page and who listens.
    context = browser.new_context(
        storage_state=people[who].storage_state(), service_workers="block", reduced_motion="reduce"
    )
    context.add_init_script(SPEAK)
    paths = list(PAGES[who])
    plain: list[str] = []
    for at in range(0, len(paths), AT_ONCE):
        # A page waits until nothing more comes: several wait at once.
        urls = {path: lived_in.url + path.format_map(found) for path in paths[at : at + AT_ONCE]}
        opened = {path: opened_at(context, url) for path, url in urls.items()}
        plain += [f"{path}: {text}" for path, one in opened.items() for text in left_on(*one)]
    context.close()
    assert not plain, "\n".join(plain)


def opened_at(context: BrowserContext, url: str) -> tuple[Page, Heard]:
    """A page that is on its way, and who hears what it is told."""
    page, heard = context.new_page(), Heard()
    page.route("**/api/v1/**", heard.pass_on)
    page.goto(url, wait_until="commit")
    # What was typed into the address is said back.
    heard.said |= set(re.split(r"[^\w-]+", url))
    return page, heard


def left_on(page: Page, heard: Heard) -> list[str]:
    """The texts of this page in which something plain is left; it is closed."""
    shown(page)
    texts = page.evaluate(TEXTS)
    page.unroute_all(behavior="wait")
    page.close()
    return heard.missed([text for text in dict.fromkeys(texts) if WORD.search(text)])


def shown(page: Page) -> None:
    """Until it speaks the other language, and shows what it has."""
    expect(page.locator("html[lang=en-XA]")).to_have_count(1, timeout=LONG_MS)
    expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=LONG_MS)
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=LONG_MS)
    page.wait_for_load_state("networkidle")


def texts_in(told: Any) -> Iterator[str]:
    """Every text in an answer."""
    match told:
        case str():
            yield told
        case bool():
            yield json.dumps(told)
        case list():
            for one in told:
                yield from texts_in(one)
        case dict():
            for one in told.values():
                yield from texts_in(one)
