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
from medianest.contracts.refusals import NotFound
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.secrets import LAST, Secrets
from medianest.notify.domain import address as addresses
from medianest.notify.domain import smtp
from medianest.notify.ports import MailServer, MailServerTrial, TriedStep

SmtpStream = Decider[smtp.SmtpState, smtp.SmtpSet]
_OWNER: Final = "smtp"


class NoMailServer(NotFound):
    """No mail server is set yet."""


class Wish(Record):
    """A password that is `UNSET` stays as it is; None is none."""

    host: str
    port: int
    security: smtp.Security
    username: str | None
    password: str | msgspec.UnsetType | None
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
        match loaded.state:
            case smtp.NoSmtp():
                return None if self.given is None else _shown(self.given, 0)
            case smtp.Smtp() as state:
                return _shown(await self._server(state), loaded.version)

    async def change(
        self, wish: Wish, *, by: UUID, now: datetime, expected: int | None, meta: Meta
    ) -> Receipt:
        """Raises `NotAnEmail`."""
        from_address = addresses.email(wish.from_address)
        before = (await self.log.load(self.stream, smtp.THE_SMTP)).state
        kept = before.password_id if isinstance(before, smtp.Smtp) else None
        password_id = await self._password(wish.password, kept)
        command = smtp.SetSmtp(
            by=by,
            now=now,
            host=wish.host,
            port=wish.port,
            security=wish.security,
            username=wish.username,
            password_id=password_id,
            from_address=from_address,
        )
        decide = partial(smtp.decide, command)
        receipt = await self.log.carry_out(
            Step(self.stream, smtp.THE_SMTP, decide, expected), meta=meta
        )
        if kept is not None and kept != password_id:
            await self.secrets.drop(kept)
        return receipt

    async def steps(self, wish: Wish | None) -> Sequence[TriedStep]:
        """Of what is in use, or of what is wished. Raises `NoMailServer`, `NotAnEmail`."""
        server = await self.current() if wish is None else await self._wished(wish)
        if server is None:
            raise NoMailServer
        return await self.trial.steps(server)

    async def _wished(self, wish: Wish) -> MailServer:
        password = wish.password
        if isinstance(password, msgspec.UnsetType):
            kept = (await self.log.load(self.stream, smtp.THE_SMTP)).state
            password = (await self._server(kept)).password if isinstance(kept, smtp.Smtp) else None
        return MailServer(
            host=wish.host,
            port=wish.port,
            security=wish.security,
            username=wish.username,
            password=password or None,
            from_address=addresses.email(wish.from_address),
        )

    async def _password(
        self, wished: str | msgspec.UnsetType | None, kept: UUID | None
    ) -> UUID | None:
        if isinstance(wished, msgspec.UnsetType):
            return kept
        return await self.secrets.put(_OWNER, wished) if wished else None

    async def _server(self, state: smtp.Smtp) -> MailServer:
        password = None
        if state.password_id is not None:
            password = await self.secrets.get(state.password_id)
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
