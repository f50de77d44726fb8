"""Members give themselves a second factor, and take it away: always with their password."""

import base64
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

import msgspec

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import names, second_factor
from medianest.identity.domain.roles import By, must_be_there
from medianest.identity.domain.second_factor import FactorCommand, Factors, Kind
from medianest.identity.handlers.proving import Proving
from medianest.identity.handlers.repeating import peppered
from medianest.identity.handlers.second_step import (
    Credential,
    opened_credential,
    recovery_sha256,
)
from medianest.identity.handlers.streams import Streams
from medianest.identity.ports import AppCodes, Passkeys

RECOVERY_CODES: Final = 10
_RECOVERY_BYTES: Final = 15
"""Nobody finds so many bits by trying, so a fast hash may be kept of them."""
_GROUP: Final = 4


class FactorPage(Record):
    """One second factor, as its member sees it. `confirmed`: it is asked for."""

    id: UUID
    kind: Kind
    name: str
    added_at: datetime
    confirmed: bool


class FactorsPage(Record):
    items: tuple[FactorPage, ...]
    recovery_codes_left: int
    next: str | None = None


class OfferedApp(Record):
    """Shown this once: an app reads `uri`, or somebody types `secret` into it."""

    id: UUID
    secret: str
    uri: str


class Added(Record):
    """`recovery_codes`: with the first factor, shown this once."""

    id: UUID
    recovery_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnFactors:
    """A member's second factors."""

    log: Log
    keys: SubjectKeys
    streams: Streams
    proving: Proving
    app: AppCodes
    passkeys: Passkeys
    pepper: bytes

    async def see(self, member_id: UUID) -> FactorsPage:
        """All that there are."""
        factors = (await self.log.load(self.streams.factors, member_id)).state
        items = [
            FactorPage(
                id=one.factor_id,
                kind="passkey",
                name=await self.keys.open(one.name) or "",
                added_at=one.added_at,
                confirmed=True,
            )
            for one in factors.passkeys.values()
        ]
        if factors.totp is not None:
            shown = FactorPage(
                id=factors.totp.factor_id,
                kind="totp",
                name=await self.keys.open(factors.totp.name) or "",
                added_at=factors.totp.added_at,
                confirmed=factors.app is not None,
            )
            items.insert(0, shown)
        return FactorsPage(items=tuple(items), recovery_codes_left=len(factors.recovery))

    async def offer_app(
        self,
        by: By,
        name: str,
        password: str,
        *,
        now: datetime,
        meta: Meta,
        once: Once | None = None,
    ) -> tuple[OfferedApp, Receipt]:
        """A secret for an app; it counts once a code of it was typed.

        Asked again, the same secret, as long as it waits for that.
        """
        account = await self.proving.by_password(by, password)
        secret = self.app.new_secret()
        command = second_factor.OfferTotp(
            factor_id=new_id(),
            now=now,
            name=await self.keys.seal(by.member_id, names.display_name(name)),
            secret=await self.keys.seal(by.member_id, secret),
        )
        once = peppered(once, pepper=self.pepper)
        receipt = await self._carry_out(by.member_id, command, meta=meta, once=once)
        factor_id = command.factor_id
        if receipt.replayed:
            factor_id, secret = await self._waiting_app(by.member_id)
        uri = self.app.uri(secret, await self.keys.open(account.username) or "")
        return OfferedApp(id=factor_id, secret=secret, uri=uri), receipt

    async def confirm_app(
        self, by: By, factor_id: UUID, code: str, *, now: datetime, meta: Meta
    ) -> tuple[Added, Receipt]:
        """The app shows the right codes. Raises `NoSuchFactor`, `WrongCode`."""
        must_be_there(by)
        factors = (await self.log.load(self.streams.factors, by.member_id)).state
        second_factor.check_patience(factors, now)
        if factors.totp is None or factors.totp.factor_id != factor_id:
            raise second_factor.NoSuchFactor
        secret = await self.keys.open(factors.totp.secret) or ""
        step = self.app.step_of(secret, code, now)
        if step is None:
            await self._carry_out(by.member_id, second_factor.Mistake(now=now), meta=meta)
            raise second_factor.WrongCode
        codes = _new_codes()
        command = second_factor.ConfirmTotp(
            factor_id=factor_id, now=now, step=step, recovery=self._kept(codes)
        )
        receipt = await self._carry_out(by.member_id, command, meta=meta)
        shown = await self._if_kept(by.member_id, codes)
        return Added(id=factor_id, recovery_codes=shown), receipt

    async def to_create(self, by: By, session_id: UUID) -> Mapping[str, Any]:
        """What a browser needs to make a passkey."""
        account = await self.proving.account(by)
        loaded = await self.log.load(self.streams.factors, by.member_id)
        known = [await opened_credential(self.keys, one) for one in loaded.state.passkeys.values()]
        return self.passkeys.to_create(
            self._challenge(session_id, loaded.version),
            user_id=by.member_id.bytes,
            name=await self.keys.open(account.username) or "",
            known=[one.credential_id for one in known],
        )

    async def add_passkey(
        self,
        by: By,
        session_id: UUID,
        *,
        name: str,
        password: str,
        answer: Mapping[str, Any],
        now: datetime,
        meta: Meta,
        once: Once | None = None,
    ) -> tuple[Added, Receipt]:
        """The passkey that a browser made. Raises `PasskeyRefused`, `PasskeyKnown`."""
        await self.proving.by_password(by, password)
        once = peppered(once, pepper=self.pepper)
        earlier = await self.log.earlier(once)
        if earlier is not None:
            return await self._added_before(by, answer, earlier, now=now, meta=meta)
        loaded = await self.log.load(self.streams.factors, by.member_id)
        made = self.passkeys.created(self._challenge(session_id, loaded.version), answer)
        kept = Credential(credential_id=made.credential_id, public_key=made.public_key)
        codes = _new_codes()
        command = second_factor.AddPasskey(
            factor_id=new_id(),
            now=now,
            name=await self.keys.seal(by.member_id, names.display_name(name)),
            credential=await self.keys.seal(by.member_id, msgspec.json.encode(kept).decode()),
            credential_sha256=self.passkeys.credential_sha256(answer),
            sign_count=made.sign_count,
            recovery=self._kept(codes),
        )
        receipt = await self._carry_out(by.member_id, command, meta=meta, once=once)
        if receipt.replayed:
            return await self._added_before(by, answer, receipt, now=now, meta=meta)
        shown = await self._if_kept(by.member_id, codes)
        return Added(id=command.factor_id, recovery_codes=shown), receipt

    async def renew_recovery(
        self, by: By, password: str, *, now: datetime, meta: Meta
    ) -> tuple[tuple[str, ...], Receipt]:
        """New codes on paper; those before count no longer."""
        await self.proving.by_password(by, password)
        codes = _new_codes()
        command = second_factor.RenewRecovery(now=now, recovery=self._kept(codes))
        return codes, await self._carry_out(by.member_id, command, meta=meta)

    async def remove(
        self, by: By, factor_id: UUID, password: str, *, now: datetime, meta: Meta
    ) -> Receipt:
        """It is asked for no longer; with the last one the codes on paper go."""
        await self.proving.by_password(by, password)
        command = second_factor.Remove(factor_id=factor_id, now=now)
        return await self._carry_out(by.member_id, command, meta=meta)

    async def _waiting_app(self, who: UUID) -> tuple[UUID, str]:
        app = (await self.log.load(self.streams.factors, who)).state.totp
        if app is None or app.step is not None:
            raise second_factor.NoSuchFactor
        return app.factor_id, await self.keys.open(app.secret) or ""

    async def _added_before(
        self, by: By, answer: Mapping[str, Any], receipt: Receipt, *, now: datetime, meta: Meta
    ) -> tuple[Added, Receipt]:
        """The answer may never have come, nor its codes: a first factor gets others."""
        factors = (await self.log.load(self.streams.factors, by.member_id)).state
        told = self.passkeys.credential_sha256(answer)
        ids = [id_ for id_, one in factors.passkeys.items() if one.credential_sha256 == told]
        if not ids:
            raise second_factor.NoSuchFactor
        codes: tuple[str, ...] = ()
        if len(factors.passkeys) == 1 and factors.app is None:
            codes = _new_codes()
            renew = second_factor.RenewRecovery(now=now, recovery=self._kept(codes))
            await self._carry_out(by.member_id, renew, meta=meta)
        return Added(id=ids[0], recovery_codes=codes), receipt

    async def _if_kept(self, who: UUID, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The codes that came with a first factor: of two added at once, one alone is the first."""
        factors = (await self.log.load(self.streams.factors, who)).state
        return codes if factors.recovery == frozenset(self._kept(codes)) else ()

    async def _carry_out(
        self, who: UUID, command: FactorCommand, *, meta: Meta, once: Once | None = None
    ) -> Receipt:
        step: Step[Factors, second_factor.FactorFact] = Step(
            decider=self.streams.factors,
            id=who,
            decide=partial(second_factor.decide, command),
        )
        return await self.log.carry_out(step, meta=meta, once=once)

    def _kept(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(recovery_sha256(code, pepper=self.pepper) for code in codes)

    def _challenge(self, session_id: UUID, version: int) -> bytes:
        """Nobody can foresee it, and it counts for this session until the factors change."""
        told = b"passkey-new:" + session_id.bytes + version.to_bytes(8)
        return hmac.digest(self.pepper, told, "sha256")


def _new_codes() -> tuple[str, ...]:
    """Each 120 random bits, in groups that can be read aloud."""
    return tuple(_grouped(secrets.token_bytes(_RECOVERY_BYTES)) for _ in range(RECOVERY_CODES))


def _grouped(raw: bytes) -> str:
    text = base64.b32encode(raw).decode().lower()
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))
