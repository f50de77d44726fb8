"""Takes the pictures in this folder anew, of a house that `make up` has just made: `make screens`.

Each page is shown dark and light, wide and on a phone: to a stranger, to the second member, who is
asked for a code at the door, to the first, who has pasted three links and wished for four titles,
and to the owner. One video stays on its way through
all of it. Each width is a browser of its own; pages are opened several at a time. What can't be
taken is told at the end; names of pages, to take only these, may follow: `take.py home`.
"""

import asyncio
import io
import json
import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pyotp
from PIL import Image
from playwright.async_api import (
    APIRequestContext,
    Browser,
    BrowserContext,
    Error,
    Page,
    async_playwright,
    expect,
)

from medianest.chassis.clock import SYSTEM
from medianest.local.places import places

HERE: Final = Path(__file__).parent
FOUND: Final = places().folder / "screens.json"
CHROMIUM: Final = "/usr/bin/chromium"
WIDTHS: Final = {"wide": (1280, 860), "phone": (390, 844)}
SCHEMES: Final = ("dark", "light")
QUALITY: Final = 84
PATIENT_MS: Final = 120_000
AT_ONCE: Final = 3
TOO_OFTEN: Final = 429
STRANGERS: Final = {
    "sign-in": "/login",
    "reset": "/reset-password",
    "public": "/public",
    "invite": "/invite#{invite}",
    "nowhere": "/there-is-no-such-page",
}
HALFWAY: Final = {"second-step": "/second-step"}
MOVING: Final = {"home": "/", "downloads": "/downloads"}
"""What shows the one video while it is on its way."""
MEMBERS: Final = {
    "discover": "/discover",
    "search": "/search?query=dark",
    "title": "/title?type=tv&id=95396",
    "film": "/title?type=movie&id=129",
    "library": "/library",
    "item": "/library/item?key={film}",
    "wishes": "/wishes",
    "inbox": "/inbox",
    "status": "/status",
    "me": "/me",
    "told": "/settings/notifications",
    "welcome": "/welcome",
    "help": "/help",
    "offline": "/offline",
}
KEEPING: Final = {
    "approvals": "/approvals",
    "people": "/people",
    "person": "/people/one?id={person}",
    "settings": "/settings",
    "limits": "/settings/limits",
    "quality": "/settings/quality",
    "branding": "/settings/branding",
    "webhooks": "/settings/webhooks",
    "watching": "/settings/watching",
    "announcements": "/settings/announcements",
    "letters": "/settings/letters",
    "problems": "/issues",
    "events": "/admin/events",
    "one-wish": "/admin/events?service=requests&stream=request-{wish}",
    "system": "/admin/system",
    "first-run": "/setup",
}
WISHES: Final[tuple[dict[str, Any], ...]] = (
    {"media_type": "movie", "tmdb_id": 129},
    {"media_type": "tv", "tmdb_id": 95396, "seasons": [1], "note": "For the long weekend, please."},
    {"media_type": "movie", "tmdb_id": 496243, "note": "We only saw the first half."},
    {"media_type": "movie", "tmdb_id": 157336},
)
APPROVED: Final = 1
QUICK: Final = ("/watch/harbour-at-dawn", "/watch/night-train")
SLOW: Final = "/watch/a-very-long-evening?rate=120000"
SLOW_TITLE: Final = "A very long evening"
ON_ITS_WAY: Final = re.compile(r"Fetching, [1-9]\d %")
NEWS: Final = {"title": "A new disk on Friday", "text": "For an hour nothing can be watched."}
PROBLEM: Final = {
    "media_type": "movie",
    "tmdb_id": 424,
    "kind": "subtitle",
    "text": "They come two seconds late.",
}
NO_FOLDER_OF_OURS: Final = """(folder) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data } = texts.currentNode;
    if (data.includes(folder)) texts.currentNode.data = data.replaceAll(folder, "/srv/medianest");
  }
}"""
TROUBLE: Final = "main .empty .t-bad"
ALL_IS_THERE: Final = """() => {
  const isSeen = (one) => {
    const { top, bottom, left, width } = one.getBoundingClientRect();
    return width > 0 && bottom > 0 && top < innerHeight && left < innerWidth;
  };
  const isThere = (picture) => picture.complete && picture.naturalWidth > 0;
  return document.fonts.status === "loaded" && !document.querySelector("[aria-busy=true]")
    && [...document.images].every((picture) => !isSeen(picture) || isThere(picture));
}"""


