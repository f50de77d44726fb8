"""`RemoteBook`: the log of a service behind the gateway, asked in the name of who looks at it."""

from datetime import datetime
from typing import Any, Final, TypeVar
from urllib.parse import quote, urlencode
from uuid import UUID

import msgspec

from medianest.contracts.explorer import (
    DeadLetters,
    History,
    Holdings,
    Proof,
    Story,
    SystemPart,
    Wanted,
)
from medianest.contracts.meta import Meta
from medianest.contracts.refusals import NotFound
from medianest.gateway.ports import Answer, Asks, Outgoing, PartFailed, UpstreamFailed

T = TypeVar("T")
BYTES_MAX: Final = 16 * 1024 * 1024
QUICK_S: Final = 3.0
PROOF_S: Final = 60.0
"""It reads a whole log."""
_OK: Final = frozenset({200, 204})
_NOT_FOUND: Final = 404


class NotKnown(NotFound):
    """The service knows no such thing."""


class RemoteBook:
    """Asks one service. What it does not answer, or answers with a refusal, is `PartFailed`."""

    def __init__(self, service: Asks, token: str, meta: Meta) -> None:
        """`token` says who asks, `meta` in which story and from where."""
        self._service = service
        told = (
            ("accept", "application/json"),
            ("authorization", f"Bearer {token}"),
            ("x-request-id", str(meta.correlation)),
            ("traceparent", meta.traceparent),
            ("mn-address-hash", meta.address_hash),
        )
        self._headers = [(name, value) for name, value in told if value is not None]

    async def facts(self, wanted: Wanted) -> Story:
        """The facts that fit, newest first."""
        return await self._ask(f"/admin/events?{_query(wanted)}", Story)

    async def fact(self, fact_id: UUID) -> Story:
        """The fact of this id, or nothing."""
        return await self._ask(f"/admin/events/{fact_id}", Story)

    async def story(self, correlation: UUID, *, since: datetime) -> Story:
        """What belongs to one story, oldest first; of a long one rather what came `since`."""
        query = urlencode({"since": since.isoformat()})
        return await self._ask(f"/admin/stories/{correlation}?{query}", Story)

    async def history(self, stream: str, *, after: int, limit: int) -> History:
        """What happened to one thing. Raises `NotKnown`."""
        path = f"/admin/streams/{quote(stream, safe='')}?after={after}&limit={limit}"
        return await self._ask(path, History)

    async def held_of(self, person: UUID, *, after: int, limit: int) -> Holdings:
        """What is held of the person who asks; of nobody else would the service tell."""
        return await self._ask(f"/person/holdings?after={after}&limit={limit}", Holdings)

    async def dead_letters(self) -> DeadLetters:
        """Work that failed for good."""
        return await self._ask("/admin/dead-letters", DeadLetters)

    async def redrive(self, job_id: UUID) -> None:
        """Give dead work all its attempts again. Raises `NotKnown`."""
        await self._said("POST", f"/admin/dead-letters/{job_id}/redrive", QUICK_S)

    async def system(self) -> SystemPart:
        """How the log is."""
        return await self._ask("/admin/system", SystemPart)

    async def proof(self) -> Proof:
        """Whether it is as it was written."""
        return await self._ask("/admin/proof", Proof, PROOF_S)

    async def _ask(self, path: str, kind: type[T], within_s: float = QUICK_S) -> T:
        try:
            return msgspec.json.decode(await self._said("GET", path, within_s), type=kind)
        except msgspec.DecodeError as error:
            raise PartFailed(str(error)) from error

    async def _said(self, method: str, path: str, within_s: float) -> bytes:
        outgoing = Outgoing(
            method=method,
            target=f"/internal{path}",
            headers=self._headers,
            body=b"" if method == "POST" else None,
            head_within_s=within_s,
            idle_within_s=within_s,
        )
        async with self._service.ask(outgoing) as answer:
            if answer.status == _NOT_FOUND:
                raise NotKnown
            if answer.status not in _OK:
                raise PartFailed(f"answered {answer.status}")
            return await _whole(answer)


async def _whole(answer: Answer) -> bytes:
    body = b""
    try:
        while (piece := await answer.next_piece()) is not None:
            body += piece
            if len(body) > BYTES_MAX:
                raise PartFailed("the answer is too large")
    except UpstreamFailed as error:
        raise PartFailed(str(error)) from error
    return body


def _query(wanted: Wanted) -> str:
    told: dict[str, Any] = msgspec.to_builtins(wanted)
    return urlencode({name: value for name, value in told.items() if value is not None})
