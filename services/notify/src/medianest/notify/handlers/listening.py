"""A browser is told things as long as it is signed in: nothing is sent there after its session.

Its channel stays in sight of its member, who may remove it; the page of a new session in that
browser takes it up again. What ended before a channel was made stops nothing, however late it is
heard.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from medianest.contracts.events import identity
from medianest.eventlog.postgres import Connection
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.turn import Turn
from medianest.notify.domain import channel
from medianest.notify.handlers.channels import ChannelStream, step
from medianest.notify.ports import Browsers

SIGNED_OUT: Final = "signed-out"


@dataclass(frozen=True, slots=True)
class Listening:
    """Stops what is sent to browsers that are not signed in any more."""

    stream: ChannelStream
    browsers: Browsers

    async def hear(self, turn: Turn, heard: Heard) -> None:
        """In the reader's own transaction; hearing it twice stops nothing more."""
        command = channel.Disable(why=SIGNED_OUT, now=heard.at)
        for channel_id in await self._left(turn.connection, heard):
            await turn.carry_out(step(self.stream, channel_id, command))

    async def _left(self, connection: Connection, heard: Heard) -> Sequence[UUID]:
        match heard.event:
            case identity.SessionRevoked(session_id=session_id):
                return await self.browsers.of_session(connection, session_id)
            case identity.MemberSessionsEnded(member_id=who, kept_session_id=kept):
                return await self.browsers.of_member(connection, who, kept=kept, until=heard.at)
            case identity.MemberDisabled(member_id=who) | identity.MemberRoleChanged(member_id=who):
                return await self.browsers.of_member(connection, who, kept=None, until=heard.at)
            case _:
                return ()
