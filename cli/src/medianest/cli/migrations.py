"""`migrate`: runs each service's SQL files once, in order, as the owner role.

Guarantees: one migration at a time per schema (advisory lock); each file in a transaction of its
own together with its mark, so that a crash is resumed at the file that it hit; a file that was run
and then changed is an error, not a surprise.
"""

import hashlib
from importlib.resources import files

import psycopg
from psycopg import sql

from medianest.contracts.record import Record
from medianest.contracts.topology import ServiceName
from medianest.eventlog.sql import migrations as log_migrations

_LOCK = "select pg_advisory_lock(hashtextextended('medianest migrate ' || %s, 0))"
_MARKS = """
create table if not exists schema_version(
  name text primary key,
  sha256 text not null,
  applied_at timestamptz not null default now())
"""
_DONE = "select name, sha256 from schema_version"
_MARK = "insert into schema_version(name, sha256) values (%s, %s)"
_GRANT: sql.SQL = sql.SQL("grant select on schema_version to {}")


class MigrationChanged(Exception):
    """A file that this database has already run reads differently now."""


class Migration(Record):
    """One SQL file. `name` says whose it is: `eventlog/0001_log.sql`."""

    name: str
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def migrations_of(service: ServiceName) -> tuple[Migration, ...]:
    """Return the log's files, then the service's own, in order."""
    logs = [Migration(name=f"eventlog/{name}", text=text) for name, text in log_migrations()]
    folder = files(f"medianest.{service}") / "migrations"
    own = []
    if folder.is_dir():
        found = [file for file in folder.iterdir() if file.name.endswith(".sql")]
        own = [
            Migration(name=f"{service}/{file.name}", text=file.read_text(encoding="utf-8"))
            for file in sorted(found, key=lambda file: file.name)
        ]
    return (*logs, *own)


def migrate(
    service: ServiceName, dsn: str, migrations: tuple[Migration, ...] | None = None
) -> list[str]:
    """Bring the schema of `service` up to date; return the names of the files that were run."""
    wanted = migrations_of(service) if migrations is None else migrations
    options = f"-c search_path={service},pg_temp -c lock_timeout=60s"
    with psycopg.connect(dsn, autocommit=True, connect_timeout=10, options=options) as connection:
        connection.execute(_LOCK, [service])
        connection.execute(_MARKS)
        connection.execute(_GRANT.format(sql.Identifier(f"{service}_runtime")))
        done: dict[str, str] = dict(connection.execute(_DONE).fetchall())
        return [m.name for m in wanted if _run(connection, m, done.get(m.name))]


def _run(connection: psycopg.Connection, migration: Migration, done: str | None) -> bool:
    if done == migration.sha256:
        return False
    if done is not None:
        raise MigrationChanged(
            f"{migration.name} was changed after it had run; add a new file instead."
        )
    with connection.transaction():
        connection.execute(migration.text.encode())
        connection.execute(_MARK, [migration.name, migration.sha256])
    return True
