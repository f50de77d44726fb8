"""Members prove once more who they are, before what lets them in is changed.

A session alone is not enough for that: whoever finds or steals one must not make it a way in of
their own. It takes the password; of who has none, a sign-in of a few minutes ago.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from medianest.contracts.record import Record
from medianest.eventlog.log import Log
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import member, names, session
from medianest.identity.domain.roles import By, must_be_there
from medianest.identity.handlers.streams import Streams
from medianest.identity.ports import Passwords

Asked = Literal["password", "sign_in", "nothing"]


class Proof(Record):
    """What somebody brings: the session in which they are, and what they typed."""

    session_id: UUID
    password: str | None

    def __repr__(self) -> str:
        """Never the password."""
        return "Proof()"


@dataclass(frozen=True, slots=True)
class Proving:
    """Asks who somebody is, although they are signed in."""

    log: Log
    keys: SubjectKeys
    streams: Streams
    passwords: Passwords

    async def asked_of(self, by: By, session_id: UUID, *, now: datetime) -> Asked:
        """What would prove it."""
        account = await self.account(by)
        if account.password is not None:
            return "password"
        return "nothing" if await self._is_fresh(by, session_id, now) else "sign_in"

    async def once_more(self, by: By, proof: Proof, *, now: datetime) -> None:
        """Raises `WrongPassword`, `PasswordWanted`, `SignInAgain`, and `OnlyInPerson` for a key."""
        proved_epoch = await self.epoch(by, proof, now=now)
        member.must_be_proved(await self.account(by), proved_epoch)

    async def epoch(self, by: By, proof: Proof, *, now: datetime) -> int | None:
        """The account's, if this proves that it is theirs. Raises `WrongPassword`."""
        if proof.password is not None:
            return (await self.by_password(by, proof.password)).epoch
        account = await self.account(by)
        is_proved = account.password is None and await self._is_fresh(by, proof.session_id, now)
        return account.epoch if is_proved else None

    async def by_password(self, by: By, password: str) -> member.Active:
        """The account of who asks, and gave its password once more.

        Raises `WrongPassword`, and `NoPassword` for who has none to give.
        """
        state = await self.account(by)
        if state.password is None:
            raise member.NoPassword
        if not await self.fits(password, state):
            raise member.WrongPassword
        return state

    async def fits(self, password: str, account: member.Active | member.Disabled) -> bool:
        """Without a password none fits, after the same work."""
        hashed = await self.keys.open(account.password) if account.password else None
        if hashed is None:
            await self.passwords.waste(names.typed_password(password))
            return False
        return await self.passwords.fits(names.typed_password(password), hashed)

    async def account(self, by: By) -> member.Active:
        """Raises `NoSuchMember`, and `OnlyInPerson` for an API key."""
        must_be_there(by)
        state = (await self.log.load(self.streams.member, by.member_id)).state
        if not isinstance(state, member.Active):
            raise member.NoSuchMember
        return state

    async def _is_fresh(self, by: By, session_id: UUID, now: datetime) -> bool:
        state = (await self.log.load(self.streams.session, session_id)).state
        return session.is_fresh(state, by.member_id, now)
