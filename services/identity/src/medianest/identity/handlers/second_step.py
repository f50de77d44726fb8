"""The second half of a sign-in: a code of the app, one from paper, or a passkey."""

import hmac
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final, Literal
from uuid import UUID

import msgspec
import structlog

from medianest.contracts.meta import Meta
from medianest.contracts.record import Record, replace
from medianest.eventlog.log import Log, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import member, pending, second_factor
from medianest.identity.domain.second_factor import FactorCommand, Factors
from medianest.identity.handlers.entering import id_in, token_sha256
from medianest.identity.handlers.opening import Browser, Opening, SignedIn
from medianest.identity.handlers.streams import Streams
from medianest.identity.ports import AppCodes, PasskeyRefused, Passkeys

Method = Literal["totp", "passkey", "recovery_code"]
_DIGITS: Final = 6
log = structlog.get_logger(__name__)


class Credential(Record):
    """What is sealed of a passkey."""

    credential_id: bytes
    public_key: bytes


class Wanted(Record):
    """What this browser may prove itself with; `passkey` is for `navigator.credentials.get`."""

    methods: tuple[Method, ...]
    passkey: Mapping[str, Any] | None
    expires_at: datetime


class _Known(Record):
    pending_id: UUID
    token_sha256: str
    waiting: pending.Waiting
    factors: Factors


