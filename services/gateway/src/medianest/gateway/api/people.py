"""Who asks: a cookie becomes a person, a person becomes a signed identity token for one service."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, Literal, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from medianest.chassis.clock import SYSTEM, Clock
from medianest.chassis.doorway.people import Person
from medianest.chassis.doorway.tokens import Minter
from medianest.contracts.refusals import NotSignedIn
from medianest.contracts.tokens import LIFETIME_S
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.ports import Sessions, Visitor

API_KEY: Final = "x-api-key"
SESSION: Final = "mn_session"
LOGIN: Final = "mn_login"
"""Of a browser that is on its way in, and not in yet."""
TOKENS_MAX: Final = 20_000
_SAID: Final = re.compile(r"^([A-Za-z0-9_=-]{20,128}); *Max-Age=(\d{1,9})$", re.IGNORECASE)


class KeyUnknown(NotSignedIn):
    """This API key is unknown or over."""


class Shown(NamedTuple):
    """By what somebody wants to be known; only its hash."""

    sha256: str
    by_key: bool


class SessionCookie:
    """A cookie: opaque, HttpOnly, and bound to the host as tightly as the address allows."""

    def __init__(self, public_url: str, called: str = SESSION) -> None:
        parts = urlsplit(public_url)
        path = parts.path.rstrip("/")
        if parts.scheme != "https":
            self.name, flags = called, ""
        elif path:
            self.name, flags = f"__Secure-{called}", "; Secure"
        else:
            self.name, flags = f"__Host-{called}", "; Secure"
        self._flags = f"Path={path or '/'}; HttpOnly; SameSite=Lax{flags}"

    def set(self, said: str) -> str | None:
        """The `Set-Cookie` for what identity said: a value and how long it is good."""
        found = _SAID.match(said)
        return found and f"{self.name}={found[1]}; Max-Age={found[2]}; {self._flags}"

    def clear(self) -> str:
        """The `Set-Cookie` that makes a browser forget it."""
        return f"{self.name}=; Max-Age=0; {self._flags}"


class People:
    """Knows people by their cookie, and vouches for them."""

    def __init__(
        self,
        sessions: Sessions,
        minter: Callable[[], Minter],
        cookie: SessionCookie,
        clock: Clock = SYSTEM,
    ) -> None:
        """`minter` gives the one whose key signs at this moment."""
        self._sessions = sessions
        self._minter = minter
        self._cookie = cookie
        self._clock = clock
        self._tokens: OrderedDict[tuple[Visitor, str], tuple[str, float, Minter]] = OrderedDict()

    def shown(self, incoming: Incoming) -> Shown | None:
        """The key, or else the cookie, that comes with a request."""
        key = incoming.headers.get(API_KEY)
        if key is not None:
            # What a program shows is what counts, whatever cookie is beside it.
            return Shown(hashlib.sha256(key.encode()).hexdigest(), by_key=True)
        value = incoming.cookie(self._cookie.name)
        return Shown(hashlib.sha256(value.encode()).hexdigest(), by_key=False) if value else None

    def is_unheard_of(self, shown: Shown) -> bool:
        """Whether it may be somebody's guess, and has to be looked up."""
        return self._sessions.is_unheard_of(shown.sha256, by_key=shown.by_key)

    async def visitor(self, shown: Shown) -> Visitor | None:
        """Who shows this, or nobody who is known. Raises `KeyUnknown`."""
        if not shown.by_key:
            return await self._sessions.find(shown.sha256)
        found = await self._sessions.find_key(shown.sha256)
        if found is None:
            raise KeyUnknown
        return found

    async def uses(self, visitor: Visitor, of: Literal["own", "members"]) -> tuple[str, str]:
        """When this person's sessions and keys were last used, or each member was: as a header."""
        match of:
            case "own":
                return "mn-session-uses", _told(await self._sessions.uses(visitor.member_id))
            case "members":
                return "mn-members-seen", _told(await self._sessions.seen())

    def token(self, visitor: Visitor, audience: str) -> str:
        """A token for one service; made anew after half its life, or when anything changed."""
        now_s = self._clock.monotonic()
        minter = self._minter()
        key = (visitor, audience)
        known = self._tokens.get(key)
        if known is not None and now_s < known[1] and known[2] is minter:
            return known[0]
        token = minter.mint(person_of(visitor), audience)
        self._tokens[key] = (token, now_s + LIFETIME_S / 2, minter)
        self._tokens.move_to_end(key)
        if len(self._tokens) > TOKENS_MAX:
            self._tokens.popitem(last=False)
        return token


def _told(times: Mapping[UUID, datetime]) -> str:
    return ",".join(f"{id_.hex}={int(at.timestamp())}" for id_, at in times.items())


def person_of(visitor: Visitor) -> Person:
    """The same person, in the words of the services."""
    return Person(
        id=visitor.member_id,
        session_id=visitor.session_id,
        role=visitor.role,
        permissions=visitor.permissions,
        epoch=visitor.epoch,
    )
