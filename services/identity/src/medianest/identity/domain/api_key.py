"""An API key: a member's programs may do some of what the member may, until it is taken back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from medianest.contracts.facts import Fact, Sealed
from medianest.contracts.permissions import Permission
from medianest.contracts.record import Record
from medianest.contracts.refusals import Invalid, NotFound
from medianest.identity.domain.roles import (
    IN_PERSON,
    By,
    NobodyGivesWhatTheyLack,
    OnlyInPerson,
    must_be_there,
)


class Issue(Record):
    """`key_sha256` is the hash (hex) of the key; the key itself is shown once and not kept.

    `epoch` is the member's: what raises it ends the key as well, unless it says that keys stay.
    """

    key_id: UUID
    by: By
    now: datetime
    epoch: int
    key_sha256: str
    name: Sealed
    scopes: frozenset[Permission]
    expires_at: datetime | None


class Revoke(Record):
    """The keys of others do not exist for `by`."""

    by: By
    now: datetime


ApiKeyCommand = Issue | Revoke


class ApiKeyIssued(Fact, tag="identity.api-key-issued"):
    key_id: UUID
    member_id: UUID
    issued_at: datetime
    epoch: int
    key_sha256: str
    name: Sealed
    scopes: tuple[Permission, ...]
    expires_at: datetime | None


class ApiKeyRevoked(Fact, tag="identity.api-key-revoked"):
    revoked_at: datetime


ApiKeyFact = ApiKeyIssued | ApiKeyRevoked


class Missing(Record):
    """There never was one."""


class Live(Record):
    key_id: UUID
    member_id: UUID


class Over(Record):
    key_id: UUID
    member_id: UUID


ApiKeyState = Missing | Live | Over


class NoSuchApiKey(NotFound):
    """There is no such API key."""


class AlreadyExpired(Invalid):
    """This key would be over before it begins."""


class NoScopes(Invalid):
    """Say what the key is for: name at least one permission."""


def decide(command: ApiKeyCommand, state: ApiKeyState) -> Sequence[ApiKeyFact]:
    match command:
        case Issue():
            # Ids are never used twice: one that is known is the same key, repeated.
            return [_issued(command)] if isinstance(state, Missing) else []
        case Revoke(by=by, now=now):
            must_be_there(by)
            if isinstance(state, Missing) or state.member_id != by.member_id:
                raise NoSuchApiKey
            return [ApiKeyRevoked(revoked_at=now)] if isinstance(state, Live) else []


def evolve(state: ApiKeyState, fact: ApiKeyFact) -> ApiKeyState:
    match fact:
        case ApiKeyIssued(key_id=key_id, member_id=member_id):
            return Live(key_id=key_id, member_id=member_id)
        case ApiKeyRevoked():
            if isinstance(state, Missing):
                return state
            return Over(key_id=state.key_id, member_id=state.member_id)


def _issued(command: Issue) -> ApiKeyIssued:
    must_be_there(command.by)
    if not command.scopes:
        raise NoScopes
    if command.scopes & IN_PERSON:
        raise OnlyInPerson
    if command.scopes - command.by.permissions:
        raise NobodyGivesWhatTheyLack
    if command.expires_at is not None and command.expires_at <= command.now:
        raise AlreadyExpired
    return ApiKeyIssued(
        key_id=command.key_id,
        member_id=command.by.member_id,
        issued_at=command.now,
        epoch=command.epoch,
        key_sha256=command.key_sha256,
        name=command.name,
        scopes=tuple(sorted(command.scopes)),
        expires_at=command.expires_at,
    )
