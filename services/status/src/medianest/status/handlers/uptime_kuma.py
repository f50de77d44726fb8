"""How the household's Uptime Kuma is connected, looked up and tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.decider import Decider
from medianest.eventlog.jobs import Job, Jobs
from medianest.eventlog.log import Crowded, Log, Receipt, SeenOlder, Step
from medianest.eventlog.secrecy.secrets import Secrets
from medianest.status.domain.uptime_kuma import (
    THE_KUMA,
    Connect,
    Disconnect,
    Kuma,
    KumaCommand,
    KumaFact,
    KumaState,
    NotConnected,
    Refuse,
    decide,
)
from medianest.status.ports import KumaAddress, Kumas, SignIn, TriedStep

KumaStream = Decider[KumaState, KumaFact]
FOLLOW: Final = "follow-uptime-kuma"
_OWNER: Final = "uptime-kuma"


class Shown(Record):
    """The connection, and the version of its stream."""

    kuma: Kuma
    version: int


@dataclass(frozen=True, slots=True)
class UptimeKumaSettings:
    """One Uptime Kuma. Whoever connects it signs in once; what stays is a token."""

    log: Log
    secrets: Secrets
    stream: KumaStream
    kumas: Kumas
    jobs: Jobs

    async def shown(self) -> Shown:
        """Raises `NotConnected`."""
        loaded = await self.log.load(self.stream, THE_KUMA)
        if not isinstance(loaded.state, Kuma):
            raise NotConnected
        return Shown(kuma=loaded.state, version=loaded.version)

    async def connect(
        self,
        at: KumaAddress,
        sign_in: SignIn,
        *,
        by: UUID,
        now: datetime,
        expected: int | None,
        meta: Meta,
    ) -> Receipt:
        """Raises what `Kumas.token` raises, and `SeenOlder`."""
        token = await self.kumas.token(at, sign_in)
        loaded = await self.log.load(self.stream, THE_KUMA)
        token_id = await self.secrets.put(_OWNER, token)
        command = Connect(
            by=by,
            now=now,
            address=at.url,
            internal=at.internal,
            username=sign_in.username,
            token_id=token_id,
            page=at.page,
        )
        # Whoever was faster has a token of their own there, which nobody would ever drop.
        seen = loaded.version if expected is None else expected
        try:
            receipt = await self._carry_out(command, meta, seen)
        except (SeenOlder, Crowded):
            await self.secrets.drop(token_id)
            raise
        if isinstance(loaded.state, Kuma):
            await self.secrets.drop(loaded.state.token_id)
        await self.jobs.plan(Job(kind=FOLLOW, key=FOLLOW, due_at=now))
        return receipt

    async def disconnect(self, *, by: UUID, now: datetime, meta: Meta) -> None:
        """Raises `NotConnected`. What it watched leaves the page with the next look at this."""
        shown = await self.shown()
        await self._carry_out(Disconnect(by=by, now=now), meta, shown.version)
        await self.secrets.drop(shown.kuma.token_id)

    async def refused(self, token_id: UUID, *, now: datetime, meta: Meta) -> None:
        """It no longer takes this token."""
        await self._carry_out(Refuse(token_id=token_id, now=now), meta)

    async def steps_of(self, at: KumaAddress, sign_in: SignIn) -> Sequence[TriedStep]:
        """Of one that is not connected yet. Raises what `Kumas.token` raises."""
        return await self.kumas.steps(at, await self.kumas.token(at, sign_in))

    async def steps(self) -> Sequence[TriedStep]:
        """Raises `NotConnected`."""
        kuma = (await self.shown()).kuma
        return await self.kumas.steps(_address(kuma), await self.secrets.get(kuma.token_id))

    async def token(self, kuma: Kuma) -> tuple[KumaAddress, str]:
        """What following it needs. Raises `NoSuchSecret` when it was connected anew."""
        return _address(kuma), await self.secrets.get(kuma.token_id)

    async def _carry_out(
        self, command: KumaCommand, meta: Meta, expected: int | None = None
    ) -> Receipt:
        step = Step(self.stream, THE_KUMA, partial(decide, command), expected)
        return await self.log.carry_out(step, meta=meta)


def _address(kuma: Kuma) -> KumaAddress:
    return KumaAddress(url=kuma.address, internal=kuma.internal, page=kuma.page)
