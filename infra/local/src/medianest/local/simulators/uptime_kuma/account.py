"""The one account of the simulated Kuma: password, one-time codes, tokens, and limits."""

import hashlib
import time
from typing import Any, Final

import jwt
import pyotp

_MINUTE_S: Final = 60.0
TOO_OFTEN: Final = {"ok": False, "msg": "Too frequently, try again later."}


class Limit:
    """So many a minute, for the whole process: whoever asks, all pay."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._left = float(per_minute)
        self._at = time.monotonic()

    def lets_through(self) -> bool:
        """Take one, if one is left."""
        now = time.monotonic()
        refilled = self._left + (now - self._at) * self._per_minute / _MINUTE_S
        self._left, self._at = min(float(self._per_minute), refilled), now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Account:
    """Signs in by password (and code), or by a token that lasts until the password changes."""

    def __init__(self, username: str, password: str) -> None:
        self.username = username
        self._password = password
        self._signing_key = pyotp.random_base32(64)
        self._two_factor: pyotp.TOTP | None = None
        self._last_code: str | None = None
        self._logins = Limit(20)
        self._codes = Limit(30)

    def ask_for_codes(self) -> pyotp.TOTP:
        """Switch two-factor sign-in on; what is returned makes the codes."""
        self._two_factor = pyotp.TOTP(pyotp.random_base32())
        return self._two_factor

    def change_password(self, password: str) -> None:
        """From now on every token given before is void."""
        self._password = password

    def login(self, said: dict[str, Any]) -> dict[str, Any]:
        """Answer `login`."""
        if not self._logins.lets_through():
            return TOO_OFTEN
        if (said.get("username"), said.get("password")) != (self.username, self._password):
            return {"ok": False, "msg": "authIncorrectCreds", "msgi18n": True}
        if self._two_factor is not None:
            code = said.get("token")
            if not code:
                return {"tokenRequired": True}
            if not self._codes.lets_through():
                return TOO_OFTEN
            if code == self._last_code or not self._two_factor.verify(code, valid_window=1):
                return {"ok": False, "msg": "authInvalidToken", "msgi18n": True}
            self._last_code = code
        return {"ok": True, "token": self._token()}

    def login_by_token(self, token: object) -> dict[str, Any]:
        """Answer `loginByToken`; no code is asked for."""
        if not self._logins.lets_through():
            return TOO_OFTEN
        try:
            known = jwt.decode(str(token), self._signing_key, algorithms=["HS256"])
        except jwt.InvalidTokenError:
            return {"ok": False, "msg": "authInvalidToken", "msgi18n": True}
        if known["h"] != self._fingerprint():
            return {"ok": False, "msg": "authInvalidToken", "msgi18n": True}
        return {"ok": True}

    def _token(self) -> str:
        said = {"username": self.username, "h": self._fingerprint(), "iat": int(time.time())}
        return jwt.encode(said, self._signing_key, algorithm="HS256")

    def _fingerprint(self) -> str:
        return hashlib.shake_256(self._password.encode()).hexdigest(16)
