"""Every event ever announced is put before every service that reads it, as the real one runs.

The golden files are said on the sources' real streams, by the sources' own accounts, in the order
in which they lie; a reader has taken them when its checkpoint stands at the last one.
"""

import importlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import asyncpg
import nats
import pytest

from medianest.contracts.events import ALL
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.topology import TOPOLOGY, ServiceName
from medianest.eventlog.bus import wire
from medianest.eventlog.bus.wire import Announcement
from medianest.testkit.eventually import eventually
from medianest.testkit.house import House
from medianest.testkit.runner import running

GOLDEN = Path(__file__).parent / "golden"
EVENTS: Final = {str(event.__struct_config__.tag) for event in ALL}
CHECKPOINTS = """
select reader, source, position, status, error from checkpoints where source <> 'own'
"""
EPOCH = """
select epoch from log_head
"""
READERS: Final[Sequence[ServiceName]] = ("gateway", "downloads", "notify", "requests", "status")


def golden_events(source: ServiceName) -> list[str]:
    """What this service ever announced, as it was said."""
    said = [json.loads(path.read_text())["message"] for path in sorted(GOLDEN.glob("*.json"))]
    return [
        json.dumps(message)
        for message in said
        if message["type"] in EVENTS and message["type"].startswith(f"medianest.{source}.")
    ]


@pytest.mark.parametrize("reader", READERS)
async def test_a_reader_takes_every_event_that_was_ever_said_to_it(
    house: House, reader: ServiceName, tmp_path: Path
) -> None:
    build = importlib.import_module(f"medianest.{reader}.app").build
    said: dict[str, int] = {
        source: await say_all(house, source) for source in TOPOLOGY[reader].reads
    }
    own = {"library_dir": str(tmp_path)} if reader == "downloads" else {}
    async with running(build, house.environ(reader, **own)):
        taken = await eventually(lambda: all_taken(house, reader, said), timeout_s=20)
    assert {row["status"] for row in taken} == {"live"}
    assert [row["error"] for row in taken if row["error"]] == []


@pytest.mark.parametrize("service", TOPOLOGY)
def test_no_service_reads_others_without_being_held_to_this(service: ServiceName) -> None:
    text = "".join(p.read_text() for p in source_files(service))
    hears = any(word in text for word in ("sources=(", "source=(", "OUTAGES"))
    assert hears == (service in READERS)


def source_files(service: ServiceName) -> list[Path]:
    folder = importlib.import_module(f"medianest.{service}").__file__
    assert folder is not None
    return sorted(Path(folder).parent.rglob("*.py"))


async def say_all(house: House, source: ServiceName) -> int:
    """Say every golden event of this service on its stream; returns the last position."""
    at = house(source)
    epoch = await fetch(at.dsn, source, EPOCH)
    client = await nats.connect(
        at.nats_url, nkeys_seed_str=at.nats_seed, inbox_prefix=f"_INBOX_{source}".encode()
    )
    messages = golden_events(source)
    for position, message in enumerate(messages, start=1):
        announcement = Announcement(
            position=position,
            previous=position - 1,
            stream_id=f"golden-{new_id()}",
            version=1,
            fact_id=new_id(),
            said=message,
            meta=Meta(correlation=UUID(int=1)),
            recorded_at=datetime.now(UTC),
            epoch=epoch[0]["epoch"],
            epoch_from=0,
        )
        subject, headers, data = wire.message_of(source, announcement)
        await client.jetstream().publish(subject, data, headers=headers)
    await client.close()
    return len(messages)


async def all_taken(house: House, reader: ServiceName, said: dict[str, int]) -> Sequence[Any]:
    rows = await fetch(house(reader).dsn, reader, CHECKPOINTS)
    assert rows, f"{reader} has not begun to read"
    for row in rows:
        assert row["position"] == said[row["source"]], dict(row)
        assert row["status"] != "building", dict(row)
    return rows


async def fetch(dsn: str, schema: str, query: str) -> Sequence[Any]:
    connection = await asyncpg.connect(dsn, server_settings={"search_path": schema})
    try:
        found: Sequence[Any] = await connection.fetch(query)
        return found
    finally:
        await connection.close()
