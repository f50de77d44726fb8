"""Makes a backup: a dump of one snapshot, the sealed keys, and who was erased until then."""

import shutil
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import sql

from medianest.cli.backup import folders, keys, programs
from medianest.cli.provision.credentials import Credentials
from medianest.cli.provision.settings import Addresses, admin_dsn
from medianest.contracts.topology import SERVICES

_SNAPSHOT = sql.SQL("select pg_export_snapshot()")
_HEAD = sql.SQL("select position from {}.log_head")


def make(
    credentials: Credentials,
    at: Addresses,
    backups: Path,
    *,
    now: datetime,
    passphrase: str | None,
    ledger: Path | None,
) -> Path:
    """Return the finished backup. Without a passphrase it holds no keys."""
    dsn = admin_dsn(credentials, at, at.database)
    with folders.begun(backups) as folder:
        with psycopg.connect(dsn, connect_timeout=10) as connection:
            connection.execute("set transaction isolation level repeatable read, read only")
            snapshot = _one(connection, _SNAPSHOT)
            heads: dict[str, int] = {
                service: int(_one(connection, _HEAD.format(sql.Identifier(service))))
                for service in SERVICES
            }
            # The snapshot lives as long as this transaction: positions and rows are of one moment.
            programs.dump(folder / folders.DUMP, snapshot, dsn)
        if passphrase is not None:
            (folder / folders.KEYS).write_bytes(keys.seal(credentials.folder, passphrase))
        if ledger is not None and ledger.is_dir():
            shutil.copytree(ledger, folder / folders.LEDGER)
        return folders.finish(folder, now, version("medianest-cli"), heads)


def _one(connection: psycopg.Connection, query: sql.SQL | sql.Composed) -> str:
    row = connection.execute(query).fetchone()
    return str(row[0]) if row else ""
