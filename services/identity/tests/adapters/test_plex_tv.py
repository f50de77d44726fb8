"""plex.tv is left alone for as long as it wishes, once it was asked too often."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import pytest

from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.identity.adapters.plex_tv import PlexSites, PlexTv
from medianest.identity.ports.plex import OwnerKey, PlexAway, PlexOffer, PlexToken
from medianest.testkit.clock import FakeClock

A_PIN = b'{"id": 7, "code": "abc"}'
OLGAS = PlexToken(text="token-of-olga")
TOO_OFTEN = b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\nConnection: close\r\n"


class Cloud:
    """plex.tv: refuses with this head, or gives a PIN; counts how often it was asked."""

    def __init__(self) -> None:
        self.refusal: bytes | None = None
        self.asked = 0
        self.at = ""

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        self.asked += 1
        pin = b"HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
        writer.write(self.refusal or pin % (len(A_PIN), A_PIN))
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def plex_of(cloud: Cloud, clock: FakeClock) -> AsyncIterator[PlexTv]:
    server = await asyncio.start_server(cloud.answer, "127.0.0.1", 0)
    cloud.at = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    url = f"http://{cloud.at}"
    plex = PlexTv(
        EgressProxy(EgressGuard([cloud.at])),
        PlexSites(service_url=url, clients_url=url, page_url=url),
        "one-for-the-house",
        clock=clock,
        pause_s=0,
    )
    await plex.start()
    yield plex
    await plex.stop()
    server.close()
    await server.wait_closed()


async def rest_of(ask: Callable[[], Coroutine[Any, Any, object]]) -> int:
    """For how long it is to be left alone."""
    with pytest.raises(PlexAway) as away:
        await ask()
    return away.value.retry_after_s


@pytest.mark.parametrize(
    ("wished", "rest_s"),
    [
        *((b"", 900), (b"Retry-After: 30\r\n", 30), (b"Retry-After: " + b"9" * 5000, 86_400)),
        *((b"Retry-After: soon\r\n", 900), (b"Retry-After: \xb2\r\n", 900)),
    ],
)
async def test_once_it_was_asked_too_often_nobody_asks_until_the_time_is_over(
    wished: bytes, rest_s: int
) -> None:
    cloud, clock = Cloud(), FakeClock()
    async with plex_of(cloud, clock) as plex:
        cloud.refusal = TOO_OFTEN + wished.removesuffix(b"\r\n") + b"\r\n\r\n"
        assert await rest_of(plex.begin) == rest_s
        cloud.refusal, cloud.asked = None, 0
        clock.advance(rest_s - 10)
        for ask in (
            plex.begin,
            lambda: plex.shares(OLGAS),
            lambda: plex.approved_by(7, None),
            lambda: plex.offered_by(7),
        ):
            assert await rest_of(ask) == 10
        assert cloud.asked == 0
        clock.advance(10)
        assert (await plex.begin()).code == "abc"


async def test_after_any_other_flaw_it_may_be_asked_at_once() -> None:
    cloud, clock = Cloud(), FakeClock()
    async with plex_of(cloud, clock) as plex:
        cloud.refusal = b"HTTP/1.1 503 Away\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        assert await rest_of(plex.begin) == 60
        cloud.refusal = None
        assert (await plex.begin()).code == "abc"


def test_a_token_is_told_to_plex_and_to_nobody_else() -> None:
    assert OLGAS.headers == {"X-Plex-Token": "token-of-olga"}
    offer = PlexOffer(id=1001, name="olga", token=OLGAS, owned=frozenset())
    told = [OLGAS, OwnerKey(token=OLGAS, owner_id=1001), offer]
    assert "olga" not in f"{told} {OLGAS}"
    assert "1001" not in f"{told}"
