"""One request at the door until it is answered: what came, who asks, and the way back.

Everything that is said goes this way, by the door itself, by a service behind it or by the live
connection; so here, and nowhere else, a head is given what every answer of this house wears.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from litestar.types import Receive, Send

from medianest.contracts.record import Record
from medianest.contracts.refusals import Refusal
from medianest.gateway.api.answering import Dress, Pairs, Ready, refused
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.limits import TooOften, told
from medianest.gateway.api.noting import NOTED, Noting
from medianest.gateway.api.sharing import Sharing
from medianest.gateway.ports import Visitor

_WAYS: Final = {
    "http": ("http.response.start", "http.response.body"),
    "websocket": ("websocket.http.response.start", "websocket.http.response.body"),
}
"""A WebSocket that is refused before it opened is answered in HTTP as well."""
_Says = Callable[[Any], Awaitable[None]]


class Manners(Record):
    """What holds for every answer: how it is dressed, what is noted of it, who else may read it."""

    dress: Dress
    noting: Noting
    sharing: Sharing


class Visit:
    """A request or a WebSocket handshake, and its answer.

    `visitor`: who asks, as soon as that is known. `left`: headers that tell how much more they may.
    """

    __slots__ = (
        "_body",
        "_manners",
        "_refused_as",
        "_send",
        "_start",
        "incoming",
        "left",
        "receive",
        "scope",
        "sharing_with",
        "visitor",
    )

    def __init__(
        self, incoming: Incoming, scope: Any, receive: Receive, send: Send, manners: Manners
    ) -> None:
        self.incoming = incoming
        self.scope = scope
        self.receive = receive
        self.visitor: Visitor | None = None
        self.left: Pairs = []
        self.sharing_with = manners.sharing.origin(incoming)
        """The listed site whose page asks."""
        self._manners = manners
        self._refused_as: str | None = None
        self._send: _Says = send
        self._start, self._body = _WAYS[scope["type"]]

    async def answer(self, ready: Ready) -> None:
        """All of an answer; for HEAD its body stays here."""
        await self.begin(ready.status, ready.head())
        await self.end(b"" if self.incoming.method == "HEAD" else ready.body)

    async def refuse(self, refusal: Refusal) -> None:
        """Answer with a problem."""
        self._refused_as = refusal.type_slug()
        if isinstance(refusal, TooOften):
            self.left = told(refusal.verdict)
        await self.answer(refused(refusal, self.incoming.path))

    async def begin(self, status: int, headers: Pairs) -> None:
        """The head of an answer."""
        manners = self._manners
        if status in NOTED:
            manners.noting.refused(
                status, self.incoming, self.visitor, self.scope, why=self._refused_as
            )
        headers += self.left
        if self.sharing_with is not None:
            headers += manners.sharing.told(self.sharing_with)
        manners.dress.put_on(headers, self.incoming.request_id_text)
        await self._send({"type": self._start, "status": status, "headers": headers})

    async def go_on(self, piece: bytes) -> None:
        """A piece of its body, not the last one."""
        await self._send({"type": self._body, "body": piece, "more_body": True})

    async def end(self, piece: bytes = b"") -> None:
        """The last piece."""
        await self._send({"type": self._body, "body": piece, "more_body": False})

    async def send(self, message: Any) -> None:
        """What an app of its own says, or a WebSocket."""
        if message["type"] == "http.response.start":
            await self.begin(message["status"], list(message.get("headers", ())))
        else:
            await self._send(message)


async def turned_away(refusal: Refusal, manners: Manners, scope: Any, send: _Says) -> None:
    """What could not even be read is refused as well; nothing in it is told back."""
    ready = refused(refusal, "/")
    manners.noting.refused(ready.status, None, None, {}, why=refusal.type_slug())
    headers = ready.head()
    manners.dress.put_on(headers, "-")
    start, body = _WAYS[scope["type"]]
    await send({"type": start, "status": ready.status, "headers": headers})
    await send({"type": body, "body": ready.body, "more_body": False})
