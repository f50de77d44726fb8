"""The doctor finds nothing amiss in a house that stands, and names what is when it does not."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from medianest.testkit.house import House

Medianest = Callable[..., Awaitable[Any]]


async def _findings(medianest: Medianest) -> dict[str, tuple[bool, str]]:
    answer = await medianest("doctor", "--json")
    return {one["what"]: (one["ok"], one["detail"]) for one in answer.json}


async def _as_administrator(house: House, statement: str) -> None:
    admin = await asyncpg.connect(house.admin_dsn)
    await admin.execute(statement)
    await admin.close()


async def test_nothing_is_amiss_in_a_house_that_was_provisioned_and_migrated(
    medianest: Medianest, at_home: House
) -> None:
    answer = await medianest("doctor")
    assert (answer.code, answer.err) == (0, "")
    assert "✗" not in answer.out
    assert {ok for ok, _ in (await _findings(medianest)).values()} == {True}


async def test_a_file_that_was_not_run_is_named(medianest: Medianest, at_home: House) -> None:
    await _as_administrator(
        at_home, "delete from downloads.schema_version where name like 'downloads/%'"
    )
    answer = await medianest("doctor")
    assert answer.code == 1
    assert answer.err == "✗ 1 of 21 are amiss.\n"
    (line,) = [line for line in answer.out.splitlines() if line.startswith("✗")]
    assert "downloads: schema" in line
    assert "downloads/0001" in line


async def test_a_schema_that_was_never_migrated_is_named_and_migrate_mends_it(
    medianest: Medianest, at_home: House
) -> None:
    await _as_administrator(
        at_home,
        "drop schema notify cascade; create schema notify authorization notify_owner;"
        " grant usage on schema notify to notify_runtime",
    )
    ok, detail = (await _findings(medianest))["notify: schema"]
    assert not ok
    assert "medianest migrate" in detail
    tail = await medianest("events", "tail", "notify")
    assert tail.code == 1
    assert "medianest migrate" in tail.err
    ran = await medianest("migrate", "--service", "notify", "--json")
    assert {"service": "notify", "file": "eventlog/0001_log.sql"} in ran.json
    assert (await medianest("doctor")).code == 0
    again = await medianest("migrate")
    assert again.out == "Every schema is up to date.\n"


async def test_nats_being_away_is_told_and_the_rest_looked_at(
    medianest: Medianest, at_home: House
) -> None:
    await at_home.nats.stop()
    findings = await _findings(medianest)
    amiss = {what for what, (ok, _) in findings.items() if not ok}
    assert amiss == {"nats", *(what for what in findings if what.endswith(": streams"))}
    assert "does not answer" in findings["nats"][1]
    provisioned = await medianest("provision", "servers")
    assert provisioned.code == 1
    assert provisioned.err.count("\n") == 1
    assert "NATS" in provisioned.err


async def test_streams_that_nats_forgot_are_named_and_provision_makes_them(
    medianest: Medianest, at_home: House
) -> None:
    await at_home.nats.stop()
    await at_home.nats.start(moving=False)
    ok, detail = (await _findings(medianest))["identity: streams"]
    assert not ok
    assert "MN_STATE_IDENTITY is missing" in detail
    assert (await medianest("provision", "servers", "--json")).json["done"]
    assert (await medianest("doctor")).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("doctor",),
        ("migrate",),
        ("provision", "servers"),
        ("events", "tail", "downloads"),
        ("events", "show", "downloads", "download-1"),
        ("events", "verify", "downloads"),
        ("events", "republish", "downloads", "--yes"),
        ("readers", "list", "downloads"),
        ("readers", "rebuild", "downloads", "downloads"),
        ("jobs", "list", "downloads"),
        ("jobs", "show", "downloads", "01a20881-acb8-7066-bce0-aa433950276a"),
        ("jobs", "redrive", "downloads", "01a20881-acb8-7066-bce0-aa433950276a"),
    ],
)
async def test_without_secrets_every_command_says_so_in_one_line(
    medianest: Medianest, tmp_path: Path, words: tuple[str, ...]
) -> None:
    answer = await medianest(*words, "--secrets", str(tmp_path / "nowhere"))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    assert "medianest provision secrets" in answer.err


async def test_a_wrong_service_is_answered_with_the_right_ones(
    medianest: Medianest, at_home: House
) -> None:
    for words in (("events", "tail"), ("readers", "list"), ("jobs", "list")):
        answer = await medianest(*words, "plex")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.count("\n") == 1
        assert "'plex'" in answer.err
        assert "gateway, identity, requests" in answer.err


async def test_servers_that_are_away_are_told_in_one_line(
    medianest: Medianest, tmp_path: Path
) -> None:
    secrets = ("--secrets", str(tmp_path))
    nowhere = ("--postgres", "127.0.0.1:1", "--nats", "127.0.0.1:1", "--valkey", "127.0.0.1:1")
    assert (await medianest("provision", "secrets", *nowhere, *secrets)).code == 0
    for words in (("events", "verify", "status"), ("migrate",), ("provision", "servers")):
        answer = await medianest(*words, *secrets)
        assert (answer.code, answer.err.count("\n")) == (1, 1)
        assert "127.0.0.1" in answer.err


async def test_secrets_made_again_leave_the_servers_where_they_are(
    medianest: Medianest, at_home: House
) -> None:
    assert (await medianest("provision", "secrets", "--json")).json["folder"]
    assert (await medianest("doctor")).code == 0


async def test_the_versions_of_all_parts_are_told(medianest: Medianest) -> None:
    parts = {row["part"] for row in (await medianest("version", "--json")).json}
    assert {"contracts", "eventlog", "downloads", "cli"} <= parts
