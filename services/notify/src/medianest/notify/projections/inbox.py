"""How facts become the inbox. Texts stand in it as ciphertext, just as in the facts."""

from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.notify.domain.notification import Gathered, Informed, Read, Told
from medianest.notify.domain.preferences import Forgotten

TABLES = """
create table inbox(
  notification_id uuid primary key,
  member_id uuid not null,
  category text not null,
  title text,
  body text,
  box text,
  template text,
  urgency text not null default 'normal',
  about_id uuid,
  gathers text,
  gathers_until timestamptz,
  position bigint not null,
  happened_at timestamptz not null,
  read_at timestamptz);
create index inbox_of_member on inbox(member_id, position desc);
create index inbox_gathers on inbox(member_id, gathers, position desc) where gathers is not null;
"""

ADD_OLDER = """
insert into inbox(
  notification_id, member_id, category, title, body, about_id, position, happened_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""

ADD = """
insert into inbox(notification_id, member_id, category, box, template, urgency, about_id, gathers,
  gathers_until, position, happened_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""

GATHER = """
update inbox set box = $2, template = $3, urgency = $4, gathers_until = $5, read_at = null
where notification_id = $1
"""

MARK_READ = """
update inbox set read_at = $2 where notification_id = $1
"""

FORGET = """
delete from inbox where member_id = $1
"""


async def apply(connection: Connection, stored: Stored[object]) -> None:
    match stored.fact:
        case Told() as told:
            await connection.execute(
                ADD_OLDER,
                stored.id,
                told.member_id,
                told.category,
                told.title,
                told.body,
                told.about_id,
                stored.position,
                told.happened_at,
            )
        case Informed() as informed:
            await _add(connection, stored.position, informed)
        case Gathered() as more:
            changes = (more.text.box, more.template, more.urgency, more.gathers_until)
            await connection.execute(GATHER, stored.id, *changes)
        case Read(at=at):
            await connection.execute(MARK_READ, stored.id, at)
        case Forgotten(member_id=member_id):
            await connection.execute(FORGET, member_id)
        case _:  # the log holds other kinds of streams too
            pass


async def _add(connection: Connection, position: int, informed: Informed) -> None:
    await connection.execute(
        ADD,
        informed.notification_id,
        informed.member_id,
        informed.category,
        informed.text.box,
        informed.template,
        informed.urgency,
        informed.about_id,
        informed.gathers,
        informed.gathers_until,
        position,
        informed.happened_at,
    )


INBOX = ReadModel(name="inbox", generation=2, ddl=TABLES, apply=apply)
