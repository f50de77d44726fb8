"""Judges a URL that somebody gave: is it one, and may it be fetched from?

The same guard stands in the proxy, at the moment of connecting; this look is only the earlier no.
"""

from typing import Final
from urllib.parse import SplitResult, urlsplit, urlunsplit

from medianest.chassis.egress import AddressRefused, EgressGuard
from medianest.contracts.refusals import FieldError
from medianest.downloads.ports import Address, AddressNotAllowed, NotAnAddress

_LONGEST: Final = 2048


class GuardedAddresses:
    """The port `Addresses`."""

    def __init__(self, guard: EgressGuard) -> None:
        """`guard` is the one of the proxy."""
        self._guard = guard

    async def vet(self, url: str) -> Address:
        """Reads it, then asks the guard."""
        parts = _read(url)
        try:
            await self._guard.vet(urlunsplit(parts))
        except AddressRefused:
            detail = "There is no such site, or it lies in a private network."
            raise AddressNotAllowed(detail, errors=(_at_url(detail),)) from None
        host = parts.hostname or ""
        return Address(url=urlunsplit(parts), host=host, title=host)


def _read(url: str) -> SplitResult:
    """Its parts, without the fragment, which is never sent."""
    url = url.strip()
    if not url or len(url) > _LONGEST or not url.isprintable() or " " in url:
        raise _no("Give a whole address, such as https://example.org/video.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _no("This can't be read as an address.") from None
    if parts.scheme not in {"http", "https"}:
        raise _no("Only addresses that begin with https:// or http:// are fetched from.")
    if "@" in parts.netloc:
        raise _no("An address must not carry a name or a password.")
    if not parts.hostname or port == 0:
        raise _no("The address names no site.")
    return parts._replace(netloc=parts.netloc.lower(), fragment="")


def _no(detail: str) -> NotAnAddress:
    return NotAnAddress(detail, errors=(_at_url(detail),))


def _at_url(detail: str) -> FieldError:
    return FieldError(pointer="/url", detail=detail)
