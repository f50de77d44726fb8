"""A browser as people have one, and what it must never have to complain of."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

SignIn = Callable[[Page, str, dict[str, Any]], None]
Visit = Callable[[str, str], Page]

CHROMIUM: Final = Path("/usr/bin/chromium")
FLAGS: Final = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TIMEOUT_MS: Final = 20_000
# Heard in every document before its own scripts run.
WATCH: Final = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`KEPT OUT ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
WISHES: Final[tuple[dict[str, Any], ...]] = (
    {"media_type": "movie", "tmdb_id": 129},
    {"media_type": "tv", "tmdb_id": 95396, "seasons": [1], "note": "For the long weekend."},
    {"media_type": "movie", "tmdb_id": 157336},
)
APPROVED: Final = 1


@contextmanager
def watching(context: BrowserContext) -> Iterator[None]:
    """Fail if a page breaks, or does what the policy of the pages forbids."""
    complaints: list[str] = []
    context.set_default_timeout(TIMEOUT_MS)
    context.add_init_script(WATCH)
    context.on("weberror", lambda broke: complaints.append(str(broke.error)))
    context.on(
        "console",
        lambda said: complaints.append(said.text) if said.text.startswith("KEPT OUT") else None,
    )
    yield
    assert complaints == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a whole file; none of its tests may be asynchronous."""
    expect.set_options(timeout=TIMEOUT_MS)
    assert CHROMIUM.exists(), "the browser journeys need Chromium at /usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that knows nothing yet, in which nobody is signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    with watching(context):
        yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def sign_in() -> SignIn:
    """Through the door, by name and password."""

    def sign_in(page: Page, url: str, person: dict[str, Any]) -> None:
        page.goto(f"{url}/login")
        page.get_by_role("textbox", name="Name", exact=True).fill(person["username"])
        page.get_by_role("textbox", name="Password", exact=True).fill(person["password"])
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda here: "/login" not in here)

    return sign_in


@pytest.fixture(scope="module")
def people(browser: Browser, lived_in: Any, sign_in: SignIn) -> Iterator[dict[str, BrowserContext]]:
    """One browser's worth of each kind of person, signed in where that kind is."""
    anna, _, carla = lived_in.told["members"]
    known = {"member": anna, "moderator": carla, "owner": lived_in.told["owner"]}
    contexts = {who: browser.new_context(reduced_motion="reduce") for who in ("stranger", *known)}
    for context in contexts.values():
        context.add_init_script(WATCH)
    for who, person in known.items():
        page = contexts[who].new_page()
        sign_in(page, lived_in.url, person)
        page.close()
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture
def visit(lived_in: Any, people: dict[str, BrowserContext]) -> Iterator[Visit]:
    """Open a page as one of these `people`; none may break, or do what its policy forbids."""
    pages: list[Page] = []
    complaints: list[str] = []

    def visit(who: str, path: str) -> Page:
        page = people[who].new_page()
        pages.append(page)
        page.set_default_timeout(TIMEOUT_MS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.text.startswith("KEPT OUT") else None,
        )
        page.goto(lived_in.url + path)
        return page

    yield visit
    for page in pages:
        page.close()
    assert complaints == []


@pytest.fixture(scope="session")
def found(lived_in: Any) -> dict[str, str]:
    """What pages.yaml can't know, because each house names it anew."""
    with lived_in.signed_in(lived_in.told["owner"]) as owner:
        films = owner.client.get("/api/v1/library/sections/1/items").json()
        name = lived_in.told["members"][0]["username"]
        people = owner.client.get("/api/v1/members", params={"query": name}).json()
    return {"film": films["items"][0]["id"], "person": people["items"][0]["id"]}


@pytest.fixture(scope="session")
def lived_in(household: Any) -> Any:
    """The household after a while: wishes, downloads and news, so that pages have what to show."""
    told = household.told
    with household.signed_in(told["members"][0]) as member:
        made = [member.client.post("/api/v1/requests", json=wish) for wish in WISHES]
        member.submit(f"{household.videos}/watch/night-train")
        member.submit(f"{household.videos}/traps/missing")
    with household.signed_in(told["owner"]) as owner:
        for answer in made[:APPROVED]:
            if answer.status_code == httpx.codes.CREATED:
                owner.client.post(f"/api/v1/requests/{answer.json()['id']}/approve")
        news = {"title": "A new disk on Friday", "text": "For an hour nothing can be watched."}
        owner.client.post("/api/v1/status/announcements", json=news).raise_for_status()
    return household
