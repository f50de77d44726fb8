"""Words that would be a program if a page took them for one, wherever somebody may write some."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
import yaml
from playwright.sync_api import BrowserContext, Dialog, Page, Request, expect

pytestmark = pytest.mark.browser
PAGES: Final = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text())
LONG_MS: Final = 60_000
WORDS: Final = (
    "<script>struck()</script>",
    "<img src=x onerror=struck()>",
    "'\"><svg/onload=struck()>",
    "javascript:struck()",
    "</title></textarea><script>struck()</script>",
    '<iframe srcdoc="<script>parent.struck()</script>"></iframe>',
    "{{constructor.constructor('struck()')()}}${struck()}",
    '<a href="javascript:struck()" onfocus=struck() autofocus>look</a>',
    "<style>*{background:url(http://elsewhere.invalid/seen)}</style>",
    "<meta http-equiv=refresh content='0;url=http://elsewhere.invalid/'><base href=//elsewhere>",
)
ALL: Final = " ".join(WORDS)
STRUCK: Final = 'window.struck = () => console.error("STRUCK")'
GO: Final = "(to) => window.next.router.push(to)"
# Nothing that was written became a part of the page.
MADE: Final = """() => [...document.querySelectorAll(
  "main script, [onload], [onerror], [onfocus], iframe, base, meta[http-equiv=refresh]," +
  "a[href^='javascript:' i]"
)].map((one) => one.outerHTML.slice(0, 160))"""
# All that a script of a page could read, and what lies about of what was asked for.
LEFT: Final = """async () => {
  const kept = [];
  for (const name of await caches.keys())
    for (const asked of await (await caches.open(name)).keys())
      kept.push(asked.url, await (await caches.match(asked)).text());
  const seen = performance.getEntries().map(({ name }) => name);
  return JSON.stringify([
    { ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), kept, seen,
    document.cookie, document.referrer, location.href, history.state,
  ]);
}"""
PROVOKED: Final = """() => {
  const tries = {
    markup: () => { document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=struck()>") },
    inner: () => { document.createElement("div").innerHTML = "<script>struck()</script>" },
    address: () => { document.createElement("script").src = "http://elsewhere.invalid/a.js" },
    text: () => { document.createElement("script").text = "struck()" },
  };
  return Object.entries(tries).map(([name, trying]) => {
    try { trying(); return [name, "was taken"] } catch (error) { return [name, error.name] }
  });
}"""


@pytest.fixture(scope="module")
def written(lived_in: Any) -> Iterator[None]:
    """All those words, in every place that takes some; taken away again for those who come next."""
    with lived_in.signed_in(lived_in.told["owner"]) as owner, ExitStack() as after:
        for words in WORDS:
            news = {"title": words, "text": ALL}
            made = posted(owner.client, "/status/announcements", news)
            after.callback(owner.client.delete, f"/api/v1/status/announcements/{made['id']}")
        probe = {"type": "http", "url": f"{lived_in.videos}/", "internal": True}
        watch = {"name": f"{WORDS[0]} {WORDS[1]}", "every_s": 60, "probe": probe}
        made = posted(owner.client, "/status/monitors", watch)
        after.callback(owner.client.delete, f"/api/v1/status/monitors/{made['id']}")
        meaning: dict[str, Any] = {"means": ALL, "serves": None, "depends_on": []}
        path = f"/api/v1/status/monitors/{made['id']}/meaning"
        owner.client.put(path, json=meaning).raise_for_status()
        name = f"hostile-{uuid4().hex[:6]}"
        person = {"username": name, "password": "a-long-walk-home", "display_name": WORDS[1]}
        made = posted(owner.client, "/members", person)
        after.callback(owner.client.post, f"/api/v1/members/{made['id']}/erase")
        with lived_in.signed_in(person) as hostile:
            wish = {"media_type": "movie", "tmdb_id": 990_599, "note": ALL[:500]}
            made = posted(hostile.client, "/requests", wish)
            after.callback(owner.client.post, f"/api/v1/requests/{made['id']}/cancel")
            fault = {"media_type": "movie", "tmdb_id": 424, "kind": "other", "text": ALL}
            made = posted(hostile.client, "/issues", fault)["issue"]
            after.callback(owner.client.post, f"/api/v1/issues/{made['id']}/resolve")
            posted(hostile.client, f"/issues/{made['id']}/comments", {"text": ALL})
            hostile.submit(f"{lived_in.videos}/hostile.rss")
        yield


@pytest.mark.parametrize("who", ["member", "owner"])
def test_s29_words_stay_words_on_every_page(
    lived_in: Any,
    found: dict[str, str],
    people: dict[str, BrowserContext],
    written: None,
    who: str,
) -> None:
    page = people[who].new_page()
    page.add_init_script(STRUCK)
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(f"broke: {error}"))

    def asked(dialog: Dialog) -> None:
        heard.append(f"asked: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", asked)
    page.on("console", lambda said: heard.append(said.text) if is_struck(said.text) else None)
    page.on("request", lambda one: heard.append(one.url) if is_away(one, lived_in.url) else None)
    page.goto(f"{lived_in.url}/status")
    expect(page.get_by_text(WORDS[0]).first).to_be_visible(timeout=LONG_MS)
    made = {}
    for path in PAGES[who]:
        page.evaluate(GO, path.format_map(found))
        page.wait_for_url(is_at(path))
        expect(page.locator("main h1").first).to_be_attached(timeout=LONG_MS)
        expect(page.locator("main [aria-busy=true]")).to_have_count(0, timeout=LONG_MS)
        made[path] = page.evaluate(MADE)
    page.close()
    assert {path: what for path, what in made.items() if what} == {}
    assert heard == []


def test_s25_nothing_that_a_script_could_read_holds_the_session(
    lived_in: Any, people: dict[str, BrowserContext]
) -> None:
    context = people["owner"]
    secrets = [one["value"] for one in context.cookies() if one["httpOnly"]]
    assert secrets
    told: list[str] = []
    page = context.new_page()
    page.on("request", lambda one: told.append(json.dumps([one.url, referer_of(one)])))
    page.on("websocket", lambda line: told.append(line.url))
    for path in ("/", "/me", "/library"):
        page.goto(lived_in.url + path)
        expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=LONG_MS)
    told.append(page.evaluate(LEFT))
    outside = page.get_by_role("link", name="Plex").evaluate_all("(all) => all.map((a) => a.rel)")
    page.close()
    assert any("/_next/" in one for one in told)
    assert [one for one in told for secret in secrets if secret in one] == []
    assert all("noreferrer" in rel for rel in outside)
    assert referers_elsewhere(told, lived_in.url) == []


@pytest.mark.breaks("require-trusted-types-for")
def test_what_would_become_a_program_is_no_part_of_a_page(
    lived_in: Any, people: dict[str, BrowserContext]
) -> None:
    page: Page = people["member"].new_page()
    page.add_init_script(STRUCK)
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text))
    page.goto(f"{lived_in.url}/help")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=LONG_MS)
    with page.expect_console_message(lambda said: "require-trusted-types-for" in said.text):
        tried = dict(page.evaluate(PROVOKED))
    page.close()
    assert tried == dict.fromkeys(("markup", "inner", "address", "text"), "TypeError")
    assert not any(said == "STRUCK" for said in heard)


def is_at(path: str) -> Callable[[str], bool]:
    return lambda here: urlsplit(here).path == urlsplit(path).path


def posted(client: httpx.Client, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(f"/api/v1{path}", json=body)
    assert answer.is_success, f"{path}: {answer.text}"
    return dict(answer.json())


def is_struck(said: str) -> bool:
    return said == "STRUCK" or said.startswith("KEPT OUT") or "Policy" in said


def is_away(asked: Request, house: str) -> bool:
    """Of somebody else; what a page carries itself is asked of nobody."""
    if asked.url.startswith(("data:", "blob:")):
        return False
    return urlsplit(asked.url).netloc != urlsplit(house).netloc


def referer_of(asked: Request) -> str | None:
    return asked.headers.get("referer")


def referers_elsewhere(told: list[str], house: str) -> list[str]:
    """Where one came from is told to this house only."""
    asked = [json.loads(one) for one in told if one.startswith('["http')]
    own = urlsplit(house).netloc
    return [url for url, referer in asked if referer and urlsplit(url).netloc != own]
