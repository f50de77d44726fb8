"""The first stages of every connection test: is there such a name, an open door, an honest host?

What follows them (auth, version, permission) is the matter of each system's own adapter. Nothing
is connected to but the numbers that the guard let pass.
"""

import asyncio
import ssl
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from medianest.chassis.egress import AddressRefused, EgressGuard
from medianest.chassis.egress.guard import Target
from medianest.requests.ports import Stage, StageName

_INTERNAL: Final = (
    "Is it spelt rightly? If it stands on your own network, say so (`internal`), or the guard "
    "does not let us there."
)
_CLOSED: Final = "Is it running, is this its port, and does a firewall let us through?"
_UNTRUSTED: Final = (
    "Its certificate is not trusted for this name. Use the name that the certificate is made for, "
    "or plain http on your own network."
)


def passed(name: StageName, detail: str) -> Stage:
    """It went well."""
    return Stage(name=name, ok=True, detail=detail)


def failed(name: StageName, detail: str, hint: str) -> Stage:
    """It did not, and this may be why."""
    return Stage(name=name, ok=False, detail=detail, hint=hint)


async def knock(url: str, guard: EgressGuard, *, deadline_s: float) -> Sequence[Stage]:
    """`dns`, `tcp` and, for https, `tls`: every stage up to the first that failed."""
    try:
        target = await guard.target(url)
    except AddressRefused:
        return [failed("dns", "This address can't be found, or may not be called.", _INTERNAL)]
    named = passed("dns", f"{target.host} is known.")
    try:
        await _connect(target, None, deadline_s)
    except (OSError, TimeoutError):
        return [named, failed("tcp", f"Nothing answers at port {target.port}.", _CLOSED)]
    open_ = passed("tcp", f"Port {target.port} is open.")
    if urlsplit(url).scheme != "https":
        return [named, open_]
    try:
        await _connect(target, ssl.create_default_context(), deadline_s)
    except (OSError, TimeoutError):  # what TLS says of a certificate is an OSError as well
        return [named, open_, failed("tls", "It does not prove who it is.", _UNTRUSTED)]
    return [named, open_, passed("tls", "It proves who it is.")]


async def _connect(target: Target, tls: ssl.SSLContext | None, deadline_s: float) -> None:
    """The first number that answers will do."""
    last: Exception = TimeoutError()
    async with asyncio.timeout(deadline_s):
        for address in target.addresses:
            try:
                _, writer = await asyncio.open_connection(
                    address, target.port, ssl=tls, server_hostname=target.host if tls else None
                )
            except OSError as error:
                last = error
                continue
            writer.transport.abort()
            return
    raise last