async def furnish(browser: Browser, house: dict[str, Any]) -> dict[str, str]:
    """Let there be something to see, once; return what the house calls it."""
    member, halfway, owner = house["members"][0], house["members"][1], house["owner"]
    async with signed_in(browser, house, halfway) as context:
        await guard(Api(context.request, house["url"]), halfway["password"])
    async with signed_in(browser, house, member) as context:
        api = Api(context.request, house["url"])
        made = [await api.post("requests", data=wish) for wish in WISHES]
        for link in (*QUICK, SLOW):
            url = house["simulators"]["videos"]["url"] + link
            slow = (await api.post("downloads", data={"url": url}))["id"]
        await api.post("issues", data=PROBLEM)
    async with signed_in(browser, house, owner) as context:
        api = Api(context.request, house["url"])
        for wish in made[:APPROVED]:
            await api.post(f"requests/{wish['id']}/approve")
        await api.post("status/announcements", data=NEWS)
        starts = SYSTEM.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
        span = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
        plan = {key: moment.isoformat() for key, moment in span.items()}
        await api.post("status/maintenance", data={"title": "Plex moves to the new disk", **plan})
        watched = [one["id"] for one in (await api.get("status"))["monitors"]]
        page = {"is_open": True, "title": "Our house", "monitor_ids": watched[:5]}
        await api.put("settings/status/public-page", data=page)
        invite = await api.post("invites", data={"role": "guest", "note": "Ruth from next door"})
        people = (await api.get(f"members?query={member['username']}"))["items"]
        film = (await api.get("library/sections/1/items"))["items"][0]
    return {
        "slow": slow,
        "invite": invite["code"],
        "film": film["id"],
        "person": people[0]["id"],
        "wish": made[0]["id"],
    }


class Api:
    """What one person may do by themselves; whatever is refused is told."""

    def __init__(self, request: APIRequestContext, url: str) -> None:
        self._request = request
        self._url = url

    async def get(self, path: str) -> Any:
        """Read."""
        return await _taken(await self._request.get(f"{self._url}/api/v1/{path}"))

    async def put(self, path: str, data: Mapping[str, Any]) -> Any:
        """Set."""
        return await _taken(await self._request.put(f"{self._url}/api/v1/{path}", data=data))

    async def post(self, path: str, data: Mapping[str, Any] | None = None) -> Any:
        """Do; whoever is told to wait waits."""
        answer = await self._request.post(f"{self._url}/api/v1/{path}", data=data)
        while answer.status == TOO_OFTEN:
            await asyncio.sleep(float(answer.headers["retry-after"]))
            answer = await self._request.post(f"{self._url}/api/v1/{path}", data=data)
        return await _taken(answer)


async def guard(api: Api, password: str) -> None:
    """From now on a code is asked for as well."""
    app = {"kind": "totp", "name": "phone", "password": password}
    made = await api.post("me/second-factors", data=app)
    code = {"code": pyotp.TOTP(made["secret"]).now()}
    await api.post(f"me/second-factors/{made['id']}/confirm", data=code)


async def _taken(answer: Any) -> Any:
    said = await answer.text()
    if not answer.ok:
        raise SystemExit(
            f"{answer.url} said {answer.status}: {said[:200]}\n"
            "The pictures are taken from a house that is new: `make clean up`."
        )
    return json.loads(said) if said else None


@asynccontextmanager
async def signed_in(
    browser: Browser, house: dict[str, Any], person: dict[str, Any] | None, width: str = "wide"
) -> AsyncIterator[BrowserContext]:
    """The browser of a person of the house, or of a stranger."""
    across, down = WIDTHS[width]
    context = await browser.new_context(
        extra_http_headers={"X-Requested-With": "medianest"},
        reduced_motion="reduce",
        viewport={"width": across, "height": down},
    )
    context.set_default_timeout(PATIENT_MS)
    if person:
        await Api(context.request, house["url"]).post("auth/local", data=key_of(person))
    yield context
    await context.close()


def key_of(person: Mapping[str, Any]) -> dict[str, str]:
    """With what they sign in."""
    return {name: person[name] for name in ("username", "password")}


