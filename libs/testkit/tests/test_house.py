"""A house is fresh, whole and cheap."""

import asyncpg
import nats

from medianest.testkit.house import House


async def test_every_service_finds_its_schema(house: House) -> None:
    mine = house("downloads")
    connection = await asyncpg.connect(mine.dsn)
    try:
        assert await connection.fetchval("select current_schema()") == "downloads"
        assert await connection.fetchval("select position from log_head") == 0
    finally:
        await connection.close()


async def test_every_service_finds_its_stream(house: House) -> None:
    mine = house("downloads")
    client = await nats.connect(
        mine.nats_url, nkeys_seed_str=mine.nats_seed, inbox_prefix=b"_INBOX_downloads"
    )
    try:
        answer = await client.request("$JS.API.STREAM.INFO.MN_DOWNLOADS", b"", timeout=2)
        assert b'"messages":0' in answer.data
    finally:
        await client.close()


async def test_two_houses_share_nothing(house: House, module_house: House) -> None:
    assert house("identity").dsn != module_house("identity").dsn
    assert house.nats.port != module_house.nats.port
