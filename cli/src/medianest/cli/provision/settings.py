"""Writes each service's settings: `<service>/service.env`, and the addresses that hold passwords.

A setting that is secret is given as `…_FILE`, so that it never stands in a process's environment.
"""

from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from medianest.cli.provision.credentials import Credentials
from medianest.contracts.record import Record
from medianest.contracts.topology import SERVICES, ServiceName

DATABASE: Final = "medianest"
_KNOW_THE_ADDRESS: Final = ("gateway", "identity", "notify")


class Addresses(Record):
    """Where the servers are, as `host:port`, and the database's name."""

    postgres: str
    nats: str
    valkey: str
    database: str = DATABASE


def read_addresses(credentials: Credentials) -> Addresses:
    """Return where the servers are, as the last `write_settings` was told."""
    dsn = urlsplit(credentials.vault.read("identity/postgres.dsn"))
    cache = urlsplit(credentials.vault.read("identity/redis.url"))
    bus = urlsplit(read_settings(credentials, "identity")["MEDIANEST_IDENTITY_NATS_URL"])
    return Addresses(
        postgres=f"{dsn.hostname}:{dsn.port}",
        nats=f"{bus.hostname}:{bus.port}",
        valkey=f"{cache.hostname}:{cache.port}",
        database=dsn.path.removeprefix("/"),
    )


def admin_dsn(credentials: Credentials, at: Addresses, database: str = "postgres") -> str:
    """Return the administrator's address of Postgres."""
    return f"postgresql://postgres:{credentials.postgres_admin}@{at.postgres}/{database}"


def owner_dsn(credentials: Credentials, at: Addresses, service: ServiceName) -> str:
    """Return the address by which migrations are run."""
    password = credentials.postgres_owner(service)
    return f"postgresql://{service}_owner:{password}@{at.postgres}/{at.database}"


def runtime_dsn(credentials: Credentials, at: Addresses, service: ServiceName) -> str:
    """Return the address by which the service works."""
    password = credentials.postgres_runtime(service)
    return f"postgresql://{service}_runtime:{password}@{at.postgres}/{at.database}"


def redis_url(credentials: Credentials, at: Addresses, service: ServiceName) -> str:
    """Return the address of the cache, with the service's user."""
    return f"redis://{service}:{credentials.valkey(service)}@{at.valkey}/0"


def write_settings(
    credentials: Credentials,
    at: Addresses,
    seen_at: Path | None = None,
    *,
    public_url: str | None = None,
) -> None:
    """Write all settings. `seen_at`: where services see the folder, if not where it is.

    `public_url` is what people type, where nothing else says so.
    """
    root = seen_at or credentials.folder.resolve()
    for service in SERVICES:
        vault = credentials.vault
        vault.write(f"{service}/postgres.dsn", runtime_dsn(credentials, at, service))
        vault.write(f"{service}/redis.url", redis_url(credentials, at, service))
        vault.write(f"{service}/signing-public-keys", credentials.signing_public_keys)
        settings: dict[str, Path | str] = {
            "POSTGRES_DSN_FILE": root / service / "postgres.dsn",
            "NATS_URL": f"nats://{at.nats}",
            "NATS_SEED_FILE": root / service / "nats.seed",
            "REDIS_URL_FILE": root / service / "redis.url",
            "KEKS_FILE": root / service / "keks",
            "PEPPER_FILE": root / service / "pepper",
            "SIGNING_PUBLIC_KEYS_FILE": root / service / "signing-public-keys",
        }
        if service == "gateway":
            settings["SIGNING_KEY_FILE"] = root / "gateway" / "signing.key"
        if service == "identity":
            settings["SETUP_TOKEN_FILE"] = root / "identity" / "setup.token"
        if public_url and service in _KNOW_THE_ADDRESS:
            settings["PUBLIC_URL"] = public_url
        prefix = f"MEDIANEST_{service.upper()}_"
        vault.write(
            f"{service}/service.env",
            "\n".join(f"{prefix}{name}={value}" for name, value in settings.items()),
        )


def read_settings(credentials: Credentials, service: ServiceName) -> dict[str, str]:
    """Return what stands in a service's `service.env`."""
    lines = credentials.vault.read(f"{service}/service.env").splitlines()
    return dict(line.split("=", 1) for line in lines)
