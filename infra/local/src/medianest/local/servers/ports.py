"""Ports of our own: bind to probe, take the next free one, always below the ephemeral range."""

import socket
from collections.abc import Iterator

# Connections that this machine opens may hold any port from here on.
EPHEMERAL_FROM = 32_768


class NoFreePort(Exception):
    """Every port that was tried is taken."""


def is_free(port: int) -> bool:
    """Whether this port of 127.0.0.1 can be bound now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: a port in TIME_WAIT is free, one that is listened on is not.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_ports(start: int, tries: int = 200) -> Iterator[int]:
    """Free ports from `start` upwards. Another process may take one before its user does."""
    for port in range(start, min(start + tries, EPHEMERAL_FROM)):
        if is_free(port):
            yield port


def next_free(start: int) -> int:
    """Return the first free port from `start` upwards."""
    for port in free_ports(start):
        return port
    raise NoFreePort(f"no free port from {start} upwards")
