"""How facts become the inbox."""

from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.notify.domain.notification import NotificationFact, Read, Told

TABLES = """
create table inbox(
  notification_id uuid primary key,
  member_id uuid not null,
  category text not null,
  title text not null,
  body text not null,
  about_id uuid,
  position bigint not null,
  happened_at timestamptz not null,
  read_at timestamptz);
create index inbox_of_member on inbox(member_id, position desc);
"""

ADD = """
insert into inbox(
  notification_id, member_id, category, title, body, about_id, position, happened_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""

MARK_READ = """
update inbox set read_at = $2 where notification_id = $1
"""


async def apply(connection: Connection, stored: Stored[NotificationFact]) -> None:
    match stored.fact:
        case Told() as told:
            await connection.execute(
                ADD,
                stored.id,
                told.member_id,
                told.category,
                told.title,
                told.body,
                told.about_id,
                stored.position,
                told.happened_at,
            )
        case Read() as read:
            await connection.execute(MARK_READ, stored.id, read.at)


INBOX = ReadModel(name="inbox", generation=1, ddl=TABLES, apply=apply)
