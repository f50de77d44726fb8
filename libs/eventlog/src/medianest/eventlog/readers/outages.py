"""What is away for longer than a moment, as status says it and a service that needs it hears it.

Who needs it leaves its work where it is, says so, and goes on when it is back.
"""

from typing import Final

from medianest.contracts.events.status import Dependency, OutageBegan, OutageEnded
from medianest.eventlog.postgres import Connection, Pool
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readmodels import ReadModel

_TABLES: Final = """
create table outages(monitor_id uuid primary key, dependency text not null)
"""

_BEGAN: Final = """
insert into outages(monitor_id, dependency) values ($1, $2)
on conflict (monitor_id) do update set dependency = excluded.dependency
"""

_ENDED: Final = """
delete from outages where monitor_id = $1
"""

_IS_AWAY: Final = """
select exists(select 1 from outages where dependency = $1)
"""


async def apply(connection: Connection, heard: Heard) -> None:
    """Outages of what others depend on; all else that status says is passed over."""
    match heard.event:
        case OutageBegan(monitor_id=monitor_id, dependency=str() as dependency):
            await connection.execute(_BEGAN, monitor_id, dependency)
        case OutageEnded(monitor_id=monitor_id):
            await connection.execute(_ENDED, monitor_id)
        case _:
            return


OUTAGES: Final = ReadModel(
    name="outages", generation=1, ddl=_TABLES, apply=apply, source=("status",)
)


async def is_away(pool: Pool, dependency: Dependency) -> bool:
    """Whether it is away, as far as was heard."""
    return bool(await pool.fetchval(_IS_AWAY, dependency))
