"""A text that many read: named once, packed once for each coding, however many ask for it."""

import hashlib
from collections.abc import Mapping

from medianest.gateway.api.answering import Ready
from medianest.gateway.api.finishing import has
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.packing import coding_of, packed


class Kept:
    """One text, until there is another."""

    def __init__(self, body: bytes, media_type: str, more: Mapping[str, str] | None = None) -> None:
        """`more`: headers beside those that every such text has."""
        self._body = body
        self._packed: dict[str, bytes] = {}
        self._etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        self._headers = {
            "content-type": media_type,
            "etag": self._etag,
            "cache-control": "no-cache",
            "vary": "accept-encoding",
            **(more or {}),
        }

    def ready(self, incoming: Incoming) -> Ready:
        """As this client takes it; nothing at all for who has it."""
        if has(incoming, self._etag):
            return Ready(status=304, headers=self._headers)
        coding = coding_of(incoming.headers.get("accept-encoding", ""))
        if coding is None:
            return Ready(headers=self._headers, body=self._body)
        if coding not in self._packed:
            self._packed[coding] = packed(coding, self._body)
        headers = {**self._headers, "content-encoding": coding}
        return Ready(headers=headers, body=self._packed[coding])
