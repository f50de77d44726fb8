"""`medianest provision` and `medianest migrate`: what an installation stands on."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from medianest.chassis.settings import environment
from medianest.cli.errand import IN_RUN_FOLDER, AsJson, Errand, Secrets, service_named
from medianest.cli.migrations import migrate
from medianest.cli.provision import (
    Addresses,
    provision_secrets,
    provision_servers,
    watch_streams,
    write_settings,
)
from medianest.cli.provision.cluster import Cluster
from medianest.cli.provision.settings import owner_dsn, read_addresses
from medianest.cli.telling import WRONG_USAGE, fail
from medianest.contracts.record import replace
from medianest.contracts.topology import SERVICES, ServiceName

app = typer.Typer(no_args_is_help=True, help="Make secrets, roles, schemas and streams.")

_WATCH_S = 5.0
_AT_HOME: Final = Addresses(
    postgres="127.0.0.1:5432", nats="127.0.0.1:4222", valkey="127.0.0.1:6379"
)


def address(text: str) -> str:
    """Return it if it is `host:port`."""
    if re.fullmatch(r"[^\s:/@]+:\d{1,5}", text) is None:
        raise typer.BadParameter(f"{text!r} is not host:port")
    return text


def _where(server: str, port: int) -> Any:
    said = f"Where {server} is; as it was, or 127.0.0.1:{port}."
    return typer.Option(parser=address, metavar="HOST:PORT", help=said)


@app.command()
def secrets(
    *,
    postgres: Annotated[str | None, _where("Postgres", 5432)] = None,
    nats: Annotated[str | None, _where("NATS", 4222)] = None,
    valkey: Annotated[str | None, _where("Valkey or Redis", 6379)] = None,
    database: Annotated[str | None, typer.Option(help="The database's name.")] = None,
    seen_at: Annotated[
        Path | None, typer.Option(help="Where services see the folder, if elsewhere.")
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="PREFIX", help="Keep them as Secrets of this Kubernetes namespace."),
    ] = None,
    postgres_password_file: Annotated[
        Path | None, typer.Option(help="Of an administrator of a Postgres that is there already.")
    ] = None,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Make what is missing: passwords, nkeys, keys, and the servers' configuration."""
    errand = Errand(folder, as_json=as_json)
    told = {"postgres": postgres, "nats": nats, "valkey": valkey, "database": database}
    with errand.plainly(), _kept_in(cluster, errand):
        if postgres_password_file is not None:
            password = postgres_password_file.read_text(encoding="utf-8")
            errand.credentials.vault.write("provision/postgres-admin", password)
        at = replace(_as_it_was(errand), **{name: to for name, to in told.items() if to})
        write_settings(provision_secrets(folder), at, seen_at)
    errand.tell.done(f"Secrets and settings lie in {folder}", folder=str(folder))


@app.command()
def servers(
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and keep the streams.")] = False,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Make roles and schemas in Postgres and streams in NATS; repeat it at will."""
    errand = Errand(folder, as_json=as_json)
    at = errand.addresses
    errand.run(provision_servers(errand.credentials, at))
    errand.tell.done("Roles, schemas and streams are there")
    if watch:
        errand.run(watch_streams(errand.credentials, at, _WATCH_S))


def migrate_schemas(
    *,
    service: Annotated[
        ServiceName | None,
        typer.Option(
            parser=service_named,
            metavar="SERVICE",
            help="One service only; else all that are installed.",
        ),
    ] = None,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Bring the schemas up to date, each file once, as the owner role."""
    errand = Errand(folder, as_json=as_json)
    chosen = _installed() if service is None else (service,)
    ran = errand.run(_migrate(errand, chosen))
    rows = [{"service": name, "file": file} for name, files in ran.items() for file in files]
    errand.tell.rows(rows, ("service", "file"), "Every schema is up to date.")


@contextmanager
def _kept_in(prefix: str | None, errand: Errand) -> Iterator[None]:
    """With a prefix: the folder holds what the cluster's Secrets do, before and after."""
    if prefix is None:
        yield
        return
    environ = environment()
    host = environ.get("KUBERNETES_SERVICE_HOST")
    if host is None:
        fail("--cluster is for pods of a Kubernetes cluster.", WRONG_USAGE)
    there = Cluster(host, int(environ.get("KUBERNETES_SERVICE_PORT", "443")))
    there.fetch(prefix, errand.credentials.vault)
    yield
    there.keep(prefix, errand.credentials)


async def _migrate(
    errand: Errand, services: tuple[ServiceName, ...]
) -> dict[ServiceName, list[str]]:
    at = errand.addresses
    return {
        name: await asyncio.to_thread(migrate, name, owner_dsn(errand.credentials, at, name))
        for name in services
    }


def _installed() -> tuple[ServiceName, ...]:
    return tuple(name for name in SERVICES if find_spec(f"medianest.{name}") is not None)


def _as_it_was(errand: Errand) -> Addresses:
    try:
        return read_addresses(errand.credentials)
    except FileNotFoundError:
        return _AT_HOME
