"""An island: a network of one's own, in which every address there is leads to oneself.

Whoever lives there can listen on all the world's numbers at once, inside and outside ones, and see
each packet that is sent to any of them. It needs a kernel that lets people make user namespaces.
"""

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import sys
import threading
from collections import Counter
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Final

_NEW_NETWORK: Final = 0x40000000 | 0x10000000  # CLONE_NEWNET, CLONE_NEWUSER
_SET_FLAGS: Final = 0x8914  # SIOCSIFFLAGS
_UP: Final = 1
_LO: Final = 1
_EVERYTHING: Final = 0x0003  # ETH_P_ALL
_TCP: Final = 6
_UDP: Final = 17


def is_allowed_here() -> bool:
    """Whether `settle` would work, tried in another process."""
    words = [sys.executable, "-c", f"from {__name__} import settle; settle()"]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0  # noqa: S603  our own words


def settle() -> None:
    """Move this process there, before its first thread. Raises `OSError` where it may not."""
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    me = Path("/proc/self")
    (me / "setgroups").write_text("deny")
    (me / "uid_map").write_text(f"0 {user} 1")
    (me / "gid_map").write_text(f"0 {group} 1")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sH22x", b"lo", _UP))
    for family in (socket.AF_INET, socket.AF_INET6):
        _lead_home(family)


def _lead_home(family: socket.AddressFamily) -> None:
    """`ip route add local default dev lo`, for one family."""
    local, in_this_house, attribute_oif = 2, 254, 4
    table, by_boot, create = 255, 3, 0x1 | 0x4 | 0x400
    route = struct.pack("=BBBBBBBBI", family, 0, 0, 0, table, by_boot, in_this_house, local, 0)
    body = route + struct.pack("=HHi", 8, attribute_oif, _LO)
    head = struct.pack("=IHHII", 16 + len(body), 24, create, 1, 0)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
        kernel.send(head + body)
        code = -int(struct.unpack_from("=i", kernel.recv(4096), 16)[0])
        if code:
            raise OSError(code, os.strerror(code))


class Watch:
    """Counts packets of TCP and UDP by where they go: (address, port)."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_EVERYTHING))
        self._socket.bind(("lo", 0))
        self._seen: Counter[tuple[str, int]] = Counter()
        self._own: set[int] = set()
        threading.Thread(target=self._listen, daemon=True).start()

    def leave_out(self, port: int) -> None:
        """What goes to or comes from here is ours."""
        self._own.add(port)

    def seen(self) -> Counter[tuple[str, int]]:
        """Since it was asked the last time."""
        seen, self._seen = self._seen, Counter()
        return seen

    def _listen(self) -> None:
        while True:
            frame, source = self._socket.recvfrom(256)
            if source[2] != socket.PACKET_OUTGOING:
                packet = _read(frame[14:])
                if packet is not None and not self._own & set(packet[1:]):
                    self._seen[packet[0], packet[2]] += 1


def _read(packet: bytes) -> tuple[str, int, int] | None:
    """Where it goes, from which port, to which."""
    version = packet[0] >> 4
    if version == 4:  # noqa: PLR2004  as it says
        length, kind, target = (packet[0] & 15) * 4, packet[9], str(IPv4Address(packet[16:20]))
    else:
        length, kind, target = 40, packet[6], str(IPv6Address(packet[24:40]))
    if kind not in (_TCP, _UDP):
        return None
    source_port, target_port = struct.unpack_from("!HH", packet, length)
    return target, source_port, target_port
