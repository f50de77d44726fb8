"""Which addresses may become channels."""

import asyncio

import pytest

from medianest.chassis.egress import EgressGuard
from medianest.notify.adapters.addresses import GuardedAddresses
from medianest.notify.adapters.push import PushServices
from medianest.notify.domain.address import (
    Address,
    AddressNotAllowed,
    AppriseAddress,
    Gotify,
    Matrix,
    Ntfy,
    PushAddress,
    PushKeys,
    WebhookAddress,
)
from medianest.testkit.inside import INSIDE_HOSTS

KEYS = PushKeys(p256dh="A" * 87, auth="A" * 22)


def each(url: str) -> list[Address]:
    """Every kind of address that can name a host."""
    return [
        WebhookAddress(url=url, secret="x"),
        PushAddress(endpoint=url, keys=KEYS),
        AppriseAddress(form=Ntfy(topic="x", server=url)),
        AppriseAddress(form=Gotify(server=url, token="x" * 15)),
        AppriseAddress(form=Matrix(server=url, access_token="x" * 15, room_id="!abcdef")),
    ]


async def test_s35_no_kind_takes_an_inside_address_in_any_spelling() -> None:
    check = GuardedAddresses(EgressGuard(deadline_s=2), PushServices())

    async def refused(address: Address) -> None:
        with pytest.raises(AddressNotAllowed):
            await check.vet(address)

    for host in INSIDE_HOSTS:
        for url in (f"http://{host}/", f"https://{host}:8443/x?y"):
            await asyncio.gather(*map(refused, each(url)))


async def test_what_is_outside_is_taken() -> None:
    check = GuardedAddresses(EgressGuard(), PushServices())
    for address in each("https://8.8.8.8/"):
        if not isinstance(address, PushAddress):
            await check.vet(address)
    await check.vet(PushAddress(endpoint="https://fcm.googleapis.com/x", keys=KEYS))
