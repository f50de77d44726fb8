"""Puts a backup back: the database as it was then, under a new epoch of every log.

What was there before goes when the backup is back whole beside it, not sooner.

Who was erased since then stays erased: the ledger of erasures is never put back to an older state,
and every service reads it before it is ready.
"""

import shutil
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from medianest.cli.backup import folders, keys, programs
from medianest.cli.backup.folders import BackupDamaged, Manifest
from medianest.cli.provision.credentials import Credentials
from medianest.cli.provision.roles import prepare_database, provision_database
from medianest.cli.provision.settings import Addresses, admin_dsn, owner_dsn
from medianest.contracts.topology import SERVICES
from medianest.eventlog.bus.streams import NEW_EPOCH

_RUNNING: LiteralString = """
select distinct usename from pg_stat_activity
where datname = %s and usename like '%%\\_runtime' order by usename
"""
_FORGET: LiteralString = "drop database if exists {new} with (force)"
_EMPTY: tuple[LiteralString, ...] = (
    _FORGET,
    "create database {new} encoding 'UTF8' template template0",
)
_SWAP: tuple[LiteralString, ...] = (
    "drop database {old} with (force)",
    "alter database {new} rename to {old}",
)


class StillRunning(Exception):
    """Services still work on this database; stop them first."""


def restore_keys(folder: Path, passphrase: str, secrets: Path) -> None:
    """Write the secrets of a backup into an empty folder, before any server starts."""
    if folders.KEYS not in folders.read(folder).sha256:
        raise BackupDamaged(f"{folder} holds no keys: it was made without a passphrase.")
    keys.unseal((folder / folders.KEYS).read_bytes(), passphrase, secrets)


def restore(
    credentials: Credentials, at: Addresses, folder: Path, *, ledger: Path | None
) -> Manifest:
    """Replace the database by the backup's. Raises `StillRunning`, `BackupDamaged`."""
    manifest = folders.read(folder)
    provision_database(credentials, at)
    _nobody_works(credentials, at)
    beside = f"{at.database}_restored"
    names = {"old": sql.Identifier(at.database), "new": sql.Identifier(beside)}
    with psycopg.connect(admin_dsn(credentials, at), autocommit=True, connect_timeout=10) as admin:
        try:
            for statement in _EMPTY:
                admin.execute(sql.SQL(statement).format(**names))
            programs.fill(folder / folders.DUMP, admin_dsn(credentials, at, beside))
            _nobody_works(credentials, at)
        except BaseException:
            admin.execute(sql.SQL(_FORGET).format(**names))
            raise
        # From here on it is the only one: whatever happens now, it stays.
        for statement in _SWAP:
            admin.execute(sql.SQL(statement).format(**names))
    prepare_database(admin_dsn(credentials, at, at.database), at.database)
    for service in SERVICES:
        with psycopg.connect(owner_dsn(credentials, at, service), connect_timeout=10) as owner:
            owner.execute(NEW_EPOCH)
    if ledger is not None and (folder / folders.LEDGER).is_dir():
        _remember(folder / folders.LEDGER, ledger)
    return manifest


def _remember(before: Path, ledger: Path) -> None:
    """A ledger only grows: of two, the longer one knows all that the shorter one does."""
    ledger.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in before.iterdir():
        here = ledger / old.name
        if not here.exists() or here.stat().st_size < old.stat().st_size:
            shutil.copy2(old, here)


def _nobody_works(credentials: Credentials, at: Addresses) -> None:
    with psycopg.connect(admin_dsn(credentials, at), connect_timeout=10) as admin:
        found = [
            str(row[0]).removesuffix("_runtime") for row in admin.execute(_RUNNING, [at.database])
        ]
    if found:
        raise StillRunning(f"Stop these first, they work on the database: {', '.join(found)}.")
