"""The pool: each connection has deadlines, and sees the service's read models and own schema.

Whoever asks Postgres by the pool while it is away hears a refusal, `LogAway` or `AnswerLost`, as
whoever carries out a command does.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import asyncpg

from medianest.contracts.refusals import Unavailable

if TYPE_CHECKING:  # asyncpg's classes take a parameter in its stubs only
    OwnConnection = asyncpg.Connection[asyncpg.Record]
    _Lent = asyncpg.pool.PoolConnectionProxy[asyncpg.Record]
    _Lending = asyncpg.pool.PoolAcquireContext[asyncpg.Record]
    Pool = asyncpg.Pool[asyncpg.Record]
else:
    OwnConnection = asyncpg.Connection
    _Lent = asyncpg.pool.PoolConnectionProxy
    _Lending = asyncpg.pool.PoolAcquireContext
    Pool = asyncpg.Pool
Connection = OwnConnection | _Lent


class NoAnswer(Unavailable):
    """The service's database does not answer."""


class LogAway(NoAnswer):
    """The service's database is away; nothing was changed. Try again in a moment."""


class AnswerLost(NoAnswer):
    """The database did not say whether this was done. Look before you try again."""


_AWAY: Final = (
    NoAnswer,
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

AWAY: Final = (NoAnswer, OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError)
"""What is raised when Postgres does not answer, or not as it should: try again later."""

GIVEN_BACK_WITHIN_S: Final = 1.0
"""A connection on which an answer was waited for too long; then it is thrown away."""

LOCK_HEAD: Final = """
select head from lock_head()
"""
"""Who holds the head is the only one who appends, until their transaction ends."""

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
    pool = _Pool(
        dsn,
        min_size=1,
        max_size=size,
        max_queries=50_000,
        max_inactive_connection_lifetime=300,
        loop=None,
        connection_class=asyncpg.Connection,
        record_class=asyncpg.Record,
        timeout=5,
        command_timeout=30,
        reset=_as_it_is,
        server_settings={**_SETTINGS, "search_path": ", ".join(search_path)},
    )
    return await pool


async def connect(dsn: str, search_path: Sequence[str]) -> OwnConnection:
    """One connection of its own, e.g. the writer's, with the same manners."""
    return await asyncpg.connect(
        dsn,
        timeout=5,
        command_timeout=30,
        server_settings={**_SETTINGS, "search_path": ", ".join(search_path)},
    )


class _Pool(Pool):
    """One that refuses in our words while Postgres is away."""

    def acquire(self, *, timeout: float | None = None) -> "_Line":
        """Lend a connection. Raises `LogAway` when there is none to be had, then `AnswerLost`."""
        return _Line(self, timeout)


class _Line(_Lending):
    """A connection for as long as somebody has something to do with it."""

    async def __aenter__(self) -> _Lent:
        try:
            return await super().__aenter__()
        except Exception as error:
            if is_away(error):
                raise LogAway from error
            raise

    async def __aexit__(self, *exc: object) -> None:
        lent, self.connection, self.done = self.connection, None, True
        assert lent is not None  # noqa: S101  it was entered
        error = _fault(lent, exc[1])
        with suppress(TimeoutError):
            await self.pool.release(lent, timeout=GIVEN_BACK_WITHIN_S)
        if error is not None:
            raise (LogAway if isinstance(error, TURNED_AWAY) else AnswerLost) from error


def _fault(connection: _Lent, error: object) -> Exception | None:
    """The error, if it is Postgres that did not answer, and nothing else asked meanwhile."""
    if not isinstance(error, Exception) or not _broke(connection, error):
        return None
    return error


def _broke(connection: _Lent, error: Exception) -> bool:
    if isinstance(error, NoAnswer) or not is_away(error):
        return False
    try:
        return isinstance(error, asyncpg.PostgresError) or connection.is_closed()
    except asyncpg.InterfaceError:
        return True  # the pool took back what had ended


async def _as_it_is(connection: Connection) -> None:
    """Nobody leaves anything behind on a connection, so none pays a round trip for cleaning it."""
