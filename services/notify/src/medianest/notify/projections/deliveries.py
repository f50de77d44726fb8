"""How facts become the list of deliveries that admins see."""

from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.notify.domain.delivery import (
    DeliveryFact,
    Joined,
    Planned,
    Sent,
    Suppressed,
    TryFailed,
)

TABLES = """
create table deliveries(
  delivery_id uuid primary key,
  member_id uuid not null,
  channel_id uuid not null,
  kind text not null,
  category text not null,
  status text not null,
  notifications int not null,
  tries int not null default 0,
  due_at timestamptz not null,
  joins text,
  why text,
  permanent bool,
  provider_id text,
  planned_at timestamptz not null,
  changed_at timestamptz not null,
  position bigint not null,
  changed_position bigint not null);
create index deliveries_in_order on deliveries(position desc);
create index deliveries_by_status on deliveries(status, position desc);
create index deliveries_that_join on deliveries(channel_id, joins, position desc)
  where joins is not null;
create index deliveries_of_channel on deliveries(channel_id, changed_position desc);
"""

ADD = """
insert into deliveries(delivery_id, member_id, channel_id, kind, category, status, notifications,
  due_at, joins, planned_at, changed_at, position, changed_position)
values ($1, $2, $3, $4, $5, 'pending', 1, $6, $7, $8, $8, $9, $9)
"""

JOIN = """
update deliveries set notifications = notifications + 1, changed_at = $2, changed_position = $3
where delivery_id = $1
"""

END = """
update deliveries set status = $4, why = $5, permanent = null, provider_id = $6,
  tries = tries + case when $4 = 'sent' then 1 else 0 end, changed_at = $2, changed_position = $3
where delivery_id = $1
"""

FAIL = """
update deliveries set tries = tries + 1, why = $4, permanent = $5,
  status = case when $6::timestamptz is null then 'dead' else 'failed' end,
  due_at = coalesce($6, due_at), changed_at = $2, changed_position = $3
where delivery_id = $1
"""


async def apply(connection: Connection, stored: Stored[object]) -> None:
    if isinstance(stored.fact, DeliveryFact):
        await _apply(connection, stored, stored.fact)


async def _apply(connection: Connection, stored: Stored[object], fact: DeliveryFact) -> None:
    place = (stored.id, fact.at, stored.position)
    match fact:
        case Planned():
            await connection.execute(
                ADD,
                stored.id,
                fact.member_id,
                fact.channel_id,
                fact.kind,
                fact.category,
                fact.due_at,
                fact.joins,
                fact.at,
                stored.position,
            )
        case Joined():
            await connection.execute(JOIN, *place)
        case Suppressed(why=why):
            await connection.execute(END, *place, "suppressed", why, None)
        case Sent(provider_id=provider_id):
            await connection.execute(END, *place, "sent", None, provider_id)
        case TryFailed():
            await connection.execute(FAIL, *place, fact.why, fact.permanent, fact.retry_at)


DELIVERIES = ReadModel(name="deliveries", generation=1, ddl=TABLES, apply=apply)
