"""On the bus a service says only its own words, hears only what it reads, and changes no stream."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import nats
import pytest
from nats.aio.client import Client

from medianest.cli.provision import provision_streams, watch_streams
from medianest.cli.provision.accounts import inbox_prefix
from medianest.contracts.topology import SERVICES, TOPOLOGY, ServiceName
from medianest.eventlog.rest import end
from medianest.testkit import eventually
from medianest.testkit.house import House

SOON_S = 0.4


class Seat:
    """One service's connection, and the refusals that it was told."""

    def __init__(self, client: Client, refusals: list[str]) -> None:
        self.client = client
        self.refusals = refusals

    async def refused(self, subject: str, data: bytes = b"{}") -> None:
        """Publishing there is refused, and nobody answers."""
        self.refusals.clear()
        with pytest.raises(nats.errors.TimeoutError):
            await self.client.request(subject, data, timeout=SOON_S)
        assert any("permissions violation" in told for told in self.refusals), self.refusals


async def _sit(house: House, service: ServiceName) -> Seat:
    refusals: list[str] = []

    async def told(error: Exception) -> None:
        refusals.append(str(error))

    mine = house(service)
    client = await nats.connect(
        mine.nats_url,
        nkeys_seed_str=mine.nats_seed,
        inbox_prefix=inbox_prefix(service).encode(),
        error_cb=told,
        allow_reconnect=False,
    )
    return Seat(client, refusals)


@pytest.fixture
async def identity(module_house: House) -> AsyncIterator[Seat]:
    seat = await _sit(module_house, "identity")
    yield seat
    await seat.client.close()


@pytest.fixture
async def downloads(module_house: House) -> AsyncIterator[Seat]:
    seat = await _sit(module_house, "downloads")
    yield seat
    await seat.client.close()


async def _info(house: House, service: ServiceName) -> dict[str, Any]:
    seat = await _sit(house, service)
    answer = await seat.client.request(f"$JS.API.STREAM.INFO.MN_{service.upper()}", b"", timeout=2)
    await seat.client.close()
    found: dict[str, Any] = json.loads(answer.data)
    return found


async def test_a_service_speaks_on_its_own_stream(identity: Seat) -> None:
    answer = await identity.client.request("mn.evt.identity.member.joined.1", b"hello", timeout=2)
    assert json.loads(answer.data)["stream"] == "MN_IDENTITY"


@pytest.mark.parametrize(
    "subject",
    [
        "mn.evt.requests.request.approved.1",
        "mn.evt.downloads.download.completed.1",
        "mn.state.downloads.people.1",
        "mn.live.downloads.download.1",
        "anything.else",
    ],
)
async def test_s55_nobody_speaks_as_another(identity: Seat, subject: str) -> None:
    await identity.refused(subject)


@pytest.mark.parametrize(
    "call",
    [
        "STREAM.CREATE.MINE",
        "STREAM.UPDATE.MN_IDENTITY",
        "STREAM.DELETE.MN_IDENTITY",
        "STREAM.PURGE.MN_IDENTITY",
        "STREAM.MSG.DELETE.MN_IDENTITY",
        "STREAM.SNAPSHOT.MN_IDENTITY",
        "STREAM.LIST",
        "CONSUMER.CREATE.MN_IDENTITY",
        "CONSUMER.CREATE.MN_GATEWAY.spy",
        "CONSUMER.DURABLE.CREATE.MN_IDENTITY.spy",
        "STREAM.MSG.GET.MN_GATEWAY",
        "DIRECT.GET.MN_REQUESTS",
    ],
)
async def test_s55_streams_and_consumers_are_not_a_services_to_change(
    identity: Seat, call: str
) -> None:
    await identity.refused(f"$JS.API.{call}")


@pytest.mark.parametrize("subject", ["mn.evt.requests.>", "mn.evt.>", ">", "_INBOX_downloads.>"])
async def test_nobody_overhears_what_it_does_not_read(identity: Seat, subject: str) -> None:
    await identity.client.subscribe(subject)
    await eventually(lambda: any("permissions violation" in r for r in identity.refusals))


async def test_a_reader_hears_and_reads_what_the_topology_names(
    identity: Seat, downloads: Seat
) -> None:
    heard = await downloads.client.subscribe("mn.evt.identity.>")
    await downloads.client.flush()
    await identity.client.request("mn.evt.identity.member.joined.2", b"two", timeout=2)
    assert (await heard.next_msg(timeout=2)).data == b"two"
    messages = await _read(downloads.client, "MN_IDENTITY", downloads.client.new_inbox())
    assert b"two" in [data for _, data in messages]


