"""A browser as people have one, and what it must never have to complain of."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qs, urlsplit

import httpx
import pytest
import yaml
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Frame,
    Locator,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from medianest.chassis.clock import SYSTEM

Pause = Callable[[str], AbstractContextManager[None]]
SignIn = Callable[[BrowserContext, str, dict[str, Any]], None]
Open = Callable[..., BrowserContext]
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
# What waits for the house's answer gets as long as what is done by hand.
expect.set_options(timeout=TIMEOUT_MS)
# Heard in every document before its own scripts run.
WATCH: Final = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`KEPT OUT ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
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
# What sticks out of the window, or out of something that hides what sticks out of it.
CUT: Final = """(root) => {
  const across = document.documentElement.clientWidth;
  const style = getComputedStyle;
  const isSaid = (one) => [...one.childNodes].some((at) => at.nodeType === 3 && at.data.trim());
  const edges = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getBoundingClientRect();
  };
  const cutBy = (one) => {
    const { left, right, top, bottom } = edges(one);
    for (let at = one; at && at !== document.body; at = at.parentElement) {
      const { overflowX, textOverflow, webkitLineClamp, clipPath } = style(at);
      const isMeant = textOverflow === "ellipsis" || webkitLineClamp !== "none";
      // What is clipped, or one pixel wide, is for readers.
      if (isMeant || clipPath !== "none" || at.clientWidth === 1) return null;
      if (overflowX === "auto" || overflowX === "scroll") return null;
      if (overflowX === "visible") continue;
      const box = at.getBoundingClientRect();
      if (right > box.right + 1 || left < box.left - 1) return "cut at a side";
      if (bottom > box.bottom + 1 || top < box.top - 1) return "cut above or below";
    }
    return right > across + 1 || left < -1 ? "sticks out" : null;
  };
  const wide = document.documentElement.scrollWidth > across ? ["the page scrolls sideways"] : [];
  const all = [...root.querySelectorAll("*")];
  const said = all.filter((one) => isSaid(one) && one.checkVisibility());
  return wide.concat(said.map((one) => [cutBy(one), one]).filter(([how]) => how).slice(0, 5)
    .map(([how, one]) => `${how}: ${one.outerHTML.slice(0, 120)}`));
}"""
WISHES: Final[tuple[dict[str, Any], ...]] = (
    {"media_type": "movie", "tmdb_id": 129},
    {"media_type": "tv", "tmdb_id": 95396, "seasons": [1], "note": "For the long weekend."},
    {"media_type": "movie", "tmdb_id": 157336},
)
APPROVED: Final = 1
STEPS_MOST: Final = 40
NOTHING: Final = re.compile("(?!)")
PAGES: Final = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text())
# Shown instead of a page, at the address of that page.
ANYWHERE: Final = {"/offline"}


class Complaints:
    """What browsers had to complain of since it was last emptied, in whatever they had open."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.missed: list[str] = []
        # What the house refused is part of many a story; a page that only opens is refused nothing.
        self.refused: list[str] = []

    def listen(self, context: BrowserContext) -> None:
        """Hear of all that its pages do, in every document before its own scripts run."""
        context.add_init_script(WATCH)
        context.on("weberror", lambda broke: self.heard.append(f"broke: {broke.error}"))
        context.on("console", self._said)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _said(self, said: ConsoleMessage) -> None:
        # What did not load is told by its answer, which knows the address.
        if said.type != "error" or said.text.startswith("Failed to load resource"):
            return
        is_kept_out = said.text.startswith("KEPT OUT") or "Policy" in said.text
        (self.heard if is_kept_out else self.missed).append(said.text)

    def _failed(self, asked: Request) -> None:
        # Whoever leaves a page no longer waits for its answers.
        if asked.failure != "net::ERR_ABORTED":
            self.missed.append(f"{asked.failure}: {asked.url}")

    def _answered(self, answer: Response) -> None:
        is_refusal = "/api/v1/" in answer.url and answer.status < httpx.codes.INTERNAL_SERVER_ERROR
        if answer.status >= httpx.codes.BAD_REQUEST:
            (self.refused if is_refusal else self.missed).append(f"{answer.status}: {answer.url}")


class Visits:
    """Which addresses were opened by whom since it was last emptied, in whatever browser."""

    def __init__(self) -> None:
        # Whoever signs in on a page is not known here.
        self.who: dict[BrowserContext, str] = {}
        self.seen: list[tuple[str | None, SplitResult]] = []

    def follow(self, context: BrowserContext) -> None:
        """Note wherever its pages go, with a load or without."""
        context.on("page", lambda page: page.on("framenavigated", partial(self._note, context)))

    def _note(self, context: BrowserContext, frame: Frame) -> None:
        if frame.parent_frame is None:
            self.seen.append((self.who.get(context), urlsplit(frame.url)))

    def has(self, who: str, path: str) -> bool:
        """Whether they opened this page, of whatever it was then."""
        page = urlsplit(path)
        names = set(parse_qs(page.query))
        return any(
            by in {who, None}
            and at.path == page.path
            and names <= set(parse_qs(at.query))
            and bool(at.fragment) >= bool(page.fragment)
            for by, at in self.seen
        )


