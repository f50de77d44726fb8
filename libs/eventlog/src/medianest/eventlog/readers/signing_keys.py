"""The gateway's later signing keys, as each service hears of them and keeps them in its schema.

The first pair is in every service's settings; what is announced afterwards is here, so that a
service which starts while the bus is away still knows every key that may sign.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from medianest.contracts.events.gateway import SigningKeyPublished, SigningKeyWithdrawn
from medianest.contracts.record import Record
from medianest.eventlog.postgres import Connection, Pool
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readmodels import ReadModel

_TABLES: Final = """
create table signing_keys(
  key_id uuid primary key, kid text not null, public_key text,
  retires_at timestamptz, withdrawn_at timestamptz)
"""

_PUBLISHED: Final = """
insert into signing_keys(key_id, kid, public_key, retires_at) values ($1, $2, $3, $4)
on conflict (key_id) do update set
  public_key = excluded.public_key, retires_at = excluded.retires_at
"""

_WITHDRAWN: Final = """
insert into signing_keys(key_id, kid, withdrawn_at) values ($1, $2, $3)
on conflict (key_id) do update set kid = excluded.kid, withdrawn_at = excluded.withdrawn_at
"""

_ALL: Final = """
select key_id, kid, public_key, least(retires_at, withdrawn_at) as trusted_until,
  withdrawn_at is not null as is_withdrawn
from signing_keys
"""


class HeardKey(Record):
    """One key. `names`: what tokens may call it; `public_key`: hex, None if never announced here.

    A key that is not `is_withdrawn` and stands in the settings is good beyond `trusted_until`.
    """

    names: tuple[str, ...]
    public_key: str | None
    trusted_until: datetime
    is_withdrawn: bool


async def apply(connection: Connection, heard: Heard) -> None:
    """What the gateway says of its keys; all else it says is passed over."""
    match heard.event:
        case SigningKeyPublished() as key:
            await connection.execute(
                _PUBLISHED, key.key_id, str(key.key_id), key.public_key, key.retires_at
            )
        case SigningKeyWithdrawn() as key:
            await connection.execute(_WITHDRAWN, key.key_id, key.kid, key.trusted_until)
        case _:
            return


SIGNING_KEYS: Final = ReadModel(
    name="signing_keys", generation=1, ddl=_TABLES, apply=apply, source=("gateway",)
)


async def heard_keys(pool: Pool) -> Sequence[HeardKey]:
    """All of them."""
    return [
        HeardKey(
            names=tuple({str(row["key_id"]), row["kid"]}),
            public_key=row["public_key"],
            trusted_until=row["trusted_until"],
            is_withdrawn=row["is_withdrawn"],
        )
        for row in await pool.fetch(_ALL)
    ]
