"""Addresses that an operator names: proxies that are believed, who may come, and who may not."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from medianest.contracts.refusals import Forbidden

KNOWN_MAX: Final = 4096


class AddressNotAllowed(Forbidden):
    """This MediaNest can't be used from your address."""


class Networks:
    """Some networks, each as `192.168.1.0/24`, `2001:db8::/32` or one address."""

    def __init__(self, networks: Iterable[str]) -> None:
        self._networks = [ip_network(network, strict=False) for network in networks]
        self._holds = lru_cache(maxsize=KNOWN_MAX)(self._look)

    def __bool__(self) -> bool:
        return bool(self._networks)

    def __contains__(self, address: object) -> bool:
        return bool(self._networks) and self._holds(str(address))

    def _look(self, text: str) -> bool:
        known = address_of(text)
        return known is not None and any(known in network for network in self._networks)


class Admission:
    """Who may come at all: whoever is not denied, and is allowed if only some are."""

    def __init__(self, allowed: Iterable[str], denied: Iterable[str]) -> None:
        self._allowed = Networks(allowed)
        self._denied = Networks(denied)

    def check(self, address: str) -> None:
        """Raises `AddressNotAllowed`."""
        if address in self._denied or (self._allowed and address not in self._allowed):
            raise AddressNotAllowed


@lru_cache(maxsize=KNOWN_MAX)
def spelled(text: str) -> str | None:
    """An address as it is always written; None when it is none."""
    known = address_of(text)
    return None if known is None else str(known)


def address_of(text: str) -> IPv4Address | IPv6Address | None:
    """An address; one of IPv4 that is written as IPv6 is the former. None when it is none."""
    try:
        address = ip_address(text.strip("[]"))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