async def test_s55_a_reader_cannot_forge_a_message_by_its_reply_subject(
    module_house: House, identity: Seat, downloads: Seat
) -> None:
    """The answer to a Direct Get goes where its reply subject says; not across accounts."""
    await identity.client.request("mn.evt.identity.member.joined.3", b"three", timeout=2)
    before = (await _info(module_house, "identity"))["state"]["last_seq"]
    await downloads.client.publish(
        "$JS.API.DIRECT.GET.MN_IDENTITY",
        json.dumps({"seq": 1, "batch": 10}).encode(),
        reply="mn.evt.identity.member.joined.4",
    )
    # Answered in the same order, so the forged one would be there by now.
    await _read(downloads.client, "MN_IDENTITY", downloads.client.new_inbox())
    assert (await _info(module_house, "identity"))["state"]["last_seq"] == before
    own = await _info(module_house, "downloads")
    assert own["state"]["messages"] == 0


@pytest.mark.parametrize("service", SERVICES)
async def test_every_reader_reaches_every_stream_that_it_reads(
    module_house: House, service: ServiceName
) -> None:
    seat = await _sit(module_house, service)
    topology = TOPOLOGY[service]
    streams = [
        *(TOPOLOGY[source].stream for source in topology.reads),
        *(TOPOLOGY[source].state_stream for source in topology.reads_state),
    ]
    for stream in streams:
        await _read(seat.client, stream, seat.client.new_inbox())
    assert seat.refusals == []
    await seat.client.close()


async def test_live_values_are_heard_as_they_are_said_and_kept_nowhere(
    house: House,
) -> None:
    downloads, gateway = await _sit(house, "downloads"), await _sit(house, "gateway")
    user, password = house.credentials.nats_operator("downloads")
    admin = await nats.connect(house.nats.url, user=user, password=password)
    kept = {"name": "MN_LIVE_DOWNLOADS", "subjects": ["mn.live.downloads.>"], "storage": "memory"}
    made = await admin.request(
        "$JS.API.STREAM.CREATE.MN_LIVE_DOWNLOADS", json.dumps(kept).encode(), timeout=2
    )
    assert "error" not in json.loads(made.data), "as an earlier version left it"
    heard = await gateway.client.subscribe("mn.live.downloads.>")
    await gateway.client.flush()

    async def is_said(text: bytes) -> None:
        await downloads.client.publish("mn.live.downloads.download.1", text)
        assert (await heard.next_msg(timeout=2)).data == text

    await is_said(b"while it is kept")
    await provision_streams(house.credentials, house.addresses)
    await is_said(b"while it is not")
    names = json.loads((await admin.request("$JS.API.STREAM.NAMES", b"", timeout=2)).data)
    assert names["streams"] == ["MN_DOWNLOADS"]
    assert downloads.refusals == gateway.refusals == []
    for each in (downloads.client, gateway.client, admin):
        await each.close()


async def test_streams_come_back_after_a_wipe(house: House) -> None:
    watching = asyncio.create_task(watch_streams(house.credentials, house.addresses, every_s=0.05))
    try:
        user, password = house.credentials.nats_operator("identity")
        admin = await nats.connect(house.nats.url, user=user, password=password)
        await admin.request("$JS.API.STREAM.DELETE.MN_IDENTITY", b"", timeout=2)
        await admin.close()

        async def back() -> bool:
            return "error" not in await _info(house, "identity")

        await eventually(back)
    finally:
        await end(watching)


async def test_provisioning_twice_is_provisioning_once(house: House) -> None:
    before = {service: await _info(house, service) for service in SERVICES}
    await provision_streams(house.credentials, house.addresses)
    after = {service: await _info(house, service) for service in SERVICES}
    assert {s: (i["created"], i["config"]) for s, i in before.items()} == {
        s: (i["created"], i["config"]) for s, i in after.items()
    }


async def _read(client: Client, stream: str, inbox: str) -> list[tuple[dict[str, str], bytes]]:
    """One Direct Get batch, to its end."""
    answers = await client.subscribe(inbox)
    wish = json.dumps({"seq": 1, "batch": 100}).encode()
    await client.publish(f"$JS.API.DIRECT.GET.{stream}", wish, reply=inbox)
    found: list[tuple[dict[str, str], bytes]] = []
    while True:
        message = await answers.next_msg(timeout=2)
        headers = dict(message.headers or {})
        if "Status" in headers:
            await answers.unsubscribe()
            return found
        found.append((headers, message.data))
