"""The way to a server, step by step: its name, its port, its certificate. Alike for every one.

An address that is refused and a name that nobody knows look alike: there is no oracle in it.
"""

import asyncio
import ssl
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from medianest.chassis.egress import AddressRefused, EgressGuard
from medianest.chassis.egress.guard import Target
from medianest.requests.ports import TriedStep, Upstream

PORTS: Final = {"http": 80, "https": 443}


def guard_of(upstream: Upstream, allowed: Iterable[str] = ()) -> EgressGuard:
    """An internal address is excepted as it is spelt, and nothing else is."""
    parts = urlsplit(upstream.url)
    if not upstream.internal or parts.scheme not in PORTS:
        return EgressGuard(allowed)
    return EgressGuard([*allowed, f"{parts.hostname}:{parts.port or PORTS[parts.scheme]}"])


async def reach(
    upstream: Upstream,
    guard: EgressGuard,
    *,
    deadline_s: float,
    tls: ssl.SSLContext | None = None,
) -> Sequence[TriedStep]:
    """Name, port and certificate, up to and with the first that fails. `deadline_s` for each."""
    try:
        target = await guard.target(upstream.url)
    except AddressRefused:
        hint = "Is it spelled right? An address on your own network must be marked as internal."
        detail = "Nobody knows this name, or it leads where we may not go."
        return [TriedStep(name="dns", ok=False, detail=detail, hint=hint)]
    found = TriedStep(name="dns", ok=True, detail=f"{target.host} is known.")
    if not await _connects(target, deadline_s):
        hint = "Is the port right, is it running, and does a firewall let us in?"
        detail = f"Nobody answers on port {target.port}."
        return [found, TriedStep(name="tcp", ok=False, detail=detail, hint=hint)]
    open_ = TriedStep(name="tcp", ok=True, detail=f"Port {target.port} answers.")
    if not upstream.url.startswith("https:"):
        detail = "The connection is not encrypted, as it is set."
        return [found, open_, TriedStep(name="tls", ok=True, detail=detail)]
    return [found, open_, await _encrypts(target, deadline_s, tls)]


async def _connects(target: Target, deadline_s: float) -> bool:
    try:
        async with asyncio.timeout(deadline_s):
            _, writer = await asyncio.open_connection(target.addresses[0], target.port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


async def _encrypts(target: Target, deadline_s: float, tls: ssl.SSLContext | None) -> TriedStep:
    try:
        async with asyncio.timeout(deadline_s):
            _, writer = await asyncio.open_connection(
                target.addresses[0],
                target.port,
                ssl=tls or ssl.create_default_context(),
                server_hostname=target.host,
            )
    except ssl.SSLCertVerificationError:
        hint = "Is this the name on the certificate, and is it still good?"
        detail = "The server's certificate is not to be trusted."
        return TriedStep(name="tls", ok=False, detail=detail, hint=hint)
    except (OSError, TimeoutError):
        hint = "Does this port speak https? Otherwise its address begins with http."
        detail = "No encrypted connection could be made."
        return TriedStep(name="tls", ok=False, detail=detail, hint=hint)
    writer.close()
    return TriedStep(name="tls", ok=True, detail="The connection is encrypted.")
