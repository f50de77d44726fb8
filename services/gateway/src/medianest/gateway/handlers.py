"""Signing keys and reach: the gateway's own few commands, carried out on its own small log."""

import asyncio
import contextlib
import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog

from medianest.chassis.clock import SYSTEM, Clock
from medianest.chassis.doorway.tokens import Minter, public_hex, signing_key
from medianest.contracts.ids import new_id
from medianest.contracts.meta import THE_HOUSE, Meta
from medianest.contracts.record import Record
from medianest.contracts.refusals import Refusal
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.postgres import AWAY
from medianest.eventlog.secrecy.secrets import Secrets
from medianest.gateway.domain import keyring, reach
from medianest.gateway.domain.reach import reach_id

OWNER: Final = "signing-key"
LOOK_AGAIN_S: Final = 60.0
LOOK_UP_WITHIN_S: Final = 2.0
IN_FLIGHT_S: Final = 5.0
"""Longer than a request that was signed just now is on its way to its service."""
_log: Final = structlog.get_logger("medianest.gateway.keys")
_AWAY: Final = (*AWAY, Refusal)

KeyringDecider = Decider[keyring.KeyringState, keyring.KeyringFacts]
ReachDecider = Decider[reach.ReachState, reach.ReachFacts]


class KeyPace(Record):
    """How long a key is announced before it signs, and how long it signs before the next is due."""

    announced_s: float = 3600.0
    rotated_after: timedelta = timedelta(days=30)

    @property
    def look_again_s(self) -> float:
        """How soon every gateway knows which key signs: well before it is to be used."""
        return min(LOOK_AGAIN_S, self.announced_s / 4)


class NoSigningKey(Exception):
    """There is no key to sign with: the gateway can't vouch for anybody."""


