"""Whether a live read model is what its facts say: built anew in a transaction that never happened.

The whole check sees one moment of the database, locks nothing that appends need, and leaves nothing
behind: schema and rows of the copy go when the transaction is rolled back.
"""

from collections.abc import Awaitable, Callable
from typing import Final

from medianest.contracts.record import Record
from medianest.eventlog.postgres import Connection, Pool
from medianest.eventlog.readmodels import (
    CREATE_SCHEMA,
    SET_SEARCH_PATH,
    TABLES_OF,
    ReadModel,
)

_PATH: Final = """
select current_setting('search_path')
"""
# A column may be of a type that knows no equality, such as json; as text all do.
_COMPARE: Final = """
select
  (select count(*) from {live}) as rows,
  (select count(*) from
    (select t::text from {live} t except all select t::text from {anew} t) d) as unexplained,
  (select count(*) from
    (select t::text from {anew} t except all select t::text from {live} t) d) as missing
"""


class Difference(Record):
    """Of one table: its rows, those that no fact explains, and those that it should have."""

    table: str
    rows: int
    unexplained: int
    missing: int


async def differences(
    pool: Pool, model: ReadModel, replay: Callable[[Connection], Awaitable[None]]
) -> tuple[Difference, ...]:
    """Compare every table of a live read model with what `replay` writes into empty ones.

    `replay` applies everything up to where the live model stands, on the connection it is given.
    """
    async with pool.acquire() as connection:
        transaction = connection.transaction(isolation="repeatable_read")
        await transaction.start()
        try:
            live = await connection.fetchval(CREATE_SCHEMA, model.suffix)
            anew = await connection.fetchval(CREATE_SCHEMA, f"{model.suffix}_check")
            path = await connection.fetchval(_PATH)
            await connection.execute(SET_SEARCH_PATH, f"{anew}, {path}")
            await connection.execute(model.ddl)
            await replay(connection)
            tables = [row["name"] for row in await connection.fetch(TABLES_OF, live)]
            return tuple([await _compare(connection, live, anew, table) for table in tables])
        finally:
            await transaction.rollback()


async def _compare(connection: Connection, live: str, anew: str, table: str) -> Difference:
    """Names come quoted from the catalogue."""
    counted = await connection.fetch(
        _COMPARE.format(live=f"{live}.{table}", anew=f"{anew}.{table}")
    )
    return Difference(table=table, **counted[0])
