"""A provider that does not answer keeps nobody waiting for long."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from medianest.chassis.clock import SYSTEM
from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.identity.adapters import openid
from medianest.identity.ports import ProviderAway
from medianest.testkit.openid import OpenId


@pytest.fixture
def provider() -> Iterator[OpenId]:
    made = OpenId("household")
    made.start()
    yield made
    made.stop()


@asynccontextmanager
async def asked_by_us(provider: OpenId, *also: str) -> AsyncIterator[openid.OpenId]:
    client = provider.client
    at = openid.Registration(
        id=provider.name,
        issuer=provider.url,
        client_id=client.client_id,
        client_secret=client.secret,
    )
    guard = EgressGuard([f"127.0.0.1:{provider.port}", *also])
    asking = openid.OpenId(EgressProxy(guard), at, SYSTEM)
    await asking.start()
    yield asking
    await asking.stop()


@asynccontextmanager
async def nobody_answers() -> AsyncIterator[str]:
    """An address where one is let in and hears nothing."""
    conversations: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _, w: conversations.append(w), "127.0.0.1", 0)
    yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    for one in conversations:
        one.close()
    server.close()
    await server.wait_closed()


async def test_s21_a_logout_has_one_deadline_however_many_answers_it_takes(
    provider: OpenId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openid, "_ALL_WITHIN_S", 0.5)
    async with nobody_answers() as silent, asked_by_us(provider, silent) as asking:
        provider.behaves(document={"jwks_uri": f"http://{silent}/keys"})
        async with asyncio.timeout(3):
            with pytest.raises(ProviderAway):
                await asking.logged_out(provider.word())
