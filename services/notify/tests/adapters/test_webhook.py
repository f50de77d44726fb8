"""Signed webhooks, over real sockets and through the guard."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from letters import letter
from outside import Place, guarded

from medianest.chassis.http import Outward
from medianest.notify.adapters.webhook import WebhookSender
from medianest.notify.adapters.wording import TemplateWording
from medianest.notify.domain.address import WebhookAddress
from medianest.notify.ports import Refused, TryAgain
from medianest.testkit.inside import INSIDE_HOSTS
from medianest.testkit.people import NOON

SECRET = "whsec-nobody-knows"


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with Place().open() as place:
        yield place


@asynccontextmanager
async def a_sender(
    place: Place, wording: TemplateWording, *, total_s: float
) -> AsyncIterator[WebhookSender]:
    async with guarded(place.host) as proxy:
        outward = Outward(proxy.url("webhook"), total_s=total_s, body_bytes_max=1024)
        yield WebhookSender(outward, wording, now=lambda: NOON)
        await outward.close()


@pytest.fixture
async def sender(place: Place, wording: TemplateWording) -> AsyncIterator[WebhookSender]:
    async with a_sender(place, wording, total_s=10) as sender:
        yield sender


def to(url: str) -> WebhookAddress:
    return WebhookAddress(url=url, secret=SECRET)


async def test_s47_a_webhook_is_signed_over_id_time_and_body(
    place: Place, sender: WebhookSender
) -> None:
    written = letter(to(place.url + "/hook?x=1"))
    await sender.send(written)
    (call,) = place.calls
    said = json.loads(call.body)
    assert call.line == "POST /hook?x=1 HTTP/1.1"
    assert said["title"] == "“A night train” is in the library"
    assert said["url"] == "https://nest.example/downloads"
    assert call.headers["medianest-id"] == said["id"] == str(written.delivery_id)
    assert call.headers["medianest-time"] == str(int(NOON.timestamp()))
    signed = f"{said['id']}.{int(NOON.timestamp())}.".encode() + call.body
    right = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert call.headers["medianest-signature"] == f"v1={right}"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 408])
async def test_a_busy_place_is_tried_again_when_it_says(
    place: Place, sender: WebhookSender, status: int
) -> None:
    place.says(status, "Retry-After: 17")
    with pytest.raises(TryAgain) as later:
        await sender.send(letter(to(place.url)))
    assert later.value.after_s == 17


async def test_a_date_in_retry_after_is_understood_and_nonsense_is_not_feared(
    place: Place, sender: WebhookSender
) -> None:
    date = "Date: Mon, 01 Jun 2026 12:00:00 GMT"
    for wish, after_s in (
        ("Mon, 01 Jun 2026 12:00:30 GMT", 30.0),
        ("Mon, 01 Jun 2099 12:00:30 GMT", 86_400.0),
        ("99999999999", 86_400.0),
        ("-1", None),
        ("soon", None),
    ):
        place.says(503, date, f"Retry-After: {wish}")
        with pytest.raises(TryAgain) as later:
            await sender.send(letter(to(place.url)))
        assert later.value.after_s == after_s


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 301, 302, 307])
async def test_what_is_no_success_is_refused_and_no_redirect_is_followed(
    place: Place, sender: WebhookSender, status: int
) -> None:
    async with Place().open() as canary:
        place.says(status, f"Location: {canary.url}/")
        with pytest.raises(Refused) as refused:
            await sender.send(letter(to(place.url)))
        assert refused.value.gone is (status == 410)
        assert canary.connections == 0


async def test_a_place_that_says_nothing_costs_no_more_than_the_deadline(
    place: Place, wording: TemplateWording
) -> None:
    place.is_silent = True
    async with a_sender(place, wording, total_s=1) as sender:
        with pytest.raises(TryAgain):
            await sender.send(letter(to(place.url)))


async def test_of_an_endless_answer_only_the_beginning_is_read(
    place: Place, sender: WebhookSender
) -> None:
    place.answer = b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n" + b"x" * 999_999
    await sender.send(letter(to(place.url)))


async def test_s35_no_spelling_of_an_inside_address_is_called(
    place: Place, wording: TemplateWording
) -> None:
    async with guarded() as proxy:
        outward = Outward(proxy.url("webhook"), total_s=10)
        sender = WebhookSender(outward, wording, now=lambda: NOON)
        for host in INSIDE_HOSTS:
            with pytest.raises((TryAgain, Refused)):
                await sender.send(letter(to(f"http://{host}:{place.port}/")))
        await outward.close()
    assert place.connections == 0
