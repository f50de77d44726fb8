"""How the household's mail server is set, looked up and tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

import msgspec

from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Crowded, Log, Receipt, SeenOlder, Step
from medianest.eventlog.secrecy.secrets import LAST, Secrets
from medianest.notify.domain import address as addresses
from medianest.notify.domain import smtp
from medianest.notify.ports import MailServer, MailServerTrial, TriedStep

SmtpStream = Decider[smtp.SmtpState, smtp.SmtpSet]
Kept = msgspec.UnsetType
_OWNER: Final = "smtp"


class Wish(Record):
    """A password that is `UNSET` stays as it is; None is none."""

    host: str
    port: int
    security: smtp.Security
    username: str | None
    password: str | Kept | None
    from_address: str


class Shown(Record):
    """What an admin sees of it, and where it comes from."""

    server: MailServer
    version: int
    last_four: str | None


@dataclass(frozen=True, slots=True)
class MailServerSettings:
    """Is the port `MailServers` as well. `given`: what the environment says until one is set."""

    log: Log
    secrets: Secrets
    stream: SmtpStream
    trial: MailServerTrial
    given: MailServer | None

    async def current(self) -> MailServer | None:
        shown = await self.shown()
        return None if shown is None else shown.server

    async def shown(self) -> Shown | None:
        """The one in use, with its password, which must not leave this service."""
        loaded = await self.log.load(self.stream, smtp.THE_SMTP)
        server = await self._server(loaded.state)
        return None if server is None else _shown(server, loaded.version)

    async def change(
        self, wish: Wish, *, by: UUID, now: datetime, expected: int | None, meta: Meta
    ) -> Receipt:
        """Raises `NotAnEmail`, `PasswordWanted`, `SeenOlder`."""
        loaded = await self.log.load(self.stream, smtp.THE_SMTP)
        server = await self._wished(wish, loaded.state)
        before = loaded.state.password_id if isinstance(loaded.state, smtp.Smtp) else None
        password_id = await self._kept(server.password, wish.password, before)
        command = smtp.SetSmtp(
            by=by,
            now=now,
            host=server.host,
            port=server.port,
            security=server.security,
            username=server.username,
            password_id=password_id,
            from_address=server.from_address,
        )
        # Whoever was faster may have dropped the password that this one would keep.
        seen = loaded.version if expected is None else expected
        step = Step(self.stream, smtp.THE_SMTP, partial(smtp.decide, command), seen)
        try:
            receipt = await self.log.carry_out(step, meta=meta)
        except (SeenOlder, Crowded):
            await self._drop({password_id} - {before})
            raise
        await self._drop({before} - {password_id})
        return receipt

    async def steps(self, wish: Wish | None) -> Sequence[TriedStep]:
        """Of what is in use, or of what is wished.

        Raises `NoMailServer`, `NotAnEmail`, `PasswordWanted`.
        """
        state = (await self.log.load(self.stream, smtp.THE_SMTP)).state
        server = await (self._server(state) if wish is None else self._wished(wish, state))
        if server is None:
            raise smtp.NoMailServer
        return await self.trial.steps(server)

    async def _wished(self, wish: Wish, state: smtp.SmtpState) -> MailServer:
        """With the password that is kept, if it was given for the same place."""
        password = wish.password
        if isinstance(password, Kept):
            password = _password_for(wish, await self._server(state))
        return MailServer(
            host=wish.host,
            port=wish.port,
            security=wish.security,
            username=wish.username,
            password=password or None,
            from_address=addresses.email(wish.from_address),
        )

    async def _kept(
        self, text: str | None, wished: str | Kept | None, before: UUID | None
    ) -> UUID | None:
        """The secret of before, or a new one: also for what only the environment said so far."""
        if text is None:
            return None
        if isinstance(wished, Kept) and before is not None:
            return before
        return await self.secrets.put(_OWNER, text)

    async def _drop(self, passwords: set[UUID | None]) -> None:
        for password in passwords:
            if password is not None:
                await self.secrets.drop(password)

    async def _server(self, state: smtp.SmtpState) -> MailServer | None:
        if isinstance(state, smtp.NoSmtp):
            return self.given
        id_ = state.password_id
        return _of(state, None if id_ is None else await self.secrets.get(id_))


def _password_for(wish: Wish, now: MailServer | None) -> str | None:
    """Who signs in nowhere needs none. Raises `PasswordWanted`."""
    if now is None or now.password is None or wish.username is None:
        return None
    if _place(now) != _place(wish):
        raise smtp.PasswordWanted
    return now.password


def _place(server: MailServer | Wish) -> tuple[str, int, smtp.Security]:
    """A line that is not encrypted is another place: whoever listens there may be anybody."""
    return server.host.lower(), server.port, server.security


def _of(state: smtp.Smtp, password: str | None) -> MailServer:
    return MailServer(
        host=state.host,
        port=state.port,
        security=state.security,
        username=state.username,
        password=password,
        from_address=state.from_address,
    )


def _shown(server: MailServer, version: int) -> Shown:
    password = server.password or ""
    last = password[-LAST:] if len(password) > 2 * LAST else None
    return Shown(server=server, version=version, last_four=last)
