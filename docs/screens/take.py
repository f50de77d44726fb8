"""Takes the pictures in this folder anew, from the house that `make up` runs: `make screens`.

Each page is shown dark and light, wide and on a phone, as the first member sees it after pasting
three links and wishing for three titles; the pages of those who keep the house are shown as the
owner sees them.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

HERE = Path(__file__).parent
UP = Path(".run/up.json")
CHROMIUM = "/usr/bin/chromium"
WIDTHS = {"wide": (1280, 860), "phone": (390, 844)}
PAGES = {
    "home": "/",
    "discover": "/discover",
    "title": "/title?type=tv&id=95396",
    "wishes": "/wishes",
    "downloads": "/downloads",
    "inbox": "/inbox",
    "status": "/status",
    "welcome": "/welcome",
    "help": "/help",
}
KEEPING = {
    "approvals": "/approvals",
    "people": "/people",
    "settings": "/settings",
    "watching": "/settings/watching",
    "announcements": "/settings/announcements",
    "problems": "/issues",
    "events": "/admin/events",
    "system": "/admin/system",
    "first-run": "/setup",
}
WISHES: tuple[dict[str, Any], ...] = (
    {"media_type": "movie", "tmdb_id": 129},
    {"media_type": "tv", "tmdb_id": 95396, "seasons": [1], "note": "For the long weekend, please."},
    {"media_type": "movie", "tmdb_id": 496243, "note": "We only saw the first half."},
    {"media_type": "movie", "tmdb_id": 157336},
)
APPROVED = 1
PATIENT_MS = 30_000
LINKS = (
    "/watch/harbour-at-dawn",
    "/watch/night-train",
    "/watch/a-very-long-evening?rate=1000000",
)


def sign_in(page: Page, house: dict[str, Any], person: dict[str, Any]) -> None:
    """Sign somebody in through the page."""
    page.goto(house["url"])
    page.get_by_role("textbox", name="Name", exact=True).fill(person["username"])
    page.get_by_role("textbox", name="Password", exact=True).fill(person["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("region", name="Now", exact=True)).to_be_visible(timeout=PATIENT_MS)


def paste_links(page: Page, house: dict[str, Any]) -> None:
    """Let there be something to see: two finished videos, and one on its way."""
    page.goto(f"{house['url']}/downloads")
    for link in LINKS:
        box = page.get_by_role("textbox", name="Address of a video")
        box.fill(house["simulators"]["videos"]["url"] + link)
        page.get_by_role("button", name="Download", exact=True).click()
        expect(box).to_have_value("", timeout=PATIENT_MS)
    expect(page.get_by_text("In the library since").nth(1)).to_be_visible(timeout=60_000)
    some = re.compile(r"^[2-4]\d(\.|$)")
    expect(page.get_by_role("progressbar").first).to_have_attribute(
        "aria-valuenow", some, timeout=60_000
    )


def wish(browser: Browser, house: dict[str, Any]) -> None:
    """Let the first member wish, and the owner approve some of it."""
    api = f"{house['url']}/api/v1"
    made = []
    for person, paths in ((house["members"][0], WISHES), (house["owner"], ())):
        page = browser.new_page(extra_http_headers={"X-Requested-With": "medianest"})
        sign_in(page, house, person)
        for body in paths:
            answer = page.request.post(f"{api}/requests", data=body)
            made += [answer.json()["id"]] if answer.ok else []
        if not paths:
            for request_id in made[:APPROVED]:
                page.request.post(f"{api}/requests/{request_id}/approve")
        page.close()


def take(browser: Browser, house: dict[str, Any], scheme: str, width: str) -> None:
    """Take every page in one scheme and width."""
    across, down = WIDTHS[width]
    page = browser.new_page(viewport={"width": across, "height": down}, reduced_motion="reduce")
    page.add_init_script(f"localStorage.setItem('medianest.theme', '{scheme}')")
    page.goto(house["url"])
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible(timeout=PATIENT_MS)
    page.screenshot(path=HERE / f"sign-in-{width}-{scheme}.png")
    sign_in(page, house, house["members"][0])
    if (scheme, width) == ("dark", "wide"):
        wish(browser, house)
        paste_links(page, house)
    for name, path in PAGES.items():
        show(page, house["url"] + path, f"{name}-{width}-{scheme}")
    page.context.clear_cookies()
    sign_in(page, house, house["owner"])
    for name, path in {**KEEPING, **looked_at_closely(page, house)}.items():
        show(page, house["url"] + path, f"{name}-{width}-{scheme}")
    page.close()


def looked_at_closely(page: Page, house: dict[str, Any]) -> dict[str, str]:
    """One person and one wish, wherever this house has put them."""
    api = f"{house['url']}/api/v1"
    people = page.request.get(f"{api}/members?query={house['members'][0]['username']}").json()
    wishes = page.request.get(f"{api}/requests").json()
    stream = f"request-{wishes['items'][-1]['id']}"
    return {
        "person": f"/people/one?id={people['items'][0]['id']}",
        "one-wish": f"/admin/events?service=requests&stream={stream}",
    }


def show(page: Page, url: str, name: str) -> None:
    """Take one page once all of it is there."""
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENT_MS)
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENT_MS)
    page.wait_for_load_state("load")
    page.wait_for_timeout(1500)  # rows come in one after the other; a picture waits for all
    page.screenshot(path=HERE / f"{name}.png")


def main() -> None:
    """Take them all."""
    house = json.loads(UP.read_text())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for width in WIDTHS:
            for scheme in ("dark", "light"):
                take(browser, house, scheme, width)
                sys.stdout.write(f"{width}, {scheme}\n")
        browser.close()


if __name__ == "__main__":
    main()
