"""Landlock: which folders a process may touch and which TCP port it may call, kept by the kernel.

Guarantees, for the calling thread, all it starts later, and all programs they run: what is not
named can neither be read nor written; no TCP connection goes to another port, and none is taken;
no signal reaches a process outside. It needs no privilege, and no way leads back. A kernel that
knows only some of this keeps that much; the answer says which.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from medianest.contracts.record import Record

# The same on every machine that has them.
_CREATE: Final = 444
_ADD: Final = 445
_RESTRICT: Final = 446
_ASK_VERSION: Final = 1
_BENEATH: Final = 1
_PORT: Final = 2

_EXECUTE: Final = 1 << 0
_READ: Final = _EXECUTE | 1 << 2 | 1 << 3
_TRUNCATE: Final = 1 << 14
_FILE_ONLY: Final = _EXECUTE | 1 << 1 | 1 << 2 | _TRUNCATE | 1 << 15
# What each version of the kernel's interface can refuse.
_FILES_OF_VERSION: Final = (0, (1 << 13) - 1, (1 << 14) - 1, (1 << 15) - 1, (1 << 15) - 1)
_FILES_NEWEST: Final = (1 << 16) - 1
_NEVER_THERE: Final = _EXECUTE | 1 << 6 | 1 << 11  # programs and devices
_BIND: Final = 1 << 0
_CONNECT: Final = 1 << 1
_KNOWS_PORTS: Final = 4
_KNOWS_SIGNALS: Final = 6
_SCOPES: Final = 1 << 0 | 1 << 1  # sockets without a file, and signals

_libc: Final = ctypes.CDLL(None, use_errno=True)


class Kept(Record):
    """What this kernel keeps; see the module."""

    files: bool
    ports: bool


def keeps() -> Kept:
    """What can be had here."""
    version = _version()
    return Kept(files=version >= 1, ports=version >= _KNOWS_PORTS)


def shut_in(*, reads: Iterable[Path], writes: Iterable[Path], port: int | None) -> Kept:
    """From now on only these. Raises `OSError` if the kernel can and yet does not."""
    version = _version()
    kept = keeps()
    if not kept.files:
        return kept
    is_old = version < len(_FILES_OF_VERSION)
    files = _FILES_OF_VERSION[version] if is_old else _FILES_NEWEST
    rules = _call(_CREATE, *_sized(_wishes(version, files)), 0)
    try:
        for path in reads:
            _allow(rules, path, files & _READ)
        for path in writes:
            _allow(rules, path, files & ~_NEVER_THERE)
        if kept.ports and port is not None:
            _call(_ADD, rules, _PORT, struct.pack("=QQ", _CONNECT, port), 0)
        _call(_RESTRICT, rules, 0)
    finally:
        os.close(rules)
    return kept


def _wishes(version: int, files: int) -> bytes:
    """All of these are refused, unless a rule allows it."""
    if version >= _KNOWS_SIGNALS:
        return struct.pack("=QQQ", files, _BIND | _CONNECT, _SCOPES)
    if version >= _KNOWS_PORTS:
        return struct.pack("=QQ", files, _BIND | _CONNECT)
    return struct.pack("=Q", files)


def _allow(rules: int, path: Path, what: int) -> None:
    """What is not there needs no rule."""
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        allowed = what if path.is_dir() else what & _FILE_ONLY
        _call(_ADD, rules, _BENEATH, struct.pack("=Qi", allowed, handle), 0)
    finally:
        os.close(handle)


def _version() -> int:
    return max(int(_libc.syscall(_CREATE, None, 0, _ASK_VERSION)), 0)


def _sized(words: bytes) -> tuple[bytes, int]:
    return words, len(words)


def _call(number: int, *words: int | bytes) -> int:
    answer = int(_libc.syscall(number, *words))
    if answer < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return answer
