"""A member's cookies: what a browser exported, and that it was kept, replaced or forgotten.

The cookies themselves are a secret and stand in no fact. They count for their member's downloads
only, and for one download only those of the site that it was asked from.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import FieldError, Invalid, NotFound
from medianest.downloads.domain.sources import hosts_of

LONGEST: Final = 200_000
_MOST: Final = 2000
_FIELDS: Final = 7
_HTTP_ONLY: Final = "#HttpOnly_"
_HEAD: Final = "# Netscape HTTP Cookie File\n"


class KeepCookies(Record):
    """`secret_id` names the secret that holds them."""

    by: UUID
    now: datetime
    secret_id: UUID
    count: int


class ForgetCookies(Record):
    by: UUID
    now: datetime


CookiesCommand = KeepCookies | ForgetCookies


class CookiesKept(Fact, tag="cookies.kept"):
    by: UUID
    kept_at: datetime
    secret_id: UUID
    count: int


class CookiesForgotten(Fact, tag="cookies.forgotten"):
    by: UUID
    forgotten_at: datetime


CookiesFact = CookiesKept | CookiesForgotten
COOKIES_FACTS = (CookiesKept, CookiesForgotten)


class NoCookies(Record):
    """None are kept."""


class Cookies(Record):
    """These are."""

    secret_id: UUID
    count: int
    kept_at: datetime


CookiesState = NoCookies | Cookies


class NoCookiesKept(NotFound):
    """No cookies of yours are kept."""


class NotACookieFile(Invalid):
    """This is not a file of cookies as a browser's add-on exports it (cookies.txt)."""


def decide(command: CookiesCommand, state: CookiesState) -> Sequence[CookiesFact]:
    """What happens, or why not."""
    match command:
        case KeepCookies():
            return [
                CookiesKept(
                    by=command.by,
                    kept_at=command.now,
                    secret_id=command.secret_id,
                    count=command.count,
                )
            ]
        case ForgetCookies():
            if isinstance(state, NoCookies):
                raise NoCookiesKept
            return [CookiesForgotten(by=command.by, forgotten_at=command.now)]


def evolve(state: CookiesState, fact: CookiesFact) -> CookiesState:
    """The state after a fact."""
    match fact:
        case CookiesKept():
            return Cookies(secret_id=fact.secret_id, count=fact.count, kept_at=fact.kept_at)
        case CookiesForgotten():
            return NoCookies()


class Jar(Record):
    """Cookies, each as its line in the file and the domain that it is for."""

    lines: tuple[tuple[str, str], ...]

    def of(self, url: str) -> "Jar":
        """Those of the site that this URL belongs to."""
        hosts = hosts_of(url)
        return Jar(lines=tuple(one for one in self.lines if any(_is_for(one[0], h) for h in hosts)))

    def text(self) -> str:
        """The file."""
        return _HEAD + "".join(f"{line}\n" for _, line in self.lines)


def jar_in(text: str) -> Jar:
    """The cookies of a file in Netscape's format. Raises `NotACookieFile`."""
    if len(text.encode(errors="replace")) > LONGEST:
        raise _no(f"It is longer than {LONGEST} bytes.")
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and (not line.startswith("#") or line.startswith(_HTTP_ONLY)):
            lines.append((_domain(line, number), line))
    if not lines:
        raise _no("There is no cookie in it.")
    if len(lines) > _MOST:
        raise _no(f"There are more than {_MOST} cookies in it; export one site's only.")
    return Jar(lines=tuple(lines))


def _domain(line: str, number: int) -> str:
    """Whose cookie this line holds. What is wrong with it is never repeated."""
    fields = line.removeprefix(_HTTP_ONLY).split("\t")
    if len(fields) != _FIELDS or not all(field.isprintable() for field in fields):
        raise _no(f"Line {number} does not have seven fields, parted by tabs.")
    domain, below, path, secure, expires = fields[:5]
    name = domain.removeprefix(".").lower()
    flags = {below, secure} <= {"TRUE", "FALSE"}
    # A domain without a dot is a whole country's or a machine in the house.
    if not flags or not path.startswith("/") or "." not in name.strip(".") or "/" in name:
        raise _no(f"Line {number} can't be read.")
    if not expires.removeprefix("-").split(".")[0].isdecimal():
        raise _no(f"Line {number} has no time of expiry.")
    return name


def _is_for(domain: str, host: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _no(detail: str) -> NotACookieFile:
    return NotACookieFile(detail, errors=(FieldError(pointer="/text", detail=detail),))
