"""Web push, to a service that decrypts, checks who sends, and answers as it is told."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import msgspec
import pytest
import uvicorn
from letters import letter
from outside import guarded

from medianest.chassis.clock import now
from medianest.chassis.http import Outward
from medianest.local.simulators.push import PushService
from medianest.notify.adapters.push import PushSender, PushServices, new_key, public_key
from medianest.notify.adapters.wording import TemplateWording
from medianest.notify.domain.address import PushAddress, PushKeys
from medianest.notify.ports import Refused, TryAgain
from medianest.testkit import eventually

OUR_KEY = new_key()


class Running:
    """The push service on a port of its own."""

    def __init__(self, service: PushService, host: str) -> None:
        self.service = service
        self.host = host

    async def browser(self, key: str | None = None) -> PushAddress:
        """One that listens to us, or to another sender."""
        said = {"application_server_key": key or public_key(OUR_KEY)}
        async with httpx.AsyncClient(base_url=f"http://{self.host}") as client:
            made = (await client.post("/subscriptions", json=said)).json()
        return msgspec.convert({"kind": "push", **made}, PushAddress)

    async def forget(self, browser: PushAddress) -> None:
        async with httpx.AsyncClient(base_url=f"http://{self.host}") as client:
            await client.delete(f"/subscriptions/{browser.endpoint.rpartition('/')[2]}")


@pytest.fixture
async def pushing() -> AsyncIterator[Running]:
    service = PushService()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(service.app(), log_level="error", lifespan="off"))
        serving = asyncio.create_task(server.serve([listener]))
        await eventually(lambda: server.started)
        yield Running(service, f"127.0.0.1:{listener.getsockname()[1]}")
        server.should_exit = True
        await serving


async def our_key() -> str:
    return OUR_KEY


@asynccontextmanager
async def a_sender(host: str, wording: TemplateWording) -> AsyncIterator[PushSender]:
    async with guarded(host) as proxy:
        outward = Outward(proxy.url("push"), total_s=10)
        yield PushSender(
            outward,
            wording,
            our_key,
            contact="mailto:owner@example.org",
            services=PushServices([host]),
            now=now,
        )
        await outward.close()


@pytest.fixture
async def sender(pushing: Running, wording: TemplateWording) -> AsyncIterator[PushSender]:
    async with a_sender(pushing.host, wording) as sender:
        yield sender


async def test_a_browser_reads_what_we_sent(pushing: Running, sender: PushSender) -> None:
    written = letter(await pushing.browser(), urgency="urgent", title="„Zug“ \u202e😀")
    sent = await sender.send(written)
    (message,) = pushing.service.messages
    said = json.loads(message.data)
    assert said["id"] == str(written.delivery_id)
    assert said["title"] == "„Zug“  😀"
    assert said["url"] == "/downloads"
    assert (message.urgency, message.ttl_s) == ("high", 86_400)
    assert message.contact == "mailto:owner@example.org"
    assert sent.provider_id is not None


async def test_of_two_with_the_same_topic_the_browser_keeps_the_later(
    pushing: Running, sender: PushSender
) -> None:
    browser = await pushing.browser()
    for title in ("down", "up"):
        await sender.send(letter(browser, topic="monitor-1", title=title))
    assert [json.loads(m.data)["title"] for m in pushing.service.messages] == ["up"]


@pytest.mark.parametrize("status", [404, 410])
async def test_a_browser_that_has_gone_is_gone(
    pushing: Running, sender: PushSender, status: int
) -> None:
    browser = await pushing.browser()
    if status == 410:
        await pushing.forget(browser)
    else:
        pushing.service.behave(404)
    with pytest.raises(Refused) as refused:
        await sender.send(letter(browser))
    assert refused.value.gone


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_busy_service_is_tried_again(
    pushing: Running, sender: PushSender, status: int
) -> None:
    pushing.service.behave(status, retry_after_s=42)
    with pytest.raises(TryAgain) as later:
        await sender.send(letter(await pushing.browser()))
    assert later.value.after_s == (None if status == 500 else 42)


async def test_what_is_too_large_is_said_shorter(pushing: Running, sender: PushSender) -> None:
    pushing.service.behave(413, times=1)
    await sender.send(letter(await pushing.browser(), body="word " * 800))
    assert len(json.loads(pushing.service.messages[0].data)["body"]) == 200


async def test_the_longest_letter_fits(pushing: Running, sender: PushSender) -> None:
    await sender.send(letter(await pushing.browser(), title="😀" * 500, body="字" * 5000))
    assert len(pushing.service.messages) == 1


async def test_a_key_that_a_browser_does_not_listen_to_is_refused_but_not_gone(
    pushing: Running, sender: PushSender
) -> None:
    with pytest.raises(Refused) as refused:
        await sender.send(letter(await pushing.browser(public_key(new_key()))))
    assert not refused.value.gone


async def test_keys_that_make_no_sense_are_refused(pushing: Running, sender: PushSender) -> None:
    browser = await pushing.browser()
    nonsense = PushKeys(p256dh="A" * 87, auth=browser.keys.auth)
    with pytest.raises(Refused) as refused:
        await sender.send(letter(PushAddress(endpoint=browser.endpoint, keys=nonsense)))
    assert refused.value.gone


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com.evil.example/x",
        "https://evil.example/fcm.googleapis.com",
        "https://fcm.googleapis.com@evil.example/x",
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://push.apple.com.evil.example/x",
        "https://evilpush.apple.com/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://[::1",
        "file:///etc/passwd",
        "",
    ],
)
async def test_s35_no_other_host_is_called(
    pushing: Running, sender: PushSender, endpoint: str
) -> None:
    browser = await pushing.browser()
    with pytest.raises(Refused) as refused:
        await sender.send(letter(PushAddress(endpoint=endpoint, keys=browser.keys)))
    assert refused.value.gone


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc",
        "https://web.push.apple.com/QAbc",
    ],
)
def test_the_services_of_the_usual_browsers_are_known(endpoint: str) -> None:
    assert PushServices().knows(endpoint)
