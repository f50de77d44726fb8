"""Asking the DNS for a name's records."""

from typing import Final

import dns.asyncresolver
import dns.exception
import dns.resolver

from medianest.chassis.egress import EgressGuard
from medianest.status.domain.probes import DnsProbe

NO_NAME: Final = "There is no such name."
NO_RECORDS: Final = "The name has no such records."
NO_SERVER: Final = "The name server does not answer."


async def find_records(probe: DnsProbe, guard: EgressGuard, *, deadline_s: float) -> str | None:
    """Why there are none, if so. Raises `AddressRefused`."""
    if probe.server is None:
        resolver = dns.asyncresolver.Resolver()
    else:
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.nameservers = await guard.vet(probe.server, probe.port)
        resolver.port = probe.port
    try:
        await resolver.resolve(probe.name, probe.record, lifetime=deadline_s)
    except dns.resolver.NXDOMAIN:
        return NO_NAME
    except dns.resolver.NoAnswer:
        return NO_RECORDS
    except dns.exception.DNSException:
        return NO_SERVER
    return None
