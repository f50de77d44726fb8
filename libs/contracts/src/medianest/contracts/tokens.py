"""The identity token: what the gateway tells a service about the person who asks.

An EdDSA-signed JWT, 60 s, for one service (`aud`), in the header `Authorization: Bearer`.
"""

from typing import Final
from uuid import UUID

from medianest.contracts.record import Record

TYPE: Final = "medianest-identity+jwt"
ISSUER: Final = "medianest-gateway"
LIFETIME_S: Final = 60
LEEWAY_S: Final = 30


class IdentityClaims(Record):
    """The payload. `sub` is the member, `sid` the session, times are seconds since 1970."""

    iss: str
    aud: str
    sub: UUID
    sid: UUID
    role: str
    permissions: tuple[str, ...]
    epoch: int
    iat: int
    exp: int
    jti: str
