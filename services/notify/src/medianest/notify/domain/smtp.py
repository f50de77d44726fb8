"""The rules of the household's own mail server: it is set as a whole, and its password apart."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Invalid, NotFound

THE_SMTP: Final = UUID("6d6e736d-7470-4000-8000-000000000001")
"""There is one, so its stream has a fixed id."""

Security = Literal["tls", "starttls", "none"]


class SetSmtp(Record):
    """`password_id` names the secret; None when the server asks for none."""

    by: UUID
    now: datetime
    host: str
    port: int
    security: Security
    username: str | None
    password_id: UUID | None
    from_address: str


class SmtpSet(Fact, tag="notify.smtp-set"):
    by: UUID
    at: datetime
    host: str
    port: int
    security: Security
    username: str | None
    password_id: UUID | None
    from_address: str


class NoSmtp(Record):
    pass


class Smtp(Record):
    host: str
    port: int
    security: Security
    username: str | None
    password_id: UUID | None
    from_address: str


SmtpState = NoSmtp | Smtp


class NoMailServer(NotFound):
    """No mail server is set yet."""


class PasswordWanted(Invalid):
    """Another mail server wants its password anew, so that none gets the password of another."""


def decide(command: SetSmtp, state: SmtpState) -> Sequence[SmtpSet]:
    wished = Smtp(
        host=command.host,
        port=command.port,
        security=command.security,
        username=command.username,
        password_id=command.password_id,
        from_address=command.from_address,
    )
    if wished == state:
        return []
    return [
        SmtpSet(
            by=command.by,
            at=command.now,
            host=wished.host,
            port=wished.port,
            security=wished.security,
            username=wished.username,
            password_id=wished.password_id,
            from_address=wished.from_address,
        )
    ]


def evolve(state: SmtpState, fact: SmtpSet) -> SmtpState:
    return Smtp(
        host=fact.host,
        port=fact.port,
        security=fact.security,
        username=fact.username,
        password_id=fact.password_id,
        from_address=fact.from_address,
    )
