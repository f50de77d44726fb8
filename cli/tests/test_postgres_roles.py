"""A service's role works in its own schema, changes no fact, and sees no other schema."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from medianest.cli.migrations import Migration, MigrationChanged, migrate, migrations_of
from medianest.cli.provision import provision_database
from medianest.contracts.topology import SERVICES
from medianest.eventlog.postgres import Connection
from medianest.testkit.house import House

Refused = asyncpg.InsufficientPrivilegeError


@pytest.fixture
async def requests(module_house: House) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(module_house("requests").dsn)
    yield connection
    await connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "update facts set data = '{}'",
        "delete from facts",
        "truncate facts",
        "insert into facts select * from facts",
        "alter table facts disable trigger facts_final",
        "drop trigger facts_final on facts",
        "drop table facts",
        "update log_head set position = 0",
        "delete from log_head",
        "create or replace function append_facts() returns int language sql as 'select 1'",
        "create table mine(id int)",
        "create schema anything",
        "set role requests_owner",
        "alter role requests_runtime superuser",
        "copy facts to program 'cat'",
        "select pg_read_file('postgresql.conf')",
    ],
)
async def test_a_fact_is_final_for_the_service_that_wrote_it(
    requests: Connection, statement: str
) -> None:
    with pytest.raises(Refused):
        await requests.execute(statement)


@pytest.mark.parametrize("other", [name for name in SERVICES if name != "requests"])
@pytest.mark.parametrize("table", ["facts", "jobs", "secrets", "subject_keys", "schema_version"])
async def test_no_other_schema_is_seen(requests: Connection, other: str, table: str) -> None:
    with pytest.raises(Refused):
        await requests.fetch(f"select * from {other}.{table}")  # noqa: S608  names from this test


async def test_another_services_functions_are_refused(
    requests: Connection,
) -> None:
    with pytest.raises(Refused):
        await requests.fetch("select * from identity.lock_head()")


async def test_what_it_needs_it_may(requests: Connection) -> None:
    async with requests.transaction():
        assert await requests.fetchrow("select * from lock_head()")
    assert await requests.fetchval("select count(*) from facts") == 0
    assert await requests.fetchval("select count(*) from schema_version") >= 1
    await requests.execute("delete from jobs")


async def test_strangers_may_not_even_connect(module_house: House) -> None:
    admin = await asyncpg.connect(module_house.admin_dsn)
    try:
        await admin.execute("create role stranger login password 'stranger'")
        place = f"127.0.0.1:{module_house.postgres.port}/{module_house.database}"
        with pytest.raises(Refused):
            await asyncpg.connect(f"postgresql://stranger:stranger@{place}")
        await admin.execute("drop role stranger")
    finally:
        await admin.close()


async def test_provisioning_again_changes_nothing(house: House) -> None:
    for _ in range(2):
        await asyncio.to_thread(provision_database, house.credentials, house.addresses)
    for service in SERVICES:
        assert await asyncio.to_thread(migrate, service, house(service).owner_dsn) == []


async def test_two_at_once_migrate_once(house: House) -> None:
    more = (*migrations_of("notify"), Migration(name="notify/9999_x.sql", text="create table x()"))
    dsn = house("notify").owner_dsn
    runs = await asyncio.gather(
        *(asyncio.to_thread(migrate, "notify", dsn, more) for _ in range(4))
    )
    assert sorted(runs) == [[], [], [], ["notify/9999_x.sql"]]


async def test_a_migration_that_fails_is_resumed_where_it_failed(house: House) -> None:
    good = Migration(name="notify/9998_good.sql", text="create table good(id int)")
    bad = Migration(name="notify/9999_bad.sql", text="create table half(id int); select 1/0")
    mended = Migration(name="notify/9999_bad.sql", text="create table half(id int)")
    dsn, base = house("notify").owner_dsn, migrations_of("notify")
    with pytest.raises(Exception, match="division by zero"):
        await asyncio.to_thread(migrate, "notify", dsn, (*base, good, bad))
    assert await asyncio.to_thread(migrate, "notify", dsn, (*base, good, mended)) == [mended.name]


async def test_a_migration_that_has_run_must_stay_as_it_was(house: House) -> None:
    first, *rest = migrations_of("notify")
    changed = Migration(name=first.name, text=first.text + "\n-- one more thought\n")
    with pytest.raises(MigrationChanged, match=first.name):
        await asyncio.to_thread(migrate, "notify", house("notify").owner_dsn, (changed, *rest))
