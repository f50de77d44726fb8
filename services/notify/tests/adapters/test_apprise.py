"""Chat services by Apprise: typed forms, a child, and no way out but the guard."""

import asyncio
import sys
from collections.abc import AsyncIterator

import msgspec
import pytest
from apprise import Apprise
from letters import letter
from outside import Passed, Place, guarded

from medianest.notify.adapters.apprise.sender import AppriseSender
from medianest.notify.adapters.apprise.urls import SCHEMAS, url_of
from medianest.notify.adapters.apprise.words import Came, Task
from medianest.notify.adapters.wording import TemplateWording
from medianest.notify.domain.address import (
    AppriseAddress,
    Discord,
    Form,
    Gotify,
    Matrix,
    Ntfy,
    Pushover,
    Slack,
    Telegram,
)
from medianest.notify.ports import Letter, Refused, TryAgain

A_TOKEN = "Abcdefghijkl123"
FORMS: tuple[Form, ...] = (
    Discord(webhook_id="123456789", token=A_TOKEN),
    Telegram(bot_token="12345678:" + "A" * 35, chat_id="-1001234"),
    Slack(token_a="T1JJ3T3L2", token_b="A1BRTD4JD", token_c="TIiajkdnlazkcOXrIdevi7FQ"),
    Ntfy(topic="nest"),
    Ntfy(topic="nest", server="https://ntfy.example:8443", token="tk_" + "a" * 29),
    Gotify(server="https://gotify.example/under/here", token=A_TOKEN),
    Pushover(user_key="u" * 30, token="t" * 30),
    Matrix(server="https://matrix.example", access_token="syt_abcdefgh", room_id="!abcdef:m.org"),
)


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with Place().open() as place:
        yield place


def to(form: Form) -> Letter:
    return letter(AppriseAddress(form=form), title="A {{7*7}} title", body="and <b>body</b>")


# Apprise loads all its plugins here, and one of them an old module; our process never does.
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
def test_apprise_understands_every_form(form: Form) -> None:
    service = Apprise.instantiate(url_of(form))
    assert service is not None
    assert url_of(form).partition(":")[0] in SCHEMAS


async def test_ntfy_is_told_through_the_guard(place: Place, wording: TemplateWording) -> None:
    passed = Passed()
    async with guarded(place.host, passed=passed) as proxy:
        await sender(proxy.url, wording).send(to(Ntfy(topic="nest", server=place.url)))
    (call,) = place.calls
    assert b"A {{7*7}} title" in call.body
    assert b"and <b>body</b>" in call.body
    assert passed.bytes_out >= len(call.body)


async def test_gotify_is_told_through_the_guard(place: Place, wording: TemplateWording) -> None:
    async with guarded(place.host) as proxy:
        await sender(proxy.url, wording).send(to(Gotify(server=place.url + "/g", token=A_TOKEN)))
    assert place.calls[0].line == "POST /g/message HTTP/1.1"
    assert place.calls[0].headers["x-gotify-key"] == A_TOKEN


async def test_s35_what_the_guard_does_not_let_out_is_not_called(
    place: Place, wording: TemplateWording
) -> None:
    async with guarded() as proxy:
        for server in (place.url, f"http://localhost:{place.port}", f"http://0x7f.1:{place.port}"):
            with pytest.raises((TryAgain, Refused)):
                await sender(proxy.url, wording).send(to(Ntfy(topic="nest", server=server)))
    assert place.connections == 0


async def test_no_redirect_is_followed(place: Place, wording: TemplateWording) -> None:
    async with Place().open() as canary, guarded(place.host, canary.host) as proxy:
        place.says(307, f"Location: {canary.url}/")
        with pytest.raises((TryAgain, Refused)):
            await sender(proxy.url, wording).send(to(Ntfy(topic="nest", server=place.url)))
        assert place.connections == 1
        assert canary.connections == 0


@pytest.mark.parametrize(("status", "meant"), [(500, TryAgain), (429, TryAgain), (403, Refused)])
async def test_an_answer_says_whether_to_try_again(
    place: Place, wording: TemplateWording, status: int, meant: type[Exception]
) -> None:
    async with guarded(place.host) as proxy:
        place.says(status)
        with pytest.raises(meant):
            await sender(proxy.url, wording).send(to(Ntfy(topic="nest", server=place.url)))


async def test_a_service_that_hangs_is_given_up(place: Place, wording: TemplateWording) -> None:
    place.is_silent = True
    async with guarded(place.host) as proxy:
        with pytest.raises(TryAgain):
            await sender(proxy.url, wording, deadline_s=1.0).send(
                to(Ntfy(topic="nest", server=place.url))
            )


@pytest.mark.parametrize(
    "form",
    [
        {"service": "discord", "webhook_id": "1/../2", "token": A_TOKEN},
        {"service": "discord", "webhook_id": "123456", "token": "a/b?c=d&e"},
        {"service": "ntfy", "topic": "a/b"},
        {"service": "ntfy", "topic": "a?attach=file:///etc/passwd"},
        {"service": "gotify", "server": "https://x.example", "token": "short"},
        {"service": "telegram", "bot_token": "12345678:" + "A" * 35, "chat_id": "@evil/x"},
        {"service": "matrix", "server": "https://x", "access_token": "x" * 9, "room_id": "#a"},
        {"service": "pushover", "user_key": "u" * 30, "token": "t" * 29 + "\n"},
        {"service": "json", "url": "http://127.0.0.1"},
        {"service": "syslog"},
    ],
)
def test_a_form_takes_nothing_that_is_not_its_own(form: dict[str, str]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"kind": "apprise", "form": form}, AppriseAddress)


async def test_the_child_takes_no_other_service(place: Place) -> None:
    task = Task(url=f"json://{place.host}/", title="t", body="b", deadline_s=2)
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "medianest.notify.adapters.apprise"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await child.communicate(msgspec.json.encode(task))
    assert msgspec.json.decode(said, type=Came).understood is False
    assert place.connections == 0


def sender(url: object, wording: TemplateWording, *, deadline_s: float = 15) -> AppriseSender:
    async def proxy_url() -> str:
        assert callable(url)
        return str(url("apprise"))

    return AppriseSender(proxy_url, wording, deadline_s=deadline_s)
