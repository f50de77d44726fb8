"""In the pseudo-locale no plain English is left on a page but what the house itself said."""

import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from playwright.sync_api import BrowserContext, Response, expect

# Long: what the house says is read off its answers, and a browser that is busy drops some of these.
pytestmark = [pytest.mark.browser, pytest.mark.long]
PAGES: Final = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text())
PLACES: Final = [
    (who, path) for who in ("stranger", "member") for path in PAGES[who] if "nothing" not in path
]
WORD: Final = re.compile(r"[A-Za-z]{3,}")
# Names, units and key caps are the same in every language.
KNOWN: Final = frozenset(("MediaNest", "Plex", "Overseerr", "Ctrl", "Alt", "min", "nats", "NATS"))
TEXTS: Final = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (!at.closest("script, style, .poster .pt")) found.push(walk.currentNode.textContent);
  }
  for (const one of document.body.querySelectorAll("[aria-label], [title], [placeholder]"))
    for (const name of ["aria-label", "title", "placeholder"])
      if (one.hasAttribute(name)) found.push(one.getAttribute(name));
  return found.map((text) => text.trim()).filter(Boolean);
}"""


@pytest.mark.parametrize(("who", "path"), PLACES, ids=str)
def test_no_plain_english_is_left(
    lived_in: Any, people: dict[str, BrowserContext], who: str, path: str
) -> None:
    page = people[who].new_page()
    answers: list[Response] = []

    def heard(answer: Response) -> None:
        answers.append(answer)

    page.add_init_script("localStorage.setItem('medianest.language', 'en-XA')")
    page.on("response", heard)
    page.goto(lived_in.url + path)
    expect(page.locator("html[lang=en-XA]")).to_have_count(1)
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=20_000)
    page.wait_for_load_state("networkidle")
    texts = page.evaluate(TEXTS)
    page.evaluate("localStorage.removeItem('medianest.language')")
    known = {word.casefold() for word in KNOWN.union(*map(words_in, answers))}
    page.close()
    plain = [
        text
        for text in dict.fromkeys(texts)
        if any(word.casefold() not in known for word in WORD.findall(text))
    ]
    assert plain == []


def words_in(answer: Response) -> set[str]:
    """Every word of what the house said; what it says is its own matter."""
    if "/api/" not in answer.url or "json" not in answer.headers.get("content-type", ""):
        return set()
    return set(WORD.findall(answer.text())) if answer.ok else set()