@dataclass(frozen=True, slots=True)
class SecondStep:
    """Lets in whoever waits at the second step, once."""

    log: Log
    keys: SubjectKeys
    streams: Streams
    opening: Opening
    app: AppCodes
    passkeys: Passkeys
    pepper: bytes

    async def wanted(self, token: str, *, now: datetime) -> Wanted:
        """What is asked for. Raises `SignInOver`."""
        known = await self._known(token, now)
        factors, options = known.factors, None
        methods: list[Method] = ["totp"] if factors.app is not None else []
        if factors.passkeys:
            methods.append("passkey")
            ids = [(await self._credential(one)).credential_id for one in factors.passkeys.values()]
            options = self.passkeys.to_get(self._challenge(known.pending_id), ids)
        if factors.recovery:
            methods.append("recovery_code")
        return Wanted(methods=tuple(methods), passkey=options, expires_at=known.waiting.expires_at)

    async def by_code(
        self, token: str, code: str, *, browser: Browser, now: datetime, meta: Meta
    ) -> SignedIn:
        """A code of the app, or one from paper. Raises `WrongCode`, `TooManyMistakes`."""
        known = await self._known(token, now)
        second_factor.check_patience(known.factors, now)
        command = await self._code(known.factors, code, now)
        if command is not None:
            with suppress(second_factor.WrongCode):  # it was used before
                return await self._let_in(known, command, browser=browser, now=now, meta=meta)
        await self._mistaken(known, now=now, meta=meta)
        raise second_factor.WrongCode

    async def by_passkey(
        self,
        token: str,
        answer: Mapping[str, Any],
        *,
        browser: Browser,
        now: datetime,
        meta: Meta,
    ) -> SignedIn:
        """A passkey's signature. Raises `PasskeyRefused`."""
        known = await self._known(token, now)
        try:
            command = await self._passkey(known, answer, now)
        except PasskeyRefused:
            await self._mistaken(known, now=now, meta=meta)
            raise
        return await self._let_in(known, command, browser=browser, now=now, meta=meta)

    async def _known(self, token: str, now: datetime) -> _Known:
        pending_id = id_in(token)
        if pending_id is None:
            raise pending.SignInOver
        state = (await self.log.load(self.streams.pending, pending_id)).state
        waiting = pending.waiting(state, token_sha256(token), now)
        factors = (await self.log.load(self.streams.factors, waiting.member_id)).state
        return _Known(
            pending_id=pending_id,
            token_sha256=token_sha256(token),
            waiting=waiting,
            factors=factors,
        )

    async def _code(self, factors: Factors, code: str, now: datetime) -> FactorCommand | None:
        """What the code claims to be: six digits are of the app, all else is from paper."""
        typed = "".join(code.split())
        if not (typed.isdigit() and len(typed) == _DIGITS):
            sealed = recovery_sha256(code, pepper=self.pepper)
            return second_factor.UseRecoveryCode(now=now, code_sha256=sealed)
        secret = None if factors.app is None else await self.keys.open(factors.app.secret)
        step = None if secret is None else self.app.step_of(secret, typed, now)
        return None if step is None else second_factor.UseTotp(now=now, step=step)

    async def _passkey(
        self, known: _Known, answer: Mapping[str, Any], now: datetime
    ) -> second_factor.UsePasskey:
        told = self.passkeys.credential_sha256(answer)
        for one in known.factors.passkeys.values():
            if one.credential_sha256 == told:
                count = self.passkeys.signed(
                    self._challenge(known.pending_id),
                    answer,
                    public_key=(await self._credential(one)).public_key,
                    sign_count=one.sign_count,
                )
                return second_factor.UsePasskey(factor_id=one.factor_id, now=now, sign_count=count)
        raise PasskeyRefused

    async def _let_in(
        self,
        known: _Known,
        command: FactorCommand,
        *,
        browser: Browser,
        now: datetime,
        meta: Meta,
    ) -> SignedIn:
        who = known.waiting.member_id
        account = (await self.log.load(self.streams.member, who)).state
        if not isinstance(account, member.Active) or account.epoch != known.waiting.epoch:
            raise pending.SignInOver
        prove = pending.Prove(now=now, token_sha256=known.token_sha256)
        opened = await self.opening.prepare(
            who, epoch=known.waiting.epoch, browser=browser, now=now, via=known.waiting.via
        )
        # The session comes first: the receipt tells its version, and what is announced.
        receipt = await self.log.carry_out(
            *opened.steps,
            self._pending_step(known, prove),
            self._factors_step(who, command),
            meta=replace(meta, actor=who),
        )
        return SignedIn(member_id=who, receipt=receipt, cookie=opened.cookie)

    async def _mistaken(self, known: _Known, *, now: datetime, meta: Meta) -> None:
        who = known.waiting.member_id
        log.info("second-factor.refused", member_id=str(who))
        await self.log.carry_out(
            self._pending_step(known, pending.Fail(now=now, token_sha256=known.token_sha256)),
            self._factors_step(who, second_factor.Mistake(now=now)),
            meta=replace(meta, actor=who),
        )

    def _pending_step(
        self, known: _Known, command: pending.PendingCommand
    ) -> Step[pending.PendingState, pending.PendingFact]:
        return Step(
            decider=self.streams.pending,
            id=known.pending_id,
            decide=partial(pending.decide, command),
        )

    def _factors_step(
        self, member_id: UUID, command: FactorCommand
    ) -> Step[Factors, second_factor.FactorFact]:
        return Step(
            decider=self.streams.factors,
            id=member_id,
            decide=partial(second_factor.decide, command),
        )

    async def _credential(self, passkey: second_factor.Passkey) -> Credential:
        return await opened_credential(self.keys, passkey)

    def _challenge(self, pending_id: UUID) -> bytes:
        """Nobody can foresee it, and it counts once: as long as this sign-in waits."""
        return hmac.digest(self.pepper, b"passkey-sign-in:" + pending_id.bytes, "sha256")


async def opened_credential(keys: SubjectKeys, passkey: second_factor.Passkey) -> Credential:
    """A passkey's id and public key. Raises `PasskeyRefused` for somebody who was erased."""
    text = await keys.open(passkey.credential)
    if text is None:
        raise PasskeyRefused
    return msgspec.json.decode(text, type=Credential)


def recovery_sha256(code: str, *, pepper: bytes) -> str:
    """All that is kept of a code on paper; blanks, dashes and case don't matter."""
    plain = "".join(code.replace("-", "").split()).lower()
    return hmac.digest(pepper, b"recovery:" + plain.encode(), "sha256").hex()
