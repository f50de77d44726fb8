"""Addresses: is this one out in the world, or inside?

An explicit deny list, because `ipaddress.is_global` calls several tunnelled, translated and
multicast addresses global. IPv4 inside of IPv6 is unwrapped and judged by itself.
"""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

_INSIDE_4: Final = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
# Azure's and Oracle's machine services live on public or shared numbers.
_INSIDE_4_HOSTS: Final = frozenset({IPv4Address("168.63.129.16")})
_WORLD_6: Final = IPv6Network("2000::/3")
_INSIDE_6: Final = tuple(
    map(
        IPv6Network,
        ("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20"),
    )
)
_MAPPED: Final = IPv6Network("::ffff:0:0/96")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR: Final = IPv6Network("2002::/16")
_ISATAP_IDS: Final = frozenset({0x00005EFE, 0x02005EFE})
_LOW_32: Final = 0xFFFF_FFFF


def is_outside(text: str) -> bool:
    """Whether a resolved address may be called; what can't be read may not."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return _is_outside_4(address)
    if address.scope_id is not None:
        return False
    if address in _MAPPED or address in _NAT64:
        return _is_outside_4(IPv4Address(int(address) & _LOW_32))
    return (
        address in _WORLD_6
        and not any(address in network for network in _INSIDE_6)
        and all(_is_outside_4(inner) for inner in _tunnelled(address))
    )


def _is_outside_4(address: IPv4Address) -> bool:
    return address not in _INSIDE_4_HOSTS and not any(address in network for network in _INSIDE_4)


def _tunnelled(address: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that a world-wide IPv6 address would be delivered to."""
    number = int(address)
    if address in _SIX_TO_FOUR:
        yield IPv4Address((number >> 80) & _LOW_32)
    if (number >> 32) & _LOW_32 in _ISATAP_IDS:
        yield IPv4Address(number & _LOW_32)
