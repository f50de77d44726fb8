"""Whoever is erased is gone: from the databases, the bus, the cache, the logs, and old backups."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg
import httpx
import pytest
from redis.asyncio import Redis

from medianest.cli.provision.roles import prepare_database
from medianest.identity.app import build as build_identity
from medianest.local.servers import binaries
from medianest.testkit.eventually import eventually
from medianest.testkit.house import House
from medianest.testkit.people import THE_OWNER
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

PASSWORD: Final = "a long password"


class Canary:
    """Somebody whose every word can be found again."""

    def __init__(self) -> None:
        self.mark = uuid4().hex[:12]

    def __call__(self, of: str) -> str:
        return f"{of}{self.mark}"


@pytest.fixture
def somebody(household: Any) -> Iterator[tuple[Canary, httpx.Client, str]]:
    """A member who has said something of themselves wherever one can."""
    canary = Canary()
    with household.signed_in(household.told["owner"]) as owner:
        person = {
            "username": canary("name"),
            "password": canary("password"),
            "display_name": canary("shown"),
            "email": f"{canary('mail')}@example.org",
        }
        member_id = owner.client.post("/api/v1/members", json=person).json()["id"]
    with household.signed_in(person) as member:
        client = member.client
        client.headers["User-Agent"] = canary("browser")
        done(client.post("/api/v1/auth/local", json=person))
        done(client.patch("/api/v1/me", json={"display_name": canary("renamed")}))
        key = {"name": canary("key"), "scopes": ["library.read"]}
        done(client.post("/api/v1/me/api-keys", json=key))
        channel = {"kind": "email", "email": f"{canary('letters')}@example.org"}
        done(client.post("/api/v1/notifications/channels", json=channel))
        yield canary, client, member_id


def done(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


async def test_s53_what_was_erased_is_in_no_dump_no_file_and_no_log(
    household: Any, somebody: tuple[Canary, httpx.Client, str]
) -> None:
    canary, _, member_id = somebody
    await eventually(lambda: is_shown(household, canary("renamed")), timeout_s=20)
    # Each place is one that is looked into: what happened to them stands there.
    assert await where(household, member_id) >= {"postgres", "nats"}
    assert "logs" in await where(household, "service.started")
    with household.signed_in(household.told["owner"]) as owner:
        done(owner.client.post(f"/api/v1/members/{member_id}/erase"))
        await eventually(lambda: is_forgotten(household, member_id), timeout_s=30)
        assert await where(household, canary.mark) == set()
        # What happened still happened, to nobody.
        assert await where(household, member_id) >= {"postgres", "nats"}
        history = owner.client.get(f"/api/v1/admin/streams/identity/member-{member_id}")
        assert {"Active", "Erased"} <= {turn["after"]["state"] for turn in done(history)["items"]}
    for service in ("identity", "gateway", "requests", "downloads", "notify"):
        ledger = household.folder / "erased" / f"{service}.erased"
        assert member_id in ledger.read_text()


async def is_shown(household: Any, words: str) -> bool:
    return "postgres" in await where(household, words)


async def where(household: Any, words: str) -> set[str]:
    """In which places these words stand."""
    return {
        place for place, kept in (await everything(household)).items() if words.encode() in kept
    }


async def everything(household: Any) -> dict[str, bytes]:
    """All bytes in which somebody could be found again, by where they are."""
    return {
        "postgres": await asyncio.to_thread(dump_of, household.told["postgres"]["dsn"]),
        "nats": files_in(household, "nats"),
        "logs": files_in(household, "logs"),
        "cache": await cache_of(household.told["redis"]["url"]),
    }


def files_in(household: Any, folder: str) -> bytes:
    return b"\n".join(kept for _, kept in household.files(folder))


def dump_of(dsn: str) -> bytes:
    environ = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(
        [binaries.postgres() / "pg_dump", dsn], check=True, capture_output=True, env=environ
    ).stdout


async def cache_of(url: str) -> bytes:
    cache = Redis.from_url(url)
    try:
        # It may well be empty; but that the house is connected tells that it is theirs.
        assert (await cache.info("clients"))["connected_clients"] > 1
        keys = [key async for key in cache.scan_iter()]
        return b"\n".join([*keys, *[await cache.dump(key) or b"" for key in keys]])
    finally:
        await cache.aclose()


async def is_forgotten(household: Any, member_id: str) -> bool:
    """Every service has destroyed its key, and nobody shows the name any more."""
    connection = await asyncpg.connect(household.told["postgres"]["dsn"])
    try:
        for service in ("identity", "gateway", "requests", "downloads", "notify"):
            keys = f"select 1 from {service}.subject_keys where subject_id = $1 and shredded_at is not null"  # noqa: E501, S608
            shown = f"select 1 from {service}.people where member_id = $1 and not erased"  # noqa: S608
            if await connection.fetchval(keys, member_id) is None:
                return False
            if await connection.fetchval(shown, member_id) is not None:
                return False
    finally:
        await connection.close()
    return True


async def test_s06_an_export_holds_what_is_of_its_own_person_and_of_nobody_else(
    household: Any, somebody: tuple[Canary, httpx.Client, str]
) -> None:
    canary, client, member_id = somebody
    told = client.post("/api/v1/me/export")
    assert (told.status_code, told.headers["location"]) == (202, "/api/v1/me/export")
    owner_id = ""
    with household.signed_in(household.told["owner"]) as owner:
        owner_id = done(owner.client.get("/api/v1/me"))["id"]
        theirs = owner.client.get("/api/v1/me/export").text
        assert member_id in theirs
        assert canary("renamed") not in theirs
    answer = client.get("/api/v1/me/export", params={"member_id": owner_id, "after": 0})
    document = done(answer)
    assert document["member_id"] == member_id
    assert document["missing"] == document["cut"] == []
    for words in ("name", "shown", "renamed", "browser", "key", "mail"):
        assert canary(words) in answer.text
    assert "argon2" not in answer.text
    others = [
        fact
        for facts in document["services"].values()
        for fact in facts
        if fact["actor"] != member_id
    ]
    assert all(fact["address_hash"] is None for fact in others)


async def test_s53_a_restored_backup_keeps_the_erased_erased(house: House, tmp_path: Path) -> None:
    environ = house.environ(
        "identity",
        erasure_ledger=str(tmp_path / "erased"),
        argon2_memory_kib="8",
        argon2_passes="1",
        sign_in_floor_s="0.01",
    )
    as_owner = house.bearer("identity", THE_OWNER, "owner")
    person = {"username": "anna", "password": PASSWORD}
    async with running(build_identity, environ) as identity, asking(identity, as_owner) as ask:
        anna = done(await ask.post("/members", json=person))["id"]
    await copy_of(house, "backup")
    async with running(build_identity, environ) as identity, asking(identity, as_owner) as ask:
        done(await ask.post(f"/members/{anna}/erase"))
        ledger = tmp_path / "erased" / "identity.erased"
        await eventually(lambda: ledger.exists() and anna in ledger.read_text())

    restored = {**environ, "MEDIANEST_IDENTITY_POSTGRES_DSN": at(house("identity").dsn, "backup")}
    async with running(build_identity, restored) as identity, asking(identity, as_owner) as ask:
        assert (await ask.get(f"/members/{anna}")).status_code == 404
        assert (await ask.post("/auth/local", json=person)).status_code in {401, 403}
        done(await ask.post("/members", json=person))  # the name is free


def asking(identity: Any, headers: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=f"{identity.url}/api/v1", headers=headers, timeout=20, verify=NOBODY
    )


async def copy_of(house: House, name: str) -> None:
    """A backup of the whole database, from which it could be restored."""
    admin = await asyncpg.connect(at(house.admin_dsn, "postgres"))
    await admin.execute(f"create database {name} template {house.database}")
    await admin.close()
    await asyncio.to_thread(prepare_database, at(house.admin_dsn, name), name)


def at(dsn: str, database: str) -> str:
    return urlunsplit(urlsplit(dsn)._replace(path=f"/{database}"))
