"""The JetStream streams of a service, as `medianest provision` makes them with its own NATS user.

A stream of announcements holds exactly one epoch of its log. After Postgres was restored from a
backup the log has a new epoch (`NEW_EPOCH`); the relay then says nothing, because the stream still
holds words that never happened, and its NATS user may not remove them. `ensure` sees the foreign
epoch at the tail, drops the stream, makes it anew and returns what had been announced since the
backup; the relay says all again under the new epoch. The other way, appending the new epoch behind
the old one, would make every reader from zero sort out dead words, and positions would no longer
rise with sequences.
"""

from typing import Any, Final
from uuid import UUID

import msgspec
import nats.errors

from medianest.contracts.record import Record
from medianest.contracts.topology import TOPOLOGY, ServiceName
from medianest.eventlog.bus.broker import Broker, NatsAccess, StreamMissing
from medianest.eventlog.readers.reconcile import Lost, announced_since

NEW_EPOCH: Final = """
update log_head set epoch = gen_random_uuid(), epoch_from = position returning epoch, epoch_from
"""
"""For the owner role, after a restore and before the service starts."""

GIB: Final = 1 << 30
MIB: Final = 1 << 20
NOT_FOUND: Final = 10059
KEPT_LIVE_VALUES: Final = "MN_LIVE_"
"""Streams that earlier versions made, and that nobody reads."""


class StreamConfig(Record):
    """A stream's settings, in JetStream's own words."""

    name: str
    subjects: tuple[str, ...]
    storage: str
    max_bytes: int
    discard: str
    compression: str = "none"
    max_msgs_per_subject: int = -1
    max_age: int = 0
    allow_atomic: bool = False
    allow_direct: bool = True
    retention: str = "limits"
    num_replicas: int = 1
    deny_delete: bool = False


class StreamRefused(Exception):
    """NATS did not make a stream."""


def streams(service: ServiceName, replicas: int = 1) -> tuple[StreamConfig, ...]:
    """What this service needs: announcements for ever, its latest values in memory only."""
    topology = TOPOLOGY[service]
    found = [
        StreamConfig(
            name=topology.stream,
            subjects=(f"mn.evt.{service}.>",),
            storage="file",
            max_bytes=8 * GIB,
            discard="new",
            compression="s2",
            allow_atomic=True,
            num_replicas=replicas,
        )
    ]
    if topology.state_values:
        found.append(
            StreamConfig(
                name=topology.state_stream,
                subjects=(f"mn.state.{service}.>",),
                storage="memory",
                max_bytes=32 * MIB,
                discard="old",
                max_msgs_per_subject=1,
                num_replicas=replicas,
            )
        )
    return tuple(found)


async def ensure(
    url: str, seed: str, service: ServiceName, epoch: UUID | None, *, replicas: int = 1
) -> tuple[Lost, ...]:
    """Make what is missing and change what differs; drop the announcements of another epoch.

    Live values are heard as they are said, by every version; what once kept them is dropped too.
    Returns what a dropped stream had announced since the backup. Raises `StreamRefused`, or what
    `Broker.once` raises when NATS is away.
    """
    access = NatsAccess(url=url, seed=seed, inbox_prefix=f"_INBOX_provision_{service}")
    async with Broker.once(service, access) as broker:
        lost: tuple[Lost, ...] = ()
        if epoch is not None:
            lost = await _drop_another_epoch(broker, service, epoch)
        for config in streams(service, replicas):
            await _make(broker, config)
        if TOPOLOGY[service].live_values:
            await _ask(broker, f"$JS.API.STREAM.DELETE.{KEPT_LIVE_VALUES}{service.upper()}", b"")
    return lost


async def _drop_another_epoch(
    broker: Broker, service: ServiceName, epoch: UUID
) -> tuple[Lost, ...]:
    try:
        tail = await broker.owner_tail(service)
        if tail.envelope is None or tail.envelope.epoch == epoch:
            return ()
        lost = await announced_since(broker, service)
    except StreamMissing:
        return ()  # never made, or dropped while we looked
    await _ask(broker, f"$JS.API.STREAM.DELETE.{TOPOLOGY[service].stream}", b"")
    return lost


async def _make(broker: Broker, config: StreamConfig) -> None:
    wish = msgspec.json.encode(config)
    there = await _ask(broker, f"$JS.API.STREAM.INFO.{config.name}", b"")
    if there is None:
        await _ask(broker, f"$JS.API.STREAM.CREATE.{config.name}", wish)
    elif _differs(config, there["config"]):
        await _ask(broker, f"$JS.API.STREAM.UPDATE.{config.name}", wish)


def _differs(config: StreamConfig, there: dict[str, Any]) -> bool:
    wish = msgspec.to_builtins(config)
    return any(there.get(name, default_of(name)) != value for name, value in wish.items())


def default_of(name: str) -> object:
    """What JetStream means when it leaves a setting out of its answer."""
    return {"max_age": 0, "compression": "none"}.get(name, False)


async def _ask(broker: Broker, subject: str, data: bytes) -> dict[str, Any] | None:
    try:
        answer = msgspec.json.decode(await broker.request(subject, data), type=dict[str, Any])
    except (StreamMissing, nats.errors.Error) as error:
        raise StreamRefused(f"{subject}: {error!r}") from error
    if "error" not in answer:
        return answer
    if answer["error"].get("err_code") == NOT_FOUND:
        return None
    raise StreamRefused(f"{subject}: {answer['error']}")
