"""The rules of being connected to an Uptime Kuma: its token is kept apart, its password never."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import NotFound

THE_KUMA: Final = UUID("6d6e7374-6b75-4000-8000-000000000001")
"""There is one, so its stream has a fixed id."""


class Connect(Record):
    """`token_id` names the secret. `internal`: on the own network, by an admin's word.

    `page` is the slug of its public status page, "" where none is named.
    """

    by: UUID
    now: datetime
    address: str
    internal: bool
    username: str
    token_id: UUID
    page: str = ""


class Disconnect(Record):
    by: UUID
    now: datetime


class Refuse(Record):
    """It no longer takes this token."""

    token_id: UUID
    now: datetime


KumaCommand = Connect | Disconnect | Refuse


class Connected(Fact, tag="status.uptime-kuma-connected"):
    by: UUID
    at: datetime
    address: str
    internal: bool
    username: str
    token_id: UUID
    page: str = ""


class Disconnected(Fact, tag="status.uptime-kuma-disconnected"):
    by: UUID
    at: datetime


class TokenRefused(Fact, tag="status.uptime-kuma-token-refused"):
    at: datetime


KumaFact = Connected | Disconnected | TokenRefused


class NoKuma(Record):
    pass


class Kuma(Record):
    """`refused`: it no longer takes the token, and must be connected anew."""

    address: str
    internal: bool
    username: str
    token_id: UUID
    page: str = ""
    refused: bool = False


KumaState = NoKuma | Kuma


class NotConnected(NotFound):
    """No Uptime Kuma is connected."""


def decide(command: KumaCommand, state: KumaState) -> Sequence[KumaFact]:
    match command:
        case Connect(by=by, now=now):
            return [
                Connected(
                    by=by,
                    at=now,
                    address=command.address,
                    internal=command.internal,
                    username=command.username,
                    token_id=command.token_id,
                    page=command.page,
                )
            ]
        case Disconnect(by=by, now=now):
            if isinstance(state, NoKuma):
                raise NotConnected
            return [Disconnected(by=by, at=now)]
        case Refuse(token_id=token_id, now=now):
            if isinstance(state, NoKuma) or state.refused or state.token_id != token_id:
                return []  # it was connected anew in the meantime
            return [TokenRefused(at=now)]


def evolve(state: KumaState, fact: KumaFact) -> KumaState:
    match fact:
        case Connected():
            return Kuma(
                address=fact.address,
                internal=fact.internal,
                username=fact.username,
                token_id=fact.token_id,
                page=fact.page,
            )
        case Disconnected():
            return NoKuma()
        case TokenRefused():
            return state if isinstance(state, NoKuma) else replace(state, refused=True)
