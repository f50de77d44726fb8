"""How facts become the table of channels; addresses stand in it as ciphertext, as in the facts."""

from typing import Final

from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.notify.domain import channel

TABLES: Final = """
create table channels(
  channel_id uuid primary key,
  member_id uuid not null,
  kind text not null,
  address text,
  verified bool not null default false,
  disabled text,
  added_at timestamptz not null,
  session_id uuid);
create index channels_of_member on channels(member_id, added_at);
create index channels_of_session on channels(session_id) where session_id is not null;
"""

ADD: Final = """
insert into channels(channel_id, member_id, kind, address, added_at, session_id)
values ($1, $2, $3, $4, $5, $6)
"""

PROVE: Final = """
update channels set verified = true, disabled = null where channel_id = $1
"""

DISABLE: Final = """
update channels set verified = false, disabled = $2 where channel_id = $1
"""

REMOVE: Final = """
update channels set verified = false, address = null where channel_id = $1
"""


async def apply(connection: Connection, stored: Stored[channel.ChannelFact]) -> None:
    match stored.fact:
        case channel.ChannelAdded() as added:
            box = added.address.box
            whose = (added.member_id, added.kind, box, added.at, added.session_id)
            await connection.execute(ADD, stored.id, *whose)
        case channel.ChannelProven():
            await connection.execute(PROVE, stored.id)
        case channel.ChannelDisabled() as disabled:
            await connection.execute(DISABLE, stored.id, disabled.why)
        case channel.ChannelRemoved():
            # The row stays without its address: who makes many and removes them is still counted.
            await connection.execute(REMOVE, stored.id)
        case channel.CodeMade() | channel.CodeMistaken() | channel.ChannelTried():
            return


CHANNELS: Final = ReadModel(name="channels", generation=2, ddl=TABLES, apply=apply)
