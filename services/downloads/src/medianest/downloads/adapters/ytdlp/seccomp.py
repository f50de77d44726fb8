"""Seccomp: which kinds of sockets a process may open, kept by the kernel.

Guarantees, for the calling thread, all it starts later, and all programs they run: TCP is the only
kind of socket, so that no name is looked up, no local server (of a database, of Docker) is called
and no packet is made by hand; no other way of opening one is there. It needs no privilege, and no
way leads back.
"""

import ctypes
import errno
import os
import platform
import socket
import struct
from typing import Final

_SET_NO_NEW_PRIVS: Final = 38
_SET_SECCOMP: Final = 22
_FILTER: Final = 2

_LOAD: Final = 0x20
_AND: Final = 0x54
_IF_EQUAL: Final = 0x15
_IF_AT_LEAST: Final = 0x35
_IF_BIT: Final = 0x45
_RETURN: Final = 0x06
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000
_KIND: Final = 0xF
_FAST_OPEN: Final = 0x20000000
_OTHER_WORDS: Final = 0x40000000  # the x32 calls, which have numbers of their own

_Step = tuple[int, int, int, int]

# Numbers of `socket`, then of those that could connect while sending, with where their flags stand.
_MACHINES: Final = {
    "x86_64": (0xC000003E, 41, {44: 3, 46: 2, 307: 3}),
    "aarch64": (0xC00000B7, 198, {206: 3, 211: 2, 269: 3}),
}
# io_uring opens sockets without asking; pidfd_getfd takes those of others.
_ABSENT: Final = (425, 426, 427, 438)

_libc: Final = ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    _fields_ = (("count", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def is_known_here() -> bool:
    """Whether this kind of machine has been thought of."""
    return platform.machine() in _MACHINES


def only_tcp() -> bool:
    """From now on. False where it can't be had; `OSError` if it can and yet fails."""
    if not is_known_here():
        return False
    steps = _steps(*_MACHINES[platform.machine()])
    program = _Program(len(steps), b"".join(struct.pack("=HBBI", *step) for step in steps))
    _libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if _libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return True


def _steps(machine: int, opening: int, sending: dict[int, int]) -> list[_Step]:
    steps: list[_Step] = [
        (_LOAD, 0, 0, 4),
        (_IF_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _REFUSE | errno.ENOSYS),
        (_LOAD, 0, 0, 0),
        (_IF_AT_LEAST, 0, 1, _OTHER_WORDS),
        (_RETURN, 0, 0, _REFUSE | errno.ENOSYS),
    ]
    for number in _ABSENT:
        steps += [(_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE | errno.ENOSYS)]
    for number, flags_at in sending.items():
        steps += [
            (_IF_EQUAL, 0, 4, number),
            (_LOAD, 0, 0, _word(flags_at)),
            (_IF_BIT, 0, 1, _FAST_OPEN),
            (_RETURN, 0, 0, _REFUSE | errno.EACCES),
            (_RETURN, 0, 0, _ALLOW),
        ]
    steps += [
        (_IF_EQUAL, 0, 10, opening),
        (_LOAD, 0, 0, _word(0)),
        (_IF_EQUAL, 1, 0, socket.AF_INET),
        (_IF_EQUAL, 0, 6, socket.AF_INET6),
        (_LOAD, 0, 0, _word(1)),
        (_AND, 0, 0, _KIND),
        (_IF_EQUAL, 0, 3, socket.SOCK_STREAM),
        (_LOAD, 0, 0, _word(2)),
        (_IF_EQUAL, 2, 0, 0),
        (_IF_EQUAL, 1, 0, socket.IPPROTO_TCP),
        (_RETURN, 0, 0, _REFUSE | errno.EACCES),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return steps


def _word(argument: int) -> int:
    """Where the low half of an argument stands; both machines put it first."""
    return 16 + 8 * argument
