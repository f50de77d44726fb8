"""Packing of texts for who can unpack them: zstd, br or gzip, whichever the client likes best.

Small bodies stay as they are, and so does what is packed already, such as pictures.
"""

import gzip
import zlib
from collections.abc import Callable, Mapping
from typing import Final, Protocol

import brotli  # type: ignore[import-untyped]  # it ships no types
import zstandard

BYTES_MIN: Final = 1024
BROTLI_QUALITY: Final = 4
GZIP_LEVEL: Final = 5
ZSTD_LEVEL: Final = 3
_TEXT: Final = ("text/", "application/json", "application/problem+json", "application/javascript")
_SVG: Final = "image/svg+xml"
_STREAM: Final = "text/event-stream"


class Packer(Protocol):
    """Packs a body piece by piece."""

    def piece(self, body: bytes) -> bytes:
        """All of this piece, so that nobody waits for the next one."""
        ...

    def end(self) -> bytes:
        """What closes it."""
        ...


class _Zstd:
    def __init__(self) -> None:
        self._packer = zstandard.ZstdCompressor(level=ZSTD_LEVEL).compressobj()

    def piece(self, body: bytes) -> bytes:
        packed = self._packer.compress(body)
        return packed + self._packer.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._packer.flush()


class _Brotli:
    def __init__(self) -> None:
        self._packer = brotli.Compressor(quality=BROTLI_QUALITY)

    def piece(self, body: bytes) -> bytes:
        return bytes(self._packer.process(body) + self._packer.flush())

    def end(self) -> bytes:
        return bytes(self._packer.finish())


class _Gzip:
    def __init__(self) -> None:
        self._packer = zlib.compressobj(GZIP_LEVEL, wbits=31)

    def piece(self, body: bytes) -> bytes:
        return self._packer.compress(body) + self._packer.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._packer.flush()


# In the order in which they are taken when a client likes several as well.
_PACKERS: Final[Mapping[str, Callable[[], Packer]]] = {"zstd": _Zstd, "br": _Brotli, "gzip": _Gzip}
_WHOLE: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "zstd": lambda body: zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(body),
    "br": lambda body: bytes(brotli.compress(body, quality=BROTLI_QUALITY)),
    "gzip": lambda body: gzip.compress(body, GZIP_LEVEL, mtime=0),
}
CODINGS: Final = tuple(_PACKERS)


def packer(coding: str) -> Packer:
    """One body's packer."""
    return _PACKERS[coding]()


def packed(coding: str, body: bytes) -> bytes:
    """A body that is all there."""
    return _WHOLE[coding](body)


def is_text(media_type: str) -> bool:
    """Whether packing it is worth the while."""
    kind = media_type.partition(";")[0].strip()
    return (kind.startswith(_TEXT) or kind == _SVG) and kind != _STREAM


def coding_of(accepted: str) -> str | None:
    """The coding that an `Accept-Encoding` likes best; None for as it is."""
    if not accepted:
        return None
    liked: dict[str, float] = {}
    for one in accepted.lower().split(","):
        name, _, quality = one.partition(";")
        liked[name.strip()] = _quality(quality)
    found = max(CODINGS, key=lambda coding: liked.get(coding, liked.get("*", 0.0)))
    return found if liked.get(found, liked.get("*", 0.0)) > 0 else None


def _quality(text: str) -> float:
    _, _, value = text.replace(" ", "").partition("q=")
    try:
        return float(value) if value else 1.0
    except ValueError:
        return 0.0