class Camera:
    """Takes pictures of those pages that are wanted, and keeps what it could not take."""

    def __init__(self, url: str, there: Mapping[str, str], wanted: frozenset[str]) -> None:
        """`there`: what the house calls that of which an address is made."""
        self.missed: dict[str, str] = {}
        self._there = there
        self._url = url
        self._wanted = wanted
        # What stands behind another page is now and then painted in a size of its own.
        self._looking = asyncio.Lock()

    def wants(self, pages: Mapping[str, str]) -> dict[str, str]:
        """Those of them that are to be taken."""
        return {
            name: path for name, path in pages.items() if not self._wanted or name in self._wanted
        }

    async def take(self, context: BrowserContext, pages: Mapping[str, str], width: str) -> None:
        """Take all of them at this width, several at a time."""
        waiting = list(self.wants(pages).items())[::-1]
        await asyncio.gather(*(self._work(context, waiting, width) for _ in range(AT_ONCE)))

    async def _work(
        self, context: BrowserContext, waiting: list[tuple[str, str]], width: str
    ) -> None:
        page = await context.new_page()
        while waiting:
            name, path = waiting.pop()
            try:
                await self._turn(page, path, f"{name}-{width}")
            except (Error, AssertionError) as problem:
                self.missed[name] = str(problem).partition("\n")[0]
                _say(f"{name}, {width}: missed")
            else:
                _say(f"{name}, {width}")
        await page.close()

    async def _turn(self, page: Page, path: str, name: str) -> None:
        await page.goto("about:blank")  # the same address again would not be opened anew
        await page.goto(self._url + path.format_map(self._there))
        await expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENT_MS)
        # What is shown later begins to load only then.
        await page.wait_for_load_state("networkidle")
        for scheme in SCHEMES:
            await page.evaluate(f"document.documentElement.dataset.theme = '{scheme}'")
            await page.wait_for_function(ALL_IS_THERE)
            await expect(page.locator(TROUBLE)).to_have_count(0)
            await page.evaluate(NO_FOLDER_OF_OURS, str(places().folder))
            async with self._looking:
                await page.bring_to_front()
                shot = await page.screenshot()
            await asyncio.to_thread(_keep, shot, HERE / f"{name}-{scheme}.webp")


def _keep(shot: bytes, file: Path) -> None:
    Image.open(io.BytesIO(shot)).save(file, quality=QUALITY, method=4)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@asynccontextmanager
async def moving(context: BrowserContext, url: str, slow: str) -> AsyncIterator[None]:
    """Let the video go on until it is well on its way; keep what is there for the next time."""
    api = Api(context.request, url)
    if (await api.get(f"downloads/{slow}"))["status"] == "paused":
        await api.post(f"downloads/{slow}/resume")
    page = await context.new_page()
    await page.goto(f"{url}/downloads")
    row = page.get_by_role("listitem").filter(has_text=SLOW_TITLE)
    await expect(row.get_by_text(ON_ITS_WAY).first).to_be_visible(timeout=PATIENT_MS)
    yield
    await page.close()
    if (await api.get(f"downloads/{slow}"))["status"] in ("downloading", "queued"):
        await api.post(f"downloads/{slow}/pause")


async def take(
    browser: Browser, house: dict[str, Any], slow: str, camera: Camera, width: str
) -> None:
    """Take every page, as each of those who see it."""
    async with signed_in(browser, house, None, width) as context:
        await camera.take(context, STRANGERS, width)
    async with signed_in(browser, house, None, width) as context:
        opening = key_of(house["members"][1])
        await context.request.post(f"{house['url']}/api/v1/auth/local", data=opening)
        await camera.take(context, HALFWAY, width)
    async with signed_in(browser, house, house["members"][0], width) as context:
        if camera.wants(MOVING):
            async with moving(context, house["url"], slow):
                await camera.take(context, MOVING, width)
        await camera.take(context, MEMBERS, width)
    async with signed_in(browser, house, house["owner"], width) as context:
        await camera.take(context, KEEPING, width)


async def main() -> None:
    """Take them all."""
    house = json.loads(places().up.read_text())
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        if not FOUND.exists():
            FOUND.write_text(json.dumps(await furnish(browser, house)))
        there = json.loads(FOUND.read_text())
        camera = Camera(house["url"], there, frozenset(sys.argv[1:]))
        for width in WIDTHS:
            await take(browser, house, there["slow"], camera, width)
        await browser.close()
    if camera.missed:
        raise SystemExit("\n".join(f"{name}: {why}" for name, why in camera.missed.items()))


if __name__ == "__main__":
    asyncio.run(main())