class SigningKeys:
    """Knows the key that signs now; takes over provision's pair, and publishes the next in time."""

    def __init__(
        self,
        log: Log,
        store: Secrets,
        decider: KeyringDecider,
        provisioned: tuple[str, str],
        *,
        pace: KeyPace = KeyPace(),  # noqa: B008 - a frozen record
        clock: Clock = SYSTEM,
    ) -> None:
        """`provisioned`: name and private half (hex) of the pair that provision made."""
        self._log = log
        self._store = store
        self._decider = decider
        self._provisioned = provisioned
        self._pace = pace
        self._clock = clock
        self._minter: tuple[str, Minter] | None = None
        self._looking: asyncio.Task[None] | None = None

    @property
    def minter(self) -> Minter:
        """What signs identity tokens now."""
        if self._minter is None:
            raise NoSigningKey
        return self._minter[1]

    async def start(self) -> None:
        """Adopt provision's pair if it is new, and know the key that signs."""
        kid, private_hex = self._provisioned
        state = (await self._log.load(self._decider, keyring.KEYRING_ID)).state
        if not keyring.holds(state, kid):
            await self._adopt(kid, private_hex)
        await self.look()
        self._looking = asyncio.create_task(self._look_again(), name="gateway.keys")

    async def stop(self) -> None:
        """Stop looking."""
        if self._looking is not None:
            self._looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._looking

    async def look(self) -> None:
        """Publish the next key if it is due; sign with the newest that is usable."""
        state = (await self._log.load(self._decider, keyring.KEYRING_ID)).state
        now = self._clock.now()
        if keyring.is_next_due(state, now, self._pace.rotated_after):
            await self.publish()
            state = (await self._log.load(self._decider, keyring.KEYRING_ID)).state
        key = keyring.signer(state, now)
        if key is None:
            raise NoSigningKey
        if self._minter is None or self._minter[0] != key.kid:
            private = signing_key(await self._store.get(key.secret_id))
            self._minter = (key.kid, Minter(key.kid, private, self._clock))
            _log.info("signing-key.in-use", kid=key.kid)

    async def _look_again(self) -> None:
        while True:
            await asyncio.sleep(self._pace.look_again_s)
            try:
                await self.look()
            except (*_AWAY, NoSigningKey) as error:
                _log.warning("signing-key.not-looked-up", error=type(error).__name__)

    async def _adopt(self, kid: str, private_hex: str) -> None:
        command = keyring.Adopt(
            kid=kid,
            public_key=public_hex(signing_key(private_hex)),
            secret_id=await self._store.put(OWNER, private_hex),
            now=self._clock.now(),
        )
        await self._carry_out_or_forget(command, THE_HOUSE)

    async def publish(self, *, by: UUID = THE_HOUSE) -> None:
        """Announce the next key, unless one is announced already."""
        private_hex = secrets.token_hex(32)
        now = self._clock.now()
        command = keyring.Publish(
            key_id=new_id(),
            public_key=public_hex(signing_key(private_hex)),
            secret_id=await self._store.put(OWNER, private_hex),
            usable_at=now + timedelta(seconds=self._pace.announced_s),
            now=now,
        )
        await self._carry_out_or_forget(command, by)

    async def withdraw(self, kid: str, *, by: UUID) -> None:
        """Sign with it no more; soon nobody trusts it. Raises `NoSuchKey`, `LastKey`."""
        now = self._clock.now()
        others_know_in_s = self._pace.look_again_s + IN_FLIGHT_S
        over_at = now + timedelta(seconds=others_know_in_s)
        await self._carry_out(keyring.Withdraw(kid=kid, over_at=over_at, now=now), by)
        await self.look()

    async def _carry_out_or_forget(
        self, command: keyring.Adopt | keyring.Publish, by: UUID
    ) -> None:
        """The private half is kept before its key is known; where another was first, it goes."""
        receipt = await self._carry_out(command, by)
        if not receipt.position:
            await self._store.drop(command.secret_id)

    async def _carry_out(self, command: keyring.KeyringCommand, by: UUID) -> Receipt:
        step = Step(self._decider, keyring.KEYRING_ID, lambda state: keyring.decide(command, state))
        return await self._log.carry_out(step, meta=Meta(actor=by, correlation=new_id()))


class ReachNotes:
    """Tells the house when a service is lost and when it is back, without making anybody wait."""

    def __init__(self, log: Log, decider: ReachDecider, clock: Clock = SYSTEM) -> None:
        self._log = log
        self._decider = decider
        self._clock = clock
        self._telling: set[asyncio.Task[None]] = set()

    def lost(self, toward: str) -> None:
        """The service does not answer."""
        self._tell(reach.TellLost(toward=toward, now=self._clock.now()))

    def back(self, toward: str) -> None:
        """The service answers again."""
        self._tell(reach.TellBack(toward=toward, now=self._clock.now()))

    async def lost_since(self, toward: str) -> datetime | None:
        """Since when it does not answer; None where it does, or where nobody knows just now."""
        try:
            async with asyncio.timeout(LOOK_UP_WITHIN_S):
                state = (await self._log.load(self._decider, reach_id(toward))).state
        except _AWAY:
            return None
        return state.since if isinstance(state, reach.Lost) else None

    async def start(self) -> None:
        """Nothing to prepare."""

    async def stop(self) -> None:
        """Let what is being told finish."""
        await asyncio.gather(*self._telling, return_exceptions=True)

    def _tell(self, command: reach.ReachCommand) -> None:
        task = asyncio.create_task(self._carry_out(command), name="gateway.reach")
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _carry_out(self, command: reach.ReachCommand) -> None:
        step = Step(
            self._decider, reach_id(command.toward), lambda state: reach.decide(command, state)
        )
        try:
            async with asyncio.timeout(10):
                await self._log.carry_out(step, meta=Meta(correlation=new_id()))
        except _AWAY as error:
            _log.warning("reach.not-told", toward=command.toward, error=type(error).__name__)
