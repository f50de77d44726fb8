"""Codes of an authenticator app: six digits, new every 30 seconds (RFC 6238)."""

from datetime import datetime
from typing import Final

import pyotp

ISSUER: Final = "MediaNest"
PERIOD_S: Final = 30
BESIDE: Final = (0, -1, 1)
"""A clock may be half a minute off, and a person needs some seconds to type."""


class AuthenticatorApp:
    """Makes secrets for apps, and knows their codes."""

    def new_secret(self) -> str:
        """160 random bits in base32, as apps take it."""
        return pyotp.random_base32(32)

    def uri(self, secret: str, name: str) -> str:
        """What the square picture says that an app reads."""
        return pyotp.TOTP(secret, interval=PERIOD_S).provisioning_uri(name=name, issuer_name=ISSUER)

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        """The period whose code this is, counted since 1970; None if it is of none near now."""
        totp = pyotp.TOTP(secret, interval=PERIOD_S)
        current = int(now.timestamp()) // PERIOD_S
        typed = "".join(code.split())
        for beside in BESIDE:
            if pyotp.utils.strings_equal(totp.generate_otp(current + beside), typed):
                return current + beside
        return None