@pytest.fixture(scope="session")
def visits() -> Visits:
    """Of all browsers of all tests; each test begins with none."""
    return Visits()


@pytest.fixture(autouse=True)
def its_pages_are_opened(request: pytest.FixtureRequest, visits: Visits) -> Iterator[None]:
    """A story that pages.yaml names for somebody's page has them open it."""
    visits.seen.clear()
    failed = request.session.testsfailed
    yield
    if request.session.testsfailed == failed:
        told = [row for row in told_in(request.node) if row[1] not in ANYWHERE]
        assert [row for row in told if not visits.has(*row)] == [], "pages.yaml says otherwise"


def told_in(story: pytest.Function) -> list[tuple[str, str]]:
    """Whose pages this story is to open; told for each person anew, theirs."""
    name = f"{story.path.name}::{story.originalname}"
    only = story.callspec.params.get("who") if hasattr(story, "callspec") else None
    return [
        (who, path)
        for who, paths in PAGES.items()
        for path, told in paths.items()
        if told == name and only in {who, None}
    ]


@pytest.fixture(scope="session")
def complaints() -> Complaints:
    """Of all browsers of all tests; each test begins with none."""
    return Complaints()


@pytest.fixture(autouse=True)
def nothing_breaks(request: pytest.FixtureRequest, complaints: Complaints) -> Iterator[None]:
    """Nothing that a journey opens breaks, or does what the policy of the pages forbids.

    What a test breaks on purpose it names: `@pytest.mark.breaks("a pattern", …)`.
    """
    for told in (complaints.heard, complaints.missed, complaints.refused):
        told.clear()
    yield
    assert unmeant(request, complaints.heard) == []


@pytest.fixture
def nothing_is_missed(request: pytest.FixtureRequest, complaints: Complaints) -> Iterator[None]:
    """Nor does anything say an error, fail to load, or find the house at a loss."""
    yield
    assert unmeant(request, complaints.missed) == []


def unmeant(request: pytest.FixtureRequest, told: list[str]) -> list[str]:
    """What the test did not say that it would break."""
    meant = [pattern for mark in request.node.iter_markers("breaks") for pattern in mark.args]
    return [one for one in told if not any(re.search(each, one) for each in meant)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a whole file; none of its tests may be asynchronous."""
    assert CHROMIUM.exists(), "the browser journeys need Chromium at /usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def open_browser(browser: Browser, complaints: Complaints, visits: Visits) -> Open:
    """A browser that knows nothing yet, in which nobody is signed in; it is listened to."""

    def open_browser(**wishes: Any) -> BrowserContext:
        context = browser.new_context(**wishes)
        context.set_default_timeout(TIMEOUT_MS)
        complaints.listen(context)
        visits.follow(context)
        return context

    return open_browser


@pytest.fixture
def page(open_browser: Open) -> Iterator[Page]:
    """A page of a browser of its own."""
    context = open_browser(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def open_bare(open_browser: Open) -> Open:
    """A browser in which nothing asks the house past a route of the test, however late that comes.

    A worker would. So would a busy page: Chromium says that it looks at what a page asks before
    the page knows, so it looks from the page's birth, at first for nothing.
    """

    def open_bare(**wishes: Any) -> BrowserContext:
        context = open_browser(service_workers="block", **wishes)
        context.route(NOTHING, lambda asked: asked.continue_())
        return context

    return open_bare


@pytest.fixture
def bare(open_bare: Open) -> Iterator[Page]:
    """A page that a test may answer for the house."""
    context = open_bare(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def sign_in(visits: Visits) -> SignIn:
    """By name and password, without a page: test_ones_own_page.py walks through the door."""

    def sign_in(context: BrowserContext, url: str, person: dict[str, Any]) -> None:
        answer = context.request.post(
            f"{url}/api/v1/auth/local",
            data={"username": person["username"], "password": person["password"]},
            headers={"X-Requested-With": "medianest"},
        )
        assert answer.ok, answer.text()
        visits.who[context] = context.request.get(f"{url}/api/v1/me").json()["role"]

    return sign_in


@pytest.fixture(scope="module")
def people(
    open_browser: Open, lived_in: Any, sign_in: SignIn
) -> Iterator[dict[str, BrowserContext]]:
    """One browser's worth of each kind of person, signed in where that kind is."""
    anna, _, carla = lived_in.told["members"]
    known = {"member": anna, "moderator": carla, "owner": lived_in.told["owner"]}
    contexts = {who: open_browser(reduced_motion="reduce") for who in ("stranger", *known)}
    for who, person in known.items():
        sign_in(contexts[who], lived_in.url, person)
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture
def visit(lived_in: Any, people: dict[str, BrowserContext]) -> Iterator[Visit]:
    """Open a page as one of these `people`."""
    pages: list[Page] = []

    def visit(who: str, path: str) -> Page:
        page = people[who].new_page()
        pages.append(page)
        page.goto(lived_in.url + path)
        return page

    yield visit
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def settled() -> Callable[[Page], None]:
    """Until a page shows what it has: its heading, and nothing that is still being read."""

    def settled(page: Page) -> None:
        expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=TIMEOUT_MS)
        expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=TIMEOUT_MS)
        # What fades in is looked at in its final colours.
        page.evaluate(FADED_IN)

    return settled


