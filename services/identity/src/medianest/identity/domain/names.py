"""What names and passwords may look like, and how a username is found without being stored."""

import hmac
import json
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final
from uuid import UUID, uuid5

from medianest.contracts.refusals import FieldError, Invalid
from medianest.contracts.spelling import folded, is_mail_address

USERNAME_MAX: Final = 64
DISPLAY_NAME_MAX: Final = 100
HOUSE_NAME_MAX: Final = 40
PASSWORD_MIN: Final = 8
PASSWORD_MAX: Final = 256
HOUSE_WORDS: Final = frozenset(
    {"jellyseerr", "mediaserver", "medianest", "overseerr", "plex", "plexmedia", "plexserver"}
)
"""Who knows what this house is tries these first, with a year behind them."""

_EMAILS: Final = UUID("5a0c7d2e-3b1f-5e86-a4d9-2c7f60b18e35")
_USERNAMES: Final = UUID("3c6fd0a2-6f0b-5c37-9f8e-1d6c8a1f4e70")
_LINKS: Final = UUID("b1e54a0c-7f0d-5a37-8d55-6f2f1c9be2a3")
_SESSIONS: Final = UUID("0c8f2b57-5d1e-5c49-9a3f-71d0e6b4c2a8")


class UnfitUsername(Invalid):
    """This username can't be used."""


class UnfitDisplayName(Invalid):
    """This name can't be used."""


class UnfitHouseName(Invalid):
    """The house can't be called this."""


class UnfitEmail(Invalid):
    """This is not an e-mail address."""


class WeakPassword(Invalid):
    """This password is too easy to guess."""


def username(text: str) -> str:
    """The username as it is shown: composed, without space around it."""
    name = unicodedata.normalize("NFKC", text).strip()
    if not 1 <= len(name) <= USERNAME_MAX:
        raise _unfit(UnfitUsername, "/username", f"Use 1 to {USERNAME_MAX} characters.")
    if not _is_printable(name):
        raise _unfit(UnfitUsername, "/username", "Use letters, digits and signs that can be seen.")
    return name


def fit_username(text: str) -> str:
    """A username as near as can be to what somebody is called elsewhere, room for a number left."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", text) if _is_printable(sign))
    return seen.strip()[: USERNAME_MAX - 4].strip() or "member"


def display_name(text: str) -> str:
    """The name that others read."""
    name = unicodedata.normalize("NFC", text).strip()
    if not 1 <= len(name) <= DISPLAY_NAME_MAX:
        raise _unfit(UnfitDisplayName, "/display_name", f"Use 1 to {DISPLAY_NAME_MAX} characters.")
    if not _is_printable(name):
        raise _unfit(UnfitDisplayName, "/display_name", "Use signs that can be seen.")
    return name


def house_name(text: str) -> str:
    """What the house is called, on its door and in its mails."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not 1 <= len(name) <= HOUSE_NAME_MAX:
        raise _unfit(UnfitHouseName, "/name", f"Use 1 to {HOUSE_NAME_MAX} characters.")
    if not _is_printable(name):
        raise _unfit(UnfitHouseName, "/name", "Use signs that can be seen.")
    return name


def email(text: str) -> str:
    """One address; only a mail to it can prove more."""
    address = text.strip()
    if not is_mail_address(address):
        raise _unfit(UnfitEmail, "/email", "Write it like anna@example.org.")
    return address


def new_password(text: str, *, name: str, is_common: Callable[[str], bool]) -> str:
    """A password in the form that is hashed; refuses what is short, and what is tried first."""
    password = typed_password(text)
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        raise _unfit(WeakPassword, "/password", f"Use {PASSWORD_MIN} to {PASSWORD_MAX} characters.")
    if password.casefold() == name.casefold() or _letters(password) == (_letters(name) or None):
        raise _unfit(WeakPassword, "/password", "Use something other than the username.")
    if _letters(password) in HOUSE_WORDS:
        raise _unfit(WeakPassword, "/password", "Use something other than the name of this house.")
    if is_common(password):
        raise _unfit(WeakPassword, "/password", "Many people use this one; use one of your own.")
    return password


def typed_password(text: str) -> str:
    """The same password from every keyboard: accents composed in one way."""
    return unicodedata.normalize("NFKC", text)


def username_key(text: str, *, pepper: bytes) -> UUID:
    """The blind index of a username, equal for every spelling of it, useless without `pepper`."""
    return uuid5(_USERNAMES, hmac.digest(pepper, folded(text).encode(), "sha256").hex())


def email_key(text: str, *, pepper: bytes) -> UUID:
    """The same for every spelling of an address, useless without `pepper`."""
    return uuid5(_EMAILS, hmac.digest(pepper, folded(text).encode(), "sha256").hex())


def link_key(provider: str, subject: str, *, pepper: bytes) -> UUID:
    """The blind index of what `provider` calls somebody, letter for letter as it says it."""
    # JSON keeps the two apart whatever signs they hold.
    said = json.dumps([provider, subject]).encode()
    return uuid5(_LINKS, hmac.digest(pepper, said, "sha256").hex())


def session_key(provider: str, session: str, *, pepper: bytes) -> UUID:
    """The same of what `provider` calls one of somebody's sessions there."""
    said = json.dumps([provider, session]).encode()
    return uuid5(_SESSIONS, hmac.digest(pepper, said, "sha256").hex())


def stand_in(words: str, texts: Iterable[str]) -> bool:
    """Whether somebody who types this means one of these, however it is spelled."""
    wanted = _loose(words)
    return any(wanted in _loose(text) for text in texts)


def _loose(text: str) -> str:
    """Without case and accents: who looks for `rene` finds René."""
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def client_identifier(*, pepper: bytes) -> str:
    """What this installation is called elsewhere: one name for ever, on every replica."""
    return str(uuid5(_LINKS, hmac.digest(pepper, b"client identifier", "sha256").hex()))


def _letters(text: str) -> str:
    """Without the figures and signs that people put around a word."""
    return "".join(filter(str.isalpha, text.casefold()))


def _is_printable(text: str) -> bool:
    """Whether no character is a control, a format sign (bidi, zero width) or unassigned."""
    return not any(unicodedata.category(sign) in _UNSEEN for sign in text)


_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})


def _unfit(kind: type[Invalid], pointer: str, detail: str) -> Invalid:
    return kind(errors=(FieldError(pointer=pointer, detail=detail),))
