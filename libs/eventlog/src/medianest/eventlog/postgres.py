"""The pool: each connection has deadlines, and sees the service's read models and own schema."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import asyncpg

if TYPE_CHECKING:  # asyncpg's classes take a parameter in its stubs only
    OwnConnection = asyncpg.Connection[asyncpg.Record]
    Connection = OwnConnection | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]
    Pool = asyncpg.Pool[asyncpg.Record]
else:
    OwnConnection = asyncpg.Connection
    Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
    Pool = asyncpg.Pool

_AWAY: Final = (
    OSError,  # TimeoutError is one
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.InsufficientResourcesError,
    asyncpg.LockNotAvailableError,
    asyncpg.DeadlockDetectedError,
    asyncpg.IdleInTransactionSessionTimeoutError,
)

TURNED_AWAY: Final = (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError)
"""Of what is away: Postgres took the words and says itself that it did nothing."""

AWAY: Final = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError)
"""What is raised when Postgres does not answer, or not as it should: try again later."""

_SETTINGS = {
    "idle_in_transaction_session_timeout": "5000",
    "lock_timeout": "3000",
    "statement_timeout": "30000",
}


def is_away(error: BaseException) -> bool:
    """Whether Postgres did not take the work, as against not liking it: worth another try.

    What a statement's own values cause is no absence, though asyncpg counts `DataError` among its
    interface's errors.
    """
    return isinstance(error, _AWAY) and not isinstance(error, asyncpg.DataError)


async def open_pool(dsn: str, search_path: Sequence[str], *, size: int) -> Pool:
    """A pool of at most `size` connections. Raises what asyncpg raises when Postgres is away."""
    pool = await asyncpg.create_pool(
        dsn,
        min_size=1,
        max_size=size,
        timeout=5,
        command_timeout=30,
        reset=_as_it_is,
        server_settings={**_SETTINGS, "search_path": ", ".join(search_path)},
    )
    assert pool is not None  # noqa: S101  create_pool is typed for its unawaited use
    return pool


async def connect(dsn: str, search_path: Sequence[str]) -> OwnConnection:
    """One connection of its own, e.g. the writer's, with the same manners."""
    return await asyncpg.connect(
        dsn,
        timeout=5,
        command_timeout=30,
        server_settings={**_SETTINGS, "search_path": ", ".join(search_path)},
    )


async def _as_it_is(connection: Connection) -> None:
    """Nobody leaves anything behind on a connection, so none pays a round trip for cleaning it."""
