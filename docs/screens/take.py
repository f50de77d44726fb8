"""Takes the pictures in this folder anew, of a house that `make up` has just made: `make screens`.

Each page is shown dark and light, wide and on a phone: to a stranger, to the first member, who has
pasted three links and wished for four titles, and to the owner. One video stays on its way through
all of it. Names of pages, to take only these, may follow: `take.py home library`.
"""

import io
import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.sync_api import APIRequestContext, Browser, Page, expect, sync_playwright

from medianest.chassis.clock import SYSTEM
from medianest.local.places import places

HERE: Final = Path(__file__).parent
FOUND: Final = places().folder / "screens.json"
CHROMIUM: Final = "/usr/bin/chromium"
WIDTHS: Final = {"wide": (1280, 860), "phone": (390, 844)}
SCHEMES: Final = ("dark", "light")
QUALITY: Final = 84
PATIENT_MS: Final = 60_000
STRANGERS: Final = {"public": "/public", "nowhere": "/there-is-no-such-page"}
MEMBERS: Final = {
    # While the one video still moves.
    "home": "/",
    "downloads": "/downloads",
    "discover": "/discover",
    "search": "/search?query=dark",
    "title": "/title?type=tv&id=95396",
    "library": "/library",
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
    "settings": "/settings",
    "watching": "/settings/watching",
    "announcements": "/settings/announcements",
    "letters": "/settings/letters",
    "problems": "/issues",
    "events": "/admin/events",
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
SLOW: Final = "/watch/a-very-long-evening?rate=350000"
ON_ITS_WAY: Final = re.compile(r"Fetching, [2-9]\d %")
NEWS: Final = {"title": "A new disk on Friday", "text": "For an hour nothing can be watched."}
PROBLEM: Final = {
    "media_type": "movie",
    "tmdb_id": 424,
    "kind": "subtitle",
    "text": "They come two seconds late.",
}
PICTURES_ARE_THERE: Final = """() => [...document.images].every((one) => {
  const { top, bottom, left } = one.getBoundingClientRect();
  const isSeen = bottom > 0 && top < window.innerHeight && left < window.innerWidth;
  return !isSeen || (one.complete && one.naturalWidth > 0);
})"""


def furnish(browser: Browser, house: dict[str, Any]) -> dict[str, Any]:
    """Let there be something to see, once; return where that is."""
    member, owner = house["members"][0], house["owner"]
    with signed_in(browser, house, member) as api:
        made = [api.post("requests", data=wish).json() for wish in WISHES]
        for link in (*QUICK, SLOW):
            url = house["simulators"]["videos"]["url"] + link
            slow = api.post("downloads", data={"url": url}).json()["id"]
        api.post("issues", data=PROBLEM)
    with signed_in(browser, house, owner) as api:
        for wish in made[:APPROVED]:
            api.post(f"requests/{wish['id']}/approve")
        api.post("status/announcements", data=NEWS)
        starts = SYSTEM.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
        plan = {"title": "Plex moves to the new disk", "starts_at": starts.isoformat()}
        api.post(
            "status/maintenance",
            data={**plan, "ends_at": (starts + timedelta(hours=1)).isoformat()},
        )
        watched = [one["id"] for one in api.get("status").json()["monitors"]]
        page = {"is_open": True, "title": "Our house", "monitor_ids": watched[:5]}
        api.put("settings/status/public-page", data=page)
        invite = api.post("invites", data={"role": "guest", "note": "Ruth from next door"}).json()
        people = api.get(f"members?query={member['username']}").json()["items"]
        film = api.get("library/sections/1/items").json()["items"][0]
    return {
        "slow": slow,
        "strangers": {"invite": f"/invite#{invite['code']}"},
        "members": {"item": f"/library/item?key={film['id']}"},
        "keeping": {
            "person": f"/people/one?id={people[0]['id']}",
            "one-wish": f"/admin/events?service=requests&stream=request-{made[0]['id']}",
        },
    }


class Api:
    """What one person may do by themselves; whatever is refused is told."""

    def __init__(self, request: APIRequestContext, url: str) -> None:
        self._request = request
        self._url = url

    def get(self, path: str) -> Any:
        """Read."""
        return self._request.get(f"{self._url}/api/v1/{path}")

    def put(self, path: str, data: Mapping[str, Any]) -> Any:
        """Set."""
        return _taken(self._request.put(f"{self._url}/api/v1/{path}", data=data))

    def post(self, path: str, data: Mapping[str, Any] | None = None) -> Any:
        """Do."""
        return _taken(self._request.post(f"{self._url}/api/v1/{path}", data=data))


def _taken(answer: Any) -> Any:
    if not answer.ok:
        raise SystemExit(
            f"{answer.url} said {answer.status}: {answer.text()[:200]}\n"
            "The pictures are taken from a house that is new: `make clean up`."
        )
    return answer


@contextmanager
def signed_in(browser: Browser, house: dict[str, Any], person: dict[str, Any]) -> Iterator[Api]:
    """A person of the house, without a page."""
    context = browser.new_context(extra_http_headers={"X-Requested-With": "medianest"})
    api = Api(context.request, house["url"])
    api.post("auth/local", data={key: person[key] for key in ("username", "password")})
    yield api
    context.close()


def sign_in(page: Page, house: dict[str, Any], person: dict[str, Any]) -> None:
    """Sign somebody in through the page."""
    page.goto(f"{house['url']}/login")
    page.get_by_role("textbox", name="Name", exact=True).fill(person["username"])
    page.get_by_role("textbox", name="Password", exact=True).fill(person["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("region", name="Now", exact=True)).to_be_visible(timeout=PATIENT_MS)


def resume(page: Page, house: dict[str, Any], slow: str) -> None:
    """Let the video go on, and wait until it is well on its way."""
    with signed_in(page.context.browser, house, house["members"][0]) as api:
        if api.get(f"downloads/{slow}").json()["status"] == "paused":
            api.post(f"downloads/{slow}/resume")
    page.goto(f"{house['url']}/downloads")
    expect(page.get_by_text(ON_ITS_WAY)).to_be_visible(timeout=PATIENT_MS)


def rest(page: Page, house: dict[str, Any], slow: str) -> None:
    """Keep what is there of it for the next look."""
    with signed_in(page.context.browser, house, house["members"][0]) as api:
        if api.get(f"downloads/{slow}").json()["status"] in ("downloading", "queued"):
            api.post(f"downloads/{slow}/pause")


class Camera:
    """Takes pictures of one look; of those pages that are wanted."""

    def __init__(self, page: Page, url: str, look: str, wanted: frozenset[str]) -> None:
        self.page = page
        self._url = url
        self._look = look
        self._wanted = wanted

    def show(self, name: str, path: str) -> None:
        """Take one page once all of it is there."""
        if self._wanted and name not in self._wanted:
            return
        self.page.goto(self._url + path)
        expect(self.page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENT_MS)
        # What is shown later begins to load only then.
        self.page.wait_for_load_state("networkidle")
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENT_MS)
        self.page.wait_for_function(PICTURES_ARE_THERE, timeout=PATIENT_MS)
        picture = Image.open(io.BytesIO(self.page.screenshot()))
        picture.save(HERE / f"{name}-{self._look}.webp", quality=QUALITY, method=6)
        sys.stdout.write(f"{name}-{self._look}\n")
        sys.stdout.flush()


def take(
    browser: Browser, house: dict[str, Any], there: dict[str, Any], look: str, wanted: Any
) -> None:
    """Take every page in one look: its width and its scheme."""
    width, _, scheme = look.partition("-")
    across, down = WIDTHS[width]
    page = browser.new_page(viewport={"width": across, "height": down}, reduced_motion="reduce")
    page.add_init_script(f"localStorage.setItem('medianest.theme', '{scheme}')")
    camera = Camera(page, house["url"], look, wanted)
    for name, path in {"sign-in": "/login", **STRANGERS, **there["strangers"]}.items():
        camera.show(name, path)
    sign_in(page, house, house["members"][0])
    resume(page, house, there["slow"])
    for name, path in {**MEMBERS, **there["members"]}.items():
        camera.show(name, path)
        if name == "downloads":
            rest(page, house, there["slow"])
    page.context.clear_cookies()
    sign_in(page, house, house["owner"])
    for name, path in {**KEEPING, **there["keeping"]}.items():
        camera.show(name, path)
    page.close()


def main() -> None:
    """Take them all."""
    house = json.loads(places().up.read_text())
    wanted = frozenset(sys.argv[1:])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        if not FOUND.exists():
            FOUND.write_text(json.dumps(furnish(browser, house)))
        there = json.loads(FOUND.read_text())
        for width in WIDTHS:
            for scheme in SCHEMES:
                take(browser, house, there, f"{width}-{scheme}", wanted)
        browser.close()


if __name__ == "__main__":
    main()
