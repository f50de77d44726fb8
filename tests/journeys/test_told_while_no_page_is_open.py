"""The voice of the house while no page is open: what the worker makes of a push.

A browser without a head has no push service, so nothing is subscribed here: the message is handed
to the worker as the browser would. That a browser can decrypt ours is asked of the simulator.
"""

import json
from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, CDPSession, expect

pytestmark = pytest.mark.browser
# A page of ours lets nothing be evaluated that waits, so the waiting is the page's own.
SHOWN: Final = """(title) => new Promise((found, failed) => {
  const until = Date.now() + 20_000;
  const look = async () => {
    const registration = await navigator.serviceWorker.ready;
    const all = await registration.getNotifications();
    if (all.some((one) => one.title === title))
      found(all.map(({ title, body, tag, data }) => ({ title, body, tag, to: data.to })));
    else if (Date.now() > until) failed(new Error(`not shown: ${title}`));
    else setTimeout(look, 100);
  };
  look();
})"""


def test_what_is_pushed_is_shown_and_leads_to_a_page_of_ours(
    lived_in: Any,
    open_browser: Callable[..., BrowserContext],
    people: dict[str, BrowserContext],
) -> None:
    context = open_browser(
        storage_state=people["member"].storage_state(), permissions=["notifications"]
    )
    page = context.new_page()
    line = context.new_cdp_session(page)
    known: list[str] = []
    line.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: known.extend(one["registrationId"] for one in told["registrations"]),
    )
    line.send("ServiceWorker.enable")
    page.goto(lived_in.url)
    expect(page.get_by_role("button", name="Your menu").first).to_be_visible(timeout=20_000)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    push(line, lived_in.url, known, {"title": "It is there", "body": "A film.", "url": "/wishes"})
    assert page.evaluate(SHOWN, "It is there") == [
        {"title": "It is there", "body": "A film.", "tag": "medianest", "to": "wishes"}
    ]
    # What nobody of ours wrote says nothing but that there is something.
    push(line, lived_in.url, known, "<b>open https://elsewhere.example</b>")
    assert page.evaluate(SHOWN, "MediaNest") == [
        {"title": "MediaNest", "body": "", "tag": "medianest", "to": "inbox"}
    ]
    context.close()


def push(line: CDPSession, url: str, known: list[str], said: Any) -> None:
    """As the browser does that was sent a message."""
    data = said if isinstance(said, str) else json.dumps(said)
    told = {"origin": url, "registrationId": known[-1], "data": data}
    line.send("ServiceWorker.deliverPushMessage", told)
