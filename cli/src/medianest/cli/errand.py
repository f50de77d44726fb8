"""What every command needs: the folder of secrets, a connection, and plain words when it fails."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

import asyncpg
import psycopg
import structlog
import typer

from medianest.cli.backup.folders import AnotherIsMade, BackupDamaged
from medianest.cli.backup.keys import WrongPassphrase
from medianest.cli.backup.programs import ProgramFailed
from medianest.cli.backup.restoring import StillRunning
from medianest.cli.migrations import MigrationChanged
from medianest.cli.provision.cluster import ClusterRefused
from medianest.cli.provision.credentials import Credentials
from medianest.cli.provision.settings import (
    Addresses,
    read_addresses,
    read_settings,
    runtime_dsn,
)
from medianest.cli.telling import WRONG_USAGE, Telling, fail
from medianest.contracts.refusals import Refusal
from medianest.contracts.topology import SERVICES, ServiceName
from medianest.eventlog.bus.broker import Away, StreamMissing
from medianest.eventlog.bus.streams import StreamRefused
from medianest.eventlog.postgres import AWAY, Pool, open_pool

T = TypeVar("T")

IN_RUN_FOLDER: Final = Path(".run/secrets")
"""Where `make up` keeps them."""

FORESEEN: Final = (
    *AWAY,
    AnotherIsMade,
    Away,
    BackupDamaged,
    ClusterRefused,
    MigrationChanged,
    ModuleNotFoundError,
    ProgramFailed,
    Refusal,
    StillRunning,
    StreamMissing,
    StreamRefused,
    WrongPassphrase,
    psycopg.Error,
)
"""What can go wrong in a household without a fault of ours."""


def service_named(text: str) -> ServiceName:
    """Return the service of that name, or end the command by telling which ones there are."""
    named = next((service for service in SERVICES if service == text), None)
    if named is None:
        fail(f"There is no service {text!r}; there are {', '.join(SERVICES)}.", WRONG_USAGE)
    return named


Secrets = Annotated[
    Path,
    typer.Option(
        "--secrets",
        envvar="MEDIANEST_SECRETS",
        help="The folder that `medianest provision secrets` made.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
ForService = Annotated[
    ServiceName,
    typer.Argument(parser=service_named, metavar="SERVICE", help=f"One of {', '.join(SERVICES)}."),
]


class Errand:
    """One call of the command, on one installation. `tell` is how it answers."""

    def __init__(self, secrets: Path, *, as_json: bool) -> None:
        self.credentials = Credentials(secrets)
        self.tell = Telling(as_json=as_json)

    @property
    def addresses(self) -> Addresses:
        """Where the servers are; ends the command when nothing was provisioned yet."""
        try:
            return read_addresses(self.credentials)
        except OSError as error:
            fail(
                f"{self.credentials.folder} holds no settings ({error.strerror}); run `medianest"
                " provision secrets`, or name the folder with --secrets."
            )

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run it to its end, or end the command."""
        # Our libraries log for machines; here a person reads.
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
        with self.plainly():
            return asyncio.run(work)

    @contextmanager
    def plainly(self) -> Iterator[None]:
        """End the command with one line for whatever can be foreseen."""
        try:
            yield
        except BrokenPipeError:
            raise  # whoever read our answer has read enough; typer ends quietly
        except FORESEEN as error:
            fail(self.in_words(error))
        except ExceptionGroup as several:
            foreseen, unforeseen = several.split(FORESEEN)
            if unforeseen is not None or foreseen is None:
                raise
            fail(" ".join(dict.fromkeys(self.in_words(error) for error in _each(foreseen))))
        except KeyboardInterrupt:
            raise typer.Exit(130) from None

    def in_words(self, error: BaseException) -> str:
        """Say what happened, in a sentence."""
        match error:
            case ModuleNotFoundError():
                said = f"{error.name} is not installed beside this command."
            case StreamMissing():
                said = f"The stream {error} is missing; `medianest provision servers` makes it."
            case Away():
                said = f"NATS at {self.addresses.nats} does not answer."
            case asyncpg.UndefinedTableError() | asyncpg.UndefinedFunctionError():
                said = f"Postgres: {error}; was `medianest migrate` run?"
            case FileNotFoundError(filename=str(path)) if self._is_secret(path):
                said = f"{path} is missing; `medianest provision secrets` makes what is missing."
            case OSError(filename=str(path)):
                said = f"{path}: {error.strerror}."
            case OSError():
                said = f"Postgres at {self.addresses.postgres} does not answer."
            case asyncpg.PostgresError() | asyncpg.InterfaceError() | psycopg.Error():
                said = f"Postgres: {error}"
            case _:
                said = str(error)
        return said

    def _is_secret(self, path: str) -> bool:
        return Path(path).is_relative_to(self.credentials.folder)

    @asynccontextmanager
    async def pool(self, service: ServiceName) -> AsyncIterator[Pool]:
        """Connect to a service's schema, with the service's own rights."""
        dsn = runtime_dsn(self.credentials, self.addresses, service)
        pool = await open_pool(dsn, [service, "pg_temp"], size=2)
        try:
            yield pool
        finally:
            await pool.close()


def settings_here(errand: Errand, service: ServiceName) -> dict[str, str]:
    """Return a service's settings as of this folder, which the service may see elsewhere."""
    here = errand.credentials.folder / service
    return {
        name: str(here / Path(value).name) if name.endswith("_FILE") else value
        for name, value in read_settings(errand.credentials, service).items()
    }


def _each(group: ExceptionGroup[Exception]) -> Iterator[Exception]:
    for error in group.exceptions:
        if isinstance(error, ExceptionGroup):
            yield from _each(error)
        else:
            yield error
