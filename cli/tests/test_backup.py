"""A backup is made, kept for a while, and put back; what it must not do it refuses."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from medianest.cli.backup import folders, keys, programs
from medianest.contracts.meta import Meta
from medianest.eventlog.eventlog import EventLog
from medianest.local.servers.postgres import PostgresServer
from medianest.testkit.eventually import eventually
from medianest.testkit.guestbook import GUESTBOOK, lines, sign
from medianest.testkit.house import House
from medianest.testkit.people import ANNA

Medianest = Callable[..., Awaitable[Any]]
META = Meta(correlation=UUID(int=1), actor=ANNA)
NOON = datetime(2026, 11, 9, 12, tzinfo=UTC)
A_DAY_S = 86_400.0
OLDER = sorted(Path("/usr/lib/postgresql").glob("1[56]/bin/postgres"))
PASSPHRASE = "nine words that nobody would ever put in a row"


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n")
    return tmp_path / "backups"


@asynccontextmanager
async def connected(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(dsn)
    try:
        yield connection
    finally:
        await connection.close()


async def written(house: House, *texts: str) -> None:
    """Somebody signs the guestbook, and leaves."""
    log = await EventLog.open(
        service="notify",
        settings=house("notify").settings,
        deciders=(GUESTBOOK,),
        read_models=(lines(),),
        speaks=False,
    )
    await log.start()
    await log.log.carry_out(sign(UUID(int=2), *texts), meta=META)
    await log.stop(grace_s=2)


async def read(house: House, query: str) -> list[Any]:
    async with connected(house.admin_dsn) as connection:
        return [row[0] for row in await connection.fetch(query)]


async def make(medianest: Medianest, backups: Path, *words: str) -> Path:
    passphrase = f"--passphrase-file={backups.parent / 'passphrase'}"
    made = await medianest("backup", f"--backups={backups}", passphrase, "--json", *words)
    assert made.code == 0, made.err
    return Path(made.json["backup"])


async def test_what_was_backed_up_comes_back_and_begins_a_new_epoch(
    medianest: Medianest, at_home: House, backups: Path
) -> None:
    await written(at_home, "before", "and before")
    epoch = await read(at_home, "select epoch from notify.log_head")
    backup = await make(medianest, backups)
    await written(at_home, "lost")
    told = await medianest("restore", str(backup), "--yes", "--json")
    assert told.code == 0, told.err
    assert told.json["heads"]["notify"] == 2
    assert told.json["rpo_s"] > 0
    assert told.json["rto_s"] > 0
    assert await read(at_home, "select count(*) from notify.facts") == [2]
    assert await read(at_home, "select epoch from notify.log_head") != epoch
    assert await read(at_home, "select epoch_from from notify.log_head") == [2]
    await written(at_home, "after")
    texts = await read(at_home, "select data::json ->> 'line' from notify.facts order by position")
    assert texts == ["before", "and before", "after"]


async def test_rights_are_as_they_were(medianest: Medianest, at_home: House, backups: Path) -> None:
    await written(at_home, "before")
    backup = await make(medianest, backups)
    assert (await medianest("restore", str(backup), "--yes")).code == 0
    async with connected(at_home("notify").dsn) as runtime:
        assert await runtime.fetchval("select count(*) from notify.facts") == 1
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await runtime.execute("delete from notify.facts")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await runtime.fetch("select 1 from identity.facts")


async def test_nothing_is_put_back_below_running_services(
    medianest: Medianest, at_home: House, guestbook: EventLog, backups: Path
) -> None:
    backup = await make(medianest, backups)
    told = await medianest("restore", str(backup), "--yes")
    assert told.code == 1
    assert "Stop these first, they work on the database: notify." in told.err


async def test_a_damaged_backup_is_not_put_back(
    medianest: Medianest, at_home: House, backups: Path
) -> None:
    await written(at_home, "before")
    backup = await make(medianest, backups)
    dump = backup / folders.DUMP
    dump.write_bytes(dump.read_bytes()[:-1] + b"?")
    told = await medianest("restore", str(backup), "--yes")
    assert told.code == 1
    assert "is not as it was written" in told.err
    assert await read(at_home, "select count(*) from notify.facts") == [1]


async def test_a_backup_that_can_not_be_put_back_leaves_what_is_there(
    medianest: Medianest, at_home: House, backups: Path
) -> None:
    await written(at_home, "before")
    with folders.begun(backups) as folder:
        (folder / folders.DUMP).write_text("not what pg_dump writes")
        backup = folders.finish(folder, NOON, "0", {})
    told = await medianest("restore", str(backup), "--yes")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "not appear to be a valid archive" in told.err
    assert await read(at_home, "select count(*) from notify.facts") == [1]
    kept = "select datname from pg_database where datname like '%restored'"
    assert await read(at_home, kept) == []


@pytest.mark.skipif(not OLDER, reason="needs a Postgres before 17 (Debian 12: postgresql)")
async def test_an_older_postgres_takes_what_newer_programs_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as chosen:
        chosen.setenv("MEDIANEST_POSTGRES_BIN", str(OLDER[0]))
        server = PostgresServer(tmp_path / "older", forgetful=True)
    await server.start()
    try:
        async with connected(server.dsn) as admin:
            await admin.execute("create table kept as select 42 as answer")
            await admin.execute("create database fresh")
            async with admin.transaction(isolation="repeatable_read"):
                snapshot = await admin.fetchval("select pg_export_snapshot()")
                await asyncio.to_thread(programs.dump, tmp_path / "dump", snapshot, server.dsn)
        await asyncio.to_thread(programs.fill, tmp_path / "dump", server.dsn_of("fresh"))
        async with connected(server.dsn_of("fresh")) as fresh:
            assert await fresh.fetchval("select answer from kept") == 42
        with pytest.raises(programs.ProgramFailed, match="already exists"):
            await asyncio.to_thread(programs.fill, tmp_path / "dump", server.dsn)
    finally:
        await server.stop()


async def test_the_ledger_of_the_erased_never_goes_back(
    medianest: Medianest, at_home: House, backups: Path
) -> None:
    ledger = backups.parent / "erased"
    ledger.mkdir()
    (ledger / "notify.erased").write_text("one\n")
    (ledger / "status.erased").write_text("one\n")
    backup = await make(medianest, backups, f"--ledger={ledger}")
    (ledger / "notify.erased").write_text("one\ntwo\n")
    (ledger / "status.erased").unlink()
    await medianest("restore", str(backup), "--yes", f"--ledger={ledger}")
    assert (ledger / "notify.erased").read_text() == "one\ntwo\n"
    assert (ledger / "status.erased").read_text() == "one\n"


async def test_keys_come_back_by_their_passphrase_only(
    medianest: Medianest, at_home: House, backups: Path
) -> None:
    backup = await make(medianest, backups)
    sealed = (backup / folders.KEYS).read_bytes()
    secret = at_home.credentials.vault.read("notify/keks")
    assert secret.encode() not in sealed
    with pytest.raises(keys.WrongPassphrase):
        keys.unseal(sealed, "another", backups.parent / "nowhere")
    new = backups.parent / "new"
    passphrase = f"--passphrase-file={backups.parent / 'passphrase'}"
    told = await medianest("restore", str(backup), "--keys", passphrase, f"--secrets={new}")
    assert told.code == 0, told.err
    assert (new / "notify/keks").read_text().strip() == secret
    assert (new / "notify/keks").stat().st_mode & 0o777 == 0o600


async def test_a_backup_without_a_passphrase_says_that_it_holds_no_keys(
    medianest: Medianest, at_home: House, backups: Path
) -> None:
    made = await medianest("backup", f"--backups={backups}", "--json")
    words = ("--keys", f"--passphrase-file={backups.parent / 'passphrase'}")
    told = await medianest("restore", made.json["backup"], *words)
    assert told.code == 1
    assert "it was made without a passphrase" in told.err


async def test_a_folder_that_can_not_be_made_is_named(
    medianest: Medianest, at_home: House, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    told = await medianest("backup", f"--backups={tmp_path / 'taken' / 'backups'}")
    assert (told.code, told.err) == (1, f"✗ {tmp_path / 'taken' / 'backups'}: Not a directory.\n")
    told = await medianest("backup", "--backups=/proc/none")
    assert (told.code, told.err) == (1, "✗ /proc/none: No such file or directory.\n")


async def test_two_are_not_made_at_once(
    medianest: Medianest, at_home: House, backups: Path
) -> None:
    with folders.begun(backups) as first:
        told = await medianest("backup", f"--backups={backups}")
        assert (told.code, "Another backup is being made" in told.err) == (1, True)
        assert first.is_dir()
    assert folders.whole(backups) == []


def test_whoever_is_started_anew_waits_until_the_next_one_is_due(backups: Path) -> None:
    assert folders.due_in_s(backups, A_DAY_S, NOON) == 0
    with folders.begun(backups) as folder:
        folders.finish(folder, NOON, "0", {})
    assert folders.due_in_s(backups, A_DAY_S, NOON + timedelta(hours=1)) == 23 * 3600
    assert folders.due_in_s(backups, A_DAY_S, NOON + timedelta(hours=30)) == 0
    assert folders.due_in_s(backups, A_DAY_S, NOON - timedelta(days=9)) == A_DAY_S


async def test_one_after_the_other_is_made_until_somebody_ends_it(
    at_home: House, backups: Path
) -> None:
    words = ("backup", f"--backups={backups}", "--every=24h")
    command = (sys.executable, "-m", "medianest.cli.main", *words)
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
    await eventually(lambda: folders.whole(backups), timeout_s=60)
    process.terminate()  # SIGINT is ignored below a shell that put us into the background
    assert await asyncio.wait_for(process.wait(), 30) == -signal.SIGTERM
    assert len(folders.whole(backups)) == 1


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for day in range(1, 6):
        folder = tmp_path / f"2026-11-0{day}T00-00-00Z"
        folder.mkdir()
        (folder / "manifest.json").write_text("{}")
    (tmp_path / "2026-11-09T00-00-00Z").mkdir()  # somebody's own; it holds no backup
    gone = folders.keep_newest(tmp_path, 2)
    assert [folder.name[:10] for folder in gone] == ["2026-11-01", "2026-11-02", "2026-11-03"]
    assert len(list(tmp_path.iterdir())) == 3


async def test_what_was_interrupted_is_no_backup(
    medianest: Medianest, at_home: House, backups: Path
) -> None:
    with folders.begun(backups) as half:
        (half / folders.DUMP).write_text("half")
    assert folders.whole(backups) == []
    backup = await make(medianest, backups)
    assert folders.whole(backups) == [backup]
    assert not half.exists()
