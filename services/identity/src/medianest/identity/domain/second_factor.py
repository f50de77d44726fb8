"""What a member proves beside their password: codes of an app, passkeys, and codes on paper.

One stream a member. Whether a code or a signature is right is found out before a command is made;
here stands what follows. A code counts once; after too many wrong ones none counts for a while.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from medianest.contracts.facts import Fact, Sealed
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Conflict, Forbidden, Limited, NotFound

MISTAKES_MAX: Final = 10
MISTAKES_COUNT_FOR: Final = timedelta(hours=1)
FACTORS_MAX: Final = 10

Kind = Literal["totp", "passkey"]


class OfferTotp(Record):
    """An app's secret, which counts once its first code was typed."""

    factor_id: UUID
    now: datetime
    name: Sealed
    secret: Sealed


class ConfirmTotp(Record):
    """`step` is the period whose code was typed; `recovery` are hashes of new codes on paper."""

    factor_id: UUID
    now: datetime
    step: int
    recovery: tuple[str, ...]


class AddPasskey(Record):
    """`credential` holds the id and the public key; `credential_sha256` tells them apart."""

    factor_id: UUID
    now: datetime
    name: Sealed
    credential: Sealed
    credential_sha256: str
    sign_count: int
    recovery: tuple[str, ...]


class UseTotp(Record):
    now: datetime
    step: int


class UsePasskey(Record):
    factor_id: UUID
    now: datetime
    sign_count: int


class UseRecoveryCode(Record):
    code_sha256: str
    now: datetime


class Mistake(Record):
    """A code was wrong."""

    now: datetime


class RenewRecovery(Record):
    """The codes on paper before these count no longer."""

    now: datetime
    recovery: tuple[str, ...]


class Remove(Record):
    factor_id: UUID
    now: datetime


class Clear(Record):
    """All of them go, by the operator's hand."""

    now: datetime


FactorCommand = (
    OfferTotp
    | ConfirmTotp
    | AddPasskey
    | UseTotp
    | UsePasskey
    | UseRecoveryCode
    | Mistake
    | RenewRecovery
    | Remove
    | Clear
)


class TotpOffered(Fact, tag="identity.totp-offered"):
    factor_id: UUID
    offered_at: datetime
    name: Sealed
    secret: Sealed


class TotpConfirmed(Fact, tag="identity.totp-confirmed"):
    factor_id: UUID
    confirmed_at: datetime
    step: int


class PasskeyAdded(Fact, tag="identity.passkey-added"):
    factor_id: UUID
    added_at: datetime
    name: Sealed
    credential: Sealed
    credential_sha256: str
    sign_count: int


class TotpUsed(Fact, tag="identity.totp-used"):
    used_at: datetime
    step: int


class PasskeyUsed(Fact, tag="identity.passkey-used"):
    factor_id: UUID
    used_at: datetime
    sign_count: int


class RecoveryCodesMade(Fact, tag="identity.recovery-codes-made"):
    made_at: datetime
    code_sha256s: tuple[str, ...]


class RecoveryCodeUsed(Fact, tag="identity.recovery-code-used"):
    used_at: datetime
    code_sha256: str


class CodeMistaken(Fact, tag="identity.code-mistaken"):
    at: datetime


class FactorRemoved(Fact, tag="identity.factor-removed"):
    factor_id: UUID
    removed_at: datetime


class FactorsCleared(Fact, tag="identity.factors-cleared"):
    cleared_at: datetime


FactorFact = (
    TotpOffered
    | TotpConfirmed
    | PasskeyAdded
    | TotpUsed
    | PasskeyUsed
    | RecoveryCodesMade
    | RecoveryCodeUsed
    | CodeMistaken
    | FactorRemoved
    | FactorsCleared
)


class Totp(Record):
    """An app. `step` is the last period whose code was used; None as long as it is only offered."""

    factor_id: UUID
    added_at: datetime
    name: Sealed
    secret: Sealed
    step: int | None = None


class Passkey(Record):
    factor_id: UUID
    added_at: datetime
    name: Sealed
    credential: Sealed
    credential_sha256: str
    sign_count: int


class Factors(Record):
    """All that a member has; `recovery` are the hashes of the codes that are left."""

    totp: Totp | None = None
    passkeys: Mapping[UUID, Passkey] = {}
    recovery: frozenset[str] = frozenset()
    mistakes: tuple[datetime, ...] = ()

    @property
    def app(self) -> Totp | None:
        """The app, once it counts."""
        return self.totp if self.totp is not None and self.totp.step is not None else None

    @property
    def are_wanted(self) -> bool:
        """Whether a password alone lets nobody in."""
        return self.app is not None or bool(self.passkeys)


class NoSuchFactor(NotFound):
    """There is no such second factor."""


class HasAnApp(Conflict):
    """There is an app already; remove it first."""


class PasskeyKnown(Conflict):
    """This passkey is there already."""


class TooManyFactors(Conflict):
    """There are too many second factors; remove one first."""


class WrongCode(Forbidden):
    """This code is not right, or was used before."""


class TooManyMistakes(Limited):
    """Too many codes were wrong; wait, or use a passkey."""


def decide(command: FactorCommand, state: Factors) -> Sequence[FactorFact]:
    now = command.now
    match command:
        case OfferTotp() | ConfirmTotp() | AddPasskey():
            return _added(command, state)
        case UseTotp() | UsePasskey() | UseRecoveryCode():
            return [_used(command, state)]
        case Mistake():
            return [CodeMistaken(at=now)]
        case RenewRecovery(recovery=recovery):
            if not state.are_wanted:
                raise NoSuchFactor
            return [RecoveryCodesMade(made_at=now, code_sha256s=recovery)]
        case Remove(factor_id=factor_id):
            if factor_id not in {*state.passkeys, *([state.totp.factor_id] if state.totp else [])}:
                raise NoSuchFactor
            return [FactorRemoved(factor_id=factor_id, removed_at=now)]
        case Clear():
            return [FactorsCleared(cleared_at=now)] if state != Factors() else []


