"""A WebSocket with one more way out: frames that were made once, for many to send.

uvicorn's own way takes a message, makes a frame and writes it, for each client anew. Where the same
words go to hundreds, `scope["extensions"]["medianest.frames"]` writes frames as they are.
"""

from collections.abc import Callable
from typing import Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

EXTENSION: Final = "medianest.frames"
_SHORT: Final = 126
_MIDDLE: Final = 1 << 16


def text_frame(data: bytes) -> bytes:
    """One whole text frame from a server: unmasked, uncompressed."""
    size = len(data)
    if size < _SHORT:
        return bytes((0x81, size)) + data
    if size < _MIDDLE:
        return b"\x81\x7e" + size.to_bytes(2, "big") + data
    return b"\x81\x7f" + size.to_bytes(8, "big") + data


class Frames(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket. After the app has accepted it, frames may be written beside `send`."""

    has_room = True
    """Whether the client keeps up."""
    on_room: Callable[[], None] | None = None
    """Called when there is room again."""

    def handle_connect(self, event: Request) -> None:
        """Tell the app of it, before it runs."""
        super().handle_connect(event)
        if not self.close_sent:
            extensions: dict[str, object] = self.scope["extensions"]  # type: ignore[assignment]  # ours is no dict
            extensions[EXTENSION] = self

    def write_frames(self, frames: bytes) -> bool:
        """Send these now, if there is room; whether there was.

        They are lost when the connection is closing, as its app will hear.
        """
        if not self.has_room:
            return False
        if not self.close_sent and not self.transport.is_closing():
            self.transport.write(frames)
        return True

    def pause_writing(self) -> None:
        """The client does not keep up."""
        super().pause_writing()
        self.has_room = False

    def resume_writing(self) -> None:
        """The client caught up."""
        super().resume_writing()
        self.has_room = True
        if self.on_room is not None:
            self.on_room()
