"""What `medianest doctor` looks at. Each look returns what it saw, or raises `Amiss`."""

import asyncio
import re

import asyncpg
import msgspec
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import RedisError

from medianest.cli.errand import Errand
from medianest.cli.migrations import migrations_of
from medianest.cli.provision.settings import runtime_dsn
from medianest.contracts.topology import ServiceName
from medianest.eventlog.bus.broker import Broker, NatsAccess
from medianest.eventlog.bus.streams import streams

_OLDEST_POSTGRES = 15
_OLDEST_NATS = (2, 12, 7)
_OLDEST_VALKEY = (7, 0, 0)
_IS_MIGRATED = """
select to_regclass('schema_version') is not null
"""
_DONE = """
select name from schema_version
"""
_MAY = """
select has_table_privilege('facts', 'insert') or has_table_privilege('facts', 'update')
  or has_table_privilege('facts', 'delete')
  or (select rolsuper or rolcreatedb or rolcreaterole from pg_roles where rolname = current_user)
"""
_READERS = """
select reader, source, status from checkpoints order by reader, source
"""


class Amiss(Exception):
    """Something is not as it should be."""


async def postgres(errand: Errand) -> str:
    """Whether it answers and is new enough."""
    connection = await asyncpg.connect(
        runtime_dsn(errand.credentials, errand.addresses, "identity")
    )
    try:
        version = str(await connection.fetchval("show server_version"))
        checksums = await connection.fetchval("show data_checksums")
    finally:
        await connection.close()
    if int(version.split(".", maxsplit=1)[0]) < _OLDEST_POSTGRES:
        raise Amiss(f"version {version} is older than {_OLDEST_POSTGRES}")
    return f"version {version}, data checksums {checksums}"


async def nats(errand: Errand) -> str:
    """Whether it answers and is new enough; it introduces itself to whoever connects."""
    host, port = errand.addresses.nats.rsplit(":", 1)
    try:
        reader, writer = await asyncio.open_connection(host, int(port))
    except OSError as error:
        raise Amiss(f"NATS at {host}:{port} does not answer.") from error
    try:
        introduction = (await reader.readline()).decode()
    finally:
        writer.close()
    if not introduction.startswith("INFO "):
        raise Amiss(f"who answers at {host}:{port} is not NATS")
    info = msgspec.json.decode(introduction.removeprefix("INFO "))
    return _new_enough(str(info["version"]), _OLDEST_NATS)


async def valkey(errand: Errand) -> str:
    """Whether it answers, lets us in, and is new enough."""
    host, port = errand.addresses.valkey.rsplit(":", 1)
    user, password = errand.credentials.valkey_admin
    client = Redis(host=host, port=int(port), username=user, password=password, socket_timeout=5)
    try:
        found = await client.info("server")
    except NoConnection as error:
        raise Amiss(f"Valkey at {host}:{port} does not answer.") from error
    except RedisError as error:
        raise Amiss(f"it answered {error}") from error
    finally:
        await client.aclose()
    # Valkey says which Redis it is as good as, and its own version besides.
    spoken = _new_enough(str(found["redis_version"]), _OLDEST_VALKEY)
    own = found.get("valkey_version")
    return f"Redis, {spoken}" if own is None else f"version {own}"


async def schema(errand: Errand, service: ServiceName) -> str:
    """Whether every migration was run, and facts are final for the service's role."""
    async with errand.pool(service) as pool:
        if not await pool.fetchval(_IS_MIGRATED):
            raise Amiss("never migrated; run `medianest migrate`")
        done = {row["name"] for row in await pool.fetch(_DONE)}
        missing = [m.name for m in migrations_of(service) if m.name not in done]
        if missing:
            raise Amiss(f"not migrated: {', '.join(missing)}; run `medianest migrate`")
        if await pool.fetchval(_MAY):
            raise Amiss("the service's role may do more than it should")
    return "migrated; facts are final"


async def bus(errand: Errand, service: ServiceName) -> str:
    """Whether its streams are there, and how many messages they hold."""
    access = NatsAccess(
        url=f"nats://{errand.addresses.nats}",
        seed=errand.credentials.nats_provision(service),
        inbox_prefix=f"_INBOX_provision_{service}",
    )
    async with Broker.once(service, access) as broker:
        return ", ".join(
            [
                f"{one.name} {(await broker.info(one.name)).state.messages}"
                for one in streams(service)
            ]
        )


async def readers(errand: Errand, service: ServiceName) -> str:
    """Whether any reader stopped at something that it could not take."""
    async with errand.pool(service) as pool:
        found = await pool.fetch(_READERS)
    stopped = [f"{row['reader']} ({row['source']})" for row in found if row["status"] == "stopped"]
    if stopped:
        raise Amiss(f"stopped: {', '.join(stopped)}; see `medianest readers list {service}`")
    return f"{len(found)}, none stopped"


def _new_enough(version: str, oldest: tuple[int, ...]) -> str:
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:3])
    if numbers < oldest:
        raise Amiss(f"version {version} is older than {'.'.join(map(str, oldest))}")
    return f"version {version}"