@pytest.fixture(scope="session")
def by_keys() -> Callable[[Page, Locator], None]:
    """To a row of the approvals: up to the first, then down until this one is the current."""

    def by_keys(page: Page, row: Locator) -> None:
        expect(row).to_be_visible(timeout=3 * TIMEOUT_MS)
        for key in ("k", "j"):
            for _ in range(STEPS_MOST):
                if row.get_attribute("aria-current") == "true":
                    return
                page.keyboard.press(key)
        raise AssertionError("it is not reached by J and K")

    return by_keys


@pytest.fixture(scope="session")
def live() -> Callable[[Page, str], None]:
    """Open an address; its page is one that is told of everything from now on."""

    def live(page: Page, url: str) -> None:
        told: list[str | bytes] = []

        def hear(said: str | bytes) -> None:  # Playwright keeps a mark on it: no built-in takes one
            told.append(said)

        page.on("websocket", lambda line: line.on("framereceived", hear))
        page.goto(url)
        until = time.monotonic() + 3 * TIMEOUT_MS / 1000
        while not any('"hello"' in str(one) for one in told):
            assert time.monotonic() < until, "no live connection"
            page.wait_for_timeout(20)  # events are heard while one waits

    return live


@pytest.fixture(scope="session")
def worked() -> Callable[[Page], None]:
    """Until the worker stands between a page and the house: for strangers none ever does."""

    def worked(page: Page) -> None:
        assert page.evaluate(WORKER_STANDS_BETWEEN)

    return worked


@pytest.fixture(scope="session")
def cut() -> Callable[[Locator], list[str]]:
    """What of it can't be read, because the window or something around it cuts it off."""
    return lambda seen: list(seen.evaluate(CUT))


@pytest.fixture(scope="session")
def found(lived_in: Any) -> dict[str, str]:
    """What pages.yaml and surfaces.yaml can't know, because each house names it anew."""
    with lived_in.signed_in(lived_in.told["owner"]) as owner:
        films = owner.client.get("/api/v1/library/sections/1/items").json()
        name = lived_in.told["members"][0]["username"]
        people = owner.client.get("/api/v1/members", params={"query": name}).json()
    return {
        "film": films["items"][0]["id"],
        "person": people["items"][0]["id"],
        "video": f"{lived_in.videos}/watch/harbour-at-dawn",
        "playlist": lived_in.told["simulators"]["videos"]["playlist"],
    }


@pytest.fixture(scope="session")
def paused(lived_in: Any) -> Pause:
    """While the owner has this part rest, as it was planned."""

    @contextmanager
    def paused(part: str) -> Iterator[None]:
        now = SYSTEM.now()
        span = {"starts_at": now - timedelta(minutes=1), "ends_at": now + timedelta(hours=2)}
        with lived_in.signed_in(lived_in.told["owner"]) as owner:
            watched = owner.client.get("/api/v1/status").json()["monitors"]
            plan = {
                "title": "The disk is being exchanged",
                "monitor_ids": [one["id"] for one in watched if one["name"] == part],
                **{name: at.isoformat() for name, at in span.items()},
            }
            made = owner.client.post("/api/v1/status/maintenance", json=plan)
            made.raise_for_status()
            try:
                yield
            finally:
                over = owner.client.delete(f"/api/v1/status/maintenance/{made.json()['id']}")
                over.raise_for_status()

    return paused


@pytest.fixture(scope="session")
def lived_in(household: Any) -> Any:
    """The household after a while: wishes, downloads and news, so that pages have what to show."""
    told = household.told
    with household.signed_in(told["members"][0]) as member:
        made = [member.client.post("/api/v1/requests", json=wish) for wish in WISHES]
        assert all(answer.is_success for answer in made), [answer.text for answer in made]
        member.submit(f"{household.videos}/watch/night-train")
        member.submit(f"{household.videos}/traps/missing")
    with household.signed_in(told["owner"]) as owner:
        for answer in made[:APPROVED]:
            if answer.status_code == httpx.codes.CREATED:
                owner.client.post(f"/api/v1/requests/{answer.json()['id']}/approve")
        news = {"title": "A new disk on Friday", "text": "For an hour nothing can be watched."}
        owner.client.post("/api/v1/status/announcements", json=news).raise_for_status()
    return household