def evolve(state: Factors, fact: FactorFact) -> Factors:  # noqa: PLR0911 -- one arm a fact
    match fact:
        case TotpOffered() | PasskeyAdded():
            return _with(state, fact)
        case TotpConfirmed(step=step) | TotpUsed(step=step):
            totp = None if state.totp is None else replace(state.totp, step=step)
            return replace(state, totp=totp, mistakes=())
        case PasskeyUsed(factor_id=factor_id, sign_count=count):
            return _counted(state, factor_id, count)
        case RecoveryCodesMade(code_sha256s=codes):
            return replace(state, recovery=frozenset(codes))
        case RecoveryCodeUsed(code_sha256=code):
            return replace(state, recovery=state.recovery - {code}, mistakes=())
        case CodeMistaken(at=at):
            return replace(state, mistakes=(*state.mistakes, at)[-MISTAKES_MAX:])
        case FactorRemoved(factor_id=factor_id):
            return _without(state, factor_id)
        case FactorsCleared():
            return Factors()


def check_patience(state: Factors, now: datetime) -> None:
    """Refuse any code while too many were wrong of late: there are only a million of them."""
    late = [at for at in state.mistakes if at > now - MISTAKES_COUNT_FOR]
    if len(late) >= MISTAKES_MAX:
        frees = late[0] + MISTAKES_COUNT_FOR - now
        raise TooManyMistakes(retry_after_s=int(frees.total_seconds()) + 1)


def _added(command: OfferTotp | ConfirmTotp | AddPasskey, state: Factors) -> Sequence[FactorFact]:
    now = command.now
    match command:
        case OfferTotp(factor_id=factor_id, name=name, secret=secret):
            if state.app is not None:
                raise HasAnApp
            return [TotpOffered(factor_id=factor_id, offered_at=now, name=name, secret=secret)]
        case ConfirmTotp(factor_id=factor_id, step=step):
            check_patience(state, now)
            if state.totp is None or state.totp.factor_id != factor_id:
                raise NoSuchFactor
            if state.totp.step is not None:
                return []
            confirmed = TotpConfirmed(factor_id=factor_id, confirmed_at=now, step=step)
            return [confirmed, *_first_recovery(command, state)]
        case AddPasskey():
            if any(
                command.credential_sha256 == k.credential_sha256 for k in state.passkeys.values()
            ):
                raise PasskeyKnown
            if len(state.passkeys) >= FACTORS_MAX:
                raise TooManyFactors
            added = PasskeyAdded(
                factor_id=command.factor_id,
                added_at=now,
                name=command.name,
                credential=command.credential,
                credential_sha256=command.credential_sha256,
                sign_count=command.sign_count,
            )
            return [added, *_first_recovery(command, state)]


def _used(
    command: UseTotp | UsePasskey | UseRecoveryCode, state: Factors
) -> TotpUsed | PasskeyUsed | RecoveryCodeUsed:
    now = command.now
    match command:
        case UseTotp(step=step):
            check_patience(state, now)
            if state.app is None or state.app.step is None or step <= state.app.step:
                raise WrongCode
            return TotpUsed(used_at=now, step=step)
        case UsePasskey(factor_id=factor_id, sign_count=count):
            if factor_id not in state.passkeys:
                raise NoSuchFactor
            return PasskeyUsed(factor_id=factor_id, used_at=now, sign_count=count)
        case UseRecoveryCode(code_sha256=code):
            check_patience(state, now)
            if not state.are_wanted or code not in state.recovery:
                raise WrongCode
            return RecoveryCodeUsed(used_at=now, code_sha256=code)


def _first_recovery(
    command: ConfirmTotp | AddPasskey, state: Factors
) -> Sequence[RecoveryCodesMade]:
    """With the first factor come codes on paper, for the day on which it is lost."""
    if state.are_wanted:
        return []
    return [RecoveryCodesMade(made_at=command.now, code_sha256s=command.recovery)]


def _with(state: Factors, fact: TotpOffered | PasskeyAdded) -> Factors:
    match fact:
        case TotpOffered():
            totp = Totp(
                factor_id=fact.factor_id,
                added_at=fact.offered_at,
                name=fact.name,
                secret=fact.secret,
            )
            return replace(state, totp=totp)
        case PasskeyAdded():
            passkey = Passkey(
                factor_id=fact.factor_id,
                added_at=fact.added_at,
                name=fact.name,
                credential=fact.credential,
                credential_sha256=fact.credential_sha256,
                sign_count=fact.sign_count,
            )
            return replace(state, passkeys={**state.passkeys, fact.factor_id: passkey})


def _counted(state: Factors, factor_id: UUID, count: int) -> Factors:
    if factor_id not in state.passkeys:
        return state
    passkey = replace(state.passkeys[factor_id], sign_count=count)
    return replace(state, passkeys={**state.passkeys, factor_id: passkey}, mistakes=())


def _without(state: Factors, factor_id: UUID) -> Factors:
    totp = state.totp
    left = replace(
        state,
        totp=None if totp is not None and totp.factor_id == factor_id else totp,
        passkeys={id_: one for id_, one in state.passkeys.items() if id_ != factor_id},
    )
    return left if left.are_wanted else replace(left, recovery=frozenset())
