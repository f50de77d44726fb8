"""What happens is on the screen within a second, and thousands of rows are no burden."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Route, expect

pytestmark = [pytest.mark.browser, pytest.mark.long]  # it measures, so the machine must be quiet
LOOKS: Final = 20
SHOWN_WITHIN_S: Final = 1.0
MANY: Final = 5_000
PAGE: Final = 120
DRAWN_MOST: Final = 120
# A frame every 50 ms is 20 a second on a machine that does other things too.
FRAME_MOST_MS: Final = 50.0
SCROLL: Final = """async () => {
  const frames = [];
  let before = performance.now();
  for (let step = 0; step < 120; step += 1) {
    window.scrollBy(0, 400);
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - before);
    before = performance.now();
  }
  return frames;
}"""
AT_REST: Final = """async () => {
  const answer = await fetch("/api/v1/downloads?limit=100");
  const { items } = await answer.json();
  return items.every(({ status }) => ["completed", "failed", "cancelled"].includes(status));
}"""
REST_WITHIN_MS: Final = 120_000


def test_an_event_is_on_the_screen_within_a_second(
    lived_in: Any, people: dict[str, BrowserContext], record_property: Any
) -> None:
    page = people["member"].new_page()
    page.goto(f"{lived_in.url}/downloads")
    expect(page.get_by_role("textbox", name="Address of a video")).to_be_visible()
    expect(page.get_by_text("Live updates are interrupted.")).to_have_count(0)
    took = []
    with lived_in.signed_in(lived_in.told["members"][0]) as member:
        for look in range(LOOKS):
            url = f"{lived_in.videos}/watch/night-train?look={look}"
            began = time.monotonic()
            download = member.submit(url)
            expect(page.locator(f'li.job[data-id="{download}"]')).to_be_visible()
            took.append(time.monotonic() - began)
    p95 = statistics.quantiles(took, n=20)[-1]
    record_property("event to screen, p95 in s", round(p95, 3))
    sys.stdout.write(f"event to screen: p95 {p95:.3f} s, median {statistics.median(took):.3f} s\n")
    # They are fetched meanwhile; what is measured next has the machine for itself.
    page.wait_for_function(AT_REST, polling=1000, timeout=REST_WITHIN_MS)
    page.close()
    assert p95 < SHOWN_WITHIN_S, took


def test_five_thousand_tiles_scroll(
    lived_in: Any,
    open_browser: Callable[..., BrowserContext],
    people: dict[str, BrowserContext],
    record_property: Any,
) -> None:
    # A service worker would stand between the page and the five thousand.
    context = open_browser(
        storage_state=people["member"].storage_state(),
        service_workers="block",
        viewport={"width": 1440, "height": 900},
    )
    page = context.new_page()
    page.route("**/api/v1/library/recent**", many)
    page.goto(f"{lived_in.url}/library")
    tiles = page.get_by_role("listitem")
    expect(tiles.first).to_be_visible()
    seen = set()
    frames: list[float] = []
    for _ in range(MANY // PAGE + 40):
        frames += page.evaluate(SCROLL)
        seen |= set(tiles.locator(".nm").all_inner_texts())
        assert tiles.count() <= DRAWN_MOST
        if any(str(MANY - 1) in one for one in seen):
            break
    p95, median = statistics.quantiles(frames, n=20)[-1], statistics.median(frames)
    record_property("a frame while scrolling, p95 in ms", round(p95, 1))
    sys.stdout.write(f"a frame while scrolling: p95 {p95:.1f} ms, median {median:.1f} ms\n")
    context.close()
    assert any(f"Film {MANY - 1}" == one for one in seen)
    assert p95 < FRAME_MOST_MS


def many(route: Route) -> None:
    """Five thousand films, page by page; a house with so many would take an hour to fill."""
    said = route.request.url.split("cursor=")
    start = int(said[1].split("&")[0]) if len(said) > 1 else 0
    items = [
        {"id": str(at), "kind": "movie", "title": f"Film {at}", "origin": "plex", "year": 1990}
        for at in range(start, min(start + PAGE, MANY))
    ]
    following = str(start + PAGE) if start + PAGE < MANY else None
    route.fulfill(
        content_type="application/json", body=json.dumps({"items": items, "next": following})
    )
